"""How much memory the window and the processes that it starts take, open and after typing.

    python -m tests.benchmarks.bench_memory        JSON; megabytes

``rss`` counts a page that processes share in each of them, ``pss`` once among them.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks.driving import LARGE, PAGE, SMALL, TEXT, Desk, Watch, desk, settle
from tests.e2e.screen import until

PROGRAMS = ("bare", "without preview", "copydesk")
TYPED = "The quick brown fox jumps over the lazy dog, and the press officer writes it all down. " * 3


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
    found = [pid]
    for member in found:
        found += [child for child, parent in parents.items() if parent == member]
    return found


def megabytes(pid: int) -> dict[str, float]:
    """Memory of a family of processes (proc_pid_smaps(5): in kB)."""
    totals = {"rss": 0, "pss": 0}
    for member in family(pid):
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            name = line.partition(":")[0].lower()
            if name in totals:
                totals[name] += int(line.split()[1])
    return {name: round(kilobytes / 1024, 1) for name, kilobytes in totals.items()}


def run(place: Desk, program: str, characters: int) -> dict[str, dict[str, float]]:
    """Open and after typing."""
    process, _begun = place.start(program, place.file(characters))
    until(lambda: place.screen.is_there("Bare|Mornings"), "the window", 60)
    settle([Watch(place.frame, TEXT), Watch(place.frame, PAGE)], rest=2.0)
    found = {"open": megabytes(process.pid)}
    place.into_text(program)
    place.screen.type(TYPED)
    settle([Watch(place.frame, TEXT), Watch(place.frame, PAGE)], rest=1.0)
    found["typed"] = megabytes(process.pid)
    place.stop(process)
    return found


def figures() -> dict[str, object]:
    """Both texts, all programs."""
    with desk() as place:
        return {
            name: {program: run(place, program, characters) for program in PROGRAMS}
            for name, characters in {"2 KB": SMALL, "134 KB": LARGE}.items()
        }


if __name__ == "__main__":
    print(json.dumps(figures(), indent=1))
