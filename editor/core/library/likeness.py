"""How alike two headlines are, and two texts, leaving out what every article of an organisation says.

Both are symmetric, from 0 (nothing shared) to 1 (the same). The thresholds were set by reading the pairs that they let
through in 4,113 articles of 46 forces (``python -m tests.benchmarks.bench_seen`` prints them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Shingle = tuple[str, ...]

NEAR_HEADLINE = 0.8
"""From here on two headlines are nearly the same: of five words that matter, one more or one less."""
NEAR_TEXT = 0.5
"""From here on two texts are nearly the same: below it are other incidents in a usual wording."""

_STOP_WORDS = (
    "a an the of in on at to for and or with by from is are was were be been as after has have had it its this that "
    "his her their our we you your who following near into over"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

# Paragraphs that stand under every appeal; two articles are not alike for them.
_STANDING = re.compile(
    r"\b(?:101|999|18000)\b|0800\W?555|\bquot(?:e|ing)\b|\blive ?chat\b|\banonymous|https?://|\bwww\.|@"
    r"|\bdash ?-?cam|\bcome forward\b|\bget in touch\b|\b(?:call|tell) us\b|\bpersonal details are taken\b"
    r"|\bcontact (?:us|officers|(?!with\b)[a-z]+ (?:on|by|via|at|if|immediately|quoting|using|through))\b"
    r"|\banyone (?:with|who)\b|\b(?:reference|incident|crime|log) number\b|\b(?:form|report(?:ed)?(?: it)?) online\b"
    r"|\bonline (?:form|report)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n\s*\n|\n(?= ?\* )")
_SHINGLE = 4
# A text with fewer shingles of its own says too little to be told from another.
_FEWEST_SHINGLES = 30
_RUN = 6


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in one case and one kind of apostrophe."""
    return tuple(_WORD.findall(_INVISIBLE.sub("", text).casefold().replace("’", "'")))


_STOP = frozenset(words(_STOP_WORDS))


def content(headline: str) -> tuple[str, ...]:
    """The words of a headline that matter, each once, in their order."""
    return tuple(dict.fromkeys(word for word in words(headline) if word not in _STOP))


def headline_likeness(one: str, other: str) -> float:
    """How much of what both headlines say is the same; 1 for the same words in the same order, whatever their marks."""
    if words(one) == words(other):
        return 1.0 if words(one) else 0.0
    mine, theirs = frozenset(content(one)), frozenset(content(other))
    if not mine or not theirs or _numbers(mine) != _numbers(theirs):
        return 0.0
    # Never 1: only the same words in the same order are the same headline.
    return min(len(mine & theirs) / len(mine | theirs), 0.99)


def own_paragraphs(body: str) -> Iterator[str]:
    """The paragraphs that tell what happened: without how to call, what to quote and whom to thank."""
    return (part for part in _BREAK.split(body) if part.strip() and not _STANDING.search(part))


def standing_paragraphs(body: str) -> Iterator[str]:
    """The other ones: how to call and what to quote."""
    return (part.strip("\n") for part in _BREAK.split(body) if _STANDING.search(part))


def shingles(body: str) -> frozenset[Shingle]:
    """The runs of words that a text is compared by."""
    return frozenset(run for part in own_paragraphs(body) for run in _runs(words(part), _SHINGLE))


def text_likeness(one: frozenset[Shingle], other: frozenset[Shingle]) -> float:
    """What part of all runs of words stands in both texts; 0 where one of them is too short to tell."""
    if min(len(one), len(other)) < _FEWEST_SHINGLES:
        return 0.0
    return len(one & other) / len(one | other)


def text_share(one: frozenset[Shingle], other: frozenset[Shingle]) -> float:
    """What part of the shorter text stands in the other; 0 where one of them is too short to tell."""
    if min(len(one), len(other)) < _FEWEST_SHINGLES:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def telling_runs(body: str, count: int) -> tuple[str, ...]:
    """Up to ``count`` runs of words from all over a text, to look for others that hold them: the longest words."""
    runs = [run for part in own_paragraphs(body) for run in _runs(words(part), _RUN)]
    size = max(1, -(-len(runs) // count))
    slices = (runs[at : at + size] for at in range(0, len(runs), size))
    return tuple(dict.fromkeys(" ".join(max(part, key=lambda run: (sum(map(len, run)), run))) for part in slices))


def _runs(text: tuple[str, ...], size: int) -> Iterator[Shingle]:
    return (text[at : at + size] for at in range(len(text) - size + 1))


def _numbers(of: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in of if any(character.isdigit() for character in word))
