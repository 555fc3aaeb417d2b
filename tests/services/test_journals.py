"""Where a person's own folder cannot be written the spare journal has the unsaved work, and none comes back twice."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.services.files import THIS_DISK
from editor.services.journal import Entry, Journal, Journals
from editor.services.spare import Spare
from tests.services.faulty_disk import system_error
from tests.services.journal_hands import KEY, THEN, bodies, entry


@dataclass
class Home:
    """A person's home and the computer's temporary files; each can be full."""

    root: Path
    full: bool = False
    all_full: bool = False
    stuck: bool = False
    """In the person's own folder nothing can be moved or removed."""
    time: datetime = THEN

    @property
    def own(self) -> Path:
        return self.root / "home" / "journal"

    @property
    def temporary(self) -> Path:
        return self.root / "temporary"

    def start(self) -> Journals:
        """Start the program."""
        disk = replace(THIS_DISK, write=self._write(lambda: self.full), rename=self._rename)
        other = replace(THIS_DISK, write=self._write(lambda: self.all_full))
        spare = Spare(lambda: str(self.temporary))
        return Journals(Journal(self.own, disk, self._now), spare, lambda folder: Journal(folder, other, self._now))

    def left(self) -> list[str]:
        """What the next start finds."""
        return bodies(self.start().leftovers())

    def files(self) -> list[Path]:
        """The states of unsaved work that lie anywhere, but for those put away."""
        return [path for path in self.root.rglob("unsaved-*") if "trash" not in path.parts]

    def _now(self) -> datetime:
        return self.time

    def _rename(self, old: Path, new: Path) -> None:
        if self.stuck:
            raise system_error(errno.EACCES)
        old.rename(new)

    def _write(self, fails: Callable[[], bool]) -> Callable[[int, memoryview], int]:
        def write(fd: int, data: memoryview) -> int:
            if fails():
                raise system_error(errno.ENOSPC)
            return os.write(fd, data)

        return write


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "temporary").mkdir()
    return Home(tmp_path)


def later(body: str, seconds: int) -> Entry:
    return entry(body, time=THEN + timedelta(seconds=seconds))


def said(journals: Journals, state: Entry) -> CopydeskError | None:
    try:
        assert journals.write(state)
    except CopydeskError as error:
        return error
    return None


def test_a_home_that_can_be_written_needs_no_other(home: Home) -> None:
    journals = home.start()
    assert journals.write(entry())
    journals.close()
    assert home.left() == ["Typed."]
    assert list(home.temporary.iterdir()) == []


def test_a_home_that_cannot_be_written_loses_nothing_and_is_said_once(home: Home) -> None:
    home.own.parent.write_bytes(b"a file in the folder's place")
    journals = home.start()
    error = said(journals, entry("one"))
    assert error is not None and error.code == "spare-journal"
    assert str(home.temporary) in error.sentence
    assert os.strerror(errno.ENOTDIR) in error.sentence
    assert said(journals, entry("two")) is None
    journals.close()
    assert home.left() == ["two"]


def test_what_is_saved_is_kept_nowhere(home: Home) -> None:
    journals = home.start()
    journals.write(entry("one"))
    home.full = True
    said(journals, later("two", 1))
    home.full = False
    assert journals.drop(KEY)
    journals.close()
    assert (home.left(), home.files()) == ([], [])


def test_a_disk_that_fills_up_while_a_person_types(home: Home) -> None:
    """Its earlier state lies in the home, and is not offered beside the later one, then or ever."""
    journals = home.start()
    journals.write(entry("one"))
    home.full = True
    assert said(journals, later("two", 1)) is not None
    journals.close()
    home.full = False
    journals = home.start()
    (leftover,) = journals.leftovers()
    assert leftover.entry.body == "two"
    assert journals.take_over(leftover)
    assert journals.write(later("three", 2))
    assert journals.drop(KEY)
    journals.close()
    assert (home.left(), home.files()) == ([], [])


