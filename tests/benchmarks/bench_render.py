"""How long a key takes to become HTML: chunked, as the preview does it, beside whole, as it would be without.

    python tests/benchmarks/bench_render.py [ARTICLES] [--keys N]      one JSON document on standard output

Times are milliseconds for one letter typed in the middle of the article; ``first`` is the whole article when opened.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from editor.core.markdown import Renderer  # noqa: E402 - the path has to be set first, to run without an installation
from editor.core.markdown.renderer import render_whole  # noqa: E402
from editor.services.render_worker import RenderWorker  # noqa: E402

ARTICLES = ROOT / "../shared/peerbench/articles"


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 3),
        "p95": round(ordered[int(len(ordered) * 0.95)], 3),
        "max": round(ordered[-1], 3),
    }


def measure(body: str, keys: int) -> dict[str, object]:
    renderer, worker = Renderer(), RenderWorker()
    place = body.find("\n\n", len(body) // 2) if "\n\n" in body else len(body)
    typed = [body[:place] + "w" * count + body[place:] for count in range(1, keys + 1)]
    first = milliseconds(lambda: renderer.render(body))
    chunked, whole, in_worker = [], [], []
    for text in typed:  # side by side, so that what else the machine does falls on all alike
        chunked.append(milliseconds(lambda text=text: renderer.quick(text)))
        whole.append(milliseconds(lambda text=text: render_whole(text)))
    worker.rendered("start")
    for text in typed[:20]:
        in_worker.append(milliseconds(lambda text=text: worker.rendered(text)))
    worker.close()
    return {
        "characters": len(body),
        "blocks": len(renderer.render(body).blocks),
        "equal": all(str(renderer.render(text)) == render_whole(text) for text in typed[:3]),
        "first": round(first, 1),
        "chunked": summary(chunked),
        "whole": summary(whole),
        "worker": summary(in_worker),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("articles", nargs="?", type=Path, default=ARTICLES)
    arguments.add_argument("--keys", type=int, default=100)
    options = arguments.parse_args()
    results = {}
    for path in sorted(options.articles.glob("*.md")):
        body = path.read_text(encoding="utf-8").split("```\n", 1)[-1].strip("\n")
        results[path.name] = measure(body, options.keys)
    json.dump(results, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
