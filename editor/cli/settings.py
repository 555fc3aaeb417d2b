"""``copydesk settings``: what is set, by whom, what is locked, and what is wrong in the files."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from editor.cli.console import FINE, PROBLEMS, Console
from editor.cli.desk import Desk
from editor.core.language import _
from editor.services.files import visible
from editor.services.settings import OPEN, SETTINGS, Places, Scope, Settings

_SOURCES: Mapping[Scope | None, str] = MappingProxyType(
    {None: "built-in", Scope.ORGANISATION: "organisation", Scope.PERSON: "person", Scope.POLICY: "policy"}
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A setting as it is printed. ``path`` is the file that has its value."""

    id: str
    value: str
    source: str
    locked: bool
    path: str


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON document, for other programs"))


def run(args: Namespace, desk: Desk) -> int:
    """Print the settings; the exit code: 1 if something in the files could not be used."""
    settings = Settings.of(Places.of_this_user())
    rows = [_row(settings, setting_id) for setting_id in _ids(settings)]
    if args.json:
        document = {"settings": [asdict(row) for row in rows], "faults": settings.faults}
        desk.console.say(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for line in _table(rows):
            desk.console.say(line)
    return tell_faults(settings, desk.console)


def tell_faults(settings: Settings, console: Console) -> int:
    """Say what in the files of settings cannot be used; the exit code."""
    for fault in settings.faults:
        console.tell(visible(fault))
    return PROBLEMS if settings.faults else FINE


def _ids(settings: Settings) -> Iterator[str]:
    """Every setting of the table, and those by rule that somebody has set."""
    yield from (setting.id for setting in SETTINGS)
    for section in OPEN:
        yield from sorted({f"{section}.{name}" for part in settings.parts(section) for name in part.values})


def _row(settings: Settings, setting_id: str) -> _Row:
    value, part = settings.get(setting_id), settings.given(setting_id)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    source = _SOURCES[part.scope if part else None]
    return _Row(setting_id, text, source, settings.is_locked(setting_id), str(part.path) if part else "")


def _table(rows: list[_Row]) -> Iterator[str]:
    cells = [(row.id, visible(row.value) or "-", row.source, visible(row.path)) for row in rows]
    widths = [max(len(line[at]) for line in cells) for at in range(3)]
    for *padded, path in cells:
        yield "  ".join((*(text.ljust(width) for text, width in zip(padded, widths, strict=True)), path)).rstrip()
