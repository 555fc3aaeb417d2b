"""What the save tests do again and again: look, save, expect a failure, meddle."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.services.files import (
    THIS_DISK,
    Disk,
    Fingerprint,
    NoVersions,
    Saved,
    SaveFailed,
    open_file,
    save,
)

OLD = b"The old text.\n"
NEW = b"The new text, which is longer.\n"
THEIRS = b"Somebody else's text.\n"


class Versions:
    """Remembers what it was given to keep."""

    def __init__(self) -> None:
        self.kept: list[tuple[Path, bytes]] = []

    def keep(self, path: Path, data: bytes) -> None:
        self.kept.append((path, data))


class NoRoom:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def keep(self, path: Path, data: bytes) -> None:
        raise self.error


def seen(path: Path) -> Fingerprint:
    return open_file(path).fingerprint


def put(path: Path, data: bytes = NEW, expected: Fingerprint | None = None, disk: Disk = THIS_DISK) -> Saved:
    return save(path, data, expected or seen(path), versions=NoVersions(), disk=disk)


def new(path: Path, data: bytes = NEW, disk: Disk = THIS_DISK) -> Saved:
    return save(path, data, None, versions=NoVersions(), disk=disk)


def names(folder: Path) -> list[str]:
    return sorted(there.name for there in folder.iterdir())


def failing(act: Callable[[], object]) -> SaveFailed:
    with pytest.raises(SaveFailed) as failure:
        act()
    assert failure.value.sentence.startswith(failure.value.reason)
    assert "still in the window" in failure.value.sentence
    assert "{" not in failure.value.sentence
    return failure.value


def meddling(act: Callable[[], object]) -> Disk:
    """A disk on which ``act`` happens while the new bytes are on their way, once."""
    acts = iter([act])

    def fsync(fd: int) -> None:
        for pending in acts:
            pending()
        os.fsync(fd)

    return replace(THIS_DISK, fsync=fsync)
