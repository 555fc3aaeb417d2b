"""The pixels of a virtual screen, read from the memory that its server draws into: looking costs the server nothing."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

_PIXEL = 4  # bytes: blue, green, red, unused
_HEADER = struct.Struct(">25I")


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int


class Frame:
    """The screen's picture, always the present one. The file is an X window dump (XWDFile.h)."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = _HEADER.unpack_from(self._memory)
        size, self.width, self.height, self._line, colours = header[0], header[4], header[5], header[12], header[19]
        self._start = size + 12 * colours

    @property
    def all(self) -> Area:
        """The whole screen."""
        return Area(0, 0, self.width, self.height)

    def lines(self, area: Area) -> list[bytes]:
        """The pixels of an area, line by line."""
        first = self._start + area.y * self._line + area.x * _PIXEL
        length = area.width * _PIXEL
        return [self._memory[at : at + length] for at in range(first, first + area.height * self._line, self._line)]

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of a pixel."""
        blue, green, red = self.lines(Area(x, y, 1, 1))[0][:3]
        return red, green, blue

    def brightness(self, area: Area) -> float:
        """From 0 (black) to 255 (white), of every fourth line."""
        sample = b"".join(self.lines(area)[::4])
        return sum(sample[1::_PIXEL]) / (len(sample) / _PIXEL)


def changed_width(before: list[bytes], after: list[bytes]) -> int:
    """How wide the part is, in pixels, in which two pictures of one area differ; 0 where they are equal."""
    left, right = 1 << 30, -1
    for old, new in zip(before, after, strict=True):
        if old != new:
            left = min(left, _same(old, new) // _PIXEL)
            right = max(right, (len(old) - 1 - _same(old[::-1], new[::-1])) // _PIXEL)
    return right - left + 1 if right >= 0 else 0


def _same(one: bytes, other: bytes) -> int:
    """How many bytes two lines that differ have in common at their beginning."""
    low, high = 0, len(one)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low
