"""Where a body can be split so that the pieces, laid out one by one, make the same page.

python-markdown parses blocks (separated by blank lines) in order, and a block may join the one above it: an item its
list, an indented line its item, a quote its quote. A block that begins at the margin with anything else cannot.
A definition at the start of a block vanishes, so that what follows it *can* join what stands above: no split there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

TAB = 4

_BLANKS = re.compile(r"^[ ]+$", re.MULTILINE)
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

# Where raw HTML may begin, which can span blank lines. Python's HTML parser also stops at an unfinished ``&#``.
_MARKUP = re.compile(r"<|&\#(?!(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F])")

# What ties distant parts of a body together: footnotes, a table of contents, ids given by hand (headings must avoid
# them, also those further down), an abbreviation that is taken back.
_TIES = re.compile(
    r"""
    \[\^ | \[TOC\]
    | \{ [^}\n]* (?: \# | \b id \s* = )
    | \] [ ]? : \s* (?: '' | "" )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a normalised body, and the line (from 0) on which it begins."""

    first_line: int
    text: str


def normalised(body: str) -> str:
    """A body as python-markdown would see it, line for line (it would leave a blank first line as code)."""
    encodable = body if body.isascii() else body.encode("utf-8", "replace").decode()
    text = encodable.replace("\x02", "").replace("\x03", "").replace("\r\n", "\n").replace("\r", "\n")
    return _BLANKS.sub("", text.expandtabs(TAB))


def is_tied_together(text: str) -> bool:
    """Whether a normalised body can only be laid out whole."""
    return _TIES.search(text) is not None


def chunks_of(text: str) -> tuple[Chunk, ...]:
    """A normalised body in pieces. From where raw HTML may begin it is one piece, to its last blank line."""
    markup = _MARKUP.search(text)
    last = markup.start() if markup else len(text)
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
