"""Reading without ever blocking, and never half of a file."""

from __future__ import annotations

import os
from pathlib import Path

from editor.services.files.disk import READ, Disk
from editor.services.files.faults import Trouble
from editor.services.files.looking import check_regular
from editor.services.files.values import LIMIT, Fingerprint, digest, stat_mark

# A file that someone writes to is read again; a log file would never come to rest.
_ATTEMPTS = 5


def read_whole(disk: Disk, path: Path, limit: int = LIMIT) -> tuple[bytes, os.stat_result]:
    """All bytes of a regular file, as they were at one moment, and its entry at that moment."""
    for _ in range(_ATTEMPTS):
        data, before, after = _read_once(disk, path, limit)
        if stat_mark(before) == stat_mark(after):
            if len(data) != after.st_size:  # Made up while it is read, as in /proc.
                raise Trouble("not-a-file")
            return data, after
    raise Trouble("still-changing")


def _read_once(disk: Disk, path: Path, limit: int) -> tuple[bytes, os.stat_result, os.stat_result]:
    fd = disk.open(path, READ, 0)
    try:
        before = disk.fstat(fd)
        check_regular(before, limit)
        data = bytearray()
        # One byte more than there should be: to see the end, or that there is none.
        while chunk := disk.read(fd, before.st_size + 1 - len(data)):
            data += chunk
        return bytes(data), before, disk.fstat(fd)
    finally:
        disk.close(fd)


def holds(disk: Disk, path: Path, found: os.stat_result, fingerprint: Fingerprint) -> bool:
    """Whether the file with this entry has the bytes of the fingerprint."""
    if stat_mark(found) == fingerprint.mark:
        return True
    return digest(read_whole(disk, path)[0]) == fingerprint.sha256
