"""The small language in which an archive is asked: words, "phrases", begin*, -not, area: section: from: to: has: is:.

Whatever is typed is either a ``Query`` or a ``QueryError`` that names the place; nothing else comes out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.library.records import Query, Word

_OPENING, _CLOSING = '"“„‟«', '"”“»'
_QUOTES = "".join(sorted({*_OPENING, *_CLOSING}))
_PART = re.compile(
    rf"""
    (?P<not>[-−]?)
    (?P<key>(?:area|section|from|to|has|is):)?
    (?: (?P<open>[{_OPENING}]) (?P<phrase>[^{_QUOTES}]*) (?P<close>[{_CLOSING}]?) (?P<star>\*?)
      | (?P<word>[^\s{_QUOTES}]*) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ISO_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_UK_DAY = re.compile(r"(?:(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)(?P<year>\d{4})", re.ASCII)


class QueryError(CopydeskError):
    """A question that cannot be understood. ``at``: the place in its text, in characters from 0."""

    def __init__(self, sentence: str, at: int) -> None:
        super().__init__(sentence, code="query", where=str(at))
        self.at = at


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a question, as it was typed; ``at`` is where it begins."""

    at: int
    key: str
    text: str
    quoted: bool
    excluded: bool
    star: bool


def parse_query(text: str, *, typing: bool = False) -> Query:
    """What a text asks for. Raises QueryError, whose sentence says where it is not understood.

    ``typing``: somebody is still typing at the end of it. Its last word counts as the beginning of one, and a quotation
    mark or a condition that is not yet finished is no error.
    """
    query = Query()
    for part in _parts(text, typing):
        query = _CONDITIONS[part.key](query, part) if part.key else _with_word(query, part)
    if query.from_day and query.to_day and query.from_day > query.to_day:
        raise QueryError(
            _("Nothing lies between “from:” and “to:” (character {place}): the end comes first.").format(
                place=len(text.rstrip()) or 1
            ),
            max(len(text.rstrip()) - 1, 0),
        )
    return query


def _parts(text: str, typing: bool) -> Iterator[_Part]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        found = _PART.match(text, position)
        if found is None or found.end() == position:
            raise QueryError(
                _("The closing quotation mark at character {place} has no opening one before it.").format(
                    place=position + 1
                ),
                position,
            )
        position = found.end()
        part = _part(found, text, typing)
        if part is not None:
            yield part


def _part(found: re.Match[str], text: str, typing: bool) -> _Part | None:
    """What was found, or None where it is not yet anything."""
    key = (found["key"] or "").lower().rstrip(":")
    at, last = found.start(), found.end() == len(text)
    if found["open"]:
        closed = bool(found["close"])
        if not closed and not (typing and last):
            raise QueryError(
                _("The quotation mark at character {place} has no closing one after it.").format(
                    place=found.start("open") + 1
                ),
                found.start("open"),
            )
        star = bool(found["star"]) or (not closed and not key)
        return _Part(at, key, found["phrase"], True, bool(found["not"]), star)
    word = found["word"]
    if not word and key and not (typing and last):
        raise QueryError(
            _("Something has to follow “{key}:” at character {place}, with no blank between.").format(
                key=key, place=at + 1
            ),
            at,
        )
    if not word:
        return None
    star = word.endswith("*") or (typing and last and not found["not"] and not key)
    return _Part(at, key, word.rstrip("*"), False, bool(found["not"]), star)


def _with_word(query: Query, part: _Part) -> Query:
    if not any(character.isalnum() for character in part.text):
        return query  # Signs alone are in no index.
    star = part.text.find("*")
    if star >= 0 and not part.quoted:
        place = part.at + part.excluded + star
        raise QueryError(
            _("The star at character {place} can only stand at the end of a word.").format(place=place + 1), place
        )
    return replace(query, words=(*query.words, Word(part.text.strip(), part.star, part.excluded)))


def _area(query: Query, part: _Part) -> Query:
    return replace(query, areas=(*query.areas, _name(part)))


def _section(query: Query, part: _Part) -> Query:
    return replace(query, sections=(*query.sections, _name(part)))


def _name(part: _Part) -> str:
    _check_not_excluded(part)
    name = part.text.strip()
    if not name:
        raise QueryError(
            _("There is no name between the quotation marks after “{key}:” at character {place}.").format(
                key=part.key, place=part.at + 1
            ),
            part.at,
        )
    return name


def _from(query: Query, part: _Part) -> Query:
    _check_not_excluded(part)
    return replace(query, from_day=max(query.from_day, _days(part)[0].isoformat()))


def _to(query: Query, part: _Part) -> Query:
    _check_not_excluded(part)
    day = _days(part)[1].isoformat()
    return replace(query, to_day=min(query.to_day, day) if query.to_day else day)


def _days(part: _Part) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    found = _ISO_DAY.fullmatch(part.text) or _UK_DAY.fullmatch(part.text)
    try:
        if found is not None:
            year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
            last_month = month if found["month"] else 12
            last_day = day if found["day"] else monthrange(year, last_month)[1]
            first = date(year, month if found["month"] else 1, day if found["day"] else 1)
            return first, date(year, last_month, last_day)
    except ValueError:
        pass
    raise QueryError(
        _(
            "“{text}” after “{key}:” at character {place} is not a date. "
            "Write it as 2019, 2019-05, 2019-05-03 or 03/05/2019."
        ).format(text=part.text, key=part.key, place=part.at + 1),
        part.at,
    )


def _has(query: Query, part: _Part) -> Query:
    if part.text.casefold() != "incident":
        raise QueryError(
            _("After “has:” at character {place} only “incident” is understood.").format(place=part.at + 1), part.at
        )
    return replace(query, incident=_agreed(query.incident, not part.excluded, part))


def _is(query: Query, part: _Part) -> Query:
    match part.text.casefold():
        case "draft":
            return replace(query, draft=_agreed(query.draft, not part.excluded, part))
        case "release":
            return replace(query, draft=_agreed(query.draft, part.excluded, part))
        case "problem":
            return replace(query, problem=_agreed(query.problem, not part.excluded, part))
        case "unready":
            return replace(query, unready=_agreed(query.unready, not part.excluded, part))
        case "ready":
            return replace(query, unready=_agreed(query.unready, part.excluded, part))
    raise QueryError(
        _(
            "After “is:” at character {place} only “draft”, “release”, “ready”, “unready” and “problem” are understood."
        ).format(place=part.at + 1),
        part.at,
    )


def _agreed(before: bool | None, now: bool, part: _Part) -> bool:
    if before is not None and before != now:
        raise QueryError(
            _("“{key}:{text}” at character {place} contradicts what stands before it.").format(
                key=part.key, text=part.text, place=part.at + 1
            ),
            part.at,
        )
    return now


def _check_not_excluded(part: _Part) -> None:
    if part.excluded:
        raise QueryError(
            _("“{key}:” at character {place} cannot be excluded with a minus.").format(key=part.key, place=part.at + 1),
            part.at,
        )


_CONDITIONS: dict[str, Callable[[Query, _Part], Query]] = {
    "area": _area,
    "section": _section,
    "from": _from,
    "to": _to,
    "has": _has,
    "is": _is,
}
