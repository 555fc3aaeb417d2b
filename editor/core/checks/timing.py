"""Dates against the day of publication, and ages against dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from editor.core.checks.days_of import publication_day, texts
from editor.core.checks.values import Draft, Finder, Fix, Found, Toolbox
from editor.core.checks.written_days import Written, day_of, days, said
from editor.core.dates import MONTHS
from editor.core.language import _

NOT_YET = "facts.date-to-come"
PAST = "facts.date-past"
AGE = "facts.age"

_BEFORE = 90
# "happened on Friday 12 March", when 12 March is still to come; a sentence ends the look back.
_HAPPENED = re.compile(
    r"\b(?:happened|occurred|took\splace|were\scalled|was\scalled|(?:was|were)\s(?:arrested|found|reported|charged|sentenced"
    r"|jailed|seen|assaulted|stolen|robbed)|died|appeared|pleaded|attended|received)\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will\s(?:be\sheld|take\splace|appear|attend|be\ssentenced|return|run|start|begin)|is\sdue\s(?:to|in|at|before)"
    r"|are\sdue\s(?:to|in|at|before))\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_NO_FACT = re.compile(
    r"\b(?:will|due|next|until|till|trial|by|bail(?:ed)?|before|since|appear|return|remanded|listed|adjourned|set\sfor"
    r"|expires?|to\sbe)\b",
    re.IGNORECASE,
)
# Without a year, a day is that of the publication's surroundings only if its weekday says so and it is this near.
_NEAR = timedelta(days=60)
_LEEWAY = timedelta(days=1)
_BORN = re.compile(
    r"(?:(?P<age>\d{2}),?\s{1,2}\(|(?<!\d[\s,])\()(?:(?:born|dob|d\.o\.b\.?|date\sof\sbirth):?\s{0,2})?"
    r"(?P<day>[0-3]?\d)(?P<by>[./])(?P<month>[01]?\d)(?P=by)(?P<year>(?:19|20)?\d\d)\)"
    r"(?:,?\s(?:is\s)?(?:aged?\s)?(?P<age2>\d\d),?\s(?:of|from)\b)?",
    re.IGNORECASE,
)
_OLDEST = 110


def find_dates(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """What has happened on a day still to come, and what will be on a day that is over."""
    published = publication_day(draft)
    if published is None:
        return
    for field, start, text in texts(draft):
        weekdays = {one.written.start: one.weekday.number for one in said(text)}
        for written in days(text):
            day = _day(written, published, weekdays.get(written.start))
            before = text[max(0, written.start - _BEFORE) : written.start]
            words = {"written": " ".join(text[written.start : written.end].split()).rstrip(".")}
            place = (field, written.start + start, written.end + start, words)
            if day and day > published + _LEEWAY and _HAPPENED.search(before) and not _NO_FACT.search(before):
                yield Found(NOT_YET, *place)
            elif day and day < published - _LEEWAY and _WILL.search(before):
                yield Found(PAST, *place)


def find_ages(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """``31 (01.02.99)``: an age that is not that of the date of birth beside it."""
    published = publication_day(draft)
    if published is None:
        return
    for field, start, text in texts(draft):
        for found in _BORN.finditer(text) if "(" in text else ():
            born = _birth(found, published)
            name = "age" if found["age"] else "age2"
            if born is None or not found[name]:
                continue
            right, written = _age(born, published), int(found[name])
            # A year either way is the age at the time of the deed, or of the hearing.
            if abs(right - written) > 1 and right <= _OLDEST:
                fix = Fix(
                    _("Change to {age}").format(age=right),
                    field, found.start(name) + start, found.end(name) + start, str(right),
                )  # fmt: skip
                words = {
                    "age": found[name],
                    "born": f"{born.day} {MONTHS[born.month - 1]} {born.year}",
                    "right": str(right),
                }
                yield Found(AGE, field, found.start() + start, found.end() + start, words, (fix,))


RULES: Mapping[str, Finder] = {NOT_YET: find_dates, PAST: find_dates, AGE: find_ages}


def _day(written: Written, published: date, weekday: int | None) -> date | None:
    """The day that is meant; None where two ways to read it are left or where another year may be meant."""
    if written.others:
        return None
    if written.year:
        return day_of(written.year, written.month, written.day)
    years = (published.year - 1, published.year, published.year + 1)
    near = [day for year in years if (day := day_of(year, written.month, written.day)) and abs(day - published) < _NEAR]
    return near[0] if near and near[0].weekday() == weekday else None


def _birth(found: re.Match[str], published: date) -> date | None:
    year = int(found["year"])
    if year < 100:
        year += 2000 if year < published.year % 100 else 1900
    return day_of(year, int(found["month"]), int(found["day"]))


def _age(born: date, day: date) -> int:
    """Full years from birth to a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
