"""The part of a picture that the card of a social network shows.

The large networks show 1.91 : 1 and ask for 1200 × 630 pixels; below 600 × 315 they show a picture small, below 200 not
at all (Meta for Developers, "Images in link shares").
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

CARD = (1200, 630)
"""Pixels across and down: what networks ask for."""

RATIO = CARD[0] / CARD[1]
LEAST = 382
"""Pixels across of the smallest frame: 200 down, below which no network shows it."""

_EYES = 1 / 3  # of the way down a tall picture: where faces are


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a picture in the card's shape, and always inside it. All in pixels of the picture, from its top left.

    ``of`` is the picture's own size, ``width`` the frame's; its height follows.
    """

    of: tuple[int, int]
    x: float
    y: float
    width: float

    @classmethod
    def first(cls, width: int, height: int) -> Frame:
        """As large as it can be: in the middle of a wide picture, around the upper third of a tall one."""
        across = min(width, height * RATIO)
        down = across / RATIO
        eyes = _EYES if height > width else 0.5
        return cls((width, height), (width - across) / 2, 0, across).at(y=height * eyes - down / 2)

    @property
    def height(self) -> float:
        """How far down it goes."""
        return self.width / RATIO

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, as Pillow wants them."""
        width, height = self.of
        return self.x, self.y, min(self.x + self.width, width), min(self.y + self.height, height)

    @property
    def size(self) -> tuple[int, int]:
        """Pixels of the card that is made of it: what networks ask for, or fewer. A picture is never made larger."""
        if self.width >= CARD[0]:
            return CARD
        return max(1, round(self.width)), max(1, round(self.height))

    @property
    def is_small(self) -> bool:
        """Whether it has fewer pixels than networks ask for."""
        return self.size != CARD

    def at(self, x: float | None = None, y: float | None = None) -> Frame:
        """The same frame elsewhere, as far as the picture goes."""
        width, height = self.of
        return replace(
            self,
            x=_between(0, self.x if x is None else x, width - self.width),
            y=_between(0, self.y if y is None else y, height - self.height),
        )

    def moved(self, right: float, down: float) -> Frame:
        """Moved by so many pixels, as far as the picture goes."""
        return self.at(self.x + right, self.y + down)

    def widened(self, by: float) -> Frame:
        """Wider, or narrower where negative, around its middle as far as the picture allows."""
        width = self._fitting(self.width + by, self._largest)
        lost = self.width - width
        return replace(self, width=width).at(self.x + lost / 2, self.y + lost / RATIO / 2)

    def dragged(self, corner: tuple[bool, bool], x: float, y: float) -> Frame:
        """With one corner (is it at the right, is it at the bottom) as near to a point as the shape allows.

        The opposite corner stays where it is.
        """
        (right, bottom), (width, height) = corner, self.of
        still_x = self.x if right else self.x + self.width
        still_y = self.y if bottom else self.y + self.height
        room = min(width - still_x if right else still_x, (height - still_y if bottom else still_y) * RATIO)
        across, down = (x - still_x) * (1 if right else -1), (y - still_y) * (1 if bottom else -1)
        new = self._fitting(max(across, down * RATIO), room)
        return replace(
            self, x=still_x if right else still_x - new, y=still_y if bottom else still_y - new / RATIO, width=new
        ).at()

    @property
    def _largest(self) -> float:
        width, height = self.of
        return min(width, height * RATIO)

    def _fitting(self, width: float, room: float) -> float:
        return _between(min(LEAST, self._largest, room), width, room)


def is_card(width: int, height: int) -> bool:
    """Whether a picture has the card's shape, to the pixel."""
    return abs(width / RATIO - height) < 1


def _between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most)) if math.isfinite(value) else least
