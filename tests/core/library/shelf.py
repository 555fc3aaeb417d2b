"""An archive in memory that answers as an index does: whole words, phrases, beginnings of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from editor.core.library.records import Query, Record, Word

_TOKEN = re.compile(r"[^\W_]+")


@dataclass
class Shelf:
    """Records to look up. ``asked`` answers in the order in which they were put in."""

    records: Sequence[Record]
    _texts: list[str] = field(init=False)
    _having: dict[str, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._texts, self._having = [], defaultdict(set)
        for number, record in enumerate(self.records):
            tokens = _tokens(f"{record.headline} {record.summary} {record.incident} {record.body}")
            self._texts.append(f" {' '.join(tokens)} ")
            for token in tokens:
                self._having[token].add(number)

    def of_url(self, url: str) -> Sequence[Record]:
        return [record for record in self.records if record.url == url]

    def of_incident(self, written: str) -> Sequence[Record]:
        asked = _tokens(written)
        return [record for record in self.records if asked and "".join(_tokens(record.incident)) == "".join(asked)]

    def asked(self, query: Query, limit: int) -> Sequence[Record]:
        every = [set(self._with(word)) for word in query.words]
        numbers = sorted(set.intersection(*every)) if every else range(len(self.records))
        return list(self._fitting(query, numbers))[:limit]

    def _fitting(self, query: Query, numbers: Iterable[int]) -> Iterator[Record]:
        for number in numbers:
            record, day = self.records[number], self.records[number].published[:10]
            if (
                (not query.areas or record.area in query.areas)
                and (not query.from_day or query.from_day <= day)
                and (not query.to_day or day <= query.to_day)
            ):
                yield record

    def _with(self, word: Word) -> Iterator[int]:
        tokens = _tokens(word.text)
        if not tokens:
            return
        among = self._having.get(tokens[0], set()) if len(tokens) > 1 or not word.prefix else range(len(self._texts))
        piece = f" {' '.join(tokens)}" + ("" if word.prefix else " ")
        yield from (number for number in among if piece in self._texts[number])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())
