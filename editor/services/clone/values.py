"""What is known of a team's archive, and what it asks of the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class State(StrEnum):
    """How an article stands between this computer and the team, as far as the last fetch tells."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"
    NEWER = "newer"
    """Shared, and changed by others since: *Get updates* brings it."""
    CONFLICT = "conflict"
    """Changed here and by others, so that a person has to decide."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An article that is not as the team has it. ``headline`` is empty where it cannot be read."""

    path: Path
    state: State
    headline: str


@dataclass(frozen=True, slots=True)
class Collision:
    """A file that both changed so that it does not go together by itself; None where there is none, or none any more.

    ``path`` is relative to the work tree, with slashes.
    """

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a file that collided is to hold; None: there is to be none."""

    collision: Collision
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Updates:
    """What came in. ``changed`` are the files of the work tree that were written or removed.

    While there are ``collisions``, the branch has not moved: decide all of them and call ``Clone.finish``. ``remarks``
    are sentences about files that were left alone.
    """

    changed: tuple[Path, ...] = ()
    collisions: tuple[Collision, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of sharing. ``commit`` is "" where collisions had to be decided first: then nothing was sent."""

    commit: str
    updates: Updates


@dataclass(frozen=True, slots=True)
class Entry:
    """A shared state of an article. ``read`` loads its bytes, from this computer alone."""

    commit: str
    when: datetime
    who: str
    message: str
    path: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Login:
    """A user's name and password at a host; ``keep`` where the system's keyring is to remember them."""

    user: str
    password: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """Who shares: a name and an e-mail address, as all colleagues will read them."""

    name: str
    email: str


class Person(Protocol):
    """The person at the window. Asked on the thread that does the work; None: they would rather not."""

    def credentials(self, host: str, user: str) -> Login | None:
        """The name and the password for a host; ``user`` is the name as far as it is known."""

    def author(self, suggested: Author) -> Author | None:
        """Under which name to share. Asked once in the life of a clone."""

    def say(self, sentence: str) -> None:
        """Tell something that does not stop the work."""


Progress = Callable[[str, int, int], None]
"""Hears what is going on (``receiving``, ``writing``, ``sending``), how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Who is asked, who hears how it goes on, and whether it is to stop."""

    person: Person
    progress: Progress = lambda _step, _done, _total: None
    stopped: Callable[[], bool] = lambda: False
