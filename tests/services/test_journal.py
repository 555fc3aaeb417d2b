"""Unsaved work comes back as it was: exactly, of dead programs only, from the last state that is whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.services.files import LIMIT, THIS_DISK, Disk, key_of
from editor.services.journal import Entry, Journal, Leftover, new_key
from editor.services.processes import Machine, is_running
from tests.services.faulty_disk import Recorder, system_error

PROJECT = Path(__file__).parents[2]
THEN = datetime(2026, 11, 24, 12, 8, 30, 5)
ARTICLE = Path("/archive/drafts/Surrey/story.md")
KEY = key_of(ARTICLE)
HERE = Machine("here", "boot", os.getpid())


def entry(body: str = "Typed.", key: str = KEY, **more: Any) -> Entry:
    return replace(Entry(key, body, THEN, path=ARTICLE), **more)


class Clock:
    def __init__(self) -> None:
        self.time = datetime.now()

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


def found(folder: Path) -> list[Leftover]:
    """What the next start of the program finds."""
    return Journal(folder).leftovers()


def bodies(leftovers: list[Leftover]) -> list[str]:
    return [leftover.entry.body for leftover in leftovers]


def left(folder: Path, *entries: Entry, disk: Disk = THIS_DISK) -> None:
    """A program that wrote these and died."""
    journal = Journal(folder, disk)
    for each in entries:
        journal.write(each)
    journal.close()


# What was typed comes back

texts = st.text(st.one_of(st.characters(), st.sampled_from("\n\r\u00a0\u2028\u2029\ufeff\ud800\udc00\0")), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Entry,
        key=st.just(KEY),
        body=texts,
        time=st.datetimes(timezones=st.sampled_from([None, UTC])),
        path=st.sampled_from([None, ARTICLE, Path("/a\udcff/b.md")]),
        area=texts,
        values=st.dictionaries(texts, texts, max_size=3),
        extra=st.dictionaries(texts, texts, max_size=3),
        raw=st.booleans(),
        newline=st.sampled_from(["\n", "\r\n"]),
        released=st.booleans(),
        slug_locked=st.booleans(),
        base=st.text("0123456789abcdef", max_size=64),
        revision=st.integers(),
        cursor=st.integers(),
        program=texts,
    )
)
def test_every_character_and_field_comes_back(folder: Path, work: Entry) -> None:
    journal = Journal(folder)
    assert journal.write(work)
    journal.close()
    assert [leftover.entry for leftover in found(folder)] == [work]
    for leftover in found(folder):
        journal.take_over(leftover)
    journal.drop(KEY)
    journal.close()


def test_an_article_of_the_largest_size_is_kept(folder: Path) -> None:
    left(folder, entry("\u00a0" * (LIMIT // 2), extra={"a": "b" * 1000}))
    assert [len(body) for body in bodies(found(folder))] == [LIMIT // 2]


def test_the_text_can_be_read_without_the_program(folder: Path) -> None:
    left(folder, entry("Police\nappeal\u00a0now"))
    (file,) = folder.rglob("unsaved-*")
    assert file.read_text("utf-8").endswith("\nPolice\nappeal\u00a0now")


def test_nobody_else_may_look_in(folder: Path) -> None:
    left(folder, entry())
    for place in (folder, *(place for place in folder.rglob("*") if place.is_dir())):
        assert place.stat().st_mode & 0o077 == 0


# Whose it is


def test_what_a_running_program_keeps_is_not_offered(folder: Path) -> None:
    journal = Journal(folder)
    journal.write(entry())
    assert found(folder) == [] == journal.leftovers()
    journal.close()
    assert bodies(found(folder)) == ["Typed."]


def test_two_programs_do_not_touch_each_others_work(folder: Path) -> None:
    one, two = Journal(folder), Journal(folder)
    for number in range(3):
        one.write(entry(f"one {number}"))
        two.write(entry(f"two {number}"))
    two.drop(KEY)
    two.close()
    one.close()
    assert bodies(found(folder)) == ["one 2"]


WRITER = """
import sys, time
from datetime import datetime
from pathlib import Path
from editor.services.journal import Entry, Journal
journal = Journal(Path(sys.argv[1]))
for number in range(1, 10**9):
    journal.write(Entry("key", f"{number} " * int(sys.argv[2]), datetime.now(), revision=number))
    print(number, flush=True)
