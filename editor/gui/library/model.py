"""The results as a model: as many rows as there are results, and a row's article once it is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.app.library import Library
from editor.core.checks.values import Level
from editor.core.language import _
from editor.core.library import Hit, Record
from editor.core.textops import Link, put_link
from editor.core.textual import date_for_readers
from editor.gui.levels import said_of

HIT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class Results(QAbstractListModel):
    """The rows of a ``Library``."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._rows = 0
        library.renewed.connect(self._renew)
        library.rows_changed.connect(self._refresh)

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many results there are."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says; for ``HIT`` the result itself, or None while it is on its way."""
        hit = self._library.hit(index.row())
        if role == HIT:
            return hit
        if hit is None:
            return _("Loading …") if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(hit.record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit)
        return "\n".join((title_of(hit.record), *to_fix(hit))) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What has a web address can be dragged into the text."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        hit = self._library.hit(index.row())
        return flags | Qt.ItemFlag.ItemIsDragEnabled if hit is not None and hit.record.url else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The links of the dragged rows, as the text writes them."""
        hits = [hit for index in indexes if (hit := self._library.hit(index.row())) is not None]
        data = QMimeData()
        data.setText("\n".join(link_to(hit.record) for hit in hits))
        return data

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = self._library.total
        self.endResetModel()

    def _refresh(self) -> None:
        more = self._library.total - self._rows
        if more > 0:
            self.beginInsertRows(_TOP, self._rows, self._rows + more - 1)
            self._rows += more
            self.endInsertRows()
        elif more < 0:
            self.beginRemoveRows(_TOP, self._rows + more, self._rows - 1)
            self._rows += more
            self.endRemoveRows()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(self._rows - 1))


def title_of(record: Record) -> str:
    """The headline, or for a file without one its name."""
    return record.headline or record.path.rpartition("/")[2]


def link_to(record: Record) -> str:
    """The article's link as the text writes it."""
    return put_link(Link(0, 0, title_of(record), record.url)).replacement


def day_of(record: Record) -> str:
    """The day of publication in few letters, ``21 Nov 2019``."""
    full = date_for_readers(record.published).partition(",")[0]
    try:
        month = date.fromisoformat(record.published[:10]).strftime("%B")
    except ValueError:
        return full
    return full.replace(month, month[:3])


def spoken(hit: Hit) -> str:
    """A row in words, for a screen reader."""
    record = hit.record
    state = _("cannot be read as an article") if record.problem else _("draft") if record.draft else ""
    parts = (title_of(record), record.area, date_for_readers(record.published), state, *to_fix(hit))
    return ", ".join(part for part in parts if part)


def to_fix(hit: Hit) -> Sequence[str]:
    """What stands between an article and publication, in words; nothing of a file that is none."""
    if hit.tally is None or hit.record.problem:
        return ()
    return said_of({Level.ERROR: hit.tally.errors, Level.WARNING: hit.tally.warnings})
