"""What several checks of facts ask of a draft: its pieces of prose, and the day on which it is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from editor.core.checks.engine import TEXT_FIELDS
from editor.core.checks.paragraphs import paragraphs
from editor.core.checks.values import BODY, Draft
from editor.core.checks.written_days import day_of, days
from editor.core.dates import uk_stamp

# A line that is nothing but the day, as many releases begin or end: "_Published on Friday, January 15, 2021_".
_ALLOWED = """
published posted date dated updated edited created release time author id on at am pm hrs gmt bst midday noon the of
st nd rd th
"""
_ALLOWED_WORDS = frozenset(_ALLOWED.split())
_NOT_A_WORD = re.compile(r"[\W\d_]+")
_DAY_OR_MONTH = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
_LONGEST_DATELINE = 80
_LOOKED_AT = 3


def texts(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Each piece of prose: the field it is of, where it begins there, and its text."""
    for field in TEXT_FIELDS:
        if text := draft.fields.get(field, ""):
            yield field, 0, text
    for start, text in paragraphs(draft.body):
        yield BODY, start, text


def publication_day(draft: Draft) -> date | None:
    """The day on which it is published: by its field, a line that is nothing but a date, or for a draft today."""
    if stamp := uk_stamp(draft.fields.get("published", "")):
        return stamp.moment.date()
    return _dateline(draft.body) or (None if draft.released else draft.today)


@lru_cache(maxsize=4)
def _dateline(body: str) -> date | None:
    pieces = [text for _, text in paragraphs(body)]
    for text in (*pieces[:_LOOKED_AT], *reversed(pieces[-_LOOKED_AT:])):
        if len(text) > _LONGEST_DATELINE or not _is_a_date(text):
            continue
        for written in days(text):
            if written.year and (day := day_of(written.year, written.month, written.day)):
                return day
    return None


def _is_a_date(text: str) -> bool:
    words = _NOT_A_WORD.sub(" ", text.lower()).split()
    return all(word in _ALLOWED_WORDS or _DAY_OR_MONTH.fullmatch(word) for word in words)
