"""From a question to what SQLite is asked, so that it stops as soon as it has what a page shows.

Ids are in the order of dates and every condition is a mark in the text, so the newest (or oldest) answers come first
and the rest is never looked at, also for a word that stands in every article. Nothing that a person typed is part of a
statement: texts are folded to letters and digits, stand in quotes, and are bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from editor.core.library import Query, Word
from editor.services.index import words
from editor.services.index.packing import UNDATED_END, end_id, first_id

_MOST_WORDS = 60  # with one beginning, that are looked for one by one
_COMMON_WORDS = 10
_MOST_ENTRIES = 20_000  # articles of each word that begins so, together: they are joined in a few milliseconds

Values: TypeAlias = "list[str | int]"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of the tables. ``match`` is an expression of FTS5; "" for every article.

    ``beginnings`` are those of words (or of phrases, word by word) that must each occur, for which the articles
    themselves have to be looked at: too many words begin so, but nearly every article has one. It need not be looked
    at where ``likely`` matches, which asks for the most common of these words. ``low`` and ``high`` bound the ids, the
    latter excluded. ``unready``: as of a ``Query``. ``nothing``: it can be told already that no article answers.
    """

    match: str = ""
    beginnings: tuple[tuple[str, ...], ...] = ()
    likely: str = ""
    low: int = 0
    high: int = 1 << 62
    unready: bool | None = None
    nothing: bool = False

    def statement(self) -> tuple[str, Values]:
        """The SELECT, without an order, of the ids; and the values bound to it. The column is called ``id``."""
        bounds: Values = [self.low, self.high]
        found = _FOUND[self.unready]
        if not self.match:
            return f"{_FROM_FACTS} AND {found}" if found else _FROM_FACTS, bounds
        # Asked of each text as it comes: most pages are full after a few.
        looked_up = f" AND EXISTS (SELECT 1 FROM facts WHERE facts.id = texts.rowid AND {found})" if found else ""
        return _FROM_TEXTS + looked_up, [self.match, *bounds]

    def sure(self) -> Plan:
        """For those articles that need not be looked at; None are where nothing is likely."""
        return replace(self, match=self.likely, nothing=self.nothing or not self.likely)

    def marked(self, marks: Iterable[str]) -> Plan:
        """For those articles that have one of these marks."""
        some = any_of(marks)
        match, likely = (f"({asked}) AND {some}" if asked else some for asked in (self.match, self.likely))
        return replace(self, match=match, likely=self.likely and likely)


_FROM_TEXTS = "SELECT rowid AS id FROM texts WHERE texts MATCH ? AND rowid >= ? AND rowid < ?"
_FROM_FACTS = "SELECT id FROM facts WHERE id >= ? AND id < ?"
_FOUND = {None: "", True: "errors + warnings > 0", False: "errors + warnings = 0 AND checked IS NOT NULL"}


class _Parts:
    """Collects what must and what must not stand in a text."""

    def __init__(self) -> None:
        self.wanted: list[str] = []
        self.unwanted: list[str] = []
        self.beginnings: list[tuple[str, ...]] = []
        self.likely: list[str] = []
        self.nothing = False

    def want(self, expression: str) -> None:
        """Every answer has this; "" where none can."""
        if expression:
            self.wanted.append(expression)
        else:
            self.nothing = True

    def plan(self) -> Plan:
        """All of it in one expression."""
        likely = self._expression([*self.wanted, *self.likely]) if all(self.likely) else ""
        return Plan(self._expression(self.wanted), tuple(self.beginnings), likely, nothing=self.nothing)

    def _expression(self, wanted: list[str]) -> str:
        unwanted = [expression for expression in self.unwanted if expression]
        match = " AND ".join(wanted)
        return f"({match or _quoted([words.ALL])}) NOT {_any(unwanted)}" if unwanted else match


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
    high = end_id(query.to_day) if query.to_day else 1 << 62
    return replace(parts.plan(), low=low, high=high, unready=query.unready)


def _add_word(database: sqlite3.Connection, parts: _Parts, word: Word, *, in_headline: bool, whole: bool) -> None:
    tokens = words.words_of(word.text)
    if not tokens:
        return
    marked = words.in_headline if in_headline and not word.excluded else list
    expression = _quoted(marked(tokens))
    if word.prefix:
        *before, last = tokens
        endings = _beginning_with(database, last)
        some = _any(_quoted(marked([*before, ending])) for ending in endings.words)
        if endings.complete:
            expression = some
        elif endings.too_many and not (whole or in_headline or word.excluded):
            parts.beginnings.append(tuple(tokens))
            parts.likely.append(some)
            parts.wanted += [_quoted(before)] if before else []
            return
        else:
            expression += " *"
    if word.excluded:
        parts.unwanted.append(expression)
    else:
        parts.want(expression)


@dataclass(frozen=True, slots=True)
class _Endings:
    """Words that begin alike: all of them where ``complete``, else the most common.

    ``too_many``: so many articles have one that they cannot be joined while somebody waits.
    """

    words: list[str]
    complete: bool = False
    too_many: bool = False


def _beginning_with(database: sqlite3.Connection, letters: str) -> _Endings:
    beginning = letters, letters + chr(0x10FFFF)
    (known,) = database.execute("SELECT words FROM settled").fetchone()
    if not known:
        return _met(database, beginning)
    count, entries = database.execute(
        "SELECT count(*), sum(articles) FROM words WHERE word >= ? AND word < ?", beginning
    ).fetchone()
    complete = count <= _MOST_WORDS
    rows = database.execute(
        "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY articles DESC LIMIT ?",
        (*beginning, _MOST_WORDS if complete else _COMMON_WORDS),
    )
    return _Endings([word for (word,) in rows], complete, not complete and entries > _MOST_ENTRIES)


def _met(database: sqlite3.Connection, beginning: tuple[str, str]) -> _Endings:
    """As far as it can be told from some of the full text, while its words are not collected."""
    articles: dict[str, int] = {}
    entries = 0
    for word, count in database.execute("SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?", beginning):
        articles[word] = count
        entries += count
        if entries > _MOST_ENTRIES:
            return _Endings(sorted(articles, key=articles.__getitem__)[-_COMMON_WORDS:], too_many=True)
    return _Endings(list(articles), complete=len(articles) <= _MOST_WORDS)


def _numbers(database: sqlite3.Connection, kind: str, names: Iterable[str]) -> list[int]:
    """The numbers of the names that are meant: capitals, accents and signs do not count."""
    meant = {"".join(words.words_of(name)) for name in names}
    known = database.execute("SELECT no, text FROM names WHERE kind = ?", (kind,))
    return [number for number, text in known if "".join(words.words_of(text)) in meant]


def _quoted(tokens: Iterable[str]) -> str:
    return '"' + " ".join(tokens) + '"'


def any_of(marks: Iterable[str]) -> str:
    """The expression for articles that have one of these marks."""
    return _any(_quoted([mark]) for mark in marks)


def _any(expressions: Iterable[str]) -> str:
    found = list(expressions)
    return f"({' OR '.join(found)})" if found else ""
