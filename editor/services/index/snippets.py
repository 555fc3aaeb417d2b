"""The part of an article that answers a question, with what was looked for marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.core.library import Piece, Query, Record
from editor.core.textual import plain
from editor.services.index.words import composed, folded, words_of

_LENGTH = 160  # characters
_BEFORE = 50  # of them, before the first hit


class Snippets:
    """Makes the snippets of one question."""

    def __init__(self, query: Query) -> None:
        wanted = [(words_of(word.text), word.prefix) for word in query.words if not word.excluded]
        patterns = [
            " +".join(map(re.escape, tokens)) + ("[^ ]*" if prefix else "") for tokens, prefix in wanted if tokens
        ]
        self._hits = re.compile(rf"(?<![^ ])(?:{'|'.join(patterns)})(?![^ ])") if patterns else None

    def of(self, record: Record) -> tuple[Piece, ...]:
        """From the text around the first hit, or from the summary where the text has none."""
        body = composed(record.body)
        found = self._hits.search(folded(body)) if self._hits else None
        if found is not None:
            return self._marked(_around(body, found.start()))
        return self._marked(_shortened(composed(record.summary)) or _shortened(plain(body)))

    def _marked(self, text: str) -> tuple[Piece, ...]:
        return tuple(piece for piece in self._pieces(text) if piece.text)

    def _pieces(self, text: str) -> Iterator[Piece]:
        end = 0
        if self._hits is not None:
            for hit in self._hits.finditer(folded(text)):
                yield Piece(text[end : hit.start()])
                yield Piece(hit[0] and text[hit.start() : hit.end()], hit=True)
                end = hit.end()
        yield Piece(text[end:])


def _around(body: str, hit: int) -> str:
    """One line of a body, around a place in it, from a blank to a blank."""
    start = max(hit - _BEFORE, 0)
    if start:
        start = max(body.find(" ", start, hit) + 1, body.rfind("\n\n", start, hit) + 1) or hit
    end = start + _LENGTH
    if end < len(body):
        end = max(body.rfind(" ", hit, end), body.rfind("\n", hit, end))
        if end < 0:
            end = start + _LENGTH
    text = plain(body[start:end].strip().lstrip("#>*- "))
    return ("… " if start else "") + text + (" …" if end < len(body.rstrip()) else "")


def _shortened(text: str) -> str:
    if len(text) <= _LENGTH:
        return " ".join(text.split())
    return " ".join(text[:_LENGTH].split()[:-1]) + " …"
