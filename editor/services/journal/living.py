"""Whether the program that wrote a journal still runs: it holds a lock as long as it lives."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from editor.services.files.disk import CREATE_LOCK, LOCK, Disk
from editor.services.processes import Machine

_LONGEST = 100  # bytes of a process number and a boot id


def claim(disk: Disk, lock: Path, machine: Machine) -> int:
    """Make a lock file and hold it: the open file, which has to stay open. On a disk without locks its text must do.

    Raises OSError; BlockingIOError where another is looking at it just now.
    """
    fd = disk.open(lock, CREATE_LOCK, 0o600)
    try:
        disk.write(fd, memoryview(f"{machine.pid} {machine.boot}".encode()))
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


def is_live(disk: Disk, lock: Path, machine: Machine) -> bool:
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
        return _says_so(disk, fd, machine)
    finally:
        release(disk, fd)
    return False


def _says_so(disk: Disk, fd: int, machine: Machine) -> bool:
    """Whether the process that is named in a lock file is alive."""
    with suppress(OSError, ValueError):
        pid, _, boot = disk.read(fd, _LONGEST).decode().partition(" ")
        return machine.is_alive(int(pid), boot)
    return False
