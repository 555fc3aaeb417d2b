"""The file as a save will leave it, with what that changes: new words underlined, words that go struck through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from editor.app.comparing import Comparison
from editor.core.diff import Change, Piece
from editor.core.language import _, ngettext

_MOST_MARKS = 2_000
"""Changes that are coloured; a text that is altogether different needs no more."""

_WORD_TINT, _LINE_TINT = 70, 26  # opacity, of 255
# What a text document would make another line of.
_IN_LINE = {
    ord("\u2029"): "¶",
    ord("\r"): "␍",
    0xFDD0: "\N{REPLACEMENT CHARACTER}",
    0xFDD1: "\N{REPLACEMENT CHARACTER}",
}


class FileView(QWidget):
    """Shows the pieces of a comparison as one text that can be read, searched by eye and copied, but not changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._key = ""
        self._colours: Mapping[str, str] = {"success": "#1b6e3c", "error": "#b3261e"}
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "hint")
        self.note.setContentsMargins(12, 8, 12, 8)
        self.text = _Text(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.note)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours by role."""
        self._colours = colours
        self._mark()

    def show_comparison(self, found: Comparison) -> None:
        """Show the file of an article; the same article stays where it was scrolled to."""
        if (found.key, found.pieces) != (self._key, self._pieces):
            bar = self.text.verticalScrollBar()
            top = bar.value() if found.key == self._key else 0
            self._key, self._pieces = found.key, found.pieces
            self.text.show_pieces(found.pieces)
            self._mark()
            bar.setValue(top)
        self._say(found)

    def _say(self, found: Comparison) -> None:
        changed = _changes(found.pieces)
        if found.problem:
            sentence = found.problem
        elif found.is_new:
            sentence = _("This article has no file yet. A save will write this.")
        elif changed:
            sentence = ngettext(
                "A save changes {number} place: new words are underlined, words that go are struck through.",
                "A save changes {number} places: new words are underlined, words that go are struck through.",
                changed,
            ).format(number=changed)
        else:
            sentence = _("The file holds exactly this: a save changes nothing.")
        self.note.setText(sentence)
        self.text.setAccessibleDescription(sentence)

    def _mark(self) -> None:
        self.text.mark(QColor(self._colours["success"]), QColor(self._colours["error"]))


class _Text(QPlainTextEdit):
    """One text of pieces. What goes is seen, but never copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ranges: list[tuple[int, int, Change]] = []
        self.setReadOnly(True)
        self.setProperty("frame", "none")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName(_("The file as a save will leave it"))
        self.document().setDocumentMargin(12)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these, one behind the other."""
        self._ranges, at = [], 0
        for piece in pieces:
            end = at + _units(piece.shown)
            if piece.kind is not Change.SAME:
                self._ranges.append((at, end, piece.kind))
            at = end
        self.setPlainText("".join(piece.shown for piece in pieces).translate(_IN_LINE))

    def mark(self, added: QColor, removed: QColor) -> None:
        """Mark what comes and goes, and the lines where that happens."""
        lines, words = [], []
        for start, end, kind in self._ranges[:_MOST_MARKS]:
            colour = added if kind is Change.ADDED else removed
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            words.append(_selection(cursor, _word_format(colour, kind)))
            lines.append(_selection(cursor, _line_format(colour)))
        self.setExtraSelections([*lines, *words])

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text of the file, without what goes."""
        cursor, kept = self.textCursor(), []
        at, end = cursor.selectionStart(), cursor.selectionEnd()
        for start, stop, kind in [*self._ranges, (end, end, Change.REMOVED)]:
            if kind is Change.REMOVED and stop >= at:
                kept.append(self._between(at, min(start, end)))
                at = max(at, stop)
        data = QMimeData()
        data.setText("".join(kept))
        return data

    def _between(self, start: int, end: int) -> str:
        if end <= start:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")


def _selection(cursor: QTextCursor, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor, selection.format = cursor, form
    return selection


def _word_format(colour: QColor, kind: Change) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(_faint(colour, _WORD_TINT))
    form.setFontStrikeOut(kind is Change.REMOVED)
    form.setFontUnderline(kind is Change.ADDED)
    return form


def _line_format(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(_faint(colour, _LINE_TINT))
    form.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return form


def _faint(colour: QColor, opacity: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(opacity)
    return faint


def _units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _changes(pieces: Sequence[Piece]) -> int:
    """Places where something goes, comes, or is replaced by something else."""
    kinds = [piece.kind for piece in pieces]
    return sum(kind is not Change.SAME and (at == 0 or kinds[at - 1] is Change.SAME) for at, kind in enumerate(kinds))
