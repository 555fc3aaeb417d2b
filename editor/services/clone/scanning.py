"""How every article stands: the work tree against what is shared. Fifty thousand files in a moment.

Reads no index and asks the library for no status: that would hold every thread of the program for as long as it takes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pygit2

from editor.core import lens
from editor.core.codec import parse
from editor.core.errors import CopydeskError
from editor.services.clone.merging import merged
from editor.services.clone.trees import Listing, data_of
from editor.services.clone.values import Standing, State
from editor.services.files.values import StatMark, stat_mark
from editor.services.folders import articles_in, read_bytes


@dataclass(frozen=True, slots=True)
class Hashed:
    """What a file's bytes are called in Git; ``plain`` with plain line ends, where it has others."""

    mark: StatMark
    oid: pygit2.Oid
    plain: pygit2.Oid

    def is_of(self, oid: pygit2.Oid | None) -> bool:
        """Whether it holds what this file of a tree does."""
        return oid in (self.oid, self.plain)


class Scanner:
    """Looks through the articles below ``root``. Remembers what each held by its entry, as Git's own index does."""

    def __init__(self, top: Path, root: Path) -> None:
        self._top, self._root = top, root
        below = root.relative_to(top).as_posix()
        self._below = "" if below == "." else f"{below}/"
        self._known: dict[str, Hashed] = {}
        self._ours, self._theirs = Listing(), Listing()

    def standings(self, repo: pygit2.Repository, base: pygit2.Tree, theirs: pygit2.Tree) -> list[Standing]:
        """Every article that is not as in ``theirs``, by path. ``base`` is what both have in common."""
        here = self.work_tree()
        then, there = (
            {path: oid for path, oid in listing.articles(tree).items() if path.startswith(self._below)}
            for listing, tree in ((self._ours, base), (self._theirs, theirs))
        )
        found = []
        for path in chain(
            here, (path for path in then if path not in here), (path for path in there if path not in then)
        ):
            state = self._state(repo, path, here.get(path), then.get(path), there.get(path))
            if state is not State.UNCHANGED:
                found.append(Standing(self._top / path, state, self._headline(repo, path, there.get(path))))
        return sorted(set(found), key=lambda one: one.path)

    def work_tree(self) -> Mapping[str, Hashed]:
        """Every article that lies there now, by path."""
        known, self._known = self._known, {}
        start = len(str(self._top)) + 1
        for path in articles_in(self._root, lambda _folder, _reason: None):
            name = str(path)[start:].replace(os.sep, "/")
            with suppress(OSError, CopydeskError):  # what cannot be read is told when it is opened
                mark = stat_mark(path.stat())
                before = known.get(name)
                self._known[name] = before if before and before.mark == mark else _hashed(path, mark)
        return self._known

    @staticmethod
    def _state(
        repo: pygit2.Repository, path: str, here: Hashed | None, then: pygit2.Oid | None, there: pygit2.Oid | None
    ) -> State:
        mine = here.oid if here else None
        if mine == there or (here and here.is_of(there)):
            return State.UNCHANGED
        if mine == then or (here and here.is_of(then)):
            return State.NEWER
        if then == there:
            if here is None:
                return State.REMOVED
            if then is None:
                return State.UNCHANGED if repo.path_is_ignored(path) else State.NEW
            return State.CHANGED
        return State.CHANGED if _goes_together(repo, path, then, there) else State.CONFLICT

    def _headline(self, repo: pygit2.Repository, path: str, there: pygit2.Oid | None) -> str:
        try:
            return headline(read_bytes(self._top / path))
        except CopydeskError:
            return headline(data_of(repo, there) or b"")


def _goes_together(repo: pygit2.Repository, path: str, then: pygit2.Oid | None, there: pygit2.Oid | None) -> bool:
    base, theirs = data_of(repo, then), data_of(repo, there)
    try:
        mine = read_bytes(Path(repo.workdir or "") / path)
    except CopydeskError:
        return False
    return theirs is not None and merged(repo, path, base, mine, theirs) is not None


def _hashed(path: Path, mark: StatMark) -> Hashed:
    data = read_bytes(path)
    oid = pygit2.hash(data)
    return Hashed(mark, oid, pygit2.hash(data.replace(b"\r\n", b"\n")) if b"\r\n" in data else oid)


def headline(data: bytes) -> str:
    """The headline of an article's bytes; empty where there is none to be found."""
    return " ".join(lens.read(parse(data).article)["headline"].split())
