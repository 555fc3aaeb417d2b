"""The rows of the list: problems, the gravest first, and below them what is ignored, where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from editor.core.checks.values import Problem
from editor.core.language import _
from editor.gui.checks.wording import field_name, quoted, where_of
from editor.gui.levels import name_of
from editor.services.ignoring import Ignored

Item: TypeAlias = Problem | Ignored
Index: TypeAlias = QModelIndex | QPersistentModelIndex

ITEM = int(Qt.ItemDataRole.UserRole)
_NO_INDEX = QModelIndex()
_LEAST = 3
"""Characters of a passage that say something by themselves."""


class Rows(QAbstractListModel):
    """What the list shows. A row is one item; its text is what a screen reader says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Item] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """As many as there are items."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The item, its sentence, and all that is said of it."""
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence_of(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(item)
        return None


def sentence_of(item: Item) -> str:
    """What a row says."""
    if isinstance(item, Problem):
        return item.sentence
    if item.sentence:
        return item.sentence
    # Kept by hand, or by an earlier version.
    return _("{what}: {reason}").format(what=quoted(item), reason=item.reason) if item.reason else quoted(item)


def place_of(item: Item) -> str:
    """Where it is, at the right end of a row."""
    return where_of(item) if isinstance(item, Problem) else field_name(item.field)


def passage_of(item: Item) -> str:
    """The passage that it is about, where its sentence does not quote it: so that two like sentences differ."""
    words = " ".join(item.quote.split()) if isinstance(item, Problem) else ""
    return _("“{words}”").format(words=words) if len(words) >= _LEAST and words not in sentence_of(item) else ""


def _spoken(item: Item) -> str:
    if isinstance(item, Problem):
        return _("{level}, {place}: {sentence}").format(
            level=name_of(item.level), place=where_of(item), sentence=item.sentence
        )
    return _("Ignored: {sentence}").format(sentence=sentence_of(item))
