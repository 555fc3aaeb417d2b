"""Whether an article was there before: its address, its headline, its incident, its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from urllib.parse import urlsplit

from editor.core.language import _
from editor.core.library.likeness import (
    NEAR_HEADLINE,
    NEAR_TEXT,
    content,
    headline_likeness,
    shingles,
    telling_runs,
    text_likeness,
    words,
)
from editor.core.library.lookup import Lookup, quoting, references_of
from editor.core.library.records import Query, Record, Word
from editor.core.textual import date_for_readers

# What is told of one kind, the most alike and the newest of them: a list of forty would not be read.
MOST_OF_A_KIND = 5
# With fewer words that matter, one more or one less makes another headline.
_FEWEST_FOR_NEAR = 4
# With fewer ("Appeal for witnesses following fatal collision"), other organisations have it too, for other incidents.
_FEWEST_ELSEWHERE = 6
_RUNS = 8
_MOST_CANDIDATES = 25
_MOST_COMPARED = 10
_NUMBER_ADDED = re.compile(r"(?<=[^\W\d_])\d{1,2}(?=/?$)")


class Kind(Enum):
    """What was there before, the weightiest first."""

    ADDRESS = "address"
    TEXT = "text"
    HEADLINE = "headline"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Seen:
    """An earlier article, what it has in common with the draft, how much of it (0 to 1), and that in a sentence."""

    kind: Kind
    record: Record
    likeness: float
    sentence: str


Found = Iterator[tuple[Record, float]]


def seen(draft: Record, lookup: Lookup) -> tuple[Seen, ...]:
    """What was there before of a draft, each article once and by its weightiest rule.

    ``draft`` holds what is on the screen; its ``path`` is its own file's, or empty. Never finds the draft itself.
    """
    told: set[str] = set()
    result: list[Seen] = []
    for kind in Kind:
        found = [item for item in by_rule(kind, draft, lookup) if item.record.path not in told]
        told.update(item.record.path for item in found)
        result += found[:MOST_OF_A_KIND]
    return tuple(result)


def by_rule(kind: Kind, draft: Record, lookup: Lookup) -> tuple[Seen, ...]:
    """All that one rule finds, the most alike first, of those the newest."""
    best: dict[str, tuple[Record, float]] = {}
    for record, likeness in _RULES[kind](draft, lookup):
        known = best.get(record.path)
        if record.path != draft.path and not record.problem and (known is None or likeness > known[1]):
            best[record.path] = record, likeness
    by_path = sorted(best.values(), key=lambda found: found[0].path)
    newest = sorted(by_path, key=lambda found: found[0].published, reverse=True)
    ordered = sorted(newest, key=lambda found: found[1], reverse=True)
    return tuple(Seen(kind, record, likeness, _sentence(kind, record, likeness)) for record, likeness in ordered)


def same_address(one: str, other: str) -> bool:
    """Whether two addresses show a reader the same page, however they are written."""
    return bool(one) and _page(one) == _page(other)


# -- the rules


def _addresses(draft: Record, lookup: Lookup) -> Found:
    if not draft.url:
        return
    for url in _spellings(draft.url):
        yield from ((record, 1.0) for record in lookup.of_url(url) if same_address(record.url, draft.url))
    bare = _NUMBER_ADDED.sub("", draft.url)
    if bare != draft.url:
        for url in _spellings(bare):
            yield from ((record, 0.9) for record in lookup.of_url(url))


def _texts(draft: Record, lookup: Lookup) -> Found:
    runs = telling_runs(draft.body, _RUNS)
    answers = [lookup.asked(Query(words=(Word(run),)), _MOST_CANDIDATES) for run in runs]
    by_path = {record.path: record for records in answers for record in records}
    counted = Counter(record.path for records in answers for record in records)
    likely = sorted(counted, key=lambda path: (path == draft.path, -counted[path], path))
    mine = shingles(draft.body)
    for path in likely[:_MOST_COMPARED]:
        likeness = text_likeness(mine, shingles(by_path[path].body))
        if likeness >= NEAR_TEXT:
            yield by_path[path], likeness


def _headlines(draft: Record, lookup: Lookup) -> Found:
    matter = content(draft.headline)
    if len(matter) < 2:
        return
    for record in _ask(lookup, _heading_queries(draft, matter)):
        likeness = headline_likeness(draft.headline, record.headline)
        own = min(len(matter), len(content(record.headline))) >= _FEWEST_ELSEWHERE
        if likeness >= NEAR_HEADLINE and (own or record.area == draft.area):
            yield record, likeness


def _heading_queries(draft: Record, matter: tuple[str, ...]) -> Iterator[Query]:
    yield Query(words=(Word(" ".join(words(draft.headline))),))
    if len(matter) < _FEWEST_FOR_NEAR or not draft.area:
        return
    # One word of them may differ: then it is in one half, and the other half finds it.
    middle = len(matter) // 2
    for half in (matter[:middle], matter[middle:]):
        yield Query(words=tuple(map(Word, half)), areas=(draft.area,))


def _incidents(draft: Record, lookup: Lookup) -> Found:
    for reference in references_of(draft):
        yield from ((record, 1.0) for record in quoting(lookup, reference, draft.area))


def _ask(lookup: Lookup, queries: Iterable[Query]) -> Iterator[Record]:
    for query in queries:
        yield from lookup.asked(query, _MOST_CANDIDATES)


_RULES: Mapping[Kind, Callable[[Record, Lookup], Found]] = MappingProxyType(
    {Kind.ADDRESS: _addresses, Kind.TEXT: _texts, Kind.HEADLINE: _headlines, Kind.INCIDENT: _incidents}
)


def _page(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url.strip().casefold())
    except ValueError:  # brackets that are no address
        return "", url, ""
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def _spellings(url: str) -> Iterator[str]:
    """The same address with and without a final slash, and as it was before or after the site went to https."""
    scheme, _colon, page = url.rstrip("/").partition("://")
    for other in ("https", "http") if scheme in ("https", "http") else (scheme,):
        yield f"{other}://{page}"
        yield f"{other}://{page}/"


# -- the sentences


def _sentence(kind: Kind, record: Record, likeness: float) -> str:
    dated, undated = _sentences()[kind, likeness == 1]
    if not record.published:
        return undated.format(headline=record.headline)
    return dated.format(headline=record.headline, date=date_for_readers(record.published[:10]))


def _sentences() -> Mapping[tuple[Kind, bool], tuple[str, str]]:
    """By kind, and by whether it is quite the same: the sentence with the date, and the one without."""
    return {
        (Kind.ADDRESS, True): (
            _("“{headline}” of {date} has this web address."),
            _("“{headline}” has this web address."),
        ),
        (Kind.ADDRESS, False): (
            _("“{headline}” of {date} has this web address without the number at its end."),
            _("“{headline}” has this web address without the number at its end."),
        ),
        (Kind.TEXT, True): (
            _("“{headline}” of {date} has the same text."),
            _("“{headline}” has the same text."),
        ),
        (Kind.TEXT, False): (
            _("“{headline}” of {date} has nearly the same text."),
            _("“{headline}” has nearly the same text."),
        ),
        (Kind.HEADLINE, True): (
            _("The headline “{headline}” was used on {date}."),
            _("The headline “{headline}” was used before."),
        ),
        (Kind.HEADLINE, False): (
            _("“{headline}” of {date} has nearly the same headline."),
            _("“{headline}” has nearly the same headline."),
        ),
        (Kind.INCIDENT, True): (
            _("“{headline}” of {date} has the same incident reference."),
            _("“{headline}” has the same incident reference."),
        ),
    }
