"""A plain text edit with room between its lines.

Its layout moves the lines; what then falls between two of them (a click, the colour of a selection) is mended here.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
    QTextBlock,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QWidget

from editor.gui.body.layout import MANY_LINES, SpacedLayout, line_of


class SpacedTextEdit(QPlainTextEdit):
    """A QPlainTextEdit whose lines stand apart by a part of their height."""

    menu_wanted = Signal(QMenu, int, QPoint)
    """A menu is to be shown at a point of the screen, for a position of the document: who hears this shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: dict[str, Sequence[QTextEdit.ExtraSelection]] = {}
        document = QTextDocument(self)
        self._layout = SpacedLayout(document)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self._layout.lines_changed.connect(self._paint_lines)
        self._cursor_line = (-1, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """As on the screen for the first time."""
        super().showEvent(event)
        self._cover_what_is_behind()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._cover_what_is_behind()

    def _cover_what_is_behind(self) -> None:
        """A style sheet takes the background from the viewport: every letter would paint what is behind it as well."""
        self.viewport().setAutoFillBackground(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)

    def set_line_spacing(self, factor: float) -> None:
        """1.0 sets the lines as the font does; 1.3 leaves three tenths of a line between them."""
        self._layout.extra = 2 * round(self.fontMetrics().height() * (factor - 1) / 2)
        self.document().markContentsDirty(0, max(1, self.document().characterCount() - 1))
        self._layout.requestUpdate()

    def set_marks(self, layer: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Marks laid over the text by one of those who mark it; layers lie in the order of their names."""
        if marks or self._marks.get(layer):
            self._marks[layer] = marks
            self.setExtraSelections([mark for one in sorted(self._marks) for mark in self._marks[one]])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the usual menu, for the place of the mouse or, by the keyboard, of the cursor."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        point = self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if by_key else event.globalPos()
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_wanted.emit(menu, cursor.position(), point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click between two lines is a click on the nearer one."""
        super().mousePressEvent(self._on_a_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """As for a click."""
        super().mouseMoveEvent(self._on_a_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As for a click."""
        super().mouseDoubleClickEvent(self._on_a_line(event))

    def _on_a_line(self, event: QMouseEvent) -> QMouseEvent:
        """The event, moved up or down onto the line if it fell between two."""
        extra, point = self._layout.extra, event.position()
        block = self.cursorForPosition(point.toPoint()).block()
        layout = block.layout()
        if not extra or not 1 < layout.lineCount() <= MANY_LINES:
            return event
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, end = top + line.y(), top + line.y() + line.height()
            if begin - extra / 2 <= point.y() < end + extra / 2:
                inside = QPointF(point.x(), min(max(point.y(), begin), end - 1))
                return QMouseEvent(
                    event.type(), inside, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
                )
        return event

    def paintEvent(self, event: QPaintEvent) -> None:
        """The selection has no gaps between its lines."""
        cursor = self.textCursor()
        if self._layout.extra and cursor.hasSelection():
            self._fill_selection(cursor.selectionStart(), cursor.selectionEnd())
        super().paintEvent(event)

    def _paint_lines(self, block: QTextBlock, top: float, bottom: float) -> None:
        """Paint a part of a block again, if it is in view."""
        before, self._cursor_line = self._cursor_line, line_of(self.textCursor())
        where = self.blockBoundingGeometry(block)
        if self._cursor_line != before or not where.isValid():
            # What marks the line of the cursor can come to a line whose text is as it was.
            self.viewport().update()
            return
        above = where.y() + self.contentOffset().y()
        # A pixel more on both sides, for what letters reach out of their lines.
        begin, end = floor(above + top) - 1, ceil(above + bottom) + 1
        viewport = self.viewport()
        viewport.update(0, begin, viewport.width(), end - begin)

    def _fill_selection(self, start: int, end: int) -> None:
        """Colour the selected lines between which the colour of the selection goes on, in full height."""
        painter = QPainter(self.viewport())
        colour = self.palette().brush(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        block, half = self.firstVisibleBlock(), self._layout.extra / 2
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top < self.viewport().height():
            height, layout, base = self.blockBoundingRect(block).height(), block.layout(), block.position()
            lines = range(layout.lineCount() if layout.lineCount() <= MANY_LINES else 0)
            for line in map(layout.lineAt, lines):
                first, last = base + line.textStart(), base + line.textStart() + line.textLength()
                if start <= first and last < end:
                    rect = line.naturalTextRect().translated(self.contentOffset().x(), top)
                    painter.fillRect(rect.adjusted(0, -half, 0, half), colour)
            top += height
            block = block.next()
        painter.end()
