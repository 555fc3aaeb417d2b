"""The pane on fifty thousand articles, and what it says where there is nothing to list."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, thread_time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from editor.app.indexing import Progress, Stage
from editor.app.library import Library
from editor.core.library import Counts, Hit, Order, Piece, Query, Record
from editor.gui.library import LibraryPane
from editor.gui.library.rows import near_hit
from editor.gui.theme import Look
from tests.app.fake_index import AREAS, FakeIndex, records

RESOURCES = Path(__file__).parents[3] / "resources"
MANY = 50_000
FRAME_MS = 16
# In the time of the window's own thread: what a busy machine takes away is not the pane's. Python tidies its memory
# now and then, which takes as long as there is memory: nearly all events have to keep within a frame.
NEARLY_ALL = 0.995


@dataclass
class Endless:
    """An index that answers at once, whatever is asked: no work of it stands in the way of what is measured."""

    said: str = ""

    def search(self, query: Query, order: Order = Order.NEWEST, limit: int = 50, offset: int = 0) -> list[Hit]:
        snippet = (Piece("A "), Piece("horse", hit=True), Piece(" was led from the road to a field near Guildford."))
        return [Hit(self._record(number), snippet) for number in range(offset, min(offset + limit, MANY))]

    def counts(self, query: Query) -> Counts:
        return Counts(
            MANY, 5_000, 100, dict.fromkeys(AREAS, 900), {str(y): 900 for y in range(2000, 2025)}, {"news": 9}
        )

    def record(self, path: str) -> Record | None:
        return self._record(int(Path(path).stem))

    def paths_of_url(self, url: str) -> list[str]:
        return []

    def paths_of_incident(self, reference: str) -> list[str]:
        return []

    def close(self) -> None:
        pass

    def _record(self, number: int) -> Record:
        return Record(
            path=f"news/Surrey/{number}.md",
            area="Surrey",
            draft=number % 7 == 0,
            headline=f"Number {number}: a horse was found on the A3 near Guildford, and led home",
            published="2019-11-21T12:08",
            url=f"https://www.surrey.police.uk/news/{number}/",
        )


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp, RESOURCES, "light")


@pytest.fixture
def library(qtbot: QtBot) -> Iterator[Library]:
    library = Library()
    yield library
    library.close()


@pytest.fixture
def pane(qtbot: QtBot, look: Look, library: Library) -> LibraryPane:
    pane = LibraryPane(library, look.icons, look.theme.colours)
    qtbot.addWidget(pane)
    pane.resize(320, 800)
    pane.show()
    return pane


def settle(qtbot: QtBot, library: Library) -> None:
    qtbot.waitUntil(lambda: not library.busy)
    QCoreApplication.processEvents()


class TestFiftyThousand:
    @pytest.fixture
    def endless(self, qtbot: QtBot, pane: LibraryPane, library: Library) -> LibraryPane:
        library.use(Endless)
        pane.set_archive(True)
        settle(qtbot, library)
        assert library.total == MANY
        gc.collect()
        return pane

    def test_no_scrolling_takes_longer_than_a_frame(self, endless: LibraryPane):
        bar = endless.results.verticalScrollBar()
        places = [*range(0, 20_000, 40), *range(0, bar.maximum(), bar.maximum() // 200), bar.maximum()]
        assert fast_enough([self._scrolled(endless, place) for place in places])

    def test_no_key_takes_longer_than_a_frame(self, endless: LibraryPane, qtbot: QtBot):
        taken: list[float] = []
        endless.enter()
        for letter in "horse found near guildford":
            start = thread_time()
            QTest.keyClicks(endless.box, letter)
            taken.append(thread_time() - start)
            taken += events_for(0.02)
        assert fast_enough(taken)

    def test_no_step_through_the_list_does(self, endless: LibraryPane, qtbot: QtBot):
        endless.results.enter()
        taken: list[float] = []
        for _ in range(99):
            start = thread_time()
            QTest.keyClick(endless.results, Qt.Key.Key_Down)
            taken.append(thread_time() - start)
            taken += events_for(0.005)
        assert endless.results.currentIndex().row() == 99
        assert fast_enough(taken)

    def test_the_last_row_is_there_when_one_goes_to_it(self, endless: LibraryPane, qtbot: QtBot, library: Library):
        endless.results.enter()
        QTest.keyClick(endless.results, Qt.Key.Key_End)
        settle(qtbot, library)
        assert endless.results.record is not None
        assert endless.results.record.path == f"news/Surrey/{MANY - 1}.md"

    @staticmethod
    def _scrolled(pane: LibraryPane, place: int) -> float:
        start = thread_time()
        pane.results.verticalScrollBar().setValue(place)
        QCoreApplication.processEvents()
        return thread_time() - start


def events_for(seconds: float) -> list[float]:
    """How long the event loop was held each time, while it ran for so long."""
    taken, end = [], perf_counter() + seconds
    while perf_counter() < end:
        start = thread_time()
        QCoreApplication.processEvents()
        taken.append(thread_time() - start)
    return taken


def fast_enough(taken: Sequence[float]) -> bool:
    """Whether nearly all kept within a frame."""
    within = sum(one * 1000 < FRAME_MS for one in taken)
    print(f"{len(taken)} events, the longest {max(taken) * 1000:.1f} ms, {len(taken) - within} over {FRAME_MS} ms")
    return within >= NEARLY_ALL * len(taken)


class TestWhereThereIsNothing:
    def test_without_an_archive_it_offers_to_choose_one(self, pane: LibraryPane, qtbot: QtBot):
        pane.set_archive(False)
        (button,) = [one for one in pane.findChildren(QAbstractButton) if one.isVisible()]
        with qtbot.waitSignal(pane.archive_wanted):
            QTest.keyClick(button, " ")

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("xylophone", "No article has “xylophone”"),
            ("horse xylophone", "Try fewer words"),
            ('"horse xylophone"', "Without the quotation marks"),
        ],
    )
    def test_it_says_what_to_loosen(self, pane: LibraryPane, qtbot: QtBot, library: Library, typed: str, told: str):
        library.use(FakeIndex(records(10)).opened)
        pane.set_archive(True)
        QTest.keyClicks(pane.box, typed)
        settle(qtbot, library)
        assert any(told in text for text in texts(pane.nothing))

    def test_while_the_archive_is_read_it_says_that(self, pane: LibraryPane, qtbot: QtBot, library: Library):
        pane.show_progress(Progress(Stage.READING, 12, 50_000))
        library.use(FakeIndex([]).opened)
        pane.set_archive(True)
        settle(qtbot, library)
        assert "Reading 12 of 50,000 articles …" in texts(pane.building)
        assert pane.building.findChildren(QProgressBar)[0].value() == 12
        assert texts(pane.nothing) == ["The archive is being read …"]

    def test_reading_can_be_cancelled_and_resumed(self, pane: LibraryPane, qtbot: QtBot):
        pane.show_progress(Progress(Stage.READING, 12, 50_000))
        with qtbot.waitSignal(pane.cancel_wanted):
            press(pane, "Cancel")
        pane.show_progress(Progress(Stage.STOPPED, 12, 50_000))
        assert "Stopped after 12 of 50,000 articles." in texts(pane.building)
        with qtbot.waitSignal(pane.resume_wanted):
            press(pane, "Resume")
        pane.show_progress(Progress())
        assert not pane.building.isVisible()


def press(pane: LibraryPane, label: str) -> None:
    (button,) = [one for one in pane.findChildren(QAbstractButton) if one.text() == label and one.isVisible()]
    QTest.keyClick(button, " ")


def texts(widget: QWidget) -> list[str]:
    """What it says."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


class TestARow:
    @pytest.mark.parametrize("room", [0, 5, 20, 200])
    def test_the_first_hit_is_never_far_from_the_beginning(self, room: int):
        pieces = [Piece("Officers who were called to the road found a "), Piece("horse", hit=True), Piece(" there.")]
        shown = near_hit(pieces, room)
        text = "".join(piece.text for piece in shown)
        assert text.index("horse") <= max(room, len("… ") + room)
        assert text.endswith("horse there.")

    def test_without_a_hit_nothing_is_taken_away(self):
        pieces = [Piece("Officers who were called to the road found a horse.")]
        assert near_hit(pieces, 3) == pieces
