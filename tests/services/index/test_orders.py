"""Answers in every order from an archive that has more of them than are sorted while somebody waits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from editor.core.library import Order, parse_query
from editor.services.index import Index

NUMBER = 10_500
STREETS = [f"st{one}{other}ow" for one, other in product("abcdefghijklmnopqrstu", "aeiouybcdfghjklmnpqrst")]
COMMON = ["street", "station", "Still", "“stolen”"]
STARTS = ["Appeal for", "Man", "2 men", "Élan", "Zebra", "A", "Missing:", "A1"]
FIRST = datetime(2015, 1, 1)


@dataclass(frozen=True, slots=True)
class Made:
    """An article as it was made."""

    name: str
    headline: str
    minute: datetime
    body: str

    def has(self, start: str, *, before: str = "") -> bool:
        """Whether a word begins so, perhaps behind a certain one; by looking at all of them."""
        words = re.sub(r"[^\w ]", " ", f"{self.headline} {self.body}".lower()).split()
        pairs = zip(["", *words], words, strict=False)
        return any(word.startswith(start) and before in ("", former) for former, word in pairs)

    @property
    def key(self) -> tuple[str, float]:
        """By headline, then the newest."""
        plain = self.headline.lower().replace("é", "e").replace(":", "")
        return plain, -self.minute.timestamp()


def articles() -> Iterator[Made]:
    """Many short ones, each on a minute of its own."""
    pick = random.Random(5)
    for number in range(NUMBER):
        words = [
            "Police",
            "on",
            "the",
            pick.choice(STREETS),
            *pick.sample(STREETS, 2),
            "of",
            "dog",
            *pick.sample(COMMON, 1),
        ]
        if number % 7 == 0:  # Only a rare word begins so.
            words = words[:4]
        if number % 11 == 0:  # None does.
            words = ["Police", "on", "the", "road"]
        headline = f"{pick.choice(STARTS)} {pick.randrange(900):03}"
        yield Made(f"{number}.md", headline, FIRST + timedelta(minutes=400 * number), " ".join(words))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, list[Made]]]:
    folder = tmp_path_factory.mktemp("many")
    made = list(articles())
    for one in made:
        front = f"og:\n  title: '{one.headline}'\npublish:\n  date: {one.minute:%H:%M %d/%m/%Y}"
        (folder / one.name).write_text(f"```yaml\n{front}\n```\n\n{one.body}\n", encoding="utf-8")
    index = Index.open(folder, tmp_path_factory.mktemp("cache"))
    index.refresh()
    yield index, made
    index.close()


WANTED: dict[str, Callable[[Made], bool]] = {
    "": lambda one: True,
    "police": lambda one: True,
    "st*": lambda one: one.has("st"),
    "s* police": lambda one: one.has("s"),
    '"the st"*': lambda one: one.has("st", before="the"),
    "stea*": lambda one: one.has("stea"),
    "z*": lambda one: one.has("z"),
    "-stea*": lambda one: not one.has("stea"),
    "-st*": lambda one: not one.has("st"),
    "p* from:2017": lambda one: one.minute.year >= 2017,
    "st* from:2016 to:2016": lambda one: one.minute.year == 2016 and one.has("st"),
    "man* st*": lambda one: one.has("man") and one.has("st"),
}


KEYS: dict[Order, Callable[[Made], tuple[str, float]]] = {
    Order.NEWEST: lambda one: ("", -one.minute.timestamp()),
    Order.OLDEST: lambda one: ("", one.minute.timestamp()),
    Order.HEADLINE: lambda one: one.key,
}


def see_pages(index: Index, text: str, made: Iterable[Made], offsets: Iterable[int]) -> None:
    """Ask for pages in each order."""
    wanted = list(filter(WANTED[text], made))
    assert wanted
    for order, key in KEYS.items():
        expected = [one.name for one in sorted(wanted, key=key)]
        for offset in offsets:
            found = [hit.record.path for hit in index.search(parse_query(text), order, 50, offset)]
            assert found == expected[offset : offset + 50]


@pytest.mark.parametrize("text", WANTED)
def test_pages_of_every_order(archive: tuple[Index, list[Made]], text: str):
    index, made = archive
    see_pages(index, text, made, (0, 260, 1_000, 5_000))


def test_the_best_come_first(archive: tuple[Index, list[Made]]):
    index, made = archive
    newest = sorted(made, key=lambda one: one.minute, reverse=True)
    expected = [one.name for one in newest if "man" in one.headline.lower()]
    expected += [one.name for one in newest if "man" not in one.headline.lower() and one.has("man")]
    found = [hit.record.path for hit in index.search(parse_query("man*"), Order.BEST, 50, len(expected) - 50)]
    assert found == expected[-50:]


def test_questions_before_all_words_are_collected(archive: tuple[Index, list[Made]], tmp_path: Path):
    whole, made = archive
    index = Index.open(whole.root, tmp_path)
    assert index.refresh(lambda progress: progress.done < 7_500).cancelled
    read = [one for one in made if index.record(one.name)]
    assert 7_500 <= len(read) < NUMBER
    for text in ("st*", "s* police", "z*", "stea*", "-st*"):
        see_pages(index, text, read, (0, 400))
    index.close()
