"""How many articles a second are read, written and judged; against plain PyYAML through libyaml in the same run.

``python -m tests.benchmarks.bench_codec`` prints one JSON document. Times are the processor's, the best of some rounds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from editor.core.codec import dump, is_canonical, parse

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
ROUNDS = 3
ONE = b"```yaml\narea: Surrey\nog:\n  title: Lost dog found\ntitle: Lost dog found\n```\n\nThe dog is well.\n"


def files() -> list[bytes]:
    """The shared sample; where it is not here, one small article many times."""
    return [path.read_bytes() for path in sorted(CORPUS.rglob("*.md"))] or [ONE] * 2_000


def seconds(act: Callable[[bytes], object], data: Iterable[bytes]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for one in data:
            act(one)
        best = min(best, time.process_time() - begun)
    return best


def plainly(block: bytes) -> str:
    front = yaml.load(block, Loader=yaml.CBaseLoader)
    return str(yaml.dump(front, Dumper=yaml.CSafeDumper, default_flow_style=False, width=2**30))


def measured() -> dict[str, object]:
    data = files()
    articles = {one: parse(one).article for one in data}
    blocks = [one[8 : one.find(b"\n```\n") + 1] for one in data]
    times = {
        "parse": seconds(parse, data),
        "dump": seconds(lambda one: dump(articles[one]), data),
        "check": seconds(is_canonical, data),
        "plain_yaml_load_and_dump": seconds(plainly, blocks),
    }
    many_keys = b"```yaml\n" + b"".join(b"k%d: %d\n" % (n, n) for n in range(20_000)) + b"```\n\nText\n"
    large = {
        "many_keys": many_keys,
        "one_line_of_a_megabyte": b"```yaml\ntitle: x\n```\n\n" + b"x" * 1_000_000 + b"\n",
        "two_hundred_thousand_lines": b"```yaml\ntitle: x\n```\n\n" + b"x\n" * 200_000,
    }
    plain = times["plain_yaml_load_and_dump"]
    return {
        "files": len(data),
        "per_second": {name: round(len(data) / taken) for name, taken in times.items()},
        "ratio_to_plain_yaml": {name: round(taken / plain, 2) for name, taken in times.items()},
        "seconds": {name: round(seconds(parse, [one]), 3) for name, one in large.items()},
    }


if __name__ == "__main__":
    print(json.dumps(measured(), indent=2))
