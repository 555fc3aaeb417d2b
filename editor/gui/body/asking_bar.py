"""A row below the text that asks for something to be put in. Enter inserts, Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from editor.core.language import _


class AskingBar(QWidget):
    """``accepted`` comes of Enter and of the button “Insert”, ``left`` of Esc and of “Cancel”."""

    accepted = Signal()
    left = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text_editor = editor
        self.insert = _button(_("Insert"), _("Insert (Enter)"))
        self._cancel = _button(_("Cancel"), _("Cancel (Esc)"))
        self.insert.clicked.connect(self.accepted)
        self._cancel.clicked.connect(self.left)

    def lay_out(self, asked: Sequence[tuple[QLabel | QLineEdit, int]]) -> None:
        """What is asked, each with its share of the room, and behind it the two buttons."""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(8)
        for widget, share in (*asked, (self.insert, 0), (self._cancel, 0)):
            row.addWidget(widget, share)
        self.hide()

    def ask(self, first: QLineEdit) -> None:
        """Come, with the keyboard in this field."""
        self.show()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go(self) -> None:
        """Go, and leave the keyboard to the text."""
        self.hide()
        self._text_editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter inserts, or presses the button that has the keyboard; Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.accepted.emit()
        else:
            super().keyPressEvent(event)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoDefault(False)
    return button
