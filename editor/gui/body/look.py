"""How the editor's text looks: its size, the length of its lines, the line of the cursor, hidden characters."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QMargins
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette, QTextCharFormat, QTextCursor, QTextFormat, QTextOption
from PySide6.QtWidgets import QTextEdit

from editor.gui.body.highlighter import ROLES, Highlighter
from editor.gui.body.layout import line_of
from editor.gui.body.spaced import SpacedTextEdit

_ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_PADDING = 28
"""Pixels around the text, at least."""

_NOTICED = 0.2  # points


class Look:
    """The looks of an editor that a person can change. Sizes are in per cent of the chosen font."""

    def __init__(self, editor: SpacedTextEdit, highlighter: Highlighter) -> None:
        self._editor = editor
        self._highlighter = highlighter
        self._font = QFont(editor.font())
        self._zoom = 100
        self._columns = 72
        self._spacing = 1.35
        self._line_marked = False
        self._marked: QTextCursor | None = None
        self._colours = dict(ROLES)
        editor.setBackgroundRole(QPalette.ColorRole.Base)
        editor.setAutoFillBackground(True)
        self._apply_font()

    @property
    def zoom(self) -> int:
        """The size of the text, in per cent of its font."""
        return self._zoom

    def set_font(self, font: QFont) -> None:
        """The font of the text at 100 per cent."""
        self._font = QFont(font)
        self._apply_font()

    def set_zoom(self, per_cent: int) -> None:
        """The size of the text, 50 to 300 per cent."""
        self._zoom = min(max(per_cent, _ZOOMS[0]), _ZOOMS[-1])
        self._apply_font()

    def zoom_by(self, steps: int) -> None:
        """Larger (positive) or smaller, by steps."""
        nearest = min(_ZOOMS, key=lambda zoom: abs(zoom - self._zoom))
        self.set_zoom(_ZOOMS[min(max(_ZOOMS.index(nearest) + steps, 0), len(_ZOOMS) - 1)])

    def set_columns(self, columns: int) -> None:
        """The longest line, in average characters; 0 uses the whole width."""
        self._columns = columns
        self.centre()

    def set_spacing(self, factor: float) -> None:
        """The height of a line, in heights of the font."""
        self._spacing = factor
        self._apply_font()

    def mark_current_line(self, marked: bool) -> None:
        """Whether the line of the cursor has a colour of its own."""
        self._line_marked, self._marked = marked, None
        self.mark_line()

    def show_hidden_characters(self, shown: bool) -> None:
        """Whether blanks and line ends are shown."""
        option = self._editor.document().defaultTextOption()
        flags = QTextOption.Flag.ShowTabsAndSpaces | QTextOption.Flag.ShowLineAndParagraphSeparators
        option.setFlags(option.flags() | flags if shown else option.flags() & ~flags)
        self._editor.document().setDefaultTextOption(option)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The colour of the current line, ``#rrggbb`` by role."""
        self._colours.update(colours)
        self._marked = None
        self.mark_line()

    def centre(self) -> None:
        """Set the margins so that lines of the chosen length stand in the middle."""
        editor = self._editor
        width = editor.width() - editor.verticalScrollBar().sizeHint().width()
        wanted = self._columns * editor.fontMetrics().averageCharWidth() if self._columns else width
        side = max(_PADDING, (width - wanted) // 2)
        margins = QMargins(side, _PADDING, max(0, side - _PADDING // 2), 0)
        if editor.viewportMargins() != margins:
            editor.setViewportMargins(margins)

    def mark_line(self) -> None:
        """Colour the line of the cursor, if wanted; only for a new line, because it paints the whole view."""
        cursor = self._editor.textCursor()
        wanted = cursor if self._line_marked and not cursor.hasSelection() else None
        if wanted is None or self._marked is None or line_of(wanted) != line_of(self._marked):
            self._marked = wanted
            self._editor.set_marks("a line", [] if wanted is None else [self._mark(wanted)])
            # Where a line is read from right to left Qt does not paint all of its mark.
            self._editor.viewport().update()

    def _mark(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, QTextCharFormat()
        mark.format.setBackground(QColor(self._colours["current_line"]))
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return mark

    def keep_font(self) -> None:
        """Put the chosen font back where Qt's style sheets reset it (they do when a widget gets another parent)."""
        if abs(self._editor.font().pointSizeF() - self._size()) > _NOTICED:
            self._apply_font()

    def _size(self) -> float:
        # A font may be sized in pixels, and then has no size in points of its own.
        return max(1.0, QFontInfo(self._font).pointSizeF() * self._zoom / 100)

    def _apply_font(self) -> None:
        font = QFont(self._font)
        font.setPointSizeF(self._size())
        self._editor.setFont(font)
        self._editor.set_line_spacing(self._spacing)
        self._highlighter.restyle()
        self.centre()
