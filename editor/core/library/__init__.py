"""The archive as a collection: what is known of each article, how it is asked for, what belongs together."""

from editor.core.library.query import QueryError, parse_query
from editor.core.library.records import Counts, Hit, Order, Piece, Query, Record, Tally, Word

__all__ = ["Counts", "Hit", "Order", "Piece", "Query", "QueryError", "Record", "Tally", "Word", "parse_query"]
