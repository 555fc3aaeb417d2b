"""A weekday that is not the date's.

Of 23,659 weekdays that published articles said of a date, 522 were wrong. Where the year is written (there, or once for
several days) the calendar decides. Where it is not, the day of publication does: the nearest such day is meant, unless
the text speaks of another year in which the weekday would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from editor.core.checks.days_of import publication_day, texts
from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, ParagraphFinder, Toolbox
from editor.core.checks.written_days import WEEKDAYS, Place, Said, Weekday, day_of, said
from editor.core.dates import MONTHS
from editor.core.language import _

WRONG = "facts.weekday"
PROBABLY_WRONG = "facts.weekday-inferred"

# A text that looks back speaks of days of other years without saying so.
_LOOKS_BACK = re.compile(r"\b(?:anniversary|years?\s(?:ago|on|later|since|to\sthe\sday))\b", re.IGNORECASE)
# So near to the publication no other year is meant; a little farther away none that the text does not speak of; farther
# still perhaps any in which the weekday would be right.
_NEXT_TO = timedelta(days=10)
_NEAR = timedelta(days=45)
# A day farther from the publication than this may as well be the same day of another year.
_FAR = timedelta(days=150)
_OTHER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LAST_YEAR = re.compile(r"\W{0,4}(?:of\W)?(?:in\W)?(?P<which>last|this|next)\s(?:year|month)\b", re.IGNORECASE)
_YEARS_BACK = 4
_SHIFT = {"last": -1, "this": 0, "next": 1}


def find_written(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Weekdays of dates whose year is written."""
    for one in said(text):
        if one.written.year and (day := _wrong(one, one.written.year)):
            yield _found(WRONG, one, day, text)


