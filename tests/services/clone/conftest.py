"""Two colleagues with an archive in common."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pygit2
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from pygit2.enums import ConfigLevel

from tests.services.clone.team import Colleague, Team, article


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path) -> Iterator[None]:
    """No test knows Git's settings of the person who runs it."""
    levels = (ConfigLevel.SYSTEM, ConfigLevel.XDG, ConfigLevel.GLOBAL, ConfigLevel.PROGRAMDATA)
    before = {level: pygit2.settings.search_path[level] for level in levels}
    for level in levels:
        pygit2.settings.search_path[level] = str(tmp_path / "settings")
    yield
    for level, folders in before.items():
        pygit2.settings.search_path[level] = folders


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """No test asks the keyring of the person who runs it."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def ann(team: Team) -> Colleague:
    """She has shared two articles."""
    ann = team.join("ann")
    ann.save("news/Surrey/one.md", article())
    ann.save("news/Surrey/two.md", article("Cars taken"))
    ann.share("news/Surrey/one.md", "news/Surrey/two.md")
    return ann


@pytest.fixture
def bob(team: Team, ann: Colleague) -> Colleague:
    return team.join("bob")
