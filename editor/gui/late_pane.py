"""The place of a pane beside the rest of the window; the pane itself is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from editor.gui.checks import ReadyPane
    from editor.gui.library import LibraryPane

Pane = TypeVar("Pane", "LibraryPane", "ReadyPane")


class LatePane(QSplitter, Generic[Pane]):
    """Holds room for a pane before (``first``) or after the ``rest``: at ``least`` so many pixels.

    ``shares`` are how much of the room the pane has at first, and the rest.
    """

    def __init__(
        self, rest: QWidget, side: Qt.Orientation, *, first: bool, least: int, shares: tuple[int, int]
    ) -> None:
        super().__init__(side)
        self.pane: Pane | None = None
        self._holder = QWidget(self)
        self._holder.setMinimumSize(*((least, 0) if side is Qt.Orientation.Horizontal else (0, least)))
        QVBoxLayout(self._holder).setContentsMargins(0, 0, 0, 0)
        self._holder.hide()
        parts = list(zip((self._holder, rest), shares, strict=True))[:: 1 if first else -1]
        for widget, _share in parts:
            self.addWidget(widget)
        self.setStretchFactor(self.indexOf(rest), 1)
        self.setChildrenCollapsible(False)
        self.setSizes([share for _widget, share in parts])

    def take(self, pane: Pane) -> None:
        """Show this pane from now on."""
        self.pane = pane
        layout = self._holder.layout()
        assert layout is not None
        layout.addWidget(pane)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the room and the pane in it."""
        self._holder.setVisible(shown)

    def panes(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """The pane and how the keyboard gets there, where it is made."""
        return [] if self.pane is None else [(self.pane, self.pane.enter)]

    def put_back(self, remembered: str) -> None:
        """Take the size of an earlier run."""
        self.restoreState(QByteArray.fromBase64(remembered.encode()))

    def to_remember(self) -> str:
        """The size, for ``put_back`` in the next run."""
        return self.saveState().toBase64().toStdString()
