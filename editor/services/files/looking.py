"""Looking at what lies under a name, before anything is opened or written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from editor.services.files.disk import Disk
from editor.services.files.faults import Trouble
from editor.services.files.names import is_readable
from editor.services.files.values import LIMIT


def look(disk: Disk, path: Path, limit: int = LIMIT) -> tuple[Path, os.stat_result]:
    """Where a path leads and what is there: a regular file small enough, or OSError or Trouble. Opens nothing."""
    if not is_readable(path):
        raise Trouble("bad-name")
    found = disk.lstat(path)
    real = path
    if stat.S_ISLNK(found.st_mode):
        try:
            found = disk.stat(path)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Trouble("link-target-missing") from error
        real = Path(disk.realpath(path))
    check_regular(found, limit)
    return real, found


def check_regular(found: os.stat_result, limit: int = LIMIT) -> None:
    """Raise Trouble for what is not a regular file, or too large a one (in bytes)."""
    if stat.S_ISDIR(found.st_mode):
        raise Trouble("folder")
    if not stat.S_ISREG(found.st_mode):
        raise Trouble("not-a-file")
    if found.st_size > limit:
        raise Trouble("too-large")


def obstacle(disk: Disk, real: Path, found: os.stat_result) -> str | None:
    """Why a file cannot be saved in its place: ``read-only``, ``read-only-folder`` or None.

    A replacement needs no permission on the file itself, so that has to be asked. Root may write everything; a file
    that nobody is meant to write is read-only for root too.
    """
    if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not disk.access(real, os.W_OK):
        return "read-only"
    if not disk.access(real.parent, os.W_OK | os.X_OK) or _keeps_to_owners(disk, real, found):
        return "read-only-folder"
    return None


def _keeps_to_owners(disk: Disk, real: Path, found: os.stat_result) -> bool:
    """Whether the folder is a sticky one (as /tmp), where only root and the owners may replace a file."""
    if disk.geteuid is None:
        return False
    folder = disk.stat(real.parent)
    return bool(folder.st_mode & stat.S_ISVTX) and disk.geteuid() not in (0, found.st_uid, folder.st_uid)
