"""Words as the index keeps them: folded texts, and hidden marks for what else is asked for.

A text is folded here and not by SQLite, so that index, question and snippet agree on every letter, whatever version of
Unicode each was made with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from editor.core.library import Record

# No text and no question can hold one of these, for all that is no letter or digit becomes a blank.
SIGN = "_"
ALL = SIGN
"""A mark that every article has; it also stands between the parts of a text, so that no phrase reaches across."""
_AREA, _SECTION, _HEADLINE, _START = f"{SIGN}a", f"{SIGN}s", f"{SIGN}h", f"{SIGN}k"
STARTS = _START, f"{SIGN}l"
"""The marks of the first letters of headlines are between these two, the latter excluded."""
DRAFT, INCIDENT, PROBLEM = f"{SIGN}d", f"{SIGN}i", f"{SIGN}p"

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


def start_mark(headline: str) -> str:
    """The mark of the letter with which a headline is sorted: these marks are in the order of the headlines.

    One letter leads to few enough articles. Of two there are hundreds of marks, and asking for many takes longer.
    """
    return _START + sort_key(headline)[0]


def parts_of(record: Record) -> list[str]:
    """All that is looked through of an article, folded; the headline first."""
    return [folded(composed(part)) for part in (record.headline, record.summary, record.incident, record.body)]


def text_of(record: Record, area: int, section: int) -> str:
    """What is indexed of an article: its text after its marks."""
    parts = parts_of(record)
    marks = [area_mark(area), section_mark(section), start_mark(record.headline), *in_headline(parts[0].split())]
    flags = ((DRAFT, record.draft), (INCIDENT, record.incident), (PROBLEM, record.problem))
    marks += [mark for mark, holds in flags if holds]
    return f" {ALL} ".join((" ".join(marks), *parts))


def sort_key(headline: str) -> str:
    """What headlines are sorted by; one without a letter comes last."""
    return " ".join(words_of(headline))[:_KEY_LENGTH] or _LAST
