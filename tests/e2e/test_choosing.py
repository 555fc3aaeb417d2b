"""Choosing an organisation in the real window, faster than the window can follow."""

from __future__ import annotations

import signal

import pytest

from tests.e2e.screen import until
from tests.e2e.writer import START, Writer

pytestmark = pytest.mark.display

HEADLINE = "Lost umbrellas go on sale in Mill Lane on Friday morning"


@pytest.mark.parametrize("typed", ["Surrey Pol", "urrey"])
def test_what_is_typed_ahead_stays_in_its_field(writer: Writer, typed: str) -> None:
    """A busy program hears late who has the keyboard: no letter of the headline may go back to the organisation."""
    screen = writer.screen
    program = writer.start()
    screen.key("ctrl+n")
    screen.window("^New release", START)
    program.send_signal(signal.SIGSTOP)  # as busy as can be
    screen.type(f"{typed}\n{HEADLINE[:20]}")
    program.send_signal(signal.SIGCONT)
    screen.window(f"^{HEADLINE[:20]}", START)
    screen.still()
    screen.type(f"{HEADLINE[20:]}\n")
    screen.window(f"^{HEADLINE}", START)
    screen.key("ctrl+s")
    until(lambda: list(writer.archive.glob("drafts/Surrey/*.md")), "the draft in its organisation's folder", START)


def test_one_of_several_is_chosen_by_keys(writer: Writer) -> None:
    screen = writer.screen
    writer.start()
    screen.key("ctrl+n")
    screen.window("^New release", START)
    screen.type("surrey")
    screen.key("Escape")
    screen.type(" ")
    screen.key("BackSpace", "Down", "Return")
    screen.type(HEADLINE)
    screen.window(f"^{HEADLINE}", START)
    screen.key("ctrl+s")
    until(lambda: list(writer.archive.glob("drafts/Surrey/*.md")), "the draft in its organisation's folder", START)
