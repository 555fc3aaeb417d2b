"""A profile learnt from one half of each organisation's articles, tried on the other, beside the built-in profile.

``python -m tests.benchmarks.bench_learning [NEWS]`` prints a table. Each half is learnt from and tried in turn, so all
articles are counted. ``anew``, ``slug`` and ``address`` are those of ``profiles_table``, in per cent: first of the
built-in profile, then of the learnt one; ``<`` marks where the learnt one is worse by more than two points, and
``few`` where it was learnt from fewer than ``FEW`` articles.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.core.article import Article
from editor.core.learning import learn
from editor.core.profile import Profile
from editor.services.profiles import ProfileStore
from editor.services.resources import resources_dir
from tests.benchmarks.profiles_table import CORPUS, archive, row

MEASURES = ("anew", "slug", "address")
NOISE = 2.0  # points
FEW = 25


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures of one organisation in per cent of its articles, built-in and learnt."""

    area: str
    articles: int
    built_in: tuple[float, ...]
    learnt: tuple[float, ...]

    @property
    def worse(self) -> tuple[bool, ...]:
        """Which figures are worse than the built-in profile's by more than noise; one article is noise."""
        noise = max(NOISE, 100 / self.articles) + 1e-9
        return tuple(ours < theirs - noise for theirs, ours in zip(self.built_in, self.learnt, strict=True))


def shares(tried: Sequence[tuple[Sequence[Article], Profile]], area: str) -> tuple[float, ...]:
    rows = [row(area, articles, profile) for articles, profile in tried]
    total = sum(item.files for item in rows)
    return tuple(100 * sum(getattr(item, measure) for item in rows) / total for measure in MEASURES)


def table(news: Path = CORPUS) -> list[Beside]:
    store = ProfileStore([resources_dir() / "profiles"])
    found = []
    for name in store.areas():
        profile, articles = store.get(name.area), archive(news / name.area)
        if profile is None or not articles:
            continue
        halves = articles[::2], articles[1::2]
        tried = [
            (there, learn([article.front for article in here], name.area).profile)
            for here, there in (halves, halves[::-1])
        ]
        built_in = shares([(half, profile) for half in halves], name.area)
        found.append(Beside(name.area, len(articles), built_in, shares(tried, name.area)))
    return found


def figures(news: Path = CORPUS) -> dict[str, object]:
    """For the document of all measurements; without the sample there is nothing to measure."""
    begun = time.process_time()
    rows = table(news)
    return {
        "organisations": len(rows),
        "as good as the built-in profile": sum(not any(item.worse) for item in rows),
        "worse": [item.area for item in rows if any(item.worse)],
        "seconds": round(time.process_time() - begun, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Learnt profiles beside the built-in ones, from a sample archive.")
    parser.add_argument("news", nargs="?", type=Path, default=CORPUS, help="a folder of one folder an organisation")
    rows = table(parser.parse_args().news)
    print(f"{'area':20}{'articles':>9}" + "".join(f"{measure:>14}" for measure in MEASURES))
    for item in rows:
        cells = (
            f"{theirs:7.0f}{ours:6.0f}{'<' if worse else ' '}"
            for theirs, ours, worse in zip(item.built_in, item.learnt, item.worse, strict=True)
        )
        print(f"{item.area:20}{item.articles:9}{''.join(cells)}{' few' if item.articles // 2 < FEW else ''}")
    print(f"as good as the built-in profile: {sum(not any(item.worse) for item in rows)} of {len(rows)}")


if __name__ == "__main__":
    main()
