"""Keeps the index of the archive in use fresh, without anybody noticing: at the start, after a save, when others save.

The reading is done by a process of its own, with little priority; what was saved here is put in at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, Qt, QTimer, Signal

from editor.app.reader import Opening, Source
from editor.app.saving import Saver
from editor.core.errors import CopydeskError
from editor.services.archive import DRAFTS, NEWS

if TYPE_CHECKING:
    from editor.services import index

START_MS = 1_500
"""The articles of the last run are opened first."""

NEAR_MS = 150
"""What is new in a folder is read this long after its first sign."""

JUST = 2.0
"""Seconds that times of files may be off: they are stamped roughly, and by other computers."""

MANY = 200
"""Files that are new in a folder at once are left to the look through the whole archive."""

SETTLE_MS = 300
"""The whole archive is looked through when it has been quiet for this long."""

REST = 3
"""A look through the whole archive is followed by a rest so many times as long: on a slow share it takes long."""

LOOK_MS = 60_000
"""Shares send no signals: the whole archive is looked through when the window is entered, at most this often."""

SHOWN_MS = 2_000
"""What was read so far is shown this often while the reading goes on."""


class Stage(Enum):
    """What is done with the index."""

    RESTING = "resting"
    READING = "reading"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is, in articles; ``total`` is 0 while nobody knows."""

    stage: Stage = Stage.RESTING
    done: int = 0
    total: int = 0


class Index(Source, Protocol):
    """What is needed of ``services.index.Index``. Made, used and closed on one thread."""

    def update(self, paths: Iterable[Path]) -> object:
        """Read these files again."""

    def recheck(self, paths: Iterable[Path]) -> object:
        """Check those that were not checked as they are now."""


class Worker(Protocol):
    """What is needed of ``services.index.IndexWorker``, which is used for one refresh."""

    said: str

    def run(self, progress: Callable[[index.Progress], bool]) -> index.Refreshed:
        """Bring the index up to date, in another process. Raises CopydeskError.

        ``progress`` is told on this thread how far it is, often, and returns False to cancel.
        """

    def cancel(self) -> None:
        """End it at once, from any thread; most of what was read is kept."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    found: index.Refreshed
    folders: list[str]
    said: str


class _Complaint:
    """Something that goes wrong, told once: a disk that is full is still full at the next look."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell, self._told = tell, ""

    def tell(self, error: CopydeskError) -> None:
        if error.sentence != self._told:
            self._told = error.sentence
            self._tell(error.sentence)

    def over(self) -> None:
        self._told = ""


