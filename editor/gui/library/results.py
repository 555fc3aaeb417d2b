"""The list of results: as many rows as the archive has articles, and no more work than for those in view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QKeyCombination, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from editor.app.library import Library
from editor.core.library import Record
from editor.gui.icons import Icons
from editor.gui.library.acts import RESULT_ACTS
from editor.gui.library.model import HIT, Results
from editor.gui.library.rows import ResultRows

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _combination(keys: str) -> QKeyCombination:
    sequence: Any = QKeySequence(keys)  # the stubs have no index for it
    combination: QKeyCombination = sequence[0]
    return combination


_KEYS = {_combination(act.keys): act.id for act in RESULT_ACTS if act.keys}


class ResultsView(QTableView):
    """The results of a ``Library``.

    A table of one column, because Qt asks a list for each of its rows before it shows the first: 100 ms for 50,000,
    where a table takes 1.4. ``selected`` carries the ``Record`` of the row that has the cursor, or None; ``wanted`` the
    id of an act, ``menu_wanted`` where on the screen. ``left_upwards`` and ``typed`` are for the search box.
    """

    selected = Signal(object)
    wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    left_upwards = Signal()
    typed = Signal(str)

    def __init__(
        self, library: Library, icons: Icons, colours: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._path = ""
        self._rows = ResultRows(icons, colours, self)
        self.setItemDelegate(self._rows)
        self.setModel(Results(library, self))
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self._want)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        library.renewed.connect(self._renewed)
        library.rows_changed.connect(self._refreshed)

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("results", True)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heights = self.verticalHeader()
        heights.hide()
        heights.setMinimumSectionSize(1)
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    @property
    def record(self) -> Record | None:
        """The article of the row that has the cursor."""
        hit = self.currentIndex().data(HIT)
        return hit.record if hit is not None else None

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self._rows.set_look(colours)
        self.viewport().update()

    def enter(self) -> None:
        """Take the keyboard, at the row that has the cursor or at the first."""
        self.setFocus()
        self._select_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt gives the first row the cursor, and selects nothing: nobody would see where the keys go."""
        super().focusInEvent(event)
        self._select_current()

    def _select_current(self) -> None:
        if not self.selectionModel().hasSelection():
            self._move_to(max(0, self.currentIndex().row()))

    # -- rows

    def _renewed(self) -> None:
        self._rows.set_look(with_passages=bool(self._library.asked.text.strip()))
        self._fit_rows()
        self.scrollToTop()
        self._want()
        row = self._library.row_of(self._path) if self._path else None
        if row is None:
            self._path = ""
            self.selected.emit(None)
        else:
            self._move_to(row)

    def _refreshed(self) -> None:
        """More rows may be in view, and rows may have moved: the cursor stays with its article."""
        self._want()
        record = self.record
        if record is not None and self._path and record.path != self._path:
            row = self._library.row_of(self._path)
            if row is not None:
                self._move_to(row)
                return
        self._on_row(self.currentIndex())

    def _move_to(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def _on_row(self, _index: QModelIndex) -> None:
        record = self.record
        if record is None:
            self._path = ""  # told when it is there
        elif record.path != self._path:
            self._path = record.path
            self.selected.emit(record)

    def _fit_rows(self) -> None:
        height = self._rows.height(self.fontMetrics())
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
            self.verticalScrollBar().setSingleStep(height // 2)

    def _want(self) -> None:
        last = self.rowAt(self.viewport().height() - 1)
        first = max(0, self.rowAt(0))
        self._library.want(first, last if last >= 0 else self._library.total - 1)

    # -- keys and mouse

    def event(self, event: QEvent) -> bool:
        """Keys of the list's own go before those of the window that are the same."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.keyCombination() in _KEYS:
                event.accept()
                return True
        elif event.type() == QEvent.Type.FontChange:
            self._fit_rows()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Up from the first row and Escape lead back to the search box."""
        key = event.key()
        combination = event.keyCombination()
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.currentIndex().row() <= 0):
            self.left_upwards.emit()
        elif combination in _KEYS or key in _ENTER:
            ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.wanted.emit(_KEYS.get(combination, "background" if ctrl else "open"))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """What is typed here goes on in the search box."""
        self.typed.emit(search)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, as in any list."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends:
            return self.model().index(ends[action] % max(1, self.model().rowCount()), 0)
        return super().moveCursor(action, modifiers)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.wanted.emit("open")
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the pointer, or for the menu key at the row that has the cursor."""
        if self.record is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            at = event.globalPos()
        self.menu_wanted.emit(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be in view."""
        super().resizeEvent(event)
        self._want()
