"""Where a body can be split so that the pieces, laid out one by one, make the same page.

python-markdown parses blocks (separated by blank lines) in order, and a block may join the one above it: an item its
list, an indented line its item, a quote its quote. A block that begins at the margin with anything else cannot.
A definition at the start of a block vanishes, so that what follows it *can* join what stands above: no split there.
"""

from __future__ import annotations

import re
from itertools import pairwise
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
    """A piece of a normalised body, and the line (from 0) on which it begins. Hundreds are made at every key."""

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


def chunks_of(text: str) -> tuple[Chunk, ...]:
    """A normalised body in pieces. From where raw HTML may begin it is one piece, to its last blank line."""
    last = _end_of_plain_text(text)
    starts = [0, *(border.end() for border in _BORDER.finditer(text, 0, last)), len(text)]
    chunks, line = [], 0
    for start, end in pairwise(starts):
        piece = text[start:end]
        bare = piece.lstrip("\n")
        above = len(piece) - len(bare)
        if end <= last:
            bare = bare.rstrip("\n")
        if bare:
            chunks.append(Chunk(line + above, bare))
        line += piece.count("\n")
    return tuple(chunks)


def _end_of_plain_text(text: str) -> int:
    """Where raw HTML may begin, which can span blank lines; Python's HTML parser also stops at an unfinished ``&#``."""
    bracket = text.find("<")
    reference = _UNFINISHED_REFERENCE.search(text)
    return min(bracket if bracket >= 0 else len(text), reference.start() if reference else len(text))
