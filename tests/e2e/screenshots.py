"""The pictures of the guide and the README: ``make screenshots``. What they show is made up.

Everything is done by real keys, as somebody who reads the guide would do it.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.e2e.demo import RELEASE, in_the_dark
from tests.e2e.screen import ROOT, Screen, missing_tools, until
from tests.e2e.writer import LOST_PROPERTY, START, Release, Writer

PICTURES = ROOT / "resources/help/pictures"
SIZE = "1280x800"
MOST = 150_000  # bytes: the guide comes with every installation

# Earlier work, for the list of recent articles.
EARLIER = (
    Release(
        "Warwick", "Speed checks outside three schools", "Officers will check speeds in the first week of term.", "…"
    ),
    Release("Surrey", "Lost dog found asleep in patrol car", "Biscuit, four, was home by teatime.", "…"),
)
# Two people gave it a summary, and the program that put their work together kept both.
UNUSUAL = (
    LOST_PROPERTY.replace(
        "og:\n", "og:\n  description: Umbrellas and gloves from a year of lost property are for sale.\n"
    )
    + """```

Umbrellas, gloves and one trombone from a year of lost property are for sale on Friday.

The money goes to the youth club in Mill Lane.
"""
)
# In the middle of an article that is as long as most.
LONGER = replace(
    RELEASE,
    day="04/03/2024",
    clock="09:30",
    body=RELEASE.body.replace("## What to bring", "## What to bring to Market Square"),
)


def main() -> int:
    """Make all of them; the exit code."""
    if missing := missing_tools():
        print(f"Pictures need a virtual screen, and this is not installed: {', '.join(missing)}.", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory(prefix="press-office-", ignore_cleanup_errors=True) as folder,
        Screen(Path(folder) / "screen", SIZE, filled=True) as screen,
    ):
        make(screen, Path(folder) / "archive")
    sizes = {path: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    for path, size in sizes.items():
        print(f"{path.relative_to(ROOT)}  {size // 1000} kB{' - TOO LARGE' if size > MOST else ''}")
    return int(max(sizes.values()) > MOST)


def make(screen: Screen, archive: Path) -> None:
    """From an empty window to a dark one."""
    writer = Writer(screen, archive)
    writer.settle_in(start_reopen="false")
    program = writer.start()
    for release in EARLIER:
        writer.draft(release)
        writer.release()
        screen.key("ctrl+w")
        screen.window("^Copydesk$", START)
    picture(screen, "welcome")
    writer.draft(LONGER)
    screen.key("ctrl+s")
    (draft,) = until(lambda: list((archive / "drafts").glob("*/*.md")), "the draft", START)
    screen.key("ctrl+q")
    program.wait(START)
    program = writer.start(draft, title="^Bike marking")
    picture(screen, "window")
    screen.key("F10")
    picture(screen, "ready")
    screen.key("F10")
    screen.key("ctrl+k")
    screen.window("^Do anything", START)
    screen.type("checks")
    screen.key("Return")
    screen.window("^Preferences", START)
    screen.type("summary")
    screen.key("Down")
    picture(screen, "checks")
    screen.key("Escape")
    screen.no_window("^Preferences")
    from_the_text(screen)
    in_the_dark(screen)
    picture(screen, "dark")
    in_the_dark(screen, dark=False)
    screen.key("ctrl+q")
    program.wait(START)
    unusual = archive / "news/Surrey/lost-property.md"
    unusual.write_text(UNUSUAL, encoding="utf-8")
    writer.start(unusual, title="^Lost property")
    picture(screen, "notice")


def from_the_text(screen: Screen) -> None:
    """What opens over or below the text, and closes again."""
    screen.key("ctrl+k")
    screen.window("^Do anything", START)
    screen.type("li")
    picture(screen, "palette")
    screen.key("Escape")
    screen.no_window("^Do anything")
    screen.key("ctrl+j")
    screen.window("^Insert a ready-made passage", START)
    screen.type("witness")
    picture(screen, "passages")
    screen.key("Escape")
    screen.no_window("^Insert a ready-made passage")
    screen.key("ctrl+h")
    screen.type("market square")
    picture(screen, "find")
    screen.key("Escape")


def picture(screen: Screen, name: str) -> None:
    """A picture once nothing moves any more."""
    screen.still()
    shrink(screen.screenshot(PICTURES / f"{name}.png"))


def shrink(path: Path) -> None:
    """Keep the 256 colours that a picture of a window is made of: a third of the size, and nobody sees it."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    often = Counter(memoryview(image.constBits()).cast("I").tolist()).most_common(256)
    colours = [colour for colour, _times in often]
    few = image.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(path), "PNG", 0)


if __name__ == "__main__":
    sys.exit(main())
