"""From the start of the process to its window, its text, and the page beside it, as somebody sees them.

    python -m tests.benchmarks.bench_start [--times N] [--also PROGRAM]    JSON; medians of N starts, side by side

``ratio`` is how much longer the text takes than in the least window that Qt can show (``bare``). ``PROGRAM`` is the
path of another Copydesk, such as the one in ``build/bundle``, whose start may take 1.1 times that from the source.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.driving import PAGE, POLL, SMALL, TEXT, TOP, Desk, Watch, desk, settle, summary

PROGRAMS = ("bare", "without preview", "copydesk")
TIMES = 5
REST = 1.0  # seconds; the page comes a while after the text


def once(place: Desk, program: str) -> dict[str, float]:
    """Seconds from one start to what is seen of it."""
    watches = {"window": Watch(place.frame, TOP), "text": Watch(place.frame, TEXT)}
    if program not in ("bare", "without preview"):
        watches["page"] = Watch(place.frame, PAGE)
    process, begun = place.start(program, place.file(SMALL))
    while not watches["text"].look():
        watches["window"].look()
        time.sleep(POLL)
    settle(list(watches.values()), rest=REST)
    seen = {name: watch.complete() - begun for name, watch in watches.items()}
    seen["window"] = watches["window"].pictures[1][0] - begun
    place.stop(process)
    return seen


def figures(times: int = TIMES, also: Sequence[str] = ()) -> dict[str, object]:
    """All programs in turn, so that what else the machine does falls on all alike."""
    programs = (*PROGRAMS, *also)
    seen: dict[str, list[dict[str, float]]] = {program: [] for program in programs}
    with desk() as place:
        for program in programs:  # the first start reads the files, and is another measurement
            once(place, program)
        for _time in range(times):
            for program in programs:
                seen[program].append(once(place, program))
    found: dict[str, dict[str, dict[str, float]]] = {
        program: {part: summary([one[part] for one in runs]) for part in runs[0]} for program, runs in seen.items()
    }
    floor = found["bare"]["text"]["median_ms"]
    ratios = {program: round(parts["text"]["median_ms"] / floor, 2) for program, parts in found.items()}
    return {**found, "ratio": ratios}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=TIMES)
    arguments.add_argument("--also", action="append", default=[], metavar="PROGRAM")
    asked = arguments.parse_args()
    print(json.dumps(figures(asked.times, [str(Path(program).resolve()) for program in asked.also]), indent=1))
