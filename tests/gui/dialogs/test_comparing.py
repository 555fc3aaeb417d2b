"""Comparing two states: read with the eyes, without colour, and with the ears; a button a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from editor.core.changes import Change, rows
from editor.core.diff import compare
from editor.core.fields import Fields
from editor.gui.dialogs.comparing import Comparison, Words, marked, spoken
from editor.gui.theme import Look, load_theme
from tests.gui.dialogs.hands import RESOURCES, is_filled, is_filling

Show = Callable[[str, str], Comparison]
MANY = "\n\n".join(f"paragraph number {number}" for number in range(100))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(qapp, RESOURCES, "light")
    yield look
    look.deleteLater()


@pytest.fixture
def show(qtbot: QtBot, look: Look, shown: Callable[[QWidget], None]) -> Show:
    """Shows what differs between two texts, with a button for each."""

    def show(old: str, new: str) -> Comparison:
        comparison = Comparison(look, Words("only before", "only now", "Take this"), "What differs")
        comparison.resize(700, 400)
        comparison.show_rows(rows(Fields(body=old), Fields(body=new)), "Both are the same.")
        shown(comparison)
        qtbot.waitUntil(lambda: is_filled(comparison))
        return comparison

    return show


def read(widget: QWidget) -> list[str]:
    """What the eyes find, from top to bottom."""
    document = QTextDocument()
    found = []
    for label in widget.findChildren(QLabel):
        if label.isVisible():
            document.setHtml(label.text().replace("\u200b", ""))
            found.append(document.toRawText())
    return found


def buttons(widget: QWidget, words: str) -> list[QPushButton]:
    return [one for one in widget.findChildren(QPushButton) if one.isVisible() and words in one.text()]


def seen(old: str, new: str) -> str:
    document = QTextDocument()
    document.setHtml(marked(compare(old, new), load_theme(RESOURCES, "light").colours))
    return document.toRawText().replace("\u2009", "").replace("\u2028", "\n")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Two bicycles", "Three bicycles", "−Two+Three bicycles"),
        ("Two bicycles", "Two red bicycles", "Two +red bicycles"),
        ("Two bicycles", "", "−Two bicycles"),
        ("a <b> & c", "a <b> & d", "a <b> & −c +d"),
        ("10 km", "10\u00a0km", "10 −km+⍽km"),
        ("a b", "a\u200b b", "−a+a⟨U+200B⟩ b"),
        ("one\ntwo", "one\nthree", "one\n−two+three"),
    ],
)
def test_what_differs_can_be_read_without_colour(qapp: QApplication, old: str, new: str, expected: str) -> None:
    assert seen(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Two bicycles", "Three bicycles", "removed: “Two”, added: “Three”, bicycles"),
        ("", "New", "added: “New”"),
        ("10 km", "10\u00a0km", "10, removed: “km”, added: “⍽km”"),
    ],
)
def test_and_be_heard(old: str, new: str, expected: str) -> None:
    assert spoken(compare(old, new)) == expected


def test_of_a_long_stretch_that_is_the_same_only_its_ends_are_shown(qapp: QApplication) -> None:
    middle = "word " * 200
    text = seen(f"a {middle}b", f"x {middle}y")
    assert len(text) < 400
    assert " … " in text
    assert text.startswith("−a+x word")
    assert text.endswith("word −b +y")


def test_a_row_a_paragraph_and_what_is_the_same_is_folded(qtbot: QtBot, show: Show) -> None:
    comparison = show("a\n\nb\n\nc d", "a\n\nb\n\nc e")
    assert "Paragraph 3" in read(comparison)
    assert not [text for text in read(comparison) if text.startswith("a")]
    qtbot.mouseClick(buttons(comparison, "2 paragraphs are the same")[0], Qt.MouseButton.LeftButton)
    assert [text for text in read(comparison) if text.startswith("a")]


def test_the_button_of_a_row_tells_which(qtbot: QtBot, show: Show) -> None:
    comparison = show("a b\n\nc d", "a x\n\nc y")
    heard: list[Change] = []
    comparison.taken.connect(heard.append)
    button = buttons(comparison, "Take this")[1]
    assert button.accessibleName() == "Take this: Paragraph 2"
    assert button.accessibleDescription() == "c, removed: “d”, added: “y”"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [(change.old, change.new) for change in heard] == [("c d", "c y")]


def test_with_the_row_gone_the_keyboard_is_at_the_next(qtbot: QtBot, show: Show) -> None:
    comparison = show("a b\n\nc d", "a x\n\nc y")
    comparison.taken.connect(
        lambda change: comparison.show_rows(rows(Fields(body="a b\n\nc d"), Fields(body="a b\n\nc y")))
    )
    buttons(comparison, "Take this")[0].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_filled(comparison))
    left = QApplication.focusWidget()
    assert left is not None
    assert left.accessibleName() == "Take this: Paragraph 2"


def test_blank_lines_that_differ_are_told_in_a_sentence(show: Show) -> None:
    comparison = show("a\n\nb", "a\n\n\nb")
    assert "Only blank lines and spaces between the paragraphs differ." in read(comparison)
    assert len(buttons(comparison, "Take this")) == 1


def test_what_is_no_text_is_told_and_cannot_be_taken(look: Look, shown: Callable[[QWidget], None]) -> None:
    comparison = Comparison(look, Words("only before", "only now", "Take this"), "What differs")
    comparison.show_rows(rows(Fields(kept={"position": ("1", "2")}), Fields()))
    shown(comparison)
    assert "position" in read(comparison)
    assert any("stays as it is" in text for text in read(comparison))
    assert not buttons(comparison, "Take this")


def test_where_nothing_differs_it_says_so(show: Show) -> None:
    assert "Both are the same." in read(show("a", "a"))


def test_many_long_rows_never_keep_the_window_waiting(
    qtbot: QtBot, look: Look, shown: Callable[[QWidget], None]
) -> None:
    """Each turn of the event loop is short, however much there is to show: the processor's time, on any machine."""
    comparison = Comparison(look, Words("only before", "only now", "Take this"), "What differs")
    comparison.resize(700, 400)
    shown(comparison)
    long = "\n\n".join(f"{number} " + "A man was seen in the town. " * 12 for number in range(300))
    differing = rows(Fields(body=long), Fields(body=long.replace("seen", "found")))
    turns: list[float] = []

    def timed(act: Callable[[], None]) -> None:
        began = thread_time()
        act()
        turns.append(thread_time() - began)

    timed(lambda: comparison.show_rows(differing))
    while is_filling(comparison):
        timed(QApplication.processEvents)
    assert is_filled(comparison)
    assert len(buttons(comparison, "Take this")) == 30
    assert len(turns) > 10
    assert sorted(turns)[-3] < 0.05  # a sixth of what all at once takes; two turns may meet the garbage collector


