"""Bytes under their hash, compressed, each once."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from editor.services.files import Disk
from editor.services.files.faults import Trouble
from editor.services.files.private import make_folders, put
from editor.services.files.reading import read_whole
from editor.services.files.values import digest

# What compresses badly may take more than an article may have.
_LIMIT = 40 * 1024 * 1024
# Seconds. Bytes that are in no list yet may be on their way into one.
_ON_THE_WAY = 24 * 3600


class Contents:
    """The store of bytes. What is damaged counts as not there."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = folder
        self._disk = disk

    def add(self, sha256: str, data: bytes) -> None:
        """Store bytes. Raises OSError, Trouble."""
        place = self._place(sha256)
        with suppress(OSError, Trouble, zlib.error):
            if self.read(sha256) == data:
                self._disk.utime(place)  # So that no ``prune`` takes them for forgotten just now.
                return
        make_folders(self._disk, place.parent)
        put(self._disk, place, zlib.compress(data))

    def read(self, sha256: str) -> bytes:
        """The bytes of a hash. Raises OSError, Trouble, zlib.error."""
        data = zlib.decompress(read_whole(self._disk, self._place(sha256), limit=_LIMIT)[0])
        if digest(data) != sha256:
            raise Trouble("not-verified")
        return data

    def holds(self, sha256: str) -> bool:
        """Whether there are bytes of this hash, whole or not."""
        try:
            self._disk.stat(self._place(sha256))
        except OSError:
            return False
        return True

    def all(self) -> list[Path]:
        """Where everything lies, unfinished files too. Raises OSError."""
        folders = [self._folder / name for name in self._disk.listdir(self._folder)]
        return [folder / name for folder in folders for name in self._disk.listdir(folder)]

    def remove(self, places: Iterable[Path], used: Collection[str], now: float) -> None:
        """Remove what is not used, unless it came only just. ``now`` in seconds. Raises OSError."""
        for place in places:
            if place.name not in used and now - self._disk.stat(place).st_mtime > _ON_THE_WAY:
                self._disk.unlink(place)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
