"""A comparison of two texts for a reader: by paragraph, then by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from editor.core.sequences import changes

_PARAGRAPHS = re.compile(r"(?:[^\n]+\n?)+\n*|\n+")
_WORDS = re.compile(r"\s*\S+|\s+\Z")
_INVISIBLE = {"\u00a0": "⍽", "\t": "⇥", "\n": "¶\n", "\u2028": "↵", "\u2029": "¶"}
_MARKED_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zl", "Zp", "Zs")
# Less than this share of words in common, and two paragraphs are easier read one after the other.
_ALIKE = 0.3


class Change(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. All but the added ones are the old text, all but the removed ones the new."""

    kind: Change
    text: str

    @property
    def shown(self) -> str:
        """The text as it is shown: what cannot be seen has a sign where it was changed, ``⍽`` or ``⟨U+200B⟩``."""
        if self.kind is Change.SAME:
            return self.text
        text = self.text if self.text.strip(" ") else "␣" * len(self.text)
        return "".join(map(_visible, text))


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts in reading order, removed ones before those that took their place."""
    pieces: list[Piece] = []
    for kind, text in _pieces(old, new):
        if not text:
            continue
        if pieces and pieces[-1].kind is kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        else:
            pieces.append(Piece(kind, text))
    return tuple(pieces)


def _pieces(old: str, new: str) -> Iterator[tuple[Change, str]]:
    before, after = _PARAGRAPHS.findall(old), _PARAGRAPHS.findall(new)
    at = 0
    for hunk in changes(before, after):
        yield Change.SAME, "".join(before[at : hunk.lo])
        at = hunk.hi
        removed, added = before[hunk.lo : hunk.hi], after[hunk.new_lo : hunk.new_hi]
        if len(removed) == len(added):
            for one, other in zip(removed, added, strict=True):
                yield from _by_word(one, other)
        else:
            yield from _by_word("".join(removed), "".join(added))
    yield Change.SAME, "".join(before[at:])


def _by_word(old: str, new: str) -> Iterator[tuple[Change, str]]:
    if old == new:
        yield Change.SAME, old
        return
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    hunks = changes(before, after)
    same = len(before) - sum(hunk.hi - hunk.lo for hunk in hunks)
    if len(hunks) > 1 and same < _ALIKE * max(len(before), len(after)):
        yield Change.REMOVED, old
        yield Change.ADDED, new
        return
    at = 0
    for hunk in hunks:
        yield Change.SAME, "".join(before[at : hunk.lo])
        yield Change.REMOVED, "".join(before[hunk.lo : hunk.hi])
        yield Change.ADDED, "".join(after[hunk.new_lo : hunk.new_hi])
        at = hunk.hi
    yield Change.SAME, "".join(before[at:])


def _visible(character: str) -> str:
    if character in _INVISIBLE:
        return _INVISIBLE[character]
    if character != " " and unicodedata.category(character) in _MARKED_CATEGORIES:
        return f"⟨U+{ord(character):04X}⟩"
    return character
