"""A team of people with a clone each, and the repository that they share: on this disk, and without any Git program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import keyring
import pygit2
from keyring.backends.fail import Keyring as NoKeyring
from pygit2.enums import ConfigLevel, FileMode, ObjectType

from editor.services.clone import Author, Clone, Collision, Decision, Login, Shared, State, Talk, Updates
from editor.services.versions import Versions

TEXT = """```yaml
og:
  description: {summary}
  title: {headline}
title: {headline} | Surrey Police
```

{first}

{last}
"""


def article(
    headline: str = "Bicycles taken",
    summary: str = "Two bicycles were taken.",
    first: str = "Two bicycles were taken from a shed in Woking on Monday evening.",
    last: str = "Anyone who saw them is asked to call us.",
) -> str:
    return TEXT.format(headline=headline, summary=summary, first=first, last=last)


@dataclass
class Someone:
    """Answers what the clone asks, and notes that it did."""

    logins: list[Login | None] = field(default_factory=list)
    name: Author | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    names_asked: int = 0
    told: list[str] = field(default_factory=list)

    def credentials(self, host: str, user: str) -> Login | None:
        self.asked.append((host, user))
        return self.logins.pop(0)

    def author(self, suggested: Author) -> Author | None:
        self.names_asked += 1
        return self.name

    def say(self, sentence: str) -> None:
        self.told.append(sentence)


class Colleague:
    """A person, their clone, and what they do in it."""

    def __init__(self, folder: Path, url: str, name: str) -> None:
        self.root = folder
        repo = pygit2.clone_repository(url, str(folder))
        if repo.head_is_unborn:
            repo.set_head("refs/heads/main")  # Git itself takes this name from an empty repository
        self.someone = Someone(name=Author(name, f"{name}@example.org"))
        self.versions = Versions(folder.with_name(f"{folder.name} versions"), now=datetime.now)
        self.progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None
        self.open()

    def open(self) -> None:
        """Start the program anew."""
        clone = Clone.find(self.root, self.versions)
        assert clone is not None
        self.clone = clone

    @property
    def talk(self) -> Talk:
        return Talk(self.someone, self.progress)

    # -- with files

    def save(self, path: str, text: str | bytes) -> Path:
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text if isinstance(text, bytes) else text.encode())
        return full

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def remove(self, *paths: str) -> None:
        for path in paths:
            (self.root / path).unlink()

    def files(self) -> list[str]:
        return sorted(
            path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        )

    # -- with the team

    def states(self) -> dict[str, State]:
        return {one.path.relative_to(self.root).as_posix(): one.state for one in self.clone.standings()}

    def share(self, *paths: str, message: str = "Shared") -> Shared:
        return self.clone.share([self.root / path for path in paths], message, self.talk)

    def put(self, path: str, text: str | bytes, message: str = "Shared") -> None:
        """Save an article and share it."""
        self.save(path, text)
        assert self.share(path, message=message).commit

    def update(self) -> Updates:
        return self.clone.get_updates(self.talk)

    def decide(self, collisions: Iterable[Collision], data: bytes | None) -> Updates:
        return self.clone.finish([Decision(one, data) for one in collisions], self.talk)

    # -- with another program

    def commit(self, files: dict[str, str | None], message: str = "By hand") -> pygit2.Oid:
        """Commit to the branch as Git would, without sharing; None removes a file."""
        repo = pygit2.Repository(str(self.root))
        for path, text in files.items():
            if text is None:
                repo.index.remove(path)
                self.remove(path)
            else:
                self.save(path, text)
                repo.index.add(path)
        repo.index.write()
        who = pygit2.Signature("Other Program", "other@example.org")
        parents = [] if repo.head_is_unborn else [repo.head.target]
        name = repo.lookup_reference("HEAD").target
        return repo.create_commit(str(name), who, who, message, repo.index.write_tree(), parents)


class Team:
    """The shared repository, and those who have clones of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bare = folder / "team.git"
        if not self.bare.exists():
            pygit2.init_repository(str(self.bare), bare=True, initial_head="main")

    def join(self, name: str) -> Colleague:
        return Colleague(self.folder / name, str(self.bare), name)

    def shared(self, path: str) -> bytes | None:
        """What the team has under a name."""
        tree = pygit2.Repository(str(self.bare)).references["refs/heads/main"].peel(pygit2.Tree)
        try:
            return bytes(tree[path].data)  # type: ignore[attr-defined]
        except KeyError:
            return None

    def messages(self) -> list[str]:
        repo = pygit2.Repository(str(self.bare))
        return [commit.message for commit in repo.walk(repo.references["refs/heads/main"].target)]

    def force(self, files: dict[str, tuple[bytes, FileMode]]) -> None:
        """Put a tree into the shared repository that no careful program would make."""
        repo = pygit2.Repository(str(self.bare))
        branch = repo.references["refs/heads/main"]
        entries = {entry.name or "": (entry.filemode, entry.id) for entry in branch.peel(pygit2.Tree)}
        entries |= {name: (mode, repo.create_blob(data)) for name, (data, mode) in files.items()}
        raw = b"".join(f"{mode:o} {name}".encode() + b"\0" + oid.raw for name, (mode, oid) in sorted(entries.items()))
        tree = repo.write(ObjectType.TREE, raw)  # as it is, for the library would check the names
        who = pygit2.Signature("Mallory", "m@example.org")
        repo.create_commit("refs/heads/main", who, who, "Odd", tree, [branch.target])


@contextmanager
def on_its_own(folder: Path) -> Iterator[None]:
    """No keyring, and none of Git's settings, of the person who runs the tests."""
    levels = (ConfigLevel.SYSTEM, ConfigLevel.XDG, ConfigLevel.GLOBAL, ConfigLevel.PROGRAMDATA)
    settings = pygit2.settings.search_path
    before = {level: settings[level] for level in levels}
    ring = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    for level in levels:
        settings[level] = str(folder / "no settings")
    yield
    for level, folders in before.items():
        settings[level] = folders
    keyring.set_keyring(ring)


def everything(repositories: Iterable[Path]) -> set[bytes]:
    """The bytes of every file in any commit of some repositories that a branch leads to."""
    found: set[bytes] = set()
    for path in repositories:
        repo = pygit2.Repository(str(path))
        trees: set[pygit2.Oid] = set()
        for name in repo.references:
            for commit in repo.walk(repo.references[name].peel(pygit2.Commit).id):
                _collect(commit.tree, trees, found)
    return found


def _collect(tree: pygit2.Tree, seen: set[pygit2.Oid], found: set[bytes]) -> None:
    if tree.id in seen:
        return
    seen.add(tree.id)
    for entry in tree:
        if isinstance(entry, pygit2.Tree):
            _collect(entry, seen, found)
        elif isinstance(entry, pygit2.Blob):
            found.add(bytes(entry.data))
