"""New files and releases: they never overwrite, on any system, and no draft goes before its article is there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.services.files import (
    TEMPORARY,
    THIS_DISK,
    Conflict,
    Disk,
    Fingerprint,
    NoVersions,
    Saved,
    is_portable,
    publish,
)
from tests.services.faulty_disk import WindowsError, system_error
from tests.services.saving_hands import NEW, OLD, THEIRS, Versions, failing, meddling, names, new, put, seen

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
