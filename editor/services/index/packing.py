"""A record as bytes and back, and the number that puts it in the order of dates."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b

from editor.core.library import Record

# For a few thousand bytes: no larger than by the usual values, and in two thirds of their time.
_LEVEL, _MEMORY = 3, 6
_DRAFT = "d"
DAY_BITS = 10  # bits: a day has room for 1,024 articles; more go to the next
_BEFORE = 1_024  # days kept free below the first, for articles without a date
_FIRST = date(1900, 1, 1).toordinal() - _BEFORE
_MINUTES = 24 * 60
_NEAR = 64

UNDATED_END = _BEFORE << DAY_BITS
"""Articles without a date have ids below this one."""


_LINES = ("area", "headline", "summary", "section", "published", "url", "incident", "problem")


def tidied(record: Record) -> Record:
    """The record as it can be kept: no broken characters in its texts, no zeros in its lines."""
    lines = [getattr(record, name) for name in _LINES]
    together = "".join(lines)
    if "\0" not in together and _is_text(together) and _is_text(record.body):
        return record
    fixed = {name: _as_text(line).replace("\0", " ") for name, line in zip(_LINES, lines, strict=True)}
    return Record(path=record.path, draft=record.draft, body=_as_text(record.body), **fixed)


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
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, _MEMORY)
    return press.compress("\0".join(lines).encode("utf-8", "surrogatepass")) + press.flush()


def unpacked(data: bytes) -> Record:
    """The record. Raises zlib.error where it is damaged."""
    try:
        text = zlib.decompress(data).decode("utf-8", "surrogatepass")
        path, flag, area, headline, summary, section, published, url, incident, problem, body = text.split("\0", 10)
    except (ValueError, TypeError) as error:
        raise zlib.error(str(error)) from error
    return Record(path, area, flag == _DRAFT, headline, summary, section, published, url, incident, problem, body)


def body_holds(data: bytes, texts: Iterable[bytes]) -> bool:
    """Whether the body of a packed record has all of these in it as they are; in half the time of ``unpacked``."""
    body = zlib.decompress(data).split(b"\0", len(_LINES) + 2)[-1]
    return all(text in body for text in texts)


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


class Numbers:
    """Gives out free ids, each at the place of its date, within one change of the database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._given: set[int] = set()

    def new(self, published: str) -> int:
        """A free id for a date (ISO 8601 without an offset, or empty)."""
        number = self._undated() if not published else self._dated(datetime.fromisoformat(published))
        self._given.add(number)
        return number

    def _undated(self) -> int:
        return self._behind_last(1, UNDATED_END)

    def _dated(self, moment: datetime) -> int:
        start = first_id(moment.date().isoformat())
        end = start + (1 << DAY_BITS)
        start += ((moment.hour * 60 + moment.minute) << DAY_BITS) // _MINUTES
        near = range(start, min(start + _NEAR, end))
        rows = self._database.execute("SELECT id FROM facts WHERE id BETWEEN ? AND ?", (near.start, near.stop - 1))
        taken = {number for (number,) in rows}
        free = next((number for number in near if number not in taken and number not in self._given), 0)
        while not free:
            free = self._behind_last(start, end)
            start, end = end, end + (1 << DAY_BITS)
        return free

    def _behind_last(self, start: int, end: int) -> int:
        """The id behind the last of a range; 0 where that is its end."""
        row = self._database.execute("SELECT max(id) FROM facts WHERE id >= ? AND id < ?", (start, end)).fetchone()
        last = max(row[0] or start - 1, max((one for one in self._given if start <= one < end), default=0))
        return last + 1 if last + 1 < end else 0
