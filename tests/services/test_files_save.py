"""Saving: the bytes arrive, everything else about the file stays, and nobody else's text is overwritten."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.services.files import (
    LIMIT,
    THIS_DISK,
    Conflict,
    Saved,
    open_file,
    save,
)
from editor.services.watching import State, changed
from tests.services.faulty_disk import Recorder, system_error
from tests.services.saving_hands import NEW, OLD, THEIRS, NoRoom, Versions, failing, meddling, names, new, put, seen


def test_the_new_bytes_replace_the_old_which_become_a_version(path: Path) -> None:
    versions = Versions()
    saved = save(path, NEW, seen(path), versions=versions)
    assert path.read_bytes() == NEW
    assert saved == Saved(path, seen(path), durable=True, written=True)
    assert versions.kept == [(path, OLD)]
    assert names(path.parent) == ["story.md"]


def test_each_save_is_the_ground_of_the_next(path: Path) -> None:
    fingerprint = seen(path)
    for number in range(5):
        saved = put(path, b"%d" % number, fingerprint)
        assert changed(path, saved.fingerprint).state is State.SAME
        fingerprint = saved.fingerprint
    assert path.read_bytes() == b"4"


def test_the_same_bytes_are_not_written_even_where_that_is_forbidden(path: Path) -> None:
    path.chmod(0o444)
    entry = path.stat()
    versions = Versions()
    saved = save(path, OLD, seen(path), versions=versions)
    assert (saved.written, saved.durable) == (False, True)
    assert (path.stat(), versions.kept) == (entry, [])


def test_a_full_version_store_does_not_stop_a_save(path: Path) -> None:
    for error in (system_error(errno.ENOSPC), CopydeskError("The store is full.", code="full")):
        path.write_bytes(OLD)
        saved = save(path, NEW, seen(path), versions=NoRoom(error))
        assert (path.read_bytes(), saved.written, saved.version_kept) == (NEW, True, False)


@given(data=st.binary(max_size=3000), most=st.integers(min_value=1, max_value=999))
def test_a_disk_that_takes_and_gives_little_at_a_time(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, most: int
) -> None:
    path = tmp_path_factory.mktemp("short") / "story.md"
    disk = replace(
        THIS_DISK,
        write=lambda fd, rest: os.write(fd, rest[:most]),
        read=lambda fd, size: os.read(fd, min(size, most)),
    )
    new(path, b"first", disk)
    put(path, data, disk=disk)
    assert path.read_bytes() == data


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_the_mode_stays(path: Path, mode: int) -> None:
    path.chmod(mode)
    put(path)
    assert path.stat().st_mode & 0o7777 == mode


def test_the_unfinished_file_is_never_more_open_than_the_article(path: Path) -> None:
    path.chmod(0o600)
    modes: list[int] = []

    def write(fd: int, rest: memoryview) -> int:
        modes.append(os.fstat(fd).st_mode & 0o777)
        return os.write(fd, rest)

    put(path, disk=replace(THIS_DISK, write=write))
    assert modes == [0o600]


def test_attributes_stay(path: Path) -> None:
    try:
        os.setxattr(path, "user.origin", b"newsroom")
    except OSError:
        pytest.skip("no attributes on this disk")
    put(path)
    assert os.getxattr(path, "user.origin") == b"newsroom"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays_where_we_may_give_it_away(path: Path) -> None:
    os.chown(path, 1234, 2345)
    path.chmod(0o664)
    put(path)
    entry = path.stat()
    assert (entry.st_uid, entry.st_gid, entry.st_mode & 0o777) == (1234, 2345, 0o664)


@pytest.mark.parametrize("name", ["fchown", "fchmod", "listxattr", "getxattr", "setxattr"])
def test_what_cannot_be_kept_or_does_not_exist_here_does_not_stop_a_save(path: Path, name: str) -> None:
    def refuse(*_: object) -> None:
        raise system_error(errno.EPERM)

    put(path, NEW, disk=replace(THIS_DISK, **{name: refuse}))
    put(path, NEW + NEW, disk=replace(THIS_DISK, **{name: None}))
    assert path.read_bytes() == NEW + NEW


def test_a_link_is_followed_and_stays(path: Path) -> None:
    link = path.parent.parent / "link.md"
    link.symlink_to("folder/story.md")
    saved = put(link)
    assert link.is_symlink()
    assert (path.read_bytes(), saved.path) == (NEW, link)
    assert names(path.parent.parent) == ["folder", "link.md"]


def test_the_other_name_of_a_hard_link_keeps_the_old_text(path: Path) -> None:
    other = path.parent / "other.md"
    other.hardlink_to(path)
    put(path)
    assert (path.read_bytes(), other.read_bytes()) == (NEW, OLD)


@pytest.mark.parametrize("length", [247, 250, 255])
def test_names_of_any_length(path: Path, length: int) -> None:
    long = path.with_name("x" * (length - 3) + ".md")
    new(long, OLD)
    put(long)
    assert long.read_bytes() == NEW


def test_a_path_of_any_length(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 3800:
        folder = folder / ("d" * 200)
    folder.mkdir(parents=True)
    long = folder / ("x" * (4095 - len(str(folder)) - 1))
    new(long, OLD)
    put(long)
    assert long.read_bytes() == NEW


def test_what_killed_saves_left_is_swept_and_only_that(path: Path) -> None:
    old = path.with_name(".~cd-0123abcd")
    fresh = path.with_name(".~cd-4567cdef")
    foreign = path.with_name(".~lock.story.md#")
    folder = path.with_name(".~cd-89abcdef")
    for file in (old, fresh, foreign):
        file.write_bytes(b"unfinished")
    folder.mkdir()
    for aged in (old, foreign, folder):
        os.utime(aged, (0, 0))
    put(path)
    assert names(path.parent) == sorted([fresh.name, foreign.name, folder.name, "story.md"])


# Somebody else


def test_a_changed_file_is_a_conflict_that_brings_their_bytes(path: Path) -> None:
    mine = seen(path)
    path.write_bytes(THEIRS)
    versions = Versions()
    with pytest.raises(Conflict) as conflict:
        save(path, NEW, mine, versions=versions)
    assert (conflict.value.code, conflict.value.data, conflict.value.fingerprint) == ("conflict", THEIRS, seen(path))
    assert (path.read_bytes(), versions.kept, names(path.parent)) == (THEIRS, [], ["story.md"])
    put(path, NEW, conflict.value.fingerprint)
    assert path.read_bytes() == NEW


def test_a_change_is_seen_where_size_and_time_are_the_same(path: Path) -> None:
    mine = seen(path)
    path.write_bytes(OLD.upper())
    os.utime(path, ns=(mine.mtime_ns, mine.mtime_ns))
    assert failing(lambda: put(path, NEW, mine)).code == "conflict"
    assert path.read_bytes() == OLD.upper()


def test_a_touched_or_copied_file_is_no_conflict(path: Path) -> None:
    mine = seen(path)
    os.utime(path, (0, 0))
    mine = put(path, NEW, mine).fingerprint
    path.unlink()
    path.write_bytes(NEW)
    put(path, OLD, mine)
    assert path.read_bytes() == OLD


def test_the_same_change_made_by_both_is_no_conflict(path: Path) -> None:
    mine = seen(path)
    path.write_bytes(NEW)
    assert put(path, NEW, mine).written is False


def test_a_deleted_file_is_not_made_again_unasked(path: Path) -> None:
    mine = seen(path)
    path.unlink()
    assert failing(lambda: put(path, NEW, mine)).code == "gone"
    assert names(path.parent) == []
    path.parent.rmdir()
    assert failing(lambda: put(path, NEW, mine)).code == "folder-gone"
    path.parent.write_bytes(b"a file now")
    assert failing(lambda: put(path, NEW, mine)).code == "folder-gone"
    assert failing(lambda: new(path)).code == "folder-gone"


BECOMES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (Path.mkdir, "folder"),
    "a pipe": (os.mkfifo, "not-a-file"),
    "a dangling link": (lambda path: path.symlink_to("nowhere"), "link-target-missing"),
    "a link to itself": (lambda path: path.symlink_to(path), "link-loop"),
    "too large": (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), LIMIT + 1), "too-large"),
}


@pytest.mark.parametrize(("make", "code"), BECOMES.values(), ids=BECOMES)
def test_what_the_file_has_become_is_left_alone(path: Path, make: Callable[[Path], None], code: str) -> None:
    mine = seen(path)
    path.unlink()
    make(path)
    before = path.lstat()
    assert failing(lambda: put(path, NEW, mine)).code == code
    assert failing(lambda: new(path)).code == "taken"
    assert (path.lstat(), names(path.parent)) == (before, ["story.md"])


def test_a_change_during_the_save_is_seen_before_the_file_is_replaced(path: Path) -> None:
    failure = failing(lambda: put(path, disk=meddling(lambda: path.write_bytes(THEIRS))))
    assert isinstance(failure, Conflict)
    assert failure.data == path.read_bytes() == THEIRS
    assert failing(lambda: put(path, disk=meddling(path.unlink))).code == "gone"
    assert names(path.parent) == []


def test_a_touch_during_the_save_is_no_change(path: Path) -> None:
    put(path, disk=meddling(lambda: os.utime(path, (0, 0))))
    assert path.read_bytes() == NEW


def test_a_newer_file_right_after_ours_is_not_taken_for_ours(path: Path) -> None:
    def replaced(temp: Path, target: Path) -> None:
        temp.replace(target)
        target.write_bytes(THEIRS)

    saved = put(path, disk=replace(THIS_DISK, replace=replaced))
    assert changed(path, saved.fingerprint).state is State.CHANGED


# What is forbidden


@pytest.mark.parametrize("answers", [(False,), (True, False)], ids=["file", "folder"])
def test_no_permission_is_found_before_anything_is_written(path: Path, answers: tuple[bool, ...]) -> None:
    asked = iter(answers)
    recorder = Recorder()
    disk = recorder.on(replace(THIS_DISK, access=lambda *_: next(asked)))
    assert failing(lambda: put(path, disk=disk)).code.startswith("read-only")
    assert "write" not in recorder.calls


def test_a_read_only_file_is_not_overwritten_by_root_either(path: Path) -> None:
    path.chmod(0o444)
    assert failing(lambda: put(path)).code == "read-only"
    assert path.read_bytes() == OLD


def test_a_text_that_could_not_be_opened_again_is_not_saved(path: Path) -> None:
    put(path, b"a" * LIMIT)
    assert failing(lambda: put(path, b"a" * (LIMIT + 1))).code == "text-too-large"


# Under another user's permissions

NOBODY = 65534


def as_nobody(path: Path) -> tuple[list[str], str]:
    """Open and save as the user "nobody": what was noticed, and the code of the error it ended with."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(tell, json.dumps(outcome(path)).encode())
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told, "rb") as answer:
        notices, code = json.load(answer)
    os.waitpid(child, 0)
    return notices, code


