"""The history of an article: under all its names, each state to be read, nothing that did not touch it."""

from __future__ import annotations

from tests.services.clone.team import Colleague, article

ONE, TWO, THREE = "news/Surrey/one.md", "news/Surrey/two.md", "news/Surrey/three.md"


def test_every_state_with_who_and_why(ann: Colleague, bob: Colleague) -> None:
    ann.put(ONE, article("Second"), "Second")
    ann.put(TWO, article("Other"), "Other")
    bob.update()
    bob.put(ONE, article("Third"), "Third")
    entries = bob.clone.history(bob.root / ONE)
    assert [(one.message, one.who) for one in entries] == [("Third", "bob"), ("Second", "ann"), ("Shared", "ann")]
    assert [one.read().decode() for one in entries] == [article("Third"), article("Second"), article()]


def test_it_follows_the_names(ann: Colleague) -> None:
    ann.save(THREE, article(last="Call 101."))
    ann.remove(ONE)
    ann.share(ONE, THREE, message="Renamed")
    ann.put(THREE, article("Later", last="Call 101."), "Later")
    entries = ann.clone.history(ann.root / THREE)
    assert [(one.message, one.path) for one in entries] == [("Later", THREE), ("Renamed", THREE), ("Shared", ONE)]


def test_a_merge_that_only_brought_it_does_not_count(ann: Colleague, bob: Colleague) -> None:
    bob.commit({TWO: article("By hand")})
    ann.put(ONE, article("Second"), "Second")
    bob.share(TWO)
    assert [one.message for one in bob.clone.history(bob.root / ONE)] == ["Second", "Shared"]
    assert [one.message for one in bob.clone.history(bob.root / TWO)] == ["By hand", "Shared"]


def test_an_article_that_is_not_shared_has_none(ann: Colleague) -> None:
    ann.save(THREE, article())
    assert ann.clone.history(ann.root / THREE) == []