class Indexing(QObject):
    """Keeps one archive's index fresh.

    ``progressed`` carries a ``Progress``; ``changed`` tells that the index may answer otherwise than before; ``told``
    carries a sentence.
    """

    progressed = Signal(object)
    changed = Signal()
    told = Signal(str)
    _counted = Signal(int, int)
    _refreshed = Signal(object)
    _updated = Signal(object)

    def __init__(
        self,
        worker_for: Callable[[Path], Worker],
        open_index: Callable[[Path], Index],
        saver: Saver,
        start_ms: int = START_MS,
        *,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker_for, self._open_index = worker_for, open_index
        self._start_ms, self._now = start_ms, now
        self._looked_at = 0.0
        self._near: set[str] = set()
        self._root: Path | None = None
        self._begun = False
        self._again = False
        self._shown = 0
        self._took = 0
        self._complaint = _Complaint(self.told.emit)
        self._worker: Worker | None = None
        self._refreshing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="index")
        self._updating = ThreadPoolExecutor(max_workers=1, thread_name_prefix="index-update")
        self._watch = QFileSystemWatcher(self)
        self._since = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._brief = QTimer(self, singleShot=True, interval=NEAR_MS)
        self._brief.timeout.connect(self._look_near)
        self._watch.directoryChanged.connect(self._on_folder)
        self._counted.connect(self._on_counted)
        self._refreshed.connect(self._on_refreshed, Qt.ConnectionType.QueuedConnection)
        self._updated.connect(self._on_updated, Qt.ConnectionType.QueuedConnection)
        saver.saved.connect(lambda session: self.read_again(session.path))
        self.progress = Progress()

    # -- for the window

    def begin(self, root: Path | None) -> None:
        """The window is there: look after this archive from soon on; None for none."""
        self._begun = True
        self.use(root)

    def use(self, root: Path | None) -> None:
        """Look after another archive."""
        self.cancel()
        self._root = root
        self._watch_folders([])
        self._set(Progress())
        if root is not None and self._begun:
            self._after(self._start_ms)

    def opening(self, root: Path) -> Opening:
        """How the index of an archive is opened, to ask it."""
        return partial(self._open_index, root)

    def refresh(self) -> None:
        """Bring the index up to date; once more where that is under way."""
        self._soon.stop()
        if self._root is None:
            return
        if self.progress.stage is Stage.READING:
            self._again = True
            return
        self._set(Progress(Stage.READING))
        self._looked_at = self._now()
        self._since.start()
        self._shown = 0
        self._worker = self._worker_for(self._root)
        work = partial(self._refresh, self._root, self._worker)
        root = self._root
        self._refreshing.submit(work).add_done_callback(lambda answer: self._refreshed.emit((root, answer)))

    def read_again(self, path: Path | None) -> None:
        """A file was saved here, or what is ignored of it is something else: read and check it at once."""
        root = self._root
        if self._begun and root is not None and path is not None and path.is_relative_to(root):
            self._read(root, lambda: [path], check=True)

    def cancel(self) -> None:
        """Stop the reading; what was read is kept, and ``refresh`` goes on from there."""
        self._soon.stop()
        self._again = False
        if self.progress.stage is Stage.READING:
            self._set(replace(self.progress, stage=Stage.STOPPED))
            if self._worker is not None:
                self._worker.cancel()

    def look(self) -> None:
        """The window was entered: colleagues may have saved something on a share."""
        rested = not self._since.isValid() or self._since.elapsed() > LOOK_MS
        if self._begun and rested and self.progress.stage is Stage.RESTING and not self._soon.isActive():
            self.refresh()

    def close(self) -> None:
        """End everything that runs. For the end of the program."""
        for signal in (self._counted, self._refreshed, self._updated):
            signal.disconnect()
        self._watch.blockSignals(True)
        self._watch.deleteLater()  # the system gives a user only so many
        self._brief.stop()
        self.cancel()
        self._root = None  # whatever still calls finds nothing to do
        self._refreshing.shutdown(wait=True, cancel_futures=True)
        self._updating.shutdown(wait=True)

    # -- the whole archive

    def _after(self, pause: int) -> None:
        if self.progress.stage is not Stage.STOPPED:
            self._soon.start(pause)

    def _rest(self) -> int:
        """Milliseconds until the next look is due, where it can wait."""
        return REST * self._took - (self._since.elapsed() - self._took) if self._since.isValid() else 0

    def _refresh(self, root: Path, worker: Worker) -> _Outcome:
        """On a thread."""

        def tell(progress: index.Progress) -> bool:
            if worker is self._worker:  # not one that is being ended in favour of another
                self._counted.emit(progress.done, progress.total)
            return True

        found = worker.run(tell)
        return _Outcome(found, _folders(root), worker.said)

    def _on_counted(self, done: int, total: int) -> None:
        if self.progress.stage is Stage.READING:
            self._set(Progress(Stage.READING, done, total))
            if self._since.elapsed() - self._shown > SHOWN_MS:
                self._shown = self._since.elapsed()
                self.changed.emit()

    def _on_refreshed(self, done: tuple[Path, Future[_Outcome]]) -> None:
        root, answer = done
        if root != self._root:
            return
        self._took = self._since.elapsed()
        try:
            outcome = answer.result()
        except CopydeskError as error:
            self._set(Progress())
            self._complaint.tell(error)
            return
        self._complaint.over()
        found = outcome.found
        self._watch_folders(outcome.folders)
        if not found.cancelled:
            self._set(Progress())
        if outcome.said:
            self.told.emit(outcome.said)
        if found.added or found.changed or found.removed or found.cancelled:
            self.changed.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _set(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _watch_folders(self, folders: list[str]) -> None:
        wanted, now = set(folders), set(self._watch.directories())
        if now - wanted:
            self._watch.removePaths(sorted(now - wanted))
        if wanted - now:
            self._watch.addPaths(sorted(wanted - now))

    # -- one file

    def _on_folder(self, folder: str) -> None:
        """Somebody saved something: read that at once, and look through the rest when there is time."""
        self._near.add(folder)
        if not self._brief.isActive():
            self._brief.start()
        self._after(max(SETTLE_MS, self._rest()))

    def _look_near(self) -> None:
        folders, since, root = self._near, self._looked_at - JUST, self._root
        self._near, self._looked_at = set(), self._now()
        if root is not None:
            self._read(root, lambda: [path for folder in folders for path in _written_since(folder, since)])

    def _read(self, root: Path, find: Callable[[], Sequence[Path]], *, check: bool = False) -> None:
        """Read some files again. That is seldom enough for the index to be opened anew each time."""

        def work() -> None:
            found = find()
            if 0 < len(found) <= MANY:
                paths = [path.relative_to(root) for path in found]
                with closing(self._open_index(root)) as opened:
                    opened.update(paths)
                    if check:
                        opened.recheck(paths)

        self._updating.submit(work).add_done_callback(self._updated.emit)

    def _on_updated(self, answer: Future[None]) -> None:
        try:
            answer.result()
        except CopydeskError as error:
            self._complaint.tell(error)
            return
        self.changed.emit()


def _written_since(folder: str, moment: float) -> list[Path]:
    """The articles of a folder that were written, or put there, since a moment (in seconds, as files have it)."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".md") and entry.is_file():
                known = entry.stat()
                if max(known.st_mtime, known.st_ctime) >= moment:
                    found.append(Path(entry.path))
    return found


def _folders(root: Path) -> list[str]:
    """The folders in which an archive's articles lie, as far as they can be looked at."""
    with suppress(OSError):
        tops = [folder for folder in (root / NEWS, root / DRAFTS) if folder.is_dir()]
        return [str(folder) for top in tops for folder in (top, *top.iterdir()) if folder.is_dir()]
    return []
