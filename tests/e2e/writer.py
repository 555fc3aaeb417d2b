"""A person who writes releases with the real window, key by key; tests, pictures and the demonstration share her."""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.screen import Screen, until

if TYPE_CHECKING:
    import subprocess

START = 60.0
"""Seconds that a start may take on a slow and busy machine."""
_ITEM = re.compile(r"^ ?(?:\*|-|\d+\.) ")


LOST_PROPERTY = """```yaml
area: Surrey
og:
  description: A trombone and forty umbrellas are for sale on Friday.
  title: Lost property sale on Friday
  url: https://www.surrey.police.uk/news/surrey/news/2024/03/lost-property-sale-on-friday/
publish:
  date: 09:30 04/03/2024
title: Lost property sale on Friday | Surrey Police
url: https://www.surrey.police.uk/news/surrey/news/2024/03/lost-property-sale-on-friday/
"""
"""The beginning of a released article."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a person has in mind before she sits down: ``organisation`` as typed, ``day`` and ``clock`` as typed."""

    organisation: str
    headline: str
    summary: str
    body: str
    day: str = ""
    clock: str = ""


def keys_of(body: str) -> str:
    """What is typed for a text: the editor continues lists by itself, so only their first items have a sign."""
    typed, in_list = [], False
    for line in body.split("\n"):
        sign = _ITEM.match(line)
        typed.append(line[sign.end() :] if sign and in_list else line)
        in_list = sign is not None
    return "\n".join(typed)


class Writer:
    """Hands on a screen, and a count of what they do beyond typing words: ``acts``."""

    def __init__(self, screen: Screen, archive: Path) -> None:
        self.screen = screen
        self.archive = archive
        self.acts: list[str] = []

    def settle_in(self, **settings: str) -> None:
        """Her own settings, before the first start: ``section_name="value"``; the archive's folder is one."""
        folder = self.screen.home / ".config/copydesk"
        folder.mkdir(parents=True, exist_ok=True)
        self.archive.mkdir(parents=True, exist_ok=True)
        values = configparser.ConfigParser(interpolation=None)
        values["archive"] = {"folder": str(self.archive)}
        for name, value in settings.items():
            section, _line, setting = name.partition("_")
            if not values.has_section(section):
                values.add_section(section)
            values[section][setting] = value
        with (folder / "copydesk.ini").open("w", encoding="utf-8") as file:
            values.write(file)

    def start(self, *files: Path, title: str = "Copydesk$", **environment: str) -> subprocess.Popen[bytes]:
        """Start the program, and wait for its window."""
        program = self.screen.start_copydesk(*(str(file) for file in files), **environment)
        until(lambda: program.poll() is not None or self.screen.is_there(title), "a window", START)
        if program.poll() is not None:
            raise RuntimeError(f"Copydesk ended with {program.poll()} before its window was there: {self.screen.log()}")
        self.screen.window(title, START)
        self.screen.drawn(START)  # a key is for the window that she sees, not for one that is about to come
        return program

    def act(self, *keys: str) -> None:
        """Press keys that are no words."""
        self.acts += keys
        self.screen.key(*keys)

    def draft(self, release: Release, half_way: Callable[[], None] = lambda: None) -> None:
        """Write a release from the welcome page to its last word. What is left empty is as Copydesk proposes."""
        self.act("ctrl+n")
        self.screen.window("^New release", START)
        self.screen.type(release.organisation)
        self.act("Return")
        self.screen.type(release.headline)
        self.act("Return")
        self.screen.type(release.summary)
        if release.day:
            self.act("Return")
            self.screen.type(release.day)
            self.act("Return")
            self.screen.type(release.clock)
        self.act("F6")
        first, gap, rest = keys_of(release.body).partition("\n\n")
        self.screen.type(first)
        half_way()
        self.screen.type(gap + rest)

    def release(self) -> Path:
        """Release the article in front; the file it became."""
        before = self.released()
        self.act("ctrl+Return")
        self.screen.window("^Release this article", START)
        self.act("Return")
        (new,) = until(lambda: self.released() - before, "the released file", START)
        self.screen.window(re.escape(new.name), START)
        return new

    def released(self) -> set[Path]:
        """The released articles of the archive that are whole: the program writes under another name first."""
        return set((self.archive / "news").glob("*/*.md"))
