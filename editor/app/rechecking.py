"""Has the articles of the archive checked for the library, when there is nothing else to do.

That is done by a process of its own, with the least priority, after the index is up to date. What was saved here is
checked at once, by ``Indexing``.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from editor.app.indexing import Indexing, Progress, Stage
from editor.core.errors import CopydeskError

if TYPE_CHECKING:
    from editor.services import index

PAUSE_MS = 4_000
"""The index has been quiet for this long before the checking begins."""

LATER_MS = 30_000
"""Rules and words are changed one after the other: all articles are checked again when that is over."""

SHOWN_MS = 4_000
"""What was found so far is shown this often while the checking goes on."""


class Index(Protocol):
    """What is needed of ``services.index.Index``. Made, used and closed on one thread."""

    @property
    def unchecked(self) -> int:
        """How many articles were not checked since they came or were changed."""

    def close(self) -> None:
        """Let go of the file."""


class Worker(Protocol):
    """What is needed of ``services.index.CheckWorker``, which is used once."""

    def run(self, progress: Callable[[index.Progress], bool]) -> index.Checked:
        """Check what has to be checked, in another process. Raises CopydeskError.

        ``progress`` is told on this thread how far it is, often, and returns False to cancel.
        """

    def cancel(self) -> None:
        """End it at once, from any thread; most of what was found is kept."""


class Rechecking(QObject):
    """Keeps the checks of one archive's index up to date, each time that the index is.

    ``changed`` tells that more is known than before; ``told`` carries a sentence.
    """

    changed = Signal()
    told = Signal(str)
    _counted = Signal()
    _ended = Signal(object)

    def __init__(
        self,
        indexing: Indexing,
        worker_for: Callable[[Path], Worker],
        open_index: Callable[[Path], Index],
        *,
        pause_ms: int = PAUSE_MS,
        later_ms: int = LATER_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker_for, self._open_index = worker_for, open_index
        self._pause_ms, self._later_ms = pause_ms, later_ms
        self._root: Path | None = None
        self._worker: Worker | None = None
        self._is_read = self._was_read = False
        self._due = False
        self._whole = True
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rechecking")
        self._shown = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._begin)
        self._counted.connect(self._on_counted)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        indexing.progressed.connect(self._follow)
        indexing.changed.connect(self._look)

    def use(self, root: Path | None) -> None:
        """Look after another archive: once its index was read, with all that may have changed since the last run."""
        self.cancel()
        self._root = root
        self._is_read = self._was_read = False
        self._due = self._whole = True

    def again(self) -> None:
        """Rules or words are others now: check everything with them, in a while."""
        self._due = self._whole = True
        if self._worker is not None:
            self._worker.cancel()
        elif self._was_read:
            self._soon.start(self._later_ms)

    def cancel(self) -> None:
        """Stop it; what was found is kept, and the next run goes on from there."""
        self._soon.stop()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.cancel()

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._worker is not None

    def close(self) -> None:
        """End everything that runs. For the end of the program."""
        self._counted.disconnect()
        self._ended.disconnect()
        self.cancel()
        self._root = None
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _follow(self, progress: Progress) -> None:
        """Begin when the reading is over; while it goes on, what has begun goes on too."""
        if progress.stage is Stage.READING:
            self._is_read, self._was_read = True, False
            self._soon.stop()
        elif progress.stage is Stage.RESTING and self._is_read:
            self._is_read, self._was_read = False, True
            if self._due:
                self._wait(self._pause_ms)

    def _look(self) -> None:
        """Something in the index is another."""
        self._due = True
        self._wait(self._pause_ms)

    def _wait(self, pause: int) -> None:
        if self._was_read and self._worker is None:
            self._soon.start(pause)

    def _begin(self) -> None:
        if self._root is None or self._worker is not None:
            return
        root, whole = self._root, self._whole
        self._worker = worker = self._worker_for(root)
        self._due = self._whole = False
        self._shown.start()

        def work() -> index.Checked | None:
            if not whole and not self._is_any_unchecked(root):
                return None
            return worker.run(partial(self._tell, worker))

        self._thread.submit(work).add_done_callback(lambda answer: self._ended.emit((worker, whole, answer)))

    def _is_any_unchecked(self, root: Path) -> bool:
        """On a thread: a process is not started for nothing."""
        with closing(self._open_index(root)) as opened:
            return opened.unchecked > 0

    def _tell(self, worker: Worker, _progress: index.Progress) -> bool:
        """On a thread."""
        if worker is self._worker:
            self._counted.emit()
        return True

    def _on_counted(self) -> None:
        if self._shown.elapsed() > SHOWN_MS:
            self._shown.start()
            self.changed.emit()

    def _on_ended(self, ended: tuple[Worker, bool, Future[index.Checked | None]]) -> None:
        worker, whole, answer = ended
        if worker is not self._worker:
            return
        self._worker = None
        try:
            found = answer.result()
        except CopydeskError as error:
            self._whole |= whole
            self.told.emit(error.sentence)
            return
        if found is not None and found.checked:
            self.changed.emit()
        if found is not None and found.cancelled:  # ``again`` was called meanwhile.
            self.changed.emit()
            self._wait(self._later_ms)
        elif self._due:
            self._wait(self._pause_ms)
