"""The lens: article -> fields and back.

Its laws are the product's promise, and are tested as such:

1. nothing edited, nothing changed: ``write(article, read(article, p), p) == article``, for any profile;
2. what you typed is what you get: ``read(write(article, fields, p), p) == fields`` for fields that ``edit`` made;
3. local: a changed field changes only the keys that it feeds; an unknown key never changes.

``edit`` is the only place where one field follows another (title, address); ``write`` only writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from editor.core import dates, place
from editor.core.article import (
    Article,
    FrontMatter,
    Path,
    Tagged,
    Value,
    dotted,
    leaves,
    undotted,
    value_at,
    with_value,
)
from editor.core.encoding import decode, encode
from editor.core.errors import CopydeskError
from editor.core.fields import FIELDS, FROM_ADDRESS, Fields, FieldSpec
from editor.core.language import _
from editor.core.profile import Profile

# What an article of an organisation without a profile is read and written by.
NO_PROFILE = Profile(
    area="",
    name="",
    base="",
    path="",
    slug="collapsed",
    date_keys={"publish.date": "{HH}:{MM} {dd}/{mm}/{yyyy}"},
    image_key="og.image",
)
_ADDRESS_PARTS = ("published", *FROM_ADDRESS)
_PLAIN_TYPES = ("int", "float", "bool", "timestamp")
_NULL = "tag:yaml.org,2002:null"


# -- reading


def read(article: Article, profile: Profile | None = None) -> Fields:
    """The article as a person sees it."""
    profile = profile or NO_PROFILE
    front = article.front
    values = {spec.id: _shown(front, spec, profile) for spec in FIELDS}
    if not values["headline"]:
        values["headline"] = _bare_title(values["title"], profile)
    found = place.match(profile, values["url"]) if profile.base else None
    values["slug"] = found.slug if found else place.last_segment(values["url"])
    values["section"] = found.section if found else ""
    extra: dict[str, str] = {}
    kept: dict[str, Value] = {}
    owners = _owners(profile)
    for path, value in leaves(front):
        key, text = dotted(path), _plain(value)
        if text is None:
            kept[key] = value
        elif key not in owners or _view(key, text, owners[key], profile) != values[owners[key].id]:
            extra[key] = decode(text)
    return Fields(values, extra, kept, article.body)


def _plain(value: Value | None) -> str | None:
    """The text of a value that can be shown as one; null is an empty text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Tagged) and isinstance(value.value, str):
        if value.tag == _NULL:
            return ""
        if value.tag.rpartition(":")[2] in _PLAIN_TYPES:
            return value.value
    return None


def keys_of(spec: FieldSpec, profile: Profile) -> tuple[str, ...]:
    """The keys that a field is read from and feeds, the profile's own ones first."""
    own: tuple[str, ...] = ()
    if spec.id == "published":
        own = tuple(profile.date_keys)
    elif spec.id == "image" and profile.image_key:
        own = (profile.image_key,)
    # What is the same in every file of an organisation is nothing that a person typed.
    constant = () if spec.id == "image" else profile.constants
    return (*own, *(key for key in spec.keys if key not in own and key not in constant))


def _owners(profile: Profile) -> Mapping[str, FieldSpec]:
    return {key: spec for spec in FIELDS for key in keys_of(spec, profile)}


def _view(key: str, stored: str, spec: FieldSpec, profile: Profile) -> str:
    """A stored value as its field shows it."""
    text = decode(stored)
    if spec.id == "headline":
        return text.removesuffix(profile.headline_suffix)
    if spec.id == "published":
        return dates.to_iso(text, profile.date_keys.get(key, "")) or text
    if key == "og.url" and profile.og_base:
        return _moved(text, profile.og_base, profile.base)
    return text


def _moved(url: str, base: str, other: str) -> str:
    """An address on another host, for organisations that give networks another one than readers."""
    return other + url.removeprefix(base) if url.startswith(base) else url


def _shown(front: FrontMatter, spec: FieldSpec, profile: Profile) -> str:
    for key in keys_of(spec, profile):
        stored = _plain(value_at(front, undotted(key)))
        if stored:
            return _view(key, stored, spec, profile)
    return ""


def _below(front: FrontMatter, path: Path) -> Value | None:
    """``value_at``, in a third of its time: what is read from a file is made of dicts."""
    here: Value | None = front
    for key in path:
        here = here.get(key) if isinstance(here, dict) else None
    return here


