"""Who has an article open: an advisory lock beside it, which our own windows and LibreOffice's understand.

It is made at the first edit, touched every minute while it lasts, and removed only by the one who made it. It protects
nothing (the save recipe does that): it tells people of each other.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import THIS_DISK, Disk, visible
from editor.services.files.disk import CREATE
from editor.services.files.locks import Mark, holder_of, office_lock, office_name
from editor.services.processes import Machine

REFRESHED = timedelta(seconds=60)
"""How often a lock is to be refreshed."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has a file open, as far as a lock says; each text may be empty. ``since`` is as written.

    ``stale``: the program does not run any more, or has not been heard of for ten minutes. ``ours``: this window's.
    """

    user: str
    host: str
    since: str
    stale: bool = False
    ours: bool = False


def user_name() -> str:
    """The login name of this person; empty where the system does not know it."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


class Presences:
    """The locks of one running program. ``user`` is the person's name as others are to read it."""

    def __init__(
        self,
        user: str,
        disk: Disk = THIS_DISK,
        now: Callable[[], datetime] = datetime.now,
        machine: Machine | None = None,
    ) -> None:
        self._user = user
        self._disk = disk
        self._now = now
        self._machine = machine or Machine.this()
        self._token = disk.token(4)
        self._told: set[Path] = set()

    def who(self, path: Path) -> Presence | None:
        """Who has a file open; None where no lock says so. Never raises: a lock that cannot be read counts too."""
        holder = holder_of(self._disk, self._real(path))
        if holder is None:
            return None
        stale = holder.is_stale(self._machine, self._now().timestamp())
        ours = holder.mark is not None and holder.mark.token == self._token
        return Presence(holder.user, holder.host, holder.since, stale, ours)

    def enter(self, path: Path) -> Presence | None:
        """Say that this window has the file open; None where it is said, else who was there before.

        The lock of a dead program of this machine is put aside silently. Raises CopydeskError (``no-lock``) once a
        folder that can hold no lock; the person need not do anything about it.
        """
        there = self.who(path)
        if there is not None and there.stale and there.host == self._machine.host:
            return self.take_over(path)
        return self._make(path) if there is None else _unless_ours(there)

    def refresh(self, path: Path) -> Presence | None:
        """Say that it still is open: every minute. Answers as ``enter``: somebody may have taken over."""
        there = self.who(path)
        if there is None:
            return self._make(path)
        if there.ours:
            with suppress(OSError):
                self._disk.utime(_lock(self._real(path)))
        return _unless_ours(there)

    def take_over(self, path: Path) -> Presence | None:
        """Put this window in the place of one that does not answer, when the person wants to. Answers as ``enter``."""
        with suppress(OSError):
            self._disk.unlink(_lock(self._real(path)))
        return self._make(path)

    def leave(self, path: Path) -> None:
        """Remove the lock, if it is ours, when the file is closed or saved under another name. Never raises."""
        there = self.who(path)
        if there is not None and there.ours:
            with suppress(OSError):
                self._disk.unlink(_lock(self._real(path)))

    def _make(self, path: Path) -> Presence | None:
        real = self._real(path)
        machine = self._machine
        now = self._now()
        mark = Mark(machine.pid, machine.boot, self._token, now.timestamp())
        since = f"{now:%d.%m.%Y %H:%M}"
        try:
            self._write(_lock(real), office_lock(self._user, user_name(), machine.host, since, str(mark)))
        except FileExistsError:  # Somebody was quicker.
            there = self.who(path)
            return there and _unless_ours(there)
        except OSError as error:
            if real.parent in self._told:
                return None
            self._told.add(real.parent)
            raise _no_lock(real, error) from error
        return None

    def _write(self, lock: Path, data: bytes) -> None:
        fd = self._disk.open(lock, CREATE, 0o666)
        try:
            try:
                self._disk.write(fd, memoryview(data))
            finally:
                self._disk.close(fd)
        except OSError:
            with suppress(OSError):
                self._disk.unlink(lock)
            raise

    def _real(self, path: Path) -> Path:
        """Where the file lies: by whichever link it was opened, its lock is the same."""
        try:
            return Path(self._disk.realpath(path))
        except OSError:
            return path.absolute()


def _lock(real: Path) -> Path:
    return real.with_name(office_name(real.name))


def _unless_ours(there: Presence) -> Presence | None:
    return None if there.ours else there


def _no_lock(path: Path, error: OSError) -> CopydeskError:
    return CopydeskError(
        _(
            "Others cannot see that you have “{name}” open, because no lock can be put beside it ({reason}). You can "
            "work as usual: Copydesk notices when somebody else saves the file."
        ).format(name=visible(path.name), reason=error.strerror or str(error)),
        code="no-lock",
        where=str(path),
    )
