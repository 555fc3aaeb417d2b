"""``copydesk check --rules``: every rule with its level, and who has chosen that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from editor.cli.console import Console
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.files import visible
from editor.services.folders import kind_of
from editor.services.rules import Origin, RuleBook

_SOURCES: Mapping[Origin, str] = MappingProxyType(
    {
        Origin.BUILT_IN: "built-in",
        Origin.ORGANISATION: "organisation",
        Origin.OWN_FILE: "own-rules",
        Origin.ARCHIVE: "archive",
        Origin.PERSON: "settings",
        Origin.POLICY: "policy",
    }
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A rule as it is printed. ``path`` is the file that has its level."""

    id: str
    level: str
    source: str
    title: str
    path: str


def list_rules(tools: CheckTools, archive: Archive | None, console: Console, *, as_json: bool) -> None:
    """Print the rules that count in an archive, or for an article that lies in none."""
    rows = [*_rows(tools.book(archive))]
    if as_json:
        console.say(json.dumps({"rules": [asdict(row) for row in rows]}, ensure_ascii=False, indent=2))
    else:
        for line in _table(rows):
            console.say(line)


def archive_of(path: Path) -> Archive | None:
    """The archive that a file or folder lies in, or that the folder is. Raises CopydeskError where nothing is there."""
    kind = kind_of(path)
    if not kind:
        raise CopydeskError(
            _("There is no file or folder “{path}”.").format(path=visible(str(path))), code="gone", where=str(path)
        )
    return Archive.find_root(path / "article.md" if kind == "folder" else path)


def _rows(book: RuleBook) -> Iterator[_Row]:
    """By family, as the preferences show them."""
    order = {family: number for number, family in enumerate(book.families)}
    for rule in sorted(book.rules.values(), key=lambda rule: order.get(rule.family, len(order))):
        given = book.given[rule.id]
        yield _Row(rule.id, rule.level.value, _SOURCES[given.origin], rule.title, str(given.path))


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    cells = [(row.id, row.level, row.source, row.title) for row in rows]
    widths = [max(len(line[at]) for line in cells) for at in range(3)]
    for *padded, title in cells:
        yield "  ".join((*(text.ljust(width) for text, width in zip(padded, widths, strict=True)), title))
