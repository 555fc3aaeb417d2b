"""What the rules ask is answered from a real index of real files as it is from an archive in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.article import Article
from editor.core.codec import dump
from editor.core.library.records import Query, Word
from editor.core.library.seen import Kind, seen
from editor.core.library.stories import story_of
from editor.services.index import Index
from editor.services.index.lookup import IndexLookup

BODY = (
    "A shopkeeper was threatened with a hammer when two men burst into a newsagent in Mill Lane, Oakham, shortly "
    "before closing time on Saturday evening. They emptied the till, knocked over a stand of magazines and ran."
)
QUOTING = "Please call 101 quoting PR/ 45200123456 with what you know."
SITE = "https://northshire.example/news/"


def article(name: str, headline: str, body: str, date: str, **incident: str) -> tuple[str, Article]:
    front = {
        "area": "Northshire",
        "og": {"title": headline, "url": f"{SITE}{name}/"},
        "publish": {"date": date},
        "title": headline,
        "url": f"{SITE}{name}/",
    }
    return name, Article(front | ({"incident": incident} if incident else {}), body)


ARTICLES = [
    article("appeal", "Appeal after robbery in Oakham", f"{BODY}\n\n{QUOTING}", "09:00 01/03/2020"),
    article("arrest", "Man arrested in Oakham", "It follows an appeal.", "09:00 09/03/2020", reference="pr45200123456"),
    article("jailed", "Robber jailed", f"We told of it [before]({SITE}arrest/).", "09:00 02/11/2020"),
    article("copy", "Copied", BODY, "09:00 03/11/2020"),
    article("fair", "Summer fair at headquarters", "Come and see the dogs on Saturday.", "09:00 04/11/2020"),
]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    root = tmp_path / "archive"
    for name, made in ARTICLES:
        path = root / f"news/Northshire/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump(made))
    index = Index.open(root, tmp_path / "index")
    index.refresh()
    yield index
    index.close()


def test_addresses_and_incidents(index: Index) -> None:
    lookup = IndexLookup(index)
    (found,) = lookup.of_url(f"{SITE}fair/")
    assert (found.headline, found.body) == ("Summer fair at headquarters", "Come and see the dogs on Saturday.")
    assert lookup.of_url(f"{SITE}fair") == []
    assert [record.headline for record in lookup.of_incident("PR/45200123456")] == ["Man arrested in Oakham"]


def test_an_answer_begins_with_the_headlines_and_ends_where_asked(index: Index) -> None:
    asked = IndexLookup(index).asked(Query(words=(Word("appeal"),)), 5)
    assert [record.headline for record in asked] == ["Appeal after robbery in Oakham", "Man arrested in Oakham"]
    assert len(IndexLookup(index).asked(Query(), 2)) == 2


def test_what_was_there_before_of_a_draft(index: Index) -> None:
    draft = index.record("news/Northshire/appeal.md")
    assert draft is not None
    found = seen(draft, IndexLookup(index))
    assert [(item.kind, item.record.headline) for item in found] == [
        (Kind.TEXT, "Copied"),
        (Kind.INCIDENT, "Man arrested in Oakham"),
    ]


@pytest.mark.parametrize("asked", ["appeal", "arrest", "jailed"])
def test_a_story_by_reference_and_link(index: Index, asked: str) -> None:
    record = index.record(f"news/Northshire/{asked}.md")
    assert record is not None
    story = story_of(record, IndexLookup(index))
    assert [step.record.headline for step in story.steps] == [
        "Appeal after robbery in Oakham",
        "Man arrested in Oakham",
        "Robber jailed",
    ]
