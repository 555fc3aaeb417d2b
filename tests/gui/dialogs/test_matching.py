"""What is typed into the palette finds what is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.gui.dialogs.matching import match

TITLES = ["Save", "Save as", "Select all", "Preferences", "Paste as plain text", "Picture", "Release", "Tŷ newydd"]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("save", "Save"),
        ("SAVE AS", "Save as"),
        ("as save", "Save as"),
        ("pref", "Preferences"),
        ("prefrences", "Preferences"),
        ("papt", "Paste as plain text"),
        ("plain", "Paste as plain text"),
        ("ty new", "Tŷ newydd"),
        ("all", "Select all"),
    ],
)
def test_the_best_match(query: str, best: str) -> None:
    found = [(fit.score, title) for title in TITLES if (fit := match(query, title))]
    assert max(found)[1] == best


@pytest.mark.parametrize("query", ["zzz", "save zzz", "evas"])
def test_no_match(query: str) -> None:
    assert not any(match(query, title) for title in TITLES)


def test_scattered_letters_do_not_fit_every_long_headline() -> None:
    assert match("save", "Search continues after the vehicle was found in the river near Exeter") is None


def test_a_word_may_stand_in_the_hint() -> None:
    assert match("kent", "Appeal after collision", "drafts/Kent")
    assert match("kent appeal", "Appeal after collision", "drafts/Kent")


@given(st.text(max_size=40))
def test_every_title_is_found_by_itself_and_marks_are_places_in_it(title: str) -> None:
    fit = match(title, title)
    assert fit
    assert all(0 <= place < len(title) for place in fit.places)


@given(st.text(max_size=8), st.text(max_size=30), st.text(max_size=30))
def test_anything_may_be_typed(query: str, title: str, hint: str) -> None:
    fit = match(query, title, hint)
    assert fit is None or fit.places <= set(range(len(title)))
