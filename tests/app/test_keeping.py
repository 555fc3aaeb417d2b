"""Unsaved work: in the journal a second after it was typed, gone from it when saved, offered after a bad end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.app.keeping import Keeper
from editor.services.journal import Journal, Journals, Leftover
from editor.services.spare import Spare
from tests.app.person import FINE, Office

NBSP = "A man\u00a0was held.\u2028New line."


class Desk:
    """An office whose unsaved work is kept. ``dies`` ends it as a crash does: nothing is saved or asked."""

    def __init__(self, office: Office, folder: Path, qtbot: QtBot) -> None:
        self.office, self._qtbot, self._folder = office, qtbot, folder
        self.said: list[str] = []
        self.start()

    def start(self) -> None:
        self.keeper = Keeper(Journal(self._folder), self.office.desk, lambda: datetime(2024, 11, 21, 9, 30))
        self.keeper.told.connect(self.said.append)

    def dies(self) -> None:
        self.keeper.flush()
        self.keeper.close()

    def leftovers(self) -> list[Leftover]:
        return Journal(self._folder).leftovers()

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=30_000)


@pytest.fixture
def desk(office: Office, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(office, tmp_path / "journal", qtbot)
    yield made
    made.office.settle()
    made.keeper.deleteLater()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("unsaved-*") if "trash" not in path.parts]


def test_what_is_typed_is_in_the_journal_a_moment_later(desk: Desk, tmp_path: Path):
    desk.office.new("Bicycles found", NBSP)
    desk.until(lambda: bool(files_in(tmp_path / "journal")))
    desk.dies()
    entry = desk.leftovers()[0].entry
    assert (entry.values["headline"], entry.body, entry.path, entry.area) == ("Bicycles found", NBSP, None, "Surrey")


def test_saved_work_is_not_kept(desk: Desk):
    session = desk.office.new("Bicycles found")
    desk.keeper.flush()
    assert desk.office.save(session)
    desk.dies()
    assert desk.leftovers() == []


def test_discarded_work_can_be_had_back_but_is_not_offered(desk: Desk, tmp_path: Path):
    session = desk.office.new("Bicycles found")
    desk.keeper.flush()
    desk.office.person.answers = ["discard"]
    assert desk.office.close_article(session)
    desk.dies()
    assert desk.leftovers() == []
    discarded = Journal(tmp_path / "journal").discarded()
    assert [one.entry.values["headline"] for one in discarded] == ["Bicycles found"]


def test_an_untouched_article_leaves_nothing(desk: Desk):
    desk.office.desk.new("Surrey")
    desk.dies()
    assert desk.leftovers() == []


def test_unsaved_work_comes_back_as_an_unsaved_edit_of_its_file(desk: Desk):
    session = desk.office.open(FINE)
    path = desk.office.root / "news/Surrey/article.md"
    session.change({"headline": "Bicycles found in shed"})
    desk.office.type_body(session, NBSP)
    desk.dies()
    desk.office.person.answers = ["discard"]
    leftover = desk.leftovers()[0]
    assert path.read_text("utf-8") == FINE
    desk.office.close_article(session)
    desk.start()
    desk.keeper.restore(leftover)
    desk.office.settle()
    back = desk.office.desk.sessions[-1]
    assert back.path == path
    assert (back.fields["headline"], back.is_dirty) == ("Bicycles found in shed", True)
    assert back.fields["title"] == "Bicycles found in shed | Surrey Police"
    assert path.read_text("utf-8") == FINE
    back.undo()
    assert back.fields["headline"] == "Bicycles taken from shed"
    desk.dies()


def test_work_that_had_no_file_comes_back_as_a_new_article(desk: Desk):
    desk.office.new("Bicycles found")
    desk.dies()
    leftover = desk.leftovers()[0]
    desk.start()
    desk.keeper.restore(leftover)
    back = desk.office.desk.sessions[-1]
    assert (back.path, back.fields["headline"], back.is_dirty) == (None, "Bicycles found", True)
    desk.dies()
    assert [one.entry.values["headline"] for one in desk.leftovers()] == ["Bicycles found"]


def test_what_was_found_is_told_once_and_putting_it_away_lasts(desk: Desk, qtbot: QtBot):
    desk.office.new("Bicycles found")
    desk.dies()
    desk.start()
    with qtbot.waitSignal(desk.keeper.found) as found:
        desk.keeper.look()
    desk.keeper.discard(found.args[0][0])
    desk.dies()
    assert desk.leftovers() == []


def test_a_journal_that_cannot_be_written_is_said_and_stops_nobody(desk: Desk, tmp_path: Path):
    (tmp_path / "journal").write_text("a file where the folder should be", "utf-8")
    session = desk.office.new("Bicycles found")
    desk.keeper.flush()
    desk.until(lambda: bool(desk.said))
    assert desk.office.save(session)
    desk.dies()


def test_two_articles_never_share_a_place_in_the_journal(desk: Desk):
    """One that is saved under another name, and its old file, opened again."""
    office = desk.office
    moved = office.open(FINE)
    old = moved.path
    assert old is not None
    assert office.save_as(moved, old.with_name("elsewhere.md"))
    office.desk.open([old])
    office.settle()
    for session, words in ((moved, "Typed elsewhere."), (office.session, "Typed in the old file.")):
        office.type_body(session, words)
    assert moved.path != office.session.path
    desk.dies()
    assert sorted(one.entry.body for one in desk.leftovers()) == ["Typed elsewhere.", "Typed in the old file."]


def test_what_is_unsaved_where_work_is_brought_back_can_still_be_had(desk: Desk, tmp_path: Path):
    session = desk.office.open(FINE)
    desk.office.type_body(session, "Left over.")
    desk.dies()
    (leftover,) = desk.leftovers()
    desk.office.person.answers = ["discard"]
    assert desk.office.close_article(session)
    desk.start()
    session = desk.office.open(FINE)
    desk.office.type_body(session, "Typed since.")
    desk.keeper.flush()
    desk.keeper.restore(leftover)
    desk.office.settle()
    assert session.text_of_body() == "Left over."
    desk.dies()
    assert [one.entry.body for one in desk.leftovers()] == ["Left over."]
    assert "Typed since." in [one.entry.body for one in Journal(tmp_path / "journal").discarded()]


def test_a_journal_that_cannot_be_written_is_said_above_the_text_until_it_is_saved(desk: Desk, tmp_path: Path):
    (tmp_path / "journal").write_bytes(b"a file in the folder's place")
    session = desk.office.open(FINE)
    desk.office.type_body(session, "Typed.")
    desk.until(lambda: bool(session.file_notices))
    (notice,) = session.file_notices
    assert "cannot keep your unsaved work safe from a crash" in notice.sentence
    assert desk.said == [notice.sentence]
    assert desk.office.save(session)
    assert session.file_notices == ()
    desk.dies()


def test_a_home_that_cannot_be_written_is_said_once_and_costs_nothing(office: Office, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "home").write_bytes(b"a file in the folder's place")
    (tmp_path / "temporary").mkdir()
    said: list[str] = []

    def start() -> Keeper:
        journals = Journals(Journal(tmp_path / "home" / "journal"), Spare(lambda: str(tmp_path / "temporary")))
        keeper = Keeper(journals, office.desk, lambda: datetime(2024, 11, 21, 9, 30))
        keeper.told.connect(said.append)
        return keeper

    keeper = start()
    session = office.open(FINE)
    session.change({"headline": "Bicycles found in shed"})
    for words in ("Once.", "Twice."):
        office.type_body(session, words)
        keeper.flush()
    qtbot.waitUntil(lambda: bool(session.file_notices))
    assert said == [notice.sentence for notice in session.file_notices]
    assert "until this computer is restarted" in said[0]
    keeper.close()
    office.person.answers = ["discard"]
    assert office.close_article(session)
    keeper = start()
    with qtbot.waitSignal(keeper.found) as found:
        keeper.look()
    (leftover,) = found.args[0]
    assert leftover.entry.body == "Twice."
    keeper.restore(leftover)
    office.settle()
    assert office.session.fields["headline"] == "Bicycles found in shed"
    assert office.save(office.session)
    keeper.close()
    assert not list((tmp_path / "temporary").rglob("unsaved-*"))
