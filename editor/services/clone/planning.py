"""What becomes of each file that others changed: decided first, all of it; then written.

Mine is always what lies in the work tree, shared or not: unsaved to Git does not mean unimportant.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import pygit2

from editor.core.language import _
from editor.services.clone.merging import is_article, merged, same
from editor.services.clone.opening import is_safe
from editor.services.clone.scanning import Scanner
from editor.services.clone.trees import Change, changes, data_of
from editor.services.clone.values import Collision, Decision
from editor.services.clone.work_tree import Found, WorkTree
from editor.services.files import LIMIT, visible

_WRITERS = 16
"""Files written at the same time: each waits for the disk to confirm it, and the disk confirms many at once."""

_LFS = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Step:
    """One file. ``result`` goes to ``path``, where ``was`` lies now; ``leaves`` is the name it goes away from.

    ``shared`` are the bytes that commits hold anyway. With a ``collision`` the result is still to be decided.
    """

    change: Change
    path: str
    result: bytes | None
    was: Found | None = None
    leaves: str = ""
    left: Found | None = None
    shared: tuple[bytes | None, ...] = ()
    collision: Collision | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything to be done, and what is left alone, with a sentence for each."""

    steps: tuple[Step, ...]
    left_alone: Mapping[str, str]

    @property
    def collisions(self) -> tuple[Collision, ...]:
        """What a person has to decide."""
        return tuple(step.collision for step in self.steps if step.collision)

    def decided(self, decisions: Iterable[Decision]) -> Plan:
        """The same with those collisions settled that are still what the person decided about."""
        answers = {decision.collision: decision.data for decision in decisions}
        steps = (
            replace(step, result=answers[step.collision], collision=None) if step.collision in answers else step
            for step in self.steps
        )
        return replace(self, steps=tuple(steps))


