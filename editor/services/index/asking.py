"""From a question to what SQLite is asked, so that it stops as soon as it has what a page shows.

Ids are in the order of dates and every condition is a mark in the text, so the newest (or oldest) answers come first
and the rest is never looked at, also for a word that stands in every article. Nothing that a person typed is part of a
statement: texts are folded to letters and digits, stand in quotes, and are bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from editor.core.library import Query, Word
from editor.services.index import words
from editor.services.index.packing import UNDATED_END, end_id, first_id

_MOST_WORDS = 400
"""So many words with one beginning are looked for one by one; where there are more, the letters are."""

_Values: TypeAlias = "list[str | int]"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of the tables. ``match`` is an expression of FTS5; "" for every article.

    ``letters`` are beginnings that each must occur. ``low`` and ``high`` bound the ids, the latter excluded.
    ``nothing``: it can be told already that no article answers.
    """

    match: str = ""
    letters: tuple[str, ...] = ()
    low: int = 0
    high: int = 1 << 62
    nothing: bool = False

    def statement(self) -> tuple[str, _Values]:
        """The SELECT, without an order, of the ids; and the values bound to it. The column is called ``id``."""
        bounds: _Values = [self.low, self.high]
        if self.match and self.letters:
            within = "SELECT 1 FROM beginnings AS b WHERE b.beginnings MATCH ? AND b.rowid = texts.rowid"
            return f"{_FROM_TEXTS} AND EXISTS ({within})", [self.match, *bounds, _all(self.letters)]
        if self.match:
            return _FROM_TEXTS, [self.match, *bounds]
        if self.letters:
            return _FROM_BEGINNINGS, [_all(self.letters), *bounds]
        return _FROM_FACTS, bounds


_FROM_TEXTS = "SELECT rowid AS id FROM texts WHERE texts MATCH ? AND rowid >= ? AND rowid < ?"
_FROM_BEGINNINGS = "SELECT rowid AS id FROM beginnings WHERE beginnings MATCH ? AND rowid >= ? AND rowid < ?"
_FROM_FACTS = "SELECT id FROM facts WHERE id >= ? AND id < ?"


class _Parts:
    """Collects what must and what must not stand in a text."""

    def __init__(self) -> None:
        self.wanted: list[str] = []
        self.unwanted: list[str] = []
        self.letters: list[str] = []
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
        return Plan(match, tuple(self.letters), nothing=self.nothing)


def plan_of(database: sqlite3.Connection, query: Query, *, in_headline: bool = False) -> Plan:
    """How to find what a question asks for; ``in_headline``: only where its words stand in the headline."""
    parts = _Parts()
    for word in query.words:
        _add_word(database, parts, word, in_headline=in_headline)
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


def _add_word(database: sqlite3.Connection, parts: _Parts, word: Word, *, in_headline: bool) -> None:
    tokens = words.words_of(word.text)
    if not tokens:
        return
    marked = words.in_headline if in_headline and not word.excluded else list
    if not word.prefix:
        expression = _quoted(marked(tokens))
    else:
        *before, last = tokens
        found = _beginning_with(database, last)
        if len(found) <= _MOST_WORDS or (len(last) > words.SHORT and not word.excluded):
            expression = _any(_quoted(marked([*before, ending])) for ending in found)
        elif before or word.excluded:
            expression = f"{_quoted(marked(tokens))} *"
        else:
            parts.letters += marked([last])
            return
    if word.excluded:
        parts.unwanted.append(expression)
    else:
        parts.want(expression)


def _beginning_with(database: sqlite3.Connection, letters: str) -> list[str]:
    statement = "SELECT word FROM words WHERE word >= ? AND word < ?"
    return [word for (word,) in database.execute(statement, (letters, letters + chr(0x10FFFF)))]


def _numbers(database: sqlite3.Connection, kind: str, names: Iterable[str]) -> list[int]:
    """The numbers of the names that are meant: capitals, accents and signs do not count."""
    meant = {"".join(words.words_of(name)) for name in names}
    known = database.execute("SELECT no, text FROM names WHERE kind = ?", (kind,))
    return [number for number, text in known if "".join(words.words_of(text)) in meant]


def _quoted(tokens: Iterable[str]) -> str:
    return '"' + " ".join(tokens) + '"'


def _all(tokens: Iterable[str]) -> str:
    return " AND ".join(_quoted([token]) for token in tokens)


def _any(expressions: Iterable[str]) -> str:
    found = list(expressions)
    return f"({' OR '.join(found)})" if found else ""


def ids(database: sqlite3.Connection, plan: Plan, *, newest: bool, limit: int, offset: int) -> list[int]:
    """One page of the answers, by date."""
    if plan.nothing:
        return []
    text, values = plan.statement()
    direction = "DESC" if newest else "ASC"
    rows = database.execute(f"{text} ORDER BY id {direction} LIMIT ? OFFSET ?", (*values, limit, offset))
    return [number for (number,) in rows]


_MOST_SORTED = 10_000


def by_headline(database: sqlite3.Connection, plan: Plan, limit: int, offset: int) -> list[int]:
    """One page of the answers, by headline, the newer first of those that have the same.

    Few answers are sorted. Where there are many, headlines are gone through in their order until the page is full.
    """
    if plan.nothing:
        return []
    few = ids(database, plan, newest=True, limit=_MOST_SORTED + 1, offset=0)
    if len(few) <= _MOST_SORTED:
        text, values = plan.statement()
        rows = database.execute(
            f"SELECT id FROM facts WHERE id IN ({text}) ORDER BY headline, id DESC LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return [number for (number,) in rows]
    return list(_walked(database, plan, limit, offset))


def _walked(database: sqlite3.Connection, plan: Plan, limit: int, offset: int) -> Iterator[int]:
    """The answers in the order of the headlines, one page of them."""
    text, values = plan.statement()
    column = "id" if " FROM facts " in text else "rowid"
    test = f"{text} AND {column} = ?"
    passed = 0
    for (number,) in database.execute("SELECT id FROM facts ORDER BY headline, id DESC"):
        if database.execute(test, (*values, number)).fetchone() is None:
            continue
        passed += 1
        if passed > offset:
            yield number
        if passed == offset + limit:
            return


def best(database: sqlite3.Connection, query: Query, limit: int, offset: int) -> list[int]:
    """One page of the answers: those with all the words in the headline, then the others, the newest first."""
    plan = plan_of(database, query)
    if not any(not word.excluded for word in query.words):
        return ids(database, plan, newest=True, limit=limit, offset=offset)
    heading = plan_of(database, query, in_headline=True)
    first = ids(database, heading, newest=True, limit=offset + limit, offset=0)
    if len(first) == offset + limit or plan.nothing:
        return first[offset:]
    # All that have them in the headline are known now, and no more than a page shows and those before it.
    known = set(first)
    text, values = plan.statement()
    found, position = first[offset:], len(first)
    for (number,) in database.execute(f"{text} ORDER BY id DESC", values):
        if number in known:
            continue
        position += 1
        if position > offset:
            found.append(number)
        if len(found) == limit:
            break
    return found
