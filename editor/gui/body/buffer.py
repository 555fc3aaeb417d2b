"""A text document that gives back exactly the text it was given, and carries out edits of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeAlias

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.core.textops import Edit, Passage, difference
from editor.gui.body.lines import Lines
from editor.gui.body.standins import StandIns
from editor.gui.body.telling import Telling

Reach: TypeAlias = int | tuple[int, int]

_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""A character that takes two positions."""


class Positions:
    """Characters (as Python counts them) to positions (as Qt counts, in UTF-16 units) of one text, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [one.start() for one in _WIDE.finditer(text)]
        self._wide_units = [at + number for number, at in enumerate(self._wide)]

    def units(self, characters: int) -> int:
        """The position of a character."""
        return characters + bisect_left(self._wide, characters)

    def characters(self, units: int) -> int:
        """The character at a position."""
        return units - bisect_left(self._wide_units, units)


class Buffer:
    """The text of a document by blocks. Nothing here asks for the whole text unless its name says so."""

    def __init__(self, document: QTextDocument, telling: Telling) -> None:
        self._document = document
        self._standins = StandIns()
        self.lines = Lines(document, telling)

    def text(self) -> str:
        """The whole text."""
        return self._standins.outside("\n".join(self.lines.all()))

    def line(self, number: int) -> str:
        """The text of one line."""
        return self._standins.outside(self._document.findBlockByNumber(number).text())

    def selected(self, cursor: QTextCursor) -> str:
        """The selected text."""
        first = self._document.findBlock(cursor.selectionStart())
        last = self._document.findBlock(cursor.selectionEnd())
        text = self._between(first, last.blockNumber() - first.blockNumber() + 1)
        positions, base = Positions(text), first.position()
        start = positions.characters(cursor.selectionStart() - base)
        return text[start : positions.characters(cursor.selectionEnd() - base)]

    def load(self, text: str) -> None:
        """Another text; it has no undo."""
        self._standins = StandIns()
        self._document.setPlainText(self._standins.inside(text))
        self._document.setModified(False)

    def insert(self, cursor: QTextCursor, text: str) -> None:
        """Put a text in the place of the selection."""
        cursor.insertText(self._standins.inside(text))

    def inside(self, text: str) -> str:
        """What the document holds for a text."""
        return self._standins.inside(text)

    def passage(self, cursor: QTextCursor, reach: Reach = 0) -> Passage:
        """The selected lines and ``reach`` more (above, below, or on both sides alike)."""
        first, count = self._reached(cursor, reach)
        text = self._between(first, count)
        positions, base = Positions(text), first.position()
        start = positions.characters(cursor.selectionStart() - base)
        end = positions.characters(cursor.selectionEnd() - base)
        number = first.blockNumber()
        above = self.line(number - 1) if number else ""
        return Passage(text, start, end, above, self.line(number + count))

    def apply(self, cursor: QTextCursor, reach: Reach, edit: Edit) -> None:
        """Carry out an edit of that passage as one step of undo; the cursor selects what the edit says."""
        first, count = self._reached(cursor, reach)
        self._change(cursor, first.position(), self._between(first, count), edit)

    def apply_all(self, cursor: QTextCursor, edits: Iterable[Edit]) -> None:
        """Carry out edits of the whole text, in order and apart from each other, as one step of undo."""
        positions = Positions(self.text())
        cursor.beginEditBlock()
        for edit in reversed(list(edits)):
            cursor.setPosition(positions.units(edit.start))
            cursor.setPosition(positions.units(edit.end), QTextCursor.MoveMode.KeepAnchor)
            self.insert(cursor, edit.replacement)
        cursor.endEditBlock()

    def apply_to_whole(self, cursor: QTextCursor, edit: Edit) -> None:
        """Carry out an edit of the whole text as one step of undo."""
        self._change(cursor, 0, self.text(), edit)

    def replace(self, cursor: QTextCursor, text: str) -> None:
        """Another text as one step of undo; ``cursor`` stays in its words, or where they changed on its line."""
        block, column = cursor.blockNumber(), cursor.positionInBlock()
        old = self.text()
        edit = difference(old, text, (0, 0))
        at = Positions(old).characters(cursor.position())
        self._change(QTextCursor(self._document), 0, old, edit)
        if not edit.start < at < edit.end:
            return
        place = self._document.findBlockByNumber(min(block, self._document.blockCount() - 1))
        cursor.setPosition(place.position() + min(column, place.length() - 1))

    def _change(self, cursor: QTextCursor, base: int, old: str, edit: Edit) -> None:
        positions = Positions(old)
        cursor.beginEditBlock()
        cursor.setPosition(base + positions.units(edit.start))
        cursor.setPosition(base + positions.units(edit.end), QTextCursor.MoveMode.KeepAnchor)
        self.insert(cursor, edit.replacement)
        cursor.endEditBlock()
        after = Positions(edit.applied(old))
        anchor, position = edit.select
        cursor.setPosition(base + after.units(anchor))
        cursor.setPosition(base + after.units(position), QTextCursor.MoveMode.KeepAnchor)

    def _reached(self, cursor: QTextCursor, reach: Reach) -> tuple[QTextBlock, int]:
        first = self._document.findBlock(cursor.selectionStart()).blockNumber()
        last = self._document.findBlock(cursor.selectionEnd()).blockNumber()
        above, below = reach if isinstance(reach, tuple) else (reach, reach)
        first = max(0, first - above)
        last = min(self._document.blockCount() - 1, last + below)
        return self._document.findBlockByNumber(first), last - first + 1

    def _between(self, block: QTextBlock, count: int) -> str:
        first = block.blockNumber()
        return self._standins.outside("\n".join(self.lines.some(range(first, first + count))))
