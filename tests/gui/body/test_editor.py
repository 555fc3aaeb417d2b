"""Typing, undo, and every character coming back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.textops import Edit
from editor.gui.body.body_pane import BodyPane
from editor.gui.body.editor import MarkdownEditor
from tests.gui.body.hands import put_cursor, select, selected

NASTY = (
    "ab *_\n\t\u00a0\u2028\u2029\u200b\u200d\u00ad\ufeff\ufffe\uffff\ufdd0\ufdd1\ufdd2\ufdd3\ue000"
    "\r\x00\x07\x85\u202e\u2066\u2069e\u0301\ufffc\ufffd😀\U0010ffff"
)
nasty = st.text(alphabet=NASTY, max_size=40)
in_one_window = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@in_one_window
@given(nasty)
def test_what_is_loaded_comes_back(editor: MarkdownEditor, text: str) -> None:
    editor.load(text)
    assert editor.text() == text


@in_one_window
@given(nasty, nasty, nasty)
def test_copied_and_pasted_is_the_same(editor: MarkdownEditor, before: str, middle: str, after: str) -> None:
    editor.load(before + middle + after)
    put_cursor(editor, len(before), len(before + middle))
    assert selected(editor) == middle
    data = editor.createMimeDataFromSelection()
    put_cursor(editor, len(before + middle + after))
    editor.insertFromMimeData(data)
    assert editor.text() == before + middle + after + middle
    editor.undo()
    assert editor.text() == before + middle + after


@in_one_window
@given(nasty, nasty)
def test_pasting_something_new_changes_nothing_else(editor: MarkdownEditor, text: str, pasted: str) -> None:
    """Also where what is pasted are the very characters that stood in for others."""
    editor.load(text)
    data = QMimeData()
    data.setData("application/x-copydesk-text", pasted.encode())
    put_cursor(editor, len(text))
    editor.insertFromMimeData(data)
    assert editor.text() == text + pasted


def test_cut_and_paste_by_keys(qtbot: QtBot, editor: MarkdownEditor) -> None:
    editor.load("one\u00a0two\u2028three\u2029four\ufeff")
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == ""
    assert QApplication.clipboard().text() == "one\u00a0two\u2028three\u2029four\ufeff"
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "one\u00a0two\u2028three\u2029four\ufeff"


def test_windows_line_ends_become_ours(qtbot: QtBot, editor: MarkdownEditor) -> None:
    QApplication.clipboard().setText("one\r\ntwo\rthree")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "one\ntwo\nthree"


def test_a_dropped_text_is_the_same(editor: MarkdownEditor) -> None:
    data = QMimeData()
    data.setText("a\u00a0b\u2028c")
    drop(editor, data)
    assert editor.text() == "a\u00a0b\u2028c"


@in_one_window
@given(nasty)
def test_a_text_dragged_from_the_editor_is_dropped_the_same(editor: MarkdownEditor, text: str) -> None:
    editor.load(text)
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    editor.load("")
    drop(editor, data)
    assert editor.text() == text


def test_dropped_files_are_handed_on(qtbot: QtBot, pane: BodyPane) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a b.md")])
    with qtbot.waitSignal(pane.files_dropped) as dropped:
        drop(pane.editor, data)
    assert [path.name for path in dropped.args[0]] == ["a b.md"]
    assert pane.editor.text() == ""


def drop(editor: MarkdownEditor, data: QMimeData) -> None:
    place, left, none = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, here = Qt.DropAction.CopyAction, editor.viewport()
    QApplication.sendEvent(here, QDragEnterEvent(place.toPoint(), copy, data, left, none))
    QApplication.sendEvent(here, QDropEvent(place, copy, data, left, none))


def test_an_input_method_may_write_anything(editor: MarkdownEditor) -> None:
    event = QInputMethodEvent()
    event.setCommitString("a\u2029b")
    QApplication.sendEvent(editor, event)
    assert editor.text() == "a\u2029b"


def test_a_list_goes_on_and_ends(qtbot: QtBot, editor: MarkdownEditor) -> None:
    qtbot.keyClicks(editor, " * one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "text")
    assert editor.text() == " * one\n * two\n\ntext"


def test_numbers_go_on_and_nest(qtbot: QtBot, editor: MarkdownEditor) -> None:
    qtbot.keyClicks(editor, " 1. one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "in")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == " 1. one\n     1. in"
    qtbot.keyClick(editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == " 1. one\n 2. in"
    assert editor.hasFocus()


def test_tab_leaves_ordinary_text(qtbot: QtBot, editor: MarkdownEditor, pane: BodyPane) -> None:
    pane.find()
    editor.setFocus()
    qtbot.keyClicks(editor, "text")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "text"
    assert not editor.hasFocus()


def test_no_list_in_fenced_code(qtbot: QtBot, editor: MarkdownEditor) -> None:
    editor.load("```\n * code")
    put_cursor(editor, len(editor.text()))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "```\n * code\n"


def test_shift_enter_is_a_plain_line_break(qtbot: QtBot, editor: MarkdownEditor) -> None:
    qtbot.keyClicks(editor, " * one")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == " * one\n"


def test_undo_goes_word_by_word(qtbot: QtBot, editor: MarkdownEditor) -> None:
    qtbot.keyClicks(editor, "one two three")
    states = [editor.text()]
    while editor.document().isUndoAvailable():
        editor.undo()
        states.append(editor.text())
    assert states == ["one two three", "one two ", "one ", ""]


def test_a_deliberate_act_is_a_step_of_its_own(qtbot: QtBot, editor: MarkdownEditor) -> None:
    qtbot.keyClicks(editor, " * one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    editor.undo()
    assert editor.text() == " * one\n * "
    editor.undo()
    assert editor.text() == " * one"


def test_typing_after_a_paste_is_a_step_of_its_own(qtbot: QtBot, editor: MarkdownEditor) -> None:
    QApplication.clipboard().setText("pasted")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "typed")
    editor.undo()
    assert editor.text() == "pasted"


def test_loading_begins_undo_anew_and_says_nothing(qtbot: QtBot, editor: MarkdownEditor) -> None:
    qtbot.keyClicks(editor, "one")
    with qtbot.assertNotEmitted(editor.edited):
        editor.load("two")
    assert not editor.document().isUndoAvailable()


def test_an_outside_change_is_one_step_and_keeps_the_cursor(qtbot: QtBot, editor: MarkdownEditor) -> None:
    editor.load("one\ntwo\nthree 😀 four")
    select(editor, "four")
    with qtbot.assertNotEmitted(editor.edited):
        editor.replace_text("ONE\nbetween\ntwo\nthree 😀 four")
    assert editor.textCursor().positionInBlock() == len("three 😀 four") + 1
    editor.undo()
    assert editor.text() == "one\ntwo\nthree 😀 four"


def test_an_outside_change_around_the_cursor_keeps_its_line(editor: MarkdownEditor) -> None:
    editor.load("one\ntwo\nthree")
    put_cursor(editor, 6)
    editor.replace_text("1\n2222\n3")
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (1, 2)


def test_an_edit_counts_in_characters(qtbot: QtBot, editor: MarkdownEditor) -> None:
    editor.load("😀😀 one\ntwo")
    with qtbot.waitSignal(editor.edited):
        editor.replace_by_user(Edit(3, 6, "😀!", (3, 5)))
    assert (editor.text(), selected(editor)) == ("😀😀 😀!\ntwo", "😀!")
    editor.undo()
    assert editor.text() == "😀😀 one\ntwo"


def test_read_only_can_be_read_and_not_changed(qtbot: QtBot, pane: BodyPane) -> None:
    pane.editor.load("one")
    pane.editor.set_read_only(True)
    qtbot.keyClick(pane.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    pane.bold()
    qtbot.keyClicks(pane.editor, "x\r")
    assert (pane.editor.text(), selected(pane.editor)) == ("one", "one")
    pane.editor.set_read_only(False)
    qtbot.keyClicks(pane.editor, "x")
    assert pane.editor.text() == "x"


def test_ctrl_and_the_wheel_change_the_size(editor: MarkdownEditor) -> None:
    size, place = editor.fontMetrics().height(), QPointF(50, 50)
    for turn in (120, 120):
        wheel = QWheelEvent(
            place, place, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(editor.viewport(), wheel)
    assert editor.look.zoom == 125
    assert editor.fontMetrics().height() > size


@pytest.mark.parametrize("width", [500, 1400])
def test_lines_are_of_a_readable_length(pane: BodyPane, width: int) -> None:
    pane.resize(width, 500)
    pane.editor.load("word " * 400)
    longest = pane.editor.viewport().width() / pane.editor.fontMetrics().averageCharWidth()
    assert 20 < longest < 80
    assert pane.editor.horizontalScrollBar().maximum() == 0


def test_a_click_between_two_lines_is_on_one_of_them(qtbot: QtBot, editor: MarkdownEditor) -> None:
    editor.load("wide words " * 60)
    put_cursor(editor, 3)
    left, step = editor.cursorRect().left(), 1
    seen = set()
    for y in range(editor.cursorRect().top(), editor.cursorRect().top() + 90, step):
        qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, y))
        seen.add(abs(editor.cursorRect().left() - left) < 20)
    assert seen == {True}


def test_the_cursor_stays_clear_of_the_lower_edge(qtbot: QtBot, editor: MarkdownEditor) -> None:
    editor.load("one\n" * 200)
    for _line in range(120):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    room = editor.viewport().height() - editor.cursorRect().bottom()
    assert room >= 2 * editor.cursorRect().height()


@pytest.mark.parametrize("text", ["x " * 500_000, "short line\n" * 200_000], ids=["one long line", "many lines"])
def test_large_texts_can_be_typed_in(qtbot: QtBot, editor: MarkdownEditor, text: str) -> None:
    editor.load(text)
    put_cursor(editor, len(text) // 2)
    qtbot.keyClicks(editor, "ab")
    assert editor.text() == text[: len(text) // 2] + "ab" + text[len(text) // 2 :]
