"""Killed anywhere while updates come in: every text is whole, and the next time goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pygit2
import pytest

from editor.services.clone import Clone
from editor.services.files import THIS_DISK, Disk
from tests.services.clone.team import Colleague, article

NEWS = [f"news/Surrey/{number}.md" for number in range(4)]
MINE = article("Mine")
THEIRS = article(last="Call 101.")
BOTH = article("Mine", last="Call 101.")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be cut off anywhere")


def _dying_at(number: int) -> Disk:
    """A disk on which the process ends at that act, counted from 0."""
    acts = count()

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*parts: Any) -> Any:
            if next(acts) == number:
                os._exit(9)
            return act(*parts)

        return wrapped

    names = ("write", "fsync", "replace", "link", "unlink", "mkdir")
    return replace(THIS_DISK, **{name: counted(getattr(THIS_DISK, name)) for name in names})


def _update_in_a_child(bob: Colleague, disk: Disk, before: Callable[[], None] = lambda: None) -> int:
    child = os.fork()
    if child == 0:
        before()
        clone = Clone.find(bob.root, bob.versions, disk=disk)
        assert clone is not None
        clone.get_updates(bob.talk)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _prepared(ann: Colleague, bob: Colleague) -> None:
    """Updates of every kind are to come in."""
    for path in NEWS[:2]:
        ann.put(path, article())
    bob.update()
    ann.put(NEWS[0], THEIRS)
    ann.remove("news/Surrey/two.md", NEWS[1])
    ann.save(NEWS[2], article())
    ann.save("drafts/Kent/new.md", article("New"))
    ann.share(NEWS[1], NEWS[2], "news/Surrey/two.md", "drafts/Kent/new.md")
    bob.save(NEWS[0], MINE)
    bob.save(NEWS[1], MINE)


def _goes_on(bob: Colleague) -> None:
    for name in bob.files():
        if not name.rpartition("/")[2].startswith("."):
            assert bob.text(name) in (article(), article("Cars taken"), article("New"), MINE, THEIRS, BOTH)
    bob.open()
    assert not bob.update().collisions
    assert bob.text(NEWS[0]) == BOTH
    assert bob.text(NEWS[2]) == MINE
    there = [name for name in bob.files() if not name.rpartition("/")[2].startswith(".")]
    assert there == ["drafts/Kent/new.md", NEWS[0], NEWS[2], "news/Surrey/one.md"]
    assert set(bob.states()) == {NEWS[0], NEWS[2]}
    assert bob.share(*bob.states()).commit
    assert bob.states() == {}


@pytest.mark.parametrize("at", range(0, 30, 2))
def test_at_any_act_of_the_disk(ann: Colleague, bob: Colleague, at: int) -> None:
    _prepared(ann, bob)
    assert _update_in_a_child(bob, _dying_at(at)) in (0, 9)
    _goes_on(bob)


def test_between_the_last_file_and_the_branch(ann: Colleague, bob: Colleague) -> None:
    _prepared(ann, bob)
    head = pygit2.Repository(str(bob.root)).head.target

    def spoil() -> None:
        written = pygit2.index.Index.write

        def die(index: pygit2.index.Index) -> None:
            written(index)
            os._exit(9)

        pygit2.index.Index.write = die  # type: ignore[method-assign]

    assert _update_in_a_child(bob, THIS_DISK, spoil) == 9
    assert pygit2.Repository(str(bob.root)).head.target == head
    _goes_on(bob)


def test_between_sending_and_the_branch(ann: Colleague, bob: Colleague) -> None:
    text = bob.save(NEWS[0], article("Sent")).read_text("utf-8")
    child = os.fork()
    if child == 0:
        pygit2.index.Index.write = lambda _index: os._exit(9)  # type: ignore[method-assign,assignment]
        bob.share(NEWS[0])
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    bob.open()
    assert bob.states() == {}
    assert not bob.update().collisions
    assert pygit2.Repository(str(bob.root)).status() == {}
    ann.update()
    assert ann.text(NEWS[0]) == text
