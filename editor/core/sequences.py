"""What changed between two sequences of texts: the ground of comparing and merging.

``difflib`` finds it where that is quick. Where much is alike or long, which would take it seconds, the two are first
cut at the texts that stand in both exactly once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

# How many pairs of equal texts difflib may have to look at: some 30 ms.
_MOST_PAIRS = 50_000
# Less than this share of words in common, and one paragraph did not become the other.
_ALIKE = 0.3
# Pairs of paragraphs to be compared before none is taken for alike: some 10 ms.
_MOST_COMPARED = 900


@dataclass(frozen=True, slots=True)
class Hunk:
    """``old[lo:hi]`` became ``new[new_lo:new_hi]``; one of the two may be empty."""

    lo: int
    hi: int
    new_lo: int
    new_hi: int


def changes(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """What changed, in order. Between two hunks stands at least one unchanged text."""
    return list(_changes(old, new, Hunk(0, len(old), 0, len(new))))


def _changes(old: Sequence[str], new: Sequence[str], within: Hunk) -> Iterator[Hunk]:
    part = _trimmed(old, new, within)
    if part.lo == part.hi or part.new_lo == part.new_hi:
        if part.lo != part.hi or part.new_lo != part.new_hi:
            yield part
        return
    before, after = old[part.lo : part.hi], new[part.new_lo : part.new_hi]
    counts, new_counts = Counter(before), Counter(after)
    if sum(count * new_counts[text] for text, count in counts.items()) <= _MOST_PAIRS:
        for tag, lo, hi, new_lo, new_hi in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                yield Hunk(part.lo + lo, part.lo + hi, part.new_lo + new_lo, part.new_lo + new_hi)
        return
    single = {text for text, count in counts.items() if count == 1 == new_counts[text]}
    anchors = _in_both_orders(before, after, single)
    if not anchors:
        yield part
        return
    for (lo, new_lo), (hi, new_hi) in pairwise([(-1, -1), *anchors, (len(before), len(after))]):
        between = Hunk(part.lo + lo + 1, part.lo + hi, part.new_lo + new_lo + 1, part.new_lo + new_hi)
        yield from _changes(old, new, between)


def _trimmed(old: Sequence[str], new: Sequence[str], part: Hunk) -> Hunk:
    """A part without what is the same at its beginning and its end."""
    lo, hi, new_lo, new_hi = part.lo, part.hi, part.new_lo, part.new_hi
    while lo < hi and new_lo < new_hi and old[lo] == new[new_lo]:
        lo, new_lo = lo + 1, new_lo + 1
    while lo < hi and new_lo < new_hi and old[hi - 1] == new[new_hi - 1]:
        hi, new_hi = hi - 1, new_hi - 1
    return Hunk(lo, hi, new_lo, new_hi)


def _in_both_orders(old: Sequence[str], new: Sequence[str], single: set[str]) -> list[tuple[int, int]]:
    """Where as many of these texts stand as stand in the same order in both (the longest rising sequence)."""
    places = {text: at for at, text in enumerate(old) if text in single}
    ends: list[int] = []
    chains: list[tuple[int, int, int]] = []  # place in old, place in new, the chain before it
    tops: list[int] = []
    for new_at, text in enumerate(new):
        if text in single:
            at = bisect_left(ends, places[text])
            chains.append((places[text], new_at, tops[at - 1] if at else -1))
            ends[at : at + 1] = [places[text]]
            tops[at : at + 1] = [len(chains) - 1]
    found = []
    here = tops[-1] if tops else -1
    while here >= 0:
        place, new_place, here = chains[here]
        found.append((place, new_place))
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of three sequences. ``mine`` and ``theirs``: whether that side has changed it."""

    base: slice
    my_part: slice
    their_part: slice
    mine: bool
    theirs: bool


