"""Characters that a QTextDocument or the Python binding would change, and what stands in their place.

Measured with PySide6 6.11: a QTextDocument makes a new block of CR, U+2029, U+FDD0 and U+FDD1, and the binding takes
U+FEFF and U+FFFE at the start of a text for a byte-order mark. U+2028, NBSP, the zero-width and bidi characters
survive by themselves.
"""

from __future__ import annotations

import re

_CHANGED = "\r\u2029\ufdd0\ufdd1\ufeff\ufffe"
_POOL = [chr(code) for code in (*range(0xFDD2, 0xFDF0), *range(0xE000, 0xF900))]
_SPECIAL = re.compile("[\r\u2029\ufdd0-\ufdef\ufeff\ufffe\ue000-\uf8ff\ud800-\udfff]")


class StandIns:
    """A one-to-one exchange between a text and what a document holds for it, character for character.

    The stand-ins are characters that the text doesn't have (Unicode keeps U+FDD2-U+FDEF for such inner use). One that
    is pasted later gets a stand-in of its own, so that every text comes back as it was.
    """

    def __init__(self) -> None:
        self._inside: dict[int, str] = {}
        self._outside: dict[int, str] = {}
        self._kept: set[str] = set()

    def inside(self, text: str) -> str:
        """The text as the document holds it. A lone surrogate is no text (UTF-8 has none): it becomes U+FFFD."""
        special = set(_SPECIAL.findall(text))
        if not special:
            return text
        for character in special:
            if character in _CHANGED or ord(character) in self._outside:
                self._give(character, special)
            elif "\ud800" <= character <= "\udfff":
                self._inside[ord(character)] = "\ufffd"
            else:
                self._kept.add(character)
        return text.translate(self._inside)

    def outside(self, text: str) -> str:
        """The text that a part of the document stands for."""
        return text.translate(self._outside) if self._outside else text

    def _give(self, character: str, present: set[str]) -> None:
        if ord(character) in self._inside:
            return
        taken = self._kept | set(map(chr, self._outside)) | present
        stand_in = next(one for one in _POOL if one not in taken)
        self._inside[ord(character)] = stand_in
        self._outside[ord(stand_in)] = character
