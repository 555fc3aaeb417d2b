"""Where the self-test plays: the real program in a temporary home, with a small archive of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from editor.app.hook import Hook
from editor.app.session import Session
from editor.core.language import _
from editor.gui import preview
from editor.gui.main_window import MainWindow
from editor.gui.start import Program, build
from editor.services.settings import Places, Settings

PATIENCE_MS = 30_000
"""For one thing to happen, on a slow machine with a cold disk."""

_LOOK_MS = 20


class Failed(Exception):
    """A part does not work. Its text is a sentence."""


class LeftOut(Exception):
    """A part could not be tried, which is no fault of the installation. Its text is a sentence."""


class Stage(QObject):
    """The running program; ``until`` waits for what it does. A dialog that nobody asked for fails the trial."""

    def __init__(self, program: Program, archive: Path) -> None:
        super().__init__()
        self.program = program
        self.archive = archive
        self._complaints: list[str] = []
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.program.window

    @property
    def session(self) -> Session:
        """The article in front. Raises ``Failed`` where there is none."""
        session = self.program.kit.desk.current
        if session is None:
            raise Failed(_("No article is open."))
        return session

    def until(self, so: Callable[[], object], what: str) -> None:
        """Let the program run until something is so; ``what`` it is, for the sentence of ``Failed``."""
        since = QElapsedTimer()
        since.start()
        loop = QEventLoop()
        timer = QTimer(interval=_LOOK_MS)
        timer.timeout.connect(lambda: loop.quit() if so() or self._complaints or _is_late(since) else None)
        timer.start()
        if not so():
            loop.exec()
        timer.stop()
        if self._complaints:
            raise Failed(self._complaints.pop())
        if not so():
            seconds = PATIENCE_MS // 1000
            raise Failed(_("{what} did not come within {seconds} seconds.").format(what=what, seconds=seconds))

    def close(self) -> None:
        """End the program; what a failed trial left unsaved is gone with its home."""
        self._watch.stop()
        self.window.hide()
        self.program.close()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self._complaints.append(f"{dialog.windowTitle()}: {dialog.accessibleDescription()}")
            dialog.reject()


def _is_late(since: QElapsedTimer) -> bool:
    return since.hasExpired(PATIENCE_MS)


@contextmanager
def staged(home: Path) -> Iterator[Stage]:
    """The program, built in an empty home as at any start, and ended afterwards. Its window is not shown yet."""
    archive = home / "archive"
    archive.mkdir(parents=True)
    places = Places(home / "config", home / "data", home / "state", ())
    settings = Settings(places.config / "copydesk.ini")
    settings.set("archive.folder", str(archive))
    preview.prepare()
    app = QApplication(["copydesk", *preview.ARGUMENTS])
    preview.prepared()
    program = build(app, places, settings)
    hook = Hook(program.kit.prompts)
    program.jobs.unexpected.connect(hook.report)
    hook.install()
    stage = Stage(program, archive)
    try:
        yield stage
    finally:
        stage.close()
        hook.remove()
