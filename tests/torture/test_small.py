"""The trials of ``make torture`` in small: they find what is wrong, and find nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from editor.services.files import THIS_DISK, NoVersions, open_file, save
from tests.torture import children, power, trials


@pytest.mark.parametrize("kind", children.ACTS)
def test_kills_leave_nothing_torn_and_lose_nothing(kind: str, tmp_path: Path) -> None:
    result = trials.kills(kind, 3, tmp_path)
    assert (result.rounds, result.wrong.total()) == (3, 0)


@pytest.mark.parametrize("kind", children.ACTS)
@pytest.mark.parametrize("system", power.SIZES)
def test_power_cuts_leave_nothing_torn_and_lose_nothing(kind: str, system: str, tmp_path: Path) -> None:
    result = trials.cuts(kind, system, 2, tmp_path)
    if result.skipped:
        pytest.skip(result.skipped)
    assert (result.rounds, result.wrong.total()) == (2, 0)


@contextmanager
def careless(folder: Path, size: int) -> Iterator[children.Act]:
    """A save that does not wait for the disk."""
    path = folder / "story.md"
    path.write_bytes(children.body(0, size))
    os.sync()
    disk = replace(THIS_DISK, fsync=lambda fd: None)

    def act(number: int) -> None:
        save(path, children.body(number, size), open_file(path).fingerprint, versions=NoVersions(), disk=disk)

    yield act


@pytest.mark.parametrize("system", power.SIZES)
def test_a_careless_save_is_found_out(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(children.ACTS, "save", careless)
    # Whatever else runs may have the system write to the disk just then: of several cuts one finds it.
    result = trials.cuts("save", system, 8, tmp_path)
    if result.skipped:
        pytest.skip(result.skipped)
    assert result.wrong.total() >= 1


def test_what_is_torn_or_lost_is_told(tmp_path: Path) -> None:
    with children.saving(tmp_path, 3) as act:
        act(1)
    assert children.verdict("save", tmp_path, 1) == ""
    assert children.verdict("save", tmp_path, 2) == "lost"
    (tmp_path / "story.md").write_bytes(b"")
    assert children.verdict("save", tmp_path, 1) == "torn"
    with children.keeping(tmp_path, 3) as keep:
        for number in (1, 3):
            keep(number)
    assert children.verdict("version", tmp_path, 3) == "lost"
    assert children.verdict("journal", tmp_path, 1) == "lost"
