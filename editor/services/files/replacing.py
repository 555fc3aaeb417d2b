"""The parts of a save: a whole, checked file under a temporary name, and how it gets its own name."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from editor.services.files.disk import CREATE, FOLDER, Disk
from editor.services.files.faults import Trouble, errno_name
from editor.services.files.names import TEMPORARY, temporary
from editor.services.files.reading import read_whole

# Seconds between attempts, 2.5 in all: virus scanners, indexers and synchronisers on Windows hold a file that long.
PAUSES = (0.05, 0.1, 0.1, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5)
# Windows: access denied, sharing violation, lock violation.
_SHARING = (5, 32, 33)
# What an owner, a mode or an attribute that cannot be kept looks like: no reason to refuse a save.
_NOT_KEPT = frozenset({"EPERM", "EACCES", "EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENODATA", "E2BIG"})
# What a file system without hard links answers.
_NO_LINKS = frozenset({"EPERM", "EACCES", "EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV"})
# How much older than the file just saved a temporary file must be to be nobody's any more.
_STALE_NS = 3600 * 10**9


@dataclass(frozen=True, slots=True)
class Model:
    """The file whose owner, mode and attributes a new one takes over."""

    path: Path
    found: os.stat_result


@contextmanager
def whole_file(disk: Disk, folder: Path, data: bytes, model: Model | None) -> Iterator[tuple[Path, os.stat_result]]:
    """A file with these bytes under a temporary name: on the disk, closed and read back. Gone afterwards.

    Without a model it gets the mode that any new file gets.
    """
    path = folder / temporary(disk.token(4))
    # Until it has the model's mode nobody else may look in.
    fd = disk.open(path, CREATE, 0o600 if model else 0o666)
    try:
        written = _fill(disk, fd, data, model)
        if read_whole(disk, path, limit=len(data))[0] != data:
            raise Trouble("not-verified")
        yield path, written
    finally:
        with suppress(OSError):  # It has its own name now, or it is swept later.
            disk.unlink(path)


def _fill(disk: Disk, fd: int, data: bytes, model: Model | None) -> os.stat_result:
    """Write, sync and close: each error is a failed save, and after a failed sync there is no second try."""
    try:
        rest = memoryview(data)
        while rest:
            count = disk.write(fd, rest)
            if count <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[count:]
        if model:
            _keep(disk, fd, model)
        disk.fsync(fd)
        written = disk.fstat(fd)
    except BaseException:
        with suppress(OSError):
            disk.close(fd)
        raise
    disk.close(fd)  # Network drives report a failed write only here.
    return written


def _keep(disk: Disk, fd: int, model: Model) -> None:
    """Give a file the model's owner, attributes (access lists are some) and mode, as far as the system lets us.

    In this order: a new owner clears mode bits, and an access list sets some.
    """
    if disk.fchown:
        with _as_far_as_allowed():
            _give(disk.fchown, fd, model.found)
    if disk.listxattr and disk.getxattr and disk.setxattr:
        names: list[str] = []
        with _as_far_as_allowed():
            names = disk.listxattr(model.path)
        for name in names:
            with _as_far_as_allowed():
                disk.setxattr(fd, name, disk.getxattr(model.path, name))
    if disk.fchmod:
        with _as_far_as_allowed():
            disk.fchmod(fd, stat.S_IMODE(model.found.st_mode))


def _give(fchown: Callable[[int, int, int], None], fd: int, found: os.stat_result) -> None:
    """Hand a file over: to its owner if we may (root), else to its group."""
    try:
        fchown(fd, found.st_uid, found.st_gid)
    except PermissionError:
        fchown(fd, -1, found.st_gid)


@contextmanager
def _as_far_as_allowed() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if errno_name(error) not in _NOT_KEPT:
            raise


def replace(disk: Disk, temp: Path, target: Path, check: Callable[[], None]) -> None:
    """Put a whole file in another's place. ``check`` raises where that one has changed; it runs before each attempt."""

    def attempt() -> None:
        check()
        disk.replace(temp, target)

    _patiently(disk, attempt)


def name_exclusively(disk: Disk, temp: Path, target: Path) -> None:
    """Give a whole file its name, or raise FileExistsError where there is anything of that name."""
    if disk.windows:  # Renaming never overwrites there.
        _patiently(disk, lambda: disk.rename(temp, target))
        return
    try:
        disk.link(temp, target)
    except FileExistsError:
        raise
    except OSError as error:
        if errno_name(error) not in _NO_LINKS:
            raise
        _reserve_and_replace(disk, temp, target)


def _reserve_and_replace(disk: Disk, temp: Path, target: Path) -> None:
    """The way without hard links (FAT, some network drives): an empty file of ours holds the name for a moment."""
    fd = disk.open(target, CREATE, 0o600)
    try:
        disk.close(fd)
        disk.replace(temp, target)
    except BaseException:
        with suppress(OSError):
            if disk.lstat(target).st_size == 0:
                disk.unlink(target)
        raise


def sync_folder(disk: Disk, folder: Path) -> bool:
    """Make a new name last; whether the disk confirmed it. Windows has no such call: NTFS logs names itself."""
    if disk.windows:
        return True
    try:
        fd = disk.open(folder, FOLDER, 0)
        try:
            disk.fsync(fd)
        finally:
            disk.close(fd)
    except OSError:
        return False
    return True


def sweep(disk: Disk, folder: Path, now_ns: int) -> None:
    """Remove the temporary files that killed saves left here. ``now_ns``: the disk's own time, not ours."""
    with suppress(OSError):
        for name in filter(TEMPORARY.fullmatch, disk.listdir(folder)):
            with suppress(OSError):
                found = disk.lstat(folder / name)
                if stat.S_ISREG(found.st_mode) and now_ns - found.st_mtime_ns > _STALE_NS:
                    disk.unlink(folder / name)


def _patiently(disk: Disk, attempt: Callable[[], None]) -> None:
    """On Windows try again for a while when another program holds the file; elsewhere once."""
    for pause in PAUSES if disk.windows else ():
        try:
            return attempt()
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING:
                raise
            disk.sleep(pause)
    return attempt()
