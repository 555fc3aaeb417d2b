"""Trees of a repository: what lies in them, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pygit2
from pygit2.enums import DeltaStatus, DiffFind, FileMode

_FILES = (FileMode.BLOB, FileMode.BLOB_EXECUTABLE)


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs between two trees; ``old`` or ``new`` is "" where it is not there, both where it is renamed.

    ``is_file`` is False for links, submodules and the like.
    """

    old: str
    new: str
    old_id: pygit2.Oid | None
    new_id: pygit2.Oid | None
    mode: FileMode
    is_file: bool = True


def tree_of(repo: pygit2.Repository, commit: pygit2.Commit | None) -> pygit2.Tree:
    """The tree of a commit; an empty one for none."""
    tree = commit.tree if commit else repo[repo.TreeBuilder().write()]
    assert isinstance(tree, pygit2.Tree)
    return tree


def data_of(repo: pygit2.Repository, oid: pygit2.Oid | None) -> bytes | None:
    """The bytes of a file in a tree."""
    return bytes(repo[oid].peel(pygit2.Blob).data) if oid is not None else None


def changes(old: pygit2.Tree, new: pygit2.Tree, *, renames: bool) -> Iterator[Change]:
    """Every file that differs. ``renames``: a file that went and a similar one that came count as one."""
    diff = old.diff_to_tree(new)
    if renames:
        diff.find_similar(DiffFind.FIND_RENAMES)
    for delta in diff.deltas:
        was, now = delta.old_file, delta.new_file
        is_new, is_gone = delta.status == DeltaStatus.ADDED, delta.status == DeltaStatus.DELETED
        modes = [side.mode for side, missing in ((was, is_new), (now, is_gone)) if not missing]
        yield Change(
            "" if is_new else was.path,
            "" if is_gone else now.path,
            None if is_new else was.id,
            None if is_gone else now.id,
            now.mode if not is_gone else was.mode,
            all(mode in _FILES for mode in modes),
        )


_Folder = dict[str, pygit2.Oid]


class Listing:
    """The articles in a tree. Remembers each folder by its id: from one commit to the next most are the same."""

    def __init__(self) -> None:
        self._known: dict[pygit2.Oid, _Folder] = {}

    def articles(self, tree: pygit2.Tree, above: str = "") -> dict[str, pygit2.Oid]:
        """Every article in a tree and the folders in it, by path; ``above`` is the path of the tree, with a slash."""
        known, self._known = self._known, {}
        found: dict[str, pygit2.Oid] = {}
        self._collect(tree, above, known, found)
        return found

    def _collect(
        self,
        tree: pygit2.Tree,
        above: str,
        known: dict[pygit2.Oid, _Folder],
        found: dict[str, pygit2.Oid],
    ) -> None:
        own = known.get(tree.id)
        if own is None:
            own = {}
            for entry in tree:
                name = entry.name or ""
                is_article = (
                    isinstance(entry, pygit2.Blob) and entry.filemode in _FILES and name.lower().endswith(".md")
                )
                if (is_article or isinstance(entry, pygit2.Tree)) and not name.startswith("."):
                    own[name if is_article else f"{name}/"] = entry.id
        self._known[tree.id] = own
        for name, oid in own.items():
            if name.endswith("/"):
                self._collect(tree[name[:-1]].peel(pygit2.Tree), f"{above}{name}", known, found)
            else:
                found[f"{above}{name}"] = oid


def with_files(
    repo: pygit2.Repository, tree: pygit2.Tree, files: Mapping[str, tuple[pygit2.Oid, FileMode] | None]
) -> pygit2.Oid:
    """The same tree with some files set, or removed (None); everything else in it stays as it is."""
    index = pygit2.Index()
    index.read_tree(tree)
    for path, file in files.items():
        if file is not None:
            index.add(pygit2.IndexEntry(path, *file))
        elif path in index:
            index.remove(path)
    return index.write_tree(repo)


def file_at(tree: pygit2.Tree, path: str) -> pygit2.Oid | None:
    """The bytes' id of a file in a tree; None where there is none."""
    try:
        entry = tree[path]
    except KeyError:
        return None
    return entry.id if isinstance(entry, pygit2.Blob) else None


def mode_at(tree: pygit2.Tree, path: str) -> FileMode:
    """How a file is kept in a tree: an executable stays one."""
    try:
        mode = tree[path].filemode
    except KeyError:
        return FileMode.BLOB
    return mode if mode in _FILES else FileMode.BLOB