def regions(length: int, mine: Sequence[Hunk], theirs: Sequence[Hunk], gap: int) -> Iterator[Region]:
    """A sequence of this length cut into what is unchanged, what one side changed, and what both did.

    Changes of the two sides with less than ``gap`` unchanged texts between them are one; with a gap of 0 they may
    touch, unless both put in something new at the same place.
    """
    at = my_shift = their_shift = 0
    for group in _grouped(mine, theirs, gap):
        lo, hi = group[0][1].lo, max(hunk.hi for _side, hunk in group)
        if at < lo:
            yield _region(at, lo, (my_shift, my_shift), (their_shift, their_shift), frozenset())
        my_end = my_shift + sum(_growth(hunk) for side, hunk in group if side == 0)
        their_end = their_shift + sum(_growth(hunk) for side, hunk in group if side == 1)
        sides = frozenset(side for side, _hunk in group)
        yield _region(lo, hi, (my_shift, my_end), (their_shift, their_end), sides)
        at, my_shift, their_shift = hi, my_end, their_end
    if at < length:
        yield _region(at, length, (my_shift, my_shift), (their_shift, their_shift), frozenset())


def _region(lo: int, hi: int, mine: tuple[int, int], theirs: tuple[int, int], sides: frozenset[int]) -> Region:
    my_part, their_part = (slice(lo + before, hi + after) for before, after in (mine, theirs))
    return Region(slice(lo, hi), my_part, their_part, 0 in sides, 1 in sides)


def _growth(hunk: Hunk) -> int:
    return (hunk.new_hi - hunk.new_lo) - (hunk.hi - hunk.lo)


def _grouped(mine: Sequence[Hunk], theirs: Sequence[Hunk], gap: int) -> Iterator[list[tuple[int, Hunk]]]:
    """Hunks with their side (0 mine, 1 theirs), those together that cannot be told apart."""
    tagged = [(0, hunk) for hunk in mine] + [(1, hunk) for hunk in theirs]
    group: list[tuple[int, Hunk]] = []
    for side, hunk in sorted(tagged, key=lambda each: (each[1].lo, each[1].hi, each[0])):
        if group and not any(other != side and not _apart(before, hunk, gap) for other, before in group):
            yield group
            group = []
        group.append((side, hunk))
    if group:
        yield group


def _apart(first: Hunk, second: Hunk, gap: int) -> bool:
    if second.lo - first.hi < gap:
        return False
    return second.lo > first.hi or min(_growth(first), _growth(second)) <= 0


# -- which became which


def fine_changes(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """What changed, in order, as finely as it can be told: a text that was edited, and those put in beside it, apart.

    What was split, joined or written anew stays one hunk. Hunks may touch each other.
    """
    return [part for hunk in changes(old, new) for part in _parted(old, new, hunk)]


def _parted(old: Sequence[str], new: Sequence[str], hunk: Hunk) -> Iterator[Hunk]:
    before, after = old[hunk.lo : hunk.hi], new[hunk.new_lo : hunk.new_hi]
    pairs = list(zip(range(len(before)), range(len(after)), strict=False))
    if len(before) != len(after):
        pairs = alike(before, after)
        if _was_reshaped(before, after, pairs):
            yield hunk
            return
    for (lo, new_lo), (hi, new_hi) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        if (lo + 1, new_lo + 1) != (hi, new_hi):
            yield Hunk(hunk.lo + lo + 1, hunk.lo + hi, hunk.new_lo + new_lo + 1, hunk.new_lo + new_hi)
        if hi < len(before) and before[hi] != after[new_hi]:
            yield Hunk(hunk.lo + hi, hunk.lo + hi + 1, hunk.new_lo + new_hi, hunk.new_lo + new_hi + 1)


def _was_reshaped(old: Sequence[str], new: Sequence[str], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether a text was split or joined: what one without a partner says stood in another, or stands there now."""
    lost: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    for i, j in pairs:
        words, new_words = Counter(old[i].split()), Counter(new[j].split())
        lost += words - new_words
        gained += new_words - words
    left, came = {i for i, _j in pairs}, {j for _i, j in pairs}
    alone = [(text, gained) for i, text in enumerate(old) if i not in left]
    alone += [(text, lost) for j, text in enumerate(new) if j not in came]
    return any(2 * (Counter(text.split()) & words).total() >= len(text.split()) for text, words in alone if words)


def alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which texts of some words became which: the pairs, in the order of both, that are most alike on the whole.

    None where there are too many to be compared.
    """
    if len(old) * len(new) > _MOST_COMPARED:
        return []
    words, new_words = [Counter(text.split()) for text in old], [Counter(text.split()) for text in new]
    likeness = [[_likeness(one, other) for other in new_words] for one in words]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have, 0 where it is too small to count."""
    share = 2 * (one & other).total() / max(1, one.total() + other.total())
    return share if share >= _ALIKE else 0.0
