"""A text edit that gives back exactly what it was given, and does each command as one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from editor.core.textops import Edit, Passage, is_list_item
from editor.gui.body.buffer import Buffer, Reach
from editor.gui.body.spaced import SpacedTextEdit
from editor.gui.body.telling import Telling

Operation: TypeAlias = Callable[[Passage], Edit | None]

LIST_REACH = 100
"""Lines above and below the cursor that belong to the passage of a command that numbers a list."""
_TEXT = "application/x-copydesk-text"
"""The exact characters on the clipboard: the plain form loses a byte-order mark between programs."""


class ExactTextEdit(SpacedTextEdit):
    """Text in and out, on the clipboard and in edits, character for character."""

    edited = Signal()
    """A person changed the text (or undid a change); not sent for ``load`` and ``replace_text``."""
    changed = Signal(int, int, int)
    """As the document's ``contentsChange``, but for a letter only once it is on the screen."""
    cursor_moved = Signal()
    """As Qt's ``cursorPositionChanged``, but for a letter only once it is on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._telling = Telling()
        self._buffer = Buffer(self.document(), self._telling)
        self._from_outside = False
        self._new_step = True
        self.document().contentsChange.connect(self._on_change)
        self.cursorPositionChanged.connect(self._on_moved)

    @property
    def buffer(self) -> Buffer:
        """The text by lines, for what must not ask for all of it."""
        return self._buffer

    def text(self) -> str:
        """The whole text, exactly; lines end in ``\\n``."""
        return self._buffer.text()

    def selected_text(self) -> str:
        """The selected text, exactly; empty for none."""
        return self._buffer.selected(self.textCursor())

    def load(self, text: str) -> None:
        """Another article: undo begins anew, the cursor is at the top."""
        self._from_outside = True
        self._buffer.load(text)
        self._from_outside = False
        self._new_step = True
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_text(self, text: str) -> None:
        """The same as ``load``."""
        self.load(text)

    def replace_text(self, text: str) -> None:
        """The same article changed outside: one step of undo, the cursor stays on its line."""
        self._from_outside = True
        cursor = self.textCursor()
        self._buffer.replace(cursor, text)
        self.setTextCursor(cursor)
        self._from_outside = False
        self._new_step = True

    def replace_by_user(self, edit: Edit) -> None:
        """Carry out an edit of the whole text (positions in characters) as one step of undo, and show it."""
        cursor = self.textCursor()
        self._buffer.apply_to_whole(cursor, edit)
        self._show_step(cursor)

    def replace_all_by_user(self, edits: Sequence[Edit]) -> None:
        """Carry out edits of the whole text, in order and apart from each other, as one step of undo."""
        if edits:
            self._buffer.apply_all(self.textCursor(), edits)
            self._new_step = True

    def run(self, operation: Operation, reach: Reach = 0) -> bool:
        """Carry out an editing command on the selected lines and ``reach`` more (above, below, or both alike).

        The answer is whether it did anything.
        """
        if self.isReadOnly():
            return False
        cursor = self.textCursor()
        edit = operation(self._buffer.passage(cursor, reach))
        if edit is None:
            return False
        self._buffer.apply(cursor, reach, edit)
        self._show_step(cursor)
        return True

    def run_on_paragraph(self, operation: Operation) -> bool:
        """As ``run``, on the passage from the cursor's line to the end of its paragraph or list."""
        block, lines = self.document().findBlock(self.textCursor().selectionEnd()), 0
        while lines < LIST_REACH and block.next().isValid() and _goes_on(block.text(), block.next().text()):
            block, lines = block.next(), lines + 1
        return self.run(operation, (0, lines))

    def end_step(self) -> None:
        """What is typed next is a new step of undo."""
        self._new_step = True

    def _show_step(self, cursor: QTextCursor) -> None:
        self._new_step = True
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text only be read; the cursor can still go through it and select."""
        flags = Qt.TextInteractionFlag.TextEditorInteraction
        if read_only:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text from an input method is held as any other."""
        commit = event.commitString()
        if self._buffer.inside(commit) != commit:
            event.setCommitString(self._buffer.inside(commit))
        super().inputMethodEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text with its no-break spaces and separators, for the clipboard and for dragging."""
        text = self._buffer.selected(self.textCursor())
        data = QMimeData()
        data.setText(text)
        data.setData(_TEXT, text.encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Plain text can be put in; formats are not for Markdown."""
        return source.hasFormat(_TEXT) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in a text as it is, with the line ends of other systems made ours, as one step of undo."""
        if self.isReadOnly():
            return
        if source.hasFormat(_TEXT):
            text = bytes(source.data(_TEXT).data()).decode()
        else:
            text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._buffer.insert(cursor, text)
        cursor.endEditBlock()
        self._show_step(cursor)

    def _on_change(self, at: int, removed: int, added: int) -> None:
        self._telling.tell(self.changed, at, removed, added)
        if (removed or added) and not self._from_outside:
            self._telling.tell(self.edited)

    def _on_moved(self) -> None:
        self._telling.tell(self.cursor_moved)


def _goes_on(line: str, following: str) -> bool:
    """Whether the next line belongs to the same paragraph or list."""
    if following.strip():
        return bool(line.strip()) or is_list_item(following)
    return is_list_item(line)
