"""Opening: look first, then read, then say what is unusual."""

from __future__ import annotations

from pathlib import Path

from editor.services.files.disk import THIS_DISK, Disk
from editor.services.files.faults import Trouble, cannot_open
from editor.services.files.looking import look
from editor.services.files.notices import notices
from editor.services.files.reading import read_whole
from editor.services.files.values import LIMIT, Fingerprint, Opened


def open_file(path: Path, *, limit: int = LIMIT, disk: Disk = THIS_DISK) -> Opened:
    """A file's bytes, with what is worth saying about it; of one of up to ``limit`` bytes.

    Raises CopydeskError where there is nothing that could be edited (see ``faults`` for the codes). Writes nothing.
    """
    try:
        path = path.absolute()
        real, _ = look(disk, path, limit)
        data, found = read_whole(disk, real, limit)
        return Opened(path, data, Fingerprint.of(found, data), notices(disk, path, real, found))
    except (OSError, Trouble) as fault:
        raise cannot_open(path, fault) from fault
