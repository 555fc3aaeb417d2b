"""Publication dates: each organisation's own way to write one, and ISO 8601 in between.

A form is a template of tokens, such as ``{HH}:{MM} {dd}/{mm}/{yyyy}``. Clock times are those of the United
Kingdom. Month names are English whatever the computer's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from editor.core.errors import CopydeskError
from editor.core.language import _

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ZONE = ZoneInfo("Europe/London")

# Forms with a name of their own: time stamps, as web pages carry them.
NAMED_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "iso": "{yyyy}-{mm}-{dd}T{HH}:{MM}:{SS}{offset}",
        "iso-minutes": "{yyyy}-{mm}-{dd}T{HH}:{MM}{offset}",
        "iso-utc": "{yyyy}-{mm}-{dd}T{HH}:{MM}:{SS}{utc}",
        "iso-utc-minutes": "{yyyy}-{mm}-{dd}T{HH}:{MM}{utc}",
    }
)
ISO_FORMS = (
    "{yyyy}-{mm}-{dd}",
    "{yyyy}-{mm}-{dd}T{HH}:{MM}",
    "{yyyy}-{mm}-{dd}T{HH}:{MM}:{SS}",
    "iso",
    "iso-minutes",
)
# Measured on 26,430 articles (the article format, section 3). Of two forms of one text, the first wins.
KNOWN_FORMS = (
    "{HH}:{MM} {dd}/{mm}/{yyyy}",
    "{d} {Mon} {yyyy}",
    "{d} {Month} {yyyy}",
    "{dd} {Month} {yyyy}",
    "{dd} {Mon} {yyyy}",
    "{d} {Mon} {yyyy} {HH}:{MM}",
    "{dd} {Mon} {yyyy} {HH}:{MM}",
    "{ordinal} {Month} {yyyy}",
    "Posted at {HH}:{MM} on {ordinal} {Month} {yyyy}",
    *ISO_FORMS,
)


class DateError(CopydeskError):
    """A date that cannot be read, in a sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "“{text}” is not a date Copydesk can read; "
                "write it as 2019-11-21T12:08, or as 2019-11-21 without a time."
            ).format(text=text),
            code="date",
            where="published",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as precise as it was written, and the form it was written in."""

    moment: datetime
    """What calendar and clock showed; midnight where no time was written. Never aware of a zone."""
    precision: str = ""
    """"" for a day, "minutes" or "seconds"."""
    offset: str = ""
    """The distance from UTC as it was written (``+01:00``, ``Z``), or ""."""
    form: str = ""

    @property
    def iso(self) -> str:
        """The same in ISO 8601, no more and no less precise."""
        return self.moment.isoformat(timespec=self.precision) + self.offset if self.precision else self.day

    @property
    def day(self) -> str:
        """The day alone, as ``2019-11-21``."""
        return self.moment.date().isoformat()


def _ordinal(day: int) -> str:
    suffix = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _week_monday(stamp: Stamp) -> str:
    monday = date.fromordinal(stamp.moment.toordinal() - stamp.moment.weekday())
    return f"{monday:%d-%m}-{monday.year:04}"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a date: which, its look (a regular expression without groups), how it is written."""

    part: str
    pattern: str
    write: Callable[[Stamp], str]


_SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
# {yy}, {month} and {week-monday} (the Monday of the week, as 30-11-2020) are for web addresses.
TOKENS: Mapping[str, Token] = MappingProxyType(
    {
        "yyyy": Token("year", r"\d{4}", lambda s: f"{s.moment.year:04}"),
        "yy": Token("", r"\d\d", lambda s: f"{s.moment.year % 100:02}"),
        "mm": Token("month", r"\d\d", lambda s: f"{s.moment.month:02}"),
        "m": Token("month", r"[1-9]\d?", lambda s: str(s.moment.month)),
        "Month": Token("month", "|".join(MONTHS), lambda s: MONTHS[s.moment.month - 1]),
        "Mon": Token("month", "|".join(_SHORT_MONTHS), lambda s: _SHORT_MONTHS[s.moment.month - 1]),
        "month": Token("month", "|".join(MONTHS).lower(), lambda s: MONTHS[s.moment.month - 1].lower()),
        "dd": Token("day", r"\d\d", lambda s: f"{s.moment.day:02}"),
        "d": Token("day", r"[1-9]\d?", lambda s: str(s.moment.day)),
        "ordinal": Token("day", r"[1-9]\d?(?:st|nd|rd|th)", lambda s: _ordinal(s.moment.day)),
        "week-monday": Token("", r"\d\d-\d\d-\d{4}", _week_monday),
        "HH": Token("hour", r"\d\d", lambda s: f"{s.moment.hour:02}"),
        "MM": Token("minute", r"\d\d", lambda s: f"{s.moment.minute:02}"),
        "SS": Token("second", r"\d\d", lambda s: f"{s.moment.second:02}"),
        "offset": Token("offset", r"Z|[+-]\d\d:\d\d", lambda s: s.offset),
        "utc": Token("offset", r"\+00:00", lambda s: s.offset),
    }
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def tokens_of(template: str) -> tuple[str, ...]:
    """The names between braces in a form, or in the pattern of a web address."""
    return tuple(_PLACEHOLDER.findall(NAMED_FORMS.get(template, template)))


def expand(template: str, values: Callable[[str], str]) -> str:
    """A template with each token replaced by its value."""
    return _PLACEHOLDER.sub(lambda found: values(found[1]), NAMED_FORMS.get(template, template))


def pattern_of(template: str, patterns: Callable[[str], str]) -> str:
    """The regular expression that a template's texts match, given that of each token."""
    pieces = _PLACEHOLDER.split(template)
    return "".join(patterns(piece) if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))


