"""A choice of the organisation that can be searched: any part of its name finds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from editor.core.language import _
from editor.gui.offers import Offers
from editor.services.profiles import ProfileName


class OrganisationBox(QComboBox):
    """Type a part of a name, or open the list. What is no organisation goes back to the last one chosen."""

    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setAccessibleName(_("Organisation"))
        self.setToolTip(_("Type a part of the name, or open the list"))
        Offers(self, rows=14)
        self.activated.connect(self._chosen)

    def show_areas(self, areas: Sequence[ProfileName], area: str, none: str) -> None:
        """Offer these, after ``none`` (the words for no organisation), with this one chosen."""
        self.blockSignals(True)
        self.clear()
        self.addItem(none, "")
        for name in areas:
            self.addItem(name.name, name.area)
        self.setCurrentIndex(max(self.findData(area), 0))
        self.blockSignals(False)

    def area(self) -> str:
        """The organisation chosen; "" for none."""
        return str(self.currentData() or "")

    def show_area(self, area: str) -> None:
        """Choose an organisation without telling."""
        self.setCurrentIndex(max(self.findData(area), 0))

    def _chosen(self, _index: int) -> None:
        self._line.selectAll()
        self.area_chosen.emit(self.area())

    def _settle(self) -> None:
        """Take what was typed, if it is one of them or there is but one that it can mean."""
        typed = self._line.text().strip().casefold()
        fits = [at for at in range(self.count()) if typed and typed in self.itemText(at).casefold()]
        whole = [at for at in fits if self.itemText(at).casefold() == typed]
        found = whole[0] if whole else fits[0] if len(fits) == 1 else self.currentIndex()
        changed = found != self.currentIndex()
        self.setCurrentIndex(found)
        self.setEditText(self.itemText(found))
        if changed:
            self._chosen(found)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Typing is over, unless the list of what fits opens."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed replaces what is there."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what was typed, and is not a dialog's Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
            self._line.selectAll()
            event.accept()
            return
        super().keyPressEvent(event)
