"""Whether the program that wrote a journal still runs: it holds a lock as long as it lives.

A home may lie on the network and be used from two computers at once. Not every network drive tells one of them what the
other has locked, so a lock of another computer counts as held as long as it is refreshed (``services.presence`` has the
same rule).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from editor.services.files.disk import CREATE_LOCK, LOCK, Disk
from editor.services.files.locks import STALE
from editor.services.processes import Machine

_LONGEST = 500  # bytes of a process number, a boot id and the name of a computer


def claim(disk: Disk, lock: Path, machine: Machine) -> int:
    """Make a lock file and hold it: the open file, which has to stay open. On a disk without locks its text must do.

    Raises OSError; BlockingIOError where another is looking at it just now.
    """
    fd = disk.open(lock, CREATE_LOCK, 0o600)
    try:
        disk.write(fd, memoryview(f"{machine.pid} {machine.boot} {machine.host}".encode()))
        try:
            disk.lock(fd)
        except BlockingIOError:
            raise
        except OSError:
            return fd
    except BaseException:
        release(disk, fd)
        raise
    return fd


def release(disk: Disk, fd: int) -> None:
    """Let a lock go. Never raises."""
    with suppress(OSError):
        disk.close(fd)


def is_live(disk: Disk, lock: Path, machine: Machine, now: float) -> bool:
    """Whether a process holds this lock. Where it cannot be told it does not: unsaved work is rather offered twice."""
    try:
        fd = disk.open(lock, LOCK, 0)
    except OSError:
        return False
    try:
        disk.lock(fd)
    except BlockingIOError:
        return True
    except OSError:
        return _says_so(disk, fd, machine, now, known=False)
    else:
        return _says_so(disk, fd, machine, now, known=True)
    finally:
        release(disk, fd)


def _says_so(disk: Disk, fd: int, machine: Machine, now: float, *, known: bool) -> bool:
    """Whether the process that is named in a lock file is alive. ``known``: nobody on this computer holds it."""
    with suppress(OSError, ValueError):
        pid, boot, host = (disk.read(fd, _LONGEST).decode().split(" ", 2) + [""] * 2)[:3]
        is_elsewhere = host not in ("", machine.host) and (not boot or boot != machine.boot)
        if is_elsewhere:
            return now - disk.fstat(fd).st_mtime < STALE.total_seconds()
        return not known and machine.is_alive(int(pid), boot)
    return False
