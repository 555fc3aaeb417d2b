"""A row of the page: what a rule looks for, and at the right end how it is told."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.core.checks.values import Level
from editor.gui.icons import Icons
from editor.gui.levels import LOOKS
from editor.gui.rules.model import ROW, Index, Row, level_text

_SIDE, _TOP, _SIGN, _GAP, _INDENT = 8, 5, 15, 6, 14
_OWN = "•"


class RuleRowsLook(QStyledItemDelegate):
    """Paints the rows, all of the same height. The level's column is as wide as its longest word."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(0, max(_SIGN, option.fontMetrics.height()) + 2 * _TOP)

    def level_width(self, metrics: QFontMetrics) -> int:
        """Pixels at the right end of a row that belong to the level."""
        words = (level_text(level) for level in (*Level, None))
        return _SIGN + _GAP + max(map(metrics.horizontalAdvance, words)) + 2 * _SIDE + metrics.horizontalAdvance(_OWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The title, as far as there is room; the level's sign and word, marked where the person chose it."""
        row: Row = index.data(ROW)
        colours = self._icons.colours
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if is_chosen or is_over:
            painter.fillRect(option.rect, QColor(colours["selection" if is_chosen else "hover"]))
        text = "selection_text" if is_chosen else "text"
        place = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        column = QRect(place)
        column.setLeft(place.right() - self.level_width(option.fontMetrics) + _SIDE)
        place.setRight(column.left() - _GAP)
        if row.heads:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        else:
            place.setLeft(place.left() + _INDENT)
        muted = not row.heads and row.level is Level.OFF and not is_chosen
        painter.setPen(QColor(colours["muted" if muted else text]))
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(option.font)
        self._paint_level(painter, column, row, is_chosen=is_chosen)
        painter.restore()

    def _paint_level(self, painter: QPainter, place: QRect, row: Row, *, is_chosen: bool) -> None:
        colours = self._icons.colours
        look = LOOKS.get(row.level) if row.level else None
        sign = "lock" if row.is_locked else look.icon if look else ""
        role = "selection_text" if is_chosen else look.role if look and not row.is_locked else "muted"
        if sign and (not row.heads or row.is_locked):
            spot = QRect(place.left(), place.top() + (place.height() - _SIGN) // 2, _SIGN, _SIGN)
            self._icons.icon(sign, role).paint(painter, spot)
        place.setLeft(place.left() + _SIGN + _GAP)
        painter.setPen(QColor(colours["selection_text" if is_chosen else "muted"]))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, middle, level_text(row.level))
        if row.is_own:
            painter.setPen(QColor(colours["selection_text" if is_chosen else "accent"]))
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, _OWN)
