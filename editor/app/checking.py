"""Checking the open articles in the background: a moment after a change, off the GUI thread, the newest text wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.app.session import Session
from editor.core.checks.values import Draft, Problem, Toolbox
from editor.core.errors import CopydeskError
from editor.services.ignoring import Ignored, Ignoring, left_of

if TYPE_CHECKING:
    from editor.core.checks.engine import Checker

MOMENT_MS = 600
"""An article is checked when nothing was changed for so long: while somebody types, the keys have the processor."""

ToolboxOf = Callable[[Path | None], Toolbox]
"""The tools for the article of a file, or for one that has no file yet; called off the GUI thread."""


@dataclass(slots=True)
class _Watched:
    """An open article: what was found last, what is ignored, and how far its checking is.

    ``revision`` counts what makes the result of a check outdated, ``tools`` what makes its checker so. ``checker`` is
    None where the next check has to make one. ``found`` is None before the first check. ``age`` is the reading age that
    was worked out with it.
    """

    timer: QTimer
    path: Path | None
    checker: Checker | None = None
    faults: tuple[str, ...] = ()
    found: tuple[Problem, ...] | None = None
    age: int | None = None
    ignored: tuple[Ignored, ...] = ()
    revision: int = 0
    tools: int = 0
    running: bool = False

    def renew(self) -> None:
        """Have the next check make another checker: rules or word lists are others."""
        self.checker = None
        self.tools += 1


@dataclass(frozen=True, slots=True)
class _Result:
    """What one check of an article found."""

    problems: tuple[Problem, ...] = ()
    faults: tuple[str, ...] = ()
    age: int | None = None


class Checking(QObject):
    """The problems of every open article.

    ``problems(session, problems)`` carries what stands between an article and publication, without what is ignored; it
    is emitted after each check, and whenever something is ignored or no longer ignored. ``kept`` carries the file of
    which another list of what is ignored was kept; ``renewed`` tells of other tools. ``told`` carries sentences, and
    what the checks lack each time it is found for the first time. A text that is no article (opened as raw text) has no
    problems.
    """

    problems = Signal(object, tuple)
    kept = Signal(object)
    renewed = Signal()
    told = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        desk: Desk,
        toolbox_of: ToolboxOf,
        ignoring: Ignoring,
        now: Callable[[], datetime],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._toolbox_of, self._ignoring, self._now = jobs, toolbox_of, ignoring, now
        self._watched: dict[Session, _Watched] = {}
        self._faults_told: set[str] = set()
        for session in desk.sessions:
            self._watch(session)
        desk.opened.connect(self._watch)
        desk.closed.connect(self._forget)

    def of(self, session: Session) -> tuple[Problem, ...]:
        """The problems found last, without those that are ignored."""
        watched = self._watched.get(session)
        return left_of(watched.found or (), watched.ignored) if watched else ()

    def ignored(self, session: Session) -> tuple[Ignored, ...]:
        """What is ignored of an article, also where the problem itself is gone."""
        watched = self._watched.get(session)
        return watched.ignored if watched else ()

    def faults(self, session: Session) -> tuple[str, ...]:
        """What an article is not checked for, and why, in sentences: mistakes in rules, no dictionary."""
        watched = self._watched.get(session)
        return watched.faults if watched else ()

    def reading_age(self, session: Session) -> int | None:
        """The age that one has to be to read the text with ease, as of the last check; None where it means nothing."""
        watched = self._watched.get(session)
        return watched.age if watched else None

    def ignore(self, session: Session, problem: Problem, reason: str) -> None:
        """Leave a problem as it is, for a reason; kept at once, and for an article without a file when it has one."""
        if watched := self._watched.get(session):
            entry = self._ignoring.entry(problem, reason)
            watched.ignored = (*watched.ignored, entry)
            self._keep(session, lambda path: self._ignoring.ignore(path, entry))

    def unignore(self, session: Session, entry: Ignored) -> None:
        """Show an ignored problem again."""
        if watched := self._watched.get(session):
            watched.ignored = tuple(one for one in watched.ignored if one != entry)
            self._keep(session, lambda path: self._ignoring.unignore(path, entry))

    def look_again(self) -> None:
        """Check all articles with new tools: rules or word lists are others now."""
        for session, watched in self._watched.items():
            watched.renew()
            self._soon(session)
        self.renewed.emit()

    def hurry(self, session: Session) -> None:
        """Check an article that was just changed without waiting for a moment of rest: a fix was carried out."""
        if watched := self._watched.get(session):
            watched.timer.start(0)

    @property
    def busy(self) -> bool:
        """Whether a check is due or running."""
        return any(one.running or one.timer.isActive() for one in self._watched.values())

    def close(self) -> None:
        """Check nothing more. For the end of the program."""
        for session in list(self._watched):
            self._forget(session)

    # -- which articles

    def _watch(self, session: Session) -> None:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(lambda: self._check(session))
        self._watched[session] = _Watched(timer, session.path)
        session.edited.connect(lambda: self._soon(session))
        session.state_changed.connect(lambda: self._follow(session))
        self._load(session)
        self._soon(session)

    def _forget(self, session: Session) -> None:
        if watched := self._watched.pop(session, None):
            watched.timer.stop()
            watched.timer.deleteLater()

    def _soon(self, session: Session) -> None:
        if watched := self._watched.get(session):
            watched.revision += 1
            watched.timer.start(MOMENT_MS)

    def _follow(self, session: Session) -> None:
        """Let what is ignored follow an article that is saved for the first time, released or renamed."""
        watched = self._watched.get(session)
        if watched is None or session.path is None or session.path == watched.path:
            return
        old, new, entries = watched.path, session.path, watched.ignored
        # Its address may count as its own now, and another archive may have other rules.
        watched.path = new
        watched.renew()

        def work() -> None:
            if old is not None:
                self._ignoring.followed(old, new)
            else:
                for entry in entries:
                    self._ignoring.ignore(new, entry)

        self._jobs.save(work, lambda _nothing: None, lambda error: self.told.emit(error.sentence))
        self._load(session)
        self._soon(session)

    # -- what is ignored: every access in one queue, in the order in which it was asked for

    def _load(self, session: Session) -> None:
        path = session.path

        def loaded(ignored: tuple[Ignored, ...]) -> None:
            watched = self._watched.get(session)
            if watched and ignored:
                watched.ignored = tuple(dict.fromkeys((*ignored, *watched.ignored)))
                if watched.found is not None:
                    self.problems.emit(session, self.of(session))

        if path is not None:
            self._jobs.save(lambda: self._ignoring.of(path), loaded, lambda error: self.told.emit(error.sentence))

    def _keep(self, session: Session, act: Callable[[Path], object]) -> None:
        self.problems.emit(session, self.of(session))
        path = session.path
        if path is not None:
            self._jobs.save(
                lambda: act(path), lambda _list: self.kept.emit(path), lambda error: self.told.emit(error.sentence)
            )

    # -- checking

    def _check(self, session: Session) -> None:
        watched = self._watched.get(session)
        if watched is None or watched.running:
            return
        if session.raw is not None:
            self._found(session, _Result())
            return
        draft, path, revision, tools = (
            _draft_of(session, self._now().date()),
            session.path,
            watched.revision,
            watched.tools,
        )
        # Only one thread has it at a time; where it fails, or other tools came meanwhile, it does not come back.
        checker, watched.checker = watched.checker, None
        watched.running = True

        def work() -> tuple[Checker, _Result]:
            used = checker or _new_checker(self._toolbox_of(path))
            return used, _Result(used.problems(draft), used.faults, _reading_age(draft.body))

        def done(answer: tuple[Checker, _Result]) -> None:
            used, result = answer
            if watched.tools == tools:
                watched.checker = used
            if watched.revision == revision:
                self._found(session, result)
            self._ended(session, revision)

        def failed(error: CopydeskError) -> None:
            self._ended(session, revision)
            self.told.emit(error.sentence)

        self._jobs.read(work, done, failed)

    def _found(self, session: Session, result: _Result) -> None:
        if watched := self._watched.get(session):
            watched.found, watched.faults, watched.age = result.problems, result.faults, result.age
            self.problems.emit(session, self.of(session))
        for sentence in result.faults:
            if sentence not in self._faults_told:
                self._faults_told.add(sentence)
                self.told.emit(sentence)

    def _ended(self, session: Session, revision: int) -> None:
        if watched := self._watched.get(session):
            watched.running = False
            if watched.revision != revision and not watched.timer.isActive():
                self._check(session)  # the timer ran out meanwhile


def _draft_of(session: Session, today: date) -> Draft:
    fields = session.fields
    return Draft(fields.values, session.text_of_body(), fields.extra, session.profile, session.released, today)


def _new_checker(toolbox: Toolbox) -> Checker:
    # Imported here, on the thread: the window must not wait for the rules.
    from editor.core.checks.engine import Checker  # noqa: PLC0415
    from editor.core.checks.families import ALL  # noqa: PLC0415

    return Checker(toolbox, ALL)


def _reading_age(body: str) -> int | None:
    from editor.core.checks.readability import reading_age  # noqa: PLC0415 - as above

    return reading_age(body)
