"""The locks that programs put beside a file they have open: who holds it, from where, since when.

Only read, never made, changed or removed here; our own are made in ``services/presence``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from editor.services.files.disk import Disk
from editor.services.files.faults import Trouble
from editor.services.files.names import visible
from editor.services.files.reading import read_whole
from editor.services.processes import Machine

STALE = timedelta(minutes=10)
"""A lock of ours that was not refreshed for so long is nobody's any more."""

_LOCK_NAME = re.compile(r"\.~lock\.(.+)#", re.DOTALL)
# Fields are divided by commas and end with a semicolon; a backslash stands before one of these inside a field.
_SPECIAL = re.compile(r"[\\,;]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FIELD = re.compile(r"((?:\\.|[^\\,;])*)(,?)", re.DOTALL)
_LONGEST = 80  # characters of a name; a damaged lock may hold anything
_MARK = re.compile(r"copydesk:(?P<pid>\d{1,12}):(?P<boot>[^:]*):(?P<token>[0-9a-f]+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Which program made a lock of Copydesk: its process, of which start of the machine, which window of it.

    ``heard``: when it last said that it still runs, in seconds since 1970.
    """

    pid: int
    boot: str
    token: str
    heard: float

    def __str__(self) -> str:
        return f"copydesk:{self.pid}:{self.boot}:{self.token}"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open, as far as their program's lock says; each part may be empty. ``since`` is as written.

    ``mark``: where that program is a Copydesk.
    """

    user: str = ""
    host: str = ""
    since: str = ""
    mark: Mark | None = None

    def is_stale(self, machine: Machine, now: float) -> bool:
        """Whether their program does not run any more, or was not heard of for ten minutes. Only Copydesk's tells."""
        if self.mark is None:
            return False
        dead = self.host == machine.host and not machine.is_alive(self.mark.pid, self.mark.boot)
        return dead or now - self.mark.heard > STALE.total_seconds()

    def is_here(self, machine: Machine) -> bool:
        """Whether it is this very program."""
        return self.mark is not None and (self.host, self.mark.pid) == (machine.host, machine.pid)


def locked_name(name: str) -> str | None:
    """The name of the file that a lock of this name is for; None for a name that is no lock's."""
    match = _LOCK_NAME.fullmatch(name)
    return match[1] if match else None


def holder_of(disk: Disk, path: Path) -> Holder | None:
    """Who has this file open in another program; None where no lock lies beside it."""
    for pattern, read in _KINDS:
        lock = path.with_name(pattern.format(name=path.name))
        try:
            disk.lstat(lock)
        except OSError:  # Not there, or the name would be too long to be there.
            continue
        return _told_by(disk, lock, read)
    return None


def holder_in(disk: Disk, lock: Path) -> Holder:
    """Who holds the file that this office lock is for."""
    return _told_by(disk, lock, _office)


def _told_by(disk: Disk, lock: Path, read: Callable[[Disk, Path], Holder]) -> Holder:
    try:
        return read(disk, lock)
    except (OSError, Trouble):  # A lock counts even where it cannot be read.
        return Holder()


def _office(disk: Disk, lock: Path) -> Holder:
    """LibreOffice and its relatives: name, login, host, time and profile, by commas, to a semicolon."""
    data, found = read_whole(disk, lock)
    name, login, host, since, profile = office_fields(data)
    mark = _MARK.fullmatch(profile)
    ours = Mark(int(mark["pid"]), mark["boot"], mark["token"], found.st_mtime) if mark else None
    return Holder(name or login, host, since, ours)


def office_name(name: str) -> str:
    """The name of the office lock of a file."""
    return _KINDS[0][0].format(name=name)


def office_fields(data: bytes) -> tuple[str, str, str, str, str]:
    """What an office lock says: name, login, host, time, profile; each may be empty."""
    found = list(_FIELD.finditer(data.decode("utf-8", "replace")))
    last = next(at for at, field in enumerate(found) if not field[2])
    fields = [_tidy(_ESCAPED.sub(r"\1", field[1])) for field in found[: last + 1]]
    name, login, host, since, profile = (*fields, "", "", "", "", "")[:5]
    return name, login, host, since, profile


def office_lock(*fields: str) -> bytes:
    """An office lock that says this."""
    return (",".join(_SPECIAL.sub(r"\\\g<0>", text) for text in fields) + ";").encode("utf-8", "replace")


def _emacs(disk: Disk, lock: Path) -> Holder:
    """Emacs: a symbolic link to ``user@host.pid:boot``."""
    target = disk.readlink(lock)
    match = re.fullmatch(r"(?P<user>.*)@(?P<host>.*?)\.\d+(?::\d+)?", target)
    return Holder(_tidy(match["user"]), _tidy(match["host"]), _time(disk, lock)) if match else Holder()


def _vim(disk: Disk, lock: Path) -> Holder:
    """Vim's swap file: a first block with the user's name at byte 28 and the host's at 68, 40 bytes each."""
    block = read_whole(disk, lock)[0][:108]
    if not block.startswith(b"b0VIM"):
        return Holder()
    user, host = (block[at : at + 40].split(b"\0")[0].decode("utf-8", "replace") for at in (28, 68))
    return Holder(_tidy(user), _tidy(host), _time(disk, lock))


def _time(disk: Disk, lock: Path) -> str:
    return f"{datetime.fromtimestamp(disk.lstat(lock).st_mtime):%d/%m/%Y %H:%M}"


def _tidy(text: str) -> str:
    return visible(text, "").strip()[:_LONGEST]


_KINDS: tuple[tuple[str, Callable[[Disk, Path], Holder]], ...] = (
    (".~lock.{name}#", _office),
    (".#{name}", _emacs),
    (".{name}.swp", _vim),
)
