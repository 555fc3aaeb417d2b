"""How hard a text is to read: long sentences, and a reading age.

The reading age is that of the Automated Readability Index (Senter and Smith, *Automated Readability Index*,
AMRL-TR-66-220, 1967), which goes by letters a word and words a sentence and so needs neither a dictionary of syllables
nor a download. The index is an American school grade; British pupils of a grade are five years older.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from editor.core.checks.prose import prose, sentences, words
from editor.core.checks.values import Found, ParagraphFinder, Toolbox

LONG = "readability.long-sentence"
MOST_WORDS = 35
"""A sentence of more words is told, unless the rule's option ``most`` says otherwise."""

FEWEST_WORDS = 100
"""A shorter text has no reading age: the index was made for passages, and one name would turn it."""

YOUNGEST, OLDEST = 6, 22
_AGE_OF_GRADE_NOUGHT = 5


def look(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Sentences that are too long."""
    most = toolbox.number(LONG, "most", MOST_WORDS)
    if text.count(" ") < most:
        return
    plain = prose(text)
    for start, end in sentences(plain):
        found = list(words(plain[start:end]))
        if len(found) > most:
            counted = {"count": str(len(found)), "most": str(most)}
            yield Found(LONG, start=start + found[0].start(), end=start + found[-1].end(), words=counted)


def reading_age(body: str) -> int | None:
    """The age in years at which most people read a text with ease, 6 to 22; None for a text too short to tell."""
    plain = prose(body)
    letters = count = lines = 0
    for start, end in sentences(plain):
        found = [len(word[0]) for word in words(plain[start:end])]
        letters += sum(found)
        count += len(found)
        lines += bool(found)
    if count < FEWEST_WORDS:
        return None
    grade = 4.71 * letters / count + 0.5 * count / lines - 21.43
    return max(YOUNGEST, min(OLDEST, round(grade) + _AGE_OF_GRADE_NOUGHT))


TEXT_RULES: Mapping[str, ParagraphFinder] = MappingProxyType({LONG: look})
