"""The fields above the text, divided as they need until a person divides them otherwise."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

_MOST = 55
"""Per cent of the height that the upper part takes by itself, however much it holds."""


class Divided(QSplitter):
    """Gives the upper part the height that it asks for; what a person dragged stays."""

    def __init__(self, upper: QWidget, lower: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._upper = upper
        self._dragged = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.addWidget(upper)
        self.addWidget(lower)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self.splitterMoved.connect(self._drag)

    def _drag(self) -> None:
        self._dragged = True

    def kept(self) -> str:
        """How a person divided it, as text; "" where nobody did."""
        return self.saveState().toBase64().toStdString() if self._dragged else ""

    def keep(self, kept: str) -> None:
        """Divide it as it was when ``kept`` was asked."""
        self._dragged = self.restoreState(QByteArray.fromBase64(kept.encode()))

    def event(self, event: QEvent) -> bool:
        """Follow what the upper part asks for: not here, in the middle of its laying out, but right after it."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and not self._dragged:
            self._soon.start()
        return super().event(event)

    def _fit(self) -> None:
        wanted = min(self._upper.sizeHint().height(), self.height() * _MOST // 100)
        if not self._dragged and self._upper.isVisibleTo(self) and self.sizes()[0] != wanted:
            self.setSizes([wanted, max(1, self.height() - wanted)])
