"""People see of each other who has an article open, and nobody's lock stays for ever."""

from __future__ import annotations

import errno
import getpass
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.services.files import THIS_DISK, Disk, open_file
from editor.services.files.locks import office_fields, office_lock
from editor.services.presence import Presence, Presences, user_name
from editor.services.processes import Machine
from tests.services.faulty_disk import Recorder, system_error

PROJECT = Path(__file__).parents[2]
HERE = Machine("PC-12", "boot", os.getpid())
THERE = Machine("PC-13", "boot", 1)


def ann(disk: Disk = THIS_DISK, machine: Machine = HERE, later: timedelta = timedelta()) -> Presences:
    return Presences("Ann", disk, lambda: datetime.now() + later, machine)


def ben(disk: Disk = THIS_DISK, machine: Machine = THERE, later: timedelta = timedelta()) -> Presences:
    return Presences("Ben", disk, lambda: datetime.now() + later, machine)


def lock_of(path: Path) -> Path:
    return path.with_name(f".~lock.{path.name}#")


def known(there: Presence | None) -> tuple[str, str, bool, bool]:
    assert there
    return there.user, there.host, there.stale, there.ours


def test_two_people_see_each_other(path: Path) -> None:
    one, other = ann(), ben()
    assert one.who(path) is None
    assert one.enter(path) is None
    assert known(one.who(path)) == ("Ann", "PC-12", False, True)
    there = other.enter(path)
    assert known(there) == ("Ann", "PC-12", False, False)
    assert there and there.since == f"{datetime.now():%d.%m.%Y %H:%M}"
    other.leave(path)
    assert known(other.refresh(path)) == ("Ann", "PC-12", False, False)
    assert one.enter(path) is None
    one.leave(path)
    assert other.who(path) is None
    assert not lock_of(path).exists()
    other.leave(path)


def test_two_windows_of_one_machine_know_each_other(path: Path) -> None:
    one, two = ann(), ann()
    one.enter(path)
    assert known(two.enter(path)) == ("Ann", "PC-12", False, False)


def test_the_lock_is_read_as_offices_read_it(path: Path) -> None:
    ann(machine=replace(HERE, host="a,b;c")).enter(path)
    name, _login, host, since, _mark = office_fields(lock_of(path).read_bytes())
    assert (name, host) == ("Ann", "a,b;c")
    assert datetime.strptime(since, "%d.%m.%Y %H:%M").year >= 2026
    (notice,) = open_file(path).notices
    assert "Ann" in notice.sentence


@given(st.lists(st.text(st.sampled_from("a,;\\ b"), max_size=8), min_size=5, max_size=5))
def test_any_name_can_be_written(fields: list[str]) -> None:
    assert office_fields(office_lock(*fields)) == tuple(field.strip() for field in fields)