def written(stamp: Stamp, form: str) -> str:
    """A date in a form, of the clock and offset it has."""
    return expand(form, lambda token: TOKENS[token].write(stamp))


def is_date_form(form: str) -> bool:
    """Whether a form holds known tokens only, and a year, a month and a day."""
    tokens = tokens_of(form)
    if not TOKENS.keys() >= set(tokens):
        return False
    return {"year", "month", "day"} <= {TOKENS[token].part for token in tokens}


def read(text: str, form: str = "") -> Stamp | None:
    """The date in a text, or None where it is in no known form. ``form`` is tried first."""
    forms = (form, *KNOWN_FORMS) if form else KNOWN_FORMS
    return next((stamp for candidate in forms if (stamp := _read_as(text, candidate))), None)


def to_iso(text: str, form: str = "") -> str | None:
    """The date in a text as ``2019-11-21T12:08`` or ``2021-01-13``; ISO 8601 comes back exactly as it was."""
    stamp = read(text, form)
    return stamp.iso if stamp else None


def write(iso: str, form: str) -> str:
    """An ISO 8601 date in a form; midnight where the form wants a time and has none. Raises DateError."""
    stamp = _from_iso(iso)
    if stamp is None:
        raise DateError(iso)
    tokens = tokens_of(form)
    if "utc" in tokens:
        stamp = _moved(stamp, UTC)
    elif "offset" not in tokens or not stamp.offset:
        stamp = _moved(stamp, ZONE)
    return written(stamp, form)


def write_like(iso: str, old_text: str, form: str = "") -> str:
    """An ISO 8601 date in the form and precision of an older text, else in ``form``, else as it is.

    Raises DateError where ``iso`` is none.
    """
    old = read(old_text, form)
    if old is not None:
        return write(iso, old.form)
    return write(iso, form) if form else iso


def fit(iso: str, form: str) -> str:
    """What is left of an ISO 8601 date once a form has held it; written and read again it stays the same.

    Raises DateError where ``iso`` is none.
    """
    return to_iso(write(iso, form), form) or iso


def uk_stamp(iso: str) -> Stamp | None:
    """An ISO 8601 date on calendar and clock of the United Kingdom, or None where it is none."""
    stamp = _from_iso(iso)
    return _moved(stamp, ZONE) if stamp else None


def _from_iso(text: str) -> Stamp | None:
    return next((stamp for form in ISO_FORMS if (stamp := _read_as(text, form))), None)


@lru_cache(maxsize=64)
def _reader(form: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def group(token: str) -> str:
        part, pattern = TOKENS[token].part, TOKENS[token].pattern
        if not part or part in seen:
            return f"(?:{pattern})"
        seen.add(part)
        return f"(?P<{part}>{pattern})"

    return re.compile(pattern_of(NAMED_FORMS.get(form, form), group), re.ASCII)


def _read_as(text: str, form: str) -> Stamp | None:
    found = _reader(form).fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    hour, minute, second = (int(parts.get(part, 0)) for part in ("hour", "minute", "second"))
    day = int(parts["day"].rstrip("stndrh"))
    precision = "seconds" if "second" in parts else "minutes" if "hour" in parts else ""
    try:
        moment = datetime(int(parts["year"]), _month(parts["month"]), day, hour, minute, second)
        stamp = Stamp(moment, precision, parts.get("offset", ""), form)
        _moved(stamp, UTC)
    except ValueError:
        return None
    # Written anew it must be the same: this refuses 21th, and two tokens that disagree.
    return stamp if written(stamp, form) == text else None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 1 + [name.lower()[:3] for name in MONTHS].index(text.lower()[:3])


def _moved(stamp: Stamp, zone: tzinfo) -> Stamp:
    """The same moment on the clock of another zone; a time without an offset is one of the United Kingdom."""
    aware = datetime.fromisoformat(stamp.moment.isoformat() + stamp.offset)
    if aware.tzinfo is None:
        aware = aware.replace(tzinfo=ZONE)
    try:
        aware = aware.astimezone(zone)
    except OverflowError:  # the first and last hours of the calendar stay where they are
        aware = aware.replace(tzinfo=zone)
    offset = aware.strftime("%z")
    moment = aware.replace(tzinfo=None, fold=0)
    return Stamp(moment, stamp.precision, f"{offset[:3]}:{offset[3:5]}", stamp.form)
