"""What the rules of this folder ask of an archive: a few articles that may belong, for the rules to look at closely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from editor.core.library.records import Query, Record
from editor.core.library.references import Reference, of_article

# An incident of which more articles speak is no incident: a number for all calls, an example.
MOST_OF_ONE_REFERENCE = 12
# An article that quotes more is a bulletin, and no incident's.
MOST_REFERENCES = 4
_MOST_CANDIDATES = 25


class Lookup(Protocol):
    """Finds articles of an archive. Every record comes with its text; the order does not matter."""

    def of_url(self, url: str) -> Sequence[Record]:
        """The articles with exactly this web address."""

    def of_incident(self, written: str) -> Sequence[Record]:
        """The articles whose fields hold this incident reference."""

    def asked(self, query: Query, limit: int) -> Sequence[Record]:
        """The best answers to a question, at most ``limit``."""


def quoting(lookup: Lookup, reference: Reference, area: str) -> Sequence[Record]:
    """The articles of the same incident by its reference; none where so many quote it that it says nothing."""
    areas = () if reference.everywhere or not area else (area,)
    found = {
        record.path: record for record in _candidates(lookup, reference, areas) if _quotes(record, reference, area)
    }
    return tuple(found.values()) if len(found) <= MOST_OF_ONE_REFERENCE else ()


def references_of(record: Record) -> tuple[Reference, ...]:
    """The references of the incident that an article is about; none for a bulletin of many."""
    found = of_article(record.incident, record.body, record.published)
    return found if len(found) <= MOST_REFERENCES else ()


def _candidates(lookup: Lookup, reference: Reference, areas: tuple[str, ...]) -> Iterator[Record]:
    yield from lookup.of_incident(reference.written)
    for words in reference.searches:
        yield from lookup.asked(Query(words=words, areas=areas), _MOST_CANDIDATES)


def _quotes(record: Record, reference: Reference, area: str) -> bool:
    return (reference.everywhere or record.area == area) and any(map(reference.is_same, references_of(record)))
