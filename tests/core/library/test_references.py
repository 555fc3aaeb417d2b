"""Incident references: one number in all its spellings, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.library.lookup import quoting
from editor.core.library.references import of_article, reference, references
from tests.core.library.made import AREA, made
from tests.core.library.shelf import Shelf

# Each row is one incident: however it is written, it is the same.
SPELLINGS = [
    ("call 101 quoting 44200123456.", "please quote reference 44200123456, or", True),
    ("quoting PR/45200123456 via our site", "reference PR/ 45200123456", True),
    ("quoting 46/117752/20.", "Quote **46/117752/20**", True),
    ("crime reference 20*477473", "quote reference 20*477473 in any correspondence", True),
    ("quoting reference 20cv/236235z/20", "log number 20CV/236235Z/20", True),
    ("quoting incident 317 of 27 January 2021", "incident number 317 of January 27th, 2021", True),
    ("quoting log 317 of 27/01/21", "CAD 317/27JAN21", True),
    ("quoting serial 743 of 28/09", "reference 743 of Monday 28 September", True),
    ("quoting reference 0123_12022021", "incident 123 of the 12th of February 2021", True),
    ("quoting incident 00765s 16 April 2020", "ref 765 of 16 April", True),
    ("quoting 317 of 27 January 2021", "quoting 317 of 27 January 2020", False),
    ("quoting 317 of 27 January", "quoting 318 of 27 January", False),
    ("quoting 46/117752/20", "quoting 46/117752/21", False),
]
NO_REFERENCE = [
    "Call 101, or 0800 555 111.",
    "Report it on 01622 604100 or quote nothing at all.",
    "The log was 12 metres long.",
    "a 23-year-old man, quoted as saying so on 12/03/2021",
    "quoting 01622604100",
    "quoting the reference number below",
    "",
]


@pytest.mark.parametrize(("one", "other", "same"), SPELLINGS)
def test_a_reference_is_the_same_in_every_spelling(one: str, other: str, same: bool) -> None:
    first, second = references(one), references(other)
    assert any(mine.is_same(its) for mine in first for its in second) is same


@pytest.mark.parametrize("text", NO_REFERENCE)
def test_telephone_numbers_dates_and_words_are_no_references(text: str) -> None:
    assert references(text) == ()


def test_a_day_without_a_year_is_the_last_one_before_the_article() -> None:
    (december,) = references("quoting 12 of 30 December", "2021-01-02T09:00")
    (january,) = references("quoting 12 of 1 January", "2021-01-02T09:00")
    assert (december.year, january.year) == (2020, 2021)


def test_a_field_that_holds_too_little_is_no_reference() -> None:
    assert reference("1341") is None
    assert reference(" 5220123456 ") == references("quoting 5220123456")[0]


def test_the_field_and_the_text_tell_of_one_reference_once() -> None:
    assert len(of_article("5220123456", "Please quote reference 5220123456.")) == 1


def test_a_number_in_too_many_articles_says_nothing() -> None:
    few = [made(f"a{number}", body="quoting 46/117752/20") for number in range(12)]
    (number,) = references("quoting 46/117752/20")
    assert len(quoting(Shelf(few), number, AREA)) == 12
    assert quoting(Shelf([*few, made("more", body="quoting 46/117752/20")]), number, AREA) == ()


@pytest.mark.parametrize(("one", "other", "same"), [row for row in SPELLINGS if row[2]])
def test_every_spelling_is_found_by_any_other(one: str, other: str, same: bool) -> None:
    shelf = Shelf([made("other", body=other)])
    assert [quoting(shelf, number, AREA)[0].body for number in references(one)] == [other]
    assert same


@given(st.text(max_size=200), st.text(st.characters(codec="ascii"), max_size=60))
def test_any_text_can_be_read(before: str, after: str) -> None:
    for found in references(f"{before} quoting reference {after}", "2021-01-02"):
        assert found.written in f"{before} quoting reference {after}"
        assert found.is_same(found)
