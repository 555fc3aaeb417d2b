"""Programs that do one thing again and again, say each time that it is done, and are killed at it."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from editor.services.files import NoVersions, open_file, save
from editor.services.journal import Entry, Journal
from editor.services.versions import Versions

PROJECT = Path(__file__).parents[2]
STORY = Path("/archive/drafts/story.md")


def body(number: int, size: int) -> bytes:
    """A text that tells which it is and whether it is whole."""
    text = (b"%d " % number) * size
    return hashlib.sha256(text).hexdigest().encode() + b" " + text


def number_of(data: bytes) -> int:
    """The number of a text. Raises ValueError where it is torn, empty or mixed."""
    checksum, _, text = data.partition(b" ")
    if hashlib.sha256(text).hexdigest().encode() != checksum:
        raise ValueError("torn")
    return int(text.split(b" ", 1)[0])


Act = Callable[[int], None]


@contextmanager
def saving(folder: Path, size: int) -> Iterator[Act]:
    path = folder / "story.md"
    path.write_bytes(body(0, size))
    fingerprint = [open_file(path).fingerprint]

    def act(number: int) -> None:
        fingerprint[0] = save(path, body(number, size), fingerprint[0], versions=NoVersions()).fingerprint

    yield act


@contextmanager
def journaling(folder: Path, size: int) -> Iterator[Act]:
    journal = Journal(folder / "journal")

    def act(number: int) -> None:
        assert journal.write(Entry("key", body(number, size).decode(), datetime.now()))

    yield act
    journal.close()


@contextmanager
def keeping(folder: Path, size: int) -> Iterator[Act]:
    versions = Versions(folder / "versions")
    yield lambda number: versions.keep(STORY, body(number, size))


def saved(folder: Path) -> list[int]:
    return [number_of((folder / "story.md").read_bytes())]


def journaled(folder: Path) -> list[int]:
    return [number_of(leftover.entry.body.encode()) for leftover in Journal(folder / "journal").leftovers()]


def kept(folder: Path) -> list[int]:
    versions = Versions(folder / "versions")
    return [number_of(versions.read(version.id)) for version in versions.of(STORY)]


ACTS = {"save": saving, "journal": journaling, "version": keeping}
FOUND = {"save": saved, "journal": journaled, "version": kept}
"""What is there after a crash, the newest first. Raises where something is torn."""


def verdict(kind: str, folder: Path, done: int) -> str:
    """What is wrong after an end that came when so many were reported as done: "", ``torn`` or ``lost``."""
    try:
        found = FOUND[kind](folder)
    except (ValueError, OSError):
        return "torn"
    if not found or found[0] not in (done, done + 1):
        return "lost"
    whole = kind != "version" or sorted(found[-done:]) == list(range(1, done + 1))
    return "" if whole else "lost"


def killed(kind: str, folder: Path, chance: random.Random) -> int:
    """Kill such a program at a moment of chance; how many it had reported as done."""
    size, wait = chance.choice((1, 500, 40_000)), chance.random() / 20
    command = [sys.executable, "-m", "tests.torture.children", kind, str(folder), str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as program:
        assert program.stdout
        assert program.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            program.wait(wait)
        program.send_signal(signal.SIGKILL)
        return max([1, *map(int, program.stdout.read().split())])


def main() -> None:
    kind, folder, size = sys.argv[1:]
    with ACTS[kind](Path(folder), int(size)) as act:
        for number in range(1, 10**9):
            act(number)
            os.write(1, b"%d\n" % number)


if __name__ == "__main__":
    main()
