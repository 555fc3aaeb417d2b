"""The rules on real articles: they find something, and flood nobody. ``tests.benchmarks.bench_seen`` prints it all."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.codec import parse
from editor.core.lens import read
from editor.core.library.records import Record
from editor.core.library.seen import Kind, by_rule
from editor.core.library.stories import story_of
from tests.core.library.shelf import Shelf

NEWS = Path(__file__).parents[4] / "shared/corpus/news"
# Forces whose samples hold stories, bulletins and templates.
AREAS = ("Cleveland", "Dorset", "Gwent", "Lancashire", "Thames Valley", "Warwickshire")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not NEWS.is_dir(), reason="the shared sample is not here"),
]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf([_record(path) for area in AREAS for path in sorted((NEWS / area).glob("*.md"))])


def _record(path: Path) -> Record:
    fields = read(parse(path.read_bytes()).article)
    return Record(
        f"news/{path.parent.name}/{path.name}",
        fields["area"],
        headline=fields["headline"],
        published=fields["published"],
        url=fields["url"],
        incident=fields["incident_reference"],
        body=fields.body,
    )


@pytest.mark.parametrize(
    ("kind", "fewest", "most"),
    [(Kind.ADDRESS, 0, 0), (Kind.TEXT, 6, 12), (Kind.HEADLINE, 16, 40), (Kind.INCIDENT, 12, 20)],
)
def test_how_many_articles_were_there_before(shelf: Shelf, kind: Kind, fewest: int, most: int) -> None:
    found = [record.headline for record in shelf.records if by_rule(kind, record, shelf)]
    assert fewest <= len(found) <= most, found


def test_stories_are_few_and_short(shelf: Shelf) -> None:
    stories = {story.steps for record in shelf.records if (story := story_of(record, shelf)).is_chain}
    lengths = [len({step.record.path for step in steps}) for steps in stories]
    assert len(lengths) >= 12
    assert max(lengths) <= 4
