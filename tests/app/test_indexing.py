"""The index of the archive in use stays fresh by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from editor.app.indexing import Indexing, Progress, Stage
from editor.core.errors import CopydeskError
from editor.services.index import Refreshed
from tests.app.fake_index import FakeIndex, FakeWorker, records
from tests.app.person import FINE, Office

LONG_MS = 5_000
START_MS = 30


class Keeping:
    """An archive whose index is looked after, and what was told of it."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.index, self.worker = FakeIndex(records(3)), FakeWorker()
        self.clock = 0.0  # seconds that its clock goes before that of the files
        self.indexing = Indexing(
            self.worker.of, self.index.opened, office.saver, START_MS, now=lambda: time.time() + self.clock
        )
        self.stages: list[Progress] = []
        self.changes = 0
        self.told: list[str] = []
        self.indexing.progressed.connect(self.stages.append)
        self.indexing.changed.connect(self._count)
        self.indexing.told.connect(self.told.append)

    def _count(self) -> None:
        self.changes += 1

    def begin(self) -> None:
        self.indexing.begin(self.office.root)

    def wait_for(self, stage: Stage, done: int = 0) -> None:
        wanted = self.indexing
        self.qtbot.waitUntil(lambda: wanted.progress.stage is stage and wanted.progress.done >= done, timeout=LONG_MS)

    def refreshed(self, times: int) -> None:
        """Wait until so many refreshes were begun and the last is over."""
        self.qtbot.waitUntil(lambda: len(self.worker.refreshed) >= times, timeout=LONG_MS)
        self.wait_for(Stage.RESTING)


@pytest.fixture
def keeping(qtbot: QtBot, office: Office) -> Iterator[Keeping]:
    keeping = Keeping(qtbot, office)
    yield keeping
    keeping.indexing.close()
    assert keeping.index.open == 0


class TestAtTheStart:
    def test_it_waits_and_then_reads_the_archive(self, keeping: Keeping):
        keeping.begin()
        assert keeping.worker.refreshed == []
        keeping.refreshed(1)
        assert keeping.worker.refreshed == [keeping.office.root]
        assert keeping.changes == 1

    def test_progress_is_told(self, keeping: Keeping):
        keeping.begin()
        keeping.refreshed(1)
        read = [one for one in keeping.stages if one.stage is Stage.READING and one.total]
        assert [one.total for one in read] == [3] * len(read)
        assert sorted(one.done for one in read) == [one.done for one in read]
        assert keeping.stages[-1] == Progress()

    def test_where_nothing_is_new_nobody_is_bothered(self, keeping: Keeping):
        keeping.worker.found = Refreshed()
        keeping.begin()
        keeping.refreshed(1)
        assert keeping.changes == 0

    def test_without_an_archive_nothing_happens(self, keeping: Keeping):
        keeping.indexing.begin(None)
        keeping.indexing.refresh()
        assert keeping.worker.refreshed == []


class TestCancelling:
    @pytest.fixture
    def gate(self, keeping: Keeping) -> Event:
        gate = Event()
        keeping.worker.steps = [Event(), gate]
        keeping.worker.steps[0].set()
        return gate

    def test_stopped_it_says_how_far_it_came_and_goes_on_when_asked(self, keeping: Keeping, gate: Event):
        keeping.begin()
        keeping.wait_for(Stage.READING, 1)
        keeping.indexing.cancel()
        assert keeping.indexing.progress == Progress(Stage.STOPPED, 1, 3)
        gate.set()
        keeping.indexing.look()
        assert len(keeping.worker.refreshed) == 1, "what a person stopped does not begin again by itself"
        keeping.indexing.refresh()
        keeping.refreshed(2)

    def test_a_new_archive_is_read_in_place_of_the_old_one(self, keeping: Keeping, gate: Event, tmp_path: Path):
        keeping.begin()
        keeping.wait_for(Stage.READING, 1)
        keeping.worker.steps = []
        keeping.indexing.use(tmp_path)
        keeping.refreshed(2)
        assert keeping.worker.refreshed == [keeping.office.root, tmp_path]

    def test_quitting_ends_it(self, keeping: Keeping, gate: Event):
        keeping.begin()
        keeping.wait_for(Stage.READING, 1)
        # The fixture closes it: a test that hangs there has failed.

    def test_asked_again_meanwhile_it_reads_once_more(self, keeping: Keeping, gate: Event):
        keeping.begin()
        keeping.wait_for(Stage.READING, 1)
        keeping.indexing.refresh()
        keeping.indexing.refresh()
        gate.set()
        keeping.refreshed(2)
        assert len(keeping.worker.refreshed) == 2


