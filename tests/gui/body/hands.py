"""What a person does in the text: select, and look where the cursor is."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from editor.gui.body.buffer import Positions
from editor.gui.body.editor import MarkdownEditor


def select(editor: MarkdownEditor, words: str) -> None:
    """Select the first place where these words stand."""
    text = editor.text()
    start = text.index(words)
    put_cursor(editor, start, start + len(words))


def put_cursor(editor: MarkdownEditor, anchor: int, position: int | None = None) -> None:
    """Put the cursor before a character; with ``position`` select up to there."""
    positions = Positions(editor.text())
    cursor = editor.textCursor()
    cursor.setPosition(positions.units(anchor))
    end = anchor if position is None else position
    cursor.setPosition(positions.units(end), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def selected(editor: MarkdownEditor) -> str:
    return editor.buffer.selected(editor.textCursor())
