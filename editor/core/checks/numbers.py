"""Numbers of the headline that the text contradicts or lacks, and lists that are not as long as they say.

"Three men charged" over a text of two men; "jailed for six years" over one of five; "three men, aged 20 and 31".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, ParagraphFinder, Toolbox
from editor.core.language import _

LIST = "facts.list-total"
COUNT = "facts.headline-count"
NUMBER = "facts.headline-number"

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_WORDS = {word: number for number, word in enumerate(_SMALL.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
# Other ways to say a number.
_SAID = {
    2: r"\b(?:both|pair|duo|couple|twins|brothers|second)\b", 3: r"\b(?:trio|third)\b", 4: r"\b(?:quartet|fourth)\b",
    5: r"\bfifth\b", 6: r"\bsixth\b", 12: r"\bdozen\b", 1: r"\b(?:an?|single|first)\b",
}  # fmt: skip
_SPELT = "|".join([f"(?:{'|'.join(_TENS)})(?:[-\\s](?:{'|'.join(list(_WORDS)[1:10])}))?", *reversed(_WORDS)])
_NUMERAL = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?P<part>\.\d{1,2})?"
    r"(?P<scale>k\b|m\b|\s?(?:million|thousand)\b)?"
    rf"|\b(?P<word>{_SPELT})\b",
    re.IGNORECASE,
)
_GROUP = (
    r"men|women|people|boys|girls|teenagers|teens|youths|males|females|suspects|children|victims|drivers|defendants"
)
_COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{_SPELT})\s(?:[a-z-]{{1,15}}\s){{0,2}}?(?P<group>{_GROUP})\b", re.IGNORECASE
)
_AGES = re.compile(
    rf"\b(?P<number>{_SPELT}|[2-9])\s(?:[A-Za-z-]{{1,15}}\s){{0,2}}(?P<group>{_GROUP})\s?[,–—(-]?\s{{0,2}}(?:all\s)?"
    r"aged\s(?P<ages>\d\d(?:(?:\s?,\s?(?:and\s)?|\sand\s|\s&\s)\d\d(?!\d|[-\s](?:year|month)))++)"
    r"(?!\d|,?\s(?:and|&|plus)\s|,\s(?:one|two|three|an?other|the)\b|[-\s]year-old)",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"\b(?:for|to)\s(?P<number>\d{{1,2}}|{_SPELT})"
    r"(?P<half>[-\s]and[-\s]a[-\s]half)?[-\s](?P<unit>years?|months?|weeks?)(?P<number2>\b)(?![-\s]old)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?P<number>\d\d)[-\s]years?[-\s]old\b|(?:(?<=,\s)|(?<=\())(?P<number2>\d\d)(?=[,)])", re.IGNORECASE
)
_MONEY = re.compile(
    r"£\s?(?P<digits>\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?P<part>\.\d{1,2})?(?P<scale>k\b|m\b|\s?(?:million|thousand)\b)?",
    re.IGNORECASE,
)


_ONE_MORE = re.compile(
    r"\b(?:another|others?|further|one|(?:an?|the)\s(?:[\w-]{1,15}\s){0,2}(?:man|woman|teenager|boy|girl|male|female|youth|person))\b"
    r"|year[-\s]old",
    re.IGNORECASE,
)


def find_lists(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """``three men, aged 20 and 31``."""
    for found in _AGES.finditer(text) if "aged" in text else ():
        ages, total = len(re.findall(r"\d\d", found["ages"])), _value(found["number"])
        if total and ages != total:
            words = {"total": found["number"].lower(), "group": found["group"].lower(), "ages": str(ages)}
            right = _like(found["number"], ages)
            fix = Fix(_("Change to {number}").format(number=right), BODY, *found.span("number"), right)
            yield Found(LIST, start=found.start(), end=found.end(), words=words, fixes=(fix,))


def find_headline(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Counts of people, terms of years, ages and sums of money in the headline, against the text."""
    headline, body = draft.fields.get("headline", ""), draft.body
    if not headline or not body or not _NUMERAL.search(headline):
        return
    numbers = {value for found in _NUMERAL.finditer(body) if (value := _amount(found))}
    yield from _counts(headline, body, numbers)
    for pattern in (_TERM, _AGE, _MONEY):
        for found in pattern.finditer(headline):
            value = _amount(found) if pattern is _MONEY else _value(found["number"] or found["number2"])
            if value and not _is_said(value, found, numbers, body):
                yield Found(NUMBER, "headline", *found.span(), {"written": found[0].strip()})


RULES: Mapping[str, Finder] = {COUNT: find_headline, NUMBER: find_headline}
TEXT_RULES: Mapping[str, ParagraphFinder] = {LIST: find_lists}


def _counts(headline: str, body: str, numbers: set[float]) -> Iterator[Found]:
    for found in _COUNTED.finditer(headline):
        value, group = _value(found["number"]), found["group"].lower()
        if not value or value in numbers or (value in _SAID and re.search(_SAID[value], body, re.IGNORECASE)):
            continue
        others = [one for one in _COUNTED.finditer(body) if one["group"].lower() == group]
        # "Two men, and one more": the text counts on, person by person.
        if len(others) == 1 and not _ONE_MORE.search(body):
            words = {"written": found[0], "text": others[0][0]}
            yield Found(COUNT, "headline", *found.span(), words)


def _is_said(value: float, found: re.Match[str], numbers: set[float], body: str) -> bool:
    unit = (found.groupdict().get("unit") or "").lower().rstrip("s")
    if value in numbers:
        return True
    # A year and a half is eighteen months; a sum may be rounded.
    if unit == "year" and any(value * 12 <= number < (value + 1) * 12 for number in numbers):
        return True
    if unit == "month" and value % 12 == 0 and value / 12 in numbers:
        return True
    if found.re is _MONEY:
        return any(abs(value - number) <= value / 5 for number in numbers)
    return value in _SAID and re.search(_SAID[int(value)], body, re.IGNORECASE) is not None


def _amount(found: re.Match[str]) -> float | None:
    """What a numeral is worth: ``60,000``, ``60k``, ``1.5 million``, ``twenty-five``."""
    if word := found.groupdict().get("word"):
        return _value(word)
    value = float(found["digits"].replace(",", "") + (found["part"] or ""))
    scale = (found["scale"] or "").strip().lower()
    return value * {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}.get(scale, 1)


def _value(text: str) -> int | None:
    """The number that digits or words say."""
    if text.isdigit():
        return int(text)
    tens, _sign, unit = text.lower().replace("-", " ").partition(" ")
    if tens in _TENS:
        return _TENS[tens] + _WORDS.get(unit, 0)
    return _WORDS.get(tens)


def _like(old: str, number: int) -> str:
    """A number written as the other was: in digits or in words, with or without a capital."""
    word = next((word for word, value in _WORDS.items() if value == number), "")
    if old.isdigit() or not word:
        return str(number)
    return word.capitalize() if old[0].isupper() else word
