"""A window on a small or enlarged screen: what has no room steps back, and nothing is cut off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from editor.gui.room import ARTICLE_PIXELS, fitting
from tests.hands import Desktop, Hands

SIDES = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 600)), unique_by=lambda side: side[0])


@given(st.integers(0, 4000), SIDES)
def test_the_last_asked_for_has_its_place_and_the_article_keeps_its_own(width: int, sides: list[tuple[str, int]]):
    shown = fitting(width, sides)
    assert {name for name, _least in sides[:1]} <= shown
    if len(shown) > 1:
        assert sum(least for name, least in sides if name in shown) + ARTICLE_PIXELS <= width


@given(st.integers(0, 4000), SIDES)
def test_one_that_is_hidden_would_not_have_fitted(width: int, sides: list[tuple[str, int]]):
    shown = fitting(width, sides)
    for at, (name, least) in enumerate(sides):
        if name not in shown:
            before = sum(one for other, one in sides[:at] if other in shown)
            assert before + least + ARTICLE_PIXELS > width


class TestWindow:
    @pytest.fixture
    def hands(self, desktop: Desktop) -> Hands:
        hands = desktop.start()
        hands.press("Ctrl+N")
        hands.settle()
        return hands

    def resize(self, hands: Hands, width: int, height: int = 700) -> None:
        hands.window.resize(width, height)
        hands.settle()
        assert hands.window.width() == width

    def shown(self, hands: Hands) -> set[str]:
        return {name for name in ("library", "preview") if hands.window.acts[name].isChecked()}

    def test_the_library_makes_room_first_and_comes_back(self, hands: Hands):
        self.resize(hands, 1300)
        assert self.shown(hands) == {"library", "preview"}
        self.resize(hands, 800)
        assert self.shown(hands) == {"preview"}
        self.resize(hands, 1300)
        assert self.shown(hands) == {"library", "preview"}

    def test_in_a_narrow_window_one_takes_the_place_of_the_other(self, hands: Hands):
        self.resize(hands, 683)
        assert self.shown(hands) == {"preview"}
        hands.press("F9")
        assert self.shown(hands) == {"library"}
        hands.press("F8")
        assert self.shown(hands) == {"preview"}
        hands.press("F8")
        assert not self.shown(hands), "who hides one wants the room"
        self.resize(hands, 690)
        assert not self.shown(hands)
        self.resize(hands, 1300)
        assert self.shown(hands) == {"library"}

    def test_what_stepped_back_is_there_at_the_next_start(self, hands: Hands, desktop: Desktop):
        self.resize(hands, 683)
        desktop.quit(hands)
        again = desktop.start()
        self.resize(again, 1300)
        assert self.shown(again) == {"library", "preview"}

    def test_distraction_free_in_a_window_that_changes_its_width(self, hands: Hands):
        hands.press("F11")
        self.resize(hands, 900)
        self.resize(hands, 1300)
        assert not self.shown(hands)
        hands.press("F11")
        assert self.shown(hands) == {"library", "preview"}

    def test_what_is_asked_for_comes_without_distraction_too(self, hands: Hands):
        hands.press("F11", "F8")
        assert self.shown(hands) == {"preview"}
        hands.press("F8", "Ctrl+Shift+F")
        assert self.shown(hands) == {"library"}
        hands.press("F11")
        assert self.shown(hands) == {"library"}, "the page was hidden by a key"
        hands.press("F8")
        assert self.shown(hands) == {"library", "preview"}

    @pytest.mark.parametrize("width", [660, 683, 800, 910, 1093, 1280, 1600])
    @pytest.mark.parametrize("side", ["F9", "F8", ""])
    def test_nothing_is_cut_off(self, hands: Hands, width: int, side: str):
        self.resize(hands, width)
        if side and self.shown(hands) != {"F9": {"library"}, "F8": {"preview"}}[side]:
            hands.press(side)
        hands.settle()
        window = hands.window
        inputs = [one for one in window.findChildren(QWidget) if isinstance(one, QLineEdit | QToolButton)]
        seen = [one for one in inputs if one.isVisible() and one.window() is window]
        assert len(seen) > 15
        for one in seen:
            assert inside(one), f"{one} {one.accessibleName()} at {width}"

    def test_the_buttons_of_a_narrow_window_have_no_words(self, hands: Hands):
        for width, words in ((1600, {"new", "release", "ready"}), (900, {"release", "ready"}), (660, set())):
            self.resize(hands, width)
            buttons = {name: hands.window.tool_bar.button(name) for name in ("new", "ready", "release")}
            assert all(map(inside, buttons.values()))
            bare = hands.window.tool_bar.button("undo").width()
            assert {name for name, button in buttons.items() if button.width() > 1.5 * bare} == words


def inside(one: QWidget) -> bool:
    """Whether nothing between the widget and its window hides a part of its width."""
    place = QRect(one.mapTo(one.window(), QPoint()), one.size())
    visible = one.visibleRegion().boundingRect()
    return place.left() >= 0 and place.right() < one.window().width() and visible.width() == one.width()
