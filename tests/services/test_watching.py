"""A change from outside is told by what the file holds."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from editor.services.files import THIS_DISK, NoVersions, open_file, save
from editor.services.watching import Change, State, changed, renamed
from tests.services.faulty_disk import Recorder, system_error

OLD = b"The old text.\n"


def test_a_file_that_nobody_touched_is_not_even_read(path: Path) -> None:
    fingerprint = open_file(path).fingerprint
    recorder = Recorder()
    assert changed(path, fingerprint, disk=recorder.on()) == Change(State.SAME)
    assert "open" not in recorder.calls


def test_a_touch_or_the_same_bytes_anew_are_no_change(path: Path) -> None:
    fingerprint = open_file(path).fingerprint
    os.utime(path, (1, 1))
    change = changed(path, fingerprint)
    assert change.state is State.TOUCHED and change.fingerprint
    assert changed(path, change.fingerprint).state is State.SAME
    copy = path.with_name("copy")
    copy.write_bytes(OLD)
    copy.replace(path)
    assert changed(path, fingerprint).state is State.TOUCHED


def test_other_bytes_are_a_change_even_of_the_same_size_and_time(path: Path) -> None:
    fingerprint = open_file(path).fingerprint
    path.write_bytes(OLD.swapcase())
    os.utime(path, ns=(fingerprint.mtime_ns, fingerprint.mtime_ns))
    change = changed(path, fingerprint)
    assert (change.state, change.data) == (State.CHANGED, OLD.swapcase())
    assert change.fingerprint == open_file(path).fingerprint


def test_ones_own_save_is_no_change(path: Path) -> None:
    saved = save(path, b"new", open_file(path).fingerprint, versions=NoVersions())
    assert changed(path, saved.fingerprint).state is State.SAME


def test_what_is_gone(path: Path) -> None:
    fingerprint = open_file(path).fingerprint
    path.unlink()
    assert changed(path, fingerprint).state is State.GONE
    path.symlink_to("nowhere")
    assert changed(path, fingerprint).state is State.GONE
    path.unlink()
    path.parent.rmdir()
    assert changed(path, fingerprint).state is State.FOLDER_GONE
    path.parent.write_bytes(b"a file in the folder's place")
    assert changed(path, fingerprint).state is State.GONE


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.EHOSTDOWN, errno.EINTR])
def test_what_cannot_be_reached_is_no_loss(path: Path, number: int) -> None:
    fingerprint = open_file(path).fingerprint
    os.utime(path, (1, 1))
    for at in count():
        recorder = Recorder({at: system_error(number)})
        change = changed(path, fingerprint, disk=recorder.on())
        if len(recorder.calls) <= at:
            break
        assert change.state is State.UNREACHABLE
        assert path.name in change.reason
    assert at >= 5


def test_something_else_in_its_place(path: Path) -> None:
    fingerprint = open_file(path).fingerprint
    path.unlink()
    path.mkdir()
    change = changed(path, fingerprint)
    assert change.state is State.UNREACHABLE
    assert "folder" in change.reason


def test_a_renamed_file_is_found(path: Path) -> None:
    fingerprint = open_file(path).fingerprint
    path.with_name("a copy.md").write_bytes(OLD)
    assert renamed(path, fingerprint) is None
    new = path.rename(path.with_name("z new.md"))
    path.with_name("y.md").write_bytes(OLD)
    assert renamed(path, fingerprint) == new
    new.write_bytes(OLD.swapcase())
    assert renamed(path, fingerprint) is None
    disk = replace(THIS_DISK, lstat=lambda path: path.parent.stat())
    assert renamed(path, fingerprint, disk=disk) is None
    assert renamed(path / "below", fingerprint) is None
