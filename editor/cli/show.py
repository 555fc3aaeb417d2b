"""``copydesk show``: the fields of an article as the form shows them, and what is unusual about its file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from editor.cli.articles import OpenedArticle, open_article
from editor.cli.console import CANNOT, FINE
from editor.cli.desk import Desk
from editor.core import lens
from editor.core.article import Tagged, Value
from editor.core.codec import Departure, Outcome
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.core.language import _
from editor.core.stats import stats
from editor.services.files import visible

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_YAML = "tag:yaml.org,2002:"
_NULL = _YAML + "null"


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar=_("FILE"), help=_("the article"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document, for other programs"))


def run(args: Namespace, desk: Desk) -> int:
    """Print the fields; the exit code."""
    try:
        shown = _shown(args.file, open_article(Path(args.file), desk))
    except CopydeskError as refusal:
        if not args.json:
            raise
        desk.console.say(_as_json(_refused(args.file, refusal)))
        desk.console.tell(refusal.sentence)
        return CANNOT
    desk.console.say(_as_json(_document(shown)) if args.json else "\n".join(_table(shown)))
    return FINE


@dataclass(frozen=True, slots=True)
class _Shown:
    path: str
    outcome: Outcome
    draft: bool
    fields: Fields
    body: str
    departures: tuple[Departure, ...]


def _shown(path: str, opened: OpenedArticle) -> _Shown:
    reading = opened.reading
    raw = reading.outcome is Outcome.OPEN_RAW
    return _Shown(
        path=path,
        outcome=opened.outcome,
        draft=opened.draft,
        fields=lens.read(reading.article, opened.profile),
        body=reading.text if raw else reading.article.body,
        departures=(
            *(Departure(notice.code, notice.sentence, loud=True) for notice in opened.file.notices),
            *reading.departures,
        ),
    )


# -- for programs


def _as_json(document: Mapping[str, Json]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _document(shown: _Shown) -> dict[str, Json]:
    extra: dict[str, Json] = {**shown.fields.extra}
    extra.update((key, _plain(value)) for key, value in shown.fields.kept.items())
    return {
        "outcome": str(shown.outcome),
        "path": shown.path,
        "draft": shown.draft,
        "fields": {**shown.fields.values, "extra": extra},
        "body": shown.body,
        "departures": [_departure(departure) for departure in shown.departures],
    }


def _departure(departure: Departure) -> dict[str, Json]:
    return {
        "code": departure.code,
        "line": departure.line,
        "sentence": departure.sentence,
        "level": "notice" if departure.loud else "quiet",
    }


def _refused(path: str, refusal: CopydeskError) -> dict[str, Json]:
    return {
        "outcome": "REFUSE",
        "path": path,
        "reason": refusal.sentence,
        "code": refusal.code,
        "fields": {},
        "departures": [],
    }


def _plain(value: Value) -> Json:
    """A stored value as JSON has it. What JSON has no kind for becomes an object with its YAML tag as the only name."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, Tagged):
        return None if value.tag == _NULL else {value.tag.replace(_YAML, "!!"): _plain(value.value)}
    return [_plain(item) for item in value]


# -- for people


def _table(shown: _Shown) -> Iterator[str]:
    draft = _("a draft") if shown.draft else _("no draft")
    yield _row(_("file"), shown.path, 20)
    yield _row(_("opens as"), f"{shown.outcome}, {draft}", 20)
    rows = {**shown.fields.values, **shown.fields.extra}
    rows.update((key, json.dumps(_plain(value), ensure_ascii=False)) for key, value in shown.fields.kept.items())
    yield ""
    yield from (_row(name, text, 20) for name, text in rows.items() if text)
    measures = stats(shown.body)
    yield ""
    yield _row(
        "body", _("{words} words, {minutes} min to read").format(words=measures.words, minutes=measures.minutes), 20
    )
    if shown.departures:
        yield ""
        yield from (f"- {departure.sentence}" for departure in shown.departures)


def _row(name: str, text: str, width: int) -> str:
    """A name and a text of any number of lines beside it. Control characters would command the terminal."""
    lines = [visible(line) for line in text.split("\n")]
    return f"{visible(name):<{width}} " + f"\n{'':<{width}} ".join(lines)
