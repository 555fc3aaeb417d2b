"""A record as bytes and back, and the number that puts it in the order of dates."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import astuple
from datetime import date, datetime
from hashlib import blake2b

from editor.core.library import Record

_LEVEL = 6
_DRAFT = "d"
DAY_BITS = 10  # bits: a day has room for 1,024 articles; more go to the next
_BEFORE = 1_024  # days kept free below the first, for articles without a date
_FIRST = date(1900, 1, 1).toordinal() - _BEFORE
_MINUTES = 24 * 60
_NEAR = 64

UNDATED_END = _BEFORE << DAY_BITS
"""Articles without a date have ids below this one."""


def tidied(record: Record) -> Record:
    """The record as it can be kept: no broken characters in its texts, no zeros in its lines."""
    *lines, body = (value for value in astuple(record) if isinstance(value, str))
    if "\0" in "".join(lines) or not _is_text(body + "".join(lines[1:])):
        names = ("area", "headline", "summary", "section", "published", "url", "incident", "problem", "body")
        fixed = {name: _as_text(getattr(record, name)) for name in names}
        fixed |= {name: text.replace("\0", " ") for name, text in fixed.items() if name != "body"}
        return Record(path=record.path, draft=record.draft, **fixed)
    return record


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _as_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def packed(record: Record) -> bytes:
    """A tidied record, compressed."""
    flag = _DRAFT if record.draft else ""
    lines = (
        record.path, flag, record.area, record.headline, record.summary, record.section, record.published,
        record.url, record.incident, record.problem, record.body,
    )  # fmt: skip
    return zlib.compress("\0".join(lines).encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> Record:
    """The record. Raises zlib.error where it is damaged."""
    try:
        text = zlib.decompress(data).decode("utf-8", "surrogatepass")
        path, flag, area, headline, summary, section, published, url, incident, problem, body = text.split("\0", 10)
    except (ValueError, TypeError) as error:
        raise zlib.error(str(error)) from error
    return Record(path, area, flag == _DRAFT, headline, summary, section, published, url, incident, problem, body)


def key_number(text: str) -> int:
    """A number for a text, by which it is found; 63 bits."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def first_id(day: str) -> int:
    """The smallest id of an ISO 8601 day."""
    return max(date.fromisoformat(day).toordinal() - _FIRST, _BEFORE) << DAY_BITS


def end_id(day: str) -> int:
    """The smallest id that lies behind a day."""
    return first_id(day) + (1 << DAY_BITS)


def year_of(number: int) -> str:
    """The year in which an article was published, or "" for one without a date."""
    return str(date.fromordinal((number >> DAY_BITS) + _FIRST).year) if number >= UNDATED_END else ""


def new_id(database: sqlite3.Connection, published: str) -> int:
    """A free id at the place of a date (ISO 8601 without an offset, or empty)."""
    if not published:
        (last,) = database.execute("SELECT max(id) FROM facts WHERE id < ?", (UNDATED_END,)).fetchone()
        return (last or 0) + 1
    moment = datetime.fromisoformat(published)
    start = first_id(moment.date().isoformat())
    end = start + (1 << DAY_BITS)
    start += ((moment.hour * 60 + moment.minute) << DAY_BITS) // _MINUTES
    near = database.execute("SELECT id FROM facts WHERE id BETWEEN ? AND ?", (start, min(start + _NEAR, end) - 1))
    taken = {number for (number,) in near}
    for number in range(start, min(start + _NEAR, end)):
        if number not in taken:
            return number
    while True:
        (last,) = database.execute("SELECT max(id) FROM facts WHERE id >= ? AND id < ?", (start, end)).fetchone()
        if last is None or last + 1 < end:
            return start if last is None else int(last) + 1
        start, end = end, end + (1 << DAY_BITS)
