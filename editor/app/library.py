"""What a person asks of the archive, and the answer bit by bit: the newest question wins, and the window never waits.

The rows that are looked at come first, then the article that is looked at, the numbers beside the filters, and what
belongs to that article.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.reader import Opening, Reader, Source
from editor.core.library import Counts, Hit, Order, Query, QueryError, Record, parse_query

if TYPE_CHECKING:
    from editor.core.library.lookup import Lookup
    from editor.core.library.stories import Story

T = TypeVar("T")

PAGE = 50
"""Rows that are asked for at a time."""

COUNT_MS = 120
"""Who types on is shown the first results of each letter, and the numbers after the last."""

SUGGESTED = 8
"""Articles that are found for somebody who types elsewhere."""

_KEPT = 40
"""Pages that are kept; those that were looked at longest ago go first."""


class Kind(Enum):
    """Which articles are listed."""

    ALL = "all"
    DRAFTS = "drafts"
    RELEASED = "released"
    UNREADY = "unready"
    PROBLEMS = "problems"


_STATES: Mapping[Kind, Query] = {
    Kind.ALL: Query(),
    Kind.DRAFTS: Query(draft=True),
    Kind.RELEASED: Query(draft=False),
    Kind.UNREADY: Query(unready=True),
    Kind.PROBLEMS: Query(problem=True),
}
"""What is asked for with them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person typed and chose. An empty choice is no condition; ``year`` is of four digits."""

    text: str = ""
    area: str = ""
    year: str = ""
    section: str = ""
    kind: Kind = Kind.ALL
    order: Order = Order.NEWEST

    @property
    def filtered(self) -> bool:
        """Whether any filter is chosen."""
        return bool(self.area or self.year or self.section or self.kind is not Kind.ALL)


def query_of(asked: Asked) -> Query | None:
    """The typed conditions and the chosen ones together; None where no article can meet both. Raises QueryError."""
    query = parse_query(asked.text, typing=True)
    if not (_may_be(asked.area, query.areas) and _may_be(asked.section, query.sections)):
        return None
    kind = _STATES[asked.kind]
    states = (kind.draft, query.draft), (kind.unready, query.unready), (kind.problem, query.problem)
    if not all(_agree(chosen, typed) for chosen, typed in states):
        return None
    draft, unready, problem = (typed if chosen is None else chosen for chosen, typed in states)
    first, last = query.from_day, query.to_day
    if asked.year:
        first = max(first, f"{asked.year}-01-01")
        last = min(last or "9999-12-31", f"{asked.year}-12-31")
        if first > last:
            return None
    return replace(
        query,
        areas=(asked.area,) if asked.area else query.areas,
        sections=(asked.section,) if asked.section else query.sections,
        from_day=first,
        to_day=last,
        draft=draft,
        unready=unready,
        problem=problem,
    )


def _agree(chosen: bool | None, typed: bool | None) -> bool:
    return chosen is None or typed is None or chosen == typed


def _may_be(chosen: str, typed: tuple[str, ...]) -> bool:
    return not (chosen and typed) or chosen.casefold() in (one.casefold() for one in typed)


def counted(source: Source, asked: Asked) -> Counts:
    """How many results there are. Beside each filter, what it would give in place of what is chosen there."""
    counts = _counts(source, asked)
    of_any_kind = _counts(source, replace(asked, kind=Kind.ALL)) if asked.kind is not Kind.ALL else counts
    return replace(
        counts,
        drafts=of_any_kind.drafts,
        problems=of_any_kind.problems,
        unready=of_any_kind.unready,
        unchecked=of_any_kind.unchecked,
        areas=_counts(source, replace(asked, area="")).areas if asked.area else counts.areas,
        years=_counts(source, replace(asked, year="")).years if asked.year else counts.years,
        sections=_counts(source, replace(asked, section="")).sections if asked.section else counts.sections,
    )


def _counts(source: Source, asked: Asked) -> Counts:
    query = query_of(asked)
    return source.counts(query) if query else Counts()


class Library(QObject):
    """The results of the newest question, row by row.

    ``renewed``: other results, from the top. ``rows_changed``: what is known of some of them, or how many there are.
    ``counted`` carries ``Counts``; ``refused`` the QueryError of what was typed, or None; ``suggested`` a text and its
    hits; ``shown`` the ``Record`` that ``look_at`` asked for, or None where it is gone; ``story_found`` its ``Story``.
    ``failed`` and ``made_anew`` carry sentences, the latter when the index is empty now and has to be filled again.
    """

    renewed = Signal()
    rows_changed = Signal()
    counted = Signal(object)
    refused = Signal(object)
    shown = Signal(object)
    suggested = Signal(str, list)
    story_found = Signal(object)
    failed = Signal(str)
    made_anew = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = Reader(self)
        # To count takes up to a second for a letter that is in every article: no row waits for it.
        self._counter = Reader(self)
        for reader in (self._reader, self._counter):
            reader.failed.connect(self.failed)
            reader.made_anew.connect(self.made_anew)
        self._pause = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._pause.timeout.connect(self._count)
        self._used = False
        self._query: Query | None = None
        self._pages: OrderedDict[int, list[Hit]] = OrderedDict()
        self._stale: set[int] = set()
        self._view = (0, 0)
        self._looked_at = ""
        self._counts: Counts | None = None
        self.asked = Asked()
        # Whether the rows are those of the newest question; until then no others may take their turn.
        self._is_listed = False
        self.total = 0

    def use(self, opening: Opening | None) -> None:
        """Answer from this index from now on; None for no archive. Nothing is read before something is asked."""
        self._used = opening is not None
        self._query = None
        self._pause.stop()
        for reader in (self._reader, self._counter):
            reader.use(opening)
        self._begin([])

    def ask(self, asked: Asked) -> None:
        """Ask something else. While what is typed is no question, the results stay as they are."""
        try:
            query = query_of(asked)
        except QueryError as error:
            self.refused.emit(error)
            return
        self.refused.emit(None)
        self.asked, self._query, self._counts, self._is_listed = asked, query, None, False
        if query is None or not self._used:
            self._pause.stop()
            self._begin([])
            self.counted.emit(Counts())
            return

        self._list(query)
        self._pause.start()

    def refresh(self) -> None:
        """The index has changed: read again what is in view and how many there are. Nothing jumps."""
        if self._used and self._query is not None:
            if self._is_listed:
                self._stale |= {*self._pages}
                self._load()
            else:
                self._list(self._query)
            self._pause.start()

    def hit(self, row: int) -> Hit | None:
        """The result in a row; None while it is not there yet (``want`` brings it)."""
        page, at = divmod(row, PAGE)
        hits = self._pages.get(page, [])
        return hits[at] if at < len(hits) else None

    def row_of(self, path: str) -> int | None:
        """The row of an article, where it is among those that are loaded."""
        rows = ((page * PAGE + at, hit) for page, hits in self._pages.items() for at, hit in enumerate(hits))
        return next((row for row, hit in rows if hit.record.path == path), None)

    def want(self, first: int, last: int) -> None:
        """These rows are in view: bring those that are missing."""
        self._view = (first, last)
        self._load()

    def look_at(self, path: str) -> None:
        """Read an article with its text; ``shown`` brings it."""
        self._looked_at = path

        def read(record: Record | None) -> None:
            if self._looked_at == path:
                self.shown.emit(record)

        self._reader.put("article", lambda source: source.record(path), read)

    def find_story(self, record: Record) -> None:
        """Find what belongs to an article that was ``shown``; ``story_found`` brings it while one still looks at it."""

        def work(source: Source) -> Story:
            # Imported here, on the thread: the window must not wait for its rules.
            from editor.core.library.stories import story_of  # noqa: PLC0415
            from editor.services.index.lookup import IndexLookup  # noqa: PLC0415

            return story_of(record, IndexLookup(source))

        def found(story: Story) -> None:
            if self._looked_at == record.path:
                self.story_found.emit(story)

        self._counter.put("story", work, found)

    def look_up(self, rule: Callable[[Lookup], T], done: Callable[[T], None]) -> None:
        """Run a rule on the archive when nothing else is asked of it; of those that wait only the newest is run."""

        def work(source: Source) -> T:
            from editor.services.index.lookup import IndexLookup  # noqa: PLC0415 - see above

            return rule(IndexLookup(source))

        if self._used:
            self._counter.put("seen", work, done)

    def suggest(self, text: str) -> None:
        """Find a few articles for somebody who types elsewhere; ``suggested`` brings the text and the hits."""
        try:
            query = parse_query(text, typing=True)
        except QueryError:
            return
        if self._used and query.words:
            self._reader.put(
                "suggestions",
                lambda source: source.search(query, Order.BEST, SUGGESTED, 0),
                lambda hits: self.suggested.emit(text, hits),
            )

    @property
    def is_used(self) -> bool:
        """Whether there is an archive to ask."""
        return self._used

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._reader.busy or self._counter.busy or self._pause.isActive()

    def close(self) -> None:
        """Let go of the index. For the end of the program."""
        self._pause.stop()
        for reader in (self._reader, self._counter):
            reader.close()

    def _list(self, query: Query) -> None:
        """Begin the list anew, with the first rows."""
        order = self.asked.order

        def first(hits: list[Hit]) -> None:
            if self._query is not query:
                return
            if self._is_listed:  # asked for once more, because the index changed meanwhile
                self._keep(0, hits)
                return
            self._is_listed = True
            self._begin(hits)
            self._use_counts()

        self._reader.put("rows", lambda source: source.search(query, order, PAGE, 0), first)

    def _begin(self, hits: list[Hit]) -> None:
        self._pages = OrderedDict({0: hits} if hits else {})
        self._stale.clear()
        self._view = (0, 0)
        self.total = len(hits)
        self.renewed.emit()

    def _load(self) -> None:
        query, order = self._query, self.asked.order
        first, last = self._view
        pages = range(first // PAGE, min(last, self.total - 1) // PAGE + 1)
        page = next((page for page in pages if page not in self._pages or page in self._stale), None)
        if query is None or page is None or not self._is_listed:
            return

        def came(hits: list[Hit]) -> None:
            if self._query is query:
                self._keep(page, hits)
                self._load()

        self._stale.discard(page)
        self._reader.put("rows", lambda source: source.search(query, order, PAGE, page * PAGE), came)

    def _keep(self, page: int, hits: list[Hit]) -> None:
        self._pages[page] = hits
        self._pages.move_to_end(page)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        self.rows_changed.emit()

    def _count(self) -> None:
        asked = self.asked

        def came(counts: Counts) -> None:
            if self.asked is asked:
                self._counts = counts
                self._use_counts()

        self._counter.put("numbers", lambda source: counted(source, asked), came)

    def _use_counts(self) -> None:
        """Rows and numbers come each on its own thread: the numbers wait for the rows that they are of."""
        if self._counts is not None and self._is_listed:
            self.total = self._counts.total
            self._load()
            self.rows_changed.emit()
            self.counted.emit(self._counts)
