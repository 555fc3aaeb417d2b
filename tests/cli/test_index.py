"""``copydesk index`` and ``copydesk search``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import RELEASE, Copydesk


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))


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


def test_search_checks_what_it_has_to_know(copydesk: Copydesk, archive: Path, release: Path, draft: Path):
    """The draft is of a day that has passed."""
    assert copydesk("search", archive, "is:unready").out.split("\t")[0] == "drafts/Surrey/bicycles.md"
    assert copydesk("search", archive, "is:ready").out.split("\t")[0] == "news/Surrey/bicycles.md"
    draft.unlink()
    release.write_bytes(RELEASE.replace("  description: Two bicycles were found on Monday.\n", "").encode())
    (found,) = copydesk("search", archive, "is:release -is:ready", "--json").json["results"]
    assert (found["path"], found["errors"], found["warnings"]) == ("news/Surrey/bicycles.md", 1, 0)
    (archive / "news/Surrey/new.md").write_bytes(RELEASE.encode())
    (found,) = copydesk("search", archive, "is:release -is:unready", "--json").json["results"]
    assert found["path"] == "news/Surrey/new.md"


def test_a_search_for_other_things_does_not_wait_for_checks(copydesk: Copydesk, archive: Path):
    found = copydesk("search", archive, "bicycles", "--json").json["results"]
    assert [(one["errors"], one["warnings"]) for one in found] == [(None, None)] * 2


def test_index_checks_too_where_it_is_asked_to(copydesk: Copydesk, archive: Path):
    said = copydesk("index", archive, "--checks")
    assert said.out.splitlines()[1] == "2 checked, 1 with something to fix"
    assert copydesk("index", archive, "--checks").out.splitlines()[1] == "0 checked, 1 with something to fix"


def test_what_it_cannot_check_with_is_said(copydesk: Copydesk, archive: Path):
    rules = archive / ".copydesk/rules/ours.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text("rules:\n  fields.requirde: off\n", "utf-8")
    said = copydesk("search", archive, "is:unready")
    assert said.sentence.startswith(f"{rules}:2: ")
    assert said.code == 0


@pytest.mark.parametrize("order", ["newest", "oldest", "best", "headline"])
def test_orders(copydesk: Copydesk, archive: Path, order: str):
    assert len(copydesk("search", archive, "--order", order, "two", "were").out.splitlines()) == 2


def test_nothing_found_is_no_problem(copydesk: Copydesk, archive: Path):
    said = copydesk("search", archive, "zebra")
    assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize(
    "words", [["from:monday"], ["is:red"], ['"open'], ["x", "--limit", "-1"], ["x", "--order", "odd"]]
)
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


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files of this test's own, and a cache that cannot be written."""
    (tmp_path / "cache").write_bytes(b"a file in the folder's place")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def test_where_the_cache_cannot_be_written_the_index_is_among_the_temporary_files(
    copydesk: Copydesk, archive: Path, temporary: Path
):
    assert copydesk("index", archive).out.startswith("2 added")
    assert copydesk("index", archive).out.startswith("0 added")
    assert len(copydesk("search", archive, "bicycles").out.splitlines()) == 2
    assert len(list(temporary.rglob("*.sqlite"))) == 1


def test_where_it_cannot_be_kept_at_all_that_is_said(copydesk: Copydesk, archive: Path, temporary: Path):
    temporary.rmdir()
    said = copydesk("search", archive, "bicycles")
    assert said.code == 2
    assert "cannot be kept" in said.sentence
