"""The index's file: a SQLite database in the user's cache that may be lost, damaged or old, and is then made anew."""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import visible

_APPLICATION = 0x43444958  # "CDIX", in the file's header
_SCHEMA = 4
"""Raised with every change to the tables or to what is kept in them."""
_PATIENCE = 15.0  # seconds to wait for another process; a batch of a refresh takes about one
_HASH = 16_000_000  # bytes that are collected before they are written: a whole batch
_MOST_PARTS = 64  # of the full text, one for each batch: more are too slow to ask
_PAGE = 8_192  # bytes; a record takes one or two thousand
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}

_TABLES = """
-- In the order of their paths, which is that of a refresh.
CREATE TABLE files (
    path BLOB PRIMARY KEY, size INTEGER, stamp INTEGER, digest BLOB, id INTEGER
) WITHOUT ROWID;
-- The whole record, compressed; in the order in which they came, so that its pages are full.
CREATE TABLE records (no INTEGER PRIMARY KEY, packed BLOB);
-- What lists are counted and sorted by. The ids are in the order of the dates. "checked" stands for all that the checks
-- depended on besides the file, and is NULL before they came by: a file that changed gets another row.
CREATE TABLE facts (
    id INTEGER PRIMARY KEY, no INTEGER, area INTEGER, section INTEGER, flags INTEGER, headline TEXT,
    url INTEGER, incident TEXT, checked INTEGER, errors INTEGER, warnings INTEGER
);
CREATE INDEX by_url ON facts (url) WHERE url IS NOT NULL;
CREATE INDEX by_incident ON facts (incident) WHERE incident IS NOT NULL;
CREATE TABLE names (no INTEGER PRIMARY KEY, kind TEXT, text TEXT, UNIQUE (kind, text));
-- About how many articles have a word; also words that none has any more.
CREATE TABLE words (word TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID;
-- How many files there were when the parts of the full text were joined, and whether "words" has all of its words.
CREATE TABLE settled (files INTEGER, words INTEGER);
CREATE VIRTUAL TABLE texts USING fts5 (text, content='', columnsize=0, tokenize='ascii tokenchars _');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (texts, row);
"""

Answer = TypeVar("Answer")


class Damaged(Exception):
    """The file does not hold what it should. It was taken away, and an empty one is in its place."""


class Store:
    """One index file with a connection to read and one to write, each for one thread at a time.

    ``said`` collects sentences that a person should see once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said = ""
        self._reading = _Connection(path)
        self._writing = _Connection(path)
        try:
            # It holds the full text of drafts too.
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self.cannot(error.strerror or str(error)) from error
        self._make_sure()

    def read(self, ask: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        """What the database answers; ``otherwise`` where it turns out to be damaged. Raises CopydeskError."""
        with suppress(Damaged), self._guarded(), self._reading.lock:
            return ask(self._reading.open())
        return otherwise

    def write(self, change: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Change the database, wholly or not at all. Raises Damaged, or CopydeskError where it cannot be written."""
        with self._guarded(), self._writing.lock:
            database = self._writing.open()
            database.execute("BEGIN IMMEDIATE")
            try:
                answer = change(database)
                database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # It may have been rolled back already.
                    database.execute("ROLLBACK")
                raise
            return answer

    def tidy(self) -> None:
        """Give back the room that merging left. Another process that is at it is left to it."""
        with self._guarded(), self._writing.lock:
            try:
                self._writing.open().execute("VACUUM")
                self._writing.open().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                    raise

    def close(self) -> None:
        """Let go of the file."""
        for connection in (self._reading, self._writing):
            with connection.lock:
                connection.close()

    def _make_sure(self) -> None:
        """See that the file is one of ours and has its tables."""
        with suppress(Damaged), self._guarded(), self._writing.lock:
            database = self._writing.open()
            if _stamp(database) == (0, 0) and not database.execute("SELECT 1 FROM sqlite_master").fetchone():
                _make_tables(database)
            if _stamp(database) == (_APPLICATION, _version()):
                return
            self._make_anew(
                _(
                    "The list of this archive's articles was made by another version of Copydesk. "
                    "It is made anew; no article is touched."
                )
            )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence, or into a new file and ``Damaged``."""
        try:
            yield
        except zlib.error as error:
            self._damaged(error)
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code in _DAMAGED or not isinstance(error, sqlite3.OperationalError):
                self._damaged(error)
            raise self.cannot(str(error)) from error

    def _damaged(self, error: Exception) -> None:
        self._make_anew(_("The list of this archive's articles was damaged. It is made anew; no article is touched."))
        raise Damaged from error

    def _make_anew(self, sentence: str) -> None:
        for connection in (self._reading, self._writing):
            connection.close()
        try:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
        except OSError as error:
            raise self.cannot(error.strerror or str(error)) from error
        self.said = sentence
        try:
            _make_tables(self._writing.open())
        except sqlite3.Error as error:
            raise self.cannot(str(error)) from error

    def cannot(self, reason: str) -> CopydeskError:
        """The error for an index that cannot be kept."""
        return CopydeskError(
            _(
                "The list of this archive's articles cannot be kept in “{folder}” ({reason}). Articles can be opened "
                "and saved, but not searched. Make room there, or ask for permission to write."
            ).format(folder=visible(str(self.path.parent)), reason=reason),
            code="index",
            where=str(self.path),
        )


class _Connection:
    """A connection that is opened when needed, and again where the file under its name is another one by now."""

    def __init__(self, path: Path) -> None:
        self.lock = threading.RLock()
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._inode = 0

    def open(self) -> sqlite3.Connection:
        """The connection. Raises sqlite3.Error."""
        if self._database is not None and self._inode != self._inode_now():
            self.close()
        if self._database is None:
            self._database = sqlite3.connect(
                self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._database.execute(f"PRAGMA page_size={_PAGE}")  # Of a new file.
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute("PRAGMA cache_size=-16000")
            self._inode = self._inode_now()
        return self._database

    def close(self) -> None:
        """Close it, if it is open."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    def _inode_now(self) -> int:
        try:
            return self._path.stat().st_ino
        except OSError:
            return 0


def _version() -> int:
    """The schema, and the Unicode by whose rules texts are folded."""
    major, minor, *_rest = map(int, unicodedata.unidata_version.split("."))
    return _SCHEMA * 10_000 + major * 100 + minor


def _stamp(database: sqlite3.Connection) -> tuple[int, int]:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return application, version


def _make_tables(database: sqlite3.Connection) -> None:
    """Make the tables, unless another process was quicker."""
    database.execute("BEGIN IMMEDIATE")
    try:
        if _stamp(database) == (0, 0):
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    database.execute(statement)
            database.execute("INSERT INTO settled VALUES (0, 1)")
            database.execute("INSERT INTO texts (texts, rank) VALUES ('hashsize', ?)", (_HASH,))
            # The first time everything is joined at the end, and not once before when it has too many parts.
            database.execute("INSERT INTO texts (texts, rank) VALUES ('automerge', 0)")
            database.execute("INSERT INTO texts (texts, rank) VALUES ('crisismerge', ?)", (_MOST_PARTS,))
            database.execute(f"PRAGMA application_id={_APPLICATION}")
            database.execute(f"PRAGMA user_version={_version()}")
    finally:
        database.execute("COMMIT")
