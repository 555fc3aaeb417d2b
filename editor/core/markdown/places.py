"""Where a place of the text stands on the page, and back.

A line of the body falls into a block; inside it, places are in proportion. So each place of the text has one on the
page and both grow together: what moves one way and back arrives where it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from editor.core.markdown.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the page: the index of a block, and which share of it (0 to 1) lies above."""

    block: int = 0
    share: float = 0.0


def place_of(page: Page, line: float) -> Place:
    """The place of a line of the body (from 0; 2.5 is the middle of the third)."""
    block = max(0, bisect_right(page.blocks, line, key=lambda block: block.first_line) - 1)
    first, last = _lines_of(page, block)
    return Place(block, min(1.0, max(0.0, (line - first) / (last - first))))


def line_of(page: Page, place: Place) -> float:
    """The line of the body at a place."""
    first, last = _lines_of(page, min(max(0, place.block), max(0, len(page.blocks) - 1)))
    return first + min(1.0, max(0.0, place.share)) * (last - first)


def _lines_of(page: Page, block: int) -> tuple[int, int]:
    """The line on which a block begins, and the one on which the next does. The first takes what is above it."""
    following = block + 1
    first = page.blocks[block].first_line if 0 < block < len(page.blocks) else 0
    last = page.blocks[following].first_line if following < len(page.blocks) else page.lines
    return first, max(first + 1, last)


def lines_of(page: Page, block: int) -> range:
    """The lines of the body that a block was made of, with the blank ones below it."""
    return range(*_lines_of(page, block))


def offset_of(source: str, share: float, word: str = "", into: int = 0) -> int:
    """Where in a block's source a click falls: in this word, where it stands nearest to a share of the text.

    ``into`` are the characters of the word before the click. Without such a word it is the beginning.
    """
    wanted = share * len(source)
    starts = [found.start() for found in re.finditer(re.escape(word), source)] if word else []
    return min(starts, key=lambda start: abs(start - wanted)) + into if starts else 0
