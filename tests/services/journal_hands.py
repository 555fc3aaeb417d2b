"""Unsaved work, and programs that leave it behind: for the tests of the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from editor.services.files import THIS_DISK, Disk, key_of
from editor.services.journal import Entry, Journal, Leftover

THEN = datetime(2026, 11, 24, 12, 8, 30, 5)
ARTICLE = Path("/archive/drafts/Surrey/story.md")
KEY = key_of(ARTICLE)


def entry(body: str = "Typed.", key: str = KEY, **more: Any) -> Entry:
    return replace(Entry(key, body, THEN, path=ARTICLE), **more)


class Clock:
    def __init__(self) -> None:
        self.time = datetime.now()

    def __call__(self) -> datetime:
        return self.time


def found(folder: Path) -> list[Leftover]:
    """What the next start of the program finds."""
    return Journal(folder).leftovers()


def bodies(leftovers: list[Leftover]) -> list[str]:
    return [leftover.entry.body for leftover in leftovers]


def left(folder: Path, *entries: Entry, disk: Disk = THIS_DISK) -> None:
    """A program that wrote these and died."""
    journal = Journal(folder, disk)
    for each in entries:
        journal.write(each)
    journal.close()
