"""Every call of a save fails in turn, the disk lies, is full, and the saver is killed: the file is old or new."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.services.files import (
    TEMPORARY,
    THIS_DISK,
    Disk,
    Fingerprint,
    NoVersions,
    Saved,
    SaveFailed,
    open_file,
    publish,
    save,
)
from tests.services.faulty_disk import Recorder, system_error

OLD = b"The old text.\n"
NEW = b"The new text, which is longer.\n"
PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Scene:
    """A save of some kind: what is there before, the act, and the file that must be old or new after it."""

    prepare: Callable[[Path], Fingerprint | None]
    act: Callable[[Path, Fingerprint | None, Disk], Saved]
    target: str
    old: bytes | None
    naming: str
    """The call after which the new file is there."""
    disk: Disk = THIS_DISK


def an_article(folder: Path) -> Fingerprint:
    path = folder / "story.md"
    path.write_bytes(OLD)
    with suppress(OSError):
        os.setxattr(path, "user.origin", b"newsroom")
    return open_file(path).fingerprint


def a_linked_article(folder: Path) -> Fingerprint:
    (folder / "link.md").symlink_to("story.md")
    return an_article(folder)


def a_draft(folder: Path) -> Fingerprint:
    (folder / "drafts").mkdir()
    return an_article(folder / "drafts")


def save_as(name: str) -> Callable[[Path, Fingerprint | None, Disk], Saved]:
    return lambda folder, expected, disk: save(folder / name, NEW, expected, versions=NoVersions(), disk=disk)


def release(folder: Path, expected: Fingerprint | None, disk: Disk) -> Saved:
    draft, target = folder / "drafts/story.md", folder / "news/Surrey/0a.md"
    return publish(draft, expected, target, NEW, versions=NoVersions(), disk=disk)


def no_links(temp: Path, target: Path) -> None:
    raise system_error(errno.EOPNOTSUPP)


SCENES = {
    "over": Scene(an_article, save_as("story.md"), "story.md", OLD, "replace"),
    "over, by a link": Scene(a_linked_article, save_as("link.md"), "story.md", OLD, "replace"),
    "new": Scene(lambda _: None, save_as("new.md"), "new.md", None, "link"),
    "new, no links": Scene(
        lambda _: None, save_as("new.md"), "new.md", None, "replace", replace(THIS_DISK, link=no_links)
    ),
    "release": Scene(a_draft, release, "news/Surrey/0a.md", None, "link"),
}
CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EIO: "io-error",
    errno.EACCES: "no-permission",
    errno.EROFS: "read-only",
    errno.EBUSY: "in-use",
    errno.EINTR: "io-error",
    errno.EXDEV: "io-error",
    errno.ETIMEDOUT: "out-of-reach",
}
METADATA = {"fchmod", "fchown", "listxattr", "getxattr", "setxattr"}


def after(folder: Path, scene: Scene) -> bytes | None:
    target = folder / scene.target
    return target.read_bytes() if target.exists() else None


def temporaries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if TEMPORARY.fullmatch(path.name)]


def fresh(folder: Path, number: object = "") -> Path:
    place = folder / f"try{number}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


def calls_of(folder: Path, scene: Scene) -> list[str]:
    recorder = Recorder()
    place = fresh(folder, "plain")
    scene.act(place, scene.prepare(place), recorder.on(scene.disk))
    assert after(place, scene) == NEW
    return recorder.calls


def may_fail(call: str, error: int) -> bool:
    """What does not stop a save though it comes before the new file is there."""
    allowed = error in (errno.EACCES, errno.EXDEV)
    return (call in METADATA and error == errno.EACCES) or (call == "link" and allowed)


@pytest.mark.parametrize("error", CODES, ids=errno.errorcode.get)
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_each_call_fails_in_turn(tmp_path: Path, scene: Scene, error: int) -> None:
    calls = calls_of(tmp_path, scene)
    named = max(number for number, call in enumerate(calls) if call == scene.naming)
    for number, call in enumerate(calls):
        here = fresh(tmp_path, number)
        expected = scene.prepare(here)
        recorder = Recorder({number: system_error(error)})
        told = f"{call}, call {number}"
        try:
            saved = scene.act(here, expected, recorder.on(scene.disk))
        except SaveFailed as failure:
            assert number <= named, told
            assert failure.code == (CODES[error] if call != "access" else failure.code), told
            assert after(here, scene) == scene.old, told
        else:
            assert saved.written, told
            assert number > named or may_fail(call, error) or calls_to_sync(calls, number), told
            assert after(here, scene) == NEW, told
            assert open_file(here / scene.target).fingerprint.sha256 == saved.fingerprint.sha256
        # A temporary file whose removal failed is swept another day.
        assert not temporaries(here) or call == "unlink", told
        shutil.rmtree(here)


def calls_to_sync(calls: list[str], number: int) -> bool:
    """Whether a call confirms folders that were made before the article is written."""
    return "mkdir" in calls and number < calls.index("write") and calls[number] in ("open", "fsync", "close")


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_folder_that_cannot_be_confirmed_is_told_not_failed(tmp_path: Path, scene: Scene) -> None:
    calls = calls_of(tmp_path, scene)
    named = max(number for number, call in enumerate(calls) if call == scene.naming)
    confirm = calls.index("fsync", named)
    for number in (confirm - 1, confirm, confirm + 1):
        here = fresh(tmp_path, number)
        recorder = Recorder({number: system_error(errno.EIO)})
        saved = scene.act(here, scene.prepare(here), recorder.on(scene.disk))
        assert (saved.durable, saved.written) == (False, True), calls[number]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scene=st.sampled_from(list(SCENES.values())),
    failures=st.dictionaries(st.integers(0, 60), st.sampled_from(list(CODES)), min_size=2, max_size=8),
)
def test_however_many_calls_fail_the_file_is_old_or_new(tmp_path: Path, scene: Scene, failures: dict[int, int]) -> None:
    here = fresh(tmp_path)
    expected = scene.prepare(here)
    recorder = Recorder({number: system_error(error) for number, error in failures.items()})
    try:
        scene.act(here, expected, recorder.on(scene.disk))
    except SaveFailed:
        # Without hard links the name is reserved by an empty file, whose removal can fail too.
        allowed = (scene.old, b"") if scene.disk.link is no_links else (scene.old,)
        assert after(here, scene) in allowed
    else:
        assert after(here, scene) == NEW
    if scene.act is release:
        assert after(here, scene) == NEW or (here / "drafts/story.md").read_bytes() == OLD


def test_no_sentence_is_empty_or_unfinished() -> None:
    source = (PROJECT / "editor/services/files/faults.py").read_text(encoding="utf-8")
    sentences = re.findall(r'_\(\s*"(.+?)"\s*\)', source)
    assert len(sentences) > 40
    assert all(re.fullmatch(r"[“A-Z].*\.", sentence) for sentence in sentences)
    assert not [s for s in sentences if re.search(r"slug|YAML|front matter|errno", s)]


# A disk that lies


def swallowed(fd: int, rest: memoryview) -> int:
    os.write(fd, rest[:-1])
    return len(rest)


def garbled(fd: int, rest: memoryview) -> int:
    return os.write(fd, bytes(rest).upper())


@pytest.mark.parametrize("write", [swallowed, garbled])
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_what_does_not_read_back_is_not_saved(
    tmp_path: Path, scene: Scene, write: Callable[[int, memoryview], int]
) -> None:
    expected = scene.prepare(tmp_path)
    with pytest.raises(SaveFailed) as failure:
        scene.act(tmp_path, expected, replace(scene.disk, write=write))
    assert failure.value.code == "not-verified"
    assert (after(tmp_path, scene), temporaries(tmp_path)) == (scene.old, [])


def test_a_disk_that_takes_nothing_does_not_hang_the_save(tmp_path: Path) -> None:
    expected = an_article(tmp_path)
    with pytest.raises(SaveFailed) as failure:
        save(tmp_path / "story.md", NEW, expected, versions=NoVersions(), disk=replace(THIS_DISK, write=lambda *_: 0))
    assert failure.value.code == "io-error"


def test_an_interrupted_save_leaves_nothing(tmp_path: Path) -> None:
    def interrupted(fd: int) -> None:
        raise KeyboardInterrupt

    expected = an_article(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "story.md", NEW, expected, versions=NoVersions(), disk=replace(THIS_DISK, fsync=interrupted))
    assert [there.name for there in tmp_path.iterdir()] == ["story.md"]


def test_no_file_stays_open(tmp_path: Path) -> None:
    opened = len(list(Path("/proc/self/fd").iterdir()))
    for name, scene in SCENES.items():
        for number, _ in enumerate(calls_of(tmp_path, scene)):
            here = fresh(tmp_path, name)
            with suppress(SaveFailed):
                scene.act(here, scene.prepare(here), Recorder({number: system_error(errno.EIO)}).on(scene.disk))
    assert len(list(Path("/proc/self/fd").iterdir())) == opened


# A real disk that is full


def test_a_full_disk_keeps_the_old_text(small_disk: Path) -> None:
    path = small_disk / "story.md"
    path.write_bytes(OLD)
    fingerprint = open_file(path).fingerprint
    for target, expected in ((path, fingerprint), (small_disk / "new.md", None)):
        with pytest.raises(SaveFailed) as failure:
            save(target, b"a" * 300_000, expected, versions=NoVersions())
        assert failure.value.code == "disk-full"
    assert path.read_bytes() == OLD
    assert [there.name for there in small_disk.iterdir()] == ["story.md"]
    assert save(path, NEW, fingerprint, versions=NoVersions()).written


# A real kill

SAVER = """
import hashlib, os, sys
from pathlib import Path
from editor.services.files import NoVersions, open_file, save
path = Path(sys.argv[1])
fingerprint = open_file(path).fingerprint
for number in range(1, 10**9):
    body = (b"%d " % number) * int(sys.argv[2])
    data = hashlib.sha256(body).hexdigest().encode() + b" " + body
    fingerprint = save(path, data, fingerprint, versions=NoVersions()).fingerprint
    os.write(1, b"%d\\n" % number)
