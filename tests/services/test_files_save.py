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
    TEMPORARY,
    THIS_DISK,
    Conflict,
    Disk,
    Fingerprint,
    NoVersions,
    Saved,
    SaveFailed,
    is_portable,
    is_unchanged,
    open_file,
    publish,
    save,
)
from tests.services.faulty_disk import Recorder, WindowsError, system_error

OLD = b"The old text.\n"
NEW = b"The new text, which is longer.\n"
THEIRS = b"Somebody else's text.\n"


class Versions:
    """Remembers what it was given to keep."""

    def __init__(self) -> None:
        self.kept: list[tuple[Path, bytes]] = []

    def keep(self, path: Path, data: bytes) -> None:
        self.kept.append((path, data))


class NoRoom:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def keep(self, path: Path, data: bytes) -> None:
        raise self.error


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article, alone in its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "story.md"
    path.write_bytes(OLD)
    return path


def seen(path: Path) -> Fingerprint:
    return open_file(path).fingerprint


def put(path: Path, data: bytes = NEW, expected: Fingerprint | None = None, disk: Disk = THIS_DISK) -> Saved:
    return save(path, data, expected or seen(path), versions=NoVersions(), disk=disk)


def new(path: Path, data: bytes = NEW, disk: Disk = THIS_DISK) -> Saved:
    return save(path, data, None, versions=NoVersions(), disk=disk)


def names(folder: Path) -> list[str]:
    return sorted(there.name for there in folder.iterdir())


def failing(act: Callable[[], object]) -> SaveFailed:
    with pytest.raises(SaveFailed) as failure:
        act()
    assert failure.value.sentence.startswith(failure.value.reason)
    assert "still in the window" in failure.value.sentence
    assert "{" not in failure.value.sentence
    return failure.value


# Saving over


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
        assert is_unchanged(path, saved.fingerprint)
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


def meddling(act: Callable[[], object]) -> Disk:
    """A disk on which ``act`` happens while the new bytes are on their way, once."""
    acts = iter([act])

    def fsync(fd: int) -> None:
        for pending in acts:
            pending()
        os.fsync(fd)

    return replace(THIS_DISK, fsync=fsync)


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
    assert not is_unchanged(path, saved.fingerprint)


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


# New files


def test_a_new_file_is_like_any_other(path: Path) -> None:
    beside = path.with_name("beside.md")
    before = os.umask(0o027)
    try:
        saved = new(beside)
    finally:
        os.umask(before)
    assert (beside.read_bytes(), beside.stat().st_mode & 0o777) == (NEW, 0o640)
    assert saved == Saved(beside, seen(beside), durable=True, written=True)
    assert beside.stat().st_nlink == 1
    assert names(path.parent) == ["beside.md", "story.md"]


def no_links(temp: Path, target: Path) -> None:
    raise system_error(errno.EPERM)


