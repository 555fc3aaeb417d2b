"""The file as a save will leave it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from editor.app.comparing import Comparison
from editor.core.diff import Change, Piece, compare
from editor.gui.preview.file_view import FileView
from editor.gui.theme import load_theme
from tests.gui.preview.conftest import RESOURCES

BEFORE = "```yaml\ntitle: Bicycles\n```\n\nTwo bicycles 🚲 were taken.\n\nCall us.\n"
AFTER = "```yaml\ntitle: Horses\n```\n\nTwo bicycles 🚲 were found.\n\nCall us.\n\nThank you.\n"


@pytest.fixture
def view(qtbot: QtBot) -> FileView:
    view = FileView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    return view


def compared(before: str, after: str, key: str = "1") -> Comparison:
    return Comparison(key, compare(before, after))


def marks(view: FileView) -> list[tuple[str, bool]]:
    """What is marked, and whether as what comes."""
    found = []
    for one in view.text.extraSelections():
        comes, goes = one.format.fontUnderline(), one.format.fontStrikeOut()
        if comes or goes:
            found.append((one.cursor.selectedText(), comes))
    return found


def copied(view: FileView) -> str:
    view.text.selectAll()
    view.text.copy()
    return QGuiApplication.clipboard().text()


def test_what_comes_is_underlined_and_what_goes_is_struck_through(view: FileView) -> None:
    view.show_comparison(compared(BEFORE, AFTER))
    assert (" Bicycles", False) in marks(view)
    assert (" Horses", True) in marks(view)
    assert (" taken.", False) in [(words.rstrip("¶\u2029"), comes) for words, comes in marks(view)]
    assert "3 places" in view.note.text()


def test_what_is_copied_is_the_file_as_it_will_be(view: FileView) -> None:
    view.show_comparison(compared(BEFORE, AFTER))
    assert copied(view).replace("¶", "") == AFTER


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        (compared(AFTER, AFTER), "a save changes nothing"),
        (Comparison("1", (Piece(Change.SAME, AFTER),), is_new=True), "no file yet"),
        (Comparison("1", problem="The file is gone."), "The file is gone."),
    ],
)
def test_where_nothing_is_to_compare_it_says_so(view: FileView, comparison: Comparison, words: str) -> None:
    view.show_comparison(comparison)
    assert words in view.note.text()
    assert words in view.text.accessibleDescription()
    assert marks(view) == []


def test_it_can_only_be_read(qtbot: QtBot, view: FileView) -> None:
    view.show_comparison(compared(AFTER, AFTER))
    qtbot.keyClicks(view.text, "x")
    assert copied(view) == AFTER


def test_the_same_article_stays_where_it_was_scrolled_to(view: FileView) -> None:
    long = "line\n" * 500
    view.show_comparison(compared(long, long))
    bar = view.text.verticalScrollBar()
    bar.setValue(200)
    view.show_comparison(compared(long, long + "more\n"))
    assert bar.value() == 200
    view.show_comparison(compared(long, long + "more\n", key="2"))
    assert bar.value() == 0


@pytest.mark.parametrize("odd", ["\u2029", "\r", "\ufdd0", "\u2028", "\ufeff", "🚲", "\x00"])
def test_odd_characters_move_no_mark(view: FileView, odd: str) -> None:
    view.show_comparison(compared(f"a {odd} b\n\nred\n", f"a {odd} b\n\nblue\n"))
    assert [words.rstrip("¶\u2029") for words, _comes in marks(view)] == ["red", "blue"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_are_in_the_colours_of_the_theme(view: FileView, theme: str) -> None:
    colours = load_theme(RESOURCES.parent, theme).colours
    view.show_comparison(compared(BEFORE, AFTER))
    view.set_colours(colours)
    names = {one.format.background().color().name() for one in view.text.extraSelections()}
    assert names == {colours["success"], colours["error"]}
