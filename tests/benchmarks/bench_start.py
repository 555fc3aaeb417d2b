"""From the start of the process to its window, its text, and the page beside it, as somebody sees them.

    python -m tests.benchmarks.bench_start [--times N]        JSON; medians of N starts, side by side

``ratio`` is how much longer the text takes than in the least window that Qt can show (``bare``).
"""

from __future__ import annotations

import argparse
import json
import time

from tests.benchmarks.driving import PAGE, POLL, SMALL, TEXT, TOP, Desk, Watch, desk, settle, summary

PROGRAMS = ("bare", "without preview", "copydesk")
TIMES = 5
REST = 1.0  # seconds; the page comes a while after the text


def once(place: Desk, program: str) -> dict[str, float]:
    """Seconds from one start to what is seen of it."""
    watches = {"window": Watch(place.frame, TOP), "text": Watch(place.frame, TEXT)}
    if program == "copydesk":
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


def figures(times: int = TIMES) -> dict[str, object]:
    """All programs in turn, so that what else the machine does falls on all alike."""
    seen: dict[str, list[dict[str, float]]] = {program: [] for program in PROGRAMS}
    with desk() as place:
        for program in PROGRAMS:  # the first start reads the files, and is another measurement
            once(place, program)
        for _time in range(times):
            for program in PROGRAMS:
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
    print(json.dumps(figures(arguments.parse_args().times), indent=1))
