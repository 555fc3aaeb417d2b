"""The picture for the card of a social network, cut from the picture of an article and kept beside it.

Like ``taking`` it loads Pillow, so it is imported when it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image

from editor.core.errors import CopydeskError
from editor.core.framing import CARD, Frame, is_card
from editor.core.language import _
from editor.services.files import THIS_DISK, Disk
from editor.services.pictures import SUFFIXES, find_picture
from editor.services.taking import LONGEST_SIDE, bare, save_numbered, upright

_CARD_NAME = re.compile(r"(?P<whole>.+)-card(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Uncropped:
    """A picture that a card can be cut from.

    ``size`` is what it has, in pixels; ``shown`` is it again for the eye, perhaps with fewer: ``shown_size`` times red,
    green, blue and alpha. ``address`` leads to it from the article and ``path`` is its place, where it has one already.
    """

    data: bytes
    size: tuple[int, int]
    shown: bytes
    shown_size: tuple[int, int]
    address: str = ""
    path: Path | None = None


def uncropped(data: bytes, address: str = "", path: Path | None = None) -> Uncropped:
    """A picture to be looked at and cut. Raises CopydeskError for what is no picture."""
    found = upright(data, lambda width, height: LONGEST_SIDE / max(width, height))
    image = found.image.convert("RGBA")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return Uncropped(data, found.size, image.tobytes(), image.size, address, path)


def open_whole(address: str, folders: Iterable[Path], *, disk: Disk = THIS_DISK) -> Uncropped:
    """The picture at an address of an article; for a card that was cut from one beside it, that one.

    Only what lies in one of these folders. Raises CopydeskError where there is none, or it cannot be used.
    """
    places = list(folders)
    picture = find_picture(address, places, disk=disk)
    if picture is None:
        sentence = _(
            "This article has no picture that lies beside it or in its archive. "
            "Choose one first: Format, “Picture of the article”."
        )
        raise CopydeskError(sentence, code="no-picture", where="image")
    found = uncropped(picture.data, address, picture.path)
    if is_card(*found.size):
        for other in _wholes(address):
            if (whole := find_picture(other, places, disk=disk)) is not None:
                return uncropped(whole.data, other, whole.path)
    return found


def _wholes(address: str) -> Iterator[str]:
    """Where the picture is that a card was cut from, going by the card's name."""
    place = PurePosixPath(address)
    if name := _CARD_NAME.fullmatch(place.stem):
        for suffix in dict.fromkeys((place.suffix, *sorted(SUFFIXES))):
            yield str(place.with_name(f"{name['whole']}{suffix}"))


def card(data: bytes, frame: Frame) -> tuple[bytes, str]:
    """The part of a picture inside a frame as it is kept, and the ending of its name.

    Raises CopydeskError for what is no picture.
    """
    found = upright(data, lambda _width, _height: CARD[0] / frame.width)
    across, down = (there / here for there, here in zip(found.image.size, frame.of, strict=True))
    left, top, right, bottom = frame.box
    width, height = found.image.size
    box = (left * across, top * down, min(right * across, width), min(bottom * down, height))
    cut = found.image.resize(frame.size, Image.Resampling.LANCZOS, box=box)
    return bare(cut, is_drawing=found.is_drawing)


def keep_card(data: bytes, frame: Frame, whole: Path, *, disk: Disk = THIS_DISK) -> Path:
    """Keep the part of a picture inside a frame beside the ``whole`` one, named after it.

    The same part is kept once, another one is numbered. Raises CopydeskError where it cannot be made or saved.
    """
    kept, suffix = card(data, frame)
    return save_numbered(whole.parent, f"{whole.stem}-card", suffix, kept, disk=disk)
