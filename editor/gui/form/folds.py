"""Parts of the form that are folded away until they are wanted: their headings in one row, their contents below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.core.language import _
from editor.gui.form.labels import SIGN_ROOM
from editor.gui.icons import Icons

_FEW = 2
"""Headings in a row of a narrow form."""


class Fold(QToolButton):
    """The heading of a part; click, Enter or Space open and close it. ``content`` is what it shows."""

    opened = Signal(bool)

    def __init__(self, icons: Icons, title: str, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self._icons = icons
        self._title = title
        self.is_open = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.setStyleSheet("padding: 3px 4px 3px 0")  # its sign stands under the labels
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.set_open(not self.is_open))
        self.setText(title)
        self._show()

    def sizeHint(self) -> QSize:
        """Room for the sign and the heading; the style's own hint leaves much more."""
        text = self.fontMetrics().horizontalAdvance(self._title)
        return QSize(self.iconSize().width() + text + 18, super().sizeHint().height())

    def set_open(self, is_open: bool) -> None:
        """Open or close."""
        if is_open != self.is_open:
            self.is_open = is_open
            self._show()
            self.opened.emit(is_open)

    def _show(self) -> None:
        self.setIcon(self._icons.icon("chevron-down" if self.is_open else "chevron-right", "muted"))
        self.content.setVisible(self.is_open)
        self._name()

    def _name(self) -> None:
        name = _("{part}, shown") if self.is_open else _("{part}, hidden")
        self.setAccessibleName(name.format(part=self._title))
        self.setToolTip((_("Hide: {part}") if self.is_open else _("Show: {part}")).format(part=self._title))


class _Headings(QWidget):
    """The headings side by side; where there is no room for that, two in a row."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SIGN_ROOM, 0, 0, 0)
        self._grid.setSpacing(4)
        self._folds: list[Fold] = []
        self._columns = 0

    def add(self, fold: Fold) -> None:
        """Add a heading at the end."""
        self._folds.append(fold)
        self._columns = 0
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as two in a row."""
        return QSize(self._needed(_FEW), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other rows."""
        super().resizeEvent(event)
        self._fit()

    def _needed(self, columns: int) -> int:
        """The pixels of so many in a row."""
        widths = [fold.sizeHint().width() for fold in self._folds]
        widest = [max(widths[column::columns]) for column in range(min(columns, len(widths)))]
        return SIGN_ROOM + sum(widest) + self._grid.spacing() * len(widest)

    def _fit(self) -> None:
        count = len(self._folds)
        columns = count if self._needed(count) <= self.width() else _FEW
        if columns == self._columns:
            return
        self._columns = columns
        for number, fold in enumerate(self._folds):
            self._grid.addWidget(fold, *divmod(number, columns))
        for column in range(count + 1):
            self._grid.setColumnStretch(column, int(column == columns))


class Folds(QWidget):
    """All folds, by name."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folds: dict[str, Fold] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._headings = _Headings()
        self._column.addWidget(self._headings)

    def add(self, name: str, fold: Fold) -> None:
        """Add a fold at the end."""
        self._folds[name] = fold
        self._headings.add(fold)
        self._column.addWidget(fold.content)
        fold.opened.connect(self.changed)

    def __getitem__(self, name: str) -> Fold:
        return self._folds[name]

    def states(self) -> dict[str, bool]:
        """Which folds are open."""
        return {name: fold.is_open for name, fold in self._folds.items()}

    def set_states(self, states: Mapping[str, bool]) -> None:
        """Open and close folds as they were; one that is not named stays."""
        for name, fold in self._folds.items():
            fold.set_open(states.get(name, fold.is_open))