"""


def killed_after(folder: Path, writes: int, size: int = 1) -> int:
    """Kill a typing person's program; the number of the last state that it said was kept."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(size)], stdout=subprocess.PIPE, cwd=PROJECT
    ) as program:
        assert program.stdout
        for _ in range(writes):
            assert program.stdout.readline()
        assert found(folder) == []  # It lives.
        program.kill()
        return max([writes, *map(int, program.stdout.read().split())])


def test_a_killed_program_loses_nothing_that_was_kept(folder: Path, kills: int) -> None:
    for number in range(kills):
        last = killed_after(folder, number % 4 + 1, 20_000 if number % 2 else 1)
        (leftover,) = found(folder)
        kept = leftover.entry.revision
        assert kept in (last, last + 1)
        assert set(leftover.entry.body.split()) == {str(kept)}
        assert leftover.older is None if kept == 1 else leftover.older is not None
        taker = Journal(folder)
        assert taker.discard(leftover)
        taker.close()


def test_without_locks_the_process_decides(folder: Path) -> None:
    def no_locks(fd: int) -> None:
        raise system_error(errno.ENOLCK)

    disk = replace(THIS_DISK, lock=no_locks)
    journal = Journal(folder, disk, machine=HERE)
    journal.write(entry())

    def found_by(machine: Machine) -> list[str]:
        return bodies(Journal(folder, disk, machine=machine).leftovers())

    assert found_by(HERE) == []
    assert found_by(replace(HERE, is_running=lambda pid: False)) == ["Typed."]
    assert found_by(replace(HERE, boot="another")) == ["Typed."]
    (lock,) = folder.rglob("lock")
    for text in (b"", b"\xff", b"12", b"-1 boot"):
        lock.write_bytes(text)
        assert found_by(HERE) == ["Typed."]
    lock.unlink()
    assert found_by(HERE) == ["Typed."]
    journal.close()


def test_a_process_is_told_from_a_dead_one() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert is_running(child.pid)
        child.communicate(b"\n")
    assert not is_running(child.pid)
    assert not is_running(10**30)
    assert is_running(1)
    this = Machine.this()
    assert this.is_alive(os.getpid(), this.boot)
    assert not this.is_alive(0, this.boot)


def test_a_process_of_somebody_else_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(pid: int, number: int) -> None:
        raise system_error(errno.EPERM)

    monkeypatch.setattr(os, "kill", kill)
    assert is_running(1)


def test_a_machine_without_a_boot_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.services.processes._BOOT_ID", Path("/nowhere"))
    assert Machine.this().boot == ""


def test_a_program_that_is_looked_at_while_it_starts_tries_again(folder: Path) -> None:
    answers = iter([system_error(errno.EWOULDBLOCK)])

    def lock(fd: int) -> None:
        for error in answers:
            raise error
        THIS_DISK.lock(fd)

    journal = Journal(folder, replace(THIS_DISK, lock=lock))
    assert journal.write(entry())
    journal.close()
    assert bodies(found(folder)) == ["Typed."]


def test_a_program_that_is_always_looked_at_says_so(folder: Path) -> None:
    def lock(fd: int) -> None:
        raise system_error(errno.EWOULDBLOCK)

    journal = Journal(folder, replace(THIS_DISK, lock=lock))
    with pytest.raises(CopydeskError) as failure:
        journal.write(entry())
    assert failure.value.code == "no-journal"


# Saved, discarded, taken over


def test_saved_work_is_forgotten_and_newer_work_is_not(folder: Path) -> None:
    journal = Journal(folder)
    journal.write(entry("first", revision=4))
    journal.write(entry("typed during the save", revision=5))
    assert journal.drop(KEY, 4)
    other = entry("saved", key=new_key(), revision=7)
    journal.write(other)
    assert journal.drop(other.key, 7)
    assert journal.drop("never kept")
    journal.close()
    assert bodies(found(folder)) == ["typed during the save"]


def test_after_a_clean_end_nothing_is_left(folder: Path) -> None:
    journal = Journal(folder)
    journal.close()
    journal.write(entry())
    journal.drop(KEY)
    journal.close()
    assert list(folder.iterdir()) == []


