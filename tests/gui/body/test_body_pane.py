"""The pane's commands, as the window's actions call them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from editor.core.stats import Stats
from editor.gui.body.body_pane import BodyPane
from tests.gui.body.hands import put_cursor, select, selected

COMMANDS: list[tuple[Callable[[BodyPane], None], str, str, str]] = [
    (BodyPane.bold, "a word here", "word", "a **word** here"),
    (BodyPane.italic, "a word here", "word", "a _word_ here"),
    (BodyPane.code, "a word here", "word", "a `word` here"),
    (BodyPane.bold, "😀 a word here", " word ", "😀 a **word** here"),
    (BodyPane.bullets, "one\ntwo", "one\ntwo", " * one\n * two"),
    (BodyPane.numbers, "one\ntwo", "one\ntwo", " 1. one\n 2. two"),
    (BodyPane.numbers, " 1. one\n\ntwo", "two", " 1. one\n\n 1. two"),
    (BodyPane.quote, "text\nsaid", "said", "text\n\n> said"),
    (lambda pane: pane.heading(2), "one\ntwo", "two", "one\n## two"),
    (BodyPane.cycle_heading, "# one", "one", "## one"),
    (BodyPane.rule, "one\n\ntwo", "one", "one\n\n* * *\n\ntwo"),
    (BodyPane.move_lines_down, "one\ntwo", "one", "two\none"),
    (BodyPane.move_lines_up, "one\ntwo", "two", "two\none"),
    (BodyPane.duplicate_lines, "one\ntwo", "one", "one\none\ntwo"),
    (BodyPane.nest, " 1. one\n 2. two\n 3. three", "two", " 1. one\n     1. two\n 2. three"),
    (BodyPane.footnote, "So it is.\nYes.\n\nMore.", "it is", "So it is[^1].\nYes.\n\n[^1]: \n\nMore."),
]


@pytest.mark.parametrize(("command", "before", "words", "after"), COMMANDS)
def test_commands_are_one_step_of_undo(
    pane: BodyPane, command: Callable[[BodyPane], None], before: str, words: str, after: str
) -> None:
    pane.editor.load(before)
    select(pane.editor, words)
    command(pane)
    assert pane.editor.text() == after
    pane.undo()
    assert pane.editor.text() == before
    pane.redo()
    assert pane.editor.text() == after


def test_bold_typed_from_the_keyboard(qtbot: QtBot, pane: BodyPane) -> None:
    pane.bold()
    qtbot.keyClicks(pane.editor, "word")
    pane.bold()
    qtbot.keyClicks(pane.editor, " more")
    assert pane.editor.text() == "**word** more"


def test_a_table_is_ready_to_be_filled_in(qtbot: QtBot, pane: BodyPane) -> None:
    pane.table()
    qtbot.keyClicks(pane.editor, "Name")
    assert pane.editor.text().startswith("| Name | Heading |\n| --- | --- |\n")


def field(pane: BodyPane, name: str) -> QLineEdit:
    (found,) = [one for one in pane.link_bar.findChildren(QLineEdit) if one.accessibleName() == name]
    return found


def test_a_link_by_keys_alone(qtbot: QtBot, pane: BodyPane) -> None:
    pane.editor.load("see our page now")
    select(pane.editor, "our page")
    pane.link()
    assert field(pane, "Address").hasFocus()
    qtbot.keyClicks(field(pane, "Address"), "https://a.uk/b)")
    qtbot.keyClick(field(pane, "Address"), Qt.Key.Key_Return)
    assert pane.editor.text() == "see [our page](https://a.uk/b%29) now"
    assert pane.editor.hasFocus()
    pane.undo()
    assert pane.editor.text() == "see our page now"


def test_the_link_at_the_cursor_is_changed(qtbot: QtBot, pane: BodyPane) -> None:
    pane.editor.load("see [our page](https://a.uk) now")
    put_cursor(pane.editor, 8)
    pane.link()
    assert (field(pane, "Text of the link").text(), field(pane, "Address").text()) == ("our page", "https://a.uk")
    qtbot.keyClicks(field(pane, "Text of the link"), "this [one]")
    qtbot.keyClick(field(pane, "Text of the link"), Qt.Key.Key_Return)
    assert pane.editor.text() == r"see [this \[one\]](https://a.uk) now"


def test_leaving_the_link_changes_nothing(qtbot: QtBot, pane: BodyPane) -> None:
    pane.editor.load("text")
    pane.link()
    qtbot.keyClicks(field(pane, "Text of the link"), "x")
    qtbot.keyClick(field(pane, "Text of the link"), Qt.Key.Key_Escape)
    assert (pane.editor.text(), pane.editor.hasFocus()) == ("text", True)


def test_enter_on_cancel_changes_nothing(qtbot: QtBot, pane: BodyPane) -> None:
    pane.link()
    qtbot.keyClicks(field(pane, "Address"), "https://a.uk")
    (cancel,) = [one for one in pane.link_bar.findChildren(QPushButton) if one.text() == "Cancel"]
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert (pane.editor.text(), pane.link_bar.isVisible()) == ("", False)


def test_an_image(qtbot: QtBot, pane: BodyPane) -> None:
    pane.image()
    qtbot.keyClicks(field(pane, "Description of the image"), "A dog")
    qtbot.keyClicks(field(pane, "Address"), "dog.jpg")
    qtbot.keyClick(field(pane, "Address"), Qt.Key.Key_Return)
    assert pane.editor.text() == "![A dog](dog.jpg)"


def test_the_clipboard(pane: BodyPane) -> None:
    pane.editor.load("one two")
    select(pane.editor, "two")
    pane.cut()
    pane.select_all()
    assert selected(pane.editor) == "one "
    pane.copy()
    put_cursor(pane.editor, 4)
    pane.paste()
    pane.paste_plain()
    assert pane.editor.text() == "one one one "


def test_zoom(pane: BodyPane) -> None:
    seen = []
    for command in (pane.zoom_in, pane.zoom_in, pane.zoom_out, pane.zoom_out, pane.zoom_out, pane.zoom_reset):
        command()
        seen.append(pane.editor.look.zoom)
    assert seen == [110, 125, 110, 100, 90, 100]


def test_the_measures_follow_the_typing(qtbot: QtBot, pane: BodyPane) -> None:
    with qtbot.waitSignal(pane.stats_changed) as first:
        pane.editor.load("One two.\n\nThree.")
    assert first.args == [Stats(words=3, characters=14, paragraphs=2)]
    put_cursor(pane.editor, 3)
    with qtbot.waitSignal(pane.stats_changed) as second:
        qtbot.keyClicks(pane.editor, "\rfour\r\r")
        pane.undo()
    assert second.args[0].words == 4


@pytest.mark.corpus
def test_real_articles_come_back_whole(pane: BodyPane) -> None:
    shared = Path(__file__).parents[4] / "shared"
    articles = sorted((shared / "corpus").rglob("*.md"))[::400]
    if not articles:
        pytest.skip("no shared sample here")
    for article in [*articles, shared / "peerbench/articles/large.md"]:
        text = article.read_bytes().decode()
        pane.editor.load(text)
        assert pane.editor.text() == text
