"""An archive's index in memory, for tests of what stands on one: quick, and as slow as a test wants it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from editor.core.errors import CopydeskError
from editor.core.library import Counts, Hit, Order, Piece, Query, Record, Tally
from editor.services.index import Progress, Refreshed

AREAS = ("Surrey", "Essex", "Kent")


def records(count: int) -> list[Record]:
    """So many articles, the newest last; every tenth is a draft, every fiftieth cannot be read."""
    return [
        Record(
            path=f"news/{AREAS[number % 3]}/{number}.md",
            area=AREAS[number % 3],
            draft=number % 10 == 9,
            headline=f"Number {number}: horse found on the A3 near Guildford",
            summary="Somebody's horse was led to a field.",
            section="news" if number % 2 else "appeals",
            published=f"{2015 + number % 7}-{1 + number // 28 % 12:02}-{1 + number % 28:02}T08:15",
            url=f"https://www.surrey.police.uk/news/{number}/",
            problem="The file is not closed." if number % 50 == 49 else "",
            body=f"This is article {number}.\n\nIt says more about the horse.",
        )
        for number in range(count)
    ]


@dataclass
class FakeIndex:
    """Meets ``app.library.Source`` and ``app.indexing.Index``. While ``gate`` is not set, nothing is answered."""

    records: list[Record]
    gate: Event = field(default_factory=Event)
    asked: list[tuple[str, object]] = field(default_factory=list)
    updated: list[Path] = field(default_factory=list)
    rechecked: list[Path] = field(default_factory=list)
    unchecked: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    fault: CopydeskError | None = None
    waiting: list[str] = field(default_factory=list)
    to_say: str = ""
    open: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    def opened(self, _root: Path | None = None) -> FakeIndex:
        self.open += 1
        return self

    def search(self, query: Query, order: Order = Order.NEWEST, limit: int = 50, offset: int = 0) -> list[Hit]:
        self._wait("search", (query, order, offset))
        found = sorted(self._fitting(query), key=lambda one: one.headline if order is Order.HEADLINE else one.published)
        if order is Order.NEWEST:
            found.reverse()
        return [
            Hit(replace(one, body=""), _snippet(one, query), self.tallies.get(one.path))
            for one in found[offset : offset + limit]
        ]

    def counts(self, query: Query) -> Counts:
        self._wait("counts", query)
        found = self._fitting(query)
        return Counts(
            total=len(found),
            drafts=sum(one.draft for one in found),
            problems=sum(bool(one.problem) for one in found),
            areas=dict(Counter(one.area for one in found)),
            years=dict(Counter(one.published[:4] for one in found)),
            sections=dict(Counter(one.section for one in found)),
            unready=sum(self._is_unready(one) is True for one in found),
            unchecked=sum(self._is_unready(one) is None for one in found),
        )

    def record(self, path: str) -> Record | None:
        self._wait("record", path)
        return next((one for one in self.records if one.path == path), None)

    def paths_of_url(self, url: str) -> list[str]:
        return [one.path for one in self.records if one.url == url]

    def paths_of_incident(self, reference: str) -> list[str]:
        return [one.path for one in self.records if one.incident == reference]

    def update(self, paths: Iterable[Path]) -> None:
        self.updated += paths

    def recheck(self, paths: Iterable[Path]) -> None:
        self.rechecked += paths

    @property
    def said(self) -> str:
        said, self.to_say = self.to_say, ""
        return said

    def close(self) -> None:
        self.open -= 1

    def _wait(self, what: str, value: object) -> None:
        self.waiting.append(what)
        assert self.gate.wait(10)
        self.waiting.remove(what)
        self.asked.append((what, value))
        if self.fault is not None:
            raise self.fault

    def _fitting(self, query: Query) -> list[Record]:
        return [one for one in self.records if _fits(one, query) and query.unready in (None, self._is_unready(one))]

    def _is_unready(self, one: Record) -> bool | None:
        tally = self.tallies.get(one.path)
        return None if tally is None else tally.to_fix > 0


def _fits(one: Record, query: Query) -> bool:
    words = one.headline.lower().replace(":", "").split()
    return (
        all(_has(words, word.text.lower(), prefix=word.prefix) != word.excluded for word in query.words)
        and (not query.areas or one.area in query.areas)
        and (not query.sections or one.section in query.sections)
        and (not query.from_day or one.published[:10] >= query.from_day)
        and (not query.to_day or one.published[:10] <= query.to_day)
        and query.draft in (None, one.draft)
        and query.problem in (None, bool(one.problem))
    )


def _has(words: Sequence[str], wanted: str, *, prefix: bool) -> bool:
    return any(word.startswith(wanted) if prefix else word == wanted for word in words)


def _snippet(one: Record, query: Query) -> tuple[Piece, ...]:
    return (Piece("… led the "), Piece(query.words[0].text, hit=True), Piece(" to a field")) if query.words else ()


@dataclass
class FakeWorker:
    """Makes what meets ``app.indexing.Worker``: each reads so many articles, one at each step that the test allows."""

    articles: int = 3
    found: Refreshed = field(default_factory=lambda: Refreshed(added=3))
    steps: list[Event] = field(default_factory=list)
    refreshed: list[Path] = field(default_factory=list)
    fault: CopydeskError | None = None
    said: str = ""

    def of(self, root: Path) -> _Refresh:
        return _Refresh(self, root)


class _Refresh:
    def __init__(self, plan: FakeWorker, root: Path) -> None:
        self._plan, self._root = plan, root
        self._steps = list(plan.steps)
        self._cancelled = Event()
        self.said = plan.said

    def run(self, progress: Callable[[Progress], bool]) -> Refreshed:
        plan = self._plan
        plan.refreshed.append(self._root)
        for done in range(plan.articles):
            progress(Progress(done, plan.articles))
            while done < len(self._steps) and not self._steps[done].wait(0.01) and not self._cancelled.is_set():
                pass
            if self._cancelled.is_set():
                return Refreshed(cancelled=True)
        if plan.fault is not None:
            raise plan.fault
        return plan.found

    def cancel(self) -> None:
        self._cancelled.set()
