"""A team's archive in the window: what is to be shared, sharing it, and getting what others shared.

Works on files as they are saved, beside open articles: what comes in for one of them is met by the watcher, like any
change from outside.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Event, Lock
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from editor.app.jobs import Jobs
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext
from editor.services.clone import (
    Author,
    Clone,
    Decision,
    Entry,
    Login,
    Passwords,
    Shared,
    Standing,
    State,
    Talk,
    Updates,
)
from editor.services.files import VersionStore

T = TypeVar("T")
_EVERY = 0.05
"""Seconds between two reports of progress: more often nobody can see."""

_LISTED = 50


class Answers(Protocol):
    """What the window must answer, on its own thread; None where the person would rather not."""

    def credentials(self, host: str, user: str) -> Login | None:
        """The name and the password for a host; ``user`` is the name as far as it is known."""

    def author(self, suggested: Author) -> Author | None:
        """Under which name colleagues are to see what is shared."""


class Sharing(QObject):
    """One piece of work at a time, off the GUI thread. Says itself what came of it: ``told`` carries sentences.

    ``state_changed`` tells the new ``State`` of one article, ``listed`` all those (``Standing``) that are not as the
    team has them, ``conflicts`` what has to be decided (``Collision``) and given to ``finish``, ``files_changed`` which
    files were written, for those who watch files. ``progress`` is a sentence, how much is done, and of how much.
    """

    found = Signal(bool)
    listed = Signal(list)
    state_changed = Signal(Path, str)
    busy_changed = Signal(bool)
    progress = Signal(str, int, int)
    told = Signal(str)
    conflicts = Signal(list)
    files_changed = Signal(list)

    def __init__(self, jobs: Jobs, answers: Answers, versions: VersionStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs, self._versions = jobs, versions
        self._passwords = Passwords()
        self._asker = _Asker(answers, self)
        self._stopped = Event()
        self._clone: Clone | None = None
        self._known: dict[Path, State] = {}
        self._busy = False
        self._next: Path | None = None
        self._heard_at = 0.0
        self._asker.said.connect(self.told)

    @property
    def is_clone(self) -> bool:
        """Whether the archive in use is a team's."""
        return self._clone is not None

    @property
    def is_busy(self) -> bool:
        """Whether something is going on; what is asked for meanwhile is not done."""
        return self._busy

    def use(self, root: Path) -> None:
        """Look whether an archive is a team's; ``found`` tells, and ``listed`` what is to be shared."""
        if self._busy:
            self._next = root  # another archive was chosen in the middle of something
            return
        versions, passwords = self._versions, self._passwords

        def done(clone: Clone | None) -> None:
            self._clone, self._known = clone, {}
            self.found.emit(clone is not None)
            if clone is not None:
                self._do(lambda: (clone.remarks(), clone.standings()), self._begin)

        def failed(error: CopydeskError) -> None:
            done(None)
            self.told.emit(error.sentence)

        self._do(lambda: Clone.find(root, versions, passwords), done, failed)

    def look(self) -> None:
        """See anew how every article stands; asks no other computer."""
        if self._clone is not None:
            self._do(self._clone.standings, self._show)

    def get_updates(self) -> None:
        """Bring what others shared."""
        if (clone := self._clone) is not None:
            self._do(lambda: (clone.get_updates(self._talk()), clone.standings()), self._updated)

    def finish(self, decisions: Sequence[Decision]) -> None:
        """Go on with what was decided."""
        if (clone := self._clone) is not None:
            self._do(lambda: (clone.finish(decisions, self._talk()), clone.standings()), self._updated)

    def share(self, paths: Sequence[Path], message: str) -> None:
        """Share these articles as they are saved, with what was done as the message."""
        if (clone := self._clone) is None:
            return

        def done(result: tuple[Shared, list[Standing]]) -> None:
            shared, standings = result
            if shared.commit:
                sentence = ngettext("{count} article is shared.", "{count} articles are shared.", len(paths))
                self.told.emit(sentence.format(count=len(paths)))
            self._take(shared.updates, standings, is_asked=not shared.commit)

        self._do(lambda: (clone.share(paths, message, self._talk()), clone.standings()), done)

    def history(self, path: Path, done: Callable[[list[Entry]], None]) -> None:
        """The shared states of an article, the latest first; none where it cannot be told."""
        if (clone := self._clone) is None:
            done([])
            return
        self.jobs.read(lambda: clone.history(path), done, lambda _error: done([]))

    def close(self) -> None:
        """Ask nothing more, and stop what is going on. For the end of the program, before the jobs are closed."""
        self._stopped.set()
        self._asker.close()

    # -- off the GUI thread, and back on it

    def _do(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[CopydeskError], None] | None = None
    ) -> None:
        if self._busy:
            return
        self._set_busy(True)

        def answered(value: T) -> None:
            self._set_busy(False)
            done(value)
            self._go_on()

        def refused(error: CopydeskError) -> None:
            self._set_busy(False)
            if failed is not None:
                failed(error)
            else:
                self.told.emit(error.sentence)
                self.look()  # it may have got half way
            self._go_on()

        self.jobs.read(work, answered, refused)

    def _go_on(self) -> None:
        root = self._next
        if root is not None and not self._busy:
            self._next = None
            self.use(root)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _talk(self) -> Talk:
        return Talk(self._asker, self._hear, self._stopped.is_set)

    def _hear(self, step: str, done: int, total: int) -> None:
        """On the thread that works: a signal finds its way to the window's."""
        now = time.monotonic()
        if now - self._heard_at >= _EVERY or done == total:
            self._heard_at = now
            self.progress.emit(_steps()[step], done, total)

    def _begin(self, result: tuple[tuple[str, ...], list[Standing]]) -> None:
        remarks, standings = result
        for remark in remarks:
            self.told.emit(remark)
        self._show(standings)

    # -- what came of it

    def _updated(self, result: tuple[Updates, list[Standing]]) -> None:
        updates, standings = result
        self.told.emit(_sentence_about(updates))
        self._take(updates, standings, is_asked=True)

    def _take(self, updates: Updates, standings: list[Standing], *, is_asked: bool) -> None:
        for remark in updates.remarks:
            self.told.emit(remark)
        if updates.changed:
            self.files_changed.emit(list(updates.changed))
        self._show(standings)
        if updates.collisions and is_asked:
            self.conflicts.emit(list(updates.collisions))

    def _show(self, standings: list[Standing]) -> None:
        before, self._known = self._known, {one.path: one.state for one in standings}
        for path in {**before, **self._known}:
            state = self._known.get(path, State.UNCHANGED)
            if before.get(path, State.UNCHANGED) is not state:
                self.state_changed.emit(path, state)
        self.listed.emit(standings)


