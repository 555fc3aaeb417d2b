"""``copydesk check``."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from editor.core.checks.values import Level, Problem
from editor.services.ignoring import Ignoring
from editor.services.settings import Places
from tests.cli.conftest import RELEASE, Copydesk

LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<level>error|warning|hint) (?P<code>[a-z-]+\.[a-z-]+) .+[.?)]")
WITHOUT_SUMMARY = RELEASE.replace("  description: Two bicycles were found on Monday.\n", "")
DEEP = RELEASE + "\n## One\n\n##### Two\n"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return Places.of_this_user()


def codes(out: str) -> list[str]:
    found = [LINE.fullmatch(line) for line in out.splitlines()]
    assert all(found), out
    return [match["code"] for match in found if match]


def test_a_good_article(copydesk: Copydesk, release: Path) -> None:
    said = copydesk("check", release)
    assert (said.code, said.out) == (0, "")
    assert "1 file checked" in said.err


def test_an_error_is_a_line_and_an_exit_code(copydesk: Copydesk, release: Path) -> None:
    release.write_text(WITHOUT_SUMMARY, "utf-8")
    said = copydesk("check", release)
    assert said.code == 1
    assert codes(said.out) == ["fields.required"]
    assert said.out.startswith(f"{release}:1: error fields.required")


def test_the_line_is_that_of_the_file(copydesk: Copydesk, release: Path) -> None:
    release.write_text(DEEP, "utf-8")
    said = copydesk("check", release)
    assert said.code == 0
    match = LINE.match(said.out)
    assert match and DEEP.splitlines()[int(match["line"]) - 1] == "##### Two"


def test_json(copydesk: Copydesk, release: Path) -> None:
    release.write_text(DEEP, "utf-8")
    (problem,) = copydesk("check", "--json", release).json["problems"]
    assert {*problem} == {"path", "line", "field", "level", "code", "sentence"}
    assert (problem["path"], problem["field"], problem["level"]) == (str(release), "body", "warning")


def test_json_without_problems_is_a_document_too(copydesk: Copydesk, release: Path) -> None:
    said = copydesk("check", "--json", release)
    assert (said.code, said.json, said.err) == (0, {"problems": []}, "")


def test_folders_and_drafts(copydesk: Copydesk, archive: Path, draft: Path) -> None:
    said = copydesk("check", archive)
    assert {line.split(":")[0] for line in said.out.splitlines()} == {str(draft)}
    # The draft is old, and its address is not that of the release.
    assert "fields.date-past" in codes(said.out)
    assert "2 files checked" in said.err


def test_what_is_not_there_or_not_readable(copydesk: Copydesk, archive: Path, release: Path, tmp_path: Path) -> None:
    said = copydesk("check", tmp_path / "nowhere", release)
    assert said.code == 2
    assert "nowhere" in said.err and "1 file checked" in said.err
    release.write_bytes(b"\0" * 20)
    said = copydesk("check", release)
    assert said.code == 2
    assert str(release) in said.err


def test_a_file_that_is_no_article(copydesk: Copydesk, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text("```yaml\narea: Surrey\n  broken: [\n```\n\nText.\n", "utf-8")
    said = copydesk("check", "--json", path)
    assert said.code == 1
    (problem,) = said.json["problems"]
    assert (problem["code"], problem["level"]) == ("not-understood", "error")
    path.write_text("Only text.\n", "utf-8")
    assert [one["code"] for one in copydesk("check", "--json", path).json["problems"]] == ["no-fields"]


def test_what_is_ignored_is_left_out(copydesk: Copydesk, release: Path, own_places: Places) -> None:
    release.write_text(WITHOUT_SUMMARY, "utf-8")
    ignoring = Ignoring(own_places.data, "Sam", lambda: datetime(2024, 11, 21))
    ignoring.ignore(release, ignoring.entry(Problem("fields.required", Level.ERROR, "", "summary"), "None is needed."))
    assert copydesk("check", release).code == 0
    said = copydesk("check", "--all", release)
    assert (said.code, codes(said.out)) == (1, ["fields.required"])


def test_an_archive_s_own_rules(copydesk: Copydesk, archive: Path, release: Path) -> None:
    release.write_text(WITHOUT_SUMMARY, "utf-8")
    rules = archive / ".copydesk/rules/ours.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text("rules:\n  fields.required: hint\n  fields.requirde: off\n", "utf-8")
    said = copydesk("check", release)
    assert said.code == 0
    assert " hint fields.required " in said.out
    assert f"{rules}:3: " in said.err and "fields.required" in said.err


def test_the_levels_of_the_settings(copydesk: Copydesk, release: Path, own_places: Places) -> None:
    release.write_text(WITHOUT_SUMMARY, "utf-8")
    own_places.config.mkdir(parents=True)
    (own_places.config / "copydesk.ini").write_text("[checks]\nfields.required = hint\n", "utf-8")
    said = copydesk("check", release)
    assert said.code == 0
    assert " hint fields.required " in said.out


def test_a_word_list_that_cannot_be_read_is_said_once(copydesk: Copydesk, archive: Path, own_places: Places) -> None:
    """What is in it counts as wrong then, and nobody would know why."""
    ours, own = archive / ".copydesk/words.txt", own_places.config / "words.txt"
    for path in (ours, own):
        path.parent.mkdir(parents=True)
    ours.write_bytes(b"caf\xe9\n")
    own.mkdir()
    said = copydesk("check", archive)
    assert [line for line in said.err.splitlines() if str(ours) in line] == [
        f"The word list {ours} is not UTF-8 text, and was left out. Save it again as UTF-8."
    ]
    assert sum(str(own) in line and line.endswith("was left out.") for line in said.err.splitlines()) == 1
    assert said.code == copydesk("check", archive).code


def test_the_json_is_one_document_for_many_files(copydesk: Copydesk, archive: Path, release: Path) -> None:
    release.write_text(WITHOUT_SUMMARY, "utf-8")
    document = json.loads(copydesk("check", "--json", archive).out)
    assert len({problem["path"] for problem in document["problems"]}) == 2
