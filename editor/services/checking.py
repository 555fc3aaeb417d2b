"""What the checks need of the disk: the rules in force, the dictionary, and who else has a web address."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from editor.core import lens
from editor.core.checks.values import Toolbox
from editor.core.codec import parse
from editor.core.errors import CopydeskError
from editor.core.library import Record
from editor.core.place import file_name
from editor.services.archive import NEWS, Archive
from editor.services.folders import read_bytes
from editor.services.rules import RuleBook, load_rules, rule_folders
from editor.services.settings import Places
from editor.services.spelling import Spelling, word_lists


class CheckTools:
    """Makes toolboxes, for several threads. What they hold is read once for each archive, until ``forget``."""

    def __init__(self, resources: Path, places: Places) -> None:
        self._resources, self._places = resources, places
        self._books: dict[Path | None, RuleBook] = {}
        self._spellings: dict[Path | None, Spelling] = {}
        self._lock = Lock()

    def toolbox(self, archive: Archive | None, path: Path | None = None) -> Toolbox:
        """The tools for an article; ``path`` is its own file, which may have its web address."""
        book, spelling = self.book(archive), self.spelling(archive)
        spelling.load()
        faults = (*(fault.told for fault in book.faults), *((spelling.fault,) if spelling.fault else ()))
        return Toolbox(book.rules, spelling, book.lists, _taken(archive, path), faults)

    def book(self, archive: Archive | None) -> RuleBook:
        """The rules and lists that count for an archive, with what is wrong with their files."""
        root = archive.root if archive else None
        with self._lock:
            if root not in self._books:
                self._books[root] = load_rules(rule_folders(self._resources, self._places, archive))
            return self._books[root]

    def spelling(self, archive: Archive | None) -> Spelling:
        """The dictionary with the word lists that count for an archive."""
        root = archive.root if archive else None
        with self._lock:
            if root not in self._spellings:
                self._spellings[root] = Spelling(word_lists(self._resources, self._places, archive))
            return self._spellings[root]

    def forget(self) -> None:
        """Rules or word lists were changed: read them again when they are next needed."""
        with self._lock:
            self._books.clear()
            self._spellings.clear()


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
