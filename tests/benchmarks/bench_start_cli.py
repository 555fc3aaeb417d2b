"""How long the command line takes to start, and how many files a second it checks.

``python -m tests.benchmarks.bench_start_cli`` prints JSON: milliseconds (the best of many, which is what the machine
can do), and ratios to ``python -c pass``. ``--version`` may cost 5 of those.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared/corpus"
TIMES = 20
ARTICLE = "```yaml\narea: Surrey\ntitle: A title\n```\n\nText.\n"


def best(*words: str) -> float:
    """Milliseconds of the quickest of several runs."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        return (time.perf_counter() - start) * 1000

    return min(once() for _ in range(TIMES))


def checked_per_second() -> float | None:
    """Real files a second of processor time, start included."""
    if not CORPUS.is_dir():
        return None
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "editor.main", "format", "--check", str(CORPUS)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(said.split()[0]) / used


def figures() -> dict[str, float | None]:
    """All of it."""
    python = best("-c", "pass")
    found: dict[str, float | None] = {"python": python}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.md"
        path.write_text(ARTICLE, "utf-8")
        for name, words in {
            "version": ["--version"],
            "help": ["--help"],
            "show": ["show", "--json", str(path)],
            "check": ["format", "--check", str(path)],
            "render": ["render", str(path)],
        }.items():
            found[name] = best("-m", "editor.main", *words)
    found |= {
        f"{name}_ratio": value / python for name, value in found.items() if value is not None and name != "python"
    }
    found["checked_per_second"] = checked_per_second()
    return found


if __name__ == "__main__":
    print(json.dumps({name: value and round(value, 1) for name, value in figures().items()}, indent=1))
