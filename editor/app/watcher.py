"""Files that others change: noticed by watching and by looking, believed only by content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.app.saving import Saver
from editor.app.session import Outside, Session
from editor.core import lens
from editor.core.codec import Outcome, Reading, parse
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import Fingerprint, Opened
from editor.services.watching import State, changed, renamed

SETTLE_MS = 300
"""Programs write a file in several steps: it is looked at when it has been quiet for this long."""

LOOK_MS = 8_000
"""Shares and sync clients send no signals: every open file is looked at this often, and when the window is entered."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it is now. Nothing is set where it holds what it held; ``renamed`` is what a missing one is called."""

    opened: Opened | None = None
    reading: Reading | None = None
    gone: bool = False
    renamed: Path | None = None


def look(path: Path, known: Fingerprint) -> Found:
    """Compare a file with what is known of it, by content. What cannot be read just now counts as unchanged."""
    change = changed(path, known)
    if change.state in (State.GONE, State.FOLDER_GONE):
        return Found(gone=True, renamed=renamed(path, known))
    if change.fingerprint is None or change.state is not State.CHANGED:
        return Found()
    try:
        return Found(Opened(path.absolute(), change.data, change.fingerprint, ()), parse(change.data))
    except CopydeskError:
        return Found()


class Watcher(QObject):
    """Looks after the files of all open articles.

    A clean article is reloaded as one step that can be undone. One with unsaved changes gets ``Session.outside``, which
    the window shows with the choices. ``told`` carries sentences.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, saver: Saver, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._saver, self._jobs = desk, saver, jobs
        self._looking: set[Session] = set()
        self._is_closed = False
        self._watch = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._often = QTimer(self, interval=LOOK_MS)
        self._watch.fileChanged.connect(lambda _path: self._settle.start())
        self._watch.directoryChanged.connect(lambda _path: self._settle.start())
        self._settle.timeout.connect(self.look)
        self._often.timeout.connect(self.look)
        desk.opened.connect(lambda _session: self._follow())
        desk.closed.connect(lambda _session: self._follow())
        saver.saved.connect(lambda _session: self._follow())

    def look(self) -> None:
        """Look at every open file now. For the timers, and for the window when it is entered."""
        for session in self._desk.sessions:
            if session.path and session.fingerprint and session not in self._looking:
                self._look_at(session, session.path, session.fingerprint)

    def close(self) -> None:
        """Look no more. For the end of the program."""
        self._is_closed = True
        self._watch.blockSignals(True)
        self._watch.deleteLater()  # the system gives a user only so many
        self._settle.stop()
        self._often.stop()

    def _follow(self) -> None:
        """Watch exactly the files that are open, and their folders: a file that is replaced is another one."""
        if self._is_closed:
            return
        paths = [session.path for session in self._desk.sessions if session.path]
        wanted = {str(place) for path in paths for place in (path, path.parent) if place.exists()}
        now = {*self._watch.files(), *self._watch.directories()}
        _change(self._watch.removePaths, now - wanted)
        _change(self._watch.addPaths, wanted - now)
        self._often.start() if paths else self._often.stop()

    def _look_at(self, session: Session, path: Path, known: Fingerprint) -> None:
        self._looking.add(session)

        def done(found: Found) -> None:
            self._looking.discard(session)
            moved_on = session not in self._desk.sessions or session.fingerprint != known
            if not moved_on and not self._saver.is_busy_with(session):
                self._take(session, found)
            self._follow()

        self._jobs.read(lambda: look(path, known), done, lambda _error: self._looking.discard(session))

    def _take(self, session: Session, found: Found) -> None:
        if found.gone:
            self._note(session, Outside(renamed=found.renamed))
        elif found.opened is None or found.reading is None:
            if session.outside is not None and session.outside.opened is None:
                self._note(session, None)  # it is back, as it was
        elif session.is_dirty:
            self._note(session, Outside(found.opened, found.reading))
        else:
            self._reload(session, found.opened, found.reading)

    def _note(self, session: Session, outside: Outside | None) -> None:
        if session.outside != outside:
            session.outside = outside
            session.notices_changed.emit()
            session.state_changed.emit()

    def _reload(self, session: Session, opened: Opened, reading: Reading) -> None:
        if (reading.outcome is Outcome.OPEN_RAW) != (session.raw is not None):
            self._desk.reload(session)
            return
        take_theirs(session, opened, reading)
        self.told.emit(
            _("“{name}” was changed by another program. The new text is shown; Undo brings the old one back.").format(
                name=opened.path.name
            )
        )


def take_theirs(session: Session, opened: Opened, reading: Reading) -> None:
    """Show what the file holds now; what was there before is one undo away."""
    body = reading.text if session.raw is not None else reading.article.body
    session.rebase(opened, reading, lens.read(reading.article, session.profile), body)


def keep_mine(session: Session, opened: Opened, reading: Reading) -> None:
    """Keep what is in the window: the next save replaces the other's text, which stays among the versions."""
    session.rebase(opened, reading, session.fields, session.text_of_body())


def follow(session: Session, path: Path) -> None:
    """Go on with a file under the name that somebody gave it."""
    session.path, session.outside = path, None
    session.notices_changed.emit()
    session.state_changed.emit()


def _change(act: object, paths: Iterable[str]) -> None:
    names = sorted(paths)
    if names and callable(act):
        act(names)
