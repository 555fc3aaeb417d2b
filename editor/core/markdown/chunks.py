"""Where a body can be split so that the pieces, laid out one by one, make the same page.

python-markdown parses blocks (separated by blank lines) in order, and a block may join the one above it: an item its
list, an indented line its item, a quote its quote. A block that begins at the margin with anything else cannot.
A definition at the start of a block vanishes, so that what follows it *can* join what stands above: no split there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise, takewhile
from typing import NamedTuple

TAB = 4

_BLANKS = re.compile(r"\n[ ]+(?=\n|\Z)")
_BLANK_START = re.compile(r"[ ]+(?=\n|\Z)")
_BORDER = re.compile(
    r"""
    \n\n+               # a blank line, then at the margin
    (?=\S)              # something (a no-break space counts as none)
    (?![>:\[{])         # that is no quote, definition or attribute list,
    (?![*+-]\s|\d+\.\s) # no list item
    (?!\*\[)            # and no abbreviation
    """,
    re.VERBOSE,
)

# Each pattern below begins with one certain character, which makes it fast: they are searched for at every key.
_UNFINISHED_REFERENCE = re.compile(r"&\#(?!(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F])")
_ID_BY_HAND = re.compile(r"\{[^}\n]*(?:\#|\bid\s*=)", re.IGNORECASE)
_ABBREVIATION_TAKEN_BACK = re.compile(r"\][ ]?:\s*(?:''|\"\")")


class Chunk(NamedTuple):
    """A piece of a normalised body, and the line (from 0) on which it begins."""

    first_line: int
    text: str


def normalised(body: str) -> str:
    """A body as python-markdown would see it, line for line (it would leave a blank first line as code)."""
    text = _encodable(body).replace("\x02", "").replace("\x03", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        text = text.expandtabs(TAB)
    text = _BLANKS.sub("\n", text)
    blank = _BLANK_START.match(text)
    return text[blank.end() :] if blank else text


def _encodable(body: str) -> str:
    """The text without halves of characters, which no page can hold."""
    try:
        body.encode()
    except UnicodeEncodeError:
        return body.encode("utf-8", "replace").decode()
    return body


def is_tied_together(text: str) -> bool:
    """Whether a normalised body can only be laid out whole, because distant parts of it depend on each other.

    These are footnotes, a table of contents, ids given by hand (headings must avoid them, also those further down),
    and an abbreviation that is taken back.
    """
    return (
        "[^" in text
        or "[TOC]" in text
        or _ID_BY_HAND.search(text) is not None
        or _ABBREVIATION_TAKEN_BACK.search(text) is not None
    )


class Splitter:
    """Splits normalised bodies each of which is much like the one before: a key costs the piece that it is typed in.

    From where raw HTML may begin a body is one piece, to its last blank line.
    """

    def __init__(self) -> None:
        self._text = ""
        self._starts: list[int] = []
        self._lines: list[int] = []
        self._chunks: list[Chunk | None] = []  # None for a piece of blank lines

    def chunks(self, text: str) -> tuple[Chunk, ...]:
        """A body in pieces."""
        last = _end_of_plain_text(text)
        if last < len(text) or not self._text:
            starts = [0, *(border.end() for border in _BORDER.finditer(text, 0, last))]
            self._put(text, starts, range(len(self._starts)), 0, last)
            self._text = text if last == len(text) else ""
        elif text != self._text:
            self._go_on(text)
            self._text = text
        return tuple(chunk for chunk in self._chunks if chunk is not None)

    def _go_on(self, text: str) -> None:
        """Split again from the last border on a line above the change to the first one that is safely below it.

        Whether there is a border depends on the blank lines above it and on the beginning of its line.
        """
        old, starts = self._text, self._starts
        same = common_start(old, text)
        first = max(0, bisect_left(starts, old.rfind("\n", 0, same) + 1) - 1)
        below = text.find("\n", len(text) - common_end(old, text, same)) + 1
        moved = len(text) - len(old)
        rest = bisect_right(starts, below - moved) if below else len(starts)
        begin = starts[first]
        borders = (border.end() for border in _BORDER.finditer(text, begin))
        near = takewhile(lambda at: at <= below, borders) if below else borders
        self._put(text, [begin, *near], range(first, rest), moved, len(text))

    def _put(self, text: str, starts: list[int], gone: range, moved: int, last: int) -> None:
        """Pieces that begin at ``starts`` come in the place of some; those below are ``moved`` characters further."""
        first, rest = gone.start, gone.stop
        below = [start + moved for start in self._starts[rest:]]
        line = self._lines[first] if first < len(self._lines) else 0
        lines, chunks = [], []
        for start, end in pairwise([*starts, below[0] if below else len(text)]):
            piece = text[start:end]
            lines.append(line)
            chunks.append(_chunk(piece, line, is_plain=end <= last))
            line += piece.count("\n")
        further = line - self._lines[rest] if below else 0
        self._starts[first:] = starts + below
        self._lines[first:] = lines + [line + further for line in self._lines[rest:]]
        self._chunks[first:] = chunks + [_further(chunk, further) for chunk in self._chunks[rest:]]


def _chunk(piece: str, line: int, *, is_plain: bool) -> Chunk | None:
    bare = piece.lstrip("\n")
    above = len(piece) - len(bare)
    if is_plain:
        bare = bare.rstrip("\n")
    return Chunk(line + above, bare) if bare else None


def _further(chunk: Chunk | None, lines: int) -> Chunk | None:
    return Chunk(chunk.first_line + lines, chunk.text) if chunk and lines else chunk


def common_start(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def common_end(one: str, other: str, start: int) -> int:
    """How many characters they have in common at their end, the first ``start`` left alone."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        same = one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _end_of_plain_text(text: str) -> int:
    """Where raw HTML may begin, which can span blank lines; Python's HTML parser also stops at an unfinished ``&#``."""
    bracket = text.find("<")
    reference = _UNFINISHED_REFERENCE.search(text)
    return min(bracket if bracket >= 0 else len(text), reference.start() if reference else len(text))
