"""Text and page in step: whichever of the two the person moves, the other comes along."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from editor.core.markdown import Page, Place, line_of, lines_of, offset_of, place_of
from editor.gui.body.buffer import Positions
from editor.gui.body.editor import MarkdownEditor
from editor.gui.preview import Here, Move, PreviewPane, Spot
from editor.gui.wiring import Wires, application, connect

_HIGHEST, _LOWEST = 0.1, 0.8
"""Where in its window a place of the page is put that was out of sight: as high as the cursor, but not at an edge."""


class InStep(QObject):
    """Leads the page where the text goes, and the text where the reader goes.

    One of the two leads at a time: the text from a key or a wheel there, the page from the reader's input there. What
    the other does because of it leads nothing, so that they cannot chase each other.
    """

    def __init__(self, pane: PreviewPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._editor: MarkdownEditor | None = None
        self._key = ""
        self._page: Page | None = None
        self._on = True
        self._ours = False  # what the editor does just now is our doing
        self._behind = False  # the page that is shown is older than the text: the next one will bring the place along
        self._move = Move.STAY
        self._soon = QTimer(self, singleShot=True, interval=0)
        connect(
            (
                (self._soon.timeout, self._point),
                (pane.scrolled, self._follow_page),
                (pane.clicked, self._go_to),
                (application().focusChanged, self._on_focus),
                (pane.visibility_changed, lambda seen: self._come(Move.FOLLOW) if seen else None),
            )
        )

    def set_on(self, on: bool) -> None:
        """Whether the two go together. A click in the page leads to its place in the text in any case."""
        self._on = on
        self._come(Move.FOLLOW)

    def follow(self, editor: MarkdownEditor | None, key: str = "") -> None:
        """The text in front, and the key of its pages."""
        if self._editor is not None:
            for signal, slot in self._wires(self._editor):
                signal.disconnect(slot)
        self._editor, self._key, self._behind = editor, key, False
        if editor is not None:
            connect(self._wires(editor))
            self._come(Move.FOLLOW)

    def show_page(self, page: Page) -> None:
        """Show a page, and on it the place where the person is."""
        self._page, self._behind = page, False
        self._pane.show_page(page, self._here())

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """The block that is written is marked only while the text has the focus."""
        if self._editor is not None and self._editor in (old, new):
            self._soon.start()

    def _wires(self, editor: MarkdownEditor) -> Wires:
        return (
            (editor.edited, self._on_edit),
            (editor.cursor_moved, self._on_cursor),
            (editor.verticalScrollBar().valueChanged, self._on_scroll),
        )

    # -- the text leads

    def _on_edit(self) -> None:
        self._behind = True

    def _on_cursor(self) -> None:
        if not self._ours:
            self._pane.leave()
            self._come(Move.REVEAL)

    def _on_scroll(self) -> None:
        """A scroll that comes with the cursor is none of its own: the page need not move if it shows the place."""
        if not self._ours:
            self._pane.leave()
            self._come(Move.REVEAL if self._move is Move.REVEAL else Move.FOLLOW)

    def _come(self, move: Move) -> None:
        self._move = move
        self._soon.start()

    def _point(self) -> None:
        if not self._behind:
            self._pane.point(self._here())

    def _here(self) -> Here:
        """Where the person is now; asked once for each move."""
        move, self._move = self._move if self._on else Move.STAY, Move.STAY
        editor, page = self._editor, self._page
        if editor is None or page is None or page.key != self._key:
            return Here()
        cursor = _line_of_cursor(editor.textCursor())
        place = place_of(page, cursor)
        marked = place.block if editor.hasFocus() and page.blocks else -1
        if move is Move.FOLLOW:
            return Here(place_of(page, _line_at_top(editor)), move, marked)
        if move is Move.STAY:
            return Here(marked=marked)
        height = editor.cursorRect().center().y() / max(1, editor.viewport().height())
        return Here(place, move, marked, min(_LOWEST, max(_HIGHEST, height)))

    # -- the page leads

    def _follow_page(self, place: Place) -> None:
        editor, page = self._editor, self._page
        if not self._on or editor is None or page is None or page.key != self._key or self._behind:
            return
        line = line_of(page, place)
        block = editor.document().findBlockByNumber(min(int(line), editor.document().blockCount() - 1))
        top = block.firstLineNumber() + round((line - int(line)) * block.lineCount())
        self._ours = True
        editor.verticalScrollBar().setValue(top)
        self._ours = False

    def _go_to(self, spot: Spot) -> None:
        editor, page = self._editor, self._page
        if editor is None or page is None or page.key != self._key:
            return
        lines = lines_of(page, spot.block)
        source = "\n".join(editor.buffer.line(number) for number in lines if number < editor.blockCount())
        before = offset_of(source, spot.share, spot.word, spot.into)
        first = editor.document().findBlockByNumber(lines.start)
        cursor = QTextCursor(editor.document())
        cursor.setPosition(max(0, first.position()) + Positions(source).units(before))
        self._ours = True
        editor.setTextCursor(cursor)
        self._ours = False
        editor.setFocus()


def _line_of_cursor(cursor: QTextCursor) -> float:
    """The line of the cursor (from 0) and how far into it it stands."""
    return cursor.blockNumber() + cursor.positionInBlock() / cursor.block().length()


def _line_at_top(editor: MarkdownEditor) -> float:
    """The line at the top of the window, and how much of it is above."""
    block = editor.firstVisibleBlock()
    rect = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
    return block.blockNumber() + min(0.999, max(0.0, -rect.top() / max(1.0, rect.height())))
