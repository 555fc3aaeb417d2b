"""``python -m tests.torture``: the large numbers, and a table of what they left."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.torture import children, power, trials

_ROW = "{0:<34} {1:>7} {2:>6} {3:>6} {4:>9}  {5}"


def results(kills: int, cuts: int, place: Path) -> Iterator[trials.Result]:
    """Every trial: of the kills most are at saves, of the cuts as many on each disk at each."""
    for kind in children.ACTS:
        yield trials.kills(kind, kills if kind == "save" else max(1, kills // 5), place)
    for system in power.SIZES:
        for kind in children.ACTS:
            yield trials.cuts(kind, system, cuts // 2 if kind == "save" else max(1, cuts // 4), place)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--cuts", type=int, default=100)
    options = parser.parse_args()
    wrong = 0
    print(_ROW.format("trial", "rounds", "torn", "lost", "seconds", "").rstrip(), flush=True)
    with tempfile.TemporaryDirectory(prefix="copydesk-torture-") as place:
        for result in results(options.kills, options.cuts, Path(place)):
            skipped = f"skipped: {result.skipped}" if result.skipped else ""
            counts = (result.rounds, result.wrong["torn"], result.wrong["lost"], f"{result.seconds:.0f}")
            print(_ROW.format(result.name, *counts, skipped).rstrip(), flush=True)
            wrong += result.wrong.total()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
