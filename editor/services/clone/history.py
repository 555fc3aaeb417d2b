"""The shared states of one article, also under the names it had before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pygit2
from pygit2.enums import SortMode

from editor.services.clone.opening import opened
from editor.services.clone.trees import changes, data_of, file_at, tree_of
from editor.services.clone.values import Entry


def history(git: Path, repo: pygit2.Repository, start: pygit2.Commit, path: str) -> Iterator[Entry]:
    """Every commit that changed a file, the latest first. A merge that only brought it in does not count."""
    names = {start.id: path}  # what the file is called in the commits still to come
    for commit in repo.walk(start.id, SortMode.TOPOLOGICAL | SortMode.TIME):
        if not names:
            return
        name = names.pop(commit.id, "")
        oid = file_at(commit.tree, name) if name else None
        if oid is None:
            continue
        same = [parent for parent in commit.parents if file_at(parent.tree, name) == oid]
        if same:
            names.setdefault(same[0].id, name)
            continue
        for parent in commit.parents:
            if before := _name_before(repo, parent, commit, name):
                names.setdefault(parent.id, before)
        yield _entry(git, commit, name, oid)


def _name_before(repo: pygit2.Repository, parent: pygit2.Commit, commit: pygit2.Commit, name: str) -> str:
    """What a file was called in an earlier commit; "" where it was not there."""
    if file_at(parent.tree, name) is not None:
        return name
    found = changes(tree_of(repo, parent), tree_of(repo, commit), renames=True)
    return next((change.old for change in found if change.new == name), "")


def _entry(git: Path, commit: pygit2.Commit, name: str, oid: pygit2.Oid) -> Entry:
    def read() -> bytes:
        return data_of(opened(git), oid) or b""

    author = commit.author
    when = datetime.fromtimestamp(author.time)
    return Entry(str(commit.id), when, author.name, commit.message.strip(), name, read)
