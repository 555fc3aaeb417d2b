"""Days as people write them: which weekday is said of which date.

Read are British and American orders (``17th of May 2018``, ``May 17, 2018``, ``17/05/2018``, ``2018-05-17``), short and
long names, ranges and lists in which month, year or weekday is said once for several (``Monday 3 and Tuesday 4 May``,
``Saturdays 5 and 12 June``, ``Friday 31 December 2021 into Saturday 1 January``), and Markdown's marks, line breaks and
no-break spaces between the words. Every pattern is bounded: a text costs its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_SPELT = (
    *_UNITS, "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", *(f"twenty {unit}" for unit in _UNITS), "thirtieth", "thirty first",
)  # fmt: skip

# What may stand between two words of a date: white space of every kind, Markdown's marks, entities.
_CHAR = r"(?:[\s\u200b\u2060\ufeff*_~\\]|&nbsp;|&\#160;|</?(?:b|strong|em|i)>|<br\s?/?>)"
_S, _S0 = rf"{_CHAR}{{1,8}}", rf"{_CHAR}{{0,8}}"
_WEEKDAY = (
    r"(?P<weekday>(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day)"
    r"|(?:Mon|MON|Tues?|TUES?|Weds?|WEDS?|Thur?s?|THUR?S?|Fri|FRI|Sat|SAT|(?<![Tt]he )Sun|SUN)(?![^\W_]))"
    r"(?P<many>(?i:s))?(?![^\W_]|[’'])\.?"
)


def _as(form: str, pattern: str) -> str:
    """A pattern whose groups are those of one form of date."""
    return pattern.replace("@", form)


_MONTH = (
    r"(?P<m@>(?i:jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|(?-i:may(?!\s(?:be|have|not|also|see|still|want)\b)|M[Aa][Yy])|june?"
    r"|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))(?![^\W\d_])\.?"
)
_DAY = (
    r"(?P<d@>\d{1,2})(?!\d)"
    r"(?P<o@>\s?(?:<sup>\s?)?(?i:st|nd|rd|th)(?:(?![^\W_])|(?=[A-Z][a-z]{2}))(?:\s?</sup>)?|[ˢⁿʳᵗ][ᵗᵈʰ]|\^(?i:st|nd|rd|th)\^?)?"
)
_YEAR = (
    rf"(?:(?:{_S}(?:of{_S})?|{_S0}[,(]{_S0}|{_S0}[-/]|)(?P<y@>(?:1[89]|20)\d\d|(?<=[\s,])['’‘]\d\d)"
    r"(?![\d:%]|[.,]\d|\s?(?:[-–]\s?\d{3,4}\s?)?(?:hrs|hours|h\b)))?"
)
_TOKEN = re.compile(
    # The first character is looked at first: it rules out most places at once.
    r"(?=[\dMTWFSJAONDEmtwfsjaonde])(?<![^\W_])(?<![£$€])(?<!\d[.:])(?:"
    + "|".join((
        _WEEKDAY,
        # 17th of May 2018
        _as("1", rf"{_DAY}(?:{_S0}[-,/]?{_S0}|{_S},?{_S0}(?:day{_S})?of{_S}(?:the{_S})?){_MONTH}{_YEAR}"),
        # the twenty-first of May 2018
        r"(?P<spelt>(?i:(?:(?:twenty|thirty)[-\s])?(?:" + "|".join(_UNITS) + ")|" + "|".join(_SPELT[9:20])
        + rf"|thirtieth)){_S}of{_S}" + _as("4", _MONTH + _YEAR),
        # May 17, 2018
        _as("2", rf"{_MONTH}{_S}(?:the{_S})?{_DAY}(?![:.]\d|\s?[ap]\.?m\b|-year){_YEAR}"),
        # 2018-05-17, 17/05/2018, 17.05.18, 17/05
        r"(?P<y5>20\d\d)-(?P<m5>[01]\d)-(?P<d5>[0-3]\d)(?!\d)",
        r"(?P<d3>[0-3]?\d)(?P<by>[/.-])(?P<m3>[0-3]?\d)(?P=by)(?P<y3>(?:19|20)\d\d|\d\d)(?![\d/]|[.:-]\d)",
        rf"(?P<d6>[0-3]?\d)/(?P<m6>[01]?\d)(?![\d/]|[.:-]\d|{_S0}(?i:{'|'.join(_MONTHS)}))",
        # 3rd, or the 3 of "3 and 4 May"
        _as("0", _DAY) + r"(?![:.]\d|\s?[ap]\.?m\b|\s?hrs|%|-year)",
    ))
    + r")",
)  # fmt: skip
_SOFT = rf"(?:{_CHAR}|[,(\[\])|–—:;-])"
_TIME = r"(?:\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?|hrs|hours)?|\d{4}\s?(?:hrs|hours)|noon|midnight|midday)"
_VAGUE = r"(?:at|from|by|around|about|approximately|approx|just|shortly|before|after)"
_PART = r"(?:early|late|mid|morning|afternoon|evening|night|lunchtime|teatime|overnight|hours)"
# From a weekday to its date.
_ATTACHED = re.compile(
    rf"{_SOFT}{{0,8}}(?:(?:last|this|next)\sweek{_SOFT}{{1,8}})?(?:{_PART}{_SOFT}{{1,8}}){{0,3}}(?:(?:{_VAGUE}{_S}){{0,3}}{_TIME}{_SOFT}{{1,6}}(?:on{_S})?)?"
    rf"(?:of{_S})?(?:the{_S})?",
    re.IGNORECASE,
)
# From one day to the next of a range or a list.
_JOINED = re.compile(
    rf"{_SOFT}{{0,6}}(?:{_PART}\b{_SOFT}{{0,6}}){{0,2}}(?:,{_SOFT}{{0,6}}|(?:,{_SOFT}{{0,4}})?"
    rf"(?:and|or|to|until|till|through|into|between|up{_S}to|&|&amp;|\+|/|[–—-]){_SOFT}{{0,6}}"
    rf"(?:(?:and|on|in|the|of|{_VAGUE}|{_PART}){_SOFT}{{1,4}}){{0,6}}(?:{_TIME}{_SOFT}{{1,6}})?"
    rf"(?:(?:on|the|of|{_PART}){_SOFT}{{1,4}}){{0,4}})",
    re.IGNORECASE,
)
# From a date to its weekday.
_BEHIND = re.compile(
    rf"{_S0}\({_S0}(?:an?{_S})?|{_S0},?{_S}(?:which{_S})?(?:(?:is|was){_S})?an?{_S}|{_S0},{_S}", re.IGNORECASE
)
_LONGEST_GAP = 80
# No list of days is longer; what is linked is looked at pair by pair.
_LONGEST_CHAIN = 40
_SIGN_OF_A_DAY = re.compile(r"[\dhtdHTD](?:(?<=\d)|(?<=[tsnrTSNR].)\s{1,3}(?:of|OF)\s)")


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """One date as written, with or without month (0) and year (0). ``number`` is where its day stands.

    ``form`` is one of the pattern's. ``year_place``: where its year stands, if it does; otherwise a neighbour says the
    year. ``others`` are further ways to read it, as year, month and day.
    """

    start: int
    end: int
    day: int
    month: int
    year: int
    number: Place
    form: str
    ordinal: bool = False
    year_place: Place | None = None
    others: tuple[tuple[int, int, int], ...] = ()

    def readings(self) -> Iterator[tuple[int, int, int]]:
        """Year, month and day, in every way it may be read."""
        yield self.year, self.month, self.day
        yield from self.others


@dataclass(frozen=True, slots=True)
class Weekday:
    """One weekday as written; 0 is Monday. ``many``: "Saturdays"."""

    start: int
    end: int
    number: int
    many: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A weekday that is said of a date. ``also``: weekdays that may have been meant for it as well."""

    weekday: Weekday
    written: Written
    also: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(self.weekday.start, self.written.start)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(self.weekday.end, self.written.end)


