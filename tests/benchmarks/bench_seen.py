"""What "seen before" and stories find in the shared sample of real articles, and how long that takes.

``python -m tests.benchmarks.bench_seen [NUMBER]`` prints how many pairs each rule finds and how many stories there are,
all of them to be read by eye. With a NUMBER the sample lies among so many made-up articles, for the times.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TypeVar

from editor.core.library.records import Record
from editor.core.library.seen import Kind, by_rule, seen
from editor.core.library.stories import Story, story_of
from editor.services.index import Index
from editor.services.index.lookup import IndexLookup
from editor.services.profiles import ProfileStore
from editor.services.resources import resources_dir
from tests.benchmarks.archive_maker import make

CORPUS = Path(__file__).parents[3] / "shared/corpus"
TIMED_EVERY = 20

Answer = TypeVar("Answer")
Pair = tuple[float, str, str]


@dataclass
class Found:
    """What the rules found in an archive: pairs of paths by rule, stories, and milliseconds for each article."""

    records: dict[str, Record]
    pairs: dict[Kind, set[Pair]] = field(default_factory=lambda: {kind: set() for kind in Kind})
    stories: dict[tuple[str, ...], Story] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=lambda: {"seen": [], "story": []})

    def figures(self) -> dict[str, object]:
        return {
            "articles": len(self.records),
            "pairs": {kind.value: len(pairs) for kind, pairs in self.pairs.items()},
            "stories": len(self.stories),
            "lengths": dict(sorted(Counter(len(paths) for paths in self.stories).items())),
            "ms": {name: _spread(times) for name, times in self.times.items()},
        }


def _spread(times: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(times, n=20)
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1), "max": round(max(times), 1)}


def found_in(news: Path, made_up: int = 0, every: int = 1) -> Found:
    """What the rules find for every (or each so-manieth) article of an archive, looked up among its own kind."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        shutil.copytree(news, root / "news")
        if made_up:
            make(root, made_up)
        index = Index.open(root, Path(folder) / "index", ProfileStore([resources_dir() / "profiles"]).get)
        index.refresh()
        paths = [f"news/{path.relative_to(news).as_posix()}" for path in sorted(news.rglob("*.md"))]
        found = Found({path: record for path in paths if (record := index.record(path))})
        for record in list(found.records.values())[::every]:
            _look(found, record, IndexLookup(index))
        index.close()
        return found


def _look(found: Found, record: Record, lookup: IndexLookup) -> None:
    for kind in Kind:
        for item in by_rule(kind, record, lookup):
            found.records.setdefault(item.record.path, item.record)
            one, other = sorted((record.path, item.record.path))
            found.pairs[kind].add((round(item.likeness, 2), one, other))
    _timed(found.times["seen"], lambda: seen(record, lookup))
    story = _timed(found.times["story"], lambda: story_of(record, lookup))
    if story.is_chain:
        found.stories[tuple(step.record.path for step in story.steps)] = story


def _timed(into: list[float], act: Callable[[], Answer]) -> Answer:
    begun = time.perf_counter()
    answer = act()
    into.append((time.perf_counter() - begun) * 1000)
    return answer


def table(found: Found) -> Iterator[str]:
    """Every pair and every story, for the eye."""
    for kind, pairs in found.pairs.items():
        yield f"== {kind.value}: {len(pairs)} pairs"
        for likeness, one, other in sorted(pairs, reverse=True):
            yield f"   {likeness:.2f}  {_short(found.records[one])}  |  {_short(found.records[other])}"
    yield f"== stories: {len(found.stories)}"
    for story in found.stories.values():
        yield f"   {story.steps[0].record.area}"
        for step in story.steps:
            yield f"      {step.stage.value:10} {_short(step.record)}  {step.reason}"


def _short(record: Record) -> str:
    return f"{record.headline[:70]} ({record.area}, {record.published[:10] or 'no date'})"


def figures() -> dict[str, object]:
    """The counts and times on the sample alone."""
    if not CORPUS.is_dir():
        return {"not measured": "the shared sample is not here"}
    return found_in(CORPUS / "news", every=TIMED_EVERY).figures()


def main() -> None:
    made_up = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    found = found_in(CORPUS / "news", made_up, TIMED_EVERY if made_up else 1)
    print(*table(found), sep="\n")
    print(found.figures())


if __name__ == "__main__":
    main()
