"""Putting articles into the index's tables, taking them out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.core.library import Record
from editor.services.index import words
from editor.services.index.packing import key_number, new_id, packed, tidied, unpacked

# What has been asked for together as one number, in the table "facts".
DRAFT_FLAG, PROBLEM_FLAG = 1, 2


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
        text, kept = words.texts_of(record, area, section)
        database.execute("INSERT INTO texts (texts, rowid, text) VALUES ('delete', ?, ?)", (number, text))
        database.execute(
            "INSERT INTO beginnings (beginnings, rowid, letters) VALUES ('delete', ?, ?)",
            (number, words.beginnings_of(kept, record.headline)),
        )
        database.execute("DELETE FROM facts WHERE id = ?", (number,))
        database.execute("DELETE FROM records WHERE no = ?", (no,))
        database.execute("DELETE FROM files WHERE path = ?", (key,))
    return len(found)


class Writer:
    """Puts files in. ``known`` words are remembered, so that each is written once."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._names: dict[tuple[str, str], int] = {}

    def put(self, database: sqlite3.Connection, entries: Sequence[Entry]) -> None:
        """Put files in that are not there."""
        self._names.clear()  # An earlier change may have been taken back.
        texts = sorted(self._row(database, entry) for entry in entries)
        database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", ((row[0], row[1]) for row in texts))
        database.executemany(
            "INSERT INTO beginnings (rowid, letters) VALUES (?, ?)", ((row[0], row[2]) for row in texts)
        )
        new = {word for row in texts for word in row[3]} - self._known
        database.executemany("INSERT OR IGNORE INTO words VALUES (?)", ((word,) for word in sorted(new)))
        self._known |= new

    def _row(self, database: sqlite3.Connection, entry: Entry) -> tuple[int, str, str, list[str]]:
        """Write all but the full text of a file; its id, text, beginnings and words."""
        record = tidied(entry.record)
        area, section = self._name(database, "area", record.area), self._name(database, "section", record.section)
        number = new_id(database, record.published)
        no = database.execute("INSERT INTO records (packed) VALUES (?)", (packed(record),)).lastrowid
        flags = DRAFT_FLAG * record.draft + PROBLEM_FLAG * bool(record.problem)
        database.execute(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number, no, area, section, flags, words.sort_key(record.headline),
                key_number(record.url) if record.url else None, incident_key(record.incident) or None,
            ),
        )  # fmt: skip
        database.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
            (path_key(record.path), entry.size, entry.stamp, entry.digest, number),
        )
        text, kept = words.texts_of(record, area, section)
        return number, text, words.beginnings_of(kept, record.headline), kept

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
