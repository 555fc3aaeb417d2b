"""Colleagues on a share hear of each other, and nobody is kept from working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.app.presence import PresenceKeeper, sentence_about
from editor.app.session import Session
from editor.app.watcher import follow
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


def locks(office: Office) -> list[str]:
    return [place for place in office.files() if ".~lock" in place]


def move_by_release(office: Office, session: Session, place: Path) -> None:
    office.person.answers = ["release"]
    assert office.release(session)
    assert session.path != place


def move_by_saving_elsewhere(office: Office, session: Session, place: Path) -> None:
    assert office.save_as(session, place.with_name("elsewhere.md"))


def move_by_renaming(office: Office, session: Session, place: Path) -> None:
    place.rename(place.with_name("renamed.md"))
    follow(session, place.with_name("renamed.md"))
    office.settle()


MOVES = [move_by_release, move_by_saving_elsewhere, move_by_renaming]


@pytest.mark.parametrize("move", MOVES)
def test_an_article_that_moves_takes_its_lock_along(
    office: Office, keeper: PresenceKeeper, move: Callable[[Office, Session, Path], None]
):
    session = office.new("Bicycles found")
    assert office.save(session)
    draft = session.path
    assert draft is not None
    session.change({"summary": "Mine"})
    office.settle()
    assert Presences("Bob").who(draft)
    move(office, session, draft)
    assert Presences("Bob").who(draft) is None
    office.type_body(session, "Typed at the new place.")
    office.settle()
    assert session.path is not None
    assert len(locks(office)) == 1
    there = Presences("Bob").who(session.path)
    assert there is not None and there.user == "Ann"
    assert office.save(session)
    assert locks(office) == []


def test_typing_while_it_is_released_leaves_no_lock_at_the_old_place(office: Office, keeper: PresenceKeeper):
    session = office.new("Bicycles found")
    assert office.save(session)
    draft = session.path
    session.change({"summary": "Mine"})
    office.settle()
    office.person.answers = ["release"]
    with office.disk.waiting():
        office.saver.release(session)
        office.until(lambda: bool(office.person.asked))
        office.type_body(session, "Typed while it was released.")
    office.settle()
    assert draft is not None and session.path is not None and session.is_dirty
    assert session.path != draft
    assert Presences("Bob").who(draft) is None
    assert Presences("Bob").who(session.path)
    assert len(locks(office)) == 1


def test_who_was_at_the_old_place_is_not_said_to_be_at_the_new_one(office: Office, keeper: PresenceKeeper):
    session = office.open(FINE)
    Presences("Bob").enter(office.root / ARTICLE)
    session.change({"summary": "Mine"})
    office.settle()
    assert session.colleague is not None
    assert office.save_as(session, office.root / "news/Surrey/mine.md")
    assert session.colleague is None
    assert Presences("Bob").who(office.root / ARTICLE)


def test_the_end_of_the_program_takes_every_lock_back(office: Office, keeper: PresenceKeeper):
    session = office.open(FINE)
    session.change({"summary": "Mine"})
    office.settle()
    keeper.close()
    office.settle()
    assert locks(office) == []


def test_a_new_article_has_nothing_to_say(office: Office, keeper: PresenceKeeper, tmp_path: Path):
    office.new("Bicycles found")
    office.settle()
    assert not list(tmp_path.rglob(".~lock*"))


def test_a_lock_that_says_little_is_a_sentence_all_the_same():
    assert sentence_about(Presence("", "", "")).startswith("Somebody has this article open on another computer.")
