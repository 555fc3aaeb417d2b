"""``copydesk edit``: change fields of an article by the same lens as the form, and nothing else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.cli.articles import OpenedArticle, open_article, saving, text_from, to_bytes, with_line_feeds
from editor.cli.console import FINE
from editor.cli.desk import Desk
from editor.core import lens
from editor.core.article import dotted
from editor.core.codec import Outcome
from editor.core.codec.departures import Twice
from editor.core.errors import CopydeskError
from editor.core.fields import BY_ID, FIELDS, Fields, label, unknown_field
from editor.core.language import _
from editor.services.files import save, visible

_FROM_FILE = "@"


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes, with the table of fields."""
    parser.add_argument("file", metavar=_("FILE"), help=_("the article"))
    parser.add_argument(
        "--set",
        metavar=_("FIELD=VALUE"),
        action="append",
        required=True,
        help=_("a field and its new value, as often as needed; “body=@FILE” takes the text from a file"),
    )
    rows = "\n".join(f"  {spec.id:<20}{label(spec.id)}" for spec in FIELDS)
    parser.epilog = _(
        "fields:\n{rows}\n  {body:<20}{body_label}\n\nEverything else in the file goes by its own name, such as "
        "og.type, or extra.NAME where it is new.\nAn empty value removes a field. Dates: 2019-11-21T12:08, or "
        "2019-11-21 without a time."
    ).format(rows=rows, body="body", body_label=label("body"))


def run(args: Namespace, desk: Desk) -> int:
    """Change the file; the exit code."""
    opened = open_article(Path(args.file), desk)
    _refuse_what_cannot_be_changed(opened)
    before = lens.read(opened.article, opened.profile)
    changes = dict(_change(text, before, desk) for text in args.set)
    _refuse_what_stands_twice(opened, changes)
    after = lens.edit(opened.article, before, changes, opened.profile, released=not opened.draft)
    article = lens.write(opened.article, after, opened.profile)
    if article == opened.article and not opened.reading.twice:
        desk.console.tell(_("“{file}” says so already; nothing was written.").format(file=visible(args.file)))
        return FINE
    data = to_bytes(article)
    saving(lambda: save(opened.file.path, data, opened.file.fingerprint, versions=desk.versions))
    for departure in opened.reading.departures:
        if not (departure.kept or departure.in_text):
            desk.console.tell(_("Also changed by saving: {sentence}").format(sentence=departure.sentence))
    return FINE


def _refuse_what_cannot_be_changed(opened: OpenedArticle) -> None:
    """Raise CopydeskError for what has no fields, is no valid text, or may not be written."""
    reading = opened.reading
    if reading.outcome is Outcome.OPEN_RAW:
        raise CopydeskError(
            _("The fields of “{file}” are not understood, so none can be changed: {reason}").format(
                file=visible(opened.file.path.name), reason=reading.departures[-1].sentence
            ),
            code="not-understood",
            where=str(opened.file.path),
        )
    told = [departure for departure in reading.departures if departure.code == "not-utf-8"]
    if not reading.exact and told:
        raise CopydeskError(told[0].sentence, code=told[0].code, where=str(opened.file.path))
    for notice in opened.file.notices:
        if notice.code == "read-only":
            raise CopydeskError(
                _("“{file}” is read-only, or its folder is; nothing was changed.").format(
                    file=visible(opened.file.path.name)
                ),
                code="read-only",
                where=str(opened.file.path),
            )


def _change(text: str, fields: Fields, desk: Desk) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise CopydeskError(
            _("“{text}” names no value. Write --set FIELD=VALUE.").format(text=visible(text)), code="usage"
        )
    name = _known(name, fields)
    if name == "body" and value.startswith(_FROM_FILE):
        return name, text_from(value.removeprefix(_FROM_FILE), desk)
    return name, with_line_feeds(value) if name == "body" else value


def _known(name: str, fields: Fields) -> str:
    """The name as ``Fields.having`` takes it. Raises CopydeskError for one that means nothing."""
    key = name.removeprefix("extra.")
    if key in fields.kept:
        raise CopydeskError(
            _("“{name}” holds more than a text, which cannot be changed here; it was left as it is.").format(
                name=visible(key)
            ),
            code="not-a-text",
            where=name,
        )
    if name in BY_ID or name == "body" or (name != key and key):
        return name
    if name in fields.extra:
        return f"extra.{name}"
    owner = next((spec.id for spec in FIELDS if name in spec.keys), "")
    if owner:
        raise CopydeskError(
            _("“{name}” follows the field “{field}”. Write --set {field}=VALUE.").format(name=name, field=owner),
            code="unknown-field",
            where=name,
        )
    raise unknown_field(name, fields)


def _refuse_what_stands_twice(opened: OpenedArticle, changes: Mapping[str, str]) -> None:
    """Raise CopydeskError where a key has two values and the changes don't say which is right."""
    settled = set(_keys(opened, changes))
    for twice in opened.reading.twice:
        if dotted(twice.path) not in settled:
            raise CopydeskError(_both_values(twice), code="twice", where=dotted(twice.path))


def _keys(opened: OpenedArticle, changes: Mapping[str, str]) -> Iterator[str]:
    for name in changes:
        if name in BY_ID:
            yield from lens.keys_of(BY_ID[name], opened.profile or lens.NO_PROFILE)
        else:
            yield name.removeprefix("extra.")


def _both_values(twice: Twice) -> str:
    name = dotted(twice.path)
    owner = next((spec.id for spec in FIELDS if name in spec.keys), name)
    return _(
        "“{name}” stands twice in this file, as “{first}” and as “{second}”; nothing was changed. "
        "Say which is right with --set {field}=VALUE."
    ).format(name=name, first=visible(twice.values[0]), second=visible(twice.values[-1]), field=owner)