def test_work_that_was_brought_back_is_kept_by_the_one_who_did(folder: Path) -> None:
    left(folder, entry("one"), entry("two", revision=57))
    journal = Journal(folder)
    (leftover,) = journal.leftovers()
    assert leftover.older and leftover.older.body == "one"
    assert journal.take_over(leftover)
    assert journal.leftovers() == [] == found(folder)
    assert not Journal(folder).take_over(leftover)
    journal.write(entry("three", revision=1))
    journal.close()
    (again,) = found(folder)
    assert again.entry.body == "three"
    assert again.older and again.older.body == "two"


def test_work_that_was_brought_back_and_saved_is_forgotten(folder: Path) -> None:
    left(folder, entry(revision=57))
    journal = Journal(folder)
    journal.take_over(journal.leftovers()[0])
    journal.drop(KEY, 1)
    journal.close()
    assert found(folder) == []


def test_work_of_ones_own_is_not_replaced_by_what_was_left(folder: Path) -> None:
    left(folder, entry("left over"))
    journal = Journal(folder)
    journal.write(entry("own"))
    (leftover,) = journal.leftovers()
    assert not journal.take_over(leftover)
    assert bodies(journal.leftovers()) == ["left over"]
    journal.close()
    assert sorted(bodies(found(folder))) == ["left over", "own"]


def test_discarded_work_can_be_had_back_for_thirty_days(folder: Path) -> None:
    clock = Clock()
    left(folder, entry("left over"))
    journal = Journal(folder, now=clock)
    journal.write(entry("own", key="own"))
    assert journal.discard("own") and journal.discard("never kept")
    assert journal.discard(journal.leftovers()[0])
    assert journal.leftovers() == []
    assert sorted(bodies(journal.discarded())) == ["left over", "own"]
    clock.time += timedelta(days=29)
    journal.prune()
    (back,) = [leftover for leftover in journal.discarded() if leftover.entry.body == "own"]
    assert journal.take_over(back)
    clock.time += timedelta(days=2)
    journal.prune()
    assert journal.discarded() == []
    journal.close()
    assert bodies(found(folder)) == ["own"]


def test_discarding_what_another_window_took_is_fine(folder: Path) -> None:
    left(folder, entry())
    one, two = Journal(folder), Journal(folder)
    (leftover,) = one.leftovers()
    assert one.discard(leftover)
    assert two.discard(leftover)
    assert bodies(two.discarded()) == ["Typed."]
    one.close()


def test_a_program_that_was_taken_for_dead_goes_on(folder: Path) -> None:
    """As on a disk without locks, when two machines share the folder."""
    one = Journal(folder)
    one.write(entry("one"))
    thief = Journal(folder, replace(THIS_DISK, lock=lambda fd: None))
    assert thief.take_over(thief.leftovers()[0])
    assert one.write(entry("two"))
    one.close()
    thief.close()
    assert sorted(bodies(found(folder))) == ["one", "two"]
    robbed = Journal(folder)
    robbed.write(entry("three"))
    for place in folder.rglob(KEY):
        if bodies([*thief_reads(place)]) == ["three"]:
            place.rename(folder / "stolen")
    assert robbed.drop(KEY)
    robbed.close()


def thief_reads(place: Path) -> list[Leftover]:
    journal = Journal(place.parent.parent, replace(THIS_DISK, lock=lambda fd: None))
    return [leftover for leftover in journal.leftovers() if leftover.folder == place]


# What is not whole


def test_a_state_torn_at_any_byte_gives_way_to_the_older_one(folder: Path) -> None:
    left(folder, entry("older\u00a0text"), entry("newer\u00a0text"))
    (newest,) = folder.rglob("unsaved-0")
    data = newest.read_bytes()
    torn = [data[:size] for size in range(len(data))]
    zeros = [data[:size] + b"\0" * (len(data) - size) for size in range(len(data))]
    flipped = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(len(data))]
    for damaged in (*torn, *zeros, *flipped, data + b"more"):
        newest.write_bytes(damaged)
        (leftover,) = found(folder)
        assert leftover.entry.body == "older\u00a0text"
        assert leftover.older is None
    newest.write_bytes(data)
    (leftover,) = found(folder)
    assert leftover.entry.body == "newer\u00a0text"


def test_what_is_no_journal_is_ignored(folder: Path) -> None:
    left(folder, entry("good"), entry("other", key="other"))
    for file in folder.rglob("other/unsaved-*"):
        file.unlink()
        file.mkdir()
    home = next(folder.rglob(KEY)).parent
    (home / "stray").write_text("x")
    (folder / "stray").write_text("x")
    (folder / "empty").mkdir()
    assert bodies(found(folder)) == ["good"]
    assert Journal(folder / "stray").leftovers() == []


