"""Where to keep what must be kept when a person's own folders cannot be written: a home that is read-only or full.

A folder of theirs alone among the temporary files, under the same name at every start, so that what a program left
there is found by the next one. The system empties it now and then, at the latest when the computer is restarted.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from editor.services.files import THIS_DISK, Disk
from editor.services.files.disk import CREATE

_PRIVATE = 0o700
_OTHERS = 0o077
_PROBE = bytes(4096)
"""On a full disk an empty file can still be made."""


@dataclass(frozen=True, slots=True)
class Spare:
    """The spare folder. Anybody may make one of its name first: it is used only if it is this person's alone.

    ``parent`` names the folder of temporary files. On Windows that is a person's own already.
    """

    parent: Callable[[], str] = tempfile.gettempdir
    disk: Disk = THIS_DISK

    def made(self) -> Path:
        """The folder, made where it is not there. Raises OSError, also where it is not this person's alone."""
        folder = self._folder()
        with suppress(FileExistsError):
            self.disk.mkdir(folder, _PRIVATE)
        self._check(folder)
        return folder

    def found(self) -> Path | None:
        """The folder, if it is there and is this person's alone."""
        with suppress(OSError):
            folder = self._folder()
            self._check(folder)
            return folder
        return None

    def _folder(self) -> Path:
        name = "copydesk" if self.disk.geteuid is None else f"copydesk-{self.disk.geteuid()}"
        return Path(self.parent()) / name

    def _check(self, folder: Path) -> None:
        status = self.disk.lstat(folder)  # A link may lead anywhere.
        if not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if self.disk.geteuid is not None and (status.st_uid != self.disk.geteuid() or status.st_mode & _OTHERS):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def usable(folder: Path, spare: Spare) -> Path:
    """This folder if it can be written, else one of its name in the spare folder; this one where neither can."""
    if _is_writable(folder, spare.disk):
        return folder
    with suppress(OSError):
        instead = spare.made() / folder.name
        if _is_writable(instead, spare.disk):
            return instead
    return folder


def _is_writable(folder: Path, disk: Disk) -> bool:
    """Whether a file can be written there, which is tried: rights, quotas and a full disk are all the same to us."""
    probe = folder / f".copydesk-{disk.token(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fd = disk.open(probe, CREATE, 0o600)
        try:
            whole = disk.write(fd, memoryview(_PROBE)) == len(_PROBE)
        finally:
            disk.close(fd)  # Some network drives only tell now.
            disk.unlink(probe)
    except OSError:
        return False
    return whole