class Planner:
    """Plans how to bring what changed from ``base`` to ``theirs`` into the work tree. Writes nothing."""

    def __init__(self, repo: pygit2.Repository, work: WorkTree, scanner: Scanner) -> None:
        self._repo, self._work, self._scanner = repo, work, scanner

    def plan(self, base: pygit2.Tree, theirs: pygit2.Tree) -> Plan:
        """Look at every file that others changed. Raises CopydeskError where one cannot be read."""
        found = list(changes(base, theirs, renames=True))
        renamed = self._renamed_here([change for change in found if change.is_file], base, theirs)
        clashes = set(_clashes(found)) if self._ignores_case() else set()
        steps, left_alone = [], {}
        for change in found:
            path = change.new or change.old
            reason = _("another file has this name but for small and capital letters") if path in clashes else ""
            if reason := reason or self._unfit(change):
                left_alone[path] = _("“{name}” was left alone: {reason}.").format(name=visible(path), reason=reason)
            elif change.is_file and (step := self._step(change, renamed.get(change.old, ""))):
                steps.append(step)
        return Plan(tuple(steps), left_alone)

    def _ignores_case(self) -> bool:
        config = self._repo.config
        return "core.ignorecase" in config and config.get_bool("core.ignorecase")

    def _unfit(self, change: Change) -> str:
        """Why a file cannot be kept here; "" where it can. A submodule is another repository's business."""
        if not all(is_safe(path) for path in (change.old, change.new) if path):
            return _("not every computer can have a file of this name")
        if not change.is_file:
            return _("it is a link or another archive, not a file")
        data = data_of(self._repo, change.new_id) or b""
        if max(len(data), len(data_of(self._repo, change.old_id) or b"")) > LIMIT:
            return _("it is over 10 MB")
        if data.startswith(_LFS) or self._repo.get_attr(change.new or change.old, "filter") == "lfs":
            return _("it is kept by Git LFS")
        return ""

    def _step(self, change: Change, renamed: str) -> Step | None:
        base, theirs = data_of(self._repo, change.old_id), data_of(self._repo, change.new_id)
        at, mine = self._here(change, renamed)
        if mine is None:
            return self._missing(change, base, theirs)
        shared = (base, theirs)
        if theirs is None:
            gone = Step(change, at, None, mine, shared=shared)
            return gone if same(mine.data, base) else _colliding(gone, base, mine.data, None)
        result = merged(self._repo, at, base, mine.data, theirs)
        path = change.new if at in (change.old, change.new) else at
        step = Step(change, path, result, mine, shared=shared)
        if path != at:
            step = replace(step, leaves=at, left=mine)
            if not self._work.is_same_file(at, path):
                there = self._work.read(path)
                if there is not None and there.data != result:  # else an earlier time was broken off in between
                    return self._onto(step, there, base, theirs)
                step = replace(step, was=there)
        return step if result is not None else _colliding(step, base, mine.data, theirs)

    def _here(self, change: Change, renamed: str) -> tuple[str, Found | None]:
        """Where the file lies in the work tree, and what it is there."""
        candidates = (change.old, renamed, change.new) if change.old else (change.new,)
        for path in filter(None, candidates):
            if (found := self._work.read(path)) is not None:
                return path, found
        return "", None

    def _missing(self, change: Change, base: bytes | None, theirs: bytes | None) -> Step | None:
        """Removed here, or not there yet."""
        step = Step(change, change.new, theirs)
        if base is None:
            return step
        return None if theirs in (None, base) else _colliding(step, base, None, theirs)

    def _onto(self, step: Step, there: Found, base: bytes | None, theirs: bytes) -> Step:
        """They gave it a name that another file has here. Mine stays under the old name where it was changed."""
        left = step.left
        if left is None or not same(left.data, base):
            step = replace(step, leaves="", left=None)
        step = replace(step, was=there, result=merged(self._repo, step.path, None, there.data, theirs))
        return step if step.result is not None else _colliding(step, None, there.data, theirs)

    def _renamed_here(self, found: Iterable[Change], base: pygit2.Tree, theirs: pygit2.Tree) -> dict[str, str]:
        """What articles are called now that others changed and that are missing here: by what is in them.

        What lies under a name that they use came from them: an earlier time that was broken off.
        """
        missing = {
            change.old: change.old_id
            for change in found
            if change.old_id and change.new and is_article(change.old) and self._work.read(change.old) is None
        }
        if not missing:
            return {}
        gone, come = pygit2.Index(), pygit2.Index()
        for path, oid in missing.items():
            gone.add(pygit2.IndexEntry(path, oid, pygit2.enums.FileMode.BLOB))
        for path in self._scanner.work_tree():
            if path not in base and path not in theirs and (now := self._work.read(path)):
                come.add(pygit2.IndexEntry(path, self._repo.create_blob(now.data), pygit2.enums.FileMode.BLOB))
        trees = [self._repo[index.write_tree(self._repo)].peel(pygit2.Tree) for index in (gone, come)]
        return {change.old: change.new for change in changes(*trees, renames=True) if change.old and change.new}


def _colliding(step: Step, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Step:
    return replace(step, result=None, collision=Collision(step.path, base, ours, theirs))


def _clashes(found: Iterable[Change]) -> Iterator[str]:
    """New names that differ from another one only in case or accents, where the disk knows no such difference."""
    taken: set[str] = set()
    for change in found:
        folded = unicodedata.normalize("NFC", change.new).casefold()
        if change.new and folded in taken:
            yield change.new
        taken.add(folded)


def carry_out(work: WorkTree, steps: Iterable[Step]) -> Iterator[str]:
    """Write what is decided; the paths that changed, as they do. Raises CopydeskError at the first that cannot be.

    May be broken off at any place and done again: what was written is then found as it should be.
    """
    with ThreadPoolExecutor(_WRITERS, thread_name_prefix="updates") as pool:
        for paths in pool.map(partial(_write, work), [step for step in steps if not step.collision]):
            yield from paths


def _write(work: WorkTree, step: Step) -> list[str]:
    changed = []
    if step.result is not None and (step.was is None or step.was.data != step.result):
        is_shared = step.was is None or step.was.data in step.shared
        work.write(step.path, step.result, step.was, is_shared=is_shared)
        changed.append(step.path)
    elif step.result is None and step.was is not None:
        work.remove(step.path, step.was, is_shared=step.was.data in step.shared)
        changed.append(step.path)
    if step.leaves and step.left is not None:
        if work.is_same_file(step.leaves, step.path):
            work.rename(step.leaves, step.path)
        else:
            work.remove(step.leaves, step.left, is_shared=step.left.data in step.shared)
        changed.append(step.leaves)
    return changed
