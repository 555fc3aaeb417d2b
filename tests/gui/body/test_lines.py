"""What is remembered of a document is what the document holds, whatever was done to it, and however."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from editor.gui.body.editor import MarkdownEditor

in_one_window = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
texts = st.text(alphabet="ab *#`\n\u00a0\u2028😀", max_size=12)
Step = tuple[str, int, int, str]
steps = st.tuples(
    st.sampled_from(("put", "together", "undo", "redo", "load", "replace", "twice")),
    st.integers(0, 40),
    st.integers(0, 40),
    texts,
)


def held(editor: MarkdownEditor) -> str:
    """What the document holds, block by block."""
    block, lines = editor.document().begin(), []
    while block.isValid():
        lines.append(block.text())
        block = block.next()
    return "\n".join(lines)


def cursor_over(editor: MarkdownEditor, start: int, end: int) -> QTextCursor:
    most = editor.document().characterCount() - 1
    cursor = editor.textCursor()
    cursor.setPosition(min(start, most))
    cursor.setPosition(min(end, most), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def put(editor: MarkdownEditor, start: int, end: int, text: str) -> None:
    cursor_over(editor, start, end).insertText(text)


def put_together(editor: MarkdownEditor, start: int, end: int, text: str) -> None:
    """Two changes in one step, with a look at the text between them."""
    cursor = cursor_over(editor, start, end)
    cursor.beginEditBlock()
    cursor.insertText(text)
    assert editor.text() == held(editor)
    cursor_over(editor, end, end).insertText(text + "\n")
    cursor.endEditBlock()


def put_twice(editor: MarkdownEditor, start: int, end: int, text: str) -> None:
    """Two changes far apart before anybody looks."""
    put(editor, end, end, text + "\n")
    put(editor, start, start, "\n" + text)


ACTS: dict[str, Callable[[MarkdownEditor, int, int, str], None]] = {
    "put": put,
    "together": put_together,
    "twice": put_twice,
    "undo": lambda editor, _start, _end, _text: editor.undo(),
    "redo": lambda editor, _start, _end, _text: editor.redo(),
    "load": lambda editor, _start, _end, text: editor.load(text),
    "replace": lambda editor, _start, _end, text: editor.replace_text(text),
}


@in_one_window
@given(texts, st.lists(st.tuples(steps, st.booleans()), max_size=12))
def test_the_text_is_what_the_document_holds(editor: MarkdownEditor, text: str, acts: list[tuple[Step, bool]]) -> None:
    editor.load(text)
    for (act, start, end, new), looked_at in acts:
        ACTS[act](editor, start, end, new)
        if looked_at:
            assert editor.text() == held(editor)
    assert editor.text() == held(editor)
