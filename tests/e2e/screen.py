"""A screen, a keyboard and a mouse of our own, for tests, pictures and the demonstration.

An X server that shows nothing (Xvfb), a small window manager (openbox), real key and button events (xdotool, by XTEST).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from tests.e2e.frame import Area, Frame, changed_width

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool", "xmodmap")
CARET = 4  # pixels: what is narrower is a cursor that blinks
DRAWN = 20  # lines of pixels that differ from each other
STILL = 0.3  # seconds
T = TypeVar("T")

# No key of the window manager's own: every key is for the program. A click gives the window the keyboard.
_OPENBOX = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number></desktops>
  <keyboard/>
  <mouse><context name="Client"><mousebind button="Left" action="Press">
    <action name="Focus"/><action name="Raise"/>
  </mousebind></context></mouse>
  {applications}
</openbox_config>
"""
# What is no dialog has no frame and fills the screen: a picture of the screen is one of the window.
_FILLED = """<applications><application type="normal">
    <decor>no</decor><maximized>yes</maximized>
  </application></applications>"""

# Looks at the screen with Qt, which is here anyway.
_TAKE_PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def missing_tools() -> list[str]:
    """The programs a screen needs that are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def until(condition: Callable[[], T | None], what: str, timeout: float = 10.0) -> T:
    """What ``condition`` answers once it is true; TimeoutError naming ``what`` after ``timeout`` seconds."""
    end = time.monotonic() + timeout
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"Waited {timeout:g} s in vain for {what}.")
        time.sleep(0.02)
    return answer


class Screen:
    """Use it as a context; all that is started in it ends with it. ``folder`` gets the home, logs and settings.

    ``filled``: windows have no frame and fill the screen, dialogs don't.
    """

    def __init__(self, folder: Path, size: str = "1600x1000", *, filled: bool = False) -> None:
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._size = size
        self._filled = filled
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment = _environment(self.home)

    def __enter__(self) -> Screen:
        try:
            self.environment["DISPLAY"] = f":{self._start_server()}"
            settings = self._folder / "openbox.xml"
            settings.write_text(_OPENBOX.format(applications=_FILLED if self._filled else ""), encoding="utf-8")
            self.start(["openbox", "--config-file", str(settings)])
            until(lambda: self._xdotool("get_num_desktops"), "the window manager")
            self._spare_keys = _SpareKeys(self.environment)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all that was started here, the server last, kindly at first."""
        for process in reversed(self._started):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._started.clear()

    # ---- programs -------------------------------------------------------------------------------------------------

    def start(self, command: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
        """A program on this screen, with this screen's home; what it says goes to ``log``."""
        with self._log_of(command).open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._started.append(process)
        return process

    def start_copydesk(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """The real program, as ``python -m editor.main`` starts it."""
        return self.start([sys.executable, "-m", "editor.main", *arguments], **environment)

    def log(self, command: Sequence[str] = (sys.executable,)) -> str:
        """What the programs started by this command's first word have said so far."""
        place = self._log_of(command)
        return place.read_text(encoding="utf-8", errors="replace") if place.exists() else ""

    def _log_of(self, command: Sequence[str]) -> Path:
        return self._folder / f"{Path(command[0]).name}.log"

    # ---- windows --------------------------------------------------------------------------------------------------

    def window(self, title: str, timeout: float = 10.0) -> int:
        """The visible window whose title matches the regular expression, once it has the keyboard."""
        return until(
            lambda: self._with_keyboard(title), f"a window titled {title!r}; there is {self.titles()}", timeout
        )

    def size_of(self, title: str, timeout: float = 10.0) -> tuple[int, int]:
        """Width and height of a window without its frame, once it has the keyboard."""
        answer = self._xdotool("getwindowgeometry", "--shell", str(self.window(title, timeout)))
        told = dict(line.split("=") for line in answer.split())
        return int(told["WIDTH"]), int(told["HEIGHT"])

    def no_window(self, title: str, timeout: float = 10.0) -> None:
        """Wait until no visible window has a title that matches."""
        until(lambda: not self.is_there(title), f"the end of window {title!r}", timeout)

    def is_there(self, title: str) -> bool:
        """Whether a visible window has a title that matches, with the keyboard or without."""
        return any(re.search(title, each) for each in self.titles())

    def still(self, timeout: float = 20.0) -> None:
        """Wait until nothing but a blinking cursor has moved on the screen for a while."""
        frame, since = self.frame(), time.monotonic()
        before = frame.lines(frame.all)

        def is_still() -> bool:
            nonlocal before, since
            now = frame.lines(frame.all)
            if changed_width(before, now) > CARET:
                before, since = now, time.monotonic()
            return time.monotonic() - since > STILL

        until(is_still, "a screen on which nothing moves", timeout)

    def drawn(self, timeout: float = 10.0) -> None:
        """Wait until there is something to see in the middle of the screen, and it is complete."""
        frame = self.frame()
        middle = Area(frame.width // 4, frame.height // 8, frame.width // 2, frame.height // 2)
        until(lambda: len(set(frame.lines(middle))) > DRAWN, "a window with something in it", timeout)
        self.still(timeout)

    def titles(self) -> list[str]:
        """The titles of all visible windows."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".").split()
        return [self._xdotool("getwindowname", window).rstrip("\n") for window in found]

    def title(self) -> str:
        """The title of the window that has the keyboard; empty where none has."""
        return self._xdotool("getactivewindow", "getwindowname").rstrip("\n")

    def _with_keyboard(self, title: str) -> int | None:
        found = self._xdotool("search", "--onlyvisible", "--name", title).split()
        active = self._xdotool("getactivewindow").strip()
        if active in found:
            return int(active)
        if found:
            self._xdotool("windowactivate", found[-1])
        return None

    # ---- hands ----------------------------------------------------------------------------------------------------

    def key(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them: ``key("ctrl+s", "Tab", "Return")``."""
        self._do("key", "--delay", "12", *keys)

    def type(self, text: str) -> None:
        """Type a text, whatever is in it; a line break is the Return key."""
        self._spare_keys.carry(text)
        for line in text.splitlines(keepends=True):
            if words := line.rstrip("\n"):
                self._do("type", "--delay", "4", "--", words)
            if line.endswith("\n"):
                self.key("Return")

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a point of the screen, in pixels from its upper left corner."""
        self._do("mousemove", str(x), str(y), "click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Take what is at a point, carry it in steps as a hand does, and let it go at another."""
        self._do("mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 11):
            x, y = (a + (b - a) * step // 10 for a, b in zip(start, end, strict=True))
            self._do("mousemove", str(x), str(y))
        self.still()
        self._do("mouseup", "1")

    def screenshot(self, path: Path) -> Path:
        """A picture of the whole screen, as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-c", _TAKE_PICTURE, str(path)]
        subprocess.run(command, env=self.environment, check=True, timeout=30, capture_output=True)
        return path

    def frame(self) -> Frame:
        """What is on the screen at any moment, without asking the server."""
        return Frame(self._folder / "Xvfb_screen0")

    # ---- below ----------------------------------------------------------------------------------------------------

    def _start_server(self) -> str:
        """The display's number, which the server chooses itself and tells when it is ready."""
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self._size}x24", "-nolisten", "tcp", "-noreset"]
        command += ["-fbdir", str(self._folder)]
        try:
            with self._log_of(command).open("ab") as log:
                server = subprocess.Popen(command, pass_fds=[write], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        finally:
            os.close(write)
        self._started.append(server)
        with os.fdopen(read) as answer:  # ends when the server has answered, or has ended
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"The virtual screen did not start: {self.log(command)}")
        return number

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=120, capture_output=True)

    def _xdotool(self, *words: str) -> str:
        """What xdotool answers; nothing where it finds nothing."""
        with suppress(subprocess.TimeoutExpired):
            command = ["xdotool", *words]
            return subprocess.run(
                command, env=self.environment, check=False, timeout=10, capture_output=True, text=True
            ).stdout
        return ""


class _SpareKeys:
    """The keys without a meaning, to be given one for what no key types (’ – £).

    xdotool would lend such a character a key and take it back at once, before the program has looked: a lottery. Here
    a key keeps what it was given.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        table = self._xmodmap("-pke")
        self._free = [int(match[1]) for match in re.finditer(r"^keycode +(\d+) =\s*$", table, re.MULTILINE)]
        self._given: dict[str, int] = {}

    def carry(self, text: str) -> None:
        """See to it that there is a key for every character of the text."""
        new = sorted({c for c in text if c.isprintable() and not c.isascii()} - self._given.keys())
        if new:
            self._given |= {character: self._free.pop() for character in new}
            self._xmodmap("-", "\n".join(f"keycode {self._given[c]} = U{ord(c):04X}" for c in new))

    def _xmodmap(self, option: str, lines: str = "") -> str:
        command = ["xmodmap", option]
        return subprocess.run(
            command, input=lines, env=self._environment, check=True, timeout=10, capture_output=True, text=True
        ).stdout


def _environment(home: Path) -> dict[str, str]:
    """As a person's who has just got a computer: an empty home, X11, plain Qt."""
    kept: Mapping[str, str] = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "QT_", "QML", "WAYLAND_", "DBUS_")) and name not in ("DISPLAY", "XAUTHORITY")
    }
    own = {"HOME": str(home), "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "en_GB"}
    runtime = home / ".run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        own["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to run as root otherwise
    return {**kept, **own, "XDG_RUNTIME_DIR": str(runtime)}
