"""A scroll area that cannot run in circles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_AROUND = 12
"""Pixels above or below what is scrolled to."""


class CalmScrollArea(QScrollArea):
    """Scrolls a page up and down, and shows a scroll bar where the page is higher than its view.

    With ``ScrollBarAsNeeded`` Qt decides about the bar while it lays the page out. A page whose height depends on its
    width then fits without the bar, and with it no more: Qt goes round in that circle until the stack is used up. Here
    the bar comes and goes after the laying out, and at most once for each.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._decide)
        self._page = page
        self._wanted: QWidget | None = None
        self.setWidget(page)
        page.installEventFilter(self)

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of the page; one that was unfolded just now has its place when all is laid out."""
        self._wanted = part
        self.ensureWidgetVisible(part, 0, _AROUND)
        self._soon.start()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # only the page is watched
        """Think about the bar again when the page wants another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._soon.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Think about the bar again when there is another room."""
        super().resizeEvent(event)
        self._soon.start()

    def _decide(self) -> None:
        policy = Qt.ScrollBarPolicy
        higher = self._page.sizeHint().height() > self.height()
        wanted = policy.ScrollBarAlwaysOn if higher else policy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)
        if self._wanted:
            self.ensureWidgetVisible(self._wanted, 0, _AROUND)
            self._wanted = None

    def minimumSizeHint(self) -> QSize:
        """As little as any."""
        return QSize(0, 0)
