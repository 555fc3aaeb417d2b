"""What became of an open file: told by its content, so that a touch or a synchroniser's copy is no alarm."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from editor.services.files import THIS_DISK, Disk, Fingerprint
from editor.services.files.faults import Trouble, cannot_open
from editor.services.files.looking import look
from editor.services.files.reading import holds, read_whole


class State(StrEnum):
    """What became of a file."""

    SAME = "same"
    TOUCHED = "touched"
    CHANGED = "changed"
    GONE = "gone"
    FOLDER_GONE = "folder-gone"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a file. ``data``: its bytes where they are others.

    ``fingerprint``: what to compare with from now on (touched, changed). ``reason``: a sentence, where unreachable.
    """

    state: State
    data: bytes = b""
    fingerprint: Fingerprint | None = None
    reason: str = ""


def changed(path: Path, fingerprint: Fingerprint, *, disk: Disk = THIS_DISK) -> Change:
    """Compare a file with what was read or saved last. Reads it only where its entry has changed. Never raises."""
    try:
        real, found = look(disk, path.absolute())
        if Fingerprint.of(found, b"").mark == fingerprint.mark:
            return Change(State.SAME)
        data, found = read_whole(disk, real)
    except (FileNotFoundError, NotADirectoryError):
        return Change(_missing(path.absolute(), disk))
    except (OSError, Trouble) as fault:
        if isinstance(fault, Trouble) and fault.code == "link-target-missing":
            return Change(State.GONE)
        return Change(State.UNREACHABLE, reason=cannot_open(path, fault).sentence)
    now = Fingerprint.of(found, data)
    if now.sha256 == fingerprint.sha256:
        return Change(State.TOUCHED, fingerprint=now)
    return Change(State.CHANGED, data, now)


def _missing(path: Path, disk: Disk) -> State:
    try:
        disk.stat(path.parent)
    except OSError:
        return State.FOLDER_GONE
    return State.GONE


def renamed(path: Path, fingerprint: Fingerprint, *, disk: Disk = THIS_DISK) -> Path | None:
    """The other name in its folder that a missing file has now; None where there is none. Never raises."""
    folder = path.absolute().parent
    with suppress(OSError):
        for name in sorted(disk.listdir(folder)):
            other = folder / name
            with suppress(OSError, Trouble):
                found = disk.lstat(other)
                is_it = found.st_ino == fingerprint.inode and found.st_size == fingerprint.size
                if is_it and name != path.name and holds(disk, other, found, fingerprint):
                    return other
    return None