def find_inferred(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Weekdays of dates whose year, or month and year, only the day of publication tells."""
    published = publication_day(draft)
    if published is None:
        return
    years = {int(year) for year in _OTHER_YEAR.findall(draft.body)}
    looks_back = _LOOKS_BACK.search(draft.body) is not None
    wrong: list[_Wrong] = [
        (one, day, text, field, start)
        for field, start, text in texts(draft)
        for one in said(text)
        if not one.written.year and (day := _nearest_wrong(one, published, years, text, looks_back=looks_back))
    ]
    meant = _of_another_year(wrong)
    for one, day, text, field, start in wrong:
        if day not in meant:
            yield _found(PROBABLY_WRONG, one, day, text, field=field, offset=start)


_Wrong: TypeAlias = tuple[Said, date, str, str, int]

RULES: Mapping[str, Finder] = {PROBABLY_WRONG: find_inferred}
TEXT_RULES: Mapping[str, ParagraphFinder] = {WRONG: find_written}


def _wrong(one: Said, year: int) -> date | None:
    """The day, if in no reading the weekday is right; None if it is, or if there is no such day."""
    meant = (one.weekday.number, *one.also)
    days = [day for stated, month, number in one.written.readings() if (day := day_of(stated or year, month, number))]
    return None if not days or any(day.weekday() in meant for day in days) else days[0]


def _nearest_wrong(one: Said, published: date, years: set[int], text: str, *, looks_back: bool) -> date | None:
    if not one.written.month:
        return _wrong_in_month(one, published)
    if which := _LAST_YEAR.match(text, one.end):
        return _wrong(one, published.year + _SHIFT[which["which"].lower()]) if "year" in which[0].lower() else None
    around = range(published.year - 1, published.year + 2)
    candidates = [day for year in around if (day := day_of(year, one.written.month, one.written.day))]
    nearest = min(candidates, key=lambda day: abs(day - published), default=None)
    if nearest is None or abs(nearest - published) > _FAR or not _wrong(one, nearest.year):
        return None
    others: set[int] = set()
    if abs(nearest - published) > _NEAR:
        others.add(published.year + 1)
    if abs(nearest - published) > _NEAR or looks_back:
        others.update(range(published.year - _YEARS_BACK, published.year + 1))
    if abs(nearest - published) > _NEXT_TO:
        others.update(years)
    return nearest if all(_wrong(one, year) for year in others - {nearest.year} if _may_be(year)) else None


def _of_another_year(wrong: Sequence[_Wrong]) -> set[date]:
    """The days of which several are all right in one of the years before: that year is meant."""
    meant: set[date] = set()
    for back in range(1, _YEARS_BACK + 1):
        fitting = {day for one, day, *_rest in wrong if one.written.month and not _wrong(one, day.year - back)}
        meant.update(fitting if len(fitting) > 1 else ())
    return meant


def _may_be(year: int) -> bool:
    return 1900 <= year <= 2100


def _wrong_in_month(one: Said, published: date) -> date | None:
    """For "Monday the 21st": wrong if in no month around the publication the 21st was a Monday."""
    months = [(published.year * 12 + published.month - 1 + by) for by in (-2, -1, 0, 1, 2)]
    days = [day for month in months if (day := day_of(month // 12, month % 12 + 1, one.written.day))]
    meant = (one.weekday.number, *one.also)
    if not days or any(day.weekday() in meant for day in days):
        return None
    return min(days, key=lambda day: abs(day - published))


def _found(rule: str, one: Said, day: date, text: str, *, field: str = BODY, offset: int = 0) -> Found:
    end = one.end - (text[one.end - 1] == ".")
    end += text.count("(", one.start, end) > text.count(")", one.start, end) and text[end : end + 1] == ")"
    return Found(
        rule,
        field,
        one.start + offset,
        end + offset,
        {
            "written": " ".join(re.sub(r"[*_~]", "", text[one.start : end]).split()),
            "date": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            "weekday": WEEKDAYS[day.weekday()],
        },
        tuple(_fixes(one, day, text, field, offset)),
    )


def _fixes(one: Said, day: date, text: str, field: str, offset: int) -> Iterator[Fix]:
    """The weekday that it was; the year in which it was that weekday; the nearest day of the month that was one."""
    name = WEEKDAYS[day.weekday()]
    weekday, written = one.weekday, one.written
    yield Fix(
        _("Change to {weekday}").format(weekday=name),
        field, weekday.start + offset, weekday.end + offset, _like(name, weekday, text),
    )  # fmt: skip
    by = (weekday.number - day.weekday() + 3) % 7 - 3
    other = day + timedelta(days=by)
    if written.form in "124" and other.month == day.month and written.number.end - written.number.start <= 2:
        place = _with_ordinal(written.number, text)
        ordinal = _ordinal(other.day) if place.end > written.number.end else ""
        yield Fix(
            _("Change to {date}").format(date=f"{other.day} {MONTHS[other.month - 1]}"),
            field, place.start + offset, place.end + offset, f"{other.day}{ordinal}",
        )  # fmt: skip
    for year in _slips(day):
        if written.year_place and (turned := day_of(year, day.month, day.day)) and turned.weekday() == weekday.number:
            place = written.year_place
            short = "’" if place.end - place.start < 4 else ""
            yield Fix(
                _("Change to {year}").format(year=year),
                field, place.start + offset, place.end + offset, f"{short}{year % 100:02}" if short else str(year),
            )  # fmt: skip


def _like(name: str, weekday: Weekday, text: str) -> str:
    """The right name, as short and in the same letters as the wrong one."""
    old = text[weekday.start : weekday.end]
    new = name[:3] if len(old) < len("Friday") else name + ("s" if weekday.many else "")
    return new.upper() if old.isupper() else new.lower() if old.islower() else new


def _with_ordinal(number: Place, text: str) -> Place:
    tail = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE).match(text, number.end)
    return Place(number.start, tail.end() if tail else number.end)


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _slips(day: date) -> Iterator[int]:
    """The years that are mistaken for this one, around its turn."""
    if day.month <= 3:
        yield day.year + 1
    if day.month >= 10:
        yield day.year - 1
