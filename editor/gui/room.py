"""Room for the panes beside an article: a window too narrow for all of them has those that were asked for last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

ARTICLE_PIXELS = 480
"""Across: fields and text are comfortable from here on."""


@dataclass(frozen=True, slots=True)
class Side:
    """A pane beside the article: at ``least`` so many pixels wide, ``wanted`` or not, and how it is shown or hidden."""

    least: int
    wanted: Callable[[], bool]
    show: Callable[[bool], None]


def fitting(width: int, sides: Iterable[tuple[str, int]]) -> set[str]:
    """Which of these there is room for in a window of ``width`` pixels: name and least width, asked for last first.

    That one has its place in any window; the others only where the article stays comfortable.
    """
    room = width - ARTICLE_PIXELS
    shown: set[str] = set()
    for name, least in sides:
        if not shown or least <= room:
            shown.add(name)
            room -= least
    return shown


class Room:
    """Shows and hides the sides of a window as its ``width`` allows; what a person wants is remembered elsewhere."""

    def __init__(self, width: Callable[[], int], sides: Mapping[str, Side]) -> None:
        self._width = width
        self._sides = sides
        self._asked = [name for name, side in sides.items() if side.wanted()]
        self._put_away: list[str] | None = None

    def ask(self, name: str) -> None:
        """A person showed or hid this side. One that was hidden keeps its claim: nothing else takes its place."""
        if name in self._asked:
            self._asked.remove(name)
        self._asked.insert(0, name)
        self.fit()

    def set_open(self, is_open: bool) -> None:
        """Have those sides that fit; or none but what is asked for from now on."""
        if not is_open and self._put_away is None:
            self._put_away, self._asked = self._asked, []
        elif is_open and self._put_away is not None:
            self._asked += [name for name in self._put_away if name not in self._asked]
            self._put_away = None
        self.fit()

    def fit(self) -> None:
        """Show what is wanted and fits, hide the rest."""
        shown = fitting(self._width(), [(name, self._sides[name].least) for name in self._asked])
        for name, side in self._sides.items():
            side.show(name in shown and side.wanted())
