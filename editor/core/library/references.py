"""Incident references as texts quote them, told apart from telephone numbers and dates.

Two kinds were found in 4,113 articles of 46 forces: a code of its own (``44200123456``, ``46/117752/20``,
``20*477473``, ``PR/P20258507``, ``CR/012345/20``, ``20CV/236235Z/20``, ``NYP-01022020-0123``), and the number of a
day's log, which only means something with its day (``317 of 27 January 2021``, ``CAD 711/28JAN``, ``765s 16 April``,
``0123_12022021``, ``312 of February 4th``, ``743 of 28/09``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.library.records import Word

Search = tuple[Word, ...]

_MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december")  # fmt: skip
_MONTHS = tuple(name[:3] for name in _MONTH_NAMES)
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:[\s,]{{0,2}}(?P<{0}>(?:20)?\d\d)(?!\d))?"
# What announces a reference, and what may stand between the two.
_CUE = re.compile(
    r"(?:\bquot(?:e|es|ed|ing)\b|\b(?:crime|incident|event|occurrence|investigation|case|log)\s+"
    r"(?:reference|ref|number|no)\b|\breference\b|\bref\b|\blog\b|\bincident\b|\bcad\b|\bserial\b|\biml\b|\bois\b|\burn\b)"
    r"(?:[\s.:*_()#’'“\"-]{1,4}(?:the|an?|this|our|crime|incident|event|occurrence|investigation|case|log|job"
    r"|reference|references|ref|number|numbers|no|is|was|following|unique|of|cad|iml|ois|urn|serial)\b){0,5}"
    r"[\s.:*_()#’'“\"-]{0,5}",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[\s,]{1,2})?(?:the\s+)?"
_LOG = (
    r"(?:cad\s*)?(?P<number>\d{1,5})\s*[-_]?\s*(?:[a-z](?![a-z]))?"
    r"(?:\s*[-_/,]\s*|\s+(?:of|on|from|dated)\s+|\s+)"
)
_DATED = re.compile(
    _LOG + _WEEKDAY + "(?:"
    + "|".join((
        _DAY.format("d1") + r"(?:\s+of)?\s*" + _MONTH.format("m1") + r"(?![a-z])" + _YEAR.format("y1"),
        _MONTH.format("m2") + r"\s+" + _DAY.format("d2") + r"(?!\d)" + _YEAR.format("y2"),
        r"(?P<d3>[0-3]?\d)[/.-](?P<m3>[01]?\d)(?:[/.-](?P<y3>(?:20)?\d\d))?(?!\d)",
        r"(?<!/)(?P<d4>[0-3]\d)(?P<m4>[01]\d)(?P<y4>20\d\d|\d\d)(?!\d)",
    ))
    + ")",
    re.IGNORECASE,
)  # fmt: skip
_CODE = re.compile(r"[A-Z0-9]+(?:(?:\s?[/*]\s?|[_-]|\.(?=\d))(?=[A-Z]{0,3}\d|[A-Z]\b)[A-Z0-9]+)*", re.IGNORECASE)
_PREFIXES = re.compile(r"^(?:PR|CAD|IML|OIS|URN|REF|LOG)(?=P?\d)")
_TELEPHONE = re.compile(r"\s?\d{3,}")
_FEWEST_DIGITS = 6
_LONGEST = 30
# So many digits are not given twice, not even by two organisations.
_UNMISTAKABLE = 9


@dataclass(frozen=True, slots=True)
class Reference:
    """One incident number. ``key`` is equal for every spelling of it; ``searches`` find articles that may quote it.

    ``year`` is 0 where the text leaves it out. ``everywhere``: in any organisation the key means the same incident.
    """

    key: str
    searches: tuple[Search, ...]
    written: str
    year: int = 0
    everywhere: bool = False

    def is_same(self, other: Reference) -> bool:
        """Whether both may be one incident: the same key, and no two different years."""
        return self.key == other.key and (self.year == other.year or 0 in (self.year, other.year))


def references(text: str, published: str = "") -> tuple[Reference, ...]:
    """The references that a text quotes, each once, in their order.

    ``published`` (ISO 8601, or "") gives the year where the text names only day and month.
    """
    found: dict[str, Reference] = {}
    for cue in _CUE.finditer(text):
        if reference := _read(text, cue.end(), published):
            found.setdefault(reference.key, reference)
    return tuple(found.values())


def reference(written: str, published: str = "") -> Reference | None:
    """The reference that stands alone in a field; None where it is too little to tell incidents apart."""
    text = written.strip()
    return _read(f"{text} ", 0, published) if text else None


def of_article(incident: str, body: str, published: str = "") -> tuple[Reference, ...]:
    """The references of an article: the one in its fields, and those in its text."""
    own = reference(incident, published)
    quoted = references(body, published)
    return (own, *(one for one in quoted if one.key != own.key)) if own else quoted


def _read(text: str, at: int, published: str) -> Reference | None:
    found = _DATED.match(text, at)
    if found and (dated := _dated(found, published)):
        return dated
    code = _CODE.match(text, at, at + _LONGEST)
    if code is None:
        return None
    plain = re.sub(r"[^A-Z0-9]", "", code[0].upper())
    key = _PREFIXES.sub("", plain)
    digits = sum(character.isdigit() for character in key)
    if digits < _FEWEST_DIGITS or _is_telephone(text, code) or _is_date(code[0]):
        return None
    return Reference(key, tuple(_code_searches(key, code[0])), code[0], everywhere=digits >= _UNMISTAKABLE)


def _is_telephone(text: str, code: re.Match[str]) -> bool:
    """``01622 604100``, ``07700900123``: a nought first, and ten or eleven digits in a row or in groups."""
    return code[0].startswith("0") and (
        (code[0].isdigit() and len(code[0]) >= 10) or _TELEPHONE.match(text, code.end()) is not None
    )


def _is_date(code: str) -> bool:
    return re.fullmatch(r"[0-3]?\d[/.-][01]?\d[/.-](?:20)?\d\d", code) is not None


def _dated(found: re.Match[str], published: str) -> Reference | None:
    day, month, year = next(
        (found[f"d{form}"], found[f"m{form}"], found[f"y{form}"]) for form in "1234" if found[f"d{form}"]
    )
    number = int(found["number"])
    month_number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    if not (number and 1 <= int(day) <= 31 and 1 <= month_number <= 12):
        return None
    full_year = int(year) % 100 + 2000 if year else _year(int(day), month_number, published)
    return Reference(
        key=f"{number}:{month_number:02}-{int(day):02}",
        searches=tuple(_log_searches(found["number"], int(day), month_number)),
        written=found[0].strip(" .,*_"),
        year=full_year,
    )


def _year(day: int, month: int, published: str) -> int:
    """The year in which a day without one lay: the last such day before the article; 0 where nothing tells."""
    if not re.match(r"\d{4}-\d\d-\d\d", published):
        return 0
    year = int(published[:4])
    return year if f"{month:02}-{day:02}" <= published[5:10] else year - 1


def _code_searches(key: str, written: str) -> Iterator[Search]:
    """A code in one piece, with the letters that some leave out, and in the pieces an index makes of it."""
    pieces = " ".join(re.findall(r"[a-z0-9]+", written.lower()))
    for phrase in dict.fromkeys((key.lower(), f"pr{key.lower()}", pieces)):
        yield (Word(phrase),)


def _log_searches(number: str, day: int, month: int) -> Iterator[Search]:
    """The same day's log as texts spell it; a letter behind the number is part of the word (``765s``)."""
    days = (
        Word(_MONTH_NAMES[month - 1]),
        Word(f"{day:02} {month:02}"),
        Word(f"{day} {month}"),
        Word(f"{day:02}{month:02}", prefix=True),
        Word(f"{day:02}{_MONTHS[month - 1]}", prefix=True),
    )
    bare = number.lstrip("0")
    for digits in dict.fromkeys((number, bare, bare.zfill(4))):
        for spelt in dict.fromkeys(days):
            yield Word(digits, prefix=len(digits) > 2), spelt
