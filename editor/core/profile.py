"""What is true of one organisation: where its articles live, and how its archive writes them.

A profile is data, not code: a mapping of texts in a YAML file. ``load_profile`` says everything that is wrong
with one at once, so that whoever wrote it can mend it in one go.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from editor.core.article import undotted
from editor.core.dates import TOKENS, is_date_form, tokens_of
from editor.core.encoding import ENCODERS
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.slugs import DIALECTS

DEFAULT_KEYS = ("title", "og.title", "og.description", "og.url")
# {Slug} is the same as {slug}; it reads better where the site keeps capitals. {id} is what a web site hands out, so
# an address that holds it cannot be known before publication.
SLUG_TOKENS = ("slug", "Slug")
PATH_TOKENS = (
    "yyyy", "yy", "mm", "m", "Month", "Mon", "month", "dd", "d", "week-monday", "section", *SLUG_TOKENS, "id",
)  # fmt: skip


class ProfileError(CopydeskError):
    """A profile that cannot be used; ``faults`` are sentences, one for each thing to mend."""

    def __init__(self, faults: Iterable[str], *, where: str = "") -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults), code="profile", where=where)


@dataclass(frozen=True, slots=True)
class Profile:
    """One organisation. Every key of its files is dotted (``og.site.name``); every value is a text."""

    area: str
    """The name of its folder in the archive, and the ``area`` of its articles."""
    name: str
    """What people call it: ``Surrey Police``."""
    base: str
    """The start of its web addresses, with no final slash: ``https://www.surrey.police.uk``."""
    path: str
    """The rest of an address, with tokens: ``/news/surrey/news/{yyyy}/{mm}/{slug}/``."""
    sections: tuple[str, ...] = ()
    """What {section} may be; the first is the usual one. "" among them: an address may do without (and its slash)."""
    slug: str = "collapsed"
    """How a headline becomes {slug}: one of ``slugs.DIALECTS``."""
    title_prefix: str = ""
    title_suffix: str = ""
    """``title`` is prefix + headline + suffix."""
    headline_suffix: str = ""
    """What ``og.title`` carries after the headline."""
    date_keys: Mapping[str, str] = field(default_factory=dict)
    """The keys that hold the publication date, each with its form (``dates``); the first is read."""
    keys: tuple[str, ...] = DEFAULT_KEYS
    """The keys a new file carries for what a person types; the constants and dates come on top."""
    og_base: str = ""
    """The start of ``og.url`` where it is not ``base``."""
    image_key: str = ""
    """The key of the picture that goes with the article: ``og.image``, ``og.image.url`` or none."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """The same in every new file, exactly as stored; with ``image_key``, the usual picture."""
    encoders: Mapping[str, str] = field(default_factory=dict)
    """How a key's text is stored: one of ``encoding.ENCODERS``. ``default`` is for the keys not
    named, and ``none`` where there is no default."""
    style_sheet: str = ""
    """CSS for the preview, where the organisation has its own; in a file also the name of a ``.css`` beside it."""

    @property
    def date(self) -> str:
        """The form in which its files keep the publication date; "" where they do not keep it."""
        return next(iter(self.date_keys.values()), "")

    def encoder(self, key: str) -> str:
        """The encoder for a dotted key."""
        return self.encoders.get(key) or self.encoders.get("default") or "none"


_TEXTS = frozenset({"sections", "keys"})
_MAPPINGS = frozenset({"date_keys", "constants", "encoders"})
_NAMES = tuple(item.name for item in fields(Profile))
_REQUIRED = ("area", "name", "base", "path")


def load_profile(data: object) -> Profile:
    """A profile from plain data: mappings, lists and texts. Raises ProfileError with all that is wrong."""
    if not isinstance(data, Mapping):
        raise ProfileError([_("The profile holds no names and values; it begins like this: “area: Surrey”.")])
    faults = [*_unknown_names(data), *_missing(data), *_wrong_kinds(data)]
    if faults:
        raise ProfileError(faults)
    profile = Profile(**{name: _frozen(value) for name, value in data.items()})
    faults = [*_address_faults(profile), *_choice_faults(profile), *_key_faults(profile)]
    if faults:
        raise ProfileError(faults)
    return profile


def dump_profile(profile: Profile) -> dict[str, object]:
    """Plain data that ``load_profile`` makes this profile from; what is as usual is left out."""
    data: dict[str, object] = {}
    for item in fields(Profile):
        value = getattr(profile, item.name)
        usual = {} if item.name in _MAPPINGS else item.default
        if value != usual:
            data[item.name] = _thawed(value)
    return data


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return tuple(value) if isinstance(value, list) else value


def _thawed(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _unknown_names(data: Mapping[object, object]) -> Iterator[str]:
    for name in data:
        if name in _NAMES:
            continue
        near = difflib.get_close_matches(str(name), _NAMES, n=1)
        if near:
            yield _("{name}: Copydesk does not know this name; did you mean “{near}”?").format(name=name, near=near[0])
        else:
            yield _("{name}: Copydesk does not know this name; it knows {known}.").format(
                name=name, known=", ".join(_NAMES)
            )


def _missing(data: Mapping[object, object]) -> Iterator[str]:
    for name in _REQUIRED:
        if not data.get(name):
            yield _("{name}: it is missing; every profile needs area, name, base and path.").format(name=name)


def _wrong_kinds(data: Mapping[object, object]) -> Iterator[str]:
    for name, value in data.items():
        if name in _TEXTS and not _is_list_of_texts(value):
            yield _("{name}: it must be a list of texts, such as [news, appeals].").format(name=name)
        elif name in _MAPPINGS and not _is_mapping_of_texts(value):
            yield _("{name}: it must hold names with one text each, such as “og.type: website”.").format(name=name)
        elif name in _NAMES and name not in _TEXTS | _MAPPINGS and not isinstance(value, str):
            yield _("{name}: it must be one text.").format(name=name)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _is_mapping_of_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(part, str) for pair in value.items() for part in pair)


def _address_faults(profile: Profile) -> Iterator[str]:
    if not profile.base.startswith(("https://", "http://")):
        yield _("base: it must begin with https:// or http://.")
    if profile.base.endswith("/"):
        yield _("base: it must not end with a slash; the path begins with one.")
    if not profile.path.startswith("/"):
        yield _("path: it must begin with a slash.")
    tokens = tokens_of(profile.path)
    for token in tokens:
        if token not in PATH_TOKENS:
            yield _("path: it holds {token}, which Copydesk does not know; it knows {known}.").format(
                token=f"{{{token}}}", known=_listed(PATH_TOKENS)
            )
    if not {"slug", "Slug", "id"} & set(tokens):
        yield _("path: it holds neither {slug} nor {id}, so every article would have the same address.")
    if "section" in tokens and not any(profile.sections):
        yield _("path: it holds {section}, but there are no sections.")


def _choice_faults(profile: Profile) -> Iterator[str]:
    choices: list[tuple[str, str, Mapping[str, object]]] = [("slug", profile.slug, DIALECTS)]
    choices += [(f"encoders, {key}", encoder, ENCODERS) for key, encoder in profile.encoders.items()]
    for where, value, known in choices:
        if value not in known:
            yield _("{where}: Copydesk does not know “{value}”; it knows {known}.").format(
                where=where, value=value, known=", ".join(known)
            )
    for key, form in profile.date_keys.items():
        unknown = [token for token in tokens_of(form) if token not in TOKENS]
        if unknown:
            yield _("date_keys, {key}: it holds {token}, which Copydesk does not know; it knows {known}.").format(
                key=key, token=_listed(unknown), known=_listed(TOKENS)
            )
        elif not is_date_form(form):
            yield _("date_keys, {key}: “{form}” must hold a year, a month and a day.").format(key=key, form=form)


def _key_faults(profile: Profile) -> Iterator[str]:
    """The keys of a file are a tree: one that holds a text cannot hold others."""
    fed = ["area", "url", *profile.keys, *profile.date_keys]
    for key in sorted({key for key in profile.constants if key in fed}):
        yield _("constants, {key}: it has a value of its own in each article.").format(key=key)
    paths = {undotted(key): key for key in (*fed, *profile.constants, profile.image_key) if key}
    for path, key in paths.items():
        above = next((paths[path[:depth]] for depth in range(1, len(path)) if path[:depth] in paths), None)
        if above:
            yield _("{key}: {above} holds a text, so it cannot hold other names too.").format(key=key, above=above)


def _listed(tokens: Iterable[str]) -> str:
    return ", ".join(f"{{{token}}}" for token in tokens)
