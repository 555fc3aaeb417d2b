"""A row of the list: how grave, what, and where, on one line; the whole of it stands beside the list."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.core.checks.values import Problem
from editor.gui.checks.model import ITEM, Index, Item, passage_of, place_of, sentence_of
from editor.gui.icons import Icons
from editor.gui.levels import LOOKS

_SIDE, _TOP, _SIGN, _GAP = 8, 4, 16, 12
_IGNORED = "minus"
_LEAST = 60
"""Pixels: in less room the passage is not begun."""


class ProblemRows(QStyledItemDelegate):
    """Paints the rows, all of the same height."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(0, max(_SIGN, option.fontMetrics.height()) + 2 * _TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The sign of the level, the sentence as far as there is room, the place."""
        item: Item = index.data(ITEM)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colours = self._icons.colours
        painter.save()
        painter.fillRect(option.rect, QColor(colours["selection" if chosen else "hover" if over else "base"]))
        row = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        look = LOOKS[item.level] if isinstance(item, Problem) else None
        role = "selection_text" if chosen else look.role if look else "muted"
        place = QRect(row.left(), row.top() + (row.height() - _SIGN) // 2, _SIGN, _SIGN)
        self._icons.icon(look.icon if look else _IGNORED, role).paint(painter, place)
        row.setLeft(place.right() + _SIDE)
        metrics, middle = option.fontMetrics, Qt.AlignmentFlag.AlignVCenter
        where = metrics.elidedText(place_of(item), Qt.TextElideMode.ElideRight, row.width() // 3)
        painter.setPen(QColor(colours["selection_text" if chosen else "muted"]))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, where)
        row.setRight(row.right() - metrics.horizontalAdvance(where) - _GAP)
        painter.setPen(QColor(colours["selection_text" if chosen else "text" if look else "muted"]))
        words = sentence_of(item).replace("\n", " ")
        painter.drawText(row, middle, metrics.elidedText(words, Qt.TextElideMode.ElideRight, row.width()))
        row.setLeft(row.left() + metrics.horizontalAdvance(words) + _GAP)
        if row.width() > _LEAST and (passage := passage_of(item)):
            painter.setPen(QColor(colours["selection_text" if chosen else "muted"]))
            painter.drawText(row, middle, metrics.elidedText(passage, Qt.TextElideMode.ElideRight, row.width()))
        painter.restore()
