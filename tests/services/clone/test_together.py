"""Two people share one archive: what each did arrives at the other, and what collides is decided."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pygit2
import pytest

from editor.core.errors import CopydeskError
from editor.services.clone import Author, Clone, Decision, State
from editor.services.versions import Versions
from tests.services.clone.team import Colleague, Team, article

ONE, TWO, THREE = "news/Surrey/one.md", "news/Surrey/two.md", "news/Surrey/three.md"


def test_a_new_article_reaches_the_colleague_byte_for_byte(team: Team, ann: Colleague, bob: Colleague) -> None:
    text = article("Tŷ newydd").encode() + b"  \r\nA line of its own kind.\n\n\n"
    ann.put(THREE, text, "Tŷ newydd")
    assert team.shared(THREE) == text
    updates = bob.update()
    assert updates.changed == (bob.root / THREE,)
    assert (bob.root / THREE).read_bytes() == text
    assert team.messages()[0] == "Tŷ newydd"
    assert not ann.states() and not bob.states()


def test_both_share_different_articles(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article("Bicycles found"))
    bob.put(TWO, article("Cars found"))
    ann.update()
    for colleague in (ann, bob):
        assert "Bicycles found" in colleague.text(ONE)
        assert "Cars found" in colleague.text(TWO)
        assert not colleague.states()


def test_only_what_was_chosen_is_shared(team: Team, ann: Colleague) -> None:
    ann.save(ONE, article("Chosen"))
    ann.save(TWO, article("Not yet"))
    ann.save("notes.txt", "My own.")
    ann.share(ONE)
    assert b"Chosen" in (team.shared(ONE) or b"")
    assert b"Not yet" not in (team.shared(TWO) or b"")
    assert team.shared("notes.txt") is None
    assert ann.states() == {TWO: State.CHANGED}
    assert "Not yet" in ann.text(TWO)


def test_different_fields_of_the_same_article_go_together(team: Team, ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article("Bicycles found"))
    bob.put(ONE, article(last="Call us on 101."))
    both = article("Bicycles found", last="Call us on 101.")
    assert bob.text(ONE) == both
    assert (team.shared(ONE) or b"").decode() == both
    ann.update()
    assert ann.text(ONE) == both


def test_the_same_paragraph_is_decided_by_a_person_and_then_shared(team: Team, ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article(first="Three bicycles were stolen in Guildford."))
    ann.put(TWO, article("Cars found"))
    mine = bob.save(ONE, article(first="Four motorbikes vanished from Dorking.")).read_bytes()
    shared = bob.share(ONE)
    (collision,) = shared.updates.collisions
    assert not shared.commit
    assert (collision.path, collision.ours) == (ONE, mine)
    assert (collision.base or b"").decode() == article()
    assert collision.theirs == team.shared(ONE)
    assert bob.text(ONE).encode() == mine
    assert "Cars found" in bob.text(TWO), "what does not collide comes in"
    assert bob.states() == {ONE: State.CONFLICT}
    decided = article(first="Bicycles and motorbikes.").encode()
    assert not bob.decide(shared.updates.collisions, decided).collisions
    assert bob.states() == {ONE: State.CHANGED}
    assert bob.share(ONE).commit
    ann.update()
    assert ann.text(ONE).encode() == decided == team.shared(ONE)


def test_what_was_typed_after_the_question_is_asked_about_again(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article(first="Three bicycles."))
    bob.save(ONE, article(first="Four motorbikes."))
    collisions = bob.update().collisions
    bob.save(ONE, article(first="Five motorbikes."))
    again = bob.decide(collisions, b"decided\n")
    assert [one.ours for one in again.collisions] == [article(first="Five motorbikes.").encode()]
    assert "Five motorbikes." in bob.text(ONE)


def test_another_article_can_be_shared_while_one_waits_for_a_decision(
    team: Team, ann: Colleague, bob: Colleague
) -> None:
    ann.put(ONE, article(first="Three bicycles."))
    bob.save(ONE, article(first="Four motorbikes."))
    bob.put(TWO, article("Cars found"))
    assert b"Cars found" in (team.shared(TWO) or b"")
    assert bob.states() == {ONE: State.CONFLICT}
    bob.decide(bob.update().collisions, article(first="Both.").encode())
    assert bob.states() == {ONE: State.CHANGED}
    bob.share(ONE)
    ann.update()
    assert "Both." in ann.text(ONE) and "Cars found" in ann.text(TWO)


def test_work_that_was_not_shared_is_kept_while_updates_come_in(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article("Bicycles found"))
    ann.put(TWO, article("Cars found"))
    bob.save(ONE, article(summary="Mine."))
    bob.save("drafts/Surrey/mine.md", article("A draft"))
    bob.save("notes.txt", "My own.")
    bob.update()
    assert bob.text(ONE) == article("Bicycles found", summary="Mine.")
    assert bob.text("drafts/Surrey/mine.md") == article("A draft")
    assert bob.text("notes.txt") == "My own."
    assert bob.states() == {ONE: State.CHANGED, "drafts/Surrey/mine.md": State.NEW}
    kept = [bob.versions.read(one.id) for one in bob.versions.of(bob.root / ONE)]
    assert article(summary="Mine.").encode() in kept, "the merge replaced bytes that are in no commit"


@pytest.mark.parametrize("keep", [True, False])
def test_removed_there_and_changed_here(team: Team, ann: Colleague, bob: Colleague, keep: bool) -> None:
    ann.remove(ONE)
    assert ann.states() == {ONE: State.REMOVED}
    ann.share(ONE)
    mine = bob.save(ONE, article("Mine")).read_bytes()
    updates = bob.update()
    (collision,) = updates.collisions
    assert (collision.ours, collision.theirs) == (mine, None)
    assert bob.text(ONE).encode() == mine
    bob.decide(updates.collisions, mine if keep else None)
    assert (bob.root / ONE).exists() is keep
    assert bob.states() == ({ONE: State.NEW} if keep else {})
    if not keep:
        assert mine in [bob.versions.read(one.id) for one in bob.versions.of(bob.root / ONE)]


def test_changed_there_and_removed_here(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article("Theirs"))
    bob.remove(ONE)
    updates = bob.update()
    (collision,) = updates.collisions
    assert (collision.ours, collision.theirs) == (None, article("Theirs").encode())
    bob.decide(updates.collisions, collision.theirs)
    assert bob.text(ONE) == article("Theirs")


def test_removed_by_both_and_added_alike_by_both(ann: Colleague, bob: Colleague) -> None:
    for colleague in (ann, bob):
        colleague.remove(ONE)
        colleague.save(THREE, article("The same"))
    ann.share(ONE, THREE)
    assert not bob.update().collisions
    assert not bob.states()
    assert bob.files() == [THREE, TWO]


def test_an_unchanged_article_that_was_removed_goes_and_its_empty_folder_too(ann: Colleague, bob: Colleague) -> None:
    ann.put("drafts/Kent/a.md", article("Kent"))
    bob.update()
    ann.remove("drafts/Kent/a.md")
    ann.share("drafts/Kent/a.md")
    bob.update()
    assert bob.files() == [ONE, TWO]
    assert not (bob.root / "drafts").exists()


def test_renamed_there_and_changed_here(ann: Colleague, bob: Colleague) -> None:
    ann.save(THREE, article(last="Call 101."))
    ann.remove(ONE)
    ann.share(ONE, THREE)
    bob.save(ONE, article("Mine"))
    assert not bob.update().collisions
    assert bob.files() == [THREE, TWO]
    assert bob.text(THREE) == article("Mine", last="Call 101.")


def test_renamed_here_and_changed_there(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article(last="Call 101."))
    bob.save(THREE, article("Mine"))
    bob.remove(ONE)
    assert not bob.update().collisions
    assert bob.text(THREE) == article("Mine", last="Call 101.")
    bob.share(ONE, THREE)
    ann.update()
    assert ann.files() == [THREE, TWO]
    assert ann.text(THREE) == bob.text(THREE)


def test_renamed_there_to_a_name_that_another_article_has_here(ann: Colleague, bob: Colleague) -> None:
    ann.save(THREE, article())
    ann.remove(ONE)
    ann.share(ONE, THREE)
    bob.save(THREE, article("Quite another", first="Other.", last="Words."))
    bob.save(ONE, article("Mine"))
    updates = bob.update()
    assert [one.path for one in updates.collisions] == [THREE]
    assert "Quite another" in bob.text(THREE)
    assert "Mine" in bob.text(ONE)


def test_a_colleague_who_was_faster_makes_it_fetch_and_try_again(team: Team, ann: Colleague, bob: Colleague) -> None:
    raced = []

    def race(step: str, _done: int, _total: int) -> None:
        if step == "sending" and not raced:
            raced.append(step)
            bob.put(TWO, article("Faster"))

    ann.progress = race
    ann.put(ONE, article("Slower"))
    assert raced
    assert b"Slower" in (team.shared(ONE) or b"") and b"Faster" in (team.shared(TWO) or b"")
    assert "Faster" in ann.text(TWO)


def test_those_who_are_always_faster_are_told_of_and_nothing_is_forced(
    team: Team, ann: Colleague, bob: Colleague
) -> None:
    def race(step: str, done: int, _total: int) -> None:
        if step == "sending" and not done:
            bob.put(TWO, article(f"Faster {len(team.messages())}"))

    ann.progress = race
    ann.save(ONE, article("Slower"))
    with pytest.raises(CopydeskError, match="at the same moment") as told:
        ann.share(ONE)
    assert told.value.code == "clone-race"
    assert ann.text(ONE) == article("Slower")
    assert ann.states() == {ONE: State.CHANGED}
    ann.progress = lambda *_told: None
    assert ann.share(ONE).commit
    assert len(team.messages()) == 5


def test_the_first_article_of_an_empty_archive(team: Team) -> None:
    ann, bob = team.join("ann"), team.join("bob")
    ann.save(ONE, article())
    assert ann.states() == {ONE: State.NEW}
    assert ann.share(ONE).commit
    bob.save(TWO, article("Two"))
    bob.share(TWO)
    assert bob.files() == [ONE, TWO]
    assert [one.message for one in ann.clone.history(ann.root / ONE)] == ["Shared"]


def test_nothing_to_share_is_said(ann: Colleague) -> None:
    with pytest.raises(CopydeskError, match="nothing to share"):
        ann.share(ONE)


def test_states_are_those_of_the_archive_only(team: Team, ann: Colleague, tmp_path: Path) -> None:
    ann.put("other/news/x.md", article("Elsewhere"))
    ann.save("other/news/x.md", article("Changed"))
    ann.save("news/Surrey/.hidden.md", "x")
    clone = Clone.find(ann.root / "news", ann.versions)
    assert clone is not None
    assert clone.standings() == []
    assert ann.states() == {"other/news/x.md": State.CHANGED}
    assert [one.headline for one in ann.clone.standings()] == ["Changed"]


def test_ignored_files_are_not_offered(ann: Colleague) -> None:
    ann.save(".gitignore", "private/\n")
    ann.save("private/a.md", article())
    assert ann.states() == {}
    assert Clone.find(ann.root / "private", ann.versions) is None


def test_the_author_is_asked_for_once_and_kept(team: Team, ann: Colleague) -> None:
    ann.put(ONE, article("Again"))
    assert ann.someone.names_asked == 1
    (latest, *_earlier) = ann.clone.history(ann.root / ONE)
    assert latest.who == "ann"


def test_without_a_name_nothing_is_shared(team: Team, ann: Colleague, bob: Colleague) -> None:
    bob.someone.name = None
    bob.save(ONE, article("Mine"))
    with pytest.raises(CopydeskError, match="a name is needed"):
        bob.share(ONE)
    bob.someone.name = Author(" Bob ", " bob@example.org ")
    assert bob.share(ONE).commit
    assert bob.clone.history(bob.root / ONE)[0].who == "Bob"


# -- with what other programs committed


def test_commits_of_another_program_are_merged_and_shared(team: Team, ann: Colleague, bob: Colleague) -> None:
    bob.commit({ONE: article(last="Call 101."), THREE: article("By hand"), TWO: None})
    assert bob.states() == {ONE: State.CHANGED, THREE: State.NEW, TWO: State.REMOVED}
    ann.put(ONE, article("Bicycles found"))
    bob.save("drafts/d.md", article("Not yet"))
    bob.update()
    both = article("Bicycles found", last="Call 101.")
    assert bob.text(ONE) == both
    assert team.shared(THREE) is None, "getting updates sends nothing"
    assert bob.share(ONE).commit
    assert team.shared(ONE) == both.encode()
    assert team.shared(THREE) and team.shared(TWO) is None and team.shared("drafts/d.md") is None
    head = pygit2.Repository(str(bob.root)).head.peel(pygit2.Commit)
    assert len(head.parents) == 2
    ann.update()
    assert ann.text(ONE) == both


def test_colliding_commits_wait_for_the_decision(team: Team, ann: Colleague, bob: Colleague) -> None:
    before = bob.commit({ONE: article(first="Four motorbikes.")})
    ann.put(ONE, article(first="Three bicycles."))
    bob.save(TWO, article("Mine"))
    shared = bob.share(TWO)
    assert not shared.commit and len(shared.updates.collisions) == 1
    assert pygit2.Repository(str(bob.root)).head.target == before
    bob.decide(shared.updates.collisions, article(first="Both.").encode())
    assert bob.share(TWO).commit
    ann.update()
    assert "Both." in ann.text(ONE) and "Mine" in ann.text(TWO)


def test_git_sees_a_clean_work_tree_afterwards(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article("Bicycles found"))
    ann.put(THREE, article("New"))
    bob.put(TWO, article("Cars found"))
    bob.update()
    assert pygit2.Repository(str(bob.root)).status() == {}


def test_what_another_program_staged_is_kept(ann: Colleague, bob: Colleague) -> None:
    repo = pygit2.Repository(str(bob.root))
    staged = article("Staged and nowhere else").encode()
    repo.index.add(pygit2.IndexEntry(ONE, repo.create_blob(staged), pygit2.enums.FileMode.BLOB))
    repo.index.write()
    ann.put(ONE, article("Theirs"))
    bob.update()
    assert bob.text(ONE) == article("Theirs")
    assert staged in [bob.versions.read(one.id) for one in bob.versions.of(bob.root / ONE)]


def test_other_files_are_merged_by_line_or_decided(team: Team, ann: Colleague, bob: Colleague) -> None:
    lines = [f"line {number}\n" for number in range(9)]
    ann.put("words.txt", "".join(lines))
    ann.put("picture.png", b"\x89PNG\0one")
    bob.update()
    ann.put("words.txt", "".join(["first\n", *lines[1:]]))
    ann.put("picture.png", b"\x89PNG\0two")
    bob.save("words.txt", "".join([*lines[:-1], "last\n"]))
    bob.save("picture.png", b"\x89PNG\0three")
    updates = bob.update()
    assert bob.text("words.txt") == "".join(["first\n", *lines[1:-1], "last\n"])
    assert [(one.path, one.ours) for one in updates.collisions] == [("picture.png", b"\x89PNG\0three")]


def test_line_ends_that_git_turned_round_are_no_change(team: Team, ann: Colleague, bob: Colleague) -> None:
    repo = pygit2.Repository(str(bob.root))
    repo.config["core.autocrlf"] = "true"
    bob.save(ONE, article().replace("\n", "\r\n"))
    bob.save(TWO, article("Cars taken").replace("\n", "\r\n"))
    assert bob.states() == {}
    ann.put(ONE, article("Theirs"))
    bob.update()
    assert bob.text(ONE).replace("\r\n", "\n") == article("Theirs")
    bob.put(TWO, article("Mine"))
    assert team.shared(TWO) == article("Mine").encode()


def test_a_work_tree_beside_the_repository_works_too(team: Team, ann: Colleague, tmp_path: Path) -> None:
    repo = pygit2.Repository(str(ann.root))
    repo.branches.create("second", repo.head.peel(pygit2.Commit))
    beside = tmp_path / "beside"
    repo.add_worktree("beside", str(beside), repo.branches["second"])
    assert (beside / ".git").is_file()
    clone = Clone.find(beside, Versions(tmp_path / "v", now=datetime.now))
    assert clone is not None
    (beside / ONE).write_text(article("From beside"), "utf-8")
    assert [one.state for one in clone.standings()] == [State.CHANGED]
    assert clone.share([beside / ONE], "Beside", ann.talk).commit
    assert ann.text(ONE) == article(), "another branch of the same repository is not touched"


def test_an_ordinary_folder_is_no_clone(tmp_path: Path, ann: Colleague) -> None:
    assert Clone.find(tmp_path, ann.versions) is None


def test_decisions_name_what_they_are_about(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article(first="Three."))
    ann.put(TWO, article(first="Three."))
    bob.save(ONE, article(first="Four."))
    bob.save(TWO, article(first="Four."))
    one, _two = bob.update().collisions
    left = bob.clone.finish([Decision(one, b"x")], bob.talk)
    assert [left_one.path for left_one in left.collisions] == [TWO]
    assert bob.text(TWO) == article(first="Four.")
