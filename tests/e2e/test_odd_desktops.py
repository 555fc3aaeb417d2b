"""The real window on small screens at large scales, and where names are not of ASCII."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.frame import Area
from tests.e2e.screen import until
from tests.e2e.writer import LOST_PROPERTY, START, Writer

pytestmark = pytest.mark.display

ARTICLE = f"""{LOST_PROPERTY}```

Umbrellas, gloves and one trombone are for sale.
"""
TITLE = "^Lost property sale on Friday"
DIALOGS = {
    "ctrl+comma": "^Preferences$",
    "F1": "^User guide$",
    "ctrl+k": "^Do anything",
    "ctrl+j": "^Insert a ready-made passage",
    "ctrl+shift+e": "^Earlier versions",
}


@pytest.mark.parametrize("screen", ["1366x768"], indirect=True)
@pytest.mark.parametrize(
    ("scale", "name", "language"),
    [("1.5", "sale", "en_GB.UTF-8"), ("2", "sale", "en_GB.UTF-8"), ("1.25", "Große Fête — Übung 東京", "C")],
)
def test_everything_is_on_the_screen_and_is_saved(writer: Writer, scale: str, name: str, language: str) -> None:
    screen = writer.screen
    article = writer.archive / name / f"{name}.md"
    article.parent.mkdir()
    article.write_text(ARTICLE, "utf-8")
    writer.start(article, title=TITLE, QT_SCALE_FACTOR=scale, LANG=language, LC_ALL=language)
    whole = screen.frame().all
    assert fits(screen.size_of(TITLE), whole)
    screen.key("ctrl+End")
    screen.type(" And a hat — for £5.")
    screen.key("ctrl+s")
    wanted = ARTICLE.rstrip("\n") + " And a hat — for £5.\n"
    until(lambda: article.read_bytes() == wanted.encode(), "the saved line", START)
    for keys, title in DIALOGS.items():
        screen.key(keys)
        assert fits(screen.size_of(title, START), whole), title
        screen.key("Escape")
        screen.no_window(title)
        screen.window(TITLE)


def fits(size: tuple[int, int], whole: Area) -> bool:
    return size[0] <= whole.width and size[1] <= whole.height


def test_a_home_that_is_not_of_ascii(writer: Writer, tmp_path: Path) -> None:
    """Settings, kept text and versions lie in it."""
    screen = writer.screen
    home = tmp_path / "Zoë Ørsted 東京"
    screen.home.rename(home)
    screen.environment |= {key: str(home) for key, value in screen.environment.items() if value == str(screen.home)}
    article = writer.archive / "sale.md"
    article.write_text(ARTICLE, "utf-8")
    program = writer.start(article, title=TITLE)
    screen.key("ctrl+End")
    screen.type("A hat.")
    screen.key("ctrl+s")
    until(lambda: "A hat." in article.read_text("utf-8"), "the saved line", START)
    assert list(home.glob(".local/**/*")), "what was before the save is kept in this home"
    screen.key("ctrl+q")
    assert program.wait(START) == 0