def test_by_whichever_link_the_lock_is_the_same(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(path)
    ann().enter(link)
    assert known(ben().who(path))[0] == "Ann" == known(ben().who(link))[0]


# Stale ones

DEAD = replace(HERE, pid=2**22 + 1)


def test_a_dead_program_of_this_machine_is_put_aside(path: Path) -> None:
    ben(machine=DEAD).enter(path)
    assert known(ann().who(path)) == ("Ben", "PC-12", True, False)
    one = ann()
    assert one.enter(path) is None
    assert known(one.who(path)) == ("Ann", "PC-12", False, True)


def test_a_program_from_before_a_restart_is_dead(path: Path) -> None:
    ben(machine=replace(HERE, boot="before")).enter(path)
    assert known(ann().who(path))[2]


def test_on_another_machine_only_time_tells(path: Path) -> None:
    other = ben()
    other.enter(path)
    lock = lock_of(path)
    os.utime(lock, (0, 0))
    other.refresh(path)
    assert known(ann(later=timedelta(minutes=9)).who(path))[2] is False
    late = ann(later=timedelta(minutes=11))
    assert known(late.enter(path)) == ("Ben", "PC-13", True, False)
    assert late.take_over(path) is None
    assert known(late.who(path))[3]
    assert known(other.refresh(path)) == ("Ann", "PC-12", False, False)


def test_a_killed_program_leaves_a_lock_that_is_stale(path: Path) -> None:
    program = """
import sys
from pathlib import Path
from editor.services.presence import Presences
Presences("Ben").enter(Path(sys.argv[1]))
print(flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT
    ) as other:
        assert other.stdout and other.stdout.readline()
        one = Presences("Ann")
        assert known(one.enter(path))[0::2] == ("Ben", False)
        other.kill()
        other.wait()
        assert known(one.who(path))[0::2] == ("Ben", True)
    assert one.enter(path) is None


def test_a_lock_that_somebody_removed_is_made_again(path: Path) -> None:
    one = ann()
    one.enter(path)
    lock_of(path).unlink()
    assert one.refresh(path) is None
    assert known(one.who(path))[3]


def test_opening_tells_of_a_lock_only_where_somebody_else_holds_it(path: Path) -> None:
    here = Machine.this()
    mine = ann(machine=here)
    mine.enter(path)
    assert open_file(path).notices == ()
    mine.leave(path)
    dead = ben(machine=replace(here, pid=2**22 + 1))
    dead.enter(path)
    assert open_file(path).notices == ()
    lock_of(path).unlink()
    other = ben()
    other.enter(path)
    (notice,) = open_file(path).notices
    assert notice.code == "lock-file"
    assert "by Ben on the computer PC-13, since" in notice.sentence
    os.utime(lock_of(path), (0, 0))
    assert open_file(path).notices == ()


# The locks of other programs


def test_an_office_lock_is_never_stale_and_never_removed(path: Path) -> None:
    lock_of(path).write_text("Cat,cat,PC-12,24.11.2026 10:40,file:///home/cat/;")
    late = ann(later=timedelta(days=9))
    assert late.enter(path) == Presence("Cat", "PC-12", "24.11.2026 10:40")
    late.leave(path)
    assert lock_of(path).exists()


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b",,,,copydesk:x", b"a,b"])
def test_a_damaged_lock_counts(path: Path, content: bytes) -> None:
    lock_of(path).write_bytes(content)
    there = ann().enter(path)
    assert there and not there.stale and not there.ours


def test_a_lock_of_an_editor_counts(path: Path) -> None:
    path.with_name(f".#{path.name}").symlink_to("cat@PC-14.123:1")
    assert known(ann().enter(path)) == ("cat", "PC-14", False, False)


def test_a_lock_that_is_no_file_counts(path: Path) -> None:
    lock_of(path).mkdir()
    assert ann().enter(path) == Presence("", "", "")


# Folders that hold no lock


def test_a_folder_that_holds_no_lock_is_said_once(path: Path) -> None:
    def no(path: Path, flags: int, mode: int) -> int:
        raise system_error(errno.EROFS)

    one = ann(replace(THIS_DISK, open=no))
    with pytest.raises(CopydeskError) as failure:
        one.enter(path)
    assert failure.value.code == "no-lock"
    assert os.strerror(errno.EROFS) in failure.value.sentence
    assert one.enter(path) is None
    assert one.enter(path.with_name("other.md")) is None
    assert one.refresh(path) is None


def test_a_name_that_leaves_no_room_for_a_lock(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 247 + ".md")
    path.write_text("x")
    one = ann()
    assert one.who(path) is None
    with pytest.raises(CopydeskError):
        one.enter(path)
    one.leave(path)


def test_a_lock_made_at_the_same_moment(path: Path) -> None:
    other = ben()

    def open_late(path: Path, flags: int, mode: int) -> int:
        if flags & os.O_CREAT and not lock_of(article).exists():
            other.enter(article)
        return THIS_DISK.open(path, flags, mode)

    article = path
    assert known(ann(replace(THIS_DISK, open=open_late)).enter(path))[0] == "Ben"


def test_a_lock_that_vanishes_at_once(path: Path) -> None:
    def no(path: Path, flags: int, mode: int) -> int:
        raise system_error(errno.EEXIST)

    assert ann(replace(THIS_DISK, open=no)).enter(path) is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.ESTALE, errno.EINTR])
@pytest.mark.parametrize("act", ["who", "enter", "refresh", "take_over", "leave"])
@pytest.mark.parametrize("entered", [False, True])
def test_whatever_call_fails_only_a_sentence_comes_of_it(path: Path, act: str, number: int, entered: bool) -> None:
    for at in count():
        lock_of(path).unlink(missing_ok=True)
        recorder = Recorder()
        one = ann(recorder.on())
        if entered:
            one.enter(path)
        recorder.calls.clear()
        recorder.failures = {at: system_error(number)}
        try:
            getattr(one, act)(path)
        except CopydeskError as error:
            assert error.code == "no-lock"
            assert act == "take_over" or not lock_of(path).exists()
        if len(recorder.calls) <= at:
            break
    assert at >= 2
    assert path.read_bytes() == b"The old text.\n"


def test_a_person_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with suppress(OSError, KeyError):
        assert user_name() == getpass.getuser()

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert user_name() == ""
