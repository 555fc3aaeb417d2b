"""The window of a person who has folders of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.hands import Desktop, Hands


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """Folders, an archive, and no window yet."""
    desktop = Desktop(qtbot, tmp_path)
    yield desktop
    desktop.put_away()


@pytest.fixture
def hands(desktop: Desktop) -> Hands:
    """A person at a window that was just opened for the first time."""
    return desktop.start()
