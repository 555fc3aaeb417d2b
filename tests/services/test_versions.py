"""Whatever was in a file before a save can be had back, for 30 days and 50 saves at least."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.services.files import THIS_DISK, open_file, save
from editor.services.files.values import digest
from editor.services.versions import LEAST, Versions
from tests.services.faulty_disk import Recorder, system_error

PROJECT = Path(__file__).parents[2]
STORY = Path("/archive/drafts/Surrey/story.md")
NEWS = Path("/archive/news/Surrey/0a.md")


class Clock:
    """Now, and a second later each time; files have the real time, so this one stays near it."""

    def __init__(self) -> None:
        self.time = datetime.now()

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def versions(tmp_path: Path, clock: Clock) -> Versions:
    return Versions(tmp_path / "data" / "versions", now=clock)


def texts(versions: Versions, path: Path = STORY) -> list[bytes]:
    return [versions.read(version.id) for version in versions.of(path)]


def blobs(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "data/versions/bytes").rglob("*") if path.is_file()]


def test_a_save_keeps_what_was_there(tmp_path: Path, versions: Versions) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(b"one")
    opened = open_file(path)
    versions.keep_original(path, opened.data)
    saved = save(path, b"two", opened.fingerprint, versions=versions)
    saved = save(path, b"three", saved.fingerprint, versions=versions)
    assert saved.version_kept
    assert texts(versions, path) == [b"two", b"one"]
    assert [(version.why, version.size) for version in versions.of(path)] == [("saved", 3), ("opened", 3)]
    assert versions.of(tmp_path / "other.md") == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([b"a", b"b", b""])), min_size=1, max_size=6))
def test_every_state_comes_back(tmp_path: Path, clock: Clock, states: list[bytes]) -> None:
    path = Path(f"/{clock().timestamp()}/a\udcff.md")
    versions = Versions(tmp_path / "v", now=clock)
    for data in states:
        versions.keep(path, data)
    told = [data for at, data in enumerate(states) if at == 0 or data != states[at - 1]]
    assert texts(versions, path) == told[::-1]
    assert [version.sha256 for version in versions.of(path)] == [digest(data) for data in told[::-1]]
    times = [version.when for version in versions.of(path)]
    assert times == sorted(times, reverse=True)


def test_the_same_bytes_are_stored_once(tmp_path: Path, versions: Versions) -> None:
    for _ in range(3):
        for path in (STORY, NEWS):
            versions.keep(path, b"a" * 10_000)
            versions.keep(path, b"b")
    assert len(blobs(tmp_path)) == 2
    assert sum(blob.stat().st_size for blob in blobs(tmp_path)) < 100
    assert len(versions.of(STORY)) == 6


def test_a_clock_set_back_does_not_mix_the_order(tmp_path: Path) -> None:
    times = iter([datetime(2026, 1, 2), datetime(2026, 1, 1), datetime(2026, 1, 1)])
    versions = Versions(tmp_path, now=lambda: next(times))
    for data in (b"1", b"2", b"3"):
        versions.keep(STORY, data)
    assert texts(versions) == [b"3", b"2", b"1"]


def test_versions_follow_a_release(versions: Versions) -> None:
    versions.keep(STORY, b"draft")
    versions.moved(STORY, NEWS)
    versions.keep(NEWS, b"news")
    assert texts(versions, NEWS) == [b"news", b"draft"]
    assert versions.of(STORY) == ()
    versions.moved(STORY, NEWS)  # There is nothing to move.
    versions.moved(NEWS, NEWS)
    assert texts(versions, NEWS) == [b"news", b"draft"]
    assert versions.find(digest(b"news")) == (NEWS,)


def test_versions_of_two_files_that_become_one_are_all_kept(versions: Versions) -> None:
    versions.keep(NEWS, b"another file of this name")
    versions.keep(STORY, b"draft")
    versions.moved(STORY, NEWS)
    assert texts(versions, NEWS) == [b"draft", b"another file of this name"]


def test_a_renamed_file_is_known_by_its_bytes(tmp_path: Path, versions: Versions) -> None:
    versions.keep(STORY, b"old")
    versions.note(STORY, digest(b"new"))
    versions.note(STORY, digest(b"new"))
    versions.note(STORY, digest(b"newer"))
    versions.note(NEWS, digest(b"news"))
    assert versions.find(digest(b"newer")) == (STORY,)
    assert versions.find(digest(b"news")) == (NEWS,)
    assert versions.find(digest(b"new")) == versions.find(digest(b"old")) == ()
    assert texts(versions) == [b"old"]
    assert versions.of(NEWS) == ()
    versions.keep(STORY, b"newer")
    versions.keep(NEWS, b"newer")
    assert versions.find(digest(b"newer")) == (NEWS, STORY)  # The latest first.


def test_the_versions_of_a_renamed_file_follow_it_by_its_bytes(tmp_path: Path, versions: Versions) -> None:
    old, new, copy, elsewhere = (tmp_path / name for name in ("old.md", "new.md", "copy.md", "elsewhere/new.md"))
    for there in (old, copy):
        there.write_bytes(b"now")
    versions.keep(old, b"before")
    versions.note(old, digest(b"now"))
    versions.keep_original(copy, b"now")
    assert texts(versions, copy) == [b"now"]  # the old one is still there
    old.unlink()
    versions.keep_original(elsewhere, b"now")
    assert texts(versions, elsewhere) == [b"now"]  # another folder may be another computer's
    versions.keep(new, b"now")
    assert texts(versions, new) == [b"now", b"before"]
    assert texts(versions, old) == []
    versions.keep_original(tmp_path / "other.md", b"something else")
    assert texts(versions, tmp_path / "other.md") == [b"something else"]


def test_nothing_is_known_before_the_first_save(versions: Versions) -> None:
    assert versions.find(digest(b"")) == ()
    versions.prune()


def test_a_name_that_was_lost_is_written_again(tmp_path: Path, versions: Versions) -> None:
    versions.keep(STORY, b"one")
    (name,) = (tmp_path / "data").rglob("path")
    name.write_bytes(b"")
    versions.keep(STORY, b"two")
    assert versions.find(digest(b"two")) == (STORY,)
    name.unlink()
    assert versions.find(digest(b"two")) == ()
    assert texts(versions) == [b"two", b"one"]


# What stays


def test_recent_states_the_last_fifty_and_the_first_opened_stay(tmp_path: Path, clock: Clock) -> None:
    versions = Versions(tmp_path / "data/versions", now=clock)
    clock.time -= timedelta(days=100)
    versions.keep_original(STORY, b"opened")
    for number in range(LEAST + 10):
        versions.keep(STORY, b"old %d" % number)
    versions.keep_original(STORY, b"opened again")
    clock.time += timedelta(days=100)
    versions.note(STORY, digest(b"now"))
    versions.prune()
    kept = texts(versions)
    assert len(kept) == LEAST + 1
    assert kept[0] == b"opened again" and kept[-1] == b"opened"
    for number in range(LEAST + 10):
        versions.keep(STORY, b"new %d" % number)
    versions.prune()
    kept = texts(versions)
    assert len(kept) == LEAST + 11
    assert kept[-1] == b"opened"
    assert versions.find(digest(b"now")) == ()


def test_bytes_that_no_file_needs_go_a_day_later(tmp_path: Path, clock: Clock) -> None:
    versions = Versions(tmp_path / "data/versions", now=clock)
    versions.keep(STORY, b"kept")
    versions.keep(NEWS, b"of no file any more")
    for record in (tmp_path / "data/versions/files").rglob(f"*{digest(b'of no file any more')}"):
        record.unlink()
    (tmp_path / "data/versions/bytes/aa").mkdir(exist_ok=True)
    unfinished = tmp_path / "data/versions/bytes/aa/.~cd-12345678"
    unfinished.write_bytes(b"half")
    versions.prune()
    assert len(blobs(tmp_path)) == 3
    clock.time += timedelta(days=2)
    versions.prune()
    assert len(blobs(tmp_path)) == 1
    assert texts(versions) == [b"kept"]


def test_bytes_used_again_are_not_forgotten(tmp_path: Path, clock: Clock) -> None:
    versions = Versions(tmp_path / "data/versions", now=clock)
    versions.keep(STORY, b"text")
    (blob,) = blobs(tmp_path)
    os.utime(blob, (0, 0))
    versions.keep(NEWS, b"text")
    for record in (tmp_path / "data/versions/files").rglob(f"*{digest(b'text')}"):
        record.unlink()
    versions.prune()
    assert blobs(tmp_path) == [blob]


# Damage


def test_damaged_bytes_are_told_and_stored_anew(tmp_path: Path, versions: Versions) -> None:
    versions.keep(STORY, b"text" * 50)
    (blob,) = blobs(tmp_path)
    (version,) = versions.of(STORY)
    data = blob.read_bytes()
    for damaged in (*(data[:size] for size in range(len(data))), b"\0" * len(data)):
        blob.write_bytes(damaged)
        with pytest.raises(CopydeskError) as failure:
            versions.read(version.id)
        assert failure.value.code == "no-version"
    versions.keep(STORY, b"text" * 50)
    assert versions.read(version.id) == b"text" * 50
    other = Versions(tmp_path / "other")
    other.keep(STORY, b"other")
    blob.write_bytes(next(path for path in (tmp_path / "other/bytes").rglob("*") if path.is_file()).read_bytes())
    with pytest.raises(CopydeskError):
        versions.read(version.id)


def test_a_version_without_its_bytes_is_not_listed(tmp_path: Path, versions: Versions) -> None:
    versions.keep(STORY, b"one")
    versions.keep(STORY, b"two")
    next(blob for blob in blobs(tmp_path) if blob.name == digest(b"one")).unlink()
    assert texts(versions) == [b"two"]


def test_strange_files_are_passed_over(tmp_path: Path, versions: Versions) -> None:
    versions.keep(STORY, b"one")
    (record,) = (tmp_path / "data/versions/files").rglob("*saved*")
    for name in (".~cd-12345678", "x", record.name[1:], record.name + "0", record.name.upper()):
        (record.parent / name).write_bytes(b"")
    assert texts(versions) == [b"one"]


# A failing disk

ACTS: dict[str, Callable[[Versions], object]] = {
    "keep": lambda versions: versions.keep(STORY, b"new"),
    "keep the same": lambda versions: versions.keep(STORY, b"two"),
    "keep another": lambda versions: versions.keep(Path("/other.md"), b"other"),
    "original": lambda versions: versions.keep_original(STORY, b"new"),
    "renamed": lambda versions: versions.keep_original(STORY.with_name("renamed.md"), b"two"),
    "note": lambda versions: versions.note(STORY, digest(b"now")),
    "moved": lambda versions: versions.moved(STORY, Path("/elsewhere.md")),
    "moved onto another": lambda versions: versions.moved(STORY, NEWS),
    "of": lambda versions: versions.of(STORY),
    "find": lambda versions: versions.find(digest(b"two")),
    "prune": lambda versions: versions.prune(),
}


PLACES = (STORY, STORY.with_name("renamed.md"), Path("/elsewhere.md"))


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EBUSY, errno.EINTR, errno.EROFS])
def test_whatever_call_fails_no_version_is_lost(tmp_path: Path, clock: Clock, name: str, number: int) -> None:
    for at in count():
        recorder = Recorder()
        folder = tmp_path / f"{at}"
        versions = Versions(folder, recorder.on(), clock)
        versions.keep(STORY, b"one")
        versions.keep(STORY, b"two")
        versions.keep(NEWS, b"news")
        clock.time += timedelta(days=2)
        recorder.calls.clear()
        recorder.failures = {at: system_error(number)}
        failed = False
        try:
            ACTS[name](versions)
        except CopydeskError as error:
            failed = True
            assert error.code == "no-versions"
            assert os.strerror(number) in error.sentence or "not-verified" in error.sentence
        reached = len(recorder.calls) > at
        sound = Versions(folder)
        everywhere = [text for path in (*PLACES, NEWS) for text in texts(sound, path)]
        assert {b"one", b"two", b"news"} <= set(everywhere)
        if name in ("keep", "original"):
            assert failed or texts(sound)[0] == b"new"
        if not reached:
            break
    assert at >= 2


def test_a_save_goes_on_where_no_version_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(b"one")
    folder = tmp_path / "versions"
    folder.write_bytes(b"a file in the folder's place")
    saved = save(path, b"two", open_file(path).fingerprint, versions=Versions(folder))
    assert path.read_bytes() == b"two"
    assert not saved.version_kept


def test_what_the_disk_gives_back_otherwise_is_told(tmp_path: Path) -> None:
    disk = replace(THIS_DISK, read=lambda fd, size: os.read(fd, size)[::-1])
    with pytest.raises(CopydeskError) as failure:
        Versions(tmp_path, disk).keep(STORY, b"text")
    assert failure.value.code == "no-versions"


# Kills and two programs

KEEPER = """
import sys
from pathlib import Path
from editor.services.versions import Versions
versions = Versions(Path(sys.argv[1]))
for number in range(1, 10**9):
    versions.keep(Path("/story.md"), b"%s %d " % (sys.argv[2].encode(), number) * 500)
    print(number, flush=True)
"""


def keeper(folder: Path, name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", KEEPER, str(folder), name], stdout=subprocess.PIPE, cwd=PROJECT)


def test_two_killed_programs_lose_no_version(tmp_path: Path, kills: int) -> None:
    for number in range(max(1, kills // 4)):
        folder = tmp_path / f"{number}"
        done = {}
        programs = {name: keeper(folder, name) for name in ("one", "two")}
        for program in programs.values():
            assert program.stdout
            for _ in range(number % 5 + 1):
                assert program.stdout.readline()
        for name, program in programs.items():
            program.kill()
            done[name] = number % 5 + 1 + len(program.communicate()[0].split())
        kept = set(texts(Versions(folder), Path("/story.md")))
        for name, last in done.items():
            for serial in range(1, last + 1):
                assert b"%s %d " % (name.encode(), serial) * 500 in kept
        assert len(kept) <= sum(done.values()) + 2
