"""Choosing a ready-made passage: the palette, and beside its list the passage as it will stand in the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from editor.core.checks.boilerplate import Filled
from editor.core.language import _, ngettext
from editor.gui.body.buffer import Positions
from editor.gui.dialogs.palette import Entry, Palette
from editor.gui.theme import Look

_ICON = "notepad-text"


class PassageChooser(Palette):
    """Can be typed into before there is anything to choose; ``wanted`` carries the passage (``Filled``)."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, look: Look) -> None:
        self._shown = PassageText(look.theme.colours)
        super().__init__(parent, look.icons, (), _("Insert a ready-made passage"), self._shown)
        self._passages: dict[str, Filled] = {}
        self.marked.connect(self._show_passage)
        self.chosen.connect(lambda name: self.wanted.emit(self._passages[name]))
        self.take((), _("Looking for the passages …"))

    def offer_passages(self, passages: Sequence[Filled], none: str) -> None:
        """Show what there is; ``none`` is said where there is nothing."""
        self._passages = {one.name: one for one in passages}
        entries = [Entry(one.name, one.name, icon=_ICON, words=" ".join(one.text.split())) for one in passages]
        self.take(entries, "" if entries else none)

    def _show_passage(self, name: str) -> None:
        if name in self._passages:
            self._shown.show_passage(self._passages[name])


class PassageText(QWidget):
    """Shows a passage; below it stands how much is left to fill in. The keyboard never comes here."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setAccessibleName(_("The passage as it will stand in the article"))
        self._left = QLabel()
        self._left.setProperty("role", "hint")
        self._left.setWordWrap(True)
        self._open = QTextCharFormat()
        self._open.setForeground(QColor(colours["warning"]))
        self._open.setFontUnderline(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._text, 1)
        column.addWidget(self._left)

    def show_passage(self, passage: Filled) -> None:
        """Show a passage, with what is left open marked."""
        self._text.setPlainText(passage.text)
        units = Positions(passage.text).units
        self._text.setExtraSelections([self._marked(units(start), units(end)) for start, end in passage.blanks])
        self._left.setText(_left(len(passage.blanks)))

    def _marked(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        marked, cursor = QTextEdit.ExtraSelection(), QTextCursor(self._text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        marked.cursor, marked.format = cursor, self._open
        return marked


def _left(count: int) -> str:
    if not count:
        return _("Enter inserts it. Nothing is left to fill in.")
    return ngettext(
        "Enter inserts it, with the one blank that is left open selected.",
        "Enter inserts it, with the first of {count} open blanks selected.",
        count,
    ).format(count=count)
