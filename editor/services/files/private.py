"""Files and folders of the program itself: nobody else writes them, and nobody else may look in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from editor.services.files.disk import Disk
from editor.services.files.replacing import replace, sync_folder, whole_file

_PRIVATE = 0o700


def put(disk: Disk, target: Path, data: bytes) -> None:
    """Leave these bytes under a name, whole and on the disk, in the place of what was there. Raises OSError, Trouble.

    A folder that does not confirm the name is no failure: the bytes are there for all but a power cut.
    """
    with whole_file(disk, target.parent, data, None) as (temp, _written):
        replace(disk, temp, target, lambda: None)
    sync_folder(disk, target.parent)


def make_folders(disk: Disk, folder: Path) -> None:
    """Make a folder, and those above it, where they are not there. Raises OSError."""
    try:
        disk.mkdir(folder, _PRIVATE)
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folders(disk, folder.parent)
        with suppress(FileExistsError):  # Another window of ours made it just now.
            disk.mkdir(folder, _PRIVATE)
    sync_folder(disk, folder.parent)


def remove_folder(disk: Disk, folder: Path) -> None:
    """Remove a folder and the files in it. Raises OSError; may then be called again."""
    for name in disk.listdir(folder):
        disk.unlink(folder / name)
    disk.rmdir(folder)
