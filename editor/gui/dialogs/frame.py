"""What the dialogs have in common in which a person compares and decides: their frame, their buttons, their list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.gui.dialogs.rows import Rows

_SIZE = (980, 660)
# Pixels that the window system's own frame and bars take of a small screen.
_AROUND = QMargins(8, 30, 8, 30)


def give_size(dialog: QDialog, width: int, height: int) -> None:
    """Make it as large as this, never larger than the screen, in the middle of its window.

    It has its place before it is shown: X would measure it by the scale of the first screen otherwise.
    """
    parent = dialog.parentWidget()
    window = parent.window() if parent else dialog
    room = window.screen().availableGeometry().marginsRemoved(_AROUND)
    place = QRect(0, 0, min(width, room.width()), min(height, room.height()))
    place.moveCenter(window.frameGeometry().center())
    left = max(room.left(), min(place.left(), room.right() + 1 - place.width()))
    top = max(room.top(), min(place.top(), room.bottom() + 1 - place.height()))
    dialog.resize(place.size())
    dialog.move(left, top)


class Frame(QDialog):
    """A dialog in front of its window, which is gone when it is closed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        give_size(self, *_SIZE)

    def lay_out(
        self, parts: Sequence[QWidget], left: Sequence[QPushButton], right: Sequence[QPushButton], *, grows: QWidget
    ) -> None:
        """These parts from top to bottom, of which one ``grows``, and below them a line of buttons."""
        line = QHBoxLayout()
        for button in left:
            line.addWidget(button)
        line.addStretch(1)
        for button in right:
            line.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        for part in parts:
            outer.addWidget(part, 1 if part is grows else 0)
        outer.addLayout(line)


def quiet_button(words: str, act: Callable[[], object]) -> QPushButton:
    """A button that Enter does not press by itself: in a list that would be a surprise."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def plain_label(text: str = "") -> QLabel:
    """A label for what holds names and paths: nothing in it is markup, and a long word does not widen the dialog."""
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def list_of_rows(name: str) -> QListWidget:
    """A list whose rows have two lines; ``name`` is what a screen reader says."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setItemDelegate(Rows(tall=True, parent=made))
    return made


def beside(list_: QListWidget, parts: Sequence[QWidget], *, grows: QWidget) -> QSplitter:
    """A list at the left, and at the right what belongs to its current row, of which one part ``grows``."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(8, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part, 1 if part is grows else 0)
    halves = QSplitter(Qt.Orientation.Horizontal)
    halves.addWidget(list_)
    halves.addWidget(side)
    halves.setStretchFactor(1, 1)
    halves.setSizes([340, 620])  # the longest day and time is seen whole
    return halves
