"""Finding the repository of a folder, and refusing what is not safe to work in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pygit2
from pygit2.enums import ReferenceType, RepositoryOpenFlag, RepositoryState

from editor.services.clone.faults import as_sentences, problem
from editor.services.files import is_portable

HEAD = "HEAD"
_BRANCHES = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Team:
    """Where a branch is shared: the remote's name and address, the branch there, and what is known of it here."""

    remote: str
    url: str
    branch: str
    tracking: str


def find(folder: Path) -> tuple[Path, Path] | None:
    """The repository that a folder lies in (its ``.git`` folder) and its work tree; None where there is none.

    Raises CopydeskError for one that must not or cannot be used (another user's, or one without files).
    """
    with as_sentences(str(folder)):
        git = pygit2.discover_repository(str(folder))
        if git is None:
            return None
        repo = opened(Path(git))
        if repo.workdir is None or repo.is_bare:
            raise problem("bare", str(folder))
        inside = folder.resolve().relative_to(Path(repo.workdir).resolve())
        if inside.parts and repo.path_is_ignored(f"{inside.as_posix()}/"):
            return None
        # Spelt as the person's folder is, who may have come through a link: paths are compared with those of articles.
        return Path(git), folder.parents[len(inside.parts) - 1] if inside.parts else folder


def opened(git: Path) -> pygit2.Repository:
    """The repository, made anew for each piece of work: they run on several threads."""
    return pygit2.Repository(str(git), RepositoryOpenFlag.NO_SEARCH)


def check_ready(repo: pygit2.Repository) -> None:
    """Raise CopydeskError where a branch must not be moved: detached, or another program is not finished."""
    where = repo.workdir or ""
    state = repo.state()
    if state != RepositoryState.NONE:
        raise problem("busy", where, state.name.replace("_", " ").lower())
    if repo.index.conflicts is not None:
        raise problem("staged", where)
    branch_of(repo)


def branch_of(repo: pygit2.Repository) -> str:
    """The full name of the branch in use, also before its first commit. Raises CopydeskError where it is detached."""
    head = repo.lookup_reference(HEAD)
    if head.type != ReferenceType.SYMBOLIC:
        raise problem("detached", repo.workdir or "")
    return str(head.target)


def team_of(repo: pygit2.Repository) -> Team:
    """Where the branch in use is shared: as Git's settings say, else under its own name at the only remote or origin.

    Raises CopydeskError where there is nowhere.
    """
    full = branch_of(repo)
    name = full.removeprefix(_BRANCHES)
    remotes = {remote.name: remote for remote in repo.remotes if remote.name}
    wanted = _setting(repo, f"branch.{name}.remote") or (next(iter(remotes)) if len(remotes) == 1 else "origin")
    if wanted not in remotes or not remotes[wanted].url:
        raise problem("no-remote", repo.workdir or "")
    remote = remotes[wanted]
    branch = _setting(repo, f"branch.{name}.merge") or full
    tracking = f"refs/remotes/{wanted}/{branch.removeprefix(_BRANCHES)}"
    for at in range(remote.refspec_count):
        spec = remote.get_refspec(at)
        if spec.src_matches(branch):
            tracking = spec.transform(branch)
            break
    return Team(wanted, remote.url or "", branch, tracking)


def _setting(repo: pygit2.Repository, name: str) -> str:
    return str(repo.config[name]) if name in repo.config else ""


def commit_at(repo: pygit2.Repository, name: str) -> pygit2.Commit | None:
    """The commit that a reference leads to; None where it leads nowhere yet."""
    reference = repo.references.get(name)
    return reference.peel(pygit2.Commit) if reference is not None else None


def head_of(repo: pygit2.Repository) -> pygit2.Commit | None:
    """The commit in use; None before the first one."""
    return None if repo.head_is_unborn else repo.head.peel(pygit2.Commit)


def is_safe(path: str) -> bool:
    """Whether a name from the repository may be written: inside the work tree, on every system, never into ``.git``.

    What others share is not trusted: letters that do not show count for nothing, as on macOS.
    """
    for part in path.split("/"):
        plain = "".join(letter for letter in part if unicodedata.category(letter) != "Cf").casefold()
        if plain in ("", ".", "..", ".git", "git~1") or not is_portable(part):
            return False
    return True
