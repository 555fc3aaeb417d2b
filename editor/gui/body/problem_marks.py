"""Underlines in the text where a check found something: they move with the text, and go where it changes under them."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QToolTip

from editor.gui.body.buffer import Positions
from editor.gui.body.editor import MarkdownEditor
from editor.gui.levels import LevelLook

_LAYER = "problems"
_FAR = 3
"""Characters beside a mark where pointing still means it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be underlined, in characters of the text; ``first`` to ``last`` must stay for it to be true.

    That is more than the passage where a fix changes more. ``tip`` is what is said of it.
    """

    start: int
    end: int
    first: int
    last: int
    look: LevelLook
    tip: str


@dataclass(slots=True)
class _Span:
    """Where a mark is now, in positions of the document. Not ``alive`` once the text changed there."""

    start: int
    end: int
    first: int
    last: int
    alive: bool = True

    def edited(self, at: int, removed: int, added: int, character: Callable[[int], str]) -> None:
        """Follow an edit of the document, which was made already."""
        by = added - removed
        if self.last < at or (self.last == at and not _alike(character(at - 1), character(at))):
            return
        first = self.first + by
        if self.first < at + removed or (self.first == at + removed and _alike(character(first - 1), character(first))):
            self.alive = False
            return
        self.start, self.end, self.first, self.last = self.start + by, self.end + by, first, self.last + by


def _alike(one: str, other: str) -> bool:
    """Whether two neighbours make one word, or one gap: what is typed at a word's end makes it another word."""
    return one.isalnum() == other.isalnum() and one.isspace() == other.isspace()


class ProblemMarks(QObject):
    """The marks of one editor, known by their numbers in the sequence that was shown last.

    Qt is given those in view: it takes a millisecond for ten.
    """

    def __init__(self, editor: MarkdownEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._colours: Mapping[str, str] = {}
        self._marks: Sequence[Mark] = ()
        self._spans: Sequence[_Span] = ()
        self._covered = range(0)
        self._lines = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        editor.changed.connect(self._follow)
        editor.verticalScrollBar().valueChanged.connect(self._look)
        editor.viewport().installEventFilter(self)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self._colours = colours
        self._soon.start()

    def show(self, marks: Sequence[Mark], text: str) -> None:
        """Show these and no others. ``text`` is what the editor holds."""
        units = Positions(text).units
        self._marks = marks
        self._spans = [_Span(units(one.start), units(one.end), units(one.first), units(one.last)) for one in marks]
        self._soon.start()

    def moved(self, number: int, text: str) -> int | None:
        """By how many characters the text before a mark has grown; None where the text of the mark changed."""
        span = self._spans[number]
        return Positions(text).characters(span.first) - self._marks[number].first if span.alive else None

    def at(self, position: int) -> Sequence[int]:
        """The numbers of the marks at a position of the document, the shortest first."""
        there = [number for number, one in enumerate(self._spans) if one.alive and one.start <= position <= one.end]
        return sorted(there, key=lambda number: self._spans[number].end - self._spans[number].start)

    # -- following the text

    def _follow(self, at: int, removed: int, added: int) -> None:
        document = self._editor.document()
        another = False
        for span in self._spans:
            if span.alive and span.last >= at:
                # Qt's own cursors take in what is typed at their end.
                touched = span.end == at
                span.edited(at, removed, added, document.characterAt)
                another = another or touched or not span.alive
        if another or document.blockCount() != self._lines:
            self._soon.start()

    def _look(self) -> None:
        first, last = self._editor.view_range()
        if self._spans and not (first in self._covered and last in self._covered):
            self._refresh()

    def _refresh(self) -> None:
        """Underline what is in view, and a page above and below it."""
        first, last = self._editor.view_range()
        document = self._editor.document()
        page = max(500, last - first)
        self._lines = document.blockCount()
        self._covered = range(max(0, first - page), last + page + 1)
        begin, end = self._covered.start, self._covered.stop
        self._editor.set_marks(
            _LAYER,
            [
                _selection(document, span, QColor(self._colours.get(mark.look.role, "")), mark.look)
                for mark, span in zip(self._marks, self._spans, strict=True)
                if span.alive and span.start < end and begin < span.end and span.start < span.end
            ],
        )

    # -- pointing at a mark

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what is wrong where the mouse rests."""
        # The class first: this hears of every paint, and the name of a type takes longer.
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cursor = self._editor.cursorForPosition(event.pos())
            rect = self._editor.cursorRect(cursor)
            far = _FAR * self._editor.fontMetrics().averageCharWidth()
            near = rect.adjusted(-far, 0, far, 0).contains(event.pos())
            tips = [self._marks[number].tip for number in self.at(cursor.position())] if near else []
            if tips:
                said = "".join(f"<p>{html.escape(tip)}</p>" for tip in tips)
                QToolTip.showText(event.globalPos(), said, self._editor.viewport(), rect.adjusted(-far, 0, far, 0))
                return True
        return False


def _selection(document: QTextDocument, span: _Span, colour: QColor, look: LevelLook) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(document)
    cursor.setPosition(span.start)
    cursor.setPosition(min(span.end, document.characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
    made.cursor, made.format = cursor, QTextCharFormat()
    made.format.setUnderlineStyle(look.line)
    made.format.setUnderlineColor(colour)
    return made
