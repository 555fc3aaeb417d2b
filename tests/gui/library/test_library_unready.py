"""The library says which articles have something to fix: in its filter, in its rows, and for who asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from tests.gui.library.conftest import Librarian, article, begun
from tests.hands import Desktop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SUMMARY = "  description: Two bicycles were taken from a shed in Woking.\n"
HORSE = "Horse found on the A3"


def said(librarian: Librarian, headline: str) -> str:
    """A row as a screen reader reads it."""
    model = librarian.pane.results.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return next(str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows if row.data() == headline)


def kinds(librarian: Librarian) -> QComboBox:
    return next(one for one in librarian.pane.findChildren(QComboBox) if one.accessibleName() == "Kind of article")


def filters(librarian: Librarian) -> list[str]:
    box = kinds(librarian)
    return [box.itemText(at) for at in range(box.count())]


@pytest.fixture
def desk(desktop: Desktop) -> Desktop:
    """An archive with one article that is fine, one with an error and a mistake, and one that cannot be read."""
    fine = article("Bicycles taken from shed", 11).replace("call us", "call 101, quoting reference 45240112233")
    desktop.put(fine, "news/Surrey/bicycles.md")
    wrong = article(HORSE, 12).replace("  description: An officer was called to it.\n", "")
    desktop.put(wrong.replace("asked to call us", "asked asked to call us"), "news/Surrey/horse.md")
    desktop.put("```yaml\narea: [Surrey\n```\n\nText.\n", "news/Surrey/broken.md")
    return desktop


@pytest.fixture
def librarian(desk: Desktop) -> Librarian:
    librarian = Librarian(begun(desk))
    librarian.read_archive()
    return librarian


class TestInTheBackground:
    def test_what_was_not_checked_yet_is_said_until_it_is(self, librarian: Librarian):
        assert "Not ready (0; 3 not checked yet)" in filters(librarian)
        assert "put right" not in said(librarian, HORSE)
        librarian.hands.wait(lambda: "Not ready (2)" in filters(librarian))
        assert "Cannot be read (1)" in filters(librarian)
        librarian.settle()
        assert said(librarian, HORSE).endswith("1 has to be put right, 1 is probably a mistake")
        assert said(librarian, "Bicycles taken from shed").endswith("08:15")
        assert said(librarian, "broken").endswith("cannot be read as an article")

        kinds(librarian).setFocus()
        librarian.hands.press("Home", *["Down"] * filters(librarian).index("Not ready (2)"))
        librarian.settle()
        assert librarian.listed() == [HORSE, "broken"]
        librarian.look_for("is:ready ")
        assert librarian.listed() == [], "the filter holds too"
        librarian.hands.click("Search without the filters")
        librarian.settle()
        assert librarian.listed() == ["Bicycles taken from shed"]
        librarian.look_for("is:unready horse ")
        assert librarian.listed() == [HORSE]


class TestAtOnce:
    def test_what_is_saved_is_known_at_once(self, librarian: Librarian, desk: Desktop):
        hands = librarian.hands
        hands.open(desk.archive / "news/Surrey/bicycles.md")
        hands.field("summary").type("")
        hands.press("Ctrl+S")
        hands.settle()
        hands.wait(lambda: said(librarian, "Bicycles taken from shed").endswith("1 has to be put right"))
        hands.wait(lambda: "Not ready (1; 2 not checked yet)" in filters(librarian))
        hands.field("summary").type("Two bicycles were taken from a shed in Woking.")
        hands.press("Ctrl+S")
        hands.settle()
        hands.wait(lambda: said(librarian, "Bicycles taken from shed").endswith("08:15"))

    def test_what_is_ignored_counts_no_more(self, librarian: Librarian, desk: Desktop):
        hands = librarian.hands
        hands.open(desk.archive / "news/Surrey/horse.md")
        hands.wait(lambda: not hands.program.kit.checking.busy)
        hands.settle()
        hands.press("F10", "Home")
        hands.click("Ignore", hands.window.ready_place.pane)
        hands.type("None is needed")
        hands.press("Return")
        hands.settle()
        hands.wait(lambda: said(librarian, HORSE).endswith("1 is probably a mistake"))