def outcome(path: Path) -> tuple[list[str], str]:
    notices: list[str] = []
    try:
        opened = open_file(path)
        notices = [notice.code for notice in opened.notices]
        put(path, NEW, opened.fingerprint)
    except CopydeskError as error:
        return notices, error.code
    return notices, ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(
    ("modes", "owner", "outcome"),
    [
        ((0o777, 0o666), 0, ([], "", NEW)),
        ((0o777, 0o000), 0, ([], "no-permission", OLD)),
        ((0o777, 0o644), 0, (["read-only"], "read-only", OLD)),
        ((0o777, 0o444), NOBODY, (["read-only"], "read-only", OLD)),
        ((0o755, 0o666), NOBODY, (["read-only"], "read-only-folder", OLD)),
        ((0o1777, 0o666), 0, (["read-only"], "read-only-folder", OLD)),
        ((0o1777, 0o644), NOBODY, ([], "", NEW)),
        ((0o000, 0o666), NOBODY, ([], "no-permission", OLD)),
    ],
)
def test_permissions_of_somebody_else(
    public_folder: Path, modes: tuple[int, int], owner: int, outcome: tuple[list[str], str, bytes]
) -> None:
    path = public_folder / "story.md"
    path.write_bytes(OLD)
    path.chmod(modes[1])
    os.chown(path, owner, 0)
    public_folder.chmod(modes[0])
    notices, code, data = outcome
    assert as_nobody(path) == (notices, code)
    assert (path.read_bytes(), names(public_folder)) == (data, ["story.md"])
    assert path.stat().st_mode & 0o777 == modes[1]
