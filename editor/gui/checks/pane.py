"""The pane "Ready to publish": a list of what a check found, and the chosen item in full beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.checks.values import Problem
from editor.core.language import _
from editor.gui.checks.details import Details
from editor.gui.checks.model import ITEM, Item, Rows
from editor.gui.checks.row_menu import row_menu
from editor.gui.checks.rows import ProblemRows
from editor.gui.checks.wording import ignored_count
from editor.gui.icons import Icons
from editor.gui.levels import FINE, counted, gravest_first
from editor.gui.wiring import connect
from editor.services.ignoring import Ignored

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BIG_ICON = 28


class _List(QListView):
    """The list. Enter goes to the place."""

    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class, and Enter on every platform."""
        if event.key() in _ENTER and not event.modifiers():
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class ReadyPane(QWidget):
    """What stands between an article and its publication. It shows what it is given, and says what is wanted."""

    jump_wanted = Signal(object)
    fix_wanted = Signal(object, object)
    ignore_wanted = Signal(object, str)
    back_wanted = Signal(object)
    word_wanted = Signal(object)
    silence_wanted = Signal(object)
    rule_wanted = Signal(object)
    selected = Signal(object)
    left = Signal()
    close_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._problems: Sequence[Problem] = ()
        self._ignored: Sequence[Ignored] = ()
        self.setProperty("pane", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Ready to publish"))
        self._rows = Rows()
        self.list = _List(self)
        self._rows.setParent(self.list)
        self.details = Details(self)
        self.counts, self._note = QLabel(self), QLabel(self)
        self.ignored_switch, self._close = QToolButton(self), QToolButton(self)
        self.fine = QWidget(self)
        self.fine_text = QLabel(self.fine)
        self._fine_sign, self._fine_about = QLabel(self.fine), QLabel(self.fine)
        self.pages = QStackedWidget(self)
        self._set_up()
        self._lay_out()
        self._connect()

    def _set_up(self) -> None:
        self.list.setModel(self._rows)
        self.list.setItemDelegate(ProblemRows(self._icons, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("What stands in the way"))
        self.list.setToolTip("")
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._note.setProperty("role", "warning")
        self.counts.setProperty("role", "hint")
        self.ignored_switch.setCheckable(True)
        self.ignored_switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ignored_switch.setToolTip(_("Show what is ignored in this article, and why"))
        self._close.setIcon(self._icons.icon("x"))
        self._close.setIconSize(QSize(14, 14))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.setAccessibleName(_("Hide this list"))
        self._close.setToolTip(_("Hide this list"))
        self.fine_text.setProperty("role", "subheading")
        self._fine_about.setProperty("role", "hint")
        for text in (self._fine_about, self._note):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)

    def _lay_out(self) -> None:
        title = QLabel(_("Ready to publish"), self)
        title.setProperty("role", "label")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self.counts, 1)
        head.addWidget(self.ignored_switch)
        head.addWidget(self._close)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        for at, (side, share) in enumerate(((self.list, 58), (self.details, 42))):
            sides.addWidget(side)
            sides.setStretchFactor(at, share)
            sides.setCollapsible(at, False)
        sides.setSizes([580, 420])
        said = QVBoxLayout()
        said.addStretch(1)
        said.addWidget(self.fine_text)
        said.addWidget(self._fine_about)
        said.addStretch(1)
        row = QHBoxLayout(self.fine)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(12)
        row.addWidget(self._fine_sign)
        row.addLayout(said, 1)
        self.pages.addWidget(self.fine)
        self.pages.addWidget(sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        details = self.details
        connect(
            (
                (self.list.chosen, self._jump),
                (self.list.doubleClicked, lambda _index: self._jump()),
                (self.list.selectionModel().currentChanged, lambda _now, _before: self._choose()),
                (self.ignored_switch.toggled, lambda _on: self._fill()),
                (self.list.customContextMenuRequested, self._show_menu),
                (self._close.clicked, lambda _checked: self.close_wanted.emit()),
                (details.jump_wanted, self._jump),
                (details.fix_wanted, lambda fix: self.fix_wanted.emit(self.item, fix)),
                (details.ignore_wanted, lambda reason: self.ignore_wanted.emit(self.item, reason)),
                (details.back_wanted, lambda: self.back_wanted.emit(self.item)),
                (details.word_wanted, lambda: self.word_wanted.emit(self.item)),
            )
        )

    # -- what it shows

    def show_problems(self, problems: Sequence[Problem], ignored: Sequence[Ignored], *, note: str = "") -> None:
        """Show what was found; the chosen row and the place in the list stay. ``note`` says what was not checked."""
        self._problems, self._ignored = gravest_first(problems), ignored
        self.counts.setText(", ".join(counted(problems)))
        self.ignored_switch.setText(ignored_count(len(ignored)))
        self.ignored_switch.setVisible(bool(ignored))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._fill()

    def show_waiting(self) -> None:
        """Show that an article is being checked for the first time."""
        self.show_problems((), ())
        self.fine_text.setText(_("Checking this article …"))
        self._fine_sign.clear()
        self._fine_about.clear()

    def _fill(self) -> None:
        with_ignored = self.ignored_switch.isChecked() and self._ignored
        items: Sequence[Item] = [*self._problems, *self._ignored] if with_ignored else self._problems
        if list(items) != list(self._rows.items):
            before, row, top = self.item, self.list.currentIndex().row(), self.list.verticalScrollBar().value()
            self._rows.show_items(items)
            self._select(_row_of(before, row, items))
            self.list.verticalScrollBar().setValue(top)
        if not items:
            self._show_fine()
        self.pages.setCurrentIndex(1 if items else 0)

    def _show_fine(self) -> None:
        self.fine_text.setText(_("Nothing stands in the way"))
        self._fine_about.setText(
            _(
                "The fields, dates, times, numbers and names, ways to respond, spelling, house style and accessibility "
                "were checked. Read it once more all the same: no check knows what happened."
            )
        )
        self._fine_sign.setPixmap(self._sign())

    def _sign(self) -> QPixmap:
        return self._icons.icon(FINE.icon, FINE.role).pixmap(QSize(_BIG_ICON, _BIG_ICON), self.devicePixelRatioF())

    def show_theme(self) -> None:
        """The icons have other colours now."""
        if not self._fine_sign.pixmap().isNull():
            self._fine_sign.setPixmap(self._sign())
        self.list.viewport().update()

    # -- the chosen row

    @property
    def item(self) -> Item | None:
        """The chosen item."""
        index = self.list.currentIndex()
        item: Item | None = index.data(ITEM) if index.isValid() else None
        return item

    def choose(self, problem: Problem) -> None:
        """Choose a problem of the list."""
        self._select(_row_of(problem, -1, self._rows.items))

    def enter(self) -> None:
        """Take the keys."""
        if not self._rows.items:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.list.currentIndex().isValid():
            self._select(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _select(self, row: int) -> None:
        if 0 <= row < len(self._rows.items):
            index = self._rows.index(row)
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._choose()

    def _choose(self) -> None:
        item = self.item
        self.details.show_item(item)
        self.selected.emit(item)

    def _show_menu(self, place: QPoint) -> None:
        """The menu of the chosen row: under the mouse, or, for keys, at the row."""
        if self.item is not None:
            row = self.list.visualRect(self.list.currentIndex())
            at = place if row.contains(place) else row.center()
            row_menu(self, self.item).popup(self.list.viewport().mapToGlobal(at))

    def _jump(self) -> None:
        if isinstance(self.item, Problem):
            self.jump_wanted.emit(self.item)


def _row_of(item: Item | None, row: int, items: Sequence[Item]) -> int:
    """The row of an item that may have moved in the article; where it is gone, the row that has taken its place."""
    if item is None:
        return 0 if items else -1
    found = [at for at, other in enumerate(items) if _key(other) == _key(item)]
    # The same word may stand there twice.
    return min(found, key=lambda at: abs(at - row)) if found else min(max(row, 0), len(items) - 1)


def _key(item: Item) -> tuple[type, str, str, str]:
    return type(item), item.rule, item.field, item.quote
