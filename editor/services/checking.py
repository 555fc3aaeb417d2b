"""What the checks need of the disk: the rules in force, the dictionary, and who else has a web address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from editor.core import lens
from editor.core.checks.values import Toolbox
from editor.core.codec import parse
from editor.core.errors import CopydeskError
from editor.core.library import Record
from editor.core.place import file_name
from editor.services.archive import NEWS, Archive
from editor.services.folders import read_bytes
from editor.services.levels import with_levels
from editor.services.rules import RuleBook, load_rules, rule_files, rule_folders
from editor.services.settings import Part, Places
from editor.services.spelling import Spelling, word_lists

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


class CheckTools:
    """Makes toolboxes, for several threads. What they hold is read once for each archive, until ``forget``.

    ``levels`` are the settings' levels of rules; they count from the next toolbox on.
    """

    def __init__(self, resources: Path, places: Places, levels: Callable[[], Sequence[Part]] = tuple) -> None:
        self._resources, self._places, self._levels = resources, places, levels
        self._stamps: dict[Path | None, Stamp] = {}
        self._books: dict[Path | None, RuleBook] = {}
        self._spellings: dict[Path | None, Spelling] = {}
        self._former: dict[Path | None, Spelling] = {}
        self._lock = Lock()

    def toolbox(self, archive: Archive | None, path: Path | None = None) -> Toolbox:
        """The tools for an article; ``path`` is its own file, which may have its web address."""
        book, spelling = self.book(archive), self.spelling(archive)
        faults = (*(fault.told for fault in book.faults), *spelling.faults)
        return Toolbox(book.rules, spelling, book.lists, _taken(archive, path), faults)

    def book(self, archive: Archive | None) -> RuleBook:
        """The rules and lists that count for an archive, with what is wrong with their files."""
        return with_levels(self.book_of_files(archive), self._levels())

    def book_of_files(self, archive: Archive | None) -> RuleBook:
        """The same as their files have them, without the levels of the settings."""
        root = archive.root if archive else None
        with self._lock:
            if root not in self._books:
                self._stamps[root] = self._stamp(archive)
                self._books[root] = load_rules(rule_folders(self._resources, self._places, archive))
            return self._books[root]

    def spelling(self, archive: Archive | None) -> Spelling:
        """The dictionary with the word lists that count for an archive."""
        root = archive.root if archive else None
        with self._lock:
            if root not in self._spellings:
                lists, former = word_lists(self._resources, self._places, archive), self._former.get(root)
                self._spellings[root] = former.renewed(lists) if former else Spelling(lists)
            return self._spellings[root]

    def are_stale(self) -> bool:
        """Whether files of rules or word lists were changed, added or removed since they were read."""
        with self._lock:
            stamps = dict(self._stamps)
        return any(self._stamp(Archive(root) if root else None) != stamp for root, stamp in stamps.items())

    def forget(self) -> None:
        """Rules or word lists were changed: read them again when they are next needed."""
        with self._lock:
            self._books.clear()
            self._stamps.clear()
            self._former.update(self._spellings)
            self._spellings.clear()

    def _stamp(self, archive: Archive | None) -> Stamp:
        """What tells a change of the files that may be changed: all but those that come with Copydesk."""
        files = [words.path for words in word_lists(self._resources, self._places, archive)][1:]
        for folder in [*rule_folders(self._resources, self._places, archive)][1:]:
            with suppress(OSError):
                files += rule_files(folder)
        return tuple(_stamp_of(path) for path in files)


def _stamp_of(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), found.st_mtime_ns, found.st_size


def _taken(archive: Archive | None, own: Path | None) -> Callable[[str], Record | None]:
    """Looks for the published article of an address, in whichever area, other than the article itself."""

    def taken(url: str) -> Record | None:
        if archive is None:
            return None
        # No file of an article that cannot be looked for.
        with suppress(OSError, ValueError):
            for path in (archive.root / NEWS).glob(f"*/{file_name(url)}"):
                if own is None or not (own.exists() and path.samefile(own)):
                    return _record(path, archive)
        return None

    return taken


def _record(path: Path, archive: Archive) -> Record:
    """What is to be said of an article: its headline, where it can be read."""
    fields = None
    with suppress(CopydeskError):
        fields = lens.read(parse(read_bytes(path)).article)
    return Record(path.relative_to(archive.root).as_posix(), headline=fields["headline"] if fields else "")
