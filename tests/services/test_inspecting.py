"""What the library knows of the checks: how much there is to fix in a file, and what makes the answer another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from editor.core.checks.values import Level, Problem
from editor.core.library import Tally
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.ignoring import Ignoring
from editor.services.inspecting import ArchiveChecks
from editor.services.profiles import ProfileStore, profile_folders
from editor.services.resources import resources_dir
from editor.services.settings import Places
from tests.cli.conftest import RELEASE

PATH = "news/Surrey/bicycles.md"
WITHOUT_SUMMARY = RELEASE.replace("  description: Two bicycles were found on Monday.\n", "")
HEADING_MISSED = WITHOUT_SUMMARY + "\n## One\n\n#### Two\n"
HINTS_ONLY = RELEASE + "\nTwo  blanks stand here.\n"

Make = Callable[..., ArchiveChecks]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", (tmp_path / "system",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "archive" / PATH
    path.parent.mkdir(parents=True)
    path.write_text(RELEASE, "utf-8")
    return tmp_path / "archive"


@pytest.fixture
def made(root: Path, places: Places) -> Make:
    """The checks as a start of the program makes them."""

    def make(below: str = "", day: date = date(2024, 11, 21)) -> ArchiveChecks:
        def profiles_of(archive: Archive | None) -> ProfileStore:
            return ProfileStore(profile_folders(resources_dir(), places, archive))

        tools = CheckTools(resources_dir(), places)
        return ArchiveChecks(root / below, tools, profiles_of, Ignoring(places.data, ""), lambda: day)

    return make


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        (RELEASE, Tally()),
        (HINTS_ONLY, Tally()),
        (WITHOUT_SUMMARY, Tally(errors=1)),
        (HEADING_MISSED, Tally(errors=1, warnings=1)),
        ("Only text.\n", Tally(errors=1)),
        ("```yaml\nog: {\n```\n", Tally(errors=1)),
        ("", Tally(errors=1)),
    ],
)
def test_what_there_is_to_fix(made: Make, text: str, tally: Tally) -> None:
    assert made().tally(PATH, text.encode()) == tally


def test_a_draft_is_held_to_more(made: Make) -> None:
    assert made().tally("drafts/Surrey/bicycles.md", RELEASE.encode()).to_fix > 0, "its day has passed"


def test_what_is_ignored_does_not_count(made: Make, root: Path, places: Places) -> None:
    ignoring = Ignoring(places.data, "Sam", lambda: datetime(2024, 11, 21))
    before = made()
    old = before.stamp(PATH, "Surrey", by_day=False), before.stamp("news/Surrey/other.md", "Surrey", by_day=False)
    assert before.tally(PATH, WITHOUT_SUMMARY.encode()) == Tally(errors=1)
    ignoring.ignore(root / PATH, ignoring.entry(Problem("fields.required", Level.ERROR, "", "summary"), "As agreed."))
    after = made()
    assert after.tally(PATH, WITHOUT_SUMMARY.encode()) == Tally()
    assert after.stamp(PATH, "Surrey", by_day=False) != old[0]
    assert after.stamp("news/Surrey/other.md", "Surrey", by_day=False) == old[1]
    assert made("news").stamp("Surrey/bicycles.md", "Surrey", by_day=False) == after.stamp(
        PATH, "Surrey", by_day=False
    ), "a part of the archive knows it by another path"


def stamp(checks: ArchiveChecks, *, by_day: bool = False, area: str = "Surrey") -> int:
    return checks.stamp(PATH, area, by_day=by_day)


def test_the_same_rules_have_the_same_stamp_after_a_restart(made: Make) -> None:
    assert stamp(made()) == stamp(made())
    assert 0 <= stamp(made()) < 1 << 63


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rules/own.yaml", "rules: {fields.required: warning}"),
        ("rules/own.yaml", "rules: {fields.date-far: {options: {days: '90'}}}"),
        ("rules/own.yaml", "lists: {house-style: [{not: foo, write: bar}]}"),
        ("words.txt", "Xyzzy\n"),
    ],
)
def test_other_rules_and_words_have_another_stamp(made: Make, root: Path, name: str, text: str) -> None:
    before = stamp(made())
    place = root / ".copydesk" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    assert stamp(made()) != before


@pytest.mark.parametrize(
    "text", ["rules: {fields.headline-long: off}", "rules: {fields.required: {sentence: Write a summary.}}"]
)
def test_what_makes_no_difference_to_the_numbers_has_the_same_stamp(made: Make, root: Path, text: str) -> None:
    before = stamp(made())
    place = root / ".copydesk/rules/own.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    assert stamp(made()) == before


def test_an_organisation_s_own_profile_counts_for_its_articles(made: Make, root: Path) -> None:
    before = stamp(made()), stamp(made(), area="Kent")
    own = root / ".copydesk/profiles/surrey.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("area: Surrey\nname: Surrey Police\nbase: https://surrey.example\npath: /news/{slug}/\n", "utf-8")
    assert stamp(made()) != before[0]
    assert stamp(made(), area="Kent") == before[1]


def test_tomorrow_only_what_depends_on_the_day_has_another(made: Make) -> None:
    today, tomorrow = made(), made(day=date(2024, 11, 22))
    assert stamp(today) == stamp(tomorrow)
    assert stamp(today, by_day=True) != stamp(tomorrow, by_day=True)
