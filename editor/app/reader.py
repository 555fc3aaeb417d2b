"""An index that is read on a thread of its own: of what waits for it the most urgent goes first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.core.errors import CopydeskError
from editor.core.library import Counts, Hit, Order, Query, Record

T = TypeVar("T")


class Source(Protocol):
    """What is needed of ``services.index.Index``. Made, used and closed on one thread."""

    def search(self, query: Query, order: Order = ..., limit: int = ..., offset: int = ...) -> list[Hit]:
        """A part of the results."""

    def counts(self, query: Query) -> Counts:
        """How many results there are."""

    def record(self, path: str) -> Record | None:
        """An article with its text."""

    def paths_of_url(self, url: str) -> list[str]:
        """The files with this web address."""

    def paths_of_incident(self, reference: str) -> list[str]:
        """The files with this incident reference."""

    @property
    def said(self) -> str:
        """A sentence for the person, once: that the index had to be made anew."""

    def close(self) -> None:
        """Let go of the file."""


Opening = Callable[[], Source]


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Source], Any]
    done: Callable[[Any], None]


class Reader(QObject):
    """Reads an index on a thread of its own. Of each kind of work only the newest waits; ``SLOTS`` are by urgency.

    ``failed`` carries a sentence; so does ``made_anew``, when the index was damaged or old and is empty now.
    """

    SLOTS = ("rows", "suggestions", "article", "numbers", "story", "seen")

    failed = Signal(str)
    made_anew = Signal(str)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._source: Source | None = None  # of the thread, like the next
        self._opening: Opening | None = None
        self._waiting: dict[str, _Job] = {}
        self._running: _Job | None = None
        self._answered.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def use(self, opening: Opening | None) -> None:
        """Read this index from now on; it is opened with the next work. What waited is dropped."""
        self._waiting.clear()
        self._thread.submit(self._change, opening)

    def put(self, slot: str, work: Callable[[Source], T], done: Callable[[T], None]) -> None:
        """Do this as soon as nothing more urgent waits, in place of what waited in this slot."""
        self._waiting[slot] = _Job(work, done)
        self._go_on()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def close(self) -> None:
        """Let go of the index and end the thread. Nothing is answered any more."""
        self._answered.disconnect(self._receive)
        self._waiting.clear()
        self._thread.submit(self._change, None)
        self._thread.shutdown(wait=True)

    def _change(self, opening: Opening | None) -> None:
        if self._source is not None:
            self._source.close()
        self._source, self._opening = None, opening

    def _go_on(self) -> None:
        slot = next((slot for slot in self.SLOTS if slot in self._waiting), "")
        if self._running is None and slot:
            self._running = job = self._waiting.pop(slot)
            self._thread.submit(self._work, job.work).add_done_callback(self._answered.emit)

    def _work(self, work: Callable[[Source], Any]) -> Any:
        if self._source is None:
            if self._opening is None:
                return None
            self._source = self._opening()
        try:
            return work(self._source)
        finally:
            if said := self._source.said:
                self.made_anew.emit(said)

    @Slot(object)
    def _receive(self, answer: Future[Any]) -> None:
        job, self._running = self._running, None
        self._go_on()
        try:
            result = answer.result()
        except CopydeskError as error:
            self.failed.emit(error.sentence)
            return
        if job is not None:
            job.done(result)
