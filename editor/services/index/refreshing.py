"""Bringing the index in line with the files: what is new or changed is read, in batches that are kept as they come."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import THIS_DISK, visible
from editor.services.folders import read_bytes
from editor.services.index import writing
from editor.services.index.reading import ProfileOf, Reader, broken
from editor.services.index.store import Store
from editor.services.index.walking import Found, article_at, articles_of
from editor.services.index.words import PROBLEM, SIGN

_BATCH = 2_000  # files; what a killed run loses at most
_TOLD_EVERY = 0.1  # seconds
_WARM = 2.0  # seconds: on some drives a file can change again within one tick of its clock
_NOT_YET = -1  # a stamp that no file has
_POLL = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: files read, and to read; ``current`` is the path of the last one.

    Both numbers are 0 while the folders are looked through, or while another process refreshes the same index.
    """

    done: int = 0
    total: int = 0
    current: str = ""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found. ``problems``: how many files of the archive are no articles, also those known before."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    problems: int = 0
    cancelled: bool = False


Tell = Callable[[Progress], bool]


class _Cancelled(Exception):
    """The person does not want to wait."""


class Refresher:
    """One refresh of one index. Used once."""

    def __init__(self, root: Path, store: Store, profile_of: ProfileOf, tell: Tell) -> None:
        self._root, self._store, self._tell = root, store, tell
        self._reader = Reader(profile_of)
        self._writer = writing.Writer()
        self._added = self._changed = self._removed = 0
        self._told = 0.0

    def refresh(self) -> Refreshed:
        """Look at every file. Raises CopydeskError, or Damaged where the index had to be made anew."""
        try:
            with self._alone():
                self._all()
        except _Cancelled:
            return self._result(cancelled=True)
        return self._result()

    def update(self, paths: Iterable[str]) -> Refreshed:
        """Look at some files, whatever their size and times are. Raises as ``refresh``."""
        wanted = list(dict.fromkeys(paths))
        found = [(path, article_at(self._root, path)) for path in wanted]
        self._remove([path for path, one in found if one is None])
        self._read([one for _path, one in found if one is not None])
        return self._result()

    def _result(self, *, cancelled: bool = False) -> Refreshed:
        problems = self._store.read(_problems, 0)
        return Refreshed(self._added, self._changed, self._removed, problems, cancelled)

    def _all(self) -> None:
        self._say(Progress())
        unread: list[str] = []
        try:
            found = articles_of(self._root, unread.append)
        except OSError as error:
            raise _no_folder(self._root, error) from error
        nothing: dict[str, tuple[int, int]] = {}
        known = self._store.read(_known, nothing)
        new = [one for one in found if known.pop(one.path, None) != (one.size, one.stamp)]
        # What lies in a folder that cannot be read now is not gone.
        away = tuple(f"{folder}/" for folder in unread)
        self._remove([path for path in known if not (away and path.startswith(away))])
        for start in range(0, len(new), _BATCH):
            self._read(new[start : start + _BATCH], start, len(new))
        self._settle(len(found))

    def _remove(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), _BATCH):
            self._removed += self._store.write(partial(writing.remove, paths=paths[start : start + _BATCH]))

    def _read(self, found: Sequence[Found], start: int = 0, total: int = 0) -> None:
        """Read a batch of files and keep what was read, also where it is cancelled in the middle."""
        entries: list[writing.Entry] = []
        try:
            for number, one in enumerate(found, start):
                self._say(Progress(number, total, one.path))
                entries.append(self._entry(one))
        finally:
            self._store.write(lambda database: self._put(database, entries))

    def _entry(self, found: Found) -> writing.Entry:
        stamp = found.stamp if time.time() - found.written > _WARM else _NOT_YET
        try:
            data = read_bytes(self._root / found.path)
        except CopydeskError as error:
            return writing.Entry(
                found.size, stamp, digest_of(error.sentence.encode()), broken(found.path, error.sentence)
            )
        return writing.Entry(found.size, stamp, digest_of(data), self._reader.record_of(found.path, data))

    def _put(self, database: sqlite3.Connection, entries: Sequence[writing.Entry]) -> None:
        known = [(entry, _known_digest(database, entry.record.path)) for entry in entries]
        same = [entry for entry, digest in known if digest == entry.digest]
        changed = [entry for entry, digest in known if digest not in (None, entry.digest)]
        added = [entry for entry, digest in known if digest is None]
        database.executemany(
            "UPDATE files SET size = ?, stamp = ? WHERE path = ?",
            ((entry.size, entry.stamp, writing.path_key(entry.record.path)) for entry in same),
        )
        writing.remove(database, [entry.record.path for entry in changed])
        self._writer.put(database, [*added, *changed])
        self._added += len(added)
        self._changed += len(changed)

    def _settle(self, files: int) -> None:
        """After much was read: collect the words; join the parts of the full text once it has grown by a quarter."""
        unknown: tuple[int, int] = (files, 1)
        settled, words = self._store.read(_settled, unknown)
        grown = files > settled * 1.25 + 100

        def settle(database: sqlite3.Connection) -> None:
            if grown:
                database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
                database.execute("INSERT INTO texts (texts, rank) VALUES ('automerge', 4)")
                database.execute("UPDATE settled SET files = ?", (files,))
            database.execute("DELETE FROM words")
            database.execute(
                "INSERT INTO words SELECT term, doc FROM vocabulary WHERE term < ? OR term >= ?",
                (SIGN, chr(ord(SIGN) + 1)),
            )
            database.execute("UPDATE settled SET words = 1")

        if grown or not words:
            self._store.write(settle)
        if grown:
            self._store.tidy()

    def _say(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told >= _TOLD_EVERY or not progress.done:
            self._told = now
            if not self._tell(progress):
                raise _Cancelled

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other process refreshes this index: what it has read need not be read again."""
        path = self._store.path.with_suffix(".lock")
        try:
            handle = THIS_DISK.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._store.cannot(error.strerror or str(error)) from error
        try:
            while True:
                try:
                    THIS_DISK.lock(handle)
                    break
                except BlockingIOError:
                    self._say(Progress())
                    THIS_DISK.sleep(_POLL)
                except OSError:  # No locks on this drive: then both of them read.
                    break
            yield
        finally:
            os.close(handle)


def _known(database: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    rows = database.execute("SELECT path, size, stamp FROM files")
    return {path.decode("utf-8", "surrogatepass"): (size, stamp) for path, size, stamp in rows}


def _settled(database: sqlite3.Connection) -> tuple[int, int]:
    files, words = database.execute("SELECT files, words FROM settled").fetchone()
    return files, words


def _problems(database: sqlite3.Connection) -> int:
    statement = "SELECT count(*) FROM texts WHERE texts MATCH ?"
    return int(database.execute(statement, (PROBLEM,)).fetchone()[0])


def digest_of(data: bytes) -> bytes:
    """The hash by which a file is known to be the same."""
    return blake2b(data, digest_size=12).digest()


def _known_digest(database: sqlite3.Connection, path: str) -> bytes | None:
    row = database.execute("SELECT digest FROM files WHERE path = ?", (writing.path_key(path),)).fetchone()
    return row[0] if row else None


def _no_folder(root: Path, error: OSError) -> CopydeskError:
    return CopydeskError(
        _(
            "The folder “{path}” cannot be read ({reason}). It may have been moved, or its drive cannot be reached."
        ).format(path=visible(str(root)), reason=error.strerror or str(error)),
        code="no-folder",
        where=str(root),
    )
