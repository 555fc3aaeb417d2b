"""Days and times that no calendar and no clock has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks import dates
from editor.core.checks.values import Finders
from tests.core.checks.language import mended, problems, told

DATES = Finders(texts=dates.TEXT_RULES)


@pytest.mark.parametrize(
    "text",
    ["31 June", "31st of September 2020", "30 February", "29 February 2019", "Monday 31 April", "on November 31",
     "February 30, 2020", "31/06/2020", "(31.11.1987)", "between Monday 31 June and Tuesday 1 July", "on 32nd May"],
)  # fmt: skip
def test_days_that_a_month_has_not(text: str) -> None:
    assert [rule for rule, _quote in told(DATES, f"It was {text}, he said.")] == ["date"]


@pytest.mark.parametrize(
    "text",
    ["30 June", "29 February", "29 February 2020", "Incident 49 March 24 2021", "In February 30 people came",
     "46/117752/20", "a total of 45 March arrests", "31/12/2020", "12/31/2020", "ratio 25:61", "31 Junes"],
)  # fmt: skip
def test_days_that_there_are_and_numbers_that_are_none(text: str) -> None:
    assert told(DATES, f"It was {text}, he said.") == []


def test_a_month_that_there_is_not() -> None:
    (found,) = problems(DATES, "born (14/13/1987)")
    assert (found.rule, "no month 13" in found.sentence) == ("facts.date-month", True)


def test_february_is_told_with_its_year() -> None:
    (found,) = problems(DATES, "on 29 February 2019")
    assert "February 2019 has 28 days" in found.sentence
    assert mended(DATES, "on 29 February 2019") == "on 28 February 2019"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("at 13.75pm", "time"),
        ("at 12.60am", "time"),
        ("at 14:30am", "time"),
        ("at 25:61 on Monday", "time"),
        ("around 24:10", "time"),
        ("at 1875hrs", "time"),
        ("at 12.30pm am", "time"),
        ("at 15.30pm", "time-two-clocks"),
        ("at 00:30am", "time-two-clocks"),
        ("at 0.30 a.m.", "time-two-clocks"),
    ],
)
def test_times_that_no_clock_shows(text: str, rule: str) -> None:
    assert [one for one, _quote in told(DATES, text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "at 12.30pm",
        "at 24:00",
        "at 23:59",
        "at 2359hrs",
        "won 25:61",
        "2500 hours of work",
        "£13.75",
        "at 7 a.m. on",
        "12am",
    ],
)
def test_times_that_one_does(text: str) -> None:
    assert told(DATES, text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("at 15.30pm.", "at 3.30pm."),
        ("at 00:30am", "at 12.30am"),
        ("at 12.30pm am.", "at 12.30pm."),
        ("31 June", "30 June"),
    ],
)
def test_fixes(text: str, right: str) -> None:
    assert mended(DATES, text) == right


@given(
    st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm", " am", "a.m.", "PM"]), st.sampled_from(".:")
)
def test_every_time_of_a_clock_is_right(hour: int, minute: int, half: str, sign: str) -> None:
    assert told(DATES, f"between {hour}{sign}{minute:02}{half} and {hour + 11:02}:{minute:02}") == []
