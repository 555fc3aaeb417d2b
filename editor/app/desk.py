"""The desk: the open articles, and what a person does with files - new, open, save, release, close.

Every act reads from top to bottom: ask, work off the GUI thread, take the answer, say what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app import questions
from editor.app.jobs import Jobs
from editor.app.ports import Prompts
from editor.app.saving import HomeOf, Saver, Then, nothing
from editor.app.session import Session
from editor.core import lens
from editor.core.article import Article
from editor.core.codec import Reading, Refusal, parse
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.profile import Profile
from editor.services.files import Opened, open_file
from editor.services.profiles import ProfileName


class Desk(QObject):
    """The open articles of a window.

    ``home_of`` gives the archive and profiles for a path (or for new articles, None); ``now`` is the clock.
    """

    opened = Signal(object)
    closed = Signal(object)
    current_changed = Signal(object)
    recent_added = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        prompts: Prompts,
        saver: Saver,
        home_of: HomeOf,
        now: Callable[[], datetime],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._prompts = prompts
        self._saver = saver
        self._home_of = home_of
        self._now = now
        self._keys = count(1)
        self._opening: set[Path] = set()
        self.sessions: list[Session] = []
        self.current: Session | None = None
        saver.reload_wanted.connect(self.reload)
        saver.saved.connect(self.recent_added)

    # -- which articles are open

    def make_current(self, session: Session | None) -> None:
        """Bring an article to the front."""
        if session is not self.current:
            self.current = session
            self.current_changed.emit(session)

    def _add(self, session: Session) -> None:
        session.setParent(self)
        self.sessions.append(session)
        self.opened.emit(session)
        self.make_current(session)

    def _remove(self, session: Session) -> None:
        at = self.sessions.index(session)
        self.sessions.remove(session)
        if self.current is session:
            beside = self.sessions[min(at, len(self.sessions) - 1)] if self.sessions else None
            self.make_current(beside)
        self.closed.emit(session)
        session.deleteLater()

    def areas(self, session: Session | None) -> list[ProfileName]:
        """The organisations to choose from."""
        return self._home_of(session.path if session else None).profiles.areas()

    def profile(self, path: Path | None, area: str) -> Profile | None:
        """The profile of an organisation, where there is one."""
        return self._home_of(path).profiles.get(area) if area else None

    # -- new and open

    def new(self, area: str = "") -> None:
        """Begin a release; it has no file until it is saved."""
        profile = self.profile(None, area)
        base = lens.blank(profile) if profile else Article({"area": area} if area else {})
        session = Session(base, profile, key=f"new-{next(self._keys)}")
        start = {"published": self._now().strftime("%Y-%m-%dT%H:%M")}
        if profile and profile.sections:
            start["section"] = profile.sections[0]
        session.begin(start)
        self._add(session)

    def open(self, paths: Iterable[Path], then: Callable[[], None] = lambda: None) -> None:
        """Open files, or bring those to the front that are open; ``then`` after the last of them."""
        waiting = [path.absolute() for path in paths]
        if not waiting:
            then()
            return
        path, rest = waiting[0], waiting[1:]
        already = next((session for session in self.sessions if session.path == path), None)
        if already:
            self.make_current(already)
        if already or path in self._opening:
            self.open(rest, then)
            return
        self._opening.add(path)

        def go_on() -> None:
            self._opening.discard(path)
            self.open(rest, then)

        def done(found: tuple[Opened, Reading]) -> None:
            self._opened(*found)
            go_on()

        def failed(error: CopydeskError) -> None:
            self._prompts.tell(_("“{name}” was not opened").format(name=path.name), error.sentence)
            go_on()

        self._jobs.read(lambda: _read(path), done, failed)

    def reload(self, session: Session) -> None:
        """Drop an article's unsaved changes and open what its file holds now."""
        path = session.path
        self._remove(session)
        if path is not None:
            self.open([path])

    def _opened(self, opened: Opened, reading: Reading) -> None:
        area = lens.read(reading.article)["area"]
        home = self._home_of(opened.path)
        draft = home.archive is not None and home.archive.is_draft(opened.path)
        profile = home.profiles.get(area) if area else None
        untouched = self.current if self.current and not (self.current.path or self.current.is_dirty) else None
        session = Session.from_file(opened, reading, profile, draft=draft, key=f"open-{next(self._keys)}")
        self._add(session)
        self._saver.keep_original(opened)
        self.recent_added.emit(session)
        if untouched:
            self._remove(untouched)

    def change_area(self, session: Session, area: str) -> None:
        """Give an article to another organisation."""
        profile = self.profile(session.path, area)
        if session.released:
            session.profile = profile
            session.change({"area": area})
        else:
            session.rehome(profile, area)

    # -- close

    def close(self, session: Session, then: Then = nothing) -> None:
        """Close an article, after asking what to do with what is not saved."""
        if self._saver.is_busy_with(session):
            self._saver.when_free(session, lambda saved: self.close(session, then) if saved else then(False))
            return

        def closed(done: bool) -> None:
            if done and session in self.sessions:
                self._remove(session)
            then(done)

        if not session.is_dirty:
            closed(True)
            return
        self.make_current(session)
        answer = self._prompts.ask(questions.close(session.fields["headline"]))
        if answer == "save":
            self._saver.save(session, closed)
        else:
            closed(answer == "discard")

    def close_all(self, then: Then) -> None:
        """Close every article; stops at the first that is to stay."""
        self._close_each(list(self.sessions), then)

    def _close_each(self, left: Sequence[Session], then: Then) -> None:
        if not left:
            then(True)
            return
        self.close(left[0], lambda done: self._close_each(left[1:], then) if done else then(False))


def _read(path: Path) -> tuple[Opened, Reading]:
    opened = open_file(path)
    try:
        return opened, parse(opened.data)
    except RecursionError as error:
        raise Refusal(_("This file is nested too deeply to be opened."), code="unsafe") from error