def test_what_was_put_away_does_not_come_back_in_an_earlier_state(home: Home) -> None:
    journals = home.start()
    journals.write(entry("one"))
    home.full = True
    said(journals, later("two", 1))
    journals.close()
    home.full = False
    journals = home.start()
    assert journals.discard(journals.leftovers()[0])
    journals.close()
    assert home.left() == []


def test_a_home_that_is_well_again_has_it_and_says_the_next_fault(home: Home) -> None:
    journals = home.start()
    home.full = True
    assert said(journals, entry("one")) is not None
    home.full = False
    assert said(journals, later("two", 1)) is None
    assert [path.is_relative_to(home.own) for path in home.files()] == [True]
    home.full = True
    assert said(journals, later("three", 2)) is not None
    journals.close()
    assert home.left() == ["three"]


def test_where_nothing_can_be_written_that_is_said_once(home: Home) -> None:
    home.full = home.all_full = True
    journals = home.start()
    with pytest.raises(CopydeskError) as failure:
        journals.write(entry())
    assert failure.value.code == "no-journal"
    assert not journals.write(entry())
    journals.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows' temporary files are a person's own already")
def test_a_spare_folder_that_others_can_reach_is_neither_read_nor_written(home: Home) -> None:
    trap = home.temporary / f"copydesk-{os.geteuid()}"
    forged = Journal(trap / "journal")
    forged.write(entry("forged"))
    forged.close()
    trap.chmod(0o777)
    before = sorted(trap.rglob("*"))
    home.full = True
    journals = home.start()
    assert journals.leftovers() == []
    with pytest.raises(CopydeskError) as failure:
        journals.write(entry())
    assert failure.value.code == "no-journal"
    assert not journals.write(entry())
    assert sorted(trap.rglob("*")) == before
    journals.close()


def test_a_spare_folder_that_goes_while_it_is_used_is_said_once(home: Home) -> None:
    home.full = True
    journals = home.start()
    said(journals, entry())
    home.temporary.rename(home.root / "gone")
    with pytest.raises(CopydeskError) as failure:
        journals.write(entry())
    assert failure.value.code == "no-journal"
    assert not journals.write(entry())
    (home.root / "gone").rename(home.temporary)
    assert journals.write(later("back", 1))
    journals.close()
    assert home.left() == ["back"]


def test_what_a_person_does_not_want_is_put_away_in_both_for_thirty_days(home: Home) -> None:
    journals = home.start()
    journals.write(entry("one"))
    home.full = True
    said(journals, later("two", 1))
    home.full = False
    assert journals.discard(KEY)
    assert (home.left(), home.files()) == ([], [])
    put_away = [*home.root.rglob("trash/*")]
    assert {place.is_relative_to(home.own) for place in put_away} == {True, False}
    journals.prune()
    assert all(place.exists() for place in put_away)
    home.time += timedelta(days=31)
    journals.prune()
    assert not any(place.exists() for place in put_away)
    journals.close()


def test_a_folder_that_lets_nothing_go_is_said_and_what_is_in_it_stays(home: Home) -> None:
    journals = home.start()
    journals.write(entry("one"))
    home.stuck = True
    with pytest.raises(CopydeskError) as failure:
        journals.discard(KEY)
    assert failure.value.code == "no-journal"
    assert len(home.files()) == 1
    home.stuck = False
    assert journals.discard(KEY)
    journals.close()
    assert home.left() == []


def test_both_say_that_the_program_still_runs(home: Home) -> None:
    journals = home.start()
    journals.refresh()
    assert not home.own.exists(), "there is nothing to say before there is work"
    journals.write(entry("one"))
    home.full = True
    said(journals, later("two", 1))
    locks = [path for path in home.root.rglob("*") if path.name == "lock"]
    assert len(locks) == 2
    for lock in locks:
        os.utime(lock, (0, 0))
    journals.refresh()
    assert all(lock.stat().st_mtime > 0 for lock in locks)
    journals.close()
