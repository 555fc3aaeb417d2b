"""Files that others change while they are open: by content, nothing overwritten unseen, nobody's text lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.app.session import Session
from editor.app.watcher import LOOK_MS, Watcher, follow, keep_mine, take_theirs
from tests.app.person import FINE, Office

THEIRS = FINE.replace("Two bicycles were taken from a shed in Woking.\n\n", "Three bicycles were taken.\n\n")
LONG_MS = 2 * LOOK_MS
"""A machine whose signals are all taken by other programs learns it when it looks."""

ARTICLE = "news/Surrey/article.md"


@pytest.fixture
def watcher(office: Office) -> Iterator[Watcher]:
    made = Watcher(office.desk, office.saver, office.jobs)
    made.told.connect(office.said.append)
    yield made
    office.settle()
    made.deleteLater()


def in_place(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def replaced(path: Path, text: str) -> None:
    other = path.with_name("other")
    other.write_text(text, "utf-8")
    other.replace(path)


def made_anew(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")


def same_size_and_time(path: Path, text: str) -> None:
    times = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.fixture
def path(office: Office) -> Path:
    return office.root / ARTICLE


@pytest.mark.parametrize("change", [in_place, replaced, made_anew, same_size_and_time])
def test_a_clean_article_shows_the_new_text_and_undo_brings_back_the_old_fields(
    office: Office, watcher: Watcher, qtbot: QtBot, path: Path, change: Callable[[Path, str], None]
):
    session = office.open(FINE)
    office.type_body(session, session.body)
    change(path, THEIRS.replace("title: Bicycles", "title: Bikes"))
    qtbot.waitUntil(lambda: session.fields["headline"].startswith("Bikes"), timeout=LONG_MS)
    assert session.text_of_body().startswith("Three bicycles")
    assert not session.is_dirty
    assert "changed by another program" in office.said[-1]
    session.undo()
    assert session.fields["headline"].startswith("Bicycles")
    assert session.is_dirty


def test_a_change_is_noticed_without_being_asked(office: Office, watcher: Watcher, qtbot: QtBot, path: Path):
    session = office.open(FINE)
    replaced(path, THEIRS)
    qtbot.waitUntil(lambda: session.base.body.startswith("Three"), timeout=LONG_MS)
    in_place(path, FINE)
    qtbot.waitUntil(lambda: session.base.body.startswith("Two"), timeout=LONG_MS)


@pytest.mark.parametrize("touch", [os.utime, lambda path: replaced(path, FINE)])
def test_a_touch_and_the_same_bytes_are_no_change(
    office: Office, watcher: Watcher, path: Path, touch: Callable[[Path], None]
):
    session = office.open(FINE)
    session.change({"summary": "Mine"})
    touch(path)
    watcher.look()
    office.settle()
    assert session.outside is None
    assert office.save(session)


def changed_by_both(office: Office, watcher: Watcher, path: Path) -> Session:
    session = office.open(FINE)
    session.change({"headline": "Mine"})
    replaced(path, THEIRS)
    watcher.look()
    office.settle()
    return session


def test_unsaved_changes_are_left_alone_and_the_choice_is_offered(office: Office, watcher: Watcher, path: Path):
    session = changed_by_both(office, watcher, path)
    assert session.outside is not None
    assert session.outside.reading is not None
    assert session.outside.reading.article.body.startswith("Three")
    assert (session.fields["headline"], session.is_dirty) == ("Mine", True)


def test_taking_theirs_shows_it_and_mine_is_one_undo_away(office: Office, watcher: Watcher, path: Path):
    session = changed_by_both(office, watcher, path)
    assert session.outside and session.outside.opened and session.outside.reading
    take_theirs(session, session.outside.opened, session.outside.reading)
    assert (session.fields["headline"], session.outside) == ("Bicycles taken from shed", None)
    session.undo()
    assert session.fields["headline"] == "Mine"


def test_keeping_mine_saves_over_theirs_knowingly(office: Office, watcher: Watcher, path: Path):
    session = changed_by_both(office, watcher, path)
    assert session.outside and session.outside.opened and session.outside.reading
    keep_mine(session, session.outside.opened, session.outside.reading)
    assert session.is_dirty
    assert office.save(session)
    saved = office.reading(ARTICLE).article
    assert saved.body == session.text_of_body()
    assert saved.front["title"] == "Mine | Surrey Police"


def test_a_save_that_finds_another_text_leads_to_the_choice(office: Office, path: Path):
    session = office.open(FINE)
    session.change({"headline": "Mine"})
    in_place(path, THEIRS)
    wanted: list[Session] = []
    office.saver.merge_wanted.connect(wanted.append)
    office.person.answers = ["merge"]
    assert not office.save(session)
    assert wanted == [session]
    assert session.outside and session.outside.reading
    assert session.outside.reading.article.body.startswith("Three")
    assert path.read_text("utf-8") == THEIRS


def test_a_file_that_went_away_is_said_and_saved_again_on_request(office: Office, watcher: Watcher, path: Path):
    session = office.open(FINE)
    path.unlink()
    watcher.look()
    office.settle()
    assert session.outside is not None
    assert session.outside.opened is None
    assert office.save(session)
    assert path.read_text("utf-8") == FINE
    assert session.outside is None


def test_a_renamed_file_is_known_again_and_can_be_followed(office: Office, watcher: Watcher, path: Path):
    session = office.open(FINE)
    session.change({"summary": "Mine"})
    other = path.rename(path.with_name("other name.md"))
    watcher.look()
    office.settle()
    assert session.outside is not None
    assert session.outside.renamed == other
    follow(session, other)
    assert office.save(session)
    assert "Mine" in other.read_text("utf-8")
    assert not path.exists()


def test_a_folder_that_went_away_too(office: Office, watcher: Watcher, path: Path):
    session = office.open(FINE)
    path.parent.rename(office.root / "elsewhere")
    watcher.look()
    office.settle()
    assert session.outside is not None
    assert office.save(session)
    assert path.read_text("utf-8") == FINE


def test_a_file_that_comes_back_as_it_was_is_no_news(office: Office, watcher: Watcher, path: Path):
    session = office.open(FINE)
    away = path.rename(path.with_name("away"))
    watcher.look()
    office.settle()
    assert session.outside is not None
    away.rename(path)
    watcher.look()
    office.settle()
    assert session.outside is None


def test_its_own_saves_are_no_change(office: Office, watcher: Watcher, path: Path):
    session = office.open(FINE)
    for summary in ("One", "Two", "Three"):
        session.change({"summary": summary})
        assert office.save(session)
        watcher.look()
        office.settle()
        assert session.outside is None
    assert not [said for said in office.said if "another program" in said]


def test_a_text_that_is_no_article_any_more_is_opened_as_text(office: Office, watcher: Watcher, path: Path):
    office.open(FINE)
    in_place(path, "```yaml\ntitle: [\n```\n\nText.\n")
    watcher.look()
    office.settle()
    (session,) = office.desk.sessions
    assert session.raw is not None