class _Asker(QObject):
    """Lets a thread that works ask the person: the question is put on the window's thread, the other one waits."""

    said = Signal(str)
    _wanted = Signal(object)

    def __init__(self, answers: Answers, parent: QObject) -> None:
        super().__init__(parent)
        self._answers = answers
        self._lock = Lock()
        self._waiting: set[Future[Any]] = set()
        self._closed = False
        self._wanted.connect(self._answer)

    def credentials(self, host: str, user: str) -> Login | None:
        """Asked by the thread that works."""
        return self._ask(lambda: self._answers.credentials(host, user))

    def author(self, suggested: Author) -> Author | None:
        """Asked by the thread that works."""
        return self._ask(lambda: self._answers.author(suggested))

    def say(self, sentence: str) -> None:
        """Said by the thread that works."""
        self.said.emit(sentence)

    def _ask(self, question: Callable[[], T | None]) -> T | None:
        answer: Future[T | None] = Future()
        with self._lock:
            if self._closed:
                return None
            self._waiting.add(answer)
        self._wanted.emit((question, answer))
        return answer.result()

    @Slot(object)
    def _answer(self, asked: tuple[Callable[[], Any], Future[Any]]) -> None:
        question, answer = asked
        value = None
        try:
            if not self._closed:
                value = question()
        finally:
            self._settle(answer, value)

    def _settle(self, answer: Future[Any], value: object) -> None:
        with self._lock:
            if answer in self._waiting:
                self._waiting.discard(answer)
                answer.set_result(value)

    def close(self) -> None:
        """Nobody answers any more: whoever waits is told so."""
        self._closed = True
        for answer in list(self._waiting):
            self._settle(answer, None)


def message_for(headlines: Sequence[str]) -> str:
    """What to say of some articles that are shared: the headline, or the first and how many more, and then all."""
    known = [headline or _("Untitled release") for headline in headlines]
    if len(known) < 2:
        return "".join(known)
    more = len(known) - 1
    first = ngettext("{headline} and {count} more", "{headline} and {count} more", more)
    listed = "\n".join(f"- {headline}" for headline in known[:_LISTED])
    return f"{first.format(headline=known[0], count=more)}\n\n{listed}"


def _sentence_about(updates: Updates) -> str:
    if updates.collisions:
        count = len(updates.collisions)
        return ngettext(
            "{count} file was changed by you and by colleagues: decide what it is to hold.",
            "{count} files were changed by you and by colleagues: decide what they are to hold.",
            count,
        ).format(count=count)
    if updates.changed:
        count = len(updates.changed)
        return ngettext("{count} file was updated.", "{count} files were updated.", count).format(count=count)
    return _("You have everything that colleagues have shared.")


def _steps() -> dict[str, str]:
    return {
        "receiving": _("Fetching what colleagues shared …"),
        "writing": _("Updating the articles …"),
        "sending": _("Sending …"),
    }
