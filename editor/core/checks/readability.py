"""How hard a text is to read: long sentences, and a reading age.

The reading age is that of the Automated Readability Index (Senter and Smith, *Automated Readability Index*,
AMRL-TR-66-220, 1967), which goes by letters a word and words a sentence and so needs neither a dictionary of syllables
nor a download. The index is an American school grade; British pupils of a grade are five years older.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from editor.core.checks.days_of import texts
from editor.core.checks.prose import prose, sentences, words
from editor.core.checks.values import Draft, Finder, Found, Toolbox

LONG = "readability.long-sentence"
MOST_WORDS = 40
"""A sentence of more words is too long, unless the rule's option ``most`` says otherwise."""

MOST_TOLD = 3
"""So many of an article are told, the longest, unless the option ``told`` says otherwise: nobody mends twenty."""

FEWEST_WORDS = 100
"""A shorter text has no reading age: the index was made for passages, and one name would turn it."""

YOUNGEST, OLDEST = 6, 22
AIM = 14
"""A text for everybody should need no higher one: that of the lower secondary level, which WCAG 2.2 asks for (success
criterion 3.1.5, Reading Level). Half of 3,791 published releases of British police forces needed 16 or more."""

_AGE_OF_GRADE_NOUGHT = 5

_SMALL_WORDS = frozenset(("the", "of", "and", "to", "in", "that", "for", "with", "was"))
_LEAST_SMALL_WORDS = 0.1
"""Of 3,791 releases in English 99.5% have a larger share of these; a text in Welsh has next to none, and one half in
Welsh as many as this."""


def look(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """The longest of the sentences that are too long, as they follow each other."""
    most = toolbox.number(LONG, "most", MOST_WORDS)
    found = [
        (count, Found(LONG, field, begin + start, begin + end, {"count": str(count), "most": str(most)}))
        for field, begin, text in texts(draft)
        if text.count(" ") + text.count("\n") >= most
        for count, start, end in _long(text, most)
    ]
    told = toolbox.number(LONG, "told", MOST_TOLD)
    longest = heapq.nlargest(told, range(len(found)), key=lambda at: found[at][0])
    yield from (found[at][1] for at in sorted(longest))


@lru_cache(maxsize=256)  # a paragraph that did not change need not be counted again
def _long(text: str, most: int) -> tuple[tuple[int, int, int], ...]:
    """The sentences of a piece that have more words than this: how many, from where, to where."""
    plain, found = prose(text), []
    for start, end in sentences(plain):
        inside = list(words(plain[start:end]))
        if len(inside) > most:
            found.append((len(inside), start + inside[0].start(), start + inside[-1].end()))
    return tuple(found)


def reading_age(body: str) -> int | None:
    """The age in years at which most people read a text with ease, 6 to 22.

    None where it means nothing: for a text that is too short, and for one that is not, or not wholly, in English.
    """
    plain = prose(body)
    letters = count = lines = small = 0
    for start, end in sentences(plain):
        found = [word[0] for word in words(plain[start:end])]
        letters += sum(map(len, found))
        count += len(found)
        lines += bool(found)
        small += sum(word.lower() in _SMALL_WORDS for word in found)
    if count < FEWEST_WORDS or small < _LEAST_SMALL_WORDS * count:
        return None
    grade = 4.71 * letters / count + 0.5 * count / lines - 21.43
    return max(YOUNGEST, min(OLDEST, round(grade) + _AGE_OF_GRADE_NOUGHT))


RULES: Mapping[str, Finder] = MappingProxyType({LONG: look})
