"""What the rules for "seen before" and stories ask, answered from an archive's index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from editor.core.library import Hit, Order, Query, Record


class Asked(Protocol):
    """What is needed of ``Index``."""

    def search(self, query: Query, order: Order = ..., limit: int = ...) -> Sequence[Hit]:
        """The first of the results."""

    def record(self, path: str) -> Record | None:
        """An article with its text."""

    def paths_of_url(self, url: str) -> Sequence[str]:
        """The files with this web address."""

    def paths_of_incident(self, reference: str) -> Sequence[str]:
        """The files with this incident reference."""


class IndexLookup:
    """A ``Lookup`` (editor.core.library.lookup) on one index; for one thread at a time, off the GUI thread.

    Every method may raise CopydeskError as the index does.
    """

    def __init__(self, index: Asked) -> None:
        self._index = index

    def of_url(self, url: str) -> Sequence[Record]:
        """The articles with exactly this web address."""
        return self._records(self._index.paths_of_url(url))

    def of_incident(self, written: str) -> Sequence[Record]:
        """The articles whose fields hold this incident reference, however it is spelt."""
        return self._records(self._index.paths_of_incident(written))

    def asked(self, query: Query, limit: int) -> Sequence[Record]:
        """The articles with all the words in the headline, then the others, the newest first."""
        return [hit.record for hit in self._index.search(query, Order.BEST, limit)]

    def _records(self, paths: Iterable[str]) -> Sequence[Record]:
        return [record for path in paths if (record := self._index.record(path))]
