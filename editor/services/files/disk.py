"""The disk as a table of functions: the system's own as they come, failing ones in the tests."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

if sys.platform == "win32":  # pragma: no cover - each system has only one of the two
    import msvcrt
else:
    import fcntl

# O_NONBLOCK: a pipe put in a file's place must not block; O_BINARY: Windows would translate line ends.
READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
# A lock file of our own is kept open. Exclusive locks on network drives want one that may be written.
LOCK = os.O_RDWR | getattr(os, "O_BINARY", 0)
CREATE_LOCK = LOCK | os.O_CREAT | os.O_EXCL
# Where Windows' lock lies: there a locked byte cannot be read, so it is one behind all that is written.
_LOCKED_BYTE = 1 << 30


def flush(fd: int) -> None:
    """Ask that a file's bytes reach the medium. macOS needs its own call: there fsync stops at the drive's cache."""
    if sys.platform == "darwin":  # pragma: no cover - only run on macOS
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError:  # Network drives do not know it.
            os.fsync(fd)
    else:
        os.fsync(fd)


def lock(fd: int) -> None:
    """Hold a file until it is closed or this process ends, however it ends. BlockingIOError where another holds it."""
    if sys.platform == "win32":  # pragma: no cover - only run on Windows
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from error
        finally:
            os.lseek(fd, 0, os.SEEK_SET)
    else:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


# Not every system has these.
_fchmod = getattr(os, "fchmod", None)
_fchown = getattr(os, "fchown", None)
_listxattr = getattr(os, "listxattr", None)
_getxattr = getattr(os, "getxattr", None)
_setxattr = getattr(os, "setxattr", None)
_geteuid = getattr(os, "geteuid", None)


@dataclass(frozen=True, slots=True)
class Disk:
    """Every call that services make to write. Names and meanings are those of ``os``; each may raise OSError.

    The functions that may be None do not exist on every system: what they would keep is then not kept.
    ``sleep`` takes seconds; ``token`` makes the random part of a temporary name.
    """

    stat: Callable[[Any], os.stat_result] = os.stat
    lstat: Callable[[Any], os.stat_result] = os.lstat
    fstat: Callable[[int], os.stat_result] = os.fstat
    access: Callable[[Any, int], bool] = os.access
    realpath: Callable[[Any], str] = os.path.realpath
    readlink: Callable[[Any], str] = os.readlink
    listdir: Callable[[Any], list[str]] = os.listdir
    open: Callable[[Any, int, int], int] = os.open
    read: Callable[[int, int], bytes] = os.read
    write: Callable[[int, memoryview], int] = os.write
    fsync: Callable[[int], None] = flush
    close: Callable[[int], None] = os.close
    replace: Callable[[Any, Any], None] = os.replace
    rename: Callable[[Any, Any], None] = os.rename
    link: Callable[[Any, Any], None] = os.link
    unlink: Callable[[Any], None] = os.unlink
    mkdir: Callable[..., None] = os.mkdir
    rmdir: Callable[[Any], None] = os.rmdir
    utime: Callable[[Any], None] = os.utime
    lock: Callable[[int], None] = lock
    fchmod: Callable[[int, int], None] | None = _fchmod
    fchown: Callable[[int, int, int], None] | None = _fchown
    listxattr: Callable[[Any], list[str]] | None = _listxattr
    getxattr: Callable[[Any, str], bytes] | None = _getxattr
    setxattr: Callable[[int, str, bytes], None] | None = _setxattr
    geteuid: Callable[[], int] | None = _geteuid
    sleep: Callable[[float], None] = time.sleep
    token: Callable[[int], str] = secrets.token_hex
    windows: bool = os.name == "nt"


THIS_DISK = Disk()