class Glance:
    """Some of the fields as ``read`` shows them, for lists of many articles of one organisation."""

    def __init__(self, ids: Iterable[str], profile: Profile | None = None) -> None:
        self._profile = profile or NO_PROFILE
        self._ids = tuple(ids)
        self._from_address = [name for name in self._ids if name in FROM_ADDRESS]
        specs = [spec for spec in FIELDS if spec.id in {*self._ids, "title", "url"} and spec.keys]
        self._keys = [(spec, [(key, undotted(key)) for key in keys_of(spec, self._profile)]) for spec in specs]

    def of(self, front: FrontMatter) -> dict[str, str]:
        """The fields by id; with them those that they are taken from."""
        values: dict[str, str] = {}
        for spec, keys in self._keys:
            stored = next(((key, text) for key, path in keys if (text := _plain(_below(front, path)))), None)
            values[spec.id] = _view(*stored, spec, self._profile) if stored else ""
        if not values.get("headline", "-"):
            values["headline"] = _bare_title(values["title"], self._profile)
        if self._from_address:
            found = place.match(self._profile, values["url"]) if self._profile.base else None
            values["section"] = found.section if found else ""
            values["slug"] = found.slug if found else place.last_segment(values["url"])
        return values


def _bare_title(title: str, profile: Profile) -> str:
    """The headline inside a page title."""
    if title.startswith(profile.title_prefix) and title.endswith(profile.title_suffix):
        return title.removeprefix(profile.title_prefix).removesuffix(profile.title_suffix)
    return title


# -- writing


def blank(profile: Profile) -> Article:
    """What every new article of an organisation begins with: its name and its constants."""
    front = with_value({}, ("area",), encode(profile.area, profile.encoder("area"))) if profile.area else {}
    for key, stored in profile.constants.items():
        front = with_value(front, undotted(key), stored)
    return Article(front)


def write(article: Article, fields: Fields, profile: Profile | None = None) -> Article:
    """The article with what differs from ``read(article)`` changed, and nothing else.

    Raises ``CopydeskError`` where a value has no place (``no-place``) or a date cannot be read (``date``).
    """
    profile = profile or NO_PROFILE
    before = read(article, profile)
    if before == fields:
        return article
    front = article.front
    for spec in FIELDS:
        if spec.id not in FROM_ADDRESS and fields[spec.id] != before[spec.id]:
            front = _put_field(front, spec, before[spec.id], fields, profile)
    front = _put_extra(front, before.extra, fields, profile)
    return Article(front, fields.body)


def _put_field(front: FrontMatter, spec: FieldSpec, old: str, fields: Fields, profile: Profile) -> FrontMatter:
    new = fields[spec.id]
    keys = tuple(_holding(front, spec, old, profile)) if old else ()
    if not keys and new and not (spec.id == "headline" and old and _bare_title(fields["title"], profile) == new):
        # A headline that was only part of the page title stays only there.
        keys = _new_keys(spec, profile)
        if not keys and spec.id not in ("headline", "published"):
            keys = spec.keys[:1]
    for key in keys:
        path = undotted(key)
        stored = "" if not new else _stored(front, key, spec, new, profile)
        front = _put(front, path, stored or None)
    return front


def _holding(front: FrontMatter, spec: FieldSpec, old: str, profile: Profile) -> Iterator[str]:
    """The keys that hold a field's value now: they change together, a key that differs stays."""
    for key in keys_of(spec, profile):
        stored = _plain(value_at(front, undotted(key)))
        if not stored:
            continue
        view = _view(key, stored, spec, profile)
        if view == old or (spec.id == "published" and _same_date(view, old, decode(stored), profile, key)):
            yield key


def _same_date(view: str, old: str, text: str, profile: Profile, key: str) -> bool:
    """Whether two dates are one, as far as the form of one of them can tell."""
    stamp = dates.read(text, profile.date_keys.get(key, ""))
    return stamp is not None and dates.to_iso(old) is not None and dates.fit(old, stamp.form) == view


def _new_keys(spec: FieldSpec, profile: Profile) -> tuple[str, ...]:
    """The keys that a file of this organisation carries for a field it did not have yet."""
    if spec.id == "published":
        return tuple(profile.date_keys)
    if spec.id == "image":
        twitter = tuple(key for key in spec.keys if key in profile.keys and key != profile.image_key)
        return (profile.image_key, *twitter) if profile.image_key else twitter
    always = ("area", "url")
    return tuple(key for key in keys_of(spec, profile) if key in profile.keys or key in always)


def _stored(front: FrontMatter, key: str, spec: FieldSpec, text: str, profile: Profile) -> str:
    if spec.id == "headline":
        text += profile.headline_suffix
    if spec.id == "published":
        old = _plain(value_at(front, undotted(key)))
        form = profile.date_keys.get(key) or profile.date or next(iter(NO_PROFILE.date_keys.values()))
        known = old is not None and dates.read(decode(old), form) is not None
        text = dates.write_like(text, decode(old), form) if old and known else dates.write(text, form)
    if key == "og.url" and profile.og_base:
        text = _moved(text, profile.base, profile.og_base)
    return encode(text, profile.encoder(key))


def _put_extra(front: FrontMatter, before: Mapping[str, str], fields: Fields, profile: Profile) -> FrontMatter:
    extra, values = fields.extra, fields.values
    owners = _owners(profile)
    for key in before.keys() - extra.keys():
        stored = _plain(value_at(front, undotted(key)))
        # A value that a field now holds as its own, or that became a group of fields, was not removed by anybody.
        owner = owners.get(key)
        if stored is not None and (not owner or _view(key, stored, owner, profile) != values[owner.id]):
            front = _put(front, undotted(key), None)
    for key, text in extra.items():
        if before.get(key) != text:
            front = _put(front, undotted(key), encode(text, profile.encoder(key)))
    return front


