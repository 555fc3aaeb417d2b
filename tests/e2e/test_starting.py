"""Keys that come while the program still starts."""

from __future__ import annotations

import signal

import pytest

from tests.e2e.screen import until
from tests.e2e.writer import START, Writer

pytestmark = pytest.mark.display


def test_a_key_that_comes_before_the_window_is_painted_is_heard(writer: Writer) -> None:
    screen = writer.screen
    program = screen.start_copydesk()
    until(lambda: screen.is_there("^Copydesk$"), "a window", START)
    program.send_signal(signal.SIGSTOP)  # as busy as can be
    screen.window("^Copydesk$", START)
    screen.key("ctrl+n")
    program.send_signal(signal.SIGCONT)
    screen.window("^New release", START)
