"""A window under measurement: real keys go in by XTEST, and the pixels that come out are read from the server's memory.

Every measurement also runs with ``BARE``, the least that Qt can do: what it needs is the floor of the method, and the
ratio to it says more than milliseconds of some machine.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.frame import Area, Frame, changed_width
from tests.e2e.screen import CARET, Screen
from tests.e2e.writer import START, Writer

SIZE = "1600x1000"
# Parts of the screen that show nothing but the text and the page, whatever the window shows besides.
TOP = Area(0, 0, 1600, 40)
TEXT = Area(20, 395, 880, 480)
PAGE = Area(945, 180, 635, 700)
REST = 0.25
"""Seconds without a change after which a picture counts as complete."""
POLL = 0.0005

BARE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication([])
field = QPlainTextEdit()
field.setWindowTitle("Bare")
field.setPlainText(Path(sys.argv[1]).read_text("utf-8").split("```\\n", 1)[1].strip())
field.setViewportMargins(0, 395, 0, 0)
field.show()
sys.exit(app.exec())
"""
PARAGRAPH = """Officers of the neighbourhood team will be at the market on every second Friday of the month. \
Number {number} of these mornings is about **bicycles**: bring yours to have it marked, ask about _locks_, \
and hear how many were found.

 * Bring the bicycle, and something with your name on it.
 * Allow ten minutes.

"""


def article(characters: int) -> str:
    """A release of about this length; its first line is short, so that typing there moves nothing else."""
    body, number = "Typed here:\n\n## The mornings\n\n", 0
    while len(body) < characters:
        number += 1
        body += PARAGRAPH.format(number=number)
        if number % 10 == 0:
            body += f"## Month {number // 10}\n\n"
    front = "area: Somewhere\ntitle: Mornings at the market\nurl: https://www.example.org/mornings/"
    return f"```yaml\n{front}\n```\n\n{body.strip()}\n"


SMALL, LARGE = 2_000, 134_000


class Keys:
    """Real key events, sent without starting a program for each: XTEST's own functions, as xdotool calls them."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x11.XStringToKeysym.restype = ctypes.c_ulong
        self._x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x11.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._display = self._x11.XOpenDisplay(display.encode())

    def press(self, name: str) -> float:
        """Press and release a key; when it was pressed, by the clock of ``time.perf_counter``."""
        code = self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(name.encode()))
        self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        begun = time.perf_counter()
        self._x11.XSync(self._display, 0)
        self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x11.XSync(self._display, 0)
        return begun

    def close(self) -> None:
        """Hang up."""
        self._x11.XCloseDisplay(self._display)


class Watch:
    """When the picture of an area changed, each change with its time; a blinking cursor is none."""

    def __init__(self, frame: Frame, area: Area) -> None:
        self._frame, self._area = frame, area
        self.pictures = [(time.perf_counter(), frame.lines(area))]

    def look(self) -> bool:
        """Whether it changed since the last look."""
        lines = self._frame.lines(self._area)
        changed = changed_width(self.pictures[-1][1], lines) > CARET
        if changed:
            self.pictures.append((time.perf_counter(), lines))
        return changed

    @property
    def since(self) -> float:
        """When it changed last."""
        return self.pictures[-1][0]

    def complete(self) -> float:
        """When it first looked as it does at the end."""
        last = self.pictures[-1][1]
        return next(when for when, lines in self.pictures if changed_width(lines, last) <= CARET)


def settle(watches: Sequence[Watch], *, rest: float = REST, timeout: float = START) -> None:
    """Look at areas until nothing has moved in any of them for a while."""
    end = time.perf_counter() + timeout
    while time.perf_counter() - max(watch.since for watch in watches) < rest:
        for watch in watches:
            watch.look()
        if time.perf_counter() > end:
            raise TimeoutError(f"The screen was not still within {timeout:g} s.")
        time.sleep(POLL)


class Desk:
    """A screen for one measurement, with a program on it."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen, self._folder = screen, folder
        self.frame = screen.frame()
        self._writer = Writer(screen, folder / "archive")

    def file(self, characters: int) -> Path:
        """An article of this length."""
        place = self._folder / f"article-{characters}.md"
        place.write_text(article(characters), encoding="utf-8")
        return place

    def start(self, program: str, file: Path) -> tuple[subprocess.Popen[bytes], float]:
        """Start a program with a file, and when that was: ``bare``, ``copydesk``, ``without preview``, or a path."""
        shutil.rmtree(self.screen.home / ".local", ignore_errors=True)  # as if nobody had been killed while typing
        self._writer.settle_in(start_reopen="false", preview_shown=str(program != "without preview").lower())
        command = [sys.executable, *(["-c", BARE] if program == "bare" else ["-m", "editor.main"])]
        if "/" in program:
            command = [program]
        begun = time.perf_counter()
        return self.screen.start([*command, str(file)]), begun

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End a program, and wait until it is gone from the screen: its edits are of no use to anybody."""
        process.kill()
        process.wait()
        self.screen.no_window(".", START)
        settle([Watch(self.frame, TOP), Watch(self.frame, TEXT), Watch(self.frame, PAGE)])

    def into_text(self, program: str) -> None:
        """Put the cursor behind the first line of the text."""
        self.screen.window("Bare" if program == "bare" else "Mornings", START)
        self.screen.click(TEXT.x + TEXT.width // 2, TEXT.y + TEXT.height // 2)
        self.screen.key("ctrl+Home", "End")
        self.screen.still()


@contextmanager
def desk() -> Iterator[Desk]:
    """A screen of its own, gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-bench-", ignore_cleanup_errors=True) as folder,
        Screen(Path(folder) / "screen", SIZE, filled=True) as screen,
    ):
        yield Desk(screen, Path(folder))


def summary(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds: the median, the 95th percentile, the worst."""
    times = sorted(1000 * each for each in seconds)
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[min(len(times) - 1, int(len(times) * 0.95))], 1),
        "max_ms": round(times[-1], 1),
    }


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {"processors": os.cpu_count(), "load": round(os.getloadavg()[0], 1), "python": sys.version.split()[0]}
