"""Unsaved work is kept in the journal while it is typed, and brought back from there after a crash."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from editor import __version__
from editor.app.desk import Desk
from editor.app.session import Session
from editor.core.errors import CopydeskError
from editor.services.files import Notice
from editor.services.journal import Entry, Journal, Journals, Leftover, new_key
from editor.services.presence import REFRESHED

WAIT_MS = 700
"""From a change to its writing: not more than a second of typing is ever at risk."""


class Keeper(QObject):
    """Writes what is unsaved to the journal, on a thread of its own, and forgets it once it is saved.

    ``found`` carries what earlier runs left (``Leftover`` values), once, after ``look``. ``told`` carries sentences.
    """

    found = Signal(list)
    told = Signal(str)
    _answered = Signal(object, object)

    def __init__(
        self, journal: Journal | Journals, desk: Desk, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._desk = desk
        self._now = now
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._keys: dict[Session, str] = {}
        self._due: set[Session] = set()
        self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._write_due)
        self._alive = QTimer(self, interval=int(REFRESHED.total_seconds() * 1000))
        self._alive.timeout.connect(lambda: self._run(self._journal.refresh))
        self._alive.start()
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        desk.opened.connect(self._watch)
        desk.closed.connect(self._forget)

    # -- keeping

    def _watch(self, session: Session) -> None:
        self._keys[session] = new_key()
        session.edited.connect(lambda: self._note(session))
        session.state_changed.connect(lambda: self._settle(session))

    def _note(self, session: Session) -> None:
        if session in self._keys and session.is_dirty:
            self._due.add(session)
            if not self._timer.isActive():
                self._timer.start()

    def _settle(self, session: Session) -> None:
        """Nothing of a saved article has to be kept."""
        if session in self._keys and not session.is_dirty:
            self._due.discard(session)
            key = self._keys[session]
            self._run(lambda: self._journal.drop(key))

    def _forget(self, session: Session) -> None:
        self._due.discard(session)
        key = self._keys.pop(session)
        act = self._journal.discard if session.is_dirty else self._journal.drop
        self._run(lambda: act(key))

    def _write_due(self) -> None:
        due, self._due = self._due, set()
        for session in due:
            entry = self._entry(session)
            self._run(lambda entry=entry: self._journal.write(entry))  # type: ignore[misc]  # bound now

    def _entry(self, session: Session) -> Entry:
        fields = session.fields
        return Entry(
            key=self._keys[session],
            body=session.text_of_body(),
            time=self._now(),
            path=session.path,
            area=fields["area"],
            values=dict(fields.values),
            extra=dict(fields.extra),
            raw=session.raw is not None,
            newline=session.newline,
            released=session.released,
            slug_locked=session.slug_locked,
            base=session.fingerprint.sha256 if session.fingerprint else "",
            cursor=session.cursor(),
            program=__version__,
        )

    def flush(self) -> None:
        """Write all that waits, now; returns when it is on the disk. For quitting, signals and crashes."""
        self._timer.stop()
        if not self._closed:
            self._write_due()
            self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """End at the end of the program; what is unsaved stays in the journal. May be called again."""
        if self._closed:
            return
        self._closed = True
        self._timer.stop()
        self._alive.stop()
        self._desk.opened.disconnect(self._watch)
        self._desk.closed.disconnect(self._forget)
        self._keys.clear()
        self._answered.disconnect(self._answer)
        self._thread.submit(self._journal.close)
        self._thread.shutdown(wait=True)

    # -- bringing back

    def look(self) -> None:
        """Look for what earlier runs left; ``found`` tells it."""
        self._run(self._journal.prune)
        self._run(self._journal.leftovers, self._tell_found)

    def _tell_found(self, leftovers: list[Leftover]) -> None:
        if leftovers:
            self.found.emit(leftovers)

    def discard(self, leftover: Leftover) -> None:
        """Put left-over work away; it can be had back for 30 days."""
        self._run(lambda: self._journal.discard(leftover))

    def restore(self, leftover: Leftover) -> None:
        """Bring left-over work back into the window, as an unsaved edit of its file or as a new article."""
        entry = leftover.entry
        if entry.path is not None and entry.path.exists():
            path = entry.path
            self._desk.open([path], lambda: self._put_back(leftover, self._session_of(path)))
        else:
            self._put_back(leftover, None)

    def _session_of(self, path: Path) -> Session | None:
        return next((session for session in self._desk.sessions if session.path == path), None)

    def _put_back(self, leftover: Leftover, session: Session | None) -> None:
        entry = leftover.entry
        if session is None or (session.raw is not None) != entry.raw:
            self._desk.new(entry.area)
            session = self._desk.sessions[-1]
        before, self._keys[session] = self._keys[session], entry.key
        self._run(lambda: self._journal.discard(before))
        self._run(lambda: self._journal.take_over(leftover))
        session.restore(entry.values, entry.extra, entry.body, slug_locked=entry.slug_locked)

    # -- the thread

    def _run(self, act: Callable[[], Any], heard: Callable[[Any], None] = lambda result: None) -> None:
        future = self._thread.submit(act)
        future.add_done_callback(lambda done: self._answered.emit(done, heard))

    def _warn(self, error: CopydeskError) -> None:
        """Say it above each open text too, until it is saved or put away: the status line is short, and moves on."""
        for session in self._keys:
            others = (notice for notice in session.file_notices if notice.code != error.code)
            session.file_notices = (*others, Notice(error.code, error.sentence))
            session.notices_changed.emit()

    @Slot(object, object)
    def _answer(self, done: Future[Any], heard: Callable[[Any], None]) -> None:
        error = done.exception()
        if isinstance(error, CopydeskError):
            self.told.emit(error.sentence)
            self._warn(error)
        elif error is not None:
            raise error
        else:
            heard(done.result())
