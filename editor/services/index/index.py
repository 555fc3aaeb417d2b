"""The index of one archive: what its articles say, at hand in milliseconds."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from pathlib import Path

import platformdirs

from editor.core.library import Counts, Hit, Order, Query, Record
from editor.core.profile import Profile
from editor.services.files import key_of
from editor.services.index import asking
from editor.services.index.checking import Checked, CheckRun, Checks
from editor.services.index.ordering import answers, records
from editor.services.index.packing import DAY_BITS, key_number, unpacked, year_of
from editor.services.index.refreshing import Progress, Refreshed, Refresher
from editor.services.index.snippets import Snippets
from editor.services.index.store import Damaged, Store
from editor.services.index.writing import DRAFT_FLAG, PROBLEM_FLAG, incident_key, path_key
from editor.services.spare import Spare, usable

_NAME_LENGTH = 24  # hex digits of the name of an index
_UNCHECKED, _READY, _UNREADY = range(3)
_STATE = f"CASE WHEN checked IS NULL THEN {_UNCHECKED} WHEN errors + warnings > 0 THEN {_UNREADY} ELSE {_READY} END"
ProfileOf = Callable[[str], Profile | None]
MakeChecks = Callable[[], Checks]


def index_folder(spare: Spare | None = None) -> Path:
    """Where the indexes of this user are: a folder that the system may empty, and one that can be written.

    Only Linux has it in a home that two computers may share at the same time, which is more than SQLite can bear: there
    each computer has indexes of its own.
    """
    name = f"index-{platform.node()}" if sys.platform == "linux" else "index"
    return usable(platformdirs.user_cache_path("copydesk", appauthor=False) / name, spare or Spare())


def _no_profile(_area: str) -> Profile | None:
    return None


def _go_on(_progress: Progress) -> bool:
    return True


class Index:
    """What an archive holds, and questions about it. Reading and writing may go on at once, in threads and processes.

    Every method may raise CopydeskError where the file cannot be read or written at all. Where it turns out to be
    damaged, an empty one takes its place, ``said`` says so, and the answer is that of an empty archive.
    """

    def __init__(
        self, root: Path, store: Store, profile_of: ProfileOf = _no_profile, make_checks: MakeChecks | None = None
    ) -> None:
        self.root = root
        self._store = store
        self._profile_of, self._make_checks = profile_of, make_checks

    @classmethod
    def open(
        cls, root: Path, folder: Path, profile_of: ProfileOf = _no_profile, make_checks: MakeChecks | None = None
    ) -> Index:
        """The index of an archive, kept in a folder of the user's cache; empty until it is refreshed.

        ``profile_of`` gives the profile of an organisation: without it articles have no section. ``make_checks`` is
        called when something has to be checked, for the rules take a while to load; without it nothing is.
        """
        root = root.resolve()
        return cls(root, Store(folder / f"{key_of(root)[:_NAME_LENGTH]}.sqlite"), profile_of, make_checks)

    @property
    def said(self) -> str:
        """A sentence for the person, once: that the index was damaged or old. Empty where there is nothing to say."""
        sentence, self._store.said = self._store.said, ""
        return sentence

    @property
    def is_empty(self) -> bool:
        """Whether no article is in it (yet)."""
        return self._store.read(lambda database: database.execute("SELECT 1 FROM files").fetchone(), None) is None

    def refresh(self, progress: Callable[[Progress], bool] = _go_on) -> Refreshed:
        """Look at every file of the archive, and read those that are new or changed.

        ``progress`` is told every tenth of a second and returns False to cancel; what was read until then is kept.
        """
        return self._twice(lambda: self._refresher(progress).refresh())

    def update(self, paths: Iterable[Path]) -> Refreshed:
        """Look at some files only, that were written, made or removed; what is no article of the archive is left."""
        names = [name for path in paths if (name := self._name(path)) is not None]
        return self._twice(lambda: self._refresher(_go_on).update(names))

    def check(self, progress: Callable[[Progress], bool] = _go_on) -> Checked:
        """Check the articles that are new or changed, or that were checked with other rules: the drafts, the newest.

        ``progress`` as of ``refresh``; it counts what was known before as done.
        """
        return self._checked(lambda run: run.all(), progress)

    def recheck(self, paths: Iterable[Path]) -> Checked:
        """Check some articles only, if they are not checked as they are now."""
        names = [name for path in paths if (name := self._name(path)) is not None]
        return self._checked(lambda run: run.some(names), _go_on)

    @property
    def unchecked(self) -> int:
        """How many articles were not checked since they came or were changed."""
        statement = "SELECT count(*) FROM facts WHERE checked IS NULL"
        return self._store.read(lambda database: int(database.execute(statement).fetchone()[0]), 0)

    def search(self, query: Query, order: Order = Order.NEWEST, limit: int = 50, offset: int = 0) -> list[Hit]:
        """One page of the articles that answer a question, with the part of each that does."""
        return self._store.read(lambda database: _hits(database, query, order, limit, offset), [])

    def counts(self, query: Query) -> Counts:
        """How many articles answer a question. Looks at each of them: not for every key that is pressed."""
        return self._store.read(lambda database: _counts(database, query), Counts())

    def record(self, path: str) -> Record | None:
        """What is known of the file at a path of the archive."""

        def ask(database: sqlite3.Connection) -> Record | None:
            row = database.execute(
                "SELECT packed FROM files JOIN facts USING (id) JOIN records USING (no) WHERE path = ?",
                (path_key(path),),
            ).fetchone()
            return unpacked(row[0]) if row else None

        return self._store.read(ask, None)

    def paths_of_url(self, url: str) -> list[str]:
        """The files that have exactly this web address."""
        return [record.path for record in self._where("url = ?", key_number(url)) if record.url == url]

    def paths_of_incident(self, reference: str) -> list[str]:
        """The files with this incident reference; blanks, signs and capitals in it do not count."""
        key = incident_key(reference)
        return [record.path for record in self._where("incident = ?", key)] if key else []

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _where(self, condition: str, value: str | int) -> list[Record]:
        statement = f"SELECT packed FROM facts JOIN records USING (no) WHERE {condition} ORDER BY facts.id DESC"
        return self._store.read(
            lambda database: [unpacked(data) for (data,) in database.execute(statement, (value,))], []
        )

    def _refresher(self, progress: Callable[[Progress], bool]) -> Refresher:
        return Refresher(self.root, self._store, self._profile_of, progress)

    def _checked(self, act: Callable[[CheckRun], Checked], progress: Callable[[Progress], bool]) -> Checked:
        if self._make_checks is None:
            return Checked()
        try:
            return act(CheckRun(self.root, self._store, self._make_checks(), progress, date.today()))
        except Damaged:  # An empty index is in its place: there is nothing to check before it is refreshed.
            return Checked()

    def _twice(self, act: Callable[[], Refreshed]) -> Refreshed:
        try:
            return act()
        except Damaged:  # An empty index is in its place.
            return act()

    def _name(self, path: Path) -> str | None:
        try:
            return (self.root / path).relative_to(self.root).as_posix()
        except ValueError:
            return None


def _hits(database: sqlite3.Connection, query: Query, order: Order, limit: int, offset: int) -> list[Hit]:
    numbers = islice(answers(database, query, order), offset, offset + limit)
    snippets = Snippets(query)
    return [Hit(record, snippets.of(record), tally) for record, tally in records(database, numbers)]


def _counts(database: sqlite3.Connection, query: Query) -> Counts:
    plan = asking.plan_of(database, query, whole=True)
    if plan.nothing:
        return Counts()
    text, values = plan.statement()
    # Grouped by day in SQLite, and by year here.
    rows = database.execute(
        f"SELECT id >> {DAY_BITS} AS day, area, section, flags, {_STATE} AS state, count(*) FROM facts "
        f"WHERE id IN ({text}) GROUP BY day, area, section, flags, state",
        values,
    )
    names = dict(database.execute("SELECT no, text FROM names"))
    try:
        return _summed(rows, names)
    except (KeyError, TypeError, ValueError, OverflowError) as error:  # Numbers that none of ours wrote.
        raise sqlite3.DatabaseError(str(error)) from error


def _summed(rows: Iterable[tuple[int, int, int, int, int, int]], names: dict[int, str]) -> Counts:
    """From day, organisation, section, flags, state and how many articles have them."""
    found: dict[str, Counter[str]] = {"areas": Counter(), "years": Counter(), "sections": Counter()}
    total = drafts = problems = unready = unchecked = 0
    for day, area, section, flags, state, count in rows:
        total += count
        drafts += count if flags & DRAFT_FLAG else 0
        problems += count if flags & PROBLEM_FLAG else 0
        unready += count if state == _UNREADY else 0
        unchecked += count if state == _UNCHECKED else 0
        found["areas"][names[area]] += count
        found["sections"][names[section]] += count
        found["years"][year_of(day << DAY_BITS)] += count
    named = {kind: {name: counter[name] for name in sorted(counter) if name} for kind, counter in found.items()}
    return Counts(total, drafts, problems, **named, unready=unready, unchecked=unchecked)
