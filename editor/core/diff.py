"""What differs between two texts, for a reader: by paragraph first, then word by word inside those that changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PARAGRAPH = re.compile(r".*?(?:\n\n+|\Z)", re.DOTALL)
_WORD = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|.", re.DOTALL)
# Comparing takes the product of both lengths: beyond this many words two paragraphs are simply another text.
_MOST_WORDS = 2_000


class Kind(StrEnum):
    """What became of a piece of the old text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. The SAME and REMOVED ones make up the old text, the SAME and ADDED ones the new."""

    kind: Kind
    text: str


Changed = Callable[[Sequence[str], Sequence[str]], Iterator[Piece]]
"""Takes a stretch that another one stands for apart."""


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order."""
    pieces = _compared(_split(_PARAGRAPH, old), _split(_PARAGRAPH, new), _by_word)
    return tuple(_joined(pieces))


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in pattern.findall(text) if piece]


def _by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    before, after = _split(_WORD, "".join(old)), _split(_WORD, "".join(new))
    if max(len(before), len(after)) > _MOST_WORDS:
        yield from _replaced(before, after)
    else:
        yield from _compared(before, after, _replaced)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    yield Piece(Kind.REMOVED, "".join(old))
    yield Piece(Kind.ADDED, "".join(new))


def _compared(old: list[str], new: list[str], changed: Changed) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, "".join(old[a:b]))
        elif tag == "replace":
            yield from changed(old[a:b], new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last and last.kind is piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
