"""Telling colleagues on a share who is working on a file, and hearing of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.app.session import Session
from editor.core.language import _
from editor.services.presence import REFRESHED, Presence, Presences


class PresenceKeeper(QObject):
    """Holds a lock beside each file with unsaved changes: from the first edit until it is saved or closed.

    The lock is advice: what protects a text is that no save overwrites what it does not know. Somebody else's lock
    becomes ``Session.colleague``. ``told`` carries sentences.
    """

    told = Signal(str)

    def __init__(self, presences: Presences, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presences, self._jobs = presences, jobs
        self._held: dict[Session, Path] = {}
        self._timer = QTimer(self, interval=int(REFRESHED.total_seconds() * 1000))
        self._timer.timeout.connect(self._refresh)
        desk.opened.connect(self._follow)
        desk.closed.connect(self._leave)

    def _follow(self, session: Session) -> None:
        session.state_changed.connect(lambda: self._settle(session))

    def _settle(self, session: Session) -> None:
        path, held = session.path, self._held.get(session)
        if held is not None and (path != held or not session.is_dirty):
            self._leave(session)
        if held is not None and path != held and session.colleague is not None:
            session.colleague = None  # released, renamed, saved under another name: they are where it was
            session.notices_changed.emit()
        if session.is_dirty and path is not None and session not in self._held and not session.is_protected:
            self._held[session] = path
            self._timer.start()
            self._ask(session, path, self._presences.enter)

    def _leave(self, session: Session) -> None:
        path = self._held.pop(session, None)
        if path is not None:
            self._jobs.save(lambda: self._presences.leave(path), lambda _nothing: None, lambda _error: None)
        if not self._held:
            self._timer.stop()

    def _refresh(self) -> None:
        for session, path in self._held.items():
            self._ask(session, path, self._presences.refresh)

    def _ask(self, session: Session, path: Path, act: Callable[[Path], Presence | None]) -> None:
        def heard(other: Presence | None) -> None:
            if self._held.get(session) == path and session.colleague != other:
                session.colleague = other
                session.notices_changed.emit()

        self._jobs.save(lambda: act(path), heard, lambda error: self.told.emit(error.sentence))

    def close(self) -> None:
        """Take every lock back and ask no more: for the end of the program, where it leaves articles open too."""
        for session in list(self._held):
            self._leave(session)


def sentence_about(other: Presence) -> str:
    """Who has the file open, in words."""
    user, host = other.user or _("Somebody"), other.host or _("another computer")
    if other.since:
        words = _("{user} has this article open on {host}, since {since}.")
    else:
        words = _("{user} has this article open on {host}.")
    told = words.format(user=user, host=host, since=other.since)
    return _("{told} You can go on: if both of you change it, you will be asked before anything is replaced.").format(
        told=told
    )
