"""The answers to a question in an order, as far as somebody asks for them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from editor.core.library import Order, Query, Record, Tally
from editor.services.index import words
from editor.services.index.asking import Plan, plan_of
from editor.services.index.packing import body_holds, unpacked

_MANY = 10_000  # answers: more are not sorted at once
_SHELF = 4_000  # articles that are sorted at once, at first
_LOOKED_AT = 250  # articles; to look at these takes no longer than to ask which of all are sure to answer

_Pairs: TypeAlias = "Iterator[tuple[int, bool]]"
"""Ids of articles, and whether it is known that the article answers."""


def answers(database: sqlite3.Connection, query: Query, order: Order) -> Iterator[int]:
    """The ids of the articles that answer, in their order."""
    plan = plan_of(database, query)
    if plan.nothing:
        return
    begins = _Begins(plan.beginnings)
    for number, sure in _ordered(database, query, plan, order):
        if sure or any(map(begins.found_in, _packed(database, [number]))):
            yield number


def records(database: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[Record, Tally | None]]:
    """The articles with these ids, in this order, and what the checks found in each."""
    statement = "SELECT packed, checked, errors, warnings FROM facts JOIN records USING (no) WHERE facts.id = ?"
    for number in numbers:
        if row := database.execute(statement, (number,)).fetchone():
            data, checked, errors, warnings = row
            yield unpacked(data), None if checked is None else _tally(errors, warnings)


def _tally(errors: int, warnings: int) -> Tally:
    if not (isinstance(errors, int) and isinstance(warnings, int)):
        raise sqlite3.DatabaseError(f"{errors!r}, {warnings!r}")  # What none of ours wrote.
    return Tally(errors, warnings)


def _packed(database: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[bytes]:
    statement = "SELECT packed FROM facts JOIN records USING (no) WHERE facts.id = ?"
    for number in numbers:
        if row := database.execute(statement, (number,)).fetchone():
            yield row[0]


class _Begins:
    """Looks whether an article has words that begin so, which had to be left open."""

    def __init__(self, beginnings: Sequence[Sequence[str]]) -> None:
        self._patterns = [re.compile(rf"(?<![^ ]){' +'.join(tokens)}") for tokens in beginnings]
        self._usual = [f" {' '.join(tokens)}".encode() for tokens in beginnings]

    def found_in(self, packed: bytes) -> bool:
        """Most texts have it as it was folded, after a blank; for the others they have to be folded."""
        if body_holds(packed, self._usual):
            return True
        texts = words.parts_of(unpacked(packed))
        return all(any(map(pattern.search, texts)) for pattern in self._patterns)


def _ordered(database: sqlite3.Connection, query: Query, plan: Plan, order: Order) -> _Pairs:
    match order:
        case Order.NEWEST:
            return _by_date(database, plan, newest=True)
        case Order.OLDEST:
            return _by_date(database, plan, newest=False)
        case Order.HEADLINE:
            return _by_headline(database, plan)
        case Order.BEST:
            return _best(database, query, plan)


def _by_date(database: sqlite3.Connection, plan: Plan, *, newest: bool) -> _Pairs:
    numbers = _dated(database, plan, newest=newest)
    if not plan.beginnings:
        yield from ((number, True) for number in numbers)
        return
    known = _dated(database, plan.sure(), newest=newest)
    latest = next(known, None)
    for number in numbers:
        while latest is not None and latest != number and (latest > number) == newest:
            latest = next(known, None)
        yield number, latest == number


def _dated(database: sqlite3.Connection, plan: Plan, *, newest: bool) -> Iterator[int]:
    if plan.nothing:
        return
    text, values = plan.statement()
    for (number,) in database.execute(f"{text} ORDER BY id {'DESC' if newest else 'ASC'}", values):
        yield number


def _best(database: sqlite3.Connection, query: Query, plan: Plan) -> _Pairs:
    """Those with all the words in the headline, then the others, the newest first."""
    seen = set()
    if any(not word.excluded for word in query.words):
        for number in _dated(database, plan_of(database, query, in_headline=True), newest=True):
            seen.add(number)
            yield number, True
    yield from (pair for pair in _by_date(database, plan, newest=True) if pair[0] not in seen)


def _by_headline(database: sqlite3.Connection, plan: Plan) -> _Pairs:
    """By headline, the newer first of those that have the same.

    Few answers are sorted. Where there are many, those with the first headlines are sorted, then those with the next:
    the mark of their first letter leads to them.
    """
    # What the checks found is left out of the count: it would be looked up of every answer.
    text, values = replace(plan, unready=None).statement()
    (count,) = database.execute(f"SELECT count(*) FROM ({text} LIMIT ?)", (*values, _MANY)).fetchone()
    if count < _MANY:
        yield from _sorted(database, plan)
        return
    for marks in _shelves(database):
        yield from _sorted(database, plan.marked(marks))


def _shelves(database: sqlite3.Connection) -> Iterator[list[str]]:
    """The marks of first letters in their order, for some thousand articles at a time, and then for more."""
    marks: list[str] = []
    size, articles = _SHELF, 0
    for mark, count in database.execute("SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?", words.STARTS):
        marks.append(mark)
        articles += count
        if articles >= size:
            yield marks
            marks, size, articles = [], 2 * size, 0
    if marks:
        yield marks


def _sorted(database: sqlite3.Connection, plan: Plan) -> _Pairs:
    text, values = plan.statement()
    statement = f"SELECT id FROM ({text}) CROSS JOIN facts USING (id) ORDER BY headline, id DESC"
    known: set[int] | None = None
    for place, (number,) in enumerate(database.execute(statement, values)):
        if plan.beginnings and known is None and place >= _LOOKED_AT:
            known = _sure(database, plan.sure())
        yield number, not plan.beginnings or (known is not None and number in known)


def _sure(database: sqlite3.Connection, plan: Plan) -> set[int]:
    return set() if plan.nothing else {number for (number,) in database.execute(*plan.statement())}