def rename_as_windows(temp: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(17, "Cannot create a file when that file already exists")
    temp.rename(target)


SYSTEMS = {
    "links": THIS_DISK,
    "no links": replace(THIS_DISK, link=no_links),
    "windows": replace(
        THIS_DISK, windows=True, rename=rename_as_windows, fchmod=None, fchown=None, listxattr=None, geteuid=None
    ),
}


@pytest.mark.parametrize("disk", SYSTEMS.values(), ids=SYSTEMS)
def test_a_new_file_never_overwrites(path: Path, disk: Disk) -> None:
    assert new(path.with_name("other.md"), disk=disk).written
    assert failing(lambda: new(path, disk=disk)).code == "taken"
    path.unlink()
    between = replace(meddling(lambda: path.write_bytes(THEIRS)), windows=disk.windows, link=disk.link)
    assert failing(lambda: new(path, disk=replace(between, rename=disk.rename))).code == "taken"
    assert path.read_bytes() == THEIRS
    assert new(path, THEIRS, disk).written is False
    assert names(path.parent) == ["other.md", "story.md"]


@pytest.mark.parametrize("disk", SYSTEMS.values(), ids=SYSTEMS)
def test_no_part_of_a_new_file_is_ever_under_its_name(path: Path, disk: Disk) -> None:
    target = path.with_name("new.md")
    sights: set[bytes] = set()

    def watched(name: str) -> Callable[..., object]:
        call = getattr(disk, name)

        def look(*arguments: object) -> object:
            if target.exists():
                sights.add(target.read_bytes())
            return call(*arguments)

        return look

    new(target, disk=replace(disk, **{n: watched(n) for n in ("write", "fsync", "close", "replace", "link", "unlink")}))
    assert sights <= {NEW, b""}
    assert (b"" in sights) == (disk.link is no_links)


def test_a_name_reserved_for_nothing_is_given_back(path: Path) -> None:
    target = path.with_name("new.md")

    def full(temp: Path, target: Path) -> None:
        raise system_error(errno.ENOSPC)

    def theirs(temp: Path, target: Path) -> None:
        target.write_bytes(THEIRS)
        raise system_error(errno.ENOSPC)

    assert failing(lambda: new(target, disk=replace(SYSTEMS["no links"], replace=full))).code == "disk-full"
    assert names(path.parent) == ["story.md"]
    assert failing(lambda: new(target, disk=replace(SYSTEMS["no links"], replace=theirs))).code == "disk-full"
    assert target.read_bytes() == THEIRS


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        *((name, True) for name in ("story.md", "é“🚓”.md", "console.md", "com10.md", "-rf.md", ".hidden", "a b.md")),
        *((name, False) for name in ("CON", "nul.md", "Aux.tar.md", "com1.md", "LPT¹", "aux .md", "", "con.")),
        *((name, False) for name in ("dot.", "space ", "a:b.md", "what?.md", "a\\b.md", "two\nlines.md", "a/b")),
    ],
)
def test_names_that_windows_cannot_have_are_not_made(tmp_path: Path, name: str, portable: bool) -> None:
    assert is_portable(name) == portable
    if name and "/" not in name:
        if portable:
            assert new(tmp_path / name).written
        else:
            assert failing(lambda: new(tmp_path / name)).code == "bad-name"
            assert names(tmp_path) == []


# Windows


@pytest.mark.parametrize("winerror", [5, 32, 33])
@pytest.mark.parametrize("is_new", [False, True], ids=["over", "new"])
def test_on_windows_a_file_held_for_a_moment_is_waited_for(path: Path, winerror: int, is_new: bool) -> None:
    held = iter([WindowsError(winerror)] * 3)
    slept: list[float] = []

    def patient(call: Callable[[Path, Path], object]) -> Callable[[Path, Path], None]:
        def attempt(temp: Path, target: Path) -> None:
            for error in held:
                raise error
            call(temp, target)

        return attempt

    disk = replace(
        SYSTEMS["windows"], sleep=slept.append, replace=patient(os.replace), rename=patient(rename_as_windows)
    )
    target = path.with_name("new.md") if is_new else path
    assert (new if is_new else put)(target, NEW, disk=disk).durable
    assert (target.read_bytes(), len(slept)) == (NEW, 3)


@pytest.mark.parametrize(
    ("winerror", "waited", "code"), [(32, 2.5, "in-use"), (5, 2.5, "no-permission"), (112, 0, "disk-full")]
)
def test_on_windows_the_wait_ends(path: Path, winerror: int, waited: float, code: str) -> None:
    slept: list[float] = []

    def held(temp: Path, target: Path) -> None:
        raise WindowsError(winerror)

    disk = replace(SYSTEMS["windows"], sleep=slept.append, replace=held)
    assert failing(lambda: put(path, disk=disk)).code == code
    assert sum(slept) == pytest.approx(waited)
    assert (path.read_bytes(), names(path.parent)) == (OLD, ["story.md"])


def test_on_windows_who_held_the_file_may_have_changed_it(path: Path) -> None:
    def held(temp: Path, target: Path) -> None:
        raise WindowsError(32)

    disk = replace(SYSTEMS["windows"], sleep=lambda _: path.write_bytes(THEIRS), replace=held)
    assert failing(lambda: put(path, disk=disk)).code == "conflict"


def test_elsewhere_nobody_waits(path: Path) -> None:
    def busy(temp: Path, target: Path) -> None:
        raise system_error(errno.EBUSY)

    slept: list[float] = []
    assert failing(lambda: put(path, disk=replace(THIS_DISK, replace=busy, sleep=slept.append))).code == "in-use"
    assert slept == []


# Publishing


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "drafts/Surrey").mkdir(parents=True)
    (tmp_path / "drafts/Surrey/story.md").write_bytes(OLD)
    return tmp_path


