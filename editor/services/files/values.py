"""What a file was when it was read or written, and what is worth saying about it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

LIMIT = 10 * 1024 * 1024
"""The largest file that is opened or saved, in bytes."""

StatMark = tuple[int, int, int, int]


def stat_mark(found: os.stat_result) -> StatMark:
    """What changes in a file's entry whenever its bytes do (inode, size, both times in nanoseconds)."""
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def digest(data: bytes) -> str:
    """SHA-256 as hex."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file's state. The hash decides; the rest tells quickly that nothing happened."""

    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int
    sha256: str

    @classmethod
    def of(cls, found: os.stat_result, data: bytes) -> Fingerprint:
        """The state of a file with this entry and these bytes."""
        return cls(*stat_mark(found), digest(data))

    @property
    def mark(self) -> StatMark:
        """The part that a look at the folder gives."""
        return self.inode, self.size, self.mtime_ns, self.ctime_ns


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to show beside an opened file. Codes: read-only, hard-link, conflict-copy, lock-file."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it was read. ``path`` is absolute and as given: a symbolic link stays one."""

    path: Path
    data: bytes
    fingerprint: Fingerprint
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file as it was left.

    ``durable``: the disk confirmed it, a power cut will not bring the old text back. ``written`` is False where the
    file held these bytes already. ``version_kept`` is False where the earlier bytes could not be kept.
    ``draft_left``: the article is published, and its draft is still there too.
    """

    path: Path
    fingerprint: Fingerprint
    durable: bool
    written: bool
    version_kept: bool = True
    draft_left: bool = False


class VersionStore(Protocol):
    """Where the earlier states of files are kept."""

    def keep(self, path: Path, data: bytes) -> None:
        """Keep the bytes that are about to be replaced at ``path``. OSError and CopydeskError do not stop a save."""

    def keep_original(self, path: Path, data: bytes) -> None:
        """Keep the bytes of a file that was just opened. Raises CopydeskError."""

    def note(self, path: Path, sha256: str) -> None:
        """Remember which bytes a file holds since it was saved. Raises CopydeskError."""

    def moved(self, old: Path, new: Path) -> None:
        """Let the states of a file follow it to another place. Raises CopydeskError."""


class NoVersions:
    """Keeps nothing."""

    def keep(self, path: Path, data: bytes) -> None:
        """Forget the bytes."""

    def keep_original(self, path: Path, data: bytes) -> None:
        """Forget the bytes."""

    def note(self, path: Path, sha256: str) -> None:
        """Forget it."""

    def moved(self, old: Path, new: Path) -> None:
        """Nothing follows."""
