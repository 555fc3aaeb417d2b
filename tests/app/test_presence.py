"""Colleagues on a share hear of each other, and nobody is kept from working."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.app.presence import PresenceKeeper, sentence_about
from editor.services.presence import Presence, Presences
from tests.app.person import FINE, Office

ARTICLE = "news/Surrey/article.md"
LOCK = "news/Surrey/.~lock.article.md#"


@pytest.fixture
def keeper(office: Office) -> Iterator[PresenceKeeper]:
    made = PresenceKeeper(Presences("Ann"), office.desk, office.jobs)
    made.told.connect(office.said.append)
    yield made
    office.settle()
    made.close()
    made.deleteLater()


def test_the_first_edit_says_who_is_there_and_saving_takes_it_back(office: Office, keeper: PresenceKeeper):
    session = office.open(FINE)
    assert not (office.root / LOCK).exists()
    session.change({"summary": "Mine"})
    office.settle()
    there = Presences("Bob").who(office.root / ARTICLE)
    assert there is not None
    assert there.user == "Ann"
    assert office.save(session)
    assert not (office.root / LOCK).exists()


def test_closing_without_saving_takes_it_back_too(office: Office, keeper: PresenceKeeper):
    session = office.open(FINE)
    session.change({"summary": "Mine"})
    office.person.answers = ["discard"]
    assert office.close_article(session)
    office.settle()
    assert not (office.root / LOCK).exists()


def test_somebody_who_was_there_before_is_named_and_keeps_the_lock(office: Office, keeper: PresenceKeeper):
    session = office.open(FINE)
    assert Presences("Bob").enter(office.root / ARTICLE) is None
    before = (office.root / LOCK).read_bytes()
    session.change({"summary": "Mine"})
    office.settle()
    assert session.colleague is not None
    assert "Bob has this article open" in sentence_about(session.colleague)
    assert office.save(session)
    assert (office.root / LOCK).read_bytes() == before


def test_a_new_article_has_nothing_to_say(office: Office, keeper: PresenceKeeper, tmp_path: Path):
    office.new("Bicycles found")
    office.settle()
    assert not list(tmp_path.rglob(".~lock*"))


def test_a_lock_that_says_little_is_a_sentence_all_the_same():
    assert sentence_about(Presence("", "", "")).startswith("Somebody has this article open on another computer.")
