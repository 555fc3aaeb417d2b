"""The index of a large archive, against plain reading in the same run.

``python -m tests.benchmarks.bench_archive [NUMBER]`` prints one JSON document. The archive has 50,000 articles where no
number is given; a tenth of it is measured too, to see what ten times the articles cost. Times of indexing are the
processor's, the best of some rounds in turn with plain reading; those of questions are the reading thread's. The checks
are played here, for what they cost is not the index's (``bench_checks`` says it): every eighth article is not ready.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import TypeAlias

import yaml

from editor.core.library import Order, Tally, parse_query
from editor.services.index import Index
from tests.benchmarks.archive_maker import AREAS, make

NUMBER = 50_000
PAGE = 50
ROUNDS = 3
# As a person types them; the last word of each is the beginning of one.
QUERIES = (
    "",
    "police",
    "p",
    "po",
    "pol",
    "poli",
    "polic",
    "the police of",
    "missing man",
    "missing m",
    '"missing have you seen"',
    '"police by"',
    "bicycle river thef",
    "sentenced -theft",
    "-police",
    "-the -of",
    "co",
    "con",
    "st",
    "x",
    "zzzz",
    "area:fenland police",
    'area:"west harrow hill" area:eastmoor theft',
    "area:fenland",
    "has:incident",
    "has:incident police dog",
    "is:draft police",
    "is:release the",
    "is:problem",
    "is:unready",
    "is:unready police",
    "is:unready pol",
    "is:ready the",
    "is:unready is:draft dog",
    "from:2019",
    "from:2019-05 to:2019-06 police",
    "to:2011 theft",
    "from:2012 to:2012 has:incident",
    "police from:2019 area:ashford -dog",
    "nothingofthekind police",
)
FAR = 1_000
PAGES = tuple((text, offset) for offset in (0, FAR) for text in QUERIES)


class Played:
    """Meets ``services.index.checking.Checks``, in no time."""

    def tally(self, path: str, data: bytes) -> Tally:
        """Something to fix in every eighth."""
        return Tally(warnings=int(len(data) % 8 == 0))

    def stamp(self, path: str, area: str, *, by_day: bool) -> int:
        """The rules never change."""
        return 1 << 60


def plainly(root: Path, file: Path) -> float:
    """Processor seconds to read every file, load its YAML with libyaml and put it into a full-text table."""
    begun = time.process_time()
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE texts USING fts5 (headline, summary, body)")
    for path in sorted(root.rglob("*.md")):
        data = path.read_bytes()
        block, _fence, body = data.partition(b"\n```\n")
        try:
            front = yaml.load(block[8:], Loader=yaml.CBaseLoader)
            texts = front["og"]["title"], front["og"]["description"], body.decode()
        except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError):
            texts = "", "", data.decode(errors="replace")
        database.execute("INSERT INTO texts VALUES (?, ?, ?)", texts)
    database.commit()
    database.close()
    return time.process_time() - begun


def timed(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds."""
    begun = clock()
    act()
    return clock() - begun


Asked: TypeAlias = tuple[str, str, int]
"""An order, a question, and how many results come before the page."""


def questions(index: Index) -> dict[Asked, float]:
    """Milliseconds of a page of each question in each order, the best of some rounds."""
    found: dict[Asked, float] = {}
    for order, text, offset in ((order, text, offset) for order in Order for text, offset in PAGES):
        query = parse_query(text, typing=True)
        ask = partial(index.search, query, order, PAGE, offset)
        found[order.value, text, offset] = 1000 * min(timed(ask, time.thread_time) for _ in range(ROUNDS))
    return found


def _p95(times: Iterable[float]) -> float:
    return round(quantiles(times, n=20)[-1], 1)


def measured(number: int, folder: Path) -> tuple[dict[str, object], dict[Asked, float]]:
    """All that is measured of one archive, and the time of each question."""
    root = make(folder / f"archive-{number}", number)
    text = sum(path.stat().st_size for path in root.rglob("*.md"))
    plain, first = [], []
    for turn in range(ROUNDS):
        plain.append(plainly(root, folder / f"plain-{number}-{turn}.sqlite"))
        home = folder / f"index-{number}-{turn}"
        index = Index.open(root, home, make_checks=Played)
        first.append(timed(index.refresh, time.process_time))
    checks = timed(index.check, time.process_time)
    unchanged = timed(index.check)
    rescan = min(timed(index.refresh) for _ in range(ROUNDS))
    path = next((root / "news" / AREAS[0]).glob("*.md"))

    def change() -> None:
        path.write_bytes(path.read_bytes().replace(b"olice", b"olice quetzalcoatl"))
        index.update([path])
        assert [root / hit.record.path for hit in index.search(parse_query("quetzalcoatl"))] == [path]

    changed = timed(change)
    times = questions(index)
    counted = timed(lambda: index.counts(parse_query("police")))
    index.close()
    size = sum(one.stat().st_size for one in home.iterdir())
    every = sorted(times.values())
    by_order = {
        f"{order.value} from {start}": _p95(ms for asked, ms in times.items() if asked[::2] == (order.value, start))
        for start in (0, FAR)
        for order in Order
    }
    slowest = sorted(((round(ms, 1), *asked) for asked, ms in times.items()), reverse=True)
    found: dict[str, object] = {
        "articles": number,
        "text_megabytes": round(text / 1e6, 1),
        "index_cpu_s": round(min(first), 2),
        "plain_cpu_s": round(min(plain), 2),
        "index_to_plain": round(min(first) / min(plain), 2),
        "rescan_s": round(rescan, 3),
        "checks_kept_cpu_s": round(checks, 2),
        "checks_unchanged_s": round(unchanged, 3),
        "changed_file_s": round(changed, 4),
        "counts_s": round(counted, 3),
        "size_to_text": round(size / text, 3),
        "query_ms": {
            "median": round(every[len(every) // 2], 1),
            "p95": _p95(every),
            "max": round(every[-1], 1),
            "p95_by_order": by_order,
            "slowest": slowest[:8],
        },
    }
    return found, times


def figures(number: int = NUMBER) -> dict[str, object]:
    """An archive, and one of a tenth of its size."""
    with tempfile.TemporaryDirectory() as folder:
        (small, before), (large, after) = (measured(size, Path(folder)) for size in (number // 10, number))
    ratios = sorted(((round(after[asked] / ms, 2), *asked) for asked, ms in before.items()), reverse=True)
    cpu = [[float(str(one[name])) for one in (small, large)] for name in ("index_cpu_s", "plain_cpu_s")]
    times_ten = {
        "index_time": round(cpu[0][1] / cpu[0][0], 1),
        "plain_time": round(cpu[1][1] / cpu[1][0], 1),
        "query_time": round(sum(after.values()) / sum(before.values()), 2),
        "query_time_median": ratios[len(ratios) // 2][0],
        "worst": ratios[:8],
    }
    return {"tenth": small, "whole": large, "ten_times_the_articles": times_ten}


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER), indent=1, ensure_ascii=False))
