"""Two colleagues with an archive in common."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.clone.team import Colleague, Team, article, on_its_own


@pytest.fixture(autouse=True)
def alone(tmp_path: Path) -> Iterator[None]:
    """Nothing of the person who runs the tests is asked or changed."""
    with on_its_own(tmp_path):
        yield


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
