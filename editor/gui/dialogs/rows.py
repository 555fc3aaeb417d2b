"""Rows of a list: an icon, a title, what stands beside or below it, and what stands at the right end."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QIcon,
    QMouseEvent,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

HINT, RIGHT, MARKS, GREY = (Qt.ItemDataRole.UserRole + number for number in range(1, 5))
KEY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex

_ICON = 18
_MARGIN = 10
_GAP = 12


def row(key: object, title: str, *, hint: str, right: str, icon: QIcon, name: str) -> QListWidgetItem:
    """An item for the delegate below; ``name`` is what a screen reader says."""
    item = QListWidgetItem(icon, title)
    item.setData(KEY, key)
    item.setData(HINT, hint)
    item.setData(RIGHT, right)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
    return item


class Rows(QStyledItemDelegate):
    """Paints such rows. ``tall`` puts the hint below the title; with a ``cross`` a row can be taken away."""

    remove_wanted = Signal(object)

    def __init__(self, *, tall: bool = False, cross: QIcon | None = None, tip: str = "", parent: QObject) -> None:
        super().__init__(parent)
        self._tall = tall
        self._cross = cross
        self._tip = tip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines of text."""
        return QSize(0, option.fontMetrics.height() * (2 if self._tall else 1) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's own row, empty, and on it our texts."""
        self.initStyleOption(option, index)
        icon, option.text, option.icon = QIcon(option.icon), "", QIcon()
        view = option.widget
        style = view.style() if view else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        rect = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        top = rect.top() + (rect.height() - _ICON) // 2
        icon.paint(painter, QRect(rect.left(), top, _ICON, _ICON), mode=_mode(option))
        rect.setLeft(rect.left() + _ICON + _MARGIN)
        if self._cross:
            if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
                self._cross.paint(painter, self._cross_rect(option.rect), mode=_mode(option))
            rect.setRight(self._cross_rect(option.rect).left() - _GAP)
        self._texts(painter, option, index, rect)

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, rect: QRect) -> None:
        metrics, quiet = option.fontMetrics, _colour(option, quiet=True)
        loud = quiet if index.data(GREY) else _colour(option, quiet=False)
        centre = Qt.AlignmentFlag.AlignVCenter
        right = index.data(RIGHT) or ""
        painter.setPen(quiet)
        painter.setFont(option.font)
        painter.drawText(rect, centre | Qt.AlignmentFlag.AlignRight, right)
        if right:
            rect.setRight(rect.right() - metrics.horizontalAdvance(right) - 2 * _GAP)
        title = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, rect.width())
        line, below = QRect(rect), QRect(rect)
        if self._tall:
            line.setHeight(metrics.height())
            line.moveTop(rect.top() + (rect.height() - 2 * metrics.height()) // 2)
            below.setTop(line.bottom() + 1)
            below.setHeight(metrics.height())
        used = _draw_marked(painter, option.font, title, index.data(MARKS) or (), rect=line, colour=loud)
        if not self._tall:
            below.setLeft(rect.left() + used + _GAP)
        hint = metrics.elidedText(index.data(HINT) or "", Qt.TextElideMode.ElideMiddle, below.width())
        painter.setPen(quiet)
        if below.width() > metrics.averageCharWidth() * 4:
            painter.drawText(below, centre | Qt.AlignmentFlag.AlignLeft, hint)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the cross."""
        if self._cross and isinstance(event, QMouseEvent) and self._is_on_cross(event, option.rect):
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.remove_wanted.emit(index.data(KEY))
            return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """What the cross does."""
        if self._cross and index.isValid() and self._cross_rect(option.rect).contains(event.pos()):
            QToolTip.showText(event.globalPos(), self._tip, view)
            return True
        return super().helpEvent(event, view, option, index)

    def is_on_cross(self, at: QMouseEvent, row_rect: QRect) -> bool:
        """Whether the pointer is on the cross of a row."""
        return self._cross is not None and self._is_on_cross(at, row_rect)

    def _is_on_cross(self, at: QMouseEvent, row_rect: QRect) -> bool:
        return self._cross_rect(row_rect).adjusted(-4, -4, 4, 4).contains(at.position().toPoint())

    def _cross_rect(self, row_rect: QRect) -> QRect:
        side = 16
        return QRect(row_rect.right() - _MARGIN - side, row_rect.center().y() - side // 2, side, side)


def _mode(option: QStyleOptionViewItem) -> QIcon.Mode:
    return QIcon.Mode.Selected if option.state & QStyle.StateFlag.State_Selected else QIcon.Mode.Normal


def _colour(option: QStyleOptionViewItem, *, quiet: bool) -> QColor:
    if option.state & QStyle.StateFlag.State_Selected:
        return option.palette.color(QPalette.ColorRole.HighlightedText)
    # The application's own: a style sheet makes the one of its widgets half transparent.
    return QApplication.palette().color(QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.Text)


def _draw_marked(
    painter: QPainter, font: QFont, text: str, marks: Collection[int], *, rect: QRect, colour: QColor
) -> int:
    """Draw a line with some of its characters in bold; the width it takes."""
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    layout = QTextLayout(text, font)
    formats = []
    for place in marks:
        part = QTextLayout.FormatRange()
        # Qt counts UTF-16 units.
        part.start = len(text[:place].encode("utf-16-le")) // 2
        part.length = 1 if place < len(text) else 0
        part.format = bold
        formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(
        painter,
        rect.topLeft() + (QRect(0, 0, 1, rect.height()).center() - QRect(0, 0, 1, round(line.height())).center()),
    )
    return round(line.naturalTextWidth())