def test_many_rows_come_by_and_by(qtbot: QtBot, show: Show) -> None:
    comparison = show(MANY, MANY.replace("paragraph", "paragraphs"))
    assert len(buttons(comparison, "Take this")) == 30
    for shown_now in (60, 90, 100):
        qtbot.mouseClick(buttons(comparison, "more")[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: is_filled(comparison))
        assert len(buttons(comparison, "Take this")) == shown_now
    assert not buttons(comparison, "more")


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "word " * 200_000, "\u00a0" * 10_000], ids=["word", "words", "white"]
)
def test_an_endless_text_is_shown_without_its_middle_and_in_its_width(show: Show, text: str) -> None:
    comparison = show("", text)
    inner = comparison.findChild(QScrollArea)
    assert isinstance(inner, QScrollArea)
    assert inner.widget().width() <= inner.viewport().width()
    assert any("…" in text for text in read(comparison))


def test_in_another_theme_it_has_other_colours(qtbot: QtBot, show: Show, look: Look) -> None:
    comparison = show("a b", "a c")
    look.choose("dark")
    qtbot.waitUntil(lambda: is_filled(comparison))
    red = load_theme(RESOURCES, "dark").colours["error"]
    assert any(red in label.text() for label in comparison.findChildren(QLabel) if label.isVisible())
    assert len(buttons(comparison, "Take this")) == 1
