"""Numbers that everybody is told to call, as an organisation's lists have them: helplines, and short ones.

A row of ``helplines``: names (with | between them, the first is told), number, begins (only numbers like it may be
meant for it), others (words behind which a number is somebody else's). A row of ``short-numbers``: called (the word
after "call"), name (as it is told), numbers, write (the likeliest).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from editor.core.checks.values import Toolbox

HELPLINES, SHORT = "helplines", "short-numbers"


@dataclass(frozen=True, slots=True)
class Helpline:
    """A line that has one number. ``before`` finds its name in front of a number that should be it."""

    name: str
    number: str
    begins: str
    named: re.Pattern[str]
    before: re.Pattern[str]

    @property
    def digits(self) -> str:
        """Its number as it is dialled."""
        return re.sub(r"\D", "", self.number)


@dataclass(frozen=True, slots=True)
class ShortNumbers:
    """Those who have short numbers, and ``call``, which finds one that the text says is theirs."""

    name: str
    numbers: frozenset[str]
    write: str
    call: re.Pattern[str]


def helplines(toolbox: Toolbox) -> Iterator[Helpline]:
    """The helplines of the lists; rows without a name or a number are none."""
    for row in toolbox.lists.get(HELPLINES, ()):
        if row.get("names", "").strip(" |") and row.get("number"):
            yield _helpline(row["names"], row["number"], row.get("begins", ""), row.get("others", ""))


def short_numbers(toolbox: Toolbox) -> Iterator[ShortNumbers]:
    """The short numbers of the lists."""
    for row in toolbox.lists.get(SHORT, ()):
        if row.get("called") and row.get("numbers", "").split():
            yield _short(row["called"], row.get("name", ""), row["numbers"], row.get("write", ""))


@lru_cache(maxsize=64)
def _helpline(names: str, number: str, begins: str, others: str) -> Helpline:
    known = [name.strip() for name in names.split("|") if name.strip()]
    named = rf"\b(?:{_any(known)})\b"
    # Up to the next number; that of another line is another number.
    between = rf"(?:(?!{_any(others.split())})(?:[^.\n\d]|100%|24/7))" if others.split() else r"(?:[^.\n\d]|100%|24/7)"
    return Helpline(
        known[0],
        number,
        begins,
        re.compile(named, re.IGNORECASE),
        re.compile(rf"{named}{between}{{0,60}}$", re.IGNORECASE),
    )


@lru_cache(maxsize=64)
def _short(called: str, name: str, numbers: str, write: str) -> ShortNumbers:
    return ShortNumbers(
        name or called,
        frozenset(numbers.split()),
        write or numbers.split(maxsplit=1)[0],
        re.compile(
            rf"\b(?:call|calling|contact|ring|phone)\s(?:the\s)?{re.escape(called)}\s(?:on|via)\s[*_]{{0,3}}"
            r"(?P<number>\d{2,4})(?![\w:]|[.]\d|[ \u00a0]\d)"
        ),
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
