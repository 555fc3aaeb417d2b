"""``copydesk search``: find articles by their words."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import closing
from pathlib import Path

from editor.cli.console import FINE
from editor.cli.desk import Desk
from editor.cli.index import checked, opened, refreshed
from editor.core.language import _
from editor.core.library import Hit, Order, parse_query
from editor.services.files import visible

_LIMIT = 50


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", metavar=_("DIR"), help=_("an archive, or any folder with articles"))
    parser.add_argument(
        "query",
        metavar=_("QUERY"),
        nargs="+",
        help=_(
            'words, "phrases", begin*, -not, area:, section:, from: and to: with a year, month or day, '
            "has:incident, is:draft, is:release, is:ready, is:unready, is:problem"
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.add_argument(
        "--limit", type=_number, default=_LIMIT, help=_("at most so many results ({limit})").format(limit=_LIMIT)
    )
    parser.add_argument(
        "--order", choices=[order.value for order in Order], default=Order.NEWEST.value, help=_("how they are sorted")
    )


def run(args: Namespace, desk: Desk) -> int:
    """Print what was found; the exit code. Finding nothing is no problem."""
    query = parse_query(" ".join(args.query))
    needs_checks = query.unready is not None
    with closing(opened(Path(args.folder), desk, checks=needs_checks)) as index:
        refreshed(index, desk.console)
        if needs_checks:
            checked(index, desk.console)
        hits = index.search(query, Order(args.order), args.limit)
    if args.json:
        desk.console.say(json.dumps({"results": [_document(hit) for hit in hits]}, ensure_ascii=False, indent=1))
    else:
        for hit in hits:
            desk.console.say(_line(hit))
    return FINE


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ArgumentTypeError(_("“{text}” is not a number").format(text=text))
    return int(text)


def _document(hit: Hit) -> dict[str, object]:
    record = hit.record
    return {
        "path": record.path,
        "headline": record.headline,
        "area": record.area,
        "section": record.section,
        "published": record.published,
        "url": record.url,
        "draft": record.draft,
        "incident": record.incident,
        "problem": record.problem,
        "errors": hit.tally.errors if hit.tally else None,
        "warnings": hit.tally.warnings if hit.tally else None,
        "summary": record.summary,
        "snippet": "".join(piece.text for piece in hit.snippet),
        "hits": [piece.text for piece in hit.snippet if piece.hit],
    }


def _line(hit: Hit) -> str:
    record = hit.record
    snippet = "".join(piece.text for piece in hit.snippet)
    parts = (record.path, record.published[:10], visible(record.headline), record.problem or visible(snippet))
    return "\t".join(part for part in parts if part)
