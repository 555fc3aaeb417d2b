"""What a key paints: the paragraph that is written, and the mark of the line that the cursor is on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPaintEvent
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


def test_a_letter_paints_its_paragraph_only(qtbot: QtBot, marked: MarkdownEditor) -> None:
    painted = Painted()
    marked.viewport().installEventFilter(painted)
    qtbot.keyClick(marked, Qt.Key.Key_A)
    QApplication.processEvents()
    height = marked.blockBoundingGeometry(marked.textCursor().block()).height()
    assert 0 < painted.height <= height + 2


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
