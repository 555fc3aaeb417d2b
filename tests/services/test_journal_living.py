"""Whose a journal is: what a running program keeps is its own, what a dead one left is offered."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.services.files import THIS_DISK
from editor.services.journal import Journal
from editor.services.processes import Machine, is_running
from tests.services.faulty_disk import system_error
from tests.services.journal_hands import KEY, Clock, bodies, entry, found

PROJECT = Path(__file__).parents[2]
HERE = Machine("here", "boot", os.getpid())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


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
    journal.write(Entry("key", f"{number} " * int(sys.argv[2]), datetime.now(), cursor=number))
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
        kept = leftover.entry.cursor
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


THERE = Machine("there", "another boot", os.getpid())


@pytest.mark.parametrize("fault", [None, errno.ENOLCK])
def test_another_computer_on_the_same_home_keeps_what_it_is_working_on(folder: Path, fault: int | None) -> None:
    """Its lock is not seen here: the drive has no locks, or has them for each computer alone."""

    def lock(fd: int) -> None:
        if fault is not None:
            raise system_error(fault)

    disk = replace(THIS_DISK, lock=lock)
    journal = Journal(folder, disk, machine=THERE)
    journal.write(entry())
    clock = Clock()
    here = Journal(folder, disk, clock, HERE)
    assert here.leftovers() == []
    clock.time += timedelta(minutes=9)
    assert here.leftovers() == []
    clock.time += timedelta(minutes=2)
    assert bodies(here.leftovers()) == ["Typed."]
    (of_there,) = folder.rglob("lock")
    clock.time = datetime.now()
    os.utime(of_there, (0, 0))
    assert bodies(here.leftovers()) == ["Typed."]
    journal.refresh()
    assert here.leftovers() == []
    journal.close()
    assert bodies(here.leftovers()) == ["Typed."]


def test_a_computer_that_is_called_otherwise_since_is_the_same(folder: Path) -> None:
    journal = Journal(folder, machine=replace(HERE, host="before"))
    journal.write(entry())
    journal.close()
    assert bodies(Journal(folder, machine=HERE).leftovers()) == ["Typed."]


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
