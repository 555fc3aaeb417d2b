"""From a question to what SQLite is asked, so that it stops as soon as it has what a page shows.

Ids are in the order of dates and every condition is a mark in the text, so the newest (or oldest) answers come first
and the rest is never looked at, also for a word that stands in every article. Nothing that a person typed is part of a
statement: texts are folded to letters and digits, stand in quotes, and are bound.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from editor.core.library import Query, Word
from editor.services.index import words
from editor.services.index.packing import UNDATED_END, end_id, first_id

_MOST_WORDS = 400
"""So many words with one beginning are looked for one by one."""

_Values: TypeAlias = "list[str | int]"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of the tables. ``match`` is an expression of FTS5; "" for every article.

    ``beginnings`` are those of words that must each occur, for which the articles themselves have to be looked at: too
    many words begin so, but nearly every article has one. ``low`` and ``high`` bound the ids, the latter excluded.
    ``nothing``: it can be told already that no article answers.
    """

    match: str = ""
    beginnings: tuple[str, ...] = ()
    low: int = 0
    high: int = 1 << 62
    nothing: bool = False

    def statement(self) -> tuple[str, _Values]:
        """The SELECT, without an order, of the ids; and the values bound to it. The column is called ``id``."""
        bounds: _Values = [self.low, self.high]
        if self.match:
            return _FROM_TEXTS, [self.match, *bounds]
        return _FROM_FACTS, bounds


_FROM_TEXTS = "SELECT rowid AS id FROM texts WHERE texts MATCH ? AND rowid >= ? AND rowid < ?"
_FROM_FACTS = "SELECT id FROM facts WHERE id >= ? AND id < ?"


class _Parts:
    """Collects what must and what must not stand in a text."""

    def __init__(self) -> None:
        self.wanted: list[str] = []
        self.unwanted: list[str] = []
        self.beginnings: list[str] = []
        self.nothing = False

    def want(self, expression: str) -> None:
        """Every answer has this; "" where none can."""
        if expression:
            self.wanted.append(expression)
        else:
            self.nothing = True

    def plan(self) -> Plan:
        """All of it in one expression."""
        unwanted = [expression for expression in self.unwanted if expression]
        if unwanted and not self.wanted:
            self.wanted = [_quoted([words.ALL])]
        match = " AND ".join(self.wanted)
        if unwanted:
            match = f"({match}) NOT {_any(unwanted)}"
        return Plan(match, tuple(self.beginnings), nothing=self.nothing)


def plan_of(database: sqlite3.Connection, query: Query, *, in_headline: bool = False, whole: bool = False) -> Plan:
    """How to find what a question asks for; ``in_headline``: only where its words stand in the headline.

    ``whole``: every answer is wanted, so that no article has to be looked at.
    """
    parts = _Parts()
    for word in query.words:
        _add_word(database, parts, word, in_headline=in_headline, whole=whole)
    for kind, names, mark in (
        ("area", query.areas, words.area_mark),
        ("section", query.sections, words.section_mark),
    ):
        if names:
            parts.want(_any(_quoted([mark(number)]) for number in _numbers(database, kind, names)))
    for asked, mark_of in (
        (query.draft, words.DRAFT),
        (query.incident, words.INCIDENT),
        (query.problem, words.PROBLEM),
    ):
        if asked is not None:
            (parts.wanted if asked else parts.unwanted).append(_quoted([mark_of]))
    low = first_id(query.from_day) if query.from_day else UNDATED_END if query.to_day else 0
    return replace(parts.plan(), low=low, high=end_id(query.to_day) if query.to_day else 1 << 62)


def _add_word(database: sqlite3.Connection, parts: _Parts, word: Word, *, in_headline: bool, whole: bool) -> None:
    tokens = words.words_of(word.text)
    if not tokens:
        return
    marked = words.in_headline if in_headline and not word.excluded else list
    expression = _quoted(marked(tokens))
    if word.prefix:
        *before, last = tokens
        found = _beginning_with(database, last)
        if found is not None:
            expression = _any(_quoted(marked([*before, ending])) for ending in found)
        elif whole or in_headline or before or word.excluded:
            expression += " *"
        else:
            parts.beginnings.append(last)
            return
    if word.excluded:
        parts.unwanted.append(expression)
    else:
        parts.want(expression)


def _beginning_with(database: sqlite3.Connection, letters: str) -> list[str] | None:
    """The words that begin so; None where they are too many, or not all known yet."""
    (known,) = database.execute("SELECT words FROM settled").fetchone()
    statement = "SELECT word FROM words WHERE word >= ? AND word < ? LIMIT ?"
    rows = database.execute(statement, (letters, letters + chr(0x10FFFF), _MOST_WORDS + 1))
    found = [word for (word,) in rows]
    return found if known and len(found) <= _MOST_WORDS else None


def _numbers(database: sqlite3.Connection, kind: str, names: Iterable[str]) -> list[int]:
    """The numbers of the names that are meant: capitals, accents and signs do not count."""
    meant = {"".join(words.words_of(name)) for name in names}
    known = database.execute("SELECT no, text FROM names WHERE kind = ?", (kind,))
    return [number for number, text in known if "".join(words.words_of(text)) in meant]


def _quoted(tokens: Iterable[str]) -> str:
    return '"' + " ".join(tokens) + '"'


def _any(expressions: Iterable[str]) -> str:
    found = list(expressions)
    return f"({' OR '.join(found)})" if found else ""


def newest(database: sqlite3.Connection, plan: Plan) -> Iterator[int]:
    """The ids, the newest first, as far as anybody asks for them."""
    return _by_date(database, plan, "DESC")


def oldest(database: sqlite3.Connection, plan: Plan) -> Iterator[int]:
    """The ids, the oldest first."""
    return _by_date(database, plan, "ASC")


def _by_date(database: sqlite3.Connection, plan: Plan, direction: str) -> Iterator[int]:
    if plan.nothing:
        return
    text, values = plan.statement()
    for (number,) in database.execute(f"{text} ORDER BY id {direction}", values):
        yield number


_BY_HEADLINE = "SELECT id FROM facts INDEXED BY by_headline"
_SORTED = "ORDER BY headline, id DESC"
_MOST_SORTED = 8_000


def by_headline(database: sqlite3.Connection, plan: Plan) -> Iterator[int]:
    """The ids by headline, the newer first of those that have the same.

    Few answers are sorted. Where there are many, headlines are gone through in their order, and each is tried.
    """
    if not plan.match and not plan.nothing:
        statement = f"{_BY_HEADLINE} WHERE id >= ? AND id < ? {_SORTED}"
        for (number,) in database.execute(statement, (plan.low, plan.high)):
            yield number
        return
    few = list(islice(newest(database, plan), _MOST_SORTED + 1))
    if len(few) <= _MOST_SORTED:
        statement = f"SELECT id FROM facts WHERE id IN (SELECT value FROM json_each(?)) {_SORTED}"
        for (number,) in database.execute(statement, (json.dumps(few),)):
            yield number
        return
    text, values = plan.statement()
    test = f"{text} AND rowid = ?"
    for (number,) in database.execute(f"{_BY_HEADLINE} {_SORTED}"):
        if database.execute(test, (*values, number)).fetchone() is not None:
            yield number
