"""Dates: what is typed, and how precise it comes out."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import dates
from editor.gui.form.moments import clock_text, day_text, joined, split, typed_clock, typed_day

D, T = date(2019, 11, 21), time(12, 8)


@pytest.mark.parametrize(
    ("old", "day", "clock", "new"),
    [
        ("", D, None, "2019-11-21"),
        ("", D, T, "2019-11-21T12:08"),
        ("last Tuesday", D, T, "2019-11-21T12:08"),
        ("2021-01-13", D, None, "2019-11-21"),
        ("2021-01-13", D, T, "2019-11-21T12:08"),
        ("2021-01-13T12:08", D, T, "2019-11-21T12:08"),
        ("2021-01-13T12:08", D, None, "2019-11-21"),
        # seconds stay while hour and minute do, and so does their precision
        ("2021-01-13T12:08:33", D, T, "2019-11-21T12:08:33"),
        ("2019-11-21T12:07:33", D, T, "2019-11-21T12:08:00"),
        # the offset is that of the new day, where it was that of the old one
        ("2021-03-12T12:08:22+00:00", D, T, "2019-11-21T12:08:22+00:00"),
        ("2021-03-12T12:08:22+00:00", date(2021, 7, 1), T, "2021-07-01T12:08:22+01:00"),
        ("2021-07-01T12:08+01:00", D, T, "2019-11-21T12:08+00:00"),
        # any other offset stays, and the clock shown is the United Kingdom's
        ("2021-07-01T11:08:22+00:00", date(2021, 7, 2), T, "2021-07-02T11:08:22+00:00"),
        ("2021-07-01T11:08:22Z", date(2021, 7, 2), T, "2021-07-02T11:08:22Z"),
        ("2021-07-01T23:30:00+00:00", date(2021, 7, 1), time(0, 30), "2021-06-30T23:30:00+00:00"),
        ("2021-01-01T14:00+02:00", D, time(12, 1), "2019-11-21T14:01+02:00"),
    ],
)  # fmt: skip
def test_what_was_not_changed_stays_as_precise_as_it_was(old: str, day: date, clock: time | None, new: str) -> None:
    assert joined(old, day, clock) == new
    assert split(new) == (day, clock)


@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),
    st.sampled_from(["", "minutes", "seconds"]),
    st.sampled_from(["", "Z", "+00:00", "+01:00", "-05:30"]),
)
def test_a_date_that_is_shown_and_taken_is_the_same(moment: datetime, precision: str, offset: str) -> None:
    iso = moment.isoformat(timespec=precision) + offset if precision else moment.date().isoformat()
    assert dates.to_iso(iso) == iso
    parts = split(iso)
    assert parts
    day = typed_day(day_text(parts[0]))
    assert day == (parts[0], None)
    assert joined(iso, day[0], parts[1] and typed_clock(clock_text(parts[1]))) == iso


@pytest.mark.parametrize(
    ("text", "unfinished", "finished"),
    [
        ("21/11/2019", D, D),
        (" 21/11/2019 ", D, D),
        ("21.11.2019", D, D),
        ("21-11-2019", D, D),
        ("21 11 2019", D, D),
        ("2019-11-21", D, D),
        ("21/11/19", None, D),
        ("21 Nov 2019", D, D),
        ("21 november 2019", D, D),
        ("21st November 2019", D, D),
        ("1/2/2020", date(2020, 2, 1), date(2020, 2, 1)),
        ("31/2/2020", None, None),
        ("11/21/2019", None, None),
        ("21/11/201", None, None),
        ("yesterday", None, None),
        ("0/0/0000", None, None),
        ("", None, None),
        ("٢١/١١/٢٠١٩", None, None),
    ],
)
def test_days_as_people_type_them(text: str, unfinished: date | None, finished: date | None) -> None:
    assert typed_day(text, finished=False) == ((unfinished, None) if unfinished else None)
    assert typed_day(text) == ((finished, None) if finished else None)


def test_a_time_that_is_pasted_with_the_day_is_taken_too() -> None:
    assert typed_day("12:08 21/11/2019") == (D, T)
    assert typed_day("2019-11-21T12:08") == (D, T)


@pytest.mark.parametrize(
    ("text", "unfinished", "finished"),
    [
        ("12:08", T, T),
        ("12.08", T, T),
        ("1208", T, T),
        ("9:30", time(9, 30), time(9, 30)),
        ("930", None, time(9, 30)),
        ("9", None, time(9)),
        ("9am", None, time(9)),
        ("12am", None, time(0)),
        ("12.30 PM", None, time(12, 30)),
        ("9:30pm", None, time(21, 30)),
        ("13pm", None, None),
        ("24:00", None, None),
        ("12:60", None, None),
        ("12:0", None, None),
        ("noon", None, None),
    ],
)
def test_times_as_people_type_them(text: str, unfinished: time | None, finished: time | None) -> None:
    assert typed_clock(text, finished=False) == unfinished
    assert typed_clock(text) == finished
