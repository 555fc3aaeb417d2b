"""The licences of everything that Copydesk is made of, in full: a list that can be searched, and the text beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.language import _, ngettext
from editor.services.parts import Part

_LINES = 200
"""Put into the text at a time: a few milliseconds. Chromium's licences have 8,000 lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A part as it is shown: its texts as one, and all of its words in small letters, to be searched."""

    name: str
    version: str
    licence: str
    text: str
    words: str


def entry(part: Part) -> Entry:
    """What is shown of a part. It takes a moment for a large one."""
    head = [
        f"{part.name} {part.version}".strip(),
        _("Licence: {licence}").format(licence=part.licence or _("not told")),
    ]
    if part.inside:
        told = _("It is inside {name}, whose makers name it and its licence without adding a text.")
        head.append(told.format(name=part.inside))
    text = "\n\n".join(said for said in ("\n".join(head[:2]), *head[2:], part.remark, *part.texts) if said)
    return Entry(part.name, part.version, part.licence, text, text.casefold())


def entries(parts: Iterable[Part]) -> list[Entry]:
    """All of them; on a thread."""
    return [entry(part) for part in parts]


class LongText(QPlainTextEdit):
    """Shows texts of megabytes without keeping the window waiting: what is seen at once, the rest in between.

    ``whole`` comes when all of it is there.
    """

    whole = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._rest: Sequence[str] = ()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._more)

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is there."""
        return not self._timer.isActive()

    def show_text(self, text: str) -> None:
        """Show it from its beginning."""
        lines = text.split("\n")
        self.setPlainText("\n".join(lines[:_LINES]))
        self._rest = lines[_LINES:]
        self._timer.start()

    def _more(self) -> None:
        if self._rest:
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n" + "\n".join(self._rest[:_LINES]))
            self._rest = self._rest[_LINES:]
        else:
            self._timer.stop()
            self.whole.emit()


class _Words(QLineEdit):
    """Enter goes to the next hit, with Shift to the one before, and does not close the dialog."""

    step_wanted = Signal(bool)
    leave_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, and the arrow down into the list; Esc empties it first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step_wanted.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Down:
            self.leave_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class LicencesPage(QWidget):
    """Every part with its licence. What is typed narrows the list down to the parts that have it, and is marked."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._items: list[QTreeWidgetItem] = []
        self._words = _Words(clearButtonEnabled=True)
        self._words.setPlaceholderText(_("Find a part, a licence or words of its text"))
        self._words.setAccessibleName(self._words.placeholderText())
        self._told = QLabel()
        self._told.setProperty("role", "hint")
        self._next = QPushButton(_("Next"))
        self._next.setToolTip(_("The next place in this text (Enter)"))
        self._next.setAutoDefault(False)
        self._list = _list()
        self._text = LongText()
        self._text.setAccessibleName(_("Text of the licence"))
        self._lay_out()
        self._words.textChanged.connect(self._narrow)
        self._words.step_wanted.connect(lambda forward: self._step(forward=forward))
        self._words.leave_wanted.connect(self._list.setFocus)
        self._next.clicked.connect(lambda: self._step(forward=True))
        self._list.currentItemChanged.connect(self._choose)
        self._text.whole.connect(self._mark)
        self._narrow()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        line.addWidget(self._next)
        line.addWidget(self._told)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._list)
        halves.addWidget(self._text)
        halves.setStretchFactor(1, 1)
        halves.setSizes([280, 700])  # the text's lines of 80 letters are seen whole
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(halves, 1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these, and show the first."""
        self._entries = entries
        self._items = [QTreeWidgetItem([one.name, one.version]) for one in entries]
        for item, one in zip(self._items, entries, strict=True):
            item.setToolTip(0, one.licence)
        self._list.addTopLevelItems(self._items)
        self._narrow()

    def show_sentence(self, sentence: str) -> None:
        """Say why there is no list."""
        self._text.show_text(sentence)

    def _narrow(self) -> None:
        """List the parts that have the words; stay with the one that is shown, if it has them."""
        wanted = self._words.text().casefold().strip()
        shown = [row for row, one in enumerate(self._entries) if wanted in one.words]
        for row, item in enumerate(self._items):
            item.setHidden(row not in shown)
        count = len(shown)
        self._told.setText(ngettext("{count} part", "{count} parts", count).format(count=count))
        self._next.setEnabled(bool(wanted and shown))
        current = self._list.currentItem()
        if shown and (current is None or current.isHidden()):
            best = min(shown, key=lambda row: _rank(self._entries[row], wanted))
            self._list.setCurrentItem(self._items[best])
        elif not shown and self._entries:
            self._list.setCurrentIndex(QModelIndex())
            self._text.show_text(_("No part and no licence has “{words}”.").format(words=wanted))
        elif self._text.is_whole:
            self._mark()

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._text.show_text(self._entries[self._list.indexOfTopLevelItem(item)].text)

    def _mark(self) -> None:
        """Select the first place of the words in the text."""
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._step(forward=True)

    def _step(self, *, forward: bool) -> None:
        wanted = self._words.text().strip()
        way = QTextCursor.MoveOperation.Start if forward else QTextCursor.MoveOperation.End
        flags = QTextDocument.FindFlag(0) if forward else QTextDocument.FindFlag.FindBackward
        if wanted and not self._text.find(wanted, flags):
            self._text.moveCursor(way)
            self._text.find(wanted, flags)


def _rank(one: Entry, wanted: str) -> int:
    """A part of that name is meant first, then one under that licence, then one whose text has it somewhere."""
    return 0 if one.name.casefold().startswith(wanted) else 1 if wanted in one.licence.casefold() else 2


def _list() -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(_("Parts"))
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setAllColumnsShowFocus(True)
    made.setHeaderLabels([_("Part"), _("Version")])
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return made
