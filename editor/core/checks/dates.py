"""Dates and times that no calendar and no clock has: 31 June, 29 February 2019, 25:61, 13.75pm."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping

from editor.core.checks.values import BODY, Fix, Found, ParagraphFinder, Toolbox
from editor.core.checks.written_days import Weekday, Written, chains, day_of
from editor.core.dates import MONTHS
from editor.core.language import _

NO_SUCH_DAY = "facts.date"
NO_SUCH_MONTH = "facts.date-month"
NO_SUCH_TIME = "facts.time"
TWO_CLOCKS = "facts.time-two-clocks"

_LEAP_YEAR = 2000
# A number before a month is a day of it only if it looks like one: "Incident 49 March 24 2021" has none.
_LONGEST_MONTH = 31
_LARGEST_SLIP = 39
_LEADS_TO_A_DAY = re.compile(r"(?:\b(?:on|of|the|from|until|till|between|since|by|date|dated)\s+|\()$", re.IGNORECASE)
_BEFORE = 12
_HALF = r"(?P<half>[ap])(?:\.\s?m\b\.?|m\b)"
_TIME = re.compile(
    r"(?<![\w.:£$€/-])(?:"
    rf"(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?\s?{_HALF}(?P<again>\s{{1,2}}\(?[ap]\.?m\b)?"
    r"|(?:(?<=\bat\s)|(?<=about\s)|(?<=until\s)|(?<=around\s)|(?<=from\s)|(?<=between\s)|(?<=before\s)|(?<=after\s))"
    r"(?P<hour2>\d{1,2}):(?P<minute2>\d\d)(?![\d:])"
    r"|(?P<hour3>\d\d)[:.]?(?P<minute3>\d\d)\s?hrs\b"
    r")",
    re.IGNORECASE,
)


def find_dates(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Days that a month doesn't have, and numbers that are no month."""
    for chain in chains(text):
        for at, token in enumerate(chain):
            if isinstance(token, Written) and token.month and not _is_possible(token):
                weekday = at > 0 and isinstance(chain[at - 1], Weekday)
                if _is_meant_as_day(token, text, weekday=weekday):
                    yield _impossible(token, text)


def find_times(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Times that no clock shows, and times of both clocks at once (``15:30pm``)."""
    for found in _TIME.finditer(text):
        hour = next(int(found[name]) for name in ("hour", "hour2", "hour3") if found[name])
        minute = next((int(found[name]) for name in ("minute", "minute2", "minute3") if found[name]), 0)
        half = (found["half"] or "").lower()
        words = {"written": found[0]}
        start, end = found.span()
        if found["again"]:
            fix = Fix(_("Keep only the first"), BODY, found.start("again"), end, "")
            yield Found(NO_SUCH_TIME, start=start, end=end, words=words, fixes=(fix,))
        elif minute > 59 or hour > 24 or (hour == 24 and minute) or (half == "a" and hour > 12):
            yield Found(NO_SUCH_TIME, start=start, end=end, words=words)
        elif half and (hour > 12 or hour == 0):
            yield Found(TWO_CLOCKS, start=start, end=end, words=words, fixes=tuple(_one_clock(found, hour, minute)))


TEXT_RULES: Mapping[str, ParagraphFinder] = {
    NO_SUCH_DAY: find_dates,
    NO_SUCH_MONTH: find_dates,
    NO_SUCH_TIME: find_times,
    TWO_CLOCKS: find_times,
}


def _is_possible(written: Written) -> bool:
    return any(day_of(year or _LEAP_YEAR, month, day) for year, month, day in written.readings())


def _is_meant_as_day(written: Written, text: str, *, weekday: bool) -> bool:
    led_to = weekday or _LEADS_TO_A_DAY.search(text[max(0, written.start - _BEFORE) : written.start]) is not None
    match written.form:
        case "1" | "4":
            plain = 0 < written.day <= _LONGEST_MONTH
            return plain or (written.day <= _LARGEST_SLIP and (led_to or written.ordinal))
        case "2":
            return led_to or written.year_place is not None
        case "3":
            place = written.year_place
            return place is not None and place.end - place.start == len("2018")
    return weekday and written.form in "06"


def _impossible(written: Written, text: str) -> Found:
    words = {"written": " ".join(text[written.start : written.end].split()).rstrip(".")}
    end = written.end - (text[written.end - 1] == ".")
    if written.month > len(MONTHS):
        words["month"] = str(written.month)
        return Found(NO_SUCH_MONTH, start=written.start, end=end, words=words)
    name, length = MONTHS[written.month - 1], monthrange(written.year or _LEAP_YEAR, written.month)[1]
    words["month"] = f"{name} {written.year}" if written.month == 2 and written.year else name
    words["days"] = str(length)
    fixes = tuple(_possible(written, name, length)) if written.form == "1" else ()
    return Found(NO_SUCH_DAY, start=written.start, end=end, words=words, fixes=fixes)


def _possible(written: Written, name: str, length: int) -> Iterator[Fix]:
    """The last day of the month."""
    if written.day > length and not written.ordinal:
        label = _("Change to {date}").format(date=f"{length} {name}")
        yield Fix(label, BODY, written.number.start, written.number.end, str(length))


def _one_clock(found: re.Match[str], hour: int, minute: int) -> Iterator[Fix]:
    """The same time by twelve hours, and by twenty-four."""
    minutes = f".{minute:02}" if found["minute"] else ""
    twelve = f"{hour % 12 or 12}{minutes}{'pm' if hour >= 12 else 'am'}"
    for text in (twelve, f"{hour:02}:{minute:02}"):
        yield Fix(_("Change to {time}").format(time=text), BODY, found.start(), found.end(), text)
