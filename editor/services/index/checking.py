"""Counting what the checks find in the articles of an index: after all the rest, in batches that are kept as they come.

Only what was not checked as it now is, or with other rules, is checked. So a run that was stopped goes on where it was.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from editor.core.errors import CopydeskError
from editor.core.library import Tally
from editor.services.folders import read_bytes
from editor.services.index.packing import first_id
from editor.services.index.refreshing import Progress, digest_of
from editor.services.index.store import Store
from editor.services.index.writing import DRAFT_FLAG, PROBLEM_FLAG, path_key

NO_ARTICLE = Tally(errors=1)
"""What there is to fix in a file that cannot be read as an article."""

_KEPT_EVERY = 1.0  # seconds: what a killed run loses at most
_TOLD_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run did: files that were checked anew, and in how many files of all there is something to fix."""

    checked: int = 0
    unready: int = 0
    cancelled: bool = False


class Checks(Protocol):
    """What is needed of ``services.inspecting.ArchiveChecks``."""

    def tally(self, path: str, data: bytes) -> Tally:
        """How much there is to fix in a file of the archive that holds this."""

    def stamp(self, path: str, area: str, *, by_day: bool) -> int:
        """A number for all that this depends on besides; ``by_day`` where it depends on today."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A file that has to be checked; with ``digest`` in the index it is still what was indexed."""

    number: int
    path: str
    digest: bytes
    stamp: int
    broken: bool


class CheckRun:
    """Checks what has to be checked of one index. ``today`` tells which articles are still to come."""

    def __init__(self, root: Path, store: Store, checks: Checks, tell: Callable[[Progress], bool], today: date) -> None:
        self._root, self._store, self._checks, self._tell = root, store, checks, tell
        self._to_come = first_id(today.isoformat())
        self._found: list[tuple[_Due, Tally]] = []
        self._checked = 0
        self._told = self._kept = time.monotonic()

    def all(self) -> Checked:
        """Check every file that has to be: the drafts, then the newest. Raises CopydeskError, or Damaged."""
        rows: list[_Row] = []
        rows = self._store.read(lambda database: database.execute(_ROWS).fetchall(), rows)
        due = [one for row in rows if (one := self._due(row)) is not None]
        return self._run(due, len(rows) - len(due), len(rows))

    def some(self, paths: Iterable[str]) -> Checked:
        """Check some files, if they have to be."""

        def ask(database: sqlite3.Connection) -> list[_Row]:
            found = (database.execute(_ROW, (path_key(path),)).fetchone() for path in paths)
            return [row for row in found if row is not None]

        rows: list[_Row] = []
        due = [one for row in self._store.read(ask, rows) if (one := self._due(row)) is not None]
        return self._run(due, 0, len(due))

    def _due(self, row: _Row) -> _Due | None:
        number, key, digest, area, flags, checked = row
        path = key.decode("utf-8", "surrogatepass")
        by_day = bool(flags & DRAFT_FLAG) or number >= self._to_come
        stamp = self._checks.stamp(path, area, by_day=by_day)
        return None if stamp == checked else _Due(number, path, digest, stamp, bool(flags & PROBLEM_FLAG))

    def _run(self, due: Sequence[_Due], known: int, total: int) -> Checked:
        cancelled = False
        try:
            for number, one in enumerate(due, known):
                if not self._go_on(Progress(number, total, one.path)):
                    cancelled = True
                    break
                self._check(one)
        finally:
            self._keep()
        return Checked(self._checked, self._store.read(_unready, 0), cancelled)

    def _go_on(self, progress: Progress) -> bool:
        now = time.monotonic()
        if now - self._kept >= _KEPT_EVERY:
            self._keep()
            self._kept = now
        if now - self._told < _TOLD_EVERY:
            return True
        self._told = now
        return self._tell(progress)

    def _check(self, one: _Due) -> None:
        if one.broken:
            self._found.append((one, NO_ARTICLE))
            return
        try:
            data = read_bytes(self._root / one.path)
        except CopydeskError:
            return  # It went, or cannot be read any more: the next refresh tells.
        if digest_of(data) == one.digest:
            self._found.append((one, self._checks.tally(one.path, data)))

    def _keep(self) -> None:
        """Write down what was found, of files that are not others in the index by now."""
        if self._found:
            rows = [
                (one.stamp, tally.errors, tally.warnings, one.number, path_key(one.path), one.number, one.digest)
                for one, tally in self._found
            ]
            self._checked += self._store.write(lambda database: database.executemany(_KEEP, rows).rowcount)
            self._found = []


_Row = tuple[int, bytes, bytes, str, int, int | None]
_COLUMNS = (
    "SELECT facts.id, path, digest, text, flags, checked "
    "FROM files JOIN facts USING (id) JOIN names ON names.no = facts.area"
)
_ROW = f"{_COLUMNS} WHERE path = ?"
_ROWS = f"{_COLUMNS} ORDER BY flags & {DRAFT_FLAG} DESC, facts.id DESC"
_KEEP = (
    "UPDATE facts SET checked = ?, errors = ?, warnings = ? WHERE id = ? "
    "AND EXISTS (SELECT 1 FROM files WHERE path = ? AND id = ? AND digest = ?)"
)


def _unready(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM facts WHERE errors + warnings > 0").fetchone()[0])
