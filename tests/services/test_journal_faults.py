"""A journal on a disk that fails, fills up or gives back something else: no text is lost, and the person is told."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.services.files import THIS_DISK
from editor.services.journal import Journal
from tests.services.faulty_disk import Recorder, system_error
from tests.services.journal_hands import KEY, bodies, entry, found, left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


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
