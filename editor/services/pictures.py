"""Pictures, found for the page without leaving the article's folders. How they are taken in is in ``taking``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import THIS_DISK, Disk, open_file

SUFFIXES = frozenset({".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif"})
"""Of the names of pictures that can be taken into an archive."""

LARGEST = 60 * 2**20
"""Bytes of a picture that a person may choose. Cameras make files of up to 30 MB; they are scaled down."""

# The first bytes of what a browser shows, and the type it is sent as. No SVG: it can hold script and addresses.
_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavif", 4, "image/avif"),
    (b"BM", 0, "image/bmp"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for the page: its bytes, its media type, and where it lies after all symbolic links are followed."""

    data: bytes
    kind: str
    path: Path


def is_picture_name(path: Path) -> bool:
    """Whether a file's name says that it is a picture that can be taken into an archive."""
    return path.suffix.lower() in SUFFIXES


def kind_of(data: bytes) -> str:
    """The media type of a picture by its first bytes; "" for anything else."""
    return next((kind for magic, at, kind in _MAGIC if data[at : at + len(magic)] == magic), "")


def find_picture(address: str, folders: Iterable[Path], *, disk: Disk = THIS_DISK) -> Picture | None:
    """The picture at an address of a text, relative to the first of these folders that has it.

    Only what lies in one of the folders after all symbolic links are followed is read, only if it is a picture by its
    first bytes, and only up to the size limit of files. None for everything else.
    """
    roots = [real for folder in folders if (real := _real(folder, strict=False)) is not None]
    for written in dict.fromkeys((address, unquote(address))):
        if not written or Path(written).is_absolute() or "\\" in written:
            continue
        for root in roots:
            # Without its dots: a new article's folder may not be there yet, but its way to the archive's pictures is.
            path = _real(Path(os.path.normpath(root / written)))
            if path is None or not any(path.is_relative_to(allowed) for allowed in roots):
                continue
            with suppress(CopydeskError):
                data = open_file(path, disk=disk).data
                if kind := kind_of(data):
                    return Picture(data, kind, path)
    return None


def _real(path: Path, *, strict: bool = True) -> Path | None:
    try:
        return path.resolve(strict=strict)
    except (OSError, ValueError, RuntimeError):  # it is not there, holds a NUL, or its links go round in a circle
        return None


def read_picture(path: Path, *, disk: Disk = THIS_DISK) -> bytes:
    """The bytes of a picture that a person chose. Raises CopydeskError where it cannot be read."""
    try:
        return open_file(path, limit=LARGEST, disk=disk).data
    except CopydeskError as error:
        if error.code != "too-large":
            raise
        sentence = _("The picture “{name}” is larger than {megabytes} MB. Save it smaller, and choose it again.")
        words = {"name": path.name, "megabytes": LARGEST // 2**20}
        raise CopydeskError(sentence.format(**words), code=error.code, where=error.where) from error
