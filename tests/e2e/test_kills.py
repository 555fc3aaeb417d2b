"""Killed in the middle of typing: not more than a second of it is lost, and the next start offers the rest."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from editor.services.journal import Journal
from tests.e2e.screen import until
from tests.e2e.test_real_window import ARTICLE, TITLE
from tests.e2e.writer import START, Writer

pytestmark = pytest.mark.display

AT_RISK = 1.0  # seconds of typing that may be lost
ON_ITS_WAY = 0.5  # seconds that a key may take through the X server to the window of a busy machine
ROUNDS = 200  # for a release


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "archive" / "news" / "Surrey" / "article.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def journal_of(writer: Writer) -> Journal:
    # A program that was killed before its first change was a second old has made none yet.
    return Journal(next(writer.screen.home.rglob("journal"), writer.screen.home / "no-journal-yet"))


def typed_until_killed(writer: Writer, article: Path, seconds: float) -> tuple[str, str]:
    """What was typed for certain more than a second before the kill, and the body that the journal has."""
    program = writer.start(article, title=TITLE)
    sent: list[tuple[float, str]] = []
    typed = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        word = random.choice(["umbrella ", "glove ", "hat ", "scarf "])
        writer.screen.type(word)
        typed += word
        sent.append((time.monotonic(), typed))
    program.kill()
    killed = time.monotonic()
    program.wait(START)
    safe = [text for when, text in sent if when < killed - AT_RISK - ON_ITS_WAY]
    leftovers = journal_of(writer).leftovers()
    return safe[-1] if safe else "", leftovers[0].entry.body if leftovers else ""


def check(writer: Writer, article: Path, seconds: float) -> None:
    safe, kept = typed_until_killed(writer, article, seconds)
    assert kept.startswith(safe)
    assert article.read_text("utf-8") == ARTICLE


@pytest.mark.parametrize("seconds", [2.5, 4.0])
def test_a_second_of_typing_is_the_most_that_a_kill_costs(writer: Writer, article: Path, seconds: float) -> None:
    safe, kept = typed_until_killed(writer, article, seconds)
    assert safe, "too slow a machine to have typed anything for a second"
    assert kept.startswith(safe)
    assert article.read_text("utf-8") == ARTICLE
    writer.screen.start_copydesk()
    writer.screen.window("^Unsaved work was found", START)
    writer.screen.key("Return")
    writer.screen.no_window("^Unsaved work was found")
    writer.screen.window(TITLE)
    writer.screen.key("ctrl+s")
    until(lambda: safe.strip() in article.read_text("utf-8"), "the saved work", START)


def test_being_asked_to_end_keeps_everything_and_asks_nothing(writer: Writer, article: Path) -> None:
    program = writer.start(article, title=TITLE)
    writer.screen.type("Typed just before the logout. ")
    until(lambda: "*" in writer.screen.title(), "the sign for unsaved changes")
    program.terminate()
    assert program.wait(START) == 0
    assert journal_of(writer).leftovers()[0].entry.body.startswith("Typed just before the logout. ")
    assert article.read_text("utf-8") == ARTICLE


@pytest.mark.torture
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_kills_at_any_moment(writer: Writer, article: Path, turn: int) -> None:
    check(writer, article, random.Random(turn).uniform(0.2, 4.0))
