"""Trials of many rounds, and what was wrong after them."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import children, power


@dataclass
class Result:
    """A row of the table; ``skipped`` says why a trial could not be made."""

    name: str
    rounds: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    skipped: str = ""


def kills(kind: str, rounds: int, place: Path, seed: int = 0) -> Result:
    """Kill a program that saves (writes the journal, keeps versions) at moments of chance."""
    result = Result(f"kill -9 at {kind}")
    chance = random.Random(f"{kind} {seed}")
    began = time.monotonic()
    for _ in range(rounds):
        folder = place / "round"
        folder.mkdir()
        done = children.killed(kind, folder, chance)
        _count(result, children.verdict(kind, folder, done))
        shutil.rmtree(folder)
    result.seconds = time.monotonic() - began
    return result


def cuts(kind: str, system: str, rounds: int, place: Path) -> Result:
    """Cut the power right after a save (a state of the journal, a version) was reported as done."""
    result = Result(f"power cut after {kind}, {system}", skipped=power.hindrance(system))
    if result.skipped:
        return result
    image = place / f"{system}-{kind}"
    began = time.monotonic()
    try:
        power.new_disk(system, image)
        with power.mounted(system, image, place / "before") as disk, children.ACTS[kind](disk, 500) as act:
            for number in range(1, rounds + 1):
                act(number)
                with power.after_the_cut(system, image) as after:
                    _count(result, children.verdict(kind, after, number))
    except subprocess.CalledProcessError as error:
        result.skipped = error.stderr.decode(errors="replace").strip()
    result.seconds = time.monotonic() - began
    image.unlink()
    return result


def _count(result: Result, verdict: str) -> None:
    result.rounds += 1
    if verdict:
        result.wrong[verdict] += 1
