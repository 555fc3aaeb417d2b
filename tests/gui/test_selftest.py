"""The self-test of an installation, as a process of its own: it builds its own application and home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRIALS = [
    "window", "own files", "saving", "opening", "preview", "paper", "long texts", "spelling", "checks", "library",
    "pictures", "team",
]  # fmt: skip


def self_test(temporary: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "editor.main", "--self-test"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def outcomes(said: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """How each trial ended, by its name."""
    lines = said.stdout.splitlines()[:-1]
    return {line[19:31].strip(): line[:9].strip() for line in lines}


def test_everything_works_here_and_nothing_is_left(tmp_path: Path) -> None:
    said = self_test(tmp_path)
    assert outcomes(said) == dict.fromkeys(TRIALS, "ok"), said.stdout + said.stderr
    assert said.returncode == 0
    assert "Everything works" in said.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_is_missing_is_told_and_the_others_are_tried(tmp_path: Path) -> None:
    said = self_test(tmp_path, PYENCHANT_LIBRARY_PATH=str(tmp_path / "nothing"))
    found = outcomes(said)
    assert found["spelling"] == "FAILED"
    assert list(found) == TRIALS
    assert (found["window"], found["team"]) == ("ok", "ok")
    assert said.returncode == 1
    assert "Something does not work" in said.stdout
