"""A search in an editor's text: its hits, the one that is selected, and replacing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtGui import QTextCursor

from editor.core.finding import Hit, Query, find
from editor.core.textops import Edit
from editor.gui.body.buffer import Positions
from editor.gui.body.editor import MarkdownEditor


class Search:
    """The hits of the last ``run``, in order, and the way through them. Positions are those of the document."""

    def __init__(self, editor: MarkdownEditor) -> None:
        self._editor = editor
        self._hits: list[Hit] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._asked: tuple[int, Query, str, tuple[int, int] | None] | None = None

    def __len__(self) -> int:
        return len(self._hits)

    def run(self, query: Query, replacement: str, scope: QTextCursor | None) -> None:
        """Look for every hit, in the whole text or in what ``scope`` selects; CopydeskError where it cannot."""
        between = (scope.selectionStart(), scope.selectionEnd()) if scope is not None else None
        asked = (self._editor.document().revision(), query, replacement, between)
        if asked == self._asked:
            return
        self._asked = None
        self._hits, self._starts, self._ends = [], [], []
        text = self._editor.text()
        positions = Positions(text)
        start, end = 0, len(text)
        if between is not None:
            start, end = map(positions.characters, between)
        self._hits = find(query, text, start, end, replacement)
        self._starts = [positions.units(hit.start) for hit in self._hits]
        self._ends = [positions.units(hit.end) for hit in self._hits]
        self._asked = asked

    def number(self) -> int:
        """Which hit is selected, from 1; 0 if none is."""
        cursor = self._editor.textCursor()
        at = bisect_left(self._starts, cursor.selectionStart())
        here = at < len(self._starts) and self._starts[at] == cursor.selectionStart()
        return at + 1 if here and self._ends[at] == cursor.selectionEnd() else 0

    def step(self, *, forward: bool) -> bool:
        """Select the next hit, or the one before; whether that meant going round the end of the text."""
        cursor = self._editor.textCursor()
        if forward:
            at = bisect_left(self._starts, cursor.selectionEnd())
            wrapped = at == len(self._starts)
            self._select(0 if wrapped else at)
        else:
            at = bisect_right(self._ends, cursor.selectionStart()) - 1
            wrapped = at < 0
            self._select(at)
        return wrapped

    def follow(self) -> None:
        """Select the first hit at the cursor or after it."""
        at = bisect_left(self._starts, self._editor.textCursor().selectionStart())
        self._select(at if at < len(self._starts) else 0)

    def replace(self) -> bool:
        """Replace the selected hit as one step of undo; whether one was selected."""
        number = self.number()
        if not number:
            return False
        hit = self._hits[number - 1]
        end = hit.start + len(hit.replacement)
        self._editor.replace_by_user(Edit(hit.start, hit.end, hit.replacement, (end, end)))
        return True

    def replace_all(self) -> int:
        """Replace every hit as one step of undo; how many."""
        edits = [Edit(hit.start, hit.end, hit.replacement, (hit.start, hit.start)) for hit in self._hits]
        self._editor.replace_all_by_user(edits)
        return len(edits)

    def between(self, first: int, last: int) -> list[QTextCursor]:
        """The hits in a part of the document, as cursors that select them."""
        cursors = []
        for at in range(bisect_left(self._ends, first), bisect_right(self._starts, last)):
            cursors.append(self._cursor(at))
        return cursors

    def _select(self, at: int) -> None:
        self._editor.setTextCursor(self._cursor(at))

    def _cursor(self, at: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._starts[at])
        cursor.setPosition(self._ends[at], QTextCursor.MoveMode.KeepAnchor)
        return cursor
