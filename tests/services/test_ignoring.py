"""Ignored problems: kept per article, in force while their text stands, following the article."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from editor.core.checks.values import Level, Problem
from editor.core.errors import CopydeskError
from editor.services.ignoring import Ignored, Ignoring, left_of

NOW = datetime(2024, 11, 21, 9, 30)
PROBLEM = Problem("dates.weekday", Level.WARNING, "It was a Thursday.", "body", 10, 20, 3, "Wednesday 17 May")
OTHER = Problem("fields.required", Level.ERROR, "“Summary” is still empty.", "summary")


@pytest.fixture
def ignoring(tmp_path: Path) -> Ignoring:
    return Ignoring(tmp_path / "data", "Sam", lambda: NOW)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return article(tmp_path / "archive/drafts/Surrey/bicycles.md")


def article(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Text.\n", "utf-8")
    return path


def test_it_is_kept_with_the_reason_in_the_archive(ignoring: Ignoring, draft: Path, tmp_path: Path) -> None:
    entry = ignoring.entry(PROBLEM, " A quotation. ")
    assert (entry.rule, entry.field, entry.quote) == ("dates.weekday", "body", "Wednesday 17 May")
    assert (entry.reason, entry.who, entry.when) == ("A quotation.", "Sam", "2024-11-21T09:30")
    assert entry.sentence == PROBLEM.sentence != ""
    assert ignoring.ignore(draft, entry) == (entry,)
    kept = tmp_path / "archive/.copydesk/ignored/drafts/Surrey/bicycles.json"
    assert [row["reason"] for row in json.loads(kept.read_bytes())] == ["A quotation."]
    assert Ignoring(tmp_path / "elsewhere", "Kim").of(draft) == (entry,)


def test_without_an_archive_it_is_kept_with_the_user(ignoring: Ignoring, tmp_path: Path) -> None:
    path = article(tmp_path / "loose.md")
    ignoring.ignore(path, ignoring.entry(PROBLEM, "Because."))
    assert [one.reason for one in ignoring.of(path)] == ["Because."]
    assert {found.name for found in tmp_path.iterdir()} == {"data", "loose.md"}


def test_edits_elsewhere_keep_it_and_an_edit_of_the_passage_ends_it(ignoring: Ignoring) -> None:
    entry = ignoring.entry(PROBLEM, "")
    moved = replace(PROBLEM, start=500, end=516, line=40, level=Level.HINT, sentence="Worded differently.")
    changed = replace(PROBLEM, quote="Wednesday 18 May")
    assert left_of([PROBLEM, moved, changed, OTHER], [entry]) == (changed, OTHER)


def test_ignoring_twice_is_ignoring_once_and_can_be_taken_back(ignoring: Ignoring, draft: Path) -> None:
    ignoring.ignore(draft, ignoring.entry(PROBLEM, "First."))
    ignoring.ignore(draft, ignoring.entry(OTHER, "Not needed."))
    ignoring.ignore(draft, ignoring.entry(PROBLEM, "Second."))
    assert [one.reason for one in ignoring.of(draft)] == ["Second.", "Not needed."]
    ignoring.unignore(draft, ignoring.entry(PROBLEM, ""))
    assert [one.reason for one in ignoring.of(draft)] == ["Not needed."]


def test_it_follows_a_release_and_leaves_nothing_behind(ignoring: Ignoring, draft: Path, tmp_path: Path) -> None:
    ignoring.ignore(draft, ignoring.entry(PROBLEM, "A quotation."))
    released = article(tmp_path / "archive/news/Surrey/0a.md")
    draft.unlink()
    ignoring.followed(draft, released)
    assert [one.reason for one in ignoring.of(released)] == ["A quotation."]
    assert [one.stem for one in (tmp_path / "archive/.copydesk").rglob("*.json")] == ["0a"]


def test_a_copy_under_another_name_takes_a_copy(ignoring: Ignoring, draft: Path, tmp_path: Path) -> None:
    ignoring.ignore(draft, ignoring.entry(PROBLEM, "A quotation."))
    copy = article(tmp_path / "elsewhere/copy.md")
    ignoring.followed(draft, copy)
    assert ignoring.of(draft) == ignoring.of(copy) != ()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"3", b"[1, null, {}]", b'[{"rule": 1, "field": "a", "quote": "b"}]', b"[" * 100_000],
)
def test_a_list_that_is_damaged_hides_nothing_and_can_be_written_again(
    data: bytes, ignoring: Ignoring, draft: Path, tmp_path: Path
) -> None:
    place = tmp_path / "archive/.copydesk/ignored/drafts/Surrey/bicycles.json"
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    assert ignoring.of(draft) == ()
    ignoring.ignore(draft, ignoring.entry(PROBLEM, "Again."))
    assert [one.reason for one in ignoring.of(draft)] == ["Again."]


def test_what_another_program_added_is_passed_over(ignoring: Ignoring, draft: Path, tmp_path: Path) -> None:
    place = tmp_path / "archive/.copydesk/ignored/drafts/Surrey/bicycles.json"
    place.parent.mkdir(parents=True)
    place.write_text('[{"rule": "a", "field": "b", "quote": "c", "colour": "red"}]', "utf-8")
    assert ignoring.of(draft) == (Ignored("a", "b", "c"),)


def test_a_place_that_cannot_be_written_is_told(ignoring: Ignoring, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "archive/.copydesk").write_text("a file in the way", "utf-8")
    with pytest.raises(CopydeskError, match="bicycles"):
        ignoring.ignore(draft, ignoring.entry(PROBLEM, ""))


def test_broken_characters_can_be_ignored_too(ignoring: Ignoring, draft: Path) -> None:
    entry = ignoring.entry(replace(PROBLEM, quote="half \ud83d\n"), "")
    ignoring.ignore(draft, entry)
    assert ignoring.of(draft) == (entry,)