def _put(front: FrontMatter, path: Path, stored: str | None) -> FrontMatter:
    for length in range(1, len(path)):
        above = value_at(front, path[:length])
        if above is not None and not isinstance(above, Mapping) and _plain(above) != "":
            raise _no_place(path, path[:length])
    if isinstance(value_at(front, path), Mapping):
        raise _no_place(path, path)
    return with_value(front, path, stored)


def _no_place(path: Path, taken: Path) -> CopydeskError:
    return CopydeskError(
        _("“{name}” cannot be stored, because “{taken}” of this file already holds something else.").format(
            name=dotted(path), taken=dotted(taken)
        ),
        code="no-place",
        where=dotted(path),
    )


# -- editing


def edit(
    article: Article,
    fields: Fields,
    changes: Mapping[str, str],
    profile: Profile | None = None,
    *,
    released: bool = False,
) -> Fields:
    """The fields after a person changed some of them, with everything that follows them.

    The page title follows the headline where it held it. The address follows headline, date and section until the
    article is released or its last part was typed; a slug, section or address in ``changes`` is an explicit act and
    changes it always. ``article`` is what the file holds (or an empty one). Raises ``CopydeskError`` for a field that
    does not exist or a value that cannot be stored.
    """
    profile = profile or NO_PROFILE
    _check(changes, fields)
    new = fields.having(changes)
    if fields["headline"] != new["headline"]:
        if "title" not in changes:
            new = new.having({"title": _next_title(fields, new["headline"], profile)})
        if not released and "slug" not in changes and slug_follows(fields, profile):
            new = new.having({"slug": slug_of(new, profile)})
    if "url" not in changes and any(fields[part] != new[part] for part in _ADDRESS_PARTS):
        new = new.having({"url": _next_url(fields, new, changes, profile, released=released)})
    return _settled(article, new, profile)


def _check(changes: Mapping[str, str], fields: Fields) -> None:
    published = changes.get("published", "")
    if published and published != fields["published"] and dates.to_iso(published) is None:
        raise CopydeskError(
            _("“{text}” is not a date. Write it as 2019-11-21T12:08 or 2019-11-21.").format(text=published),
            code="date",
            where="published",
        )


def _next_title(fields: Fields, headline: str, profile: Profile) -> str:
    old, title = fields["headline"], fields["title"]
    if not title:
        return profile.title_prefix + headline + profile.title_suffix if "title" in profile.keys and headline else ""
    if title == profile.title_prefix + old + profile.title_suffix:
        return profile.title_prefix + headline + profile.title_suffix if headline else ""
    if old and title.startswith(old):
        return headline + title.removeprefix(old)
    return title


def slug_of(fields: Fields, profile: Profile | None = None) -> str:
    """The last part of the address that the headline makes."""
    return place.slug_for(
        profile or NO_PROFILE, fields["headline"], section=fields["section"], published_iso=fields["published"]
    )


def slug_follows(fields: Fields, profile: Profile | None = None) -> bool:
    """Whether the last part of the address is the one that the headline makes (or there is none yet)."""
    return fields["slug"] in ("", slug_of(fields, profile))


def url_follows(fields: Fields, profile: Profile | None = None) -> bool:
    """Whether the whole address is the one that its parts make (or there is none yet)."""
    return fields["url"] in ("", _built(fields, profile or NO_PROFILE))


def _built(fields: Fields, profile: Profile) -> str:
    return place.build(profile, slug=fields["slug"], section=fields["section"], published_iso=fields["published"])


def _next_url(old: Fields, new: Fields, changes: Mapping[str, str], profile: Profile, *, released: bool) -> str:
    explicit = any(new[part] != old[part] for part in FROM_ADDRESS if part in changes)
    if released and not explicit:
        return old["url"]
    if url_follows(old, profile):
        built = _built(new, profile)
        return built or ("" if not released else old["url"])
    if not explicit:
        return old["url"]
    url = place.with_slug(old["url"], new["slug"]) if new["slug"] != old["slug"] else old["url"]
    if new["section"] != old["section"] and old["section"] and new["section"]:
        url = url.replace(f"/{old['section']}/", f"/{new['section']}/", 1)
    return url


def _settled(article: Article, new: Fields, profile: Profile) -> Fields:
    """The fields as they will be read back, and those that this organisation's files have no place for."""
    back = read(write(article, new, profile), profile)
    homeless = {name for name in FROM_ADDRESS if not new["url"]}
    if not profile.date_keys:
        homeless.add("published")
    values = {name: new[name] for name in homeless if new[name] and not back[name]}
    back = replace(back, values={**back.values, **values})
    # A title typed where there was no headline makes one: until nothing follows any more.
    return back if back == new else _settled(article, back, profile)
