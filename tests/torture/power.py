"""Power cuts: a disk in a file, copied the moment a save is reported as done, and started anew from the copy.

The copy holds what had reached the disk; what was only in memory is not in it. Needs root, to mount it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZES = {"ext4": 64, "xfs": 320}  # in MB, the least that each will have
_OPTIONS = {"ext4": "loop", "xfs": "loop,nouuid"}
_MAKE = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"]}


def hindrance(kind: str) -> str:
    """Why no such disk can be made here; "" where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can mount a disk"
    if not shutil.which(_MAKE[kind][0]) or not shutil.which("mount"):
        return f"{_MAKE[kind][0]} or mount is not installed"
    if not any(kind in line.split() for line in Path("/proc/filesystems").read_text("ascii").splitlines()):
        return f"this kernel has no {kind}"
    return ""


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def mounted(kind: str, image: Path, place: Path) -> Iterator[Path]:
    """A disk as a folder. Raises CalledProcessError where it cannot be mounted (a box that forbids it)."""
    place.mkdir(exist_ok=True)
    _run("mount", "-t", kind, "-o", _OPTIONS[kind], image, place)
    try:
        yield place
    finally:
        _run("umount", place)


def new_disk(kind: str, image: Path) -> None:
    """An empty disk in a file."""
    with image.open("wb") as file:
        file.truncate(SIZES[kind] * 1024 * 1024)
    _run(*_MAKE[kind], image)


@contextmanager
def after_the_cut(kind: str, image: Path) -> Iterator[Path]:
    """The disk as it would be found if the power had gone just now."""
    copy = image.with_name(f"{image.name}-cut")
    _run("cp", "--sparse=always", image, copy)
    try:
        with mounted(kind, copy, image.with_name("after")) as place:
            yield place
    finally:
        copy.unlink()