Token = Weekday | Written


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def said(text: str) -> tuple[Said, ...]:
    """Every weekday that a text says of a date."""
    return tuple(one for chain in chains(text) for one in (*_before(chain, text), *_behind(chain, text)))


def days(text: str) -> tuple[Written, ...]:
    """Every date of a text that has a month, with or without a weekday; the year may be said by its neighbour."""
    return tuple(token for chain in chains(text) for token in chain if isinstance(token, Written) and token.month)


@lru_cache(maxsize=1024)  # by the paragraph: after a key only one of them is new
def chains(text: str) -> tuple[tuple[Token, ...], ...]:
    """The days of a text, those of one list or range together, with month and year where a neighbour says it."""
    linked: list[list[Token]] = []
    for token in _tokens(text):
        if linked and len(linked[-1]) < _LONGEST_CHAIN and _are_linked(linked[-1][-1], token, text):
            linked[-1].append(token)
        else:
            linked.append([token])
    return tuple(tuple(_with_years(_with_months(chain))) for chain in linked)


def _tokens(text: str) -> Iterator[Token]:
    for found in (found for region in _near_days(text) for found in _TOKEN.finditer(text, *region)):
        if found["weekday"]:
            number = next(i for i, name in enumerate(WEEKDAYS) if name[:3].lower() == found["weekday"][:3].lower())
            many = found["many"] is not None
            yield Weekday(found.start(), found.end("many" if many else "weekday"), number, many)
        else:
            yield _written(found)


