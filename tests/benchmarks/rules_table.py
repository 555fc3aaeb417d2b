"""What each rule of the checks finds in the shared sample of real articles.

``python -m tests.benchmarks.rules_table [PREFIX]`` prints a row for every rule (whose id begins with PREFIX): level,
how many articles have it, their share, hits; and below each five of its hits, to be read by eye. A warning that more
than 2% of articles have is to be made more precise, or a hint.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.core import lens
from editor.core.checks.engine import Checker
from editor.core.checks.families import ALL
from editor.core.checks.values import Draft, Level, Problem
from editor.core.codec import parse
from editor.services.checking import CheckTools
from editor.services.profiles import ProfileStore
from editor.services.resources import resources_dir
from editor.services.settings import Places

CORPUS = Path(__file__).parents[3] / "shared/corpus/news"
SAMPLE = 5
MOST_PERCENT = 2.0


@dataclass(frozen=True, slots=True)
class Article:
    """A draft as it is checked, and where it comes from."""

    place: str
    draft: Draft


def articles(folder: Path = CORPUS, *, released: bool = True, every: int = 1) -> Iterator[Article]:
    """The sample, as drafts ready to be checked."""
    store = ProfileStore([resources_dir() / "profiles"])
    for path in sorted(folder.rglob("*.md"))[::every]:
        article = parse(path.read_bytes()).article
        profile = store.get(path.parent.name)
        fields = lens.read(article, profile)
        draft = Draft(fields.values, article.body, fields.extra, profile, released)
        yield Article(f"{path.parent.name}/{path.stem[:8]}", draft)


def tools() -> CheckTools:
    """The built-in rules and words alone, with the dictionary where there is one."""
    nowhere = resources_dir() / "nowhere"
    return CheckTools(resources_dir(), Places(nowhere, nowhere, nowhere, ()))


def main() -> None:
    parser = argparse.ArgumentParser(description="Hits of each rule in the sample.")
    parser.add_argument("prefix", nargs="?", default="")
    parser.add_argument("--draft", action="store_true", help="as drafts that are not published yet")
    parser.add_argument("--sample", type=int, default=SAMPLE)
    options = parser.parse_args()
    found: dict[str, list[tuple[str, Problem]]] = defaultdict(list)
    total = 0
    toolbox = tools().toolbox(None)
    checking = Checker(toolbox, ALL)
    for article in articles(released=not options.draft):
        total += 1
        for problem in checking.problems(article.draft):
            found[problem.rule].append((article.place, problem))
    rules = toolbox.rules
    for rule in sorted(rules):
        if rule.startswith(options.prefix):
            print(*_rows(rule, rules[rule].level, found[rule], total, options.sample), sep="\n")


def _rows(rule: str, level: Level, hits: Sequence[tuple[str, Problem]], total: int, sample: int) -> Iterator[str]:
    places: Mapping[str, int] = Counter(place for place, _problem in hits)
    share = 100 * len(places) / total
    mark = "  <-- too many for its level" if level is Level.WARNING and share > MOST_PERCENT else ""
    yield f"{rule:34}{level.value:9}{len(places):6} articles {share:6.2f}% {len(hits):7} hits{mark}"
    for place, problem in random.Random(7).sample(list(hits), min(sample, len(hits))):
        quote = " ".join(problem.quote.split())
        yield f"      {place}:{problem.line} “{quote[:70]}” {problem.sentence}"


if __name__ == "__main__":
    main()
