"""``copydesk index`` and ``copydesk search``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import RELEASE, Copydesk


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_index_says_what_it_found(copydesk: Copydesk, archive: Path):
    assert copydesk("index", archive).out == "2 added, 0 changed, 0 removed, 0 not understood\n"
    (archive / "news/Surrey/broken.md").write_bytes(RELEASE.replace("og:", "og: {").encode())
    said = copydesk("index", archive)
    assert (said.code, said.out) == (1, "1 added, 0 changed, 0 removed, 1 not understood\n")
    assert copydesk("index", archive).code == 1  # It is still there.


def test_search_needs_no_index_before(copydesk: Copydesk, archive: Path):
    said = copydesk("search", archive, "bicycles area:surrey is:release", "--json")
    (found,) = said.json["results"]
    assert (found["path"], found["headline"], found["area"]) == (
        "news/Surrey/bicycles.md",
        "Bicycles found & returned",
        "Surrey",
    )
    assert (found["published"], found["draft"], found["section"]) == ("2019-11-21T12:08", False, "")
    assert found["url"].endswith("/bicycles-found--returned/")
    assert found["snippet"] == "Two bicycles were found on Monday. They are home again."
    assert found["hits"] == ["bicycles"]


def test_search_sees_what_changed(copydesk: Copydesk, archive: Path, release: Path):
    copydesk("index", archive)
    release.write_bytes(RELEASE.replace("home", "lost").encode())
    said = copydesk("search", archive, "lost")
    assert said.out == (
        "news/Surrey/bicycles.md\t2019-11-21\tBicycles found & returned\t"
        "Two bicycles were found on Monday. They are lost again.\n"
    )
    assert copydesk("search", archive, "lost", "--json", "--limit", "0").json == {"results": []}


@pytest.mark.parametrize("order", ["newest", "oldest", "best", "headline"])
def test_orders(copydesk: Copydesk, archive: Path, order: str):
    assert len(copydesk("search", archive, "--order", order, "two", "were").out.splitlines()) == 2


def test_nothing_found_is_no_problem(copydesk: Copydesk, archive: Path):
    said = copydesk("search", archive, "zebra")
    assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize("words", [["from:monday"], ['"open'], ["x", "--limit", "-1"], ["x", "--order", "odd"]])
def test_a_mistake_is_one_sentence(copydesk: Copydesk, archive: Path, words: list[str]):
    said = copydesk("search", archive, *words)
    assert (said.code, said.out) == (2, "")
    assert said.sentence


@pytest.mark.parametrize("command", [["index", "{}"], ["search", "{}", "x"], ["index", "{}", "--progress"]])
def test_a_missing_folder(copydesk: Copydesk, tmp_path: Path, command: list[str]):
    said = copydesk(*(word.format(tmp_path / "nowhere") for word in command))
    assert said.code == 2
    assert "nowhere" in said.sentence


def test_a_damaged_index_is_said(copydesk: Copydesk, archive: Path, tmp_path: Path):
    copydesk("index", archive)
    (kept,) = (tmp_path / "cache").rglob("*.sqlite")
    kept.write_bytes(b"not a database " * 1_000)
    said = copydesk("search", archive, "bicycles")
    assert (said.code, len(said.out.splitlines())) == (0, 2)
    assert "made anew" in said.sentence


def test_a_cache_that_cannot_be_written(copydesk: Copydesk, archive: Path, tmp_path: Path):
    (tmp_path / "cache").write_bytes(b"")
    said = copydesk("search", archive, "bicycles")
    assert said.code == 2
    assert "cannot be kept" in said.sentence
