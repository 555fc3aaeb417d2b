"""Many rows in an area that scrolls, made a few at a time, so that the window hears the person in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QSizePolicy, QWidget

# Seconds. It takes several times as long to lay out what was made; together that is to be less than a frame (16 ms).
_AT_A_TIME = 0.002


def _nothing() -> None:
    """Nothing follows."""


class Filling(QObject):
    """Puts widgets into the column of a scrolled area a few at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._some)
        self._column: QBoxLayout | None = None
        self._makers: Iterator[Callable[[], QWidget]] = iter(())
        self._then: Callable[[], None] = _nothing
        self._last: QWidget | None = None

    def fill(
        self,
        area: QScrollArea,
        column: QBoxLayout,
        makers: Iterable[Callable[[], QWidget]],
        then: Callable[[], None] = _nothing,
    ) -> None:
        """Put in what these make, above the stretch at the end of the column; the first of them at once.

        The Tab key goes from the ``area`` through them in their order. ``then`` comes when all are there and laid out.
        """
        self._column, self._makers, self._then, self._last = column, iter(makers), then, area
        self._timer.start()
        self._some()

    def stop(self) -> None:
        """Put in no more."""
        self._timer.stop()
        self._column, self._makers, self._then, self._last = None, iter(()), _nothing, None

    def _some(self) -> None:
        until, made = perf_counter() + _AT_A_TIME, 0
        while self._column is not None and perf_counter() < until:
            make = next(self._makers, None)
            if make is not None:
                self._put(self._column, make())
                made += 1
            elif made:
                return  # what came last is laid out first
            else:
                then = self._then
                self.stop()
                then()

    def _put(self, column: QBoxLayout, widget: QWidget) -> None:
        layout = widget.layout()
        column.insertWidget(column.count() - 1, _Measured(widget, layout) if layout else widget)
        for one in (widget, *widget.findChildren(QWidget)):
            if self._last is not None and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(self._last, one)
                self._last = one


class _Measured(QWidget):
    """Holds a widget and remembers how high it is: Qt would measure the texts of all rows again for each new one."""

    def __init__(self, inner: QWidget, layout: QLayout) -> None:
        super().__init__()
        self._inner, self._layout = inner, layout
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        inner.setParent(self)
        inner.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure again what is another now: text that was unfolded, a larger font."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._heights.clear()
            self._hint = None
            self.updateGeometry()
        return False

    def hasHeightForWidth(self) -> bool:
        """As the widget inside: its texts break their lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the widget inside."""
        if width not in self._heights:
            self._heights[width] = self._layout.totalHeightForWidth(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """That of the widget inside."""
        if self._hint is None:
            self._hint = self._inner.sizeHint()
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Rows are as narrow as they have to be."""
        return QSize(self._inner.minimumSizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill it with the widget inside."""
        self._inner.setGeometry(self.rect())
