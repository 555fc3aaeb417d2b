"""All measurements as one JSON document: ``make bench`` (some minutes). Times are only worth comparing on one machine,
quiet and with the same screen; the ratios travel better."""

from __future__ import annotations

import json
import sys

from tests.benchmarks import (
    bench_archive,
    bench_checks,
    bench_codec,
    bench_keys,
    bench_learning,
    bench_memory,
    bench_seen,
    bench_start,
    bench_start_cli,
)
from tests.benchmarks.driving import machine
from tests.e2e.screen import missing_tools


def main() -> int:
    """Measure what can be measured here; the exit code."""
    found: dict[str, object] = {
        "machine": machine(),
        "command line": bench_start_cli.figures(),
        "parse and dump": bench_codec.measured(),
        "archive": bench_archive.figures(),
        "learning": bench_learning.figures(),
        "seen before": bench_seen.figures(),
        "checks": bench_checks.figures(),
    }
    if missing := missing_tools():
        found["window"] = f"not measured: a virtual screen needs {', '.join(missing)}"
    else:
        found |= {"start": bench_start.figures(), "keys": bench_keys.figures(), "memory": bench_memory.figures()}
    json.dump(found, sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
