"""The screen for tests of the real window."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.screen import Screen, missing_tools
from tests.e2e.writer import Writer

_failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the screen know, before it goes, whether its test failed."""
    report = yield
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest.fixture
def screen(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """A screen of this test's own; mark the test ``display``. A failed test leaves its last picture.

    Parametrised indirectly it has another size: "1366x768".
    """
    if missing := missing_tools():
        sentence = f"not installed: {', '.join(missing)} (`make test` installs them where it may)"
        # On a build server a skipped test of the window would be a hole nobody sees.
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    with Screen(tmp_path / "screen", getattr(request, "param", "1600x1000")) as own:
        yield own
        if request.node.stash.get(_failed, False):
            with suppress(Exception):  # what failed is what counts
                print("The screen at the end:", own.screenshot(tmp_path / "failed.png"))
            print("What the program said:", own.log(), sep="\n")


@pytest.fixture
def writer(screen: Screen, tmp_path: Path) -> Writer:
    """Hands on that screen, with an archive of their own in the settings."""
    writer = Writer(screen, tmp_path / "archive")
    writer.settle_in()
    return writer
