"""A desk with real services on a folder, and the person in front of it: answers wait, what was said is noted."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Event

from pytestqt.qtbot import QtBot

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.app.ports import Question
from editor.app.saving import Home, Saver
from editor.app.session import Session
from editor.core.codec import Reading, parse
from editor.services.archive import Archive
from editor.services.files import THIS_DISK, VersionStore
from editor.services.profiles import ProfileStore

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2024, 11, 21, 9, 30)
URL = "https://www.surrey.police.uk/news/surrey/news/2024/11/{}/"

FINE = """```yaml
area: Surrey
og:
  description: Two bicycles were taken from a shed in Woking.
  title: Bicycles taken from shed
publish:
  date: 08:15 19/11/2024
title: Bicycles taken from shed | Surrey Police
url: https://www.surrey.police.uk/news/surrey/news/2024/11/bicycles-taken-from-shed/
```

Two bicycles were taken from a shed in Woking.

Anyone who saw them is asked to call us.
"""


def place_of(url: str) -> str:
    """Where the archive keeps a published article."""
    return f"news/Surrey/{hashlib.sha1(url.encode()).hexdigest()}.md"


@dataclass
class Person:
    """Answers questions with the ids in ``answers``, in their order; what it did not expect fails the test."""

    answers: list[str] = field(default_factory=list)
    archive: Path | None = None
    save_under: list[Path | None] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    clipboard: str = ""
    while_asked: Callable[[], None] = lambda: None

    def ask(self, question: Question) -> str:
        self.asked.append(question)
        self.while_asked()
        assert self.answers, f"a question that was not expected: {question}"
        answer = self.answers.pop(0)
        assert answer in [one.id for one in question.answers]
        return answer

    def tell(self, title: str, sentence: str) -> None:
        assert sentence
        self.told.append((title, sentence))

    def files_to_open(self, start: Path) -> list[Path]:
        return []

    def file_to_save(self, start: Path) -> Path | None:
        return self.save_under.pop(0)

    def archive_folder(self, start: Path) -> Path | None:
        return self.archive

    def copy_text(self, text: str) -> None:
        self.clipboard = text


class SlowDisk:
    """A disk that can be full, and that can keep a save waiting on its way."""

    def __init__(self) -> None:
        self.is_full = False
        self._goes_on = Event()
        self._goes_on.set()
        self.disk = replace(THIS_DISK, fsync=self._fsync)

    def _fsync(self, fd: int) -> None:
        assert self._goes_on.wait(10)
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        THIS_DISK.fsync(fd)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While this lasts no save gets further than its last bytes."""
        self._goes_on.clear()
        try:
            yield
        finally:
            self._goes_on.set()


class Office:
    """A desk, its saver and a person, on an archive of their own. ``said`` is what the status line showed."""

    def __init__(self, qtbot: QtBot, root: Path, versions: VersionStore | None = None) -> None:
        self._qtbot = qtbot
        self.root = root
        self.person = Person()
        self.now = NOW
        self.disk = SlowDisk()
        self.home = Home(Archive(root), ProfileStore([RESOURCES / "profiles"]))
        self.jobs = Jobs()
        self.saver = Saver(
            self.jobs, self.person, self._home_of, lambda: self.now, versions=versions, disk=self.disk.disk
        )
        self.desk = Desk(self.jobs, self.person, self.saver, self._home_of, lambda: self.now)
        self.unexpected: list[object] = []
        self.said: list[str] = []
        self.asked_for: list[str] = []
        self.jobs.unexpected.connect(self.unexpected.append)
        self.saver.told.connect(self.said.append)
        self.saver.field_wanted.connect(self.asked_for.append)

    def _home_of(self, path: Path | None) -> Home:
        return self.home

    def settle(self) -> None:
        """Wait for all that was asked for."""
        self._qtbot.waitUntil(lambda: not self.jobs.busy)
        assert not self.unexpected

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=30_000)

    def close(self) -> None:
        self.settle()
        self.jobs.close()
        self.desk.deleteLater()

    # -- what a person does

    def new(self, headline: str = "", body: str = "Some text.", area: str = "Surrey") -> Session:
        self.desk.new(area)
        session = self.session
        if headline:
            session.change({"headline": headline})
        self.type_body(session, body)
        return session

    def type_body(self, session: Session, text: str) -> None:
        """Leave this text in the editor of the body."""
        session.text_of_body = lambda: text
        session.put_body = lambda other: self.type_body(session, other)
        session.body_changed(text != session.body)

    def put(self, text: str | bytes = FINE, place: str = "news/Surrey/article.md") -> Path:
        """A file in the archive."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def open(self, text: str | bytes = FINE, place: str = "news/Surrey/article.md") -> Session:
        """A file in the archive, opened."""
        path = self.put(text, place)
        self.desk.open([path])
        self.settle()
        assert self.session.path == path
        return self.session

    def save(self, session: Session) -> bool:
        """Save, wait, and tell whether it is saved."""
        return self._done(lambda then: self.saver.save(session, then))

    def release(self, session: Session) -> bool:
        return self._done(lambda then: self.saver.release(session, then))

    def save_as(self, session: Session, path: Path) -> bool:
        self.person.save_under.append(path)
        return self._done(lambda then: self.saver.save_as(session, then))

    def close_article(self, session: Session) -> bool:
        return self._done(lambda then: self.desk.close(session, then))

    def close_all(self) -> bool:
        return self._done(self.desk.close_all)

    def _done(self, act: Callable[[Callable[[bool], None]], None]) -> bool:
        heard: list[bool] = []
        act(heard.append)
        self.settle()
        assert len(heard) == 1, "an act has to say once whether it was done"
        return heard[0]

    # -- what is there

    @property
    def session(self) -> Session:
        assert self.desk.current is not None
        return self.desk.current

    def files(self) -> list[str]:
        """Every file of the archive."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())

    def reading(self, place: str) -> Reading:
        return parse((self.root / place).read_bytes())


@contextmanager
def office_on(qtbot: QtBot, root: Path, versions: VersionStore | None = None) -> Iterator[Office]:
    root.mkdir()
    office = Office(qtbot, root, versions)
    yield office
    office.close()
