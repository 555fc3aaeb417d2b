"""How long the checks take: ``python -m tests.benchmarks.bench_checks``.

On the median and the largest article of the sample, and on a text of 134 KB (from scratch, as when one is opened; again
after one key in its middle; in milliseconds), on the whole sample (seconds), and what a family costs of it. All of it
is processor time: other programs do not count. ``for the library``: what it takes to check the whole sample in the
background, files, fields and all, but without hints.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypeVar

from editor.core.checks.engine import Checker
from editor.core.checks.families import ALL
from editor.core.checks.values import Draft, Finders, Toolbox
from editor.core.library import Query
from editor.services.archive import Archive
from editor.services.ignoring import Ignoring
from editor.services.index import Index
from editor.services.inspecting import ArchiveChecks
from editor.services.profiles import ProfileStore
from editor.services.resources import resources_dir
from tests.benchmarks.rules_table import CORPUS, articles, tools

TIMES = 7
Run = TypeVar("Run")


def figures() -> dict[str, object]:
    """All measures, as plain data."""
    if not CORPUS.is_dir():
        return {"not measured": "the shared sample is not here"}
    drafts = sorted((article.draft for article in articles()), key=lambda draft: len(draft.body))
    toolbox = tools().toolbox(None)
    Checker(toolbox, ALL).problems(drafts[0])  # loads the dictionary
    begun = time.process_time()
    checking = Checker(toolbox, ALL)
    for draft in drafts:
        checking.problems(draft)
    whole = time.process_time() - begun
    return {
        "articles": len(drafts),
        "seconds, all": round(whole, 1),
        "seconds, by family": _by_family(drafts, toolbox),
        "for the library": _for_the_library(),
        "median article": _one(drafts[len(drafts) // 2], toolbox),
        "largest article": _one(drafts[-1], toolbox),
        "134 KB": _one(_of_length(134_000, drafts), toolbox),
    }


def _for_the_library() -> dict[str, object]:
    """The run in the background, from nothing and where nothing has changed."""

    @cache
    def profiles_of(_archive: Archive | None) -> ProfileStore:
        return ProfileStore([resources_dir() / "profiles"])

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)

        def checks() -> ArchiveChecks:
            return ArchiveChecks(CORPUS, tools(), profiles_of, Ignoring(home, ""))

        with closing(Index.open(CORPUS, home, make_checks=checks)) as index:
            index.refresh()
            begun = time.process_time()
            index.check()
            first = time.process_time() - begun
            begun = time.process_time()
            index.check()
            again = time.process_time() - begun
            counts = index.counts(Query())
    return {
        "articles": counts.total,
        "with something to fix": counts.unready,
        "seconds": round(first, 1),
        "seconds, unchanged": round(again, 2),
    }


def _of_length(length: int, drafts: Sequence[Draft]) -> Draft:
    """The texts of the longest articles one after the other, as long as the longest article of all archives."""
    bodies = [draft.body for draft in reversed(drafts[-40:])]
    return replace(drafts[-1], body="\n".join(bodies)[:length])


def _one(draft: Draft, toolbox: Toolbox) -> dict[str, object]:
    middle = len(draft.body) // 2
    scratch, key = [], []
    for number in range(TIMES):
        checking = Checker(toolbox, ALL)
        scratch.append(_milliseconds(checking, draft))
        typed = f"{draft.body[:middle]}{number}{draft.body[middle:]}"
        key.append(_milliseconds(checking, replace(draft, body=typed)))
    return {
        "characters": len(draft.body),
        "from scratch, ms": round(median(scratch), 1),
        "first time, ms": round(scratch[0], 1),
        "after a key, ms": round(median(key), 1),
    }


def _milliseconds(checking: Checker, draft: Draft) -> float:
    begun = time.process_time()
    checking.problems(draft)
    return (time.process_time() - begun) * 1000


def _by_family(drafts: Sequence[Draft], toolbox: Toolbox) -> dict[str, float]:
    """Seconds for every tenth article, times ten."""
    found = {}
    for family in sorted({rule.partition(".")[0] for rule in (*ALL.rules, *ALL.paragraphs, *ALL.texts)}):
        only = Finders(_of(family, ALL.rules), _of(family, ALL.paragraphs), _of(family, ALL.texts))
        checking = Checker(toolbox, only)
        begun = time.process_time()
        for draft in drafts[::10]:
            checking.problems(draft)
        found[family] = round((time.process_time() - begun) * 10, 1)
    return found


def _of(family: str, table: Mapping[str, Run]) -> dict[str, Run]:
    return {rule: look for rule, look in table.items() if rule.partition(".")[0] == family}


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=1)
    print()
