"""Which keys of an archive hold the publication date, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

from editor.core.dates import (
    KNOWN_FORMS,
    MONTHS,
    NAMED_FORMS,
    TOKENS,
    is_date_form,
    read,
    to_iso,
    tokens_of,
    uk_stamp,
)
from editor.core.encoding import decode
from editor.core.learning_findings import Finding, best, finding

# The usual keys, the one that is read first. Any other key that holds a date in all articles comes after them.
DATE_KEYS = ("publish.date", "article.published.time", "article.modified.time", "og.updated.time")
_LATER = re.compile("modif|updat|edit|expir|event", re.IGNORECASE)
_NEVER = re.compile(r"(?:area|url|day|month|time|incident\..*)\Z")
_MOST, _MANY = 0.9, 0.5
_T = TypeVar("_T")
_SAMPLE, _MOST_TRIED = 60, 2_000
_LONGEST = 60  # characters; a text beyond that is no date
_PIECES = re.compile(r"(\d{1,2}:\d\d(?::\d\d)?|\d+(?:st|nd|rd|th)|\d+|[A-Za-z]+)", re.ASCII)


def learn_dates(rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], list[Finding]]:
    """The form of each key that holds a date in nearly every article, and how sure that is.

    Some sites add the date of a change only once there was one: such a key is nothing for a new file.
    """
    forms: dict[str, str] = {}
    findings: list[Finding] = []
    for key in _candidates(rows):
        texts = spread([decode(row[key]) for row in rows if key in row], _MOST_TRIED)
        hits = {form: _written_as(texts, form) for form in _forms(spread(texts))}
        needed = _MANY if key in DATE_KEYS else _MOST
        if hits and hits[form := best(hits)] >= needed * len(texts):
            forms[key] = form
            others = [text for text in texts if not _is_written_as(text, form)]
            strays = {other: _written_as(others, other) for other in hits if other != form}
            findings.append(finding("date_keys", {form: hits[form], **strays}, len(texts), key=key, value=form))
    return forms, findings


def published_of(row: Mapping[str, str], date_keys: Mapping[str, str]) -> str:
    """When an article was published, in ISO 8601; "" where its file does not say."""
    for key, form in date_keys.items():
        if key in row and (iso := to_iso(decode(row[key]), form)):
            return iso
    return ""


def _candidates(rows: Sequence[Mapping[str, str]]) -> list[str]:
    keys = sorted({key for row in rows for key in row if not _NEVER.match(key)})
    usual = [key for key in DATE_KEYS if key in keys]
    others = [key for key in keys if key not in usual and _is_varied(rows, key)]
    others.sort(key=lambda key: (bool(_LATER.search(key)), key))
    return [key for key in (*usual, *others) if sum(key in row for row in rows) >= _MOST * len(rows)]


def _is_varied(rows: Sequence[Mapping[str, str]], key: str) -> bool:
    """Whether a key of any name has several values; a date that is the same in all articles is none of theirs."""
    values = [row[key] for row in spread(rows) if key in row]
    return all(len(value) <= _LONGEST for value in values) and (len(set(values)) > 1 or len(rows) == 1)


def spread(values: Sequence[_T], most: int = _SAMPLE) -> Sequence[_T]:
    """At most so many of these values, from all over them."""
    return values[:: -(-len(values) // most)] if len(values) > most else values


def _forms(texts: Sequence[str]) -> list[str]:
    """The forms that any of these texts is in, the known ones first."""
    forms = dict.fromkeys((*KNOWN_FORMS, *NAMED_FORMS))
    forms |= dict.fromkeys(form for text in texts for form in _made_from(text))
    return [form for form in forms if _written_as(texts, form)]


def _written_as(texts: Sequence[str], form: str) -> int:
    """How many texts are dates of a form."""
    return sum(_is_written_as(text, form) for text in texts)


def _is_written_as(text: str, form: str) -> bool:
    """Whether a text is a date of a form; a time stamp that has an offset must have that of the United Kingdom."""
    stamp = read(text, form)
    if stamp is None or stamp.form != form:
        return False
    uk = uk_stamp(stamp.iso)
    return form not in ("iso", "iso-minutes") or uk is None or uk.offset == stamp.offset


def _made_from(text: str) -> Iterator[str]:
    """The forms that a text may be in, told from its look."""
    if len(text) > _LONGEST or "{" in text or "}" in text:
        return
    pieces = [_tokens(piece) if index % 2 else [piece] for index, piece in enumerate(_PIECES.split(text))]
    if sum(len(choices) > 1 for choices in pieces) > 3:
        return
    for chosen in product(*pieces):
        form = "".join(chosen)
        parts = [TOKENS[token].part for token in tokens_of(form)]
        if len(parts) == len(set(parts)) and is_date_form(form):
            yield form


def _tokens(piece: str) -> list[str]:
    """What a number or a word may be in a date."""
    if ":" in piece:
        return ["{HH}:{MM}:{SS}" if piece.count(":") > 1 else "{HH}:{MM}"]
    if piece.isdigit():
        return {1: ["{d}", "{m}"], 2: ["{dd}", "{mm}", "{d}", "{m}"], 4: ["{yyyy}"], 8: ["{yyyy}{mm}{dd}"]}.get(
            len(piece), [piece]
        )
    if piece[0].isdigit():
        return ["{ordinal}"]
    names = {"{Month}": MONTHS, "{month}": tuple(map(str.lower, MONTHS)), "{Mon}": tuple(name[:3] for name in MONTHS)}
    return [token for token, known in names.items() if piece in known] or [piece]
