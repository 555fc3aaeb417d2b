"""What is not safe is refused with a sentence, and changes nothing."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pygit2
import pytest
from pygit2.enums import FileMode

from editor.core.errors import CopydeskError
from editor.services.clone import Clone
from editor.services.files import LIMIT
from tests.services.clone.team import Colleague, Team, article

ONE, TWO = "news/Surrey/one.md", "news/Surrey/two.md"


def detached(ann: Colleague) -> None:
    repo = pygit2.Repository(str(ann.root))
    repo.set_head(repo.head.target)


def merging(ann: Colleague) -> None:
    (ann.root / ".git" / "MERGE_HEAD").write_text("0" * 40 + "\n")


def rebasing(ann: Colleague) -> None:
    (ann.root / ".git" / "rebase-merge").mkdir()


def half_merged(ann: Colleague) -> None:
    repo = pygit2.Repository(str(ann.root))
    entry = repo.index[ONE]
    repo.index.add_conflict(entry, entry, None)
    repo.index.write()


def no_remote(ann: Colleague) -> None:
    pygit2.Repository(str(ann.root)).remotes.delete("origin")


def unrelated(ann: Colleague) -> None:
    repo = pygit2.Repository(str(ann.root))
    who = pygit2.Signature("x", "x@example.org")
    oid = repo.create_commit(None, who, who, "Another beginning", repo.head.peel(pygit2.Tree).id, [])
    repo.head.set_target(oid)


def in_use(ann: Colleague) -> None:
    (ann.root / ".git" / "index.lock").write_text("")


def moved_away(ann: Colleague) -> None:
    pygit2.Repository(str(ann.root)).remotes.set_url("origin", str(ann.root.with_name("nothing here")))


def unreachable(ann: Colleague) -> None:
    with socket.socket() as closed:  # a port that nobody listens at
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    pygit2.Repository(str(ann.root)).remotes.set_url("origin", f"http://127.0.0.1:{port}/team.git")


def damaged(ann: Colleague) -> None:
    shutil.rmtree(ann.root / ".git" / "objects")
    (ann.root / ".git" / "objects").mkdir()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (detached, "clone-detached"),
        (merging, "clone-busy"),
        (rebasing, "clone-busy"),
        (half_merged, "clone-staged"),
        (no_remote, "clone-no-remote"),
        (unrelated, "clone-unrelated"),
        (in_use, "clone-in-use"),
        (moved_away, "clone-gone"),
        (unreachable, "clone-network"),
        (damaged, "clone-other"),
    ],
)
def test_it_is_said_and_nothing_changes(
    ann: Colleague, bob: Colleague, spoil: Callable[[Colleague], None], code: str
) -> None:
    bob.put(TWO, article("From Bob"))
    ann.save(ONE, article("Mine"))
    spoil(ann)
    with pytest.raises(CopydeskError) as told:
        ann.share(ONE)
    assert told.value.code == code
    assert told.value.sentence.endswith((".", "!")) and "{" not in told.value.sentence
    assert ann.text(ONE) == article("Mine")


def test_states_are_known_without_a_team_and_on_no_branch(ann: Colleague) -> None:
    ann.save(ONE, article("Mine"))
    detached(ann)
    assert list(ann.states()) == [ONE]
    no_remote(ann)
    assert list(ann.states()) == [ONE]
    assert len(ann.clone.history(ann.root / ONE)) == 1


def test_a_repository_of_another_user(ann: Colleague) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    for path in (ann.root, *ann.root.rglob("*")):
        os.chown(path, 4321, 4321)
    with pytest.raises(CopydeskError, match="belongs to another user"):
        Clone.find(ann.root, ann.versions)


def test_a_repository_without_files(team: Team, ann: Colleague) -> None:
    with pytest.raises(CopydeskError, match="without files to edit"):
        Clone.find(team.bare, ann.versions)


def test_an_article_elsewhere(ann: Colleague, tmp_path: Path) -> None:
    with pytest.raises(CopydeskError, match="not in this archive"):
        ann.clone.share([tmp_path / "x.md"], "x", ann.talk)


def test_lfs_is_left_to_others(team: Team, ann: Colleague, bob: Colleague) -> None:
    ann.put(".gitattributes", "*.png filter=lfs\n")
    ann.save("a.png", b"a picture")
    with pytest.raises(CopydeskError, match="Git LFS"):
        ann.share("a.png")
    team.force({"b.bin": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", FileMode.BLOB)})
    updates = bob.update()
    assert ["LFS" in remark for remark in updates.remarks] == [True]
    assert not (bob.root / "b.bin").exists()


@pytest.mark.parametrize("name", ["aux.md", "a:b.md", "back\\slash.md", "ends.", "two\nlines.md"])
def test_names_that_not_every_computer_can_have_are_left_out(team: Team, bob: Colleague, name: str) -> None:
    team.force({name: (b"x", FileMode.BLOB), "fine.md": (b"Fine.\n", FileMode.BLOB)})
    updates = bob.update()
    assert not (bob.root / name).exists()
    assert bob.text("fine.md") == "Fine.\n"
    assert len(updates.remarks) == 1


@pytest.mark.parametrize("name", ["GIT~1", ".GIT", ".git", ".g\u200cit", ".."])
def test_names_that_lead_into_the_repository_are_never_written(team: Team, bob: Colleague, name: str) -> None:
    before = sorted(path.relative_to(bob.root) for path in bob.root.rglob("*") if "objects" not in path.parts)
    try:
        team.force({name: (b"x", FileMode.BLOB)})
        bob.update()
    except CopydeskError as error:
        assert error.code.startswith("clone-")
    after = {path.relative_to(bob.root) for path in bob.root.rglob("*") if "objects" not in path.parts}
    assert {str(path) for path in after - set(before)} <= {".git/FETCH_HEAD", ".git/ORIG_HEAD"}
    assert (bob.root / ".git").is_dir()


def test_what_is_too_large_to_be_kept_is_left_alone_also_when_it_goes(
    team: Team, ann: Colleague, bob: Colleague
) -> None:
    team.force({"film.bin": (bytes(LIMIT + 1), FileMode.BLOB)})
    assert "over 10 MB" in bob.update().remarks[0]
    bob.save("film.bin", bytes(LIMIT + 1))
    team.force({"film.bin": (b"short", FileMode.BLOB), "fine.md": (b"Fine.\n", FileMode.BLOB)})
    assert "over 10 MB" in bob.update().remarks[0]
    assert (bob.root / "film.bin").stat().st_size == LIMIT + 1
    assert bob.text("fine.md") == "Fine.\n"


def test_links_and_submodules_are_left_alone(team: Team, ann: Colleague, bob: Colleague, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    team.force({"link.md": (b"/etc/passwd", FileMode.LINK)})
    assert len(bob.update().remarks) == 1
    assert not (bob.root / "link.md").is_symlink()
    ann.update()
    ann.put("sub/a.md", article())
    (bob.root / "sub").symlink_to(outside)
    with pytest.raises(CopydeskError, match="by a link"):
        bob.update()
    assert list(outside.iterdir()) == []


def test_two_names_that_the_disk_takes_for_one(ann: Colleague, bob: Colleague) -> None:
    pygit2.Repository(str(bob.root)).config["core.ignorecase"] = True
    ann.save("news/a.md", "One.\n")
    ann.save("news/A.md", "Two.\n")
    ann.share("news/a.md", "news/A.md")
    assert len(bob.update().remarks) == 1
    assert len([name for name in bob.files() if name.lower() == "news/a.md"]) == 1


def test_what_the_team_refuses_is_told_in_its_own_words(team: Team, ann: Colleague) -> None:
    lock = team.bare / "refs" / "heads" / "main.lock"
    lock.write_text("")
    ann.save(ONE, article("Mine"))
    with pytest.raises(CopydeskError) as told:
        ann.share(ONE)
    assert told.value.code in ("clone-in-use", "clone-race", "clone-refused")
    lock.unlink()
    assert ann.share(ONE).commit


def test_a_shallow_clone_works_as_far_as_it_reaches(team: Team, ann: Colleague) -> None:
    for number in range(3):
        ann.put(ONE, article(f"Number {number}"))
    eve = team.join("eve")
    head = pygit2.Repository(str(eve.root)).head.target
    (eve.root / ".git" / "shallow").write_text(f"{head}\n")
    assert pygit2.Repository(str(eve.root)).is_shallow
    assert len(eve.clone.history(eve.root / ONE)) == 1
    ann.put(ONE, article("Number 4"))
    eve.put(TWO, article("From a shallow clone"))
    assert "Number 4" in eve.text(ONE)
    ann.update()
    assert "shallow" in ann.text(TWO)


def test_hooks_are_told_of(ann: Colleague) -> None:
    assert ann.clone.remarks() == ()
    hook = ann.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert "does not run them" in ann.clone.remarks()[0]
    ann.put(ONE, article("Mine"))
