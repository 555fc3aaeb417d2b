"""What the library knows of the checks is kept up to date when there is nothing else to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from editor.app.indexing import Indexing, Stage
from editor.app.rechecking import Rechecking
from editor.core.errors import CopydeskError
from editor.services.index import Checked, Progress
from tests.app.fake_index import FakeIndex, FakeWorker, records
from tests.app.person import Office

LONG_MS = 5_000
START_MS, PAUSE_MS, LATER_MS = 20, 20, 60


@dataclass
class FakeChecks:
    """Makes what meets ``app.rechecking.Worker``. While ``gate`` is not set, a run goes on."""

    ran: list[Path] = field(default_factory=list)
    found: Checked = field(default_factory=lambda: Checked(checked=3))
    gate: Event = field(default_factory=Event)
    fault: CopydeskError | None = None
    meanwhile: Callable[[], object] = lambda: None

    def of(self, root: Path) -> _Run:
        return _Run(self, root)


class _Run:
    def __init__(self, plan: FakeChecks, root: Path) -> None:
        self._plan, self._root, self._cancelled = plan, root, Event()

    def run(self, progress: Callable[[Progress], bool]) -> Checked:
        self._plan.ran.append(self._root)
        self._plan.meanwhile()
        while not self._plan.gate.wait(0.01) and not self._cancelled.is_set():
            progress(Progress(1, 3))
        if self._cancelled.is_set():
            return Checked(cancelled=True)
        if self._plan.fault is not None:
            raise self._plan.fault
        return self._plan.found

    def cancel(self) -> None:
        self._cancelled.set()


class Keeping:
    """An archive whose checks are looked after."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.index, self.reading, self.checks = FakeIndex(records(3)), FakeWorker(), FakeChecks()
        self.checks.gate.set()
        self.indexing = Indexing(self.reading.of, self.index.opened, office.saver, START_MS)
        self.rechecking = Rechecking(
            self.indexing, self.checks.of, self.index.opened, pause_ms=PAUSE_MS, later_ms=LATER_MS
        )
        self.changes = 0
        self.told: list[str] = []
        self.rechecking.changed.connect(self._count)
        self.rechecking.told.connect(self.told.append)

    def _count(self) -> None:
        self.changes += 1

    def begin(self, root: Path | None) -> None:
        self.rechecking.use(root)
        self.indexing.begin(root)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LONG_MS)

    def ran(self, times: int) -> None:
        """Wait until it was begun so many times and the last is over."""
        self.until(lambda: len(self.checks.ran) >= times and not self.rechecking.busy)
        assert len(self.checks.ran) == times


@pytest.fixture
def keeping(qtbot: QtBot, office: Office) -> Iterator[Keeping]:
    keeping = Keeping(qtbot, office)
    yield keeping
    keeping.rechecking.close()
    keeping.indexing.close()
    assert keeping.index.open == 0


@pytest.fixture
def begun(keeping: Keeping) -> Keeping:
    """After the first run."""
    keeping.begin(keeping.office.root)
    keeping.ran(1)
    return keeping


def test_first_the_archive_is_read(keeping: Keeping) -> None:
    keeping.reading.steps = [Event()]
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.indexing.progress.stage is Stage.READING and keeping.reading.refreshed != [])
    keeping.qtbot.wait(5 * PAUSE_MS)
    assert keeping.checks.ran == []
    keeping.reading.steps[0].set()
    keeping.ran(1)
    assert keeping.checks.ran == [keeping.office.root]
    assert keeping.changes == 1


def test_where_the_reading_was_stopped_nothing_is_checked(keeping: Keeping) -> None:
    keeping.reading.steps = [Event()]
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.reading.refreshed != [])
    keeping.indexing.cancel()
    keeping.qtbot.wait(5 * PAUSE_MS)
    assert keeping.checks.ran == []


def test_without_an_archive_nothing_is_checked(keeping: Keeping) -> None:
    keeping.begin(None)
    keeping.rechecking.again()
    keeping.qtbot.wait(5 * PAUSE_MS)
    assert keeping.checks.ran == []


def test_no_process_is_started_where_nothing_is_unchecked(begun: Keeping) -> None:
    begun.indexing.changed.emit()
    begun.qtbot.wait(5 * PAUSE_MS)
    begun.until(lambda: not begun.rechecking.busy)
    assert len(begun.checks.ran) == 1
    begun.index.unchecked = 1
    begun.indexing.changed.emit()
    begun.ran(2)


def test_what_changes_while_it_runs_is_looked_at_afterwards(keeping: Keeping) -> None:
    keeping.checks.gate.clear()
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.checks.ran != [])
    keeping.index.unchecked = 1
    keeping.indexing.changed.emit()
    keeping.checks.gate.set()
    keeping.ran(2)


def test_other_rules_mean_all_anew_also_while_it_runs(keeping: Keeping) -> None:
    keeping.checks.gate.clear()
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.checks.ran != [])
    keeping.rechecking.again()
    keeping.rechecking.again()
    keeping.checks.gate.set()
    keeping.ran(2)
    keeping.rechecking.again()
    keeping.ran(3)


def test_another_archive_takes_the_place_of_the_first(keeping: Keeping, tmp_path: Path) -> None:
    keeping.checks.gate.clear()
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.checks.ran != [])
    keeping.rechecking.use(tmp_path)
    keeping.indexing.use(tmp_path)
    keeping.checks.gate.set()
    keeping.ran(2)
    assert keeping.checks.ran == [keeping.office.root, tmp_path]


def test_what_goes_wrong_is_told_and_the_next_change_tries_again(keeping: Keeping) -> None:
    keeping.checks.fault = CopydeskError("The articles could not be checked.", code="index")
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.told == ["The articles could not be checked."])
    keeping.checks.fault = None
    keeping.indexing.changed.emit()
    keeping.ran(2)
    assert keeping.changes == 1


def test_quitting_ends_it(keeping: Keeping) -> None:
    keeping.checks.gate.clear()
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.checks.ran != [])
    # The fixture closes it: a test that hangs there has failed.


def test_what_is_found_is_shown_while_it_goes_on(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.app.rechecking.SHOWN_MS", 20)
    keeping.checks.gate.clear()
    keeping.begin(keeping.office.root)
    keeping.until(lambda: keeping.changes > 1)
    assert keeping.rechecking.busy
