"""``copydesk new``: write a new article to its place in an archive."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from editor.cli.articles import saving, text_from, to_bytes
from editor.cli.console import FINE
from editor.cli.desk import Desk
from editor.core import lens
from editor.core.article import Article
from editor.core.dates import tokens_of
from editor.core.errors import CopydeskError
from editor.core.fields import BY_ID, FIELDS, Fields, Kind, label
from editor.core.language import _
from editor.core.profile import Profile
from editor.core.slugs import numbered, slugify
from editor.core.textual import first_paragraph
from editor.services.archive import Archive
from editor.services.files import publish, visible
from editor.services.folders import make_folder
from editor.services.profiles import ProfileStore

_OPTIONS = ("area", "headline", "summary", "published", "section", "slug", "url", "title", "image")
_NEEDED = ("area", "headline")


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes: the fields of the table, and where the text and the archive are."""
    parser.add_argument("--archive", metavar=_("DIR"), required=True, help=_("the archive's folder"))
    metavars = {Kind.DATE: _("DATE"), Kind.ADDRESS: _("ADDRESS")}
    hints = _hints()
    for spec in FIELDS:
        if spec.id in _OPTIONS:
            text = _("{label}: {hint}").format(label=label(spec.id), hint=hints[spec.id])
            parser.add_argument(
                f"--{spec.id}", metavar=metavars.get(spec.kind, _("TEXT")), required=spec.id in _NEEDED, help=text
            )
    parser.add_argument(
        "--body", metavar=_("FILE"), required=True, help=_("the text, in Markdown and UTF-8; “-” for standard input")
    )
    parser.add_argument("--draft", action="store_true", help=_("write it among the drafts, not the published articles"))


def _hints() -> dict[str, str]:
    return {
        "area": _("its name in the archive, such as Surrey"),
        "headline": _("as plain text"),
        "summary": _("the first paragraph of the text where it is left out"),
        "published": _("2019-11-21T12:08, or 2019-11-21 without a time"),
        "section": _("the folder of the web site, where the organisation has several"),
        "slug": _("made from the headline where it is left out"),
        "url": _("the whole address, where it cannot be made from the rest"),
        "title": _("made from the headline where it is left out"),
        "image": _("the address of the picture; the organisation's usual one where it is left out"),
    }


def run(args: Namespace, desk: Desk) -> int:
    """Write the article and print its path; the exit code."""
    archive = Archive(Path(args.archive))
    store = desk.profiles(archive)
    profile = store.get(args.area)
    for fault in store.faults():
        desk.console.tell(f"{fault.path}: {fault.sentence}")
    maker = _Maker(profile, _typed(args, profile, text_from(args.body, desk)))
    if args.draft:
        fields = maker.fields()
        path = archive.draft_path(args.area, fields["slug"] or maker.stem())
    else:
        fields = _released(maker, archive, store, args)
        path = archive.news_path(args.area, fields["url"])
    data = to_bytes(lens.write(maker.blank, fields, profile))
    if make_folder(archive.root):
        desk.console.tell(_("“{folder}” is a new archive.").format(folder=visible(args.archive)))
    saving(lambda: publish(None, None, path, data, versions=desk.versions))
    desk.console.say(str(path))
    return FINE


def _typed(args: Namespace, profile: Profile | None, body: str) -> dict[str, str]:
    typed = {name: text for name in _OPTIONS if (text := getattr(args, name)) is not None}
    typed["body"] = body
    # Not every organisation's files carry a summary.
    if "summary" not in typed and (profile is None or set(BY_ID["summary"].keys) & set(profile.keys)):
        typed["summary"] = first_paragraph(body)
    return typed


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the fields of a new article from what was typed."""

    profile: Profile | None
    typed: dict[str, str]

    def fields(self, slug: str = "") -> Fields:
        """The fields with all that follows from what was typed, with this last part of the address if one is given."""
        changes = {**self.typed, "slug": slug} if slug else self.typed
        return lens.edit(self.blank, lens.read(self.blank, self.profile), changes, self.profile)

    @property
    def blank(self) -> Article:
        """What a new article of the organisation begins with."""
        return lens.blank(self.profile or lens.NO_PROFILE)

    def stem(self) -> str:
        """A name for its file where it has no address."""
        return slugify(self.typed["headline"], (self.profile or lens.NO_PROFILE).slug)


def _released(maker: _Maker, archive: Archive, store: ProfileStore, args: Namespace) -> Fields:
    """The fields of an article to publish: its address is there and free, if need be by a number at its end."""
    fields = maker.fields()
    if not fields["url"]:
        raise _no_address(maker.profile, store, args)
    if args.url and archive.taken(args.url):
        raise CopydeskError(
            _("There is an article with the web address {url} in this archive already; it was left as it is.").format(
                url=visible(args.url)
            ),
            code="taken",
            where="url",
        )
    return next(free for free in _numbered(maker, fields) if not archive.taken(free["url"]))


def _numbered(maker: _Maker, fields: Fields) -> Iterator[Fields]:
    yield fields
    for number in count(2):
        yield maker.fields(numbered(fields["slug"], number))


def _no_address(profile: Profile | None, store: ProfileStore, args: Namespace) -> CopydeskError:
    return CopydeskError(_why_no_address(profile, store, args), code="no-address", where="url")


def _why_no_address(profile: Profile | None, store: ProfileStore, args: Namespace) -> str:
    if profile is None:
        near = difflib.get_close_matches(args.area, [known.area for known in store.areas()], 1)
        if near:
            return _(
                "Copydesk knows no organisation “{area}” (did you mean “{near}”?), so it cannot make the web address. "
                "Give the address with --url."
            ).format(area=visible(args.area), near=near[0])
        return _(
            "Copydesk knows no organisation “{area}”, so it cannot make the web address. Give the address with --url."
        ).format(area=visible(args.area))
    if "id" in tokens_of(profile.path):
        return _(
            "The web site of {name} gives each article a number, so Copydesk cannot make the web address. "
            "Give the address with --url."
        ).format(name=profile.name)
    if not args.published:
        return _(
            "The web address of {name} holds the date. Give the date with --published, or the address with --url."
        ).format(name=profile.name)
    return _(
        "No web address can be made from the headline “{headline}”. "
        "Give its last part with --slug, or the whole address with --url."
    ).format(headline=visible(args.headline))