class TestChanges:
    def test_what_is_saved_is_read_at_once(self, keeping: Keeping):
        keeping.begin()
        keeping.refreshed(1)
        session = keeping.office.open()
        session.change({"headline": "Another headline"})
        assert keeping.office.save(session)
        keeping.qtbot.waitUntil(lambda: keeping.index.updated == [Path("news/Surrey/article.md")])
        keeping.qtbot.waitUntil(lambda: keeping.changes >= 2)

    def test_what_is_saved_is_checked_at_once(self, keeping: Keeping):
        keeping.begin()
        keeping.refreshed(1)
        session = keeping.office.open()
        session.change({"headline": "Another headline"})
        assert keeping.office.save(session)
        keeping.qtbot.waitUntil(lambda: keeping.index.rechecked == [Path("news/Surrey/article.md")])

    def test_of_which_something_else_is_ignored_is_checked_at_once(self, keeping: Keeping, tmp_path: Path):
        keeping.begin()
        keeping.refreshed(1)
        path = keeping.office.put()
        keeping.indexing.read_again(path)
        keeping.indexing.read_again(tmp_path / "elsewhere.md")
        keeping.qtbot.waitUntil(lambda: keeping.index.rechecked == [Path("news/Surrey/article.md")])

    def test_what_a_colleague_saves_is_left_to_the_next_run(self, keeping: Keeping):
        """To load the rules takes half a second of the window's own process."""
        keeping.office.put()
        keeping.begin()
        keeping.refreshed(1)
        keeping.office.put(FINE, "news/Surrey/other.md")
        keeping.qtbot.waitUntil(lambda: Path("news/Surrey/other.md") in keeping.index.updated, timeout=LONG_MS)
        assert keeping.index.rechecked == []

    def test_what_is_saved_elsewhere_is_not(self, keeping: Keeping, tmp_path: Path):
        keeping.begin()
        keeping.refreshed(1)
        other = tmp_path / "elsewhere.md"
        other.write_text(FINE)
        keeping.office.desk.open([other])
        keeping.office.settle()
        keeping.office.session.change({"headline": "Another headline"})
        assert keeping.office.save(keeping.office.session)
        assert keeping.index.updated == []

    def test_what_a_colleague_saves_is_found(self, keeping: Keeping):
        keeping.office.put()
        keeping.begin()
        keeping.refreshed(1)
        keeping.office.put(FINE, "news/Surrey/other.md")
        keeping.refreshed(2)

    def test_what_a_colleague_saves_is_read_before_all_the_rest(self, keeping: Keeping):
        """Also while the whole archive is looked through, which takes long on a slow share."""
        keeping.office.put()
        keeping.begin()
        keeping.refreshed(1)
        keeping.worker.steps = [Event()]
        keeping.office.put(FINE, "news/Surrey/other.md")
        other = Path("news/Surrey/other.md")
        keeping.qtbot.waitUntil(lambda: other in keeping.index.updated, timeout=LONG_MS)
        keeping.worker.steps[0].set()

    def test_what_was_there_at_the_last_look_is_not_read_again(self, keeping: Keeping):
        """Only its name changes the folder: its times are from before."""
        keeping.clock = 1_000.0
        keeping.office.put()
        keeping.begin()
        keeping.refreshed(1)
        keeping.office.put(FINE, "news/Surrey/other.md")
        keeping.refreshed(2)
        assert keeping.index.updated == []

    def test_entering_the_window_looks_at_most_once_a_minute(self, keeping: Keeping):
        keeping.begin()
        keeping.refreshed(1)
        keeping.indexing.look()
        keeping.indexing.look()
        assert keeping.indexing.progress.stage is Stage.RESTING
        assert len(keeping.worker.refreshed) == 1


def test_what_has_to_be_said_is_told(keeping: Keeping):
    keeping.worker.said = "The list was damaged. It is made anew."
    keeping.begin()
    keeping.refreshed(1)
    assert keeping.told == [keeping.worker.said]


def test_what_goes_wrong_is_told_and_the_next_try_is_made(keeping: Keeping):
    keeping.worker.fault = CopydeskError("The drive is gone.", code="no-folder")
    keeping.begin()
    keeping.qtbot.waitUntil(lambda: keeping.told == ["The drive is gone."], timeout=LONG_MS)
    keeping.worker.fault = None
    keeping.indexing.refresh()
    keeping.refreshed(2)
    assert keeping.changes == 1


def test_what_stays_wrong_is_told_once_until_it_was_well(keeping: Keeping):
    keeping.worker.fault = CopydeskError("The disk is full.", code="index")
    keeping.begin()
    keeping.refreshed(1)
    keeping.indexing.refresh()
    keeping.refreshed(2)
    assert keeping.told == ["The disk is full."]
    keeping.worker.fault = None
    keeping.indexing.refresh()
    keeping.refreshed(3)
    keeping.worker.fault = CopydeskError("The disk is full.", code="index")
    keeping.indexing.refresh()
    keeping.refreshed(4)
    assert keeping.told == ["The disk is full."] * 2
