"""A home that cannot be written: the library finds, and what is typed survives, in the window that a person has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from editor.services.index import Index
from tests.e2e.screen import Screen, until
from tests.e2e.test_real_window import ARTICLE, TITLE
from tests.e2e.writer import START, Writer

pytestmark = pytest.mark.display

IN_THE_TEXT = (700, 640)
FOUND = "^Unsaved work was found"


class Guest(Writer):
    """Somebody with a home that she may only read. Root may write everywhere, unless that power is taken away."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        super().__init__(screen, folder / "archive")
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self._as: list[str] = []
        if os.geteuid() == 0:
            self._as = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--"]

    def may_write(self, allowed: bool) -> None:
        """Set whether her home can be written. The window manager is not hers, and makes its own folder in there."""
        (self.screen.home / ".cache").mkdir(exist_ok=True)
        for place in [self.screen.home, *self.screen.home.rglob("*")]:
            place.chmod(0o600 if allowed else 0o400) if place.is_file() else place.chmod(0o700 if allowed else 0o500)

    def begin(self) -> subprocess.Popen[bytes]:
        """Start the program."""
        command = [*self._as, sys.executable, "-m", "editor.main"]
        return self.screen.start(command, TMPDIR=str(self.temporary))

    def has_index(self) -> bool:
        """Whether an index of her archive, with an article in it, lies among the temporary files."""
        for file in self.temporary.rglob("*.sqlite"):
            with closing(Index.open(self.archive, file.parent)) as index:
                return not index.is_empty
        return False


@pytest.fixture
def guest(screen: Screen, tmp_path: Path) -> Iterator[Guest]:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("setpriv (util-linux) is not installed")
    guest = Guest(screen, tmp_path)
    guest.settle_in()
    guest.may_write(False)
    yield guest
    screen.close()
    guest.may_write(True)


def test_the_library_finds_and_a_kill_costs_nothing(guest: Guest) -> None:
    article = guest.archive / "news" / "Surrey" / "article.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE, encoding="utf-8")
    program = guest.begin()
    guest.screen.window("Copydesk$", START)
    until(guest.has_index, "the index among the temporary files", START)
    guest.screen.still()
    guest.screen.key("ctrl+shift+f")
    guest.screen.type("trombon")
    guest.screen.still()
    guest.screen.key("Return")  # to the article that was found
    guest.screen.still()
    guest.screen.key("Return")
    guest.screen.window(TITLE, START)
    guest.screen.drawn(START)
    guest.screen.click(*IN_THE_TEXT)
    guest.screen.type("Typed before the kill. ")
    until(lambda: list(guest.temporary.rglob("unsaved-*")), "the unsaved work among the temporary files")
    guest.screen.still()
    program.kill()
    program.wait(START)
    assert article.read_text("utf-8") == ARTICLE
    guest.begin()
    guest.screen.window(FOUND, START)
    guest.screen.key("Return")
    guest.screen.no_window(FOUND)
    guest.screen.window(TITLE, START)
    guest.screen.key("ctrl+s")
    until(lambda: "Typed before the kill." in article.read_text("utf-8"), "the saved work", START)
    until(lambda: not list(guest.temporary.rglob("unsaved-*")), "the end of the unsaved work")
    assert [path.parent.name for path in guest.screen.home.rglob("copydesk")] == [".config"]
