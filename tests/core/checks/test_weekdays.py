"""A weekday that is not the date's: in every form that people write, and planted in real articles."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks import weekdays
from editor.core.checks.values import Draft, Finders
from editor.core.codec import parse
from editor.core.lens import read
from tests.core.checks.language import ON, mended, problems

WRITTEN = Finders(texts=weekdays.TEXT_RULES)
INFERRED = Finders(rules=weekdays.RULES)
CORPUS = Path(__file__).parents[4] / "shared/corpus/news"

# Each is right; 17 May 2018 was a Thursday.
RIGHT = [
    "Thursday 17 May 2018",
    "Thursday, 17th May, 2018",
    "thursday 17 may 2018",
    "THURSDAY, MAY 17, 2018",
    "Thursday May 17th 2018",
    "Thursday the 17th of May 2018",
    "Thursday, the seventeenth of May 2018",
    "Thu 17/05/2018",
    "Thurs. 17.05.18",
    "Thursday 17-May-2018",
    "Thursday 2018-05-17",
    "Thursday 17 May '18",
    "**Thursday** 17\u00a0May\n2018",
    "Thursday _17 May 2018_",
    "Thursday&nbsp;17 May 2018",
    "Thursday 17<sup>th</sup> May 2018",
    "Thursday 17ᵗʰ May 2018",
    "Thursday 17, May 2018",
    "Thursday evening (17 May 2018)",
    "Thursday at around 8.15pm (17 May 2018)",
    "Thursday morning, 17 May, 2018",
    "17 May 2018 (Thursday)",
    "17 May 2018, a Thursday",
    "between Thursday 17 and Friday 18 May 2018",
    "Thursday 17 to Friday 18 May 2018",
    "between 9.30pm on Thursday 17 May and 8am on Friday 18 May 2018",
    "Thursday 17 May 2018 until Friday 18 May",
    "Thursday and Friday, 17 and 18 May 2018",
    "Thursday night/Friday morning (17/18 May 2018)",
    "Thursdays 17 and 24 May 2018",
    "tomorrow and Friday (17 and 18 May 2018)",
    "Thu-Fri 17-18 May 2018",
    "Thursday 17thMay 2018",
    "Thursday last week (17 May 2018)",
    "Thursday and Friday (17 and 18 May 2018), 21 people",
]
WEEKDAY = re.compile(r"\b(?:thurs|fri)days?\b|\b(?:Thu|Thurs|Fri)\b", re.IGNORECASE)


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_weekday_is_left_alone(text: str) -> None:
    assert problems(WRITTEN, f"It happened on {text}, near the station.") == []


@pytest.mark.parametrize("text", [text for text in RIGHT if "tomorrow" not in text])
def test_a_wrong_weekday_is_found_and_the_right_one_offered(text: str) -> None:
    for place in WEEKDAY.finditer(text):
        wrong = f"{text[: place.start()]}{'Sun' if len(place[0]) < 6 else 'Sunday'}{text[place.end() :]}"
        found = problems(WRITTEN, f"It happened on {wrong}, near the station.")
        assert [one.rule for one in found] == ["facts.weekday"] * len(found), wrong
        assert len(found) >= 1
        assert all(one.fixes for one in found)


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("Wednesday 17 May 2018", ["Thursday 17 May 2018", "Wednesday 16 May 2018"]),
        ("Weds 17th May 2018", ["Thu 17th May 2018", "Weds 16th May 2018"]),
        ("FRIDAY, MAY 17, 2018", ["THURSDAY, MAY 17, 2018", "FRIDAY, MAY 18, 2018"]),
        ("Wednesday 1 March 2018", ["Thursday 1 March 2018"]),
        (
            "Wednesday 13 January 2020",
            ["Monday 13 January 2020", "Wednesday 15 January 2020", "Wednesday 13 January 2021"],
        ),
        ("Saturday, 31 December 2021 into Saturday, 1 January", ["Friday, 31 December 2021 into Saturday, 1 January"]),
    ],
)
def test_what_may_be_meant_is_offered(text: str, fixes: list[str]) -> None:
    (found,) = problems(WRITTEN, text)
    assert [text[: fix.start] + fix.text + text[fix.end :] for fix in found.fixes][: len(fixes)] == fixes


def test_the_sentence_says_what_the_day_was() -> None:
    (found,) = problems(WRITTEN, "on **Wednesday** 17\nMay 2018.")
    assert "“Wednesday 17 May 2018”" in found.sentence
    assert "17 May 2018 is a Thursday" in found.sentence


@pytest.mark.parametrize(
    "text",
    [
        "The Sun, 17 May 2018",
        "at 8.30am on Friday. On 17 May 2018 he was charged",
        "on Friday, following an attack on 17 May 2018",
        "Friday 5 June 2018hrs",
        "Wednesday 31 June 2018",
        "Monday 05/07/2018 is 7 May in America",
        "Monday to Friday, 9am to 5pm; 17 May 2018",
        "Friday 9 January, and since 17 May",
        "seen on Sunday and Monday. Thursday 17 May 2018",
        "Sheffield Wednesday's game on 17 May 2018",
    ],
)
def test_what_is_no_date_of_the_weekday_says_nothing(text: str) -> None:
    assert problems(WRITTEN, text) == []


@pytest.mark.parametrize(
    ("published", "text", "wrong"),
    [
        ("2021-03-10T09:00", "happened on Tuesday 9 March.", False),
        ("2021-03-10T09:00", "happened on Wednesday 9 March.", True),
        ("2021-03-10T09:00", "will be held on Friday, March 26.", False),
        ("2021-03-10T09:00", "will be held on Thursday, March 26.", True),
        ("2021-01-04T09:00", "on Wednesday 30 December.", False),
        ("2021-01-04T09:00", "on Thursday 30 December.", True),
        ("2021-03-10T09:00", "on the evening of Wednesday 3rd", False),
        ("2021-03-10T09:00", "on the evening of Tuesday 3rd", True),  # of no month near
        ("2021-03-10T09:00", "between Friday 5 and Sunday 7 March", False),
        ("2021-03-10T09:00", "between Friday 5 and Monday 7 March", True),
        ("2021-03-10T09:00", "on Sunday 24 March 2019. He was in court on Sunday 24 March", False),
        ("2021-02-15T09:00", "Two years ago she left on Friday 15 February.", False),
        ("2021-03-10T09:00", "on Saturday 7 March and Sunday 8 March he fled", False),  # both in 2020
        ("2021-03-10T09:00", "on Wednesday 11 November last year", False),  # 2020
        ("2021-03-10T09:00", "on Monday 11 November last year", True),
        ("2021-03-10T09:00", "on Monday 2 September", False),  # of 2019: too far away to tell
    ],
)
def test_without_a_year_the_publication_decides(published: str, text: str, wrong: bool) -> None:
    found = problems(INFERRED, text, {"published": published})
    assert [one.rule for one in found] == ["facts.weekday-inferred"] * wrong


@pytest.mark.parametrize(
    "line",
    [
        "_Published on Wednesday 10 March 2021_",
        "**Published 10th March 2021**",
        "Mar 10, 2021 07:00 GMT",
        "Posted on 22:06:00 on 10th March 2021",
        "Release date: 10/Mar/2021 04:37\nAuthor ID: 681",
        "15:50 10/03/2021",
    ],
)
def test_without_a_publication_a_line_that_is_a_date_decides(line: str) -> None:
    text = "It happened on Monday 9 March."
    assert [one.quote for one in problems(INFERRED, f"{line}\n\n{text}")] == ["Monday 9 March"]
    assert [one.quote for one in problems(INFERRED, f"{text}\n\n{line}")] == ["Monday 9 March"]
    assert problems(INFERRED, text) == []
    assert problems(INFERRED, f"He fled on 10 March 2021.\n\n{text}") == []


def test_without_either_today_decides_for_a_draft() -> None:
    text, today = "It happened on Monday 9 March.", date(2021, 3, 10)
    assert [one.start for one in weekdays.find_inferred(Draft({}, text, today=today), ON)] == [15]
    assert list(weekdays.find_inferred(Draft({}, text, released=True, today=today), ON)) == []


FORMS = [
    "{wd} {d} {m} {y}", "{wd}, {d}{th} {m}, {y}", "{wd} {m} {d}, {y}", "{wd} the {d}{th} of {m} {y}", "{w} {d} {b} {y}",
    "{wd} {d:02}/{n:02}/{y}", "**{wd} {d} {m} {y}**", "{wd} afternoon ({d} {m} {y})", "{wd},\n{d}\u00a0{m} {y}",
    "from {d} {m} {y} ({wd})", "{wd} {d} {m} {y} to the next day", "on {w}. {d}{th} {b}. {y}",
]  # fmt: skip


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(0, 6), st.sampled_from(FORMS))
def test_every_day_in_every_form(day: date, by: int, form: str) -> None:
    said = day + timedelta(days=by)
    th = "th" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    text = form.format(
        wd=day_name[said.weekday()], w=day_name[said.weekday()][:3], d=day.day, th=th, n=day.month,
        m=month_name[day.month], b=month_abbr[day.month], y=day.year,
    )  # fmt: skip
    turned = date(day.year, day.day, day.month) if day.day <= 12 and "/" in form else day
    wrong = said.weekday() not in (day.weekday(), turned.weekday())
    assert len(problems(WRITTEN, f"It was {text}.")) == wrong
    if wrong:
        assert problems(WRITTEN, mended(WRITTEN, f"It was {text}.")) == []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared sample is not here")
def test_wrong_weekdays_planted_in_real_articles_are_found() -> None:
    """By a reading of its own: a weekday, at most two words, a day and a month, and a year."""
    names, months = "|".join(day_name), "|".join(month_name[1:])
    full = re.compile(rf"\b({names}),? (?:\(|the )?(\d{{1,2}})(?:st|nd|rd|th)?,? (?:of )?({months}),? (20\d\d)\b")
    planted = found = flagged = 0
    for file in sorted(CORPUS.glob("*/*.md"))[::4]:
        body = read(parse(file.read_bytes()).article).body
        for place in full.finditer(body):
            weekday, number, month, year = place.groups()
            day = date(int(year), list(month_name).index(month), int(number))
            if day_name[day.weekday()] != weekday:
                continue
            line = body[body.rfind("\n", 0, place.start()) + 1 :].partition("\n")[0]
            flagged += any(one.quote == place[0] for one in problems(WRITTEN, line))
            wrong = place[0].replace(weekday, day_name[(day.weekday() + 3) % 7])
            planted += 1
            found += any(wrong.startswith(one.quote[:12]) for one in problems(WRITTEN, line.replace(place[0], wrong)))
    assert planted > 150
    assert flagged == 0
    assert found / planted >= 0.98