def _near_days(text: str) -> Iterator[tuple[int, int]]:
    """Where days can stand: around digits and spelt days. No date reaches farther than a gap from them."""
    start = end = -1
    for sign in _SIGN_OF_A_DAY.finditer(text):
        if sign.start() - _LONGEST_GAP > end:
            if end >= 0:
                yield start, end
            start = max(0, sign.start() - _LONGEST_GAP)
        end = sign.end() + _LONGEST_GAP
    if end >= 0:
        yield start, end


def _written(found: re.Match[str]) -> Written:
    form = next(form for form in "1253604" if form == "4" or found[f"d{form}"])
    name = "spelt" if form == "4" else f"d{form}"
    number = Place(found.start(name), found.end(name))
    day = _SPELT.index(" ".join(found[name].lower().replace("-", " ").split())) + 1 if form == "4" else int(found[name])
    month, year, year_place = _month_of(found, form), 0, None
    if form in "12345" and (stated := found[f"y{form}"]):
        year_place = Place(found.start(f"y{form}"), found.end(f"y{form}"))
        year = int(stated.lstrip("'’‘"))
        year += (2000 if year < 50 else 1900) if year < 100 else 0
    others: tuple[tuple[int, int, int], ...] = ()
    if form in "36":
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12:
            others = ((year, day, month),)
    ordinal = form in "012" and found[f"o{form}"] is not None
    return Written(
        found.start(), found.end(), day, month, year, number, form, ordinal or form == "4", year_place, others
    )


def _month_of(found: re.Match[str], form: str) -> int:
    if form == "0":
        return 0
    month = found[f"m{form}"]
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1


def _are_linked(one: Token, other: Token, text: str) -> bool:
    gap = text[one.end : other.start]
    if len(gap) > _LONGEST_GAP:
        return False
    if isinstance(one, Weekday) and isinstance(other, Written):
        shortened = one.end - one.start < len("Friday")
        return _ATTACHED.fullmatch(gap.removeprefix(".") if shortened else gap) is not None
    if isinstance(one, Written) and isinstance(other, Weekday) and _BEHIND.fullmatch(gap):
        return True
    return _JOINED.fullmatch(gap) is not None


