"""The layout of the editor's document: room between the lines, and a letter paints only the lines that it changes.

QPlainTextEdit has no line height. Its layout lets us move the lines of a block after they were set, which costs
nothing per document.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

MANY_LINES = 2_000
"""A block that wraps into more lines (about 200,000 characters) stays as Qt sets it, for the sake of its keys."""
_COMPARED = 100
"""Lines of a block that are compared to find those that changed."""
_REMEMBERED = 20_000
"""Characters of a block whose glyphs are kept between two keys: some hundred bytes each."""
_ENTANGLED = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010000-\U0010ffff]"
)
"""Characters with which a letter changes how other lines look (written from right to left), or that count twice."""

_LineLook: TypeAlias = tuple[str, float, list[tuple[int, int, QTextCharFormat]]]
"""All that a line's picture depends on: its text, its width, and the formats in it."""

_usual = QPlainTextDocumentLayout.blockBoundingRect


class SpacedLayout(QPlainTextDocumentLayout):
    """Lines ``extra`` pixels further apart, half above and half below each."""

    lines_changed = Signal(QTextBlock, float, float)
    """Of this block is to be painted again what lies between two distances from its top."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.extra = 0
        """Even, so that the halves are whole pixels."""
        self._blocks = 1
        self._edit: tuple[int, int, float | None] | None = None
        self._heights: dict[int, float] = {}
        self._written = QTextBlock()
        self._looks: list[_LineLook] | None = None
        document.contentsChange.connect(self._note)

    def _note(self, at: int, _removed: int, added: int) -> None:
        """Remember where the text changed, and how high it was: a highlighter has the block set anew afterwards."""
        self._edit = at, at + added, self._heights.get(self.document().findBlock(at).blockNumber())

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Lay out and paint again what changed.

        Qt lays out a block twice after a highlighter gave it other formats, and the block below with it, and paints the
        whole view. It also forgets the glyphs, only to find them again when it paints.
        """
        edit, self._edit = self._edit, None
        before, self._blocks = self._blocks, self.document().blockCount()
        block = self.document().findBlock(start)
        end = block.position() + block.length()
        inside = edit is None or (block.position() <= edit[0] and edit[1] < end)
        if inside and before == self._blocks and start + added <= end and block.isVisible():
            height = edit[2] if edit else self._heights.get(block.blockNumber())
            self._set_again(block, height, typed=edit is not None)
            return
        super().documentChanged(start, removed, added)
        self._heights.clear()
        self._looks = None

    def _set_again(self, block: QTextBlock, height: float | None, *, typed: bool) -> None:
        layout = block.layout()
        layout.setCacheEnabled(block.length() < _REMEMBERED)
        layout.clearLayout()
        rect = self.blockBoundingRect(block)
        known = self._looks if typed and self._written == block else None
        looks = _looks_of(block, layout) if typed else None
        if self._written != block:
            if self._written.isValid():
                self._written.layout().setCacheEnabled(False)
            self._written = block
        self._looks = looks
        if height != rect.height():
            self.requestUpdate()
        elif looks is None or known is None or len(looks) != len(known):
            self.lines_changed.emit(block, 0.0, rect.height())
        else:
            changed = [at for at, (one, other) in enumerate(zip(looks, known, strict=True)) if one != other]
            if changed:
                first, last = layout.lineAt(changed[0]), layout.lineAt(changed[-1])
                self.lines_changed.emit(block, first.y() - self.extra / 2, last.y() + last.height() + self.extra / 2)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The place of a block, its lines apart."""
        # Every key and every paint asks this for each block in view.
        rect = _usual(self, block)
        layout = block.layout()
        count = layout.lineCount()
        if self.extra and 0 < count <= MANY_LINES:
            if layout.lineAt(0).y() > 0:
                rect.setHeight(rect.height() + self.extra / 2)
                return rect
            for number in range(count):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), line.y() + self.extra * (number + 0.5)))
            rect.setHeight(rect.height() + self.extra * count)
        self._heights[block.blockNumber()] = rect.height()
        return rect


def _looks_of(block: QTextBlock, layout: QTextLayout) -> list[_LineLook] | None:
    """What each line of a block shows; None where that cannot be told line by line."""
    if layout.lineCount() > _COMPARED or layout.preeditAreaText():
        return None
    text = block.text()
    if not text.isascii() and _ENTANGLED.search(text):
        return None
    formats = [(one.start, one.start + one.length, QTextCharFormat(one.format)) for one in layout.formats()]
    looks: list[_LineLook] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = line.textStart()
        end = start + line.textLength()
        inside = [(max(a, start) - start, min(b, end) - start, form) for a, b, form in formats if a < end and b > start]
        looks.append((text[start:end], line.width(), inside))
    return looks


def line_of(cursor: QTextCursor) -> tuple[int, int]:
    """The line of the document that a cursor is on, and the line on the screen within it."""
    line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
    return cursor.blockNumber(), line.lineNumber() if line.isValid() else 0
