"""Options and places of the service tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=12, help="how many savers to kill (a release: 1000)")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    # Where the whole of tests/ is run this file may be read too late to declare the option.
    return int(request.config.getoption("--kills", default=12))


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that other users of this computer can reach too."""
    folder = Path(tempfile.mkdtemp(prefix="copydesk-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    place = tmp_path / "small"
    place.mkdir()
    if os.spawnlp(os.P_WAIT, "mount", "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)) != 0:
        pytest.skip("no small disk can be mounted here")
    yield place
    os.spawnlp(os.P_WAIT, "umount", "umount", str(place))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article, alone in its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "story.md"
    path.write_bytes(b"The old text.\n")
    return path
