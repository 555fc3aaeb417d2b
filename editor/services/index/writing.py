"""Putting articles into the index's tables, taking them out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.core.library import Record
from editor.services.index import words
from editor.services.index.packing import Numbers, key_number, packed, tidied, unpacked

# What has been asked for together as one number, in the table "facts".
DRAFT_FLAG, PROBLEM_FLAG = 1, 2
_FEW = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was read: its size, stamp and hash, and what is known of it."""

    size: int
    stamp: int
    digest: bytes
    record: Record


def path_key(path: str) -> bytes:
    """A path as the tables keep it; names of files need not be text."""
    return path.encode("utf-8", "surrogatepass")


def remove(database: sqlite3.Connection, paths: Iterable[str]) -> int:
    """Take files out; how many of them there were."""
    found = []
    for path in paths:
        row = database.execute(
            "SELECT facts.id, no, area, section, packed FROM files JOIN facts USING (id) JOIN records USING (no) "
            "WHERE path = ?",
            (path_key(path),),
        ).fetchone()
        if row is not None:
            found.append((*row, path_key(path)))
    # SQLite wants to hear the ids of a full text in their order.
    for number, no, area, section, data, key in sorted(found):
        record = unpacked(data)
        text = words.text_of(record, area, section)
        database.execute("INSERT INTO texts (texts, rowid, text) VALUES ('delete', ?, ?)", (number, text))
        database.execute("DELETE FROM facts WHERE id = ?", (number,))
        database.execute("DELETE FROM records WHERE no = ?", (no,))
        database.execute("DELETE FROM files WHERE path = ?", (key,))
    return len(found)


@dataclass(frozen=True, slots=True)
class _Row:
    """What is written of one file, by table."""

    record: tuple[int, bytes]
    file: tuple[bytes, int, int, bytes, int]
    facts: tuple[int, int, int, int, int, str, int | None, str | None]
    text: str


class Writer:
    """Puts files in."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], int] = {}

    def put(self, database: sqlite3.Connection, entries: Sequence[Entry]) -> None:
        """Put files in that are not there."""
        self._names.clear()  # An earlier change may have been taken back.
        numbers = Numbers(database)
        (last,) = database.execute("SELECT max(no) FROM records").fetchone()
        rows = [self._row(database, entry, numbers, no) for no, entry in enumerate(entries, (last or 0) + 1)]
        database.executemany("INSERT INTO records VALUES (?, ?)", (row.record for row in rows))
        database.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (row.file for row in rows))
        rows.sort(key=lambda row: row.facts[0])
        database.executemany(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, 0, 0)", (row.facts for row in rows)
        )
        database.executemany(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)", ((row.facts[0], row.text) for row in rows)
        )
        self._keep_words(database, [row.text for row in rows])

    def _keep_words(self, database: sqlite3.Connection, texts: Sequence[str]) -> None:
        """Keep the words of a few articles; those of many are all taken from the full text in the end."""
        if len(texts) > _FEW:
            database.execute("UPDATE settled SET words = 0")
            return
        new = sorted({word for text in texts for word in text.split() if not word.startswith(words.SIGN)})
        database.executemany("INSERT OR IGNORE INTO words VALUES (?, 1)", ((word,) for word in new))

    def _row(self, database: sqlite3.Connection, entry: Entry, numbers: Numbers, no: int) -> _Row:
        record = tidied(entry.record)
        area, section = self._name(database, "area", record.area), self._name(database, "section", record.section)
        number = numbers.new(record.published)
        flags = DRAFT_FLAG * record.draft + PROBLEM_FLAG * bool(record.problem)
        url = key_number(record.url) if record.url else None
        incident = incident_key(record.incident) or None
        return _Row(
            (no, packed(record)),
            (path_key(record.path), entry.size, entry.stamp, entry.digest, number),
            (number, no, area, section, flags, words.sort_key(record.headline), url, incident),
            words.text_of(record, area, section),
        )

    def _name(self, database: sqlite3.Connection, kind: str, text: str) -> int:
        key = (kind, text)
        if key not in self._names:
            database.execute("INSERT OR IGNORE INTO names (kind, text) VALUES (?, ?)", key)
            (number,) = database.execute("SELECT no FROM names WHERE kind = ? AND text = ?", key).fetchone()
            self._names[key] = number
        return self._names[key]


def incident_key(reference: str) -> str:
    """An incident's reference without blanks, signs and capitals."""
    return "".join(words.words_of(reference))
