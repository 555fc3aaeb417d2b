"""The list under a combo box that offers what holds the part of a name typed so far."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""What the list does something with, before it can be a shortcut of the window."""
_CLOSING = (
    QEvent.Type.FocusOut,
    QEvent.Type.Hide,
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.NonClientAreaMouseButtonPress,
    QEvent.Type.Wheel,
)
"""What happens to the box or to its window when a person turns to something else."""


class Offers(QObject):
    """Offers the entries of a combo box that hold what is typed, in a list that never has the keyboard.

    Qt's own list is a popup, and takes the keyboard from the window. Where the window system tells of that late, as
    X11 does on a busy machine, Qt hears that the list has the keyboard when the list is closed already. It then gives
    the focus to the box that the list belongs to, in the middle of a word that is being typed somewhere else.
    This list leaves the keyboard where it is, and is passed the keys that the box gets.
    """

    def __init__(self, box: QComboBox, rows: int) -> None:
        """Offer at most so many ``rows`` at a time, and become the box's completer."""
        super().__init__(box)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(rows)
        box.setCompleter(completer)
        self._box = box
        self._window: QWindow | None = None
        self._list = _list_of(completer)
        self._list.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus)
        # Qt gives the list the height of its rows alone; room around them would make it scroll.
        self._list.setStyleSheet("padding: 0; border-radius: 0")
        # After the completer's own: the last filter is asked first.
        self._list.installEventFilter(self)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the box, its list and, while that is open, their window."""
        kind = event.type()
        if watched is self._list:
            if kind in (QEvent.Type.Show, QEvent.Type.Hide):
                self._watch(opened=kind == QEvent.Type.Show)
        elif self._window is not None:  # known without asking the list: when the program ends, it is the first to go
            if isinstance(event, QKeyEvent) and watched is self._box and self._takes(event):
                return True
            if kind in _CLOSING:
                self._list.hide()
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            QCoreApplication.sendEvent(self._list, event)
            if event.key() in _ENTER:
                self._list.hide()
        elif event.type() != QEvent.Type.ShortcutOverride or event.key() not in _KEYS:
            return False
        event.accept()  # or it would go on to the form or the dialog: Esc closes the list only
        return True

    def _watch(self, *, opened: bool) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = self._box.window().windowHandle() if opened else None
        own = self._list.windowHandle()
        if self._window is not None and own is not None:
            self._window.installEventFilter(self)
            own.setTransientParent(self._window)  # or a modal dialog would block the list of a box of its own


def _list_of(completer: QCompleter) -> QAbstractItemView:
    found = completer.popup()
    assert found is not None  # only one that completes in the line has none
    return found