def test_prune_removes_only_what_nobody_can_use(folder: Path) -> None:
    clock = Clock()
    left(folder, entry("good"), entry("torn", key="torn"))
    for file in folder.rglob("torn/unsaved-*"):
        file.write_bytes(b"")
    empty = folder / "empty"
    empty.mkdir()
    (folder / "stray").write_text("x")
    live = Journal(folder)
    live.write(entry("live"))
    home = next(folder.rglob("torn")).parent
    (home / ".going-1").mkdir()
    (folder / "trash").mkdir()
    (folder / "trash" / "no-date").mkdir()
    looking = Journal(folder, now=clock)
    looking.prune()
    assert not (home / ".going-1").exists()
    assert (home / "torn").exists() and empty.exists()
    clock.time += timedelta(days=31)
    looking.prune()
    assert not (home / "torn").exists() and not empty.exists()
    assert bodies(found(folder)) == ["good"]
    live.close()
    assert sorted(bodies(found(folder))) == ["good", "live"]


# A failing disk

ACTS = {
    "write first": lambda journal, _left: journal.write(entry("new")),
    "drop": lambda journal, _left: journal.drop(KEY),
    "discard": lambda journal, _left: journal.discard(KEY),
    "discard left": lambda journal, left: journal.discard(left),
    "take over": lambda journal, left: journal.take_over(left),
    "leftovers": lambda journal, _left: bool(journal.leftovers()),
    "prune": lambda journal, _left: journal.prune() is None,
    "close": lambda journal, _left: journal.close() is None,
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EBUSY, errno.EINTR, errno.EROFS])
def test_whatever_call_fails_no_text_is_lost(tmp_path: Path, name: str, number: int) -> None:
    for at in count():
        folder = tmp_path / f"{at}"
        left(folder, entry("left", key="left"))
        recorder = Recorder()
        journal = Journal(folder, recorder.on())
        (leftover,) = journal.leftovers()
        if name != "write first":
            journal.write(entry("old"))
            journal.write(entry("typed"))
        recorder.calls.clear()
        recorder.failures = {at: system_error(number)}
        said = ""
        try:
            done = ACTS[name](journal, leftover)
        except CopydeskError as error:
            done, said = False, error.code
        reached = len(recorder.calls) > at
        recorder.failures = {}
        assert said in ("", "no-journal")
        if name == "write first":
            assert done or said == "no-journal"
        journal.close()
        rest = Journal(folder)
        there = {*bodies(rest.leftovers()), *bodies(rest.discarded())}
        assert "left" in there
        if name == "write first":
            assert not done or "new" in there
        elif name != "drop":
            assert "typed" in there
        elif done:
            assert "typed" not in there
        if not reached:
            break
    assert at >= 2


def test_a_failing_disk_is_said_once_until_it_is_well(folder: Path) -> None:
    broken = True

    def write(fd: int, data: memoryview) -> int:
        if broken:
            raise system_error(errno.ENOSPC)
        return os.write(fd, data)

    journal = Journal(folder, replace(THIS_DISK, write=write))
    for _ in range(2):
        with pytest.raises(CopydeskError) as failure:
            journal.write(entry())
        assert failure.value.code == "no-journal"
        assert os.strerror(errno.ENOSPC) in failure.value.sentence
        assert not journal.write(entry())
        broken = False
        assert journal.write(entry())
        broken = True
    journal.close()


def test_what_the_disk_gives_back_otherwise_is_not_kept(folder: Path) -> None:
    left(folder, entry("older"))
    journal = Journal(folder, replace(THIS_DISK, read=lambda fd, size: os.read(fd, size).replace(b"new", b"old")))
    with pytest.raises(CopydeskError):
        journal.write(entry("new"))
    journal.close()
    assert bodies(found(folder)) == ["older"]


def test_a_full_disk(small_disk: Path) -> None:
    journal = Journal(small_disk / "journal")
    journal.write(entry("whole"))
    with pytest.raises(CopydeskError):
        journal.write(entry("x" * 300_000))
    assert journal.write(entry("still whole"))
    with suppress(CopydeskError):
        journal.write(entry("x" * 300_000))
    journal.close()
    assert bodies(found(small_disk / "journal")) == ["still whole"]
