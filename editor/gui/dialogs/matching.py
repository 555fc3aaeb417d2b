"""How well typed letters fit a title: for lists that are narrowed down while one types."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# What a match is worth. Letters in a row count for more than letters here and there, and the beginning for most.
_WHOLE, _START, _WORD, _INSIDE, _INITIALS, _SCATTERED = 120, 100, 80, 50, 40, 30
_REACH = 3
"""Scattered letters may stretch over so many times their number; beyond that, anything would fit a long headline."""


@dataclass(frozen=True, slots=True)
class Match:
    """How good a match is (more is better), and which characters of the title it is made of."""

    score: float
    places: frozenset[int] = frozenset()


def match(query: str, title: str, hint: str = "") -> Match | None:
    """The match of a query with a title; None where a word of it is not there.

    Every word of the query must be found, in any order: in the title (also as letters in their order, "sas" for
    "Save as"), or in the hint. Case and accents don't count.
    """
    folded, beside = _folded(title), _folded(hint)
    score, places = 0.0, set[int]()
    for word in _folded(query).split():
        found = _in_title(word, folded)
        if found:
            score += found.score
            places |= found.places
        elif word in beside:
            score += 1
        else:
            return None
    # Of two titles with the same match, the shorter is meant.
    return Match(score - len(title) / 1000, frozenset(places))


def _in_title(word: str, title: str) -> Match | None:
    starts = [at for at in range(len(title)) if at == 0 or not title[at - 1].isalnum()]
    at = next((start for start in starts if title.startswith(word, start)), title.find(word))
    if at < 0:
        starts = [start for start in starts if title[start].isalnum()]
        at = "".join(title[start] for start in starts).find(word)
        if at >= 0:
            return Match(_INITIALS, frozenset(starts[at : at + len(word)]))
        return _scattered(word, title, starts)
    worth = _WHOLE if word == title else _START if at == 0 else _WORD if at in starts else _INSIDE
    return Match(worth, frozenset(range(at, at + len(word))))


def _scattered(word: str, title: str, starts: list[int]) -> Match | None:
    """The tightest place where the word's letters follow one another, beginning with that of a word."""
    best: list[int] = []
    for start in starts:
        places: list[int] = []
        at = start
        for letter in word:
            at = title.find(letter, at) if places else (start if title[start] == letter else -1)
            if at < 0:
                break
            places.append(at)
            at += 1
        if len(places) == len(word) and (not best or places[-1] - places[0] < best[-1] - best[0]):
            best = places
    width = best[-1] - best[0] + 1 if best else 0
    if not best or width > _REACH * len(word):
        return None
    return Match(_SCATTERED - width / len(word), frozenset(best))


@lru_cache(maxsize=4096)  # the same titles are asked for at every key
def _folded(text: str) -> str:
    """Small letters without accents, character for character."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFKD", letter.lower())[:1] or letter for letter in text)
