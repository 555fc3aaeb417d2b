"""What ``make run`` plays where there is no display: somebody drafts a release by real keys and releases it.

``python -m tests.e2e.demo`` prints what happened and leaves pictures in ``demo/``. It ends all that it started. When
something failed it says so in a sentence, and its exit code is 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.e2e.frame import Area
from tests.e2e.screen import ROOT, Screen, missing_tools, until
from tests.e2e.writer import START, Release, Writer

PICTURES = ROOT / "demo"
AIM = 8  # acts beyond typing words

RELEASE = Release(
    organisation="Surrey",
    headline="Bike marking returns to Market Square this Saturday",
    summary="Officers will mark bicycles free of charge in Market Square on Saturday, from 10am to 3pm.",
    body="""Officers will mark bicycles free of charge in Market Square on Saturday, from 10am to 3pm.

A mark takes ten minutes and lasts as long as the frame. It has **brought back 41 bicycles** since the spring, most of \
them to people who had given up hope.

## What to bring

 * The bicycle, clean enough to write on.
 * Something with your name and address.
 * Your old lock, if you would like to know how long it would last.

“We open a few locks so that people see how quick it is,” said Sergeant Robin Ashdown of the neighbourhood team. \
“Nobody goes home with the old one.”

There is no need to book. If it rains, the team will be under the arches of the Corn Exchange.""",
)


def main() -> int:
    """Play, and say how it went; the exit code."""
    if missing := missing_tools():
        print(f"The demonstration needs a virtual screen, and this is not installed: {', '.join(missing)}.")
        return 1
    with tempfile.TemporaryDirectory(prefix="copydesk-demo-", ignore_cleanup_errors=True) as folder:
        screen = Screen(Path(folder) / "screen", "1280x800", filled=True)
        try:
            with screen:
                play(screen, Path(folder) / "archive")
        except (TimeoutError, RuntimeError, OSError, subprocess.SubprocessError) as error:
            print(f"The demonstration failed: {error}", screen.log(), sep="\n", file=sys.stderr)
            return 1
    return 0


def play(screen: Screen, archive: Path) -> None:
    """Draft, release, look at it in the dark, close."""
    writer = Writer(screen, archive)
    writer.settle_in()
    print("Copydesk starts on a virtual screen.", flush=True)
    program = writer.start()
    picture(screen, "welcome")
    print("A release is drafted, key by key …", flush=True)
    writer.draft(RELEASE, lambda: picture(screen, "drafting"))
    picture(screen, "preview")
    place = writer.release()
    acts = list(writer.acts)
    picture(screen, "released")
    report(place, archive, acts)
    in_the_dark(screen)
    picture(screen, "dark")
    screen.key("ctrl+q")
    if code := program.wait(START):
        raise RuntimeError(f"Copydesk ended with {code}.")
    print(f"Pictures: {os.path.relpath(PICTURES)}/")


def in_the_dark(screen: Screen, *, dark: bool = True) -> None:
    """Change the look by the palette, as somebody does who does not know where it is."""
    frame = screen.frame()
    screen.key("ctrl+k")
    screen.window("^Do anything", START)
    screen.type("dark")
    screen.key("Return")
    menus = Area(0, 0, frame.width // 2, 60)
    until(lambda: (frame.brightness(menus) < 100) is dark, "the other look", START)


def report(place: Path, archive: Path, acts: list[str]) -> None:
    """The path, the file, the acts."""
    print(f"\nReleased: {place.relative_to(archive)}\n\n{place.read_text(encoding='utf-8')}")
    keys = ", ".join(f"{key} {times}x" if times > 1 else key for key, times in Counter(acts).items())
    print(f"Acts beyond typing its words: {len(acts)} (aim: at most {AIM}): {keys}")


def picture(screen: Screen, name: str) -> None:
    """A picture once the page beside the text has caught up."""
    screen.still()
    screen.screenshot(PICTURES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
