"""A publication date as day and clock: what is shown of it, what a person may type, and ISO 8601 again.

Day and clock are those of the United Kingdom, whatever offset the file has.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from editor.core import dates

_DAY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d\d)", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
_WHOLE_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{4}", re.ASCII)
_OFFSET = re.compile(r"T.*?(Z|[+-]\d\d:\d\d)\Z")


def split(iso: str) -> tuple[date, time | None] | None:
    """Day and clock of an ISO 8601 date, the clock to the minute; None where it is no date."""
    stamp = dates.uk_stamp(iso)
    if stamp is None:
        return None
    clock = stamp.moment.time().replace(second=0) if stamp.precision else None
    return stamp.moment.date(), clock


def day_text(day: date) -> str:
    """A day as it is shown: ``21/11/2019``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def clock_text(clock: time) -> str:
    """A time as it is shown: ``12:08``."""
    return f"{clock.hour:02}:{clock.minute:02}"


def typed_day(text: str, *, finished: bool = True) -> tuple[date, time | None] | None:
    """The day, and the time if there is one, in what a person typed or pasted; None where it is none (yet).

    A year of two digits is one of this century, but only once the person has finished.
    """
    text = text.strip()
    if found := _DAY.fullmatch(text):
        day, month, year = found.groups()
        if len(year) < 4 and not finished:
            return None
        return _day(int(year) + (2000 if len(year) < 4 else 0), int(month), int(day))
    if found := _ISO_DAY.fullmatch(text):
        return _day(*map(int, found.groups()))
    if dates.uk_stamp(text):
        return split(text)
    stamp = dates.read(text) or dates.read(text.title())
    return split(stamp.iso) if stamp else None


def _day(year: int, month: int, day: int) -> tuple[date, None] | None:
    try:
        return date(year, month, day), None
    except ValueError:
        return None


def typed_clock(text: str, *, finished: bool = True) -> time | None:
    """The time in what a person typed: ``12:08``, ``12.08``, ``1208``, and once finished ``9``, ``930`` or ``9pm``."""
    text = text.strip()
    if not finished and not _WHOLE_CLOCK.fullmatch(text):
        return None
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def joined(old_iso: str, day: date, clock: time | None) -> str:
    """Day and clock in ISO 8601, with seconds and offset where the old date had them.

    The same day and clock give the old date itself. Seconds stay while hour and minute do. An offset that was the
    United Kingdom's becomes the one of the new day; any other stays.
    """
    if split(old_iso) == (day, clock):
        return old_iso
    if clock is None:
        return day.isoformat()
    old = dates.uk_stamp(old_iso)
    seconds = bool(old and old.precision == "seconds")
    if old and seconds and (old.moment.hour, old.moment.minute) == (clock.hour, clock.minute):
        clock = clock.replace(second=old.moment.second)
    iso = datetime.combine(day, clock).isoformat(timespec="seconds" if seconds else "minutes")
    offset = _OFFSET.search(old_iso)
    new = dates.uk_stamp(iso)
    if not (old and offset and new):
        return iso
    if offset[1] == old.offset:
        return iso + new.offset
    zone = datetime.fromisoformat(f"2000-01-01T00:00{offset[1]}").tzinfo
    elsewhere = datetime.fromisoformat(iso + new.offset).astimezone(zone).replace(tzinfo=None)
    return elsewhere.isoformat(timespec="seconds" if seconds else "minutes") + offset[1]
