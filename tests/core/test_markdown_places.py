"""The text and the page in step: every line has a place, and a way there leads back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown import Page, Place, PreviewDocument, line_of, lines_of, offset_of, page_of, place_of, render

PIECES = (
    "One",
    "two\nlines",
    "* a\n* b",
    "# Head",
    "[a]: https://a.example/",
    "    code",
    "> q",
    "<b>x</b>",
    "",
    "[^1]",
)
bodies = st.lists(st.sampled_from(PIECES), max_size=8).map("\n\n".join)
THREE = "One\nhas two lines\n\nTwo\n\nThree\nhas\nthree"


def page(body: str) -> Page:
    return page_of(PreviewDocument("1", body), render(body))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (0, Place(0, 0.0)),
        (1.5, Place(0, 0.5)),
        (3, Place(1, 0.0)),
        (4, Place(1, 0.5)),
        (5, Place(2, 0.0)),
        (6.5, Place(2, 0.5)),
        (8, Place(2, 1.0)),
        (99, Place(2, 1.0)),
        (-1, Place(0, 0.0)),
    ],
)
def test_a_line_stands_in_its_block_in_proportion(line: float, place: Place):
    assert place_of(page(THREE), line) == place


@pytest.mark.parametrize("body", ["", "\n\n\n", "[a]: https://a.example/"])
def test_a_body_without_a_page_has_one_place(body: str):
    assert place_of(page(body), 0) == Place(0, 0.0)
    assert line_of(page(body), Place(5, 2.0)) <= page(body).lines


def test_blank_lines_above_the_text_belong_to_its_first_block():
    assert place_of(page("\n\n\n\nText"), 2) == Place(0, 0.4)


@given(bodies, st.floats(0, 1))
def test_there_and_back(body: str, share: float):
    shown = page(body)
    line = share * shown.lines
    assert line_of(shown, place_of(shown, line)) == pytest.approx(line, abs=1e-6)


@given(bodies, st.lists(st.floats(0, 1), min_size=2, max_size=9))
def test_further_down_in_the_text_is_further_down_on_the_page(body: str, shares: list[float]):
    shown = page(body)
    places = [place_of(shown, share * shown.lines) for share in sorted(shares)]
    assert all((one.block, one.share) <= (next_.block, next_.share) for one, next_ in pairwise(places))


def test_every_block_begins_at_its_first_line():
    shown = page(THREE)
    assert [line_of(shown, Place(index)) for index in range(1, 3)] == [3, 5]


def test_the_lines_of_a_block():
    assert [list(lines_of(page(THREE), index)) for index in range(3)] == [[0, 1, 2], [3, 4], [5, 6, 7]]


@pytest.mark.parametrize(
    ("share", "word", "into", "found"),
    [
        (0.0, "one", 0, "one *two* one"),
        (0.9, "one", 1, "ne"),
        (0.4, "two", 2, "o* one"),
        (0.5, "not there", 0, "one *two* one"),
        (0.9, "", 0, "one *two* one"),
    ],
)
def test_a_click_falls_into_the_nearest_such_word(share: float, word: str, into: int, found: str):
    source = "one *two* one"
    assert source[offset_of(source, share, word, into) :] == found