"""


def killed_after(path: Path, size: int, saves: int, wait: float) -> int:
    """Kill a saver a moment after so many saves; the number of the last save it reported as done."""
    with subprocess.Popen([sys.executable, "-c", SAVER, path, str(size)], stdout=subprocess.PIPE, cwd=PROJECT) as saver:
        assert saver.stdout
        for _ in range(saves):
            assert saver.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            saver.wait(wait)
        saver.send_signal(signal.SIGKILL)
        return max([saves, *map(int, saver.stdout.read().split())])


def test_a_killed_saver_leaves_a_whole_file_and_loses_no_save(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "story.md"
    chance = random.Random(kills)
    for number in range(kills):
        path.write_bytes(OLD)
        size = 40_000 if number % 2 else 500
        done = killed_after(path, size, chance.randint(1, 3), chance.random() / 50)
        checksum, _, body = path.read_bytes().partition(b" ")
        assert hashlib.sha256(body).hexdigest().encode() == checksum
        assert int(body.split(b" ", 1)[0]) in (done, done + 1)
    for left in temporaries(tmp_path):
        os.utime(left, (0, 0))
    save(path, NEW, open_file(path).fingerprint, versions=NoVersions())
    assert [there.name for there in tmp_path.iterdir()] == ["story.md"]


def test_two_savers_of_one_file_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(OLD)
    savers = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, path, size], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=PROJECT
        )
        for size in ("500", "501")
    ]
    seen: set[bytes] = set()
    try:
        while all(saver.poll() is None for saver in savers):
            seen.add(open_file(path).data)
    finally:
        for saver in savers:
            saver.kill()
    told = b"".join(saver.communicate()[1] for saver in savers)
    assert b"Conflict" in told
    for data in seen - {OLD}:
        checksum, _, body = data.partition(b" ")
        assert hashlib.sha256(body).hexdigest().encode() == checksum
