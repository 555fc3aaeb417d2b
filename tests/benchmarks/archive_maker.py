"""Makes archives of any size: articles of made-up words, in the proportions of real ones.

``python -m tests.benchmarks.archive_maker FOLDER NUMBER [SEED]``. The same number and seed make the same files. Words
follow Zipf's law, and how many there are Heaps': they grow with the square root of the articles, as in 4,113 real ones
(28,198 words; 9,042 in a tenth of them). Every article has "police" in it; some follow up an earlier one, some repeat
one, one in a hundred is broken, one in forty a draft, one in fifty names an incident.
"""

from __future__ import annotations

import itertools
import random
import sys
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from editor.core.article import Article, Value
from editor.core.codec import dump
from editor.core.encoding import encode
from editor.core.place import file_name

COMMON = """
    the to of and a in police was is for at on officers with he that from be his we are have has by been who
    as it anyone information or after man road were contact this their not about incident quoting call appeal
    woman vehicle between people they had an her will can any when court street two number constable she
    officer witnesses which said local reported area investigation victim team saw crime time year old
    evening seen driver arrested charged missing found following theft collision sentenced update bicycle dog
    river station town community house night
"""
AREAS = ("Ashford", "Birchwood", "Eastmoor", "Fenland", "Kingsdale", "Northwold", "Port Leven", "West Harrow Hill")
SECTIONS = ("news", "appeals", "court-results", "community", "campaigns")
FIRST, LAST = datetime(2010, 1, 1), datetime(2026, 6, 30)
_STARTS = "b br c d f g gr h k l m n p qu r s sh st t th tr v w y"
_HEADLINES = (
    "Appeal for witnesses after {0} {1} in {2}",
    "Man charged with {0} following {1} in {2}",
    "Update: {0} {1} found safe in {2}",
    "Officers investigate {0} at {1} {2}",
    "{0} {1} – can you help {2}’s team?",
    "Two sentenced for {0} & {1} of {2}",
    "Missing: have you seen {0} {1} from {2}?",
    "“{0}” says {1} as {2} campaign begins",
)


@dataclass(frozen=True, slots=True)
class Made:
    """An article that was made, for those that follow it up."""

    area: str
    section: str
    headline: str
    published: datetime
    url: str
    incident: str
    body: str


class Maker:
    """Makes articles, one after another."""

    def __init__(self, number: int, seed: int) -> None:
        self._random = random.Random(seed)
        self._words, self._weights = self._vocabulary(round(440 * number**0.5))
        self._made: list[Made] = []

    def _vocabulary(self, size: int) -> tuple[list[str], list[float]]:
        syllables = [start + vowel for start in _STARTS.split() for vowel in "aeiou"]
        ends = ["", "n", "r", "s", "ll", "ton", "ham", "ley", "ed", "ing", "er", "ment"]
        words = dict.fromkeys(COMMON.split())
        while len(words) < size:
            parts = self._random.choices(syllables, k=self._random.choice((1, 2, 2, 2, 3, 3)))
            words["".join(parts) + self._random.choice(ends)] = None
        return list(words), list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def articles(self, number: int) -> Iterator[tuple[str, bytes]]:
        """Relative paths and contents."""
        for count in range(number):
            made = self._next(count)
            kind = self._random.random()
            if kind < 0.01:
                yield f"news/{made.area}/{file_name(made.url)}", self._broken(made)
            elif kind < 0.035:
                yield f"drafts/{made.area}/draft-{count}.md", dump(self._article(made))
            else:
                yield f"news/{made.area}/{file_name(made.url)}", dump(self._article(made))

    def _next(self, count: int) -> Made:
        kind = self._random.random()
        follows = bool(self._made) and kind < 0.08
        made = self._following(self._random.choice(self._made), kind) if follows else self._fresh()
        slug = "-".join("".join(c if c.isalnum() else " " for c in made.headline.lower()).split())
        url = f"https://www.{made.area.lower().replace(' ', '-')}.police.example/news/{made.section}"
        url += f"/{made.published:%Y/%m}/{slug}-{count}/"
        made = replace(made, url=url)
        if len(self._made) < 3_000:
            self._made.append(made)
        return made

    def _fresh(self) -> Made:
        pick = self._random
        minutes = pick.randrange(int((LAST - FIRST).total_seconds()) // 60)
        headline = pick.choice(_HEADLINES).format(*(word.title() for word in self._some(3)))
        incident = f"{pick.randrange(10**10, 10**11)}" if pick.random() < 0.02 else ""
        published = FIRST + timedelta(minutes=minutes)
        length = min(int(pick.lognormvariate(5.42, 0.6)), 9_000)
        return Made(pick.choice(AREAS), pick.choice(SECTIONS), headline, published, "", incident, self._text(length))

    def _following(self, before: Made, kind: float) -> Made:
        """An article that repeats an earlier one, or goes on with it."""
        later = before.published + timedelta(days=self._random.randrange(1, 60))
        if kind < 0.03:
            return replace(before, published=later)
        return replace(before, headline=f"Update: {before.headline}", published=later, body=self._text(150))

    def _some(self, number: int) -> list[str]:
        top = self._weights[-1]
        return [self._words[bisect(self._weights, self._random.random() * top)] for _ in range(number)]

    def _text(self, length: int) -> str:
        words = ["Police", *self._some(length)]
        paragraphs, start = [], 0
        while start < len(words):
            end = start + self._random.randrange(25, 70)
            sentence = words[start:end]
            sentence[0] = sentence[0].capitalize()
            if len(sentence) > 20:
                sentence[9] += ","
                sentence[17] += ". “" + sentence.pop(18).capitalize() + "”"
            paragraphs.append(" ".join(sentence) + ".")
            start = end
        return "\n\n".join(paragraphs)

    def _article(self, made: Made) -> Article:
        headline = encode(made.headline, "aspnet")
        front: dict[str, Value] = {
            "area": made.area,
            "og": {
                "description": encode(made.body[:150].split("\n")[0], "aspnet"),
                "locale": "en_GB",
                "title": headline,
                "type": "website",
                "url": made.url,
            },
            "publish": {"date": f"{made.published:%H:%M %d/%m/%Y}"},
            "title": f"{headline} | {made.area} Police",
            "url": made.url,
        }
        if made.incident:
            front["incident"] = {"reference": made.incident}
        return Article(front, made.body)

    def _broken(self, made: Made) -> bytes:
        data = dump(self._article(made))
        return self._random.choice(
            (b"", data[:200], data.replace(b"og:\n", b"og: {\n", 1), b"\0" * 500, b"\x89PNG" + data[:300])
        )


def make(root: Path, number: int, seed: int = 1) -> Path:
    """An archive with so many articles, in a folder that is made for it."""
    for folder in ("news", "drafts"):
        for area in AREAS:
            (root / folder / area).mkdir(parents=True, exist_ok=True)
    for path, data in Maker(number, seed).articles(number):
        (root / path).write_bytes(data)
    return root


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
