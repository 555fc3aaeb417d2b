"""The index as a window has it: an archive on the disk, questions, and answers."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editor.core.article import Article
from editor.core.codec import dump
from editor.core.errors import CopydeskError
from editor.core.library import Order, Query, QueryError, Word, parse_query
from editor.core.profile import Profile
from editor.services.index import Index, Progress
from tests.benchmarks.archive_maker import make


def file(
    archive: Path,
    path: str,
    headline: str,
    body: str,
    *,
    day: str = "",
    reference: str = "",
    url: str = "",
    area: str = "",
) -> Path:
    """An article on the disk."""
    front = {
        "og": {"title": headline, "description": f"Summary of {headline}"},
        "publish": {"date": day},
        "incident": {"reference": reference},
        "url": url,
    }
    place = archive / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(dump(Article({key: value for key, value in front.items() if value}, body)))
    return place


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    news = "news/Kent"
    file(
        root, f"{news}/1.md", "Dog found", "A **dog** was found by police.", day="12:08 21/11/2019", reference="46/1/20"
    )
    file(
        root,
        f"{news}/2.md",
        "Appeal after theft",
        "Police ask who saw a café robbed.\n\nO’Neill did.",
        day="13 Jan 2021",
    )
    file(root, f"{news}/3.md", "Zebra “crossing”", "Police officers at the crossing.", day="2021-01-13T10:00:00+01:00")
    file(
        root, "news/West Mercia/4.md", "River rescue", "Dogs and police by a river.", url="https://w.example/news/x/r/"
    )
    file(root, "drafts/Kent/5.md", "Dog walkers", "Not yet: police.", day="09:00 01/02/2022")
    (root / f"{news}/6.md").write_bytes(b"```yaml\nog: {\n```\n\nPolice and a broken zebra.\n")
    return root


@pytest.fixture
def index(archive: Path, tmp_path: Path) -> Iterator[Index]:
    index = Index.open(archive, tmp_path / "cache")
    index.refresh()
    yield index
    index.close()


def names(
    index: Index, text: str, order: Order = Order.NEWEST, *, typing: bool = False, limit: int = 50, offset: int = 0
) -> str:
    """The numbers of the articles found, in their order."""
    hits = index.search(parse_query(text, typing=typing), order, limit, offset)
    return "".join(Path(hit.record.path).stem for hit in hits)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "532146"),
        ("police", "532146"),
        ("POLICE dog", "51"),
        ("dog", "51"),
        ("dog*", "514"),
        ("d*", "5214"),
        ('"police officers"', "3"),
        ('"officers police"', ""),
        ('"police of"*', "3"),
        ("-dog", "3246"),
        ("police -do*", "326"),
        ("cafe", "2"),
        ("CAFÉ", "2"),
        ("o'neill", "2"),
        ("area:kent", "53216"),
        ("area:KENT area:west-mercia river", "4"),
        ("area:nowhere", ""),
        ("from:2021", "532"),
        ("from:2021 to:2021", "32"),
        ("to:2019-11-21", "1"),
        ("from:2021-01-13 to:2021-01-13 -zebra", "2"),
        ("has:incident", "1"),
        ("-has:incident dog", "5"),
        ("is:draft", "5"),
        ("is:release dog", "1"),
        ("is:problem", "6"),
        ("is:problem zebra", "6"),
        ("46/1/20", "1"),
        ("nothing", ""),
        ("!!!", "532146"),
    ],
)
def test_questions(index: Index, text: str, found: str):
    assert names(index, text) == found


def test_orders(index: Index):
    assert names(index, "is:release from:2019", Order.OLDEST) == "123"
    headlines = [hit.record.headline for hit in index.search(Query(), Order.HEADLINE)]
    assert headlines == ["6", "Appeal after theft", "Dog found", "Dog walkers", "River rescue", "Zebra “crossing”"]
    assert names(index, "zebra", Order.BEST) == "36"  # The broken file has it in its text only.
    assert names(index, "police", Order.BEST) == names(index, "police")


def test_a_page_follows_the_other(index: Index):
    for order in Order:
        whole = names(index, "police", order)
        assert "".join(names(index, "police", order, limit=2, offset=start) for start in (0, 2, 4, 6)) == whole


def test_every_letter_of_a_word_finds_it(index: Index):
    for end in range(1, len("zebra") + 1):
        assert set(names(index, "zebra"[:end], typing=True)) >= {"3", "6"}


def test_snippets_mark_what_was_asked_for(index: Index):
    (hit,) = index.search(parse_query("o'neill police cafe"))
    assert "".join(piece.text for piece in hit.snippet) == "Police ask who saw a café robbed. O’Neill did."
    assert [piece.text for piece in hit.snippet if piece.hit] == ["Police", "café", "O’Neill"]
    (hit,) = index.search(parse_query("appeal"))  # Only the headline and the summary have it.
    assert [piece.text for piece in hit.snippet if piece.hit] == ["Appeal"]
    (hit,) = index.search(parse_query("dog has:incident"))
    assert "".join(piece.text for piece in hit.snippet) == "A dog was found by police."


def test_a_record_is_what_the_form_shows(index: Index):
    record = index.record("news/Kent/1.md")
    assert record is not None
    assert (record.headline, record.summary, record.area, record.draft) == (
        "Dog found",
        "Summary of Dog found",
        "Kent",
        False,
    )
    assert (record.published, record.incident, record.problem) == ("2019-11-21T12:08", "46/1/20", "")
    assert record.body == "A **dog** was found by police."
    third = index.record("news/Kent/3.md")
    assert third is not None
    assert third.published == "2021-01-13T09:00"  # By the clocks of the United Kingdom.
    broken = index.record("news/Kent/6.md")
    assert broken is not None
    assert "not understood" in broken.problem or "Line" in broken.problem
    assert index.record("news/Kent/7.md") is None


def test_counts(index: Index):
    counts = index.counts(parse_query("police"))
    assert (counts.total, counts.drafts, counts.problems) == (6, 1, 1)
    assert counts.areas == {"Kent": 5, "West Mercia": 1}
    assert counts.years == {"2019": 1, "2021": 2, "2022": 1}
    assert index.counts(parse_query("d*")).total == len(names(index, "d*"))
    assert index.counts(parse_query("nothing")).total == 0


def test_addresses_and_incidents(index: Index):
    assert index.paths_of_url("https://w.example/news/x/r/") == ["news/West Mercia/4.md"]
    assert index.paths_of_url("https://w.example/news/x/r") == []
    assert index.paths_of_incident("46/1/20") == index.paths_of_incident("46 1 20") == ["news/Kent/1.md"]
    assert index.paths_of_incident("") == []


def test_sections_come_from_the_profile(archive: Path, tmp_path: Path):
    mercia = Profile("West Mercia", "West Mercia Police", "https://w.example", "/news/{section}/{slug}/")
    index = Index.open(archive, tmp_path / "cache", {"West Mercia": mercia}.get)
    index.refresh()
    assert names(index, "section:x") == "4"
    assert index.counts(Query()).sections == {"x": 1}
    index.close()


def test_what_changes_is_seen(index: Index, archive: Path):
    assert index.refresh().changed == 0
    file(archive, "news/Kent/1.md", "Cat found", "A cat.", day="21/11/2019")
    file(archive, "news/Kent/7.md", "Parrot", "A parrot.")
    (archive / "news/Kent/2.md").unlink()
    found = index.refresh()
    assert (found.added, found.changed, found.removed, found.problems) == (1, 1, 1, 1)
    assert names(index, "cat*") == "1"
    assert names(index, "parro", typing=True) == "7"
    assert names(index, "theft") == ""
    assert names(index, "dog -walkers") == ""


def test_some_files_are_looked_at_at_once(index: Index, archive: Path):
    path = file(archive, "news/Kent/1.md", "Cat found", "A cat.")
    other = file(archive, "drafts/Kent/8.md", "Newt", "A newt.")
    (archive / "news/Kent/2.md").unlink()
    found = index.update([path, other, Path("news/Kent/2.md"), archive / "notes.txt", archive.parent / "away.md"])
    assert (found.added, found.changed, found.removed) == (1, 1, 1)
    assert (names(index, "cat"), names(index, "newt"), names(index, "theft")) == ("1", "8", "")
    assert index.refresh() == type(found)(problems=1)


def test_a_file_of_the_same_size_and_time_is_seen_where_the_system_tells(index: Index, archive: Path):
    path = archive / "news/Kent/1.md"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"dog", b"cat"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    index.refresh()
    assert names(index, "cat") == "1"


def test_only_the_times_differ(index: Index, archive: Path):
    os.utime(archive / "news/Kent/1.md", (1, 1))
    assert index.refresh().changed == 0


def test_any_folder_of_articles(tmp_path: Path):
    root = tmp_path / "folder"
    file(root, "1.md", "One", "Dog.")
    file(root, "below/2.MD", "Two", "Dog.")
    for path in (".git/3.md", "below/.4.md", "5.sync-conflict-20241124-101500-ABCDEF.md"):
        file(root, path, "Hidden", "Dog.")
    (root / "ring").symlink_to(root, target_is_directory=True)
    (root / "nowhere.md").symlink_to("nothing")
    os.mkfifo(root / "pipe.md")
    index = Index.open(root, tmp_path / "cache")
    assert index.refresh().added == 3
    assert names(index, "dog", Order.HEADLINE) == "12"
    assert [hit.record.area for hit in index.search(parse_query("two"))] == ["below"]
    assert names(index, "is:problem") == "pipe"
    index.close()


def test_names_that_are_no_text(tmp_path: Path):
    root = tmp_path / "folder"
    root.mkdir()
    (root / os.fsdecode(b"caf\xe9.md")).write_bytes(b"```yaml\ntitle: x\n```\n\nDog \xff.\n")
    index = Index.open(root, tmp_path / "cache")
    index.refresh()
    (hit,) = index.search(Query())
    assert os.fsencode(hit.record.path) == b"caf\xe9.md"
    assert index.refresh().changed == 0
    index.close()


def test_a_cancelled_refresh_goes_on_where_it_was(tmp_path: Path):
    root = make(tmp_path / "made", 60)
    index = Index.open(root, tmp_path / "cache")
    assert index.is_empty

    def stop(progress: Progress) -> bool:
        return not progress.total

    assert index.refresh(stop).cancelled
    assert index.refresh().added == 60
    assert not index.is_empty
    index.close()


def test_a_missing_folder_is_a_sentence(tmp_path: Path):
    index = Index.open(tmp_path / "nowhere", tmp_path / "cache")
    with pytest.raises(CopydeskError, match="nowhere"):
        index.refresh()
    index.close()


def test_a_folder_that_cannot_be_read_is_not_gone(index: Index, archive: Path, monkeypatch: pytest.MonkeyPatch):
    scandir = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path).name == "West Mercia":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert index.refresh().removed == 0
    assert names(index, "river") == "4"


def test_many_of_one_day_keep_their_day(tmp_path: Path):
    root = tmp_path / "folder"
    for number in range(150):
        file(root, f"{number}.md", f"N{number}", "Dog.", day="13 Jan 2021")
    index = Index.open(root, tmp_path / "cache")
    index.refresh()
    assert index.counts(parse_query("from:2021-01-13 to:2021-01-13")).total == 150
    file(root, "200.md", "Last", "Dog.", day="00:00 13/01/2021")
    index.update([Path("200.md")])
    assert index.counts(parse_query("from:2021-01-13 to:2021-01-13")).total == 151
    index.close()


def test_questions_while_it_is_refreshed(tmp_path: Path):
    root = make(tmp_path / "made", 300)
    one, other = Index.open(root, tmp_path / "cache"), Index.open(root, tmp_path / "cache")
    thread = threading.Thread(target=one.refresh)
    thread.start()
    while thread.is_alive():
        other.search(parse_query("police"))
        other.update([next((root / "news").rglob("*.md"))])
    thread.join()
    assert other.refresh().added == 0
    assert other.counts(Query()).total == 300
    one.close()
    other.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("made")
    index = Index.open(make(folder / "archive", 120), folder / "cache")
    index.refresh()
    yield index
    index.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1) | st.text("\"'*()^-+:{}ANDORNE _~0\0", min_size=1), st.sampled_from(Order))
@example('" OR "', Order.BEST)
@example("_a1", Order.NEWEST)
@example("NEAR(a b)", Order.NEWEST)
def test_no_text_becomes_a_command(made: Index, text: str, order: Order):
    everything = made.counts(Query()).total
    for query in (
        Query((Word(text),)),
        Query((Word(text, prefix=True),)),
        Query((Word(text, excluded=True),)),
        Query(areas=(text,)),
    ):
        made.search(query, order)
    with contextlib.suppress(QueryError):
        made.search(parse_query(text, typing=True), order)
    assert made.said == ""
    assert made.counts(Query()).total == everything


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from(Order))
def test_what_is_found_is_what_looking_through_all_finds(made: Index, data: st.DataObject, order: Order):
    all_of_them = made.search(Query(), limit=1_000)
    hit = data.draw(st.sampled_from(all_of_them))
    vocabulary = [word for word in hit.record.body.lower().split() if word.isalpha() and word.isascii()] or ["police"]
    word = data.draw(st.sampled_from(vocabulary))
    start = word[: data.draw(st.integers(1, len(word)))]
    query = Query((Word(start, prefix=True), Word("police")))
    found = {one.record.path for one in made.search(query, order, limit=1_000)}
    expected = set()
    for one in all_of_them:
        text = f"{one.record.headline} {one.record.summary} {one.record.incident} {one.record.body}".lower()
        words = "".join(letter if letter.isalnum() else " " for letter in text).split()
        if "police" in words and any(each.startswith(start) for each in words):
            expected.add(one.record.path)
    assert found == expected
    assert made.counts(query).total == len(expected)


def test_real_and_hostile_files(shared: Path, tmp_path: Path):
    root = tmp_path / "archive"
    for number, path in enumerate(
        [*sorted((shared / "corpus").rglob("*.md"))[::25], *sorted((shared / "hostile/files").iterdir())]
    ):
        (root / "news/x").mkdir(parents=True, exist_ok=True)
        (root / f"news/x/{number}.md").write_bytes(path.read_bytes())
    index = Index.open(root, tmp_path / "cache")
    found = index.refresh()
    assert found.added == index.counts(Query()).total > 100
    assert index.counts(parse_query("is:problem")).total == found.problems > 10
    assert all(hit.record.problem for hit in index.search(parse_query("is:problem")))
    for path in root.rglob("*.md"):  # Each can be taken out again.
        path.unlink()
    assert index.refresh().removed == found.added
    assert index.search(parse_query("police")) == []
    assert index.said == ""
    index.close()
