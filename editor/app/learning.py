"""Learning a profile from an archive, off the GUI thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import Jobs
from editor.core.errors import CopydeskError
from editor.core.learning import Lesson, learn
from editor.services.files import Saved, VersionStore
from editor.services.learning import gather, keep

_TOLD_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, and how many files could not be read for it."""

    lesson: Lesson
    broken: int


class Learner(QObject):
    """Reads an organisation's articles and learns from them; of several requests only the latest is answered.

    It has no parent on purpose: while a thread reads, it must be there to be told.
    """

    progressed = Signal(int)
    learnt = Signal(object)
    failed = Signal(str)
    kept = Signal(object)

    def __init__(self, jobs: Jobs, versions: VersionStore) -> None:
        super().__init__()
        self._jobs, self._versions = jobs, versions
        self._stopped = Event()

    def begin(self, archive: Path, area: str) -> None:
        """Read and learn; then ``learnt`` or ``failed``, and ``progressed`` meanwhile."""
        self.stop()
        stopped = self._stopped = Event()
        seen = self._teller(stopped)

        def work() -> Learnt:
            gathered = gather(archive, area, seen)
            return Learnt(learn(gathered.fronts, gathered.area), len(gathered.broken))

        self._jobs.read(
            work,
            lambda found: None if stopped.is_set() else self.learnt.emit(found),
            lambda error: None if stopped.is_set() else self.failed.emit(error.sentence),
        )

    def stop(self) -> None:
        """Answer no more, and read no further."""
        self._stopped.set()

    def keep(self, archive: Path, lesson: Lesson, name: str) -> None:
        """Keep what was learnt as the archive's own profile, under this name; then ``kept`` or ``failed``."""
        named = replace(lesson, profile=replace(lesson.profile, name=name))

        def done(saved: Saved) -> None:
            self.kept.emit(saved.path)

        self._jobs.save(
            lambda: keep(archive, named, self._versions), done, lambda error: self.failed.emit(error.sentence)
        )

    def _teller(self, stopped: Event) -> Callable[[int], None]:
        due = time.monotonic() + _TOLD_EVERY

        def seen(count: int) -> None:
            nonlocal due
            if stopped.is_set():
                raise CopydeskError("", code="stopped")
            if time.monotonic() >= due:
                due = time.monotonic() + _TOLD_EVERY
                self.progressed.emit(count)

        return seen
