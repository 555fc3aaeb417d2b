"""The screen for tests of the real window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Screen, missing_tools


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen of this test's own; mark the test ``display``."""
    if missing := missing_tools():
        sentence = f"not installed: {', '.join(missing)} (`make test` installs them where it may)"
        # On a build server a skipped test of the window would be a hole nobody sees.
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    with Screen(tmp_path / "screen") as own:
        yield own
