"""Words as the index keeps them: folded texts, hidden marks, and the letters with which words begin.

A text is folded here and not by SQLite, so that index, question and snippet agree on every letter, whatever version of
Unicode each was made with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from editor.core.library import Record

# Private characters: no text and no question can hold one, for all that is no letter or digit becomes a blank.
ALL = "\ue000"
"""A mark that every article has; it also stands between the parts of a text, so that no phrase reaches across."""
_AREA, _SECTION, _HEADLINE = "\ue001", "\ue002", "\ue003"
DRAFT, INCIDENT, PROBLEM = "\ue004", "\ue005", "\ue006"

SHORT = 2
"""Beginnings of words up to this length are kept: too many words begin with them to look for each."""

_KEY_LENGTH = 24  # characters of a headline by which it is sorted
_LAST = "\U0010fffd"  # sorts behind every headline

# Most texts hold no other characters beyond ASCII. Replaced one by one that costs a tenth of a translation.
_USUAL = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "\u00a0": " ", "£": " "}


class _Folding(dict[int, str]):
    """Each character's letter without case and accents, or a blank. Filled as characters come."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)
        letter = base[0] if all(map(unicodedata.combining, base[1:])) else character
        lower = letter.lower()
        self[code] = lower if len(lower) == 1 and lower.isalnum() else " "
        return self[code]


_FOLDING = _Folding()


def composed(text: str) -> str:
    """The text with letters and accents joined: what is folded and shown."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """A composed text in small letters without accents, blanks for all else; as long as it was."""
    if not text.isascii():
        for character, instead in _USUAL.items():
            text = text.replace(character, instead)
    return text.translate(_FOLDING)


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked for."""
    return folded(composed(text)).split()


def area_mark(number: int) -> str:
    """The mark of an organisation, by its number in the index."""
    return f"{_AREA}{number}"


def section_mark(number: int) -> str:
    """The mark of a section, by its number in the index."""
    return f"{_SECTION}{number}"


def in_headline(words: Iterable[str]) -> list[str]:
    """The marks of words that stand in a headline."""
    return [_HEADLINE + word for word in words]


def texts_of(record: Record, area: int, section: int) -> tuple[str, list[str]]:
    """What is indexed of an article: its text after its marks, and its words, each once."""
    headline = words_of(record.headline)
    rest = f" {ALL} ".join(folded(composed(part)) for part in (record.summary, record.incident, record.body))
    marks = [area_mark(area), section_mark(section)]
    flags = ((DRAFT, record.draft), (INCIDENT, record.incident), (PROBLEM, record.problem))
    marks += [mark for mark, holds in flags if holds]
    text = " ".join((*marks, *in_headline(headline), ALL, *headline, ALL, rest))
    return text, list(dict.fromkeys((*headline, *(word for word in rest.split() if word != ALL))))


def beginnings_of(words: Iterable[str], headline: str) -> str:
    """The first letters of an article's words, and again those of its headline's, marked."""
    heading = words_of(headline)
    letters = {word[:1] for word in words} | {word[:SHORT] for word in words}
    return " ".join(
        (*sorted(letters), *in_headline({word[:1] for word in heading} | {word[:SHORT] for word in heading}))
    )


def sort_key(headline: str) -> str:
    """What headlines are sorted by; one without a letter comes last."""
    return " ".join(words_of(headline))[:_KEY_LENGTH] or _LAST
