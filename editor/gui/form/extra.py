"""Everything else: a tree of the texts that no field shows, to be changed, added to and removed from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from editor.core.article import Value, undotted
from editor.core.language import _
from editor.gui.form.extra_model import ExtraModel
from editor.gui.form.inputs import Line, LineInput, LongInput, mark
from editor.gui.form.labels import SIGN_ROOM
from editor.gui.icons import Icons

_LONG = 60
"""From so many characters on, a text is edited in a window of its own."""
_FEW = 100
"""So many names are all shown at once; of more, the groups are closed first."""


class _Delegate(QStyledItemDelegate):
    """Edits a text in its cell. What cannot stand in a line edit is kept where the person did not change it."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = LineInput()
        editor.returnPressed.disconnect()
        editor.setParent(parent)
        editor.setStyleSheet("padding: 0 3px; border-radius: 0; min-height: 0;")
        editor.setAccessibleName(_("Text of {name}").format(name=str(index.sibling(index.row(), 0).data())))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        model = index.model()
        if isinstance(editor, LineInput) and isinstance(model, ExtraModel):
            editor.show_value(model.node_text(index) or "")  # by way of Qt it would lose characters
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if isinstance(editor, LineInput):
            model.setData(index, editor.value)


class LongText(QDialog):
    """A long text, in a window with room for it."""

    taken = Signal(object)

    def __init__(self, name: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.resize(560, 300)
        self._input = LongInput()
        self._input.show_value(text)
        self._input.setAccessibleName(_("Text of {name}").format(name=name))
        buttons = QDialogButtonBox()
        keep = buttons.addButton(_("Use this text"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setProperty("primary", True)
        buttons.addButton(_("Leave it as it was"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.taken.emit(self._input.value))
        column = QVBoxLayout(self)
        column.addWidget(self._input)
        column.addWidget(buttons)


class ExtraTree(QTreeView):
    """The tree. Enter, F2 or a double click edit a text; Del takes away what is selected."""

    remove_asked = Signal()
    long_asked = Signal(QModelIndex)

    def __init__(self, model: ExtraModel) -> None:
        super().__init__()
        self._model = model
        self._turned: dict[str, bool] = {}
        self._current = ""
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setAccessibleName(_("Everything else in the file"))
        self.setToolTip(_("Enter changes a text, Del removes it"))
        self.header().setStretchLastSection(True)
        self.header().resizeSection(0, 150)
        self.doubleClicked.connect(self.edit_at)
        self.expanded.connect(lambda index: self._turned.update({model.key(index): True}))
        self.collapsed.connect(lambda index: self._turned.update({model.key(index): False}))
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def forget(self) -> None:
        """Forget which groups were open: another article comes."""
        self._turned.clear()

    def edit_at(self, index: QModelIndex) -> None:
        """Edit the text in this row, if there is one."""
        place = index.siblingAtColumn(1)
        if not self._model.flags(place) & Qt.ItemFlag.ItemIsEditable:
            return
        text = self._model.node_text(place) or ""
        self.setCurrentIndex(place)
        if len(text) > _LONG or "\n" in text:
            self.long_asked.emit(place)
        else:
            self.edit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class, and the tree's own."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not editing:
            self.edit_at(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def _remember(self) -> None:
        self._current = self._model.key(self.currentIndex())

    def _restore(self) -> None:
        turned = dict(self._turned)
        if self._model.size <= _FEW:
            self.expandAll()
        for key, is_open in turned.items():
            self.setExpanded(self._model.index_of(key), is_open)
        self._turned = turned
        if self._current:
            self.setCurrentIndex(self._model.index_of(self._current))


class ExtraPane(QWidget):
    """The tree, and a line to add to it. ``edited`` sends texts by dotted key; an empty one takes its name away."""

    edited = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._shown: tuple[Mapping[str, str], Mapping[str, Value]] = ({}, {})
        self.model = ExtraModel()
        self.tree = ExtraTree(self.model)
        self.tree.setFixedHeight(210)
        self.name = Line()
        self.name.setPlaceholderText(_("name, such as og.type"))
        self.name.setAccessibleName(_("Name to add"))
        self.text = Line()
        self.text.setPlaceholderText(_("its text"))
        self.text.setAccessibleName(_("Text to add"))
        self.add = QPushButton(icons.icon("plus"), _("Add"))
        self.remove = QToolButton()
        self.remove.setIcon(icons.icon("trash-2"))
        self.remove.setToolTip(_("Remove what is selected"))
        self.remove.setAccessibleName(_("Remove what is selected"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 2)
        row.addWidget(self.text, 3)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIGN_ROOM, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tree)
        column.addWidget(self._row)

    def _connect(self) -> None:
        self.model.edited.connect(lambda key, text: self.edited.emit({key: text}))
        self.tree.remove_asked.connect(self._remove)
        self.tree.long_asked.connect(self._edit_long)
        self.remove.clicked.connect(self._remove)
        self.add.clicked.connect(self._add)
        self.text.returnPressed.disconnect()
        self.text.returnPressed.connect(self._add)
        self.name.textEdited.connect(lambda: mark(self.name, "problem", False))

    def show_values(self, extra: Mapping[str, str], kept: Mapping[str, Value]) -> None:
        """Show these values; while the tree is folded away it costs nothing."""
        self._shown = (extra, kept)
        if self.isVisible():
            self.model.show_values(extra, kept)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.model.read_only = read_only
        self._row.setVisible(not read_only)

    def reveal(self, key: str) -> QWidget:
        """Select a name, and give the tree the keys; one that is not there yet waits for its text to be typed.

        The part that has the keys now, to be scrolled to.
        """
        self.model.show_values(*self._shown)
        index = self.model.index_of(key)
        if key and not index.isValid() and self._row.isVisible():
            self.name.setText(key)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return self._row
        self.tree.setCurrentIndex(index.siblingAtColumn(1) if index.isValid() else self.model.index(0, 0))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.tree

    def current_key(self) -> str:
        """The dotted key of the row where the cursor is."""
        return self.model.key(self.tree.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tree now that it is to be seen."""
        super().showEvent(event)
        self.model.show_values(*self._shown)

    def _remove(self) -> None:
        keys = list(self.model.keys_at(self.tree.currentIndex())) if self.tree.currentIndex().isValid() else []
        if keys and not self.model.read_only:
            self.edited.emit(dict.fromkeys(keys, ""))

    def _add(self) -> None:
        name, text = self.name.text().strip(), self.text.text()
        wrong = not all(undotted(name))
        mark(self.name, "problem", wrong)
        self.name.setToolTip(_("A name, or several with dots between them") if wrong else "")
        if wrong:
            self.name.setFocus()
        elif not text:
            self.text.setFocus()
        else:
            self.name.clear()
            self.text.clear()
            self.edited.emit({name: text})
            self.name.setFocus()

    def _edit_long(self, index: QModelIndex) -> None:
        key = self.model.key(index)
        dialog = LongText(key, self.model.node_text(index) or "", self)
        dialog.taken.connect(lambda text: self._take_long(key, text))
        dialog.open()

    def _take_long(self, key: str, text: str) -> None:
        index = self.model.index_of(key)
        if index.isValid():
            self.model.setData(index.siblingAtColumn(1), text)
        self.tree.setFocus()