def _with_months(chain: Sequence[Token]) -> list[Token]:
    """Days without a month take the next one's; "Thursday 30 and Friday 1 May" may mean the month before."""
    result: list[Token] = []
    for at, token in enumerate(chain):
        named = [one for one in chain[at + 1 :] if isinstance(one, Written) and one.month]
        earlier = [one for one in result if isinstance(one, Written) and one.month]
        if not isinstance(token, Written) or token.month:
            result.append(token)
        elif named:
            near = named[0]
            other = (near.year, near.month - 1 or 12, token.day)
            result.append(replace(token, month=near.month, others=(other,) if token.day > near.day else ()))
        elif earlier and token.ordinal:
            near = earlier[-1]
            other = (near.year, near.month % 12 + 1, token.day)
            result.append(replace(token, month=near.month, others=(other,) if token.day < near.day else ()))
        else:
            result.append(token)
    return result


def _with_years(chain: Sequence[Token]) -> list[Token]:
    """Dates without a year take their neighbour's, or the one beside it where the year turns between them."""
    stated = [(at, token) for at, token in enumerate(chain) if isinstance(token, Written) and token.year_place]
    return [_with_year(token, at, stated) if isinstance(token, Written) else token for at, token in enumerate(chain)]


def _with_year(token: Written, at: int, stated: Sequence[tuple[int, Written]]) -> Written:
    if not stated or token.year or not token.month:
        return token
    there, near = next(((there, one) for there, one in stated if there > at), stated[-1])
    turned = (there > at and token.month > near.month) - (there < at and token.month < near.month)
    year = near.year - turned
    return replace(token, year=year, others=tuple((year, month, day) for _, month, day in token.others))


def _before(chain: Sequence[Token], text: str) -> Iterator[Said]:
    """Weekdays that stand before their dates."""
    weekdays: list[Weekday] = []
    dates: list[Written] = []
    for token in chain:
        if isinstance(token, Written):
            if weekdays:
                dates.append(token)
        elif dates:
            yield from _paired(weekdays, dates, text)
            weekdays, dates = [token], []
        else:
            weekdays.append(token)
    yield from _paired(weekdays, dates, text)


def _paired(weekdays: Sequence[Weekday], dates: Sequence[Written], text: str) -> Iterator[Said]:
    if not weekdays or not dates or not (dates[0].month or dates[0].ordinal):
        return
    last = weekdays[-1]
    dates = [dates[0], *(one for one in dates[1:] if one.month or one.ordinal)]
    if len(weekdays) == len(dates):
        yield from (Said(*pair) for pair in zip(weekdays, dates, strict=True))
    elif len(dates) == 1:
        yield Said(last, dates[0], tuple(one.number for one in weekdays[:-1]))
    elif len(weekdays) == 1 and last.many:
        yield from (Said(last, one) for one in dates)
    elif len(weekdays) == 1 and "(" in text[last.end : dates[0].start]:
        # "tomorrow and Thursday (20 and 21 May)": the weekday is said of one of them.
        others = tuple(reading for one in dates[1:] for reading in one.readings())
        yield Said(last, replace(dates[0], others=(*dates[0].others, *others)))
    elif len(weekdays) == 1:
        yield Said(last, dates[0])


def _behind(chain: Sequence[Token], text: str) -> Iterator[Said]:
    """Weekdays that stand behind their dates: "17 May 2018 (Thursday)", "17 May, a Thursday"."""
    for at, (one, other) in enumerate(pairwise(chain)):
        if not (isinstance(one, Written) and isinstance(other, Weekday) and one.month):
            continue
        has_own = at > 0 and isinstance(chain[at - 1], Weekday)
        leads_on = at + 2 < len(chain) and isinstance(chain[at + 2], Written)
        gap = text[one.end : other.start]
        if has_own or leads_on or not _BEHIND.fullmatch(gap):
            continue
        closes = text[other.end : other.end + 1]
        if (
            ("(" in gap and closes == ")")
            or gap.split()[-1:] in (["a"], ["an"])
            or (one.year_place and closes in ",.;")
        ):
            yield Said(other, one)
