"""Work off the GUI thread, and its answer back on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.core.errors import CopydeskError

T = TypeVar("T")


class Jobs(QObject):
    """Runs functions on threads. Saves wait for each other in one queue; reads run beside them.

    ``unexpected`` carries an exception that nobody foresaw, for the exception hook.
    """

    unexpected = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saving = ThreadPoolExecutor(max_workers=1, thread_name_prefix="save")
        self._reading = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read")
        self._running = 0
        # Queued also for work that is done before anybody looks: its caller has not gone on by then.
        self._finished.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any answer is still to come."""
        return self._running > 0

    def read(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[CopydeskError], None]) -> None:
        """Run ``work`` on a thread; then, on this one, ``done`` with its value or ``failed`` with its error."""
        self._run(self._reading, work, done, failed)

    def save(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[CopydeskError], None]) -> None:
        """The same, after every save that was asked for before."""
        self._run(self._saving, work, done, failed)

    def _run(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[CopydeskError], None],
    ) -> None:
        self._running += 1
        future = pool.submit(work)
        future.add_done_callback(lambda finished: self._finished.emit((finished, done, failed)))

    @Slot(object)
    def _answer(self, job: tuple[Future[Any], Callable[[Any], None], Callable[[CopydeskError], None]]) -> None:
        future, done, failed = job
        self._running -= 1
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, CopydeskError):
            failed(error)
        else:
            failed(CopydeskError(str(error) or type(error).__name__, code="unexpected"))
            self.unexpected.emit(error)

    def close(self) -> None:
        """Wait for what runs; nothing is answered any more."""
        self._finished.disconnect(self._answer)
        self._saving.shutdown(wait=True)
        self._reading.shutdown(wait=True, cancel_futures=True)
