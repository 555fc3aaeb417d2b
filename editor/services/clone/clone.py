"""One clone: what a window asks of it. Every call may take long and belongs on a thread of its own."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pygit2
from pygit2.enums import FileMode

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.clone import talking
from editor.services.clone.faults import as_sentences, problem
from editor.services.clone.history import history
from editor.services.clone.opening import branch_of, check_ready, commit_at, find, head_of, opened, team_of
from editor.services.clone.planning import Plan, Planner, carry_out
from editor.services.clone.scanning import Scanner
from editor.services.clone.trees import changes, data_of, mode_at, tree_of, with_files
from editor.services.clone.values import Author, Decision, Entry, Shared, Standing, Talk, Updates
from editor.services.clone.work_tree import WorkTree
from editor.services.files import THIS_DISK, Disk, VersionStore
from editor.services.presence import user_name

_TRIES = 3
_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "post-merge")
_MERGE_MESSAGE = "Get updates"
_Files = dict[str, tuple[pygit2.Oid, FileMode] | None]
"""What is to be in a tree, by path; None: nothing."""


class Clone:
    """An archive that is a Git work tree, or lies in one.

    The branch moves only when everything is written, and commits are made beside it until the team has them: whatever
    is broken off is found again by the next ``get_updates``, and nothing that was shared waits half done.
    """

    def __init__(self, git: Path, root: Path, work: WorkTree, passwords: talking.Passwords) -> None:
        self.root = root
        self._git, self._work, self._passwords = git, work, passwords
        self._scanner = Scanner(work.top, root)

    @classmethod
    def find(
        cls,
        root: Path,
        versions: VersionStore,
        passwords: talking.Passwords | None = None,
        disk: Disk = THIS_DISK,
    ) -> Clone | None:
        """The clone that an archive's folder lies in; None where it is an ordinary folder.

        ``versions`` keeps what is replaced and not shared. Raises CopydeskError (``clone-owner``, ``clone-bare``).
        """
        root = root.absolute()
        found = find(root)
        if found is None:
            return None
        git, top = found
        return cls(git, root, WorkTree(top, versions, disk), passwords or talking.Passwords())

    # -- what is known

    def standings(self) -> list[Standing]:
        """Every article that is not as the team has it, as far as the last fetch tells. Asks no other computer."""
        with self._opened() as repo:
            head, theirs, base = self._commits(repo)
            then = base if theirs else head
            return self._scanner.standings(repo, tree_of(repo, then), tree_of(repo, theirs or head))

    def history(self, path: Path) -> list[Entry]:
        """The shared states of an article, the latest first, under all its names."""
        with self._opened() as repo:
            head = head_of(repo)
            return list(history(self._git, repo, head, self._name(path))) if head else []

    def remarks(self) -> tuple[str, ...]:
        """What is worth knowing before one shares."""
        with self._opened() as repo:
            hooks = Path(repo.path or "") / "hooks"
            if any(os.access(hooks / name, os.X_OK) for name in _HOOKS):
                return (_("This archive has checks of its own for Git (hooks). Copydesk does not run them."),)
            return ()

    # -- updates

    def get_updates(self, talk: Talk) -> Updates:
        """Fetch what others shared, and put it together with what is here.

        What does not collide is written; with collisions the branch stays until ``finish``. Raises CopydeskError.
        """
        with self._opened() as repo:
            check_ready(repo)
            talking.fetch(repo, team_of(repo), talk, self._passwords)
            return self._bring_in(repo, (), talk)

    def finish(self, decisions: Sequence[Decision], talk: Talk) -> Updates:
        """Go on with what was decided. What changed in the meantime is a collision again. Raises CopydeskError."""
        with self._opened() as repo:
            check_ready(repo)
            return self._bring_in(repo, decisions, talk)

    def _bring_in(self, repo: pygit2.Repository, decisions: Iterable[Decision], talk: Talk) -> Updates:
        head, theirs, base = self._commits(repo)
        if theirs is None or (base and theirs.id == base.id):
            return Updates()
        if head and not base:
            raise problem("unrelated", str(self._work.top))
        planner = Planner(repo, self._work, self._scanner)
        plan = planner.plan(tree_of(repo, base), tree_of(repo, theirs)).decided(decisions)
        is_behind = head is None or base == head
        ours = {} if is_behind else self._own_changes(repo, base, head, plan)
        changed = []
        for path in carry_out(self._work, plan.steps):
            changed.append(self._work.top / path)
            talk.progress("writing", len(changed), max(len(plan.steps), len(changed)))
        updates = Updates(tuple(changed), plan.collisions, tuple(plan.left_alone.values()))
        if plan.collisions:
            return updates
        latest = theirs if head is None or is_behind else self._merge(repo, head, theirs, ours, plan=plan, talk=talk)
        self._move(repo, head, latest)
        return updates

    def _own_changes(
        self, repo: pygit2.Repository, base: pygit2.Commit | None, head: pygit2.Commit | None, plan: Plan
    ) -> _Files:
        """What was committed here with another program and is not shared yet. Raises where it cannot be merged."""
        files: _Files = {}
        for change in changes(tree_of(repo, base), tree_of(repo, head), renames=False):
            for path in (change.old, change.new):
                if path in plan.left_alone:
                    raise problem("left-alone", path, plan.left_alone[path])
            if change.new_id is None:
                files[change.old] = None
            else:
                files[change.new] = change.new_id, change.mode
        return files

    def _merge(
        self,
        repo: pygit2.Repository,
        head: pygit2.Commit,
        theirs: pygit2.Commit,
        ours: _Files,
        *,
        plan: Plan,
        talk: Talk,
    ) -> pygit2.Commit:
        """A commit with both: theirs, and of what was committed here what became of it in the work tree."""
        files = dict(ours)
        for step in plan.steps:
            names = {step.change.old, step.change.new, step.leaves, step.path} - {""}
            if names & ours.keys():
                files.update(dict.fromkeys(names))
                if step.result is not None:
                    files[step.path] = repo.create_blob(step.result), step.change.mode
        tree = with_files(repo, theirs.tree, files)
        who = self._signature(repo, talk)
        return repo[repo.create_commit(None, who, who, _MERGE_MESSAGE, tree, [head.id, theirs.id])].peel(pygit2.Commit)

    def _move(self, repo: pygit2.Repository, head: pygit2.Commit | None, latest: pygit2.Commit) -> None:
        """Make a commit the one in use: Git's index first, the branch last. Raises where another program was faster."""
        index = repo.index
        index.read()
        for change in changes(tree_of(repo, head), tree_of(repo, latest), renames=False):
            for path in {change.old, change.new} - {""}:
                if path in index and index[path].id not in (change.old_id, change.new_id):
                    # Somebody staged it with another program: it may be nowhere else.
                    self._work.versions.keep(self._work.top / path, data_of(repo, index[path].id) or b"")
            if change.new_id is not None:
                index.add(pygit2.IndexEntry(change.new, change.new_id, change.mode))
            elif change.old in index:
                index.remove(change.old)
        index.write()
        branch = repo.references.get(branch_of(repo))
        if (branch.target if branch else None) != (head.id if head else None):
            raise problem("moved", str(self._work.top))
        if branch is None:
            repo.references.create(branch_of(repo), latest.id)
        else:
            branch.set_target(latest.id, "copydesk")

    # -- sharing

    def share(self, paths: Sequence[Path], message: str, talk: Talk) -> Shared:
        """Share these articles as they are saved, and nothing else; get updates before, and again where needed.

        Where one of them collides nothing is sent: ``Shared.updates`` has what to decide. Raises CopydeskError.
        """
        names = [self._name(path) for path in paths]
        for _try in range(_TRIES):
            updates = self.get_updates(talk)
            with self._opened() as repo:
                head, theirs, base = self._commits(repo)
                has_diverged = theirs is not None and head is not None and base not in (head, theirs)
                if updates.collisions and (has_diverged or {one.path for one in updates.collisions} & set(names)):
                    return Shared("", updates)
                parent = theirs if updates.collisions else head
                commit = self._commit(repo, parent, theirs, names, message=message, talk=talk)
                if talking.send(repo, team_of(repo), commit.id, talk, self._passwords):
                    if not updates.collisions:
                        self._move(repo, head, commit)
                    return Shared(str(commit.id), updates)
        raise problem("race", talking.host_of(self._team_url()))

    def _commit(
        self,
        repo: pygit2.Repository,
        parent: pygit2.Commit | None,
        theirs: pygit2.Commit | None,
        names: Iterable[str],
        *,
        message: str,
        talk: Talk,
    ) -> pygit2.Commit:
        """A commit on no branch yet; ``parent`` itself where that is all there is to share."""
        tree = tree_of(repo, parent)
        files: _Files = {}
        for name in names:
            if repo.get_attr(name, "filter") == "lfs":
                raise problem("lfs", name)
            if (self._work.top / name).is_symlink():
                raise problem("link", name)
            found = self._work.read(name)
            files[name] = (repo.create_blob(found.data), mode_at(tree, name)) if found else None
        made = with_files(repo, tree, files)
        if made == tree.id:
            if parent is None or (theirs and parent.id == theirs.id):
                raise problem("nothing", "")
            return parent
        who = self._signature(repo, talk)
        oid = repo.create_commit(None, who, who, message, made, [parent.id] if parent else [])
        return repo[oid].peel(pygit2.Commit)

    def _signature(self, repo: pygit2.Repository, talk: Talk) -> pygit2.Signature:
        """Who shares: as Git knows them, else as they say, which is then kept in the settings of this clone."""
        try:
            return repo.default_signature
        except KeyError:
            user = user_name() or "copydesk"
            author = talk.person.author(Author(user, f"{user}@{platform.node() or 'localhost'}"))
        if author is None or not author.name.strip() or not author.email.strip():
            raise problem("no-author", "")
        repo.config["user.name"], repo.config["user.email"] = author.name.strip(), author.email.strip()
        return repo.default_signature

    # -- the repository

    @contextmanager
    def _opened(self) -> Iterator[pygit2.Repository]:
        with as_sentences(str(self._work.top)):
            yield opened(self._git)

    def _name(self, path: Path) -> str:
        """An article's name in the repository. Raises CopydeskError for a file elsewhere."""
        path = path.absolute()
        if not path.is_relative_to(self._work.top):
            raise CopydeskError(
                _("“{name}” is not in this archive, so it cannot be shared with it.").format(name=path.name),
                code="clone-elsewhere",
                where=str(path),
            )
        return path.relative_to(self._work.top).as_posix()

    def _team_url(self) -> str:
        with self._opened() as repo:
            return team_of(repo).url

    @staticmethod
    def _commits(
        repo: pygit2.Repository,
    ) -> tuple[pygit2.Commit | None, pygit2.Commit | None, pygit2.Commit | None]:
        """The commit in use, the team's latest as far as it was fetched, and the last that both have in common."""
        head = head_of(repo)
        try:
            theirs = commit_at(repo, team_of(repo).tracking)
        except CopydeskError:  # nobody to share with, which is told when one shares
            theirs = None
        if head is None or theirs is None:
            return head, theirs, None
        oid = repo.merge_base(head.id, theirs.id)
        return head, theirs, repo[oid].peel(pygit2.Commit) if oid else None
