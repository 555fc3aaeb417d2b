"""What text and page tell each other about where the person is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from editor.core.markdown import Place


class Move(StrEnum):
    """How the page comes along: not at all, only if the place is out of sight, or exactly."""

    STAY = "stay"
    REVEAL = "reveal"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Here:
    """Where the person is in the text.

    ``marked`` is the block that is being written (-1: none). ``height`` is where a revealed place is put: 0 at the top
    of the window, 1 at its bottom.
    """

    place: Place = field(default_factory=Place)
    move: Move = Move.STAY
    marked: int = -1
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """What was clicked in the page: a block, the share of its words before the click, the word, how far into it."""

    block: int
    share: float
    word: str = ""
    into: int = 0
