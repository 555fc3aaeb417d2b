from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.dates import KNOWN_FORMS, NAMED_FORMS, DateError, fit, read, to_iso, write, write_like

FORMS = st.sampled_from(sorted({*KNOWN_FORMS, *NAMED_FORMS}))
OFFSETS = st.sampled_from(["", "Z", "+00:00", "+01:00", "-05:00", "+14:00"])
MOMENTS = st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31))


@st.composite
def iso_dates(draw: st.DrawFn) -> str:
    moment = draw(MOMENTS)
    if draw(st.booleans()):
        return moment.date().isoformat()
    return moment.isoformat(timespec=draw(st.sampled_from(["minutes", "seconds"]))) + draw(OFFSETS)


@given(iso_dates(), FORMS)
def test_what_a_form_can_hold_survives_it(iso: str, form: str) -> None:
    held = fit(iso, form)
    assert to_iso(write(held, form), form) == held


@given(iso_dates(), FORMS)
def test_a_written_date_is_written_the_same_again(iso: str, form: str) -> None:
    text = write(iso, form)
    assert write(to_iso(text, form) or "", form) == text


@given(iso_dates())
def test_iso_dates_come_back_as_they_were(iso: str) -> None:
    if iso.endswith("Z") or iso.count(":") != 1 or "T" not in iso:
        assert to_iso(iso) == iso


@given(st.text(max_size=40), FORMS)
def test_any_text_is_a_date_or_none(text: str, form: str) -> None:
    stamp = read(text, form)
    assert stamp is None or write(stamp.iso, stamp.form) == text


@pytest.mark.parametrize(
    ("iso", "form", "text"),
    [
        ("2019-11-21T12:08", "{HH}:{MM} {dd}/{mm}/{yyyy}", "12:08 21/11/2019"),
        ("2021-01-13", "{d} {Mon} {yyyy}", "13 Jan 2021"),
        ("2019-07-08", "{d} {Mon} {yyyy}", "8 Jul 2019"),
        ("2018-07-04", "{dd} {Month} {yyyy}", "04 July 2018"),
        ("2018-07-04", "{d} {Month} {yyyy}", "4 July 2018"),
        ("2020-10-16T15:22", "{d} {Mon} {yyyy} {HH}:{MM}", "16 Oct 2020 15:22"),
        ("2020-10-25", "{ordinal} {Month} {yyyy}", "25th October 2020"),
        ("2020-09-11", "{ordinal} {Month} {yyyy}", "11th September 2020"),
        ("2020-03-22", "{ordinal} {Month} {yyyy}", "22nd March 2020"),
        ("2020-09-30T22:49", "Posted at {HH}:{MM} on {ordinal} {Month} {yyyy}",
         "Posted at 22:49 on 30th September 2020"),
        ("2021-03-12T16:25:22+00:00", "iso", "2021-03-12T16:25:22+00:00"),
    ],
)  # fmt: skip
def test_each_form_is_written_and_read(iso: str, form: str, text: str) -> None:
    assert write(iso, form) == text
    assert to_iso(text, form) == to_iso(text) == iso


@pytest.mark.parametrize(
    ("iso", "form", "text"),
    [
        ("2021-07-12T16:25", "iso", "2021-07-12T16:25:00+01:00"),
        ("2021-01-12", "iso", "2021-01-12T00:00:00+00:00"),
        ("2021-07-12T16:25", "iso-utc-minutes", "2021-07-12T15:25+00:00"),
        ("2021-07-12T16:25:22-05:00", "iso", "2021-07-12T16:25:22-05:00"),
        ("2021-07-12T15:25:22Z", "{HH}:{MM} {dd}/{mm}/{yyyy}", "16:25 12/07/2021"),
        ("2021-07-12T23:30:00+00:00", "{d} {Mon} {yyyy}", "13 Jul 2021"),
        ("2021-01-13", "{HH}:{MM} {dd}/{mm}/{yyyy}", "00:00 13/01/2021"),
    ],
)
def test_clock_times_are_those_of_the_united_kingdom(iso: str, form: str, text: str) -> None:
    assert write(iso, form) == text


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("12:08 21/11/2019", "09:30 01/02/2021"),
        ("21 Nov 2019", "1 Feb 2021"),
        ("25th October 2020", "1st February 2021"),
        ("2019-11-21", "2021-02-01"),
        ("2019-11-21T12:08:00+00:00", "2021-02-01T09:30:00+00:00"),
        ("last Tuesday", "2021-02-01T09:30"),
    ],
)
def test_a_changed_date_keeps_the_old_form_and_precision(old: str, text: str) -> None:
    assert write_like("2021-02-01T09:30", old) == text


def test_a_form_of_its_own_settles_what_may_means() -> None:
    assert write_like("2021-06-05", "5 May 2021", "{d} {Month} {yyyy}") == "5 June 2021"
    assert write_like("2021-06-05", "15 May 2021", "{dd} {Month} {yyyy}") == "05 June 2021"


@pytest.mark.parametrize(
    "text",
    ["", "24:00 21/11/2019", "12:08 31/11/2019", "8:08 21/11/2019", "21th October 2020", "1st october 2020",
     "13  Jan 2021", " 13 Jan 2021", "013 Jan 2021", "13 Jan 21", "2021-13-01", "2021-01-01T10", "tomorrow",
     "١٣ Jan 2021", "0000-01-01", "2021-01-01T10:00+99:00"],
)  # fmt: skip
def test_what_is_not_quite_a_date_is_none(text: str) -> None:
    assert read(text) is None
    with pytest.raises(DateError, match="is not a date"):
        write(text, "{d} {Mon} {yyyy}")


CORPUS = Path(__file__).parents[2] / "../shared/corpus/news"


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared sample is not here")
def test_every_date_of_the_sample_is_written_as_it_was() -> None:
    dates = [
        line.partition("date: ")[2].strip("\n'")
        for file in CORPUS.glob("*/*.md")
        for line in file.read_text("utf-8").partition("\n```\n")[0].splitlines()
        if line.startswith("  date: ")
    ]
    stamps = {text: read(text) for text in dates}
    assert len(dates) > 2000
    assert [text for text, stamp in stamps.items() if stamp is None or write(stamp.iso, stamp.form) != text] == []
