"""The palette: one line to type in, and below it everything that fits: acts, articles, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from editor.core.language import _
from editor.gui.actions import ACTIONS, MENUS, label_of
from editor.gui.dialogs.matching import Match, match
from editor.gui.dialogs.rows import KEY, MARKS, Rows, row
from editor.gui.icons import Icons

_WIDTH, _WIDE = 640, 860
_SHARES = (2, 3)  # of the width: the list, what stands beside it
_FEWEST = 3
_AROUND = 90  # pixels of the line, the edges, and what is left free below
_ROWS = 10
_MOST = 50
"""Rows that are shown at most: nobody reads more, they type another letter."""
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: what it is called, what tells it from others, the icon's name, its shortcut.

    By the ``words`` it is found too; a list does not show them, and a screen reader says them.
    """

    id: str
    title: str
    hint: str = ""
    icon: str = ""
    keys: str = ""
    words: str = ""


def act_entries(actions: Mapping[str, QAction]) -> list[Entry]:
    """The acts of the table that can be done now, by their ids."""
    return [
        Entry(
            spec.id,
            plain_label(label_of(spec)),
            plain_label(_(MENUS[spec.menu])),
            spec.icon,
            actions[spec.id].shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        )
        for spec in ACTIONS
        if spec.id != "palette" and spec.id in actions and actions[spec.id].isEnabled()
    ]


def plain_label(label: str) -> str:
    """An act's label without its mnemonic and dots."""
    return label.replace("&", "").removesuffix("…").rstrip()


class Palette(QDialog):
    """Narrows a list down while one types. Arrow keys, Enter, Esc; a click elsewhere closes it.

    Make it, connect ``chosen`` (an entry's id), ``show()`` it: it places itself, and is deleted when it closes.
    ``beside`` stands at the right of the list, and shows more of the entry that is ``marked`` ("" where none is).
    """

    chosen = Signal(str)
    marked = Signal(str)
    typed = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        icons: Icons,
        entries: Sequence[Entry],
        placeholder: str = "",
        beside: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(placeholder or _("Do anything"))
        self._window = parent.window()
        self._icons = icons
        self._entries = entries
        self._sentence = ""
        self._beside = beside
        self._field = QLineEdit()
        self._field.setPlaceholderText(placeholder or _("What would you like to do?"))
        self._field.setAccessibleName(self.windowTitle())
        sign = self._field.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(_("Search"))
        self._field.installEventFilter(self)
        self._list = _list_of_what_fits()
        self._nothing = QLabel()
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "hint")
        self._nothing.setContentsMargins(10, 8, 10, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self._room = self._list if beside is None else _side_by_side(self._list, beside)
        for widget in (self._field, self._room, self._nothing):
            column.addWidget(widget)
        self._field.textChanged.connect(self._fill)
        self._field.textChanged.connect(self.typed)
        self._list.currentRowChanged.connect(self._tell)
        self._list.itemClicked.connect(self._choose)
        self._fill("")

    def take(self, entries: Sequence[Entry], sentence: str = "") -> None:
        """Offer other entries; where there are none, say why in a sentence."""
        self._entries, self._sentence = entries, sentence
        self._fill(self._field.text())

    def _fill(self, query: str) -> None:
        found = [
            (fit, entry) for entry in self._entries if (fit := match(query, entry.title, f"{entry.hint} {entry.words}"))
        ]
        if query.strip():
            found.sort(key=lambda pair: -pair[0].score)
        self._list.clear()
        for fit, entry in found[:_MOST]:
            self._add(fit, entry)
        self._list.setCurrentRow(0)
        self._show()

    def offer(self, typed: str, entries: Sequence[Entry]) -> None:
        """Add what was found elsewhere for what is typed, below the rest; nothing where something else is by now."""
        there = {self._list.item(at).data(KEY) for at in range(self._list.count())}
        if typed == self._field.text():
            for entry in entries:
                if entry.id not in there:
                    self._add(match(typed, entry.title) or Match(0), entry)
            self._list.setCurrentRow(max(0, self._list.currentRow()))
            self._show()

    def _show(self) -> None:
        found = self._list.count() > 0
        self._room.setVisible(found)
        self._nothing.setText(self._sentence or _("Nothing fits. Try another word, or fewer letters."))
        self._nothing.setVisible(not found)
        if found:
            # What stands beside it must not change its size with every letter.
            high = self._list.sizeHintForRow(0)
            most = max(_FEWEST, min(_ROWS, (self._window.height() - self._top() - _AROUND) // high))
            rows = min(self._list.count(), most) if self._beside is None else most
            self._list.setFixedHeight(rows * high + 2 * self._list.frameWidth() + 2)
        self._place()

    def _add(self, fit: Match, entry: Entry) -> None:
        name = ", ".join(part for part in (entry.title, entry.hint, entry.keys, entry.words) if part)
        icon = self._icons.icon(entry.icon, "muted") if entry.icon else QIcon()
        item = row(entry.id, entry.title, hint=entry.hint, right=entry.keys, icon=icon, name=name)
        item.setData(MARKS, tuple(fit.places))
        self._list.addItem(item)

    def _tell(self, at: int) -> None:
        """The keyboard stays in the line, so the row is told to screen readers as a description of it."""
        item = self._list.item(at)
        self._field.setAccessibleDescription(str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if item else "")
        self.marked.emit(str(item.data(KEY)) if item else "")

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item:
            wanted = str(item.data(KEY))
            # Closed first: what is chosen may show a window of its own.
            self.accept()
            self.chosen.emit(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that are meant for the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if key in _MOVES or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._move(key)
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: Qt.Key) -> None:
        count = self._list.count()
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1,
            Qt.Key.Key_PageUp: 1 - _ROWS, Qt.Key.Key_PageDown: _ROWS - 1,
        }  # fmt: skip
        if not count:
            return
        at = self._list.currentRow() + steps[key]
        # Single steps go round; pages stop at the ends.
        self._list.setCurrentRow(at % count if abs(steps[key]) == 1 else min(max(at, 0), count - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel with an edge, for no window manager draws one."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Button))
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _place(self) -> None:
        """At the top centre of the window it belongs to; anew with every size, for X would let it jump to a corner."""
        window = self._window
        self.setFixedWidth(max(min(_WIDTH if self._beside is None else _WIDE, window.width() - 40), 320))
        self.adjustSize()
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, self._top())))

    def _top(self) -> int:
        """Pixels from the top of the window."""
        return min(72, self._window.height() // 8)

    def showEvent(self, event: QShowEvent) -> None:
        """Be in place, and ready to be typed into."""
        self._place()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Close when the person turns to another window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()


def _list_of_what_fits() -> QListWidget:
    found = QListWidget()
    found.setItemDelegate(Rows(parent=found))
    found.setIconSize(QSize(18, 18))
    found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    found.setMouseTracking(True)
    found.setUniformItemSizes(True)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setAccessibleName(_("What fits"))
    return found


def _side_by_side(left: QWidget, right: QWidget) -> QWidget:
    room = QWidget()
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    for widget, share in zip((left, right), _SHARES, strict=True):
        row.addWidget(widget, share)
    return room
