"""The rows of the page: families, each followed by its rules; a search leaves those that have all its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from editor.core.checks.values import Family, Level
from editor.core.language import _
from editor.gui.levels import short_name
from editor.services.levels import Chosen
from editor.services.rules import RuleBook

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ROW = int(Qt.ItemDataRole.UserRole)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A family (then ``rules`` are all of its rules, also those that a search leaves out), or one rule."""

    family: Family
    rules: tuple[Chosen, ...]
    heads: bool = False

    @property
    def name(self) -> str:
        """The id under which a level is chosen for it."""
        return self.family.id if self.heads else self.rules[0].rule.id

    @property
    def title(self) -> str:
        """What it is called."""
        return (self.family.title or self.family.id) if self.heads else (self.rules[0].rule.title or self.name)

    @property
    def level(self) -> Level | None:
        """Its level; None where its rules have several."""
        return _only({one.rule.level for one in self.rules})

    @property
    def usual(self) -> Level | None:
        """The level that it has without what the person chose; None where its rules have several."""
        return _only({one.usual for one in self.rules})

    @property
    def is_locked(self) -> bool:
        """Whether the organisation has set it for everybody."""
        return all(one.is_locked for one in self.rules)

    @property
    def is_own(self) -> bool:
        """Whether the person chose it, or any of it."""
        return any(one.is_own for one in self.rules)

    @property
    def names(self) -> tuple[str, ...]:
        """All ids under which its level may have been chosen."""
        return (self.family.id, *(one.rule.id for one in self.rules)) if self.heads else (self.name,)


class RuleRows(QAbstractListModel):
    """What the list shows. A row's text is its title; a screen reader also hears its level and who chose it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self._all: Sequence[Row] = ()
        self._words: Sequence[str] = ()

    def show_rules(self, book: RuleBook, chosen: Mapping[str, Chosen]) -> None:
        """Show these rules; where they are the same ones with other levels, the rows stay."""
        self._all = [*_rows(book, chosen)]
        rows = _found(self._all, self._words)
        if [row.name for row in rows] == [row.name for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self._reset(rows)

    def search(self, text: str) -> None:
        """Show only the rules that have all these words in what is said of them, below their families."""
        self._words = text.casefold().split()
        self._reset(_found(self._all, self._words))

    def row_of(self, name: str) -> int:
        """The row of a rule or family; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.name == name), -1)

    @property
    def any_own(self) -> bool:
        """Whether the person chose any level."""
        return any(row.is_own for row in self._all)

    def _reset(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """As many as there are rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, its title, and all that is said of it."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        return None


def level_text(level: Level | None) -> str:
    """A level in a word or two."""
    return short_name(level) if level else _("Various")


def _rows(book: RuleBook, chosen: Mapping[str, Chosen]) -> Iterator[Row]:
    rules: dict[str, list[Chosen]] = {family: [] for family in book.families}
    for one in chosen.values():
        rules.setdefault(one.rule.family, []).append(one)
    for name, members in rules.items():
        if members:
            family = book.families.get(name, Family(name))
            yield Row(family, tuple(members), heads=True)
            yield from (Row(family, (one,)) for one in members)


def _found(rows: Sequence[Row], words: Sequence[str]) -> Sequence[Row]:
    """The rules that have the words, or, where there is none, those of the families that have them."""
    if not words:
        return rows
    return [*_left(rows, words, _of_rule)] or [*_left(rows, words, _of_family)]


def _left(rows: Sequence[Row], words: Sequence[str], said: Callable[[Row], str]) -> Iterator[Row]:
    head: Row | None = None
    for row in rows:
        if row.heads:
            head = row
        elif all(word in said(row) for word in words):
            if head is not None:
                yield head
                head = None
            yield row


def _of_rule(row: Row) -> str:
    rule = row.rules[0].rule
    said = (row.title, rule.sentence, rule.why, rule.example, rule.id, level_text(row.level))
    return "\n".join(said).casefold()


def _of_family(row: Row) -> str:
    return f"{row.family.title}\n{row.family.about}".casefold()


def _spoken(row: Row) -> str:
    if row.is_locked:
        said = _("{title}, {level}, set by your organisation")
    elif row.is_own:
        said = _("{title}, {level}, chosen by you")
    else:
        said = _("{title}, {level}")
    return said.format(title=row.title, level=level_text(row.level))


def _only(levels: set[Level]) -> Level | None:
    return next(iter(levels)) if len(levels) == 1 else None
