"""What a save will change: the text that would be written beside the file on the disk, a moment after each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import Jobs
from editor.app.session import Session
from editor.core.diff import Change, Piece, compare
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import open_file

PAUSE_MS = 250
"""After the last key, before the file is compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The file of an article as a save would leave it.

    ``problem`` is a sentence where that cannot be said; ``is_new``: there is no file yet.
    """

    key: str = ""
    pieces: tuple[Piece, ...] = ()
    problem: str = ""
    is_new: bool = False


class FileModel(QObject):
    """Compares the newest state of one article, while somebody looks. ``compared`` carries a ``Comparison``."""

    compared = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._session: Session | None = None
        self._active = self._running = self._stale = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._compare)

    def follow(self, session: Session | None) -> None:
        """The article in front."""
        if self._session is not None:
            for signal in (self._session.edited, self._session.state_changed):
                signal.disconnect(self._soon)
        self._session = session
        self._pause.stop()
        if session is not None:
            for signal in (session.edited, session.state_changed):
                signal.connect(self._soon)
            self._now()

    def set_active(self, active: bool) -> None:
        """Whether anybody looks. While nobody does, nothing is compared."""
        self._active = active
        self._now()

    def _soon(self) -> None:
        if self._active:
            self._pause.start()

    def _now(self) -> None:
        self._pause.stop()
        self._compare()

    def _compare(self) -> None:
        session = self._session
        if session is None or not self._active:
            return
        if self._running:
            self._stale = True
            return
        try:
            data = session.snapshot().data
        except CopydeskError as error:
            self.compared.emit(Comparison(session.key, problem=error.sentence))
            return
        self._running, self._stale = True, False
        key, path = session.key, session.path

        def failed(error: CopydeskError) -> None:
            self._done(Comparison(key, problem=error.sentence))

        self._jobs.read(_work(key, path, data), self._done, failed)

    def _done(self, comparison: Comparison) -> None:
        self._running = False
        if self._session is not None and comparison.key == self._session.key and self._active:
            self.compared.emit(comparison)
        if self._stale:
            self._compare()


def _work(key: str, path: Path | None, data: bytes) -> Callable[[], Comparison]:
    def work() -> Comparison:
        after = data.decode("utf-8")
        if path is None:
            return Comparison(key, (Piece(Change.SAME, after),), is_new=True)
        try:
            before = open_file(path).data.decode("utf-8")
        except UnicodeDecodeError:
            return Comparison(key, problem=_("The file on the disk is not UTF-8 text, so it cannot be compared."))
        return Comparison(key, compare(before, after))

    return work