def release(archive: Path, expected: Fingerprint | None = None, disk: Disk = THIS_DISK, **more: Path) -> Saved:
    draft = archive / "drafts/Surrey/story.md"
    target = more.get("target", archive / "news/Surrey/0a.md")
    return publish(draft, expected or seen(draft), target, NEW, versions=NoVersions(), disk=disk)


def test_a_release_makes_its_folders_and_takes_the_draft_away(archive: Path) -> None:
    draft = archive / "drafts/Surrey/story.md"
    target = archive / "news/Surrey/0a.md"
    versions = Versions()
    saved = publish(draft, seen(draft), target, NEW, versions=versions)
    assert saved == Saved(target, seen(target), durable=True, written=True)
    assert (target.read_bytes(), draft.exists(), versions.kept) == (NEW, False, [(draft, OLD)])


def test_an_article_without_a_draft(archive: Path) -> None:
    target = archive / "news/Surrey/0a.md"
    assert publish(None, None, target, NEW, versions=NoVersions()).written
    assert target.read_bytes() == NEW


def test_a_changed_draft_is_a_conflict_and_nothing_is_released(archive: Path) -> None:
    mine = seen(archive / "drafts/Surrey/story.md")
    (archive / "drafts/Surrey/story.md").write_bytes(THEIRS)
    failure = failing(lambda: release(archive, mine))
    assert isinstance(failure, Conflict)
    assert failure.data == THEIRS
    assert names(archive) == ["drafts"]


def test_a_draft_changed_at_the_last_moment_stays(archive: Path) -> None:
    draft = archive / "drafts/Surrey/story.md"
    saved = release(archive, disk=meddling(lambda: draft.write_bytes(THEIRS)))
    assert (saved.draft_left, draft.read_bytes()) == (True, THEIRS)


def test_a_draft_that_is_gone_is_not_missed(archive: Path) -> None:
    draft = archive / "drafts/Surrey/story.md"
    mine = seen(draft)
    draft.unlink()
    assert release(archive, mine).draft_left is False


def test_the_draft_stays_while_the_disk_has_not_confirmed_the_article(archive: Path) -> None:
    def fails_for_folders(fd: int) -> None:
        os.fsync(fd)
        if not TEMPORARY.fullmatch(Path(f"/proc/self/fd/{fd}").readlink().name):
            raise system_error(errno.EIO)

    draft = archive / "drafts/Surrey/story.md"
    disk = replace(THIS_DISK, fsync=fails_for_folders)
    saved = release(archive, disk=disk)
    assert (saved.durable, saved.draft_left, draft.read_bytes()) == (False, True, OLD)
    again = release(archive)
    assert (again.written, again.durable, again.draft_left, draft.exists()) == (False, True, False, False)


def test_a_taken_place_keeps_article_and_draft(archive: Path) -> None:
    (archive / "news/Surrey").mkdir(parents=True)
    (archive / "news/Surrey/0a.md").write_bytes(THEIRS)
    assert failing(lambda: release(archive)).code == "taken"
    assert (archive / "news/Surrey/0a.md").read_bytes() == THEIRS
    assert (archive / "drafts/Surrey/story.md").read_bytes() == OLD


def test_a_draft_is_never_removed_as_its_own_release(archive: Path) -> None:
    draft = archive / "drafts/Surrey/story.md"
    saved = publish(draft, seen(draft), draft, OLD, versions=NoVersions())
    assert (saved.draft_left, draft.read_bytes()) == (True, OLD)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("news/aux/0a.md", "bad-name"),
        ("news/Surrey./0a.md", "bad-name"),
        ("news/\udcff/0a.md", "bad-name"),
        ("news/\0/0a.md", "bad-name"),
        ("unmounted/news/Surrey/0a.md", "folder-gone"),
        ("drafts/Surrey/story.md/x/0a.md", "folder-gone"),
    ],
)
def test_folders_that_should_not_be_made(archive: Path, place: str, code: str) -> None:
    assert failing(lambda: release(archive, target=archive / place)).code == code
    assert names(archive) == ["drafts"]


def test_two_may_make_the_same_folder_at_once(archive: Path) -> None:
    def beaten(path: Path) -> None:
        path.mkdir()
        raise system_error(errno.EEXIST)

    assert release(archive, disk=replace(THIS_DISK, mkdir=beaten)).draft_left is False


def test_the_temporary_name_is_recognised() -> None:
    assert TEMPORARY.fullmatch(".~cd-0123abcd")
    assert not TEMPORARY.fullmatch(".~cd-0123abcd.md")
