"""Everything else in the file, as a tree of texts for a view: dotted names split at their dots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from editor.core.article import Path, Tagged, Value, dotted, undotted
from editor.core.language import _

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SHOWN_CHARACTERS = 300
"""Of a long value the view shows the beginning; the whole is in its editor."""


@dataclass(slots=True, eq=False)
class _Node:
    name: str
    key: str
    above: _Node | None
    row: int
    number: int
    text: str | None = None
    kept: Value | None = None
    below: list[_Node] = field(default_factory=list)


def described(value: Value) -> str:
    """A value that is no text, in one line to read."""
    if isinstance(value, Tagged):
        return described(value.value)
    if isinstance(value, Mapping):
        return _("(empty)") if not value else ", ".join(f"{key}: {described(part)}" for key, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(described(part) for part in value) or _("(empty)")
    return value


class ExtraModel(QAbstractItemModel):
    """Names and texts. ``edited`` sends the dotted key and the text that a person gave it."""

    edited = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._nodes: list[_Node] = []
        self._by_key: dict[str, _Node] = {}
        self._order: list[str] = []
        self._italic = QFont()
        self._italic.setItalic(True)
        self.read_only = False
        self._clear()

    def show_values(self, extra: Mapping[str, str], kept: Mapping[str, Value]) -> None:
        """Show other values: in place where the names are the same, else as a new tree."""
        if self._order == [*extra, *kept]:
            for key, text in extra.items():
                node = self._by_key[key]
                if node.text != text:
                    node.text = text
                    place = self._index(node, 1)
                    self.dataChanged.emit(place, place)
            for key, value in kept.items():
                self._by_key[key].kept = value
            return
        self.beginResetModel()
        self._clear()
        for key, text in extra.items():
            self._node(undotted(key)).text = text
        for key, value in kept.items():
            self._node(undotted(key)).kept = value
        self._order = [*extra, *kept]
        self.endResetModel()

    def _clear(self) -> None:
        root = _Node("", "", None, 0, 0)
        self._nodes = [root]
        self._by_key = {"": root}

    def _node(self, path: Path) -> _Node:
        above = self._nodes[0]
        for depth, name in enumerate(path, 1):
            key = dotted(path[:depth])
            if key not in self._by_key:
                node = _Node(name, key, above, len(above.below), len(self._nodes))
                above.below.append(node)
                self._nodes.append(node)
                self._by_key[key] = node
            above = self._by_key[key]
        return above

    @property
    def size(self) -> int:
        """How many names and groups there are."""
        return len(self._nodes) - 1

    def node_text(self, index: _Index) -> str | None:
        """The whole text at an index; None where it is a group or no text."""
        return self._at(index).text

    def key(self, index: _Index) -> str:
        """The dotted key at an index."""
        return self._at(index).key

    def index_of(self, key: str) -> QModelIndex:
        """Where a dotted key stands; no index where it does not."""
        node = self._by_key.get(key)
        return self._index(node, 0) if node and key else QModelIndex()

    def keys_at(self, index: _Index) -> Iterator[str]:
        """The keys of the texts at and below an index."""
        waiting = [self._at(index)]
        while waiting:
            node = waiting.pop()
            if node.text is not None:
                yield node.key
            waiting.extend(node.below)

    def _at(self, index: _Index) -> _Node:
        return self._nodes[int(index.internalId())] if index.isValid() else self._nodes[0]

    def _index(self, node: _Node, column: int) -> QModelIndex:
        return self.createIndex(node.row, column, node.number)

    # -- what Qt asks

    def index(self, row: int, column: int, parent: _Index = _NO_INDEX) -> QModelIndex:
        """The place of a row below another."""
        below = self._at(parent).below
        return self._index(below[row], column) if 0 <= row < len(below) and column in (0, 1) else QModelIndex()

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # the other overload is QObject's
        """The place above."""
        above = self._at(index).above
        return self._index(above, 0) if above and above.above else QModelIndex()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """How many stand below."""
        return 0 if parent.column() > 0 else len(self._at(parent).below)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Name and text."""
        return 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _("Name") if section == 0 else _("Text")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is shown, and what is edited."""
        node, is_text = self._at(index), index.column() == 1
        if role == Qt.ItemDataRole.DisplayRole:
            if not is_text:
                return node.name
            text = node.text if node.kept is None else described(node.kept)
            return (text or "")[:_SHOWN_CHARACTERS]
        if role == Qt.ItemDataRole.EditRole and is_text:
            return node.text
        if role == Qt.ItemDataRole.FontRole and node.kept is not None:
            return self._italic
        if role == Qt.ItemDataRole.ToolTipRole and node.kept is not None:
            return _("This is no text. Copydesk keeps it as it is.")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only texts can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 1 and self._at(index).text is not None and not self.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what a person typed; the view shows it once the article has it."""
        node = self._at(index)
        if role != Qt.ItemDataRole.EditRole or node.text is None or value == node.text:
            return False
        self.edited.emit(node.key, value)
        return True
