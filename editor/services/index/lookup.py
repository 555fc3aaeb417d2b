"""What the rules for "seen before" and stories ask, answered from an archive's index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.core.library import Order, Query, Record
from editor.services.index.index import Index


class IndexLookup:
    """A ``Lookup`` (editor.core.library.lookup) on one index; for one thread at a time, off the GUI thread.

    Every method may raise CopydeskError as the index does.
    """

    def __init__(self, index: Index) -> None:
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
