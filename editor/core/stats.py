"""How long a text is: words, characters, paragraphs, minutes to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

WORDS_PER_MINUTE = 230
"""A usual pace of silent reading in English (Brysbaert 2019 measured 238 for non-fiction)."""

_LETTER = r"[^\W_\u00ad\u200c\u200d\u0300-\u036f]"
_INSIDE = r"[^\W_]|[\u00ad\u200c\u200d\u0300-\u036f]"
_WORD = re.compile(rf"{_LETTER}(?:{_INSIDE}|['\u2019\u2010\u2011-](?={_LETTER})|(?<=\d)[.,:/](?=\d))*")
_NOT_READ = re.compile(
    r"^ {0,12}\d{1,3}[.)](?= )"  # the number of a list item
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"  # the address of a link
    r"|<[A-Za-z/!][^<>]{0,2000}>"  # a tag
    r"|\[\^\w{1,20}\]:?"  # a footnote's mark
)


@dataclass(frozen=True, slots=True)
class Stats:
    """The measures of a text; ``characters`` counts blanks and no line ends."""

    words: int = 0
    characters: int = 0
    paragraphs: int = 0

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, rounded up; 0 only without words."""
        return -(-self.words // WORDS_PER_MINUTE)


def count_words(line: str) -> int:
    """The words a reader reads: with apostrophes and hyphens one each, without addresses and tags."""
    return sum(1 for _word in _WORD.finditer(_NOT_READ.sub(" ", line)))


def stats(text: str) -> Stats:
    """The measures of a whole text."""
    tally = Tally()
    lines = text.split("\n")
    tally.replace(0, 1, len(lines))
    return tally.stats(lines.__getitem__)


@dataclass(frozen=True, slots=True)
class _Line:
    words: int
    characters: int
    blank: bool


class Tally:
    """The measures of a text that changes: only changed lines are counted again, when the measures are asked for."""

    def __init__(self) -> None:
        self._lines: list[_Line | None] = [None]
        self._counted = 0  # lines from the start on that are counted for sure

    def replace(self, first: int, old: int, new: int) -> None:
        """From line ``first`` on, ``old`` lines became ``new`` lines, which are to be counted."""
        self._lines[first : first + old] = [None] * new
        self._counted = min(self._counted, first)

    def count(self, line: Callable[[int], str], at_most: int) -> bool:
        """Count some of the changed lines; whether all are counted. ``line`` gives a line's text by its number."""
        for _one in range(at_most):
            try:
                number = self._lines.index(None, self._counted)
            except ValueError:
                break
            self._lines[number] = _measured(line(number))
            self._counted = number + 1
        return None not in self._lines[self._counted :]

    def stats(self, line: Callable[[int], str]) -> Stats:
        """The measures now."""
        self.count(line, len(self._lines))
        return _summed(one for one in self._lines if one is not None)


def _measured(line: str) -> _Line:
    return _Line(count_words(line), len(line), not line.strip())


def _summed(lines: Iterable[_Line]) -> Stats:
    words = characters = paragraphs = 0
    blank = True
    for line in lines:
        words += line.words
        characters += line.characters
        paragraphs += blank and not line.blank
        blank = line.blank
    return Stats(words, characters, paragraphs)
