"""The page: search, the list of rules, the chosen one beside it, and the way to house style and word lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QActionGroup, QDesktopServices, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.app.ruling import Ruling, Shelf
from editor.core.checks.values import Level
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.gui.icons import Icons
from editor.gui.rules.details import USUAL, RuleDetails, choices
from editor.gui.rules.model import ROW, Row, RuleRows
from editor.gui.rules.rows import RuleRowsLook
from editor.gui.wiring import connect
from editor.services.own_lists import Kind, OwnList
from editor.services.spelling import Scope

_DOWN_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MENU_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Search(QLineEdit):
    """The search. Down and Enter go on to what was found."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class, and those that leave it."""
        if event.key() in _DOWN_KEYS and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _List(QListView):
    """The list. Enter, Space and a click on a level ask for the levels to choose from."""

    levels_wanted = Signal(QPoint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class, and those that open the choice."""
        if event.key() in _MENU_KEYS and not event.modifiers() and self.currentIndex().isValid():
            self.levels_wanted.emit(self.visualRect(self.currentIndex()).bottomRight())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the level of a row."""
        super().mouseReleaseEvent(event)
        index, look = self.indexAt(event.position().toPoint()), self.itemDelegate()
        if index.isValid() and isinstance(look, RuleRowsLook) and event.button() == Qt.MouseButton.LeftButton:
            place = self.visualRect(index)
            if event.position().x() >= place.right() - look.level_width(self.fontMetrics()):
                self.levels_wanted.emit(place.bottomRight())


class RulesPage(QWidget):
    """Every rule, and how it is told. ``told`` carries why something could not be done, or "" where it was."""

    told = Signal(str)

    def __init__(self, ruling: Ruling, article: Path | None, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ruling, self._article = ruling, article
        self._shelf: Shelf | None = None
        self._wanted = ""
        self.search, self.list = _Search(self), _List(self)
        self.details = RuleDetails(self)
        self._rows = RuleRows()
        self._rows.setParent(self.list)
        self._reset, self.lists = QPushButton(_("&All as the organisation has it"), self), QPushButton(self)
        self._said = QLabel(self)
        self._set_up(icons)
        self._lay_out()
        connect(
            (
                (self.search.textChanged, self._search),
                (self.search.left, self.list.setFocus),
                (self.list.selectionModel().currentChanged, lambda *_indexes: self._show_row()),
                (self.list.levels_wanted, self._ask_level),
                (self.details.chosen, self._choose),
                (self._reset.clicked, lambda _checked: self._do(ruling.forget_all)),
                (ruling.changed, self._show_levels),
                (ruling.files_changed, self._load),
            )
        )
        ruling.told.connect(self.told)
        self._load()

    def _set_up(self, icons: Icons) -> None:
        self.search.setPlaceholderText(_("Search the checks"))
        self.search.setAccessibleName(_("Search the checks"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(RuleRowsLook(icons, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(_("Checks"))
        self.list.setAccessibleDescription(_("Enter opens the choice of how a check is told."))
        self.lists.setText(_("House style and &words"))
        for button in (self._reset, self.lists):
            button.setAutoDefault(False)
        self.lists.setMenu(QMenu(self.lists))
        self._said.setProperty("role", "hint")
        self._said.setWordWrap(True)
        self._said.setText(_("Your organisation’s own words and its “write this, not that” are plain files."))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self._reset)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        for at, (side, share) in enumerate(((self.list, 58), (self.details, 42))):
            sides.addWidget(side)
            sides.setStretchFactor(at, share)
            sides.setCollapsible(at, False)
        sides.setSizes([400, 290])
        foot = QHBoxLayout()
        foot.addWidget(self.lists)
        foot.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(sides, 1)
        column.addLayout(foot)

    # -- what it shows

    def show_rule(self, name: str) -> None:
        """Go to a rule, as soon as it is there."""
        self._wanted = name
        self.search.clear()
        self._go()

    def enter(self) -> None:
        """Take the keys."""
        (self.list if self._wanted else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        self._ruling.load(self._article, self._take)

    def _take(self, shelf: Shelf) -> None:
        if not isValid(self):  # the preferences were closed meanwhile
            return
        self._shelf = shelf
        self._show_levels()
        self._fill_lists(shelf.lists)
        self._go()

    def _show_levels(self) -> None:
        if self._shelf is not None:
            self._rows.show_rules(self._shelf.book, self._ruling.chosen(self._shelf.book))
            self._show_row()

    def _search(self, text: str) -> None:
        row = self._row
        self._rows.search(text)
        at = self._rows.row_of(row.name) if row and not row.heads else -1
        self._select(at if at >= 0 else min(1, len(self._rows.rows)) if text.strip() else 0)

    def _go(self) -> None:
        if self._rows.rows:
            self._select(max(self._rows.row_of(self._wanted), 0))

    def _select(self, at: int) -> None:
        index = self._rows.index(at) if at < len(self._rows.rows) else self.list.rootIndex()
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._show_row()

    @property
    def _row(self) -> Row | None:
        index = self.list.currentIndex()
        row: Row | None = index.data(ROW) if index.isValid() else None
        return row

    def _show_row(self) -> None:
        self.details.show_row(self._row)
        self._reset.setEnabled(self._rows.any_own)

    # -- choosing

    def _ask_level(self, place: QPoint) -> None:
        row = self._row
        if row is None:
            return
        if row.is_locked:
            self.told.emit(_("Your organisation has set this for everybody, so it cannot be changed here."))
            return
        menu = QMenu(self)
        group = QActionGroup(menu)
        for value, words in choices(row):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value is row.level)
            group.addAction(action)
            action.triggered.connect(partial(self._choose, value))
            if value is row.level:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(place - QPoint(menu.sizeHint().width(), 0)))

    def _choose(self, value: Level | str, _checked: bool = False) -> None:
        row = self._row
        if row is None:
            return
        if isinstance(value, Level):
            self._do(partial(self._ruling.choose, row.name, value, instead_of=row.names[1:]))
        elif value == USUAL:
            self._do(partial(self._ruling.forget, row.names))
            row = self._row
            if row and row.usual and row.is_own:  # what was chosen for its whole family counts for it too
                self._do(partial(self._ruling.choose, row.name, row.usual))
        self._show_row()

    def _do(self, act: Callable[[], None]) -> None:
        """Do something, and say why where it cannot be done."""
        self.told.emit("")
        try:
            act()
        except CopydeskError as error:
            self.told.emit(error.sentence)

    # -- the lists

    def _fill_lists(self, lists: Sequence[OwnList]) -> None:
        menu = self.lists.menu()
        menu.clear()
        for own in lists:
            action = menu.addAction(_NAMES[own.kind, own.scope]())
            action.triggered.connect(lambda _checked=False, chosen=own: self._ruling.begin(chosen, self._open))

    def _open(self, path: Path) -> None:
        """Open a file in the person's editor, or, where there is none for it, the folder that it lies in."""
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        if not isValid(self):
            return
        if not opened:
            opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        said = (
            _("{path} is open in another program. Save it there, come back, and it counts.")
            if opened
            else _("Open {path} in a text editor. Save it there, come back, and it counts.")
        )
        self._said.setText(said.format(path=path))


_NAMES: Mapping[tuple[Kind, Scope], Callable[[], str]] = {
    (Kind.STYLE, Scope.ARCHIVE): lambda: _("House style of &this archive, for everybody …"),
    (Kind.WORDS, Scope.ARCHIVE): lambda: _("Words of this &archive, for everybody …"),
    (Kind.STYLE, Scope.PERSON): lambda: _("My own &house style …"),
    (Kind.WORDS, Scope.PERSON): lambda: _("My own &words …"),
}
