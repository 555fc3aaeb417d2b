"""What a key paints: the lines that it changes, at once, and the mark of the line that the cursor is on."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPaintEvent, QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.gui.body.editor import MarkdownEditor
from tests.gui.body.hands import put_cursor

PARAGRAPH = "Some words of an ordinary paragraph, with **bold** here. " * 5
MARK = "#fedcba"


class Painted(QObject):
    """The highest area that was painted."""

    height = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.height = max(self.height, event.rect().height())
        return False


@pytest.fixture
def marked(editor: MarkdownEditor) -> MarkdownEditor:
    editor.load("\n\n".join([PARAGRAPH] * 12))
    editor.set_colours({"current_line": MARK})
    editor.look.mark_current_line(True)
    put_cursor(editor, 20)
    QApplication.processEvents()
    return editor


def marked_rows(editor: MarkdownEditor) -> range:
    """Where the mark is seen: pixels from the top of the view."""
    image = editor.viewport().grab().toImage()
    right = image.width() - 6  # no text is so far right
    rows = [row for row in range(image.height()) if image.pixelColor(right, row) == QColor(MARK)]
    return range(rows[0], rows[-1] + 1) if rows else range(0)


def settle() -> None:
    """Let everything be painted, also what is painted because of it: a scroll bar that goes has the view paint anew."""
    for _turn in range(3):
        QApplication.processEvents()


def on_the_screen(editor: MarkdownEditor) -> QImage:
    """The text as the screen shows it now, which is not what the editor would paint if it were asked to."""
    window, view = editor.window(), editor.viewport()
    shown = window.screen().grabWindow(window.winId()).toImage()
    return shown.copy(view.rect().translated(view.mapTo(window, QPoint(0, 0))))


def assert_fresh(editor: MarkdownEditor, after: str) -> None:
    """The screen shows what it would show if all of it were painted again."""
    settle()
    shown = on_the_screen(editor)
    editor.viewport().repaint()
    assert shown == on_the_screen(editor), f"the screen is not up to date after {after}"


def assert_set_right(editor: MarkdownEditor, after: str) -> None:
    """The screen shows what it would show if every line were set again."""
    assert_fresh(editor, after)
    shown = on_the_screen(editor)
    editor.document().markContentsDirty(0, max(1, editor.document().characterCount() - 1))
    settle()
    assert shown == on_the_screen(editor), f"lines are not set as their text is after {after}"


def test_a_letter_paints_its_paragraph_only(qtbot: QtBot, marked: MarkdownEditor) -> None:
    painted = Painted()
    marked.viewport().installEventFilter(painted)
    qtbot.keyClick(marked, Qt.Key.Key_A)
    QApplication.processEvents()
    height = marked.blockBoundingGeometry(marked.textCursor().block()).height()
    assert 0 < painted.height <= height + 2


def test_a_second_letter_paints_its_line_only(qtbot: QtBot, marked: MarkdownEditor) -> None:
    qtbot.keyClick(marked, Qt.Key.Key_A)
    QApplication.processEvents()
    painted = Painted()
    marked.viewport().installEventFilter(painted)
    qtbot.keyClick(marked, Qt.Key.Key_A)
    QApplication.processEvents()
    assert 0 < painted.height < 2 * marked.cursorRect().height()


def test_a_letter_does_not_paint_what_is_behind_the_text(qtbot: QtBot, marked: MarkdownEditor) -> None:
    """A style sheet takes its background from the view of an edit, which then shows what is behind it."""
    marked.window().setStyleSheet("QPlainTextEdit { background: #fffff0; border: none; }")
    settle()
    behind = Painted()
    marked.installEventFilter(behind)
    qtbot.keyClick(marked, Qt.Key.Key_A)
    settle()
    assert behind.height == 0
    assert on_the_screen(marked).pixelColor(2, 2) == QColor("#fffff0")


def test_a_letter_is_on_the_screen_before_anybody_is_told_of_it(qtbot: QtBot, marked: MarkdownEditor) -> None:
    marked.setCursorWidth(0)
    settle()
    before, told = on_the_screen(marked), list[bool]()
    marked.edited.connect(lambda: told.append(on_the_screen(marked) == before))
    qtbot.keyClick(marked, Qt.Key.Key_A)
    assert told == [False]


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH + "\n\nBelow.",
        f"**{PARAGRAPH.replace('*', '')}**\n\nBelow.\n",
        "# A heading of some words that goes on for more than a line or so it seems to me\nBelow.",
        "\U0001f600 " + PARAGRAPH + "\n\nBelow.",
        "\u05e9\u05dc\u05d5\u05dd " + PARAGRAPH + "\n\nBelow.",
        "",
    ],
)
def test_the_screen_is_up_to_date_after_every_key(qtbot: QtBot, marked: MarkdownEditor, text: str) -> None:
    marked.setCursorWidth(0)
    marked.load(text)
    put_cursor(marked, min(30, len(text)))
    QApplication.clipboard().setText("words\nthat were copied")
    chosen, plain, shift = Random(len(text)), Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    control = Qt.KeyboardModifier.ControlModifier
    acts = [
        *[(letter, plain) for letter in "aeim  *#`_>\u05d0"], ("words to wrap ", plain), ("**", plain), ("- ", plain),
        *[(key, plain) for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Home)],
        *[(key, plain) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_End)],
        (Qt.Key.Key_Down, shift), (Qt.Key.Key_Z, control), (Qt.Key.Key_Y, control), (Qt.Key.Key_V, control),
        (Qt.Key.Key_Backspace, control), (Qt.Key.Key_X, control),
    ]  # fmt: skip
    for _step in range(120):
        act, modifiers = chosen.choice(acts)
        if isinstance(act, str):
            for letter in act:
                QApplication.sendEvent(marked, QKeyEvent(QEvent.Type.KeyPress, 0, plain, letter))
        else:
            qtbot.keyClick(marked, act, modifiers)
        assert_fresh(marked, f"{act!r}, {modifiers}")
    assert_set_right(marked, "all of it")


def test_a_line_taken_over_the_end_of_a_paragraph_is_set_anew(qtbot: QtBot, marked: MarkdownEditor) -> None:
    marked.load("a\nbcd\ne")
    put_cursor(marked, 0, 3)
    QApplication.clipboard().setText("\n")
    marked.paste()
    assert marked.text() == "\ncd\ne"
    assert_set_right(marked, "a paste")


def test_a_longer_paragraph_moves_those_below(qtbot: QtBot, marked: MarkdownEditor) -> None:
    below = marked.document().findBlockByNumber(2)
    before = marked.blockBoundingGeometry(below).top()
    for _letter in range(200):
        qtbot.keyClick(marked, Qt.Key.Key_A)
    assert marked.blockBoundingGeometry(below).top() > before


@pytest.mark.parametrize(
    "keys", [[Qt.Key.Key_Down], [Qt.Key.Key_Down] * 7, [Qt.Key.Key_Return], [Qt.Key.Key_A] * 300, [Qt.Key.Key_End] * 2]
)
def test_the_mark_is_on_the_line_of_the_cursor(qtbot: QtBot, marked: MarkdownEditor, keys: list[Qt.Key]) -> None:
    for key in keys:
        qtbot.keyClick(marked, key)
    assert marked.cursorRect().center().y() in marked_rows(marked)


def test_a_selection_takes_the_mark_away_and_its_end_brings_it_back(qtbot: QtBot, marked: MarkdownEditor) -> None:
    qtbot.keyClick(marked, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert not marked_rows(marked)
    qtbot.keyClick(marked, Qt.Key.Key_Right)
    assert marked_rows(marked)


def test_lines_are_set_as_wide_and_as_high_as_they_are_wanted(qtbot: QtBot, marked: MarkdownEditor) -> None:
    """Lines keep their room whatever has them set in another way."""
    marked.setCursorWidth(0)
    marked.load(f"# Heading\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nBelow.")
    put_cursor(marked, 40)
    window, chosen = marked.window(), Random(5)
    ways: list[Callable[[], object]] = [
        lambda: window.resize(chosen.randrange(420, 900), chosen.randrange(300, 700)),
        lambda: marked.look.zoom_by(chosen.choice([-2, 1, 3])),
        lambda: marked.look.set_columns(chosen.choice([0, 40, 72])),
        lambda: marked.look.set_spacing(chosen.choice([1.0, 1.35, 1.8])),
        lambda: marked.look.show_hidden_characters(chosen.random() < 0.5),
        lambda: marked.setWordWrapMode(chosen.choice([QTextOption.WrapMode.NoWrap, QTextOption.WrapMode.WordWrap])),
        lambda: marked.replace_text(marked.text().replace("words", "other words", 1)),
        lambda: qtbot.keyClick(marked, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        lambda: qtbot.keyClick(marked, Qt.Key.Key_Return),
    ]
    for step in range(40):
        way = chosen.randrange(len(ways))
        ways[way]()
        assert_set_right(marked, f"way {way} in step {step}")
        qtbot.keyClicks(marked, "wide words ")
        assert_set_right(marked, f"typing after way {way} in step {step}")
