"""``copydesk check --rules``: which rules there are, at what level, and by whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.services.settings import Places
from tests.cli.conftest import RELEASE, Copydesk

LONG = "fields.summary-long"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return Places.of_this_user()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_table_for_people(copydesk: Copydesk) -> None:
    said = copydesk("check", "--rules")
    assert (said.code, said.err) == (0, "")
    (line,) = [line for line in said.out.splitlines() if line.startswith(f"{LONG} ")]
    assert line.split()[:3] == [LONG, "hint", "built-in"]
    assert line.endswith("  A long summary")


def test_who_has_chosen_a_level(copydesk: Copydesk, archive: Path, release: Path, places: Places) -> None:
    system = places.system[-1] / "copydesk.ini"
    write(system, "[checks]\ntyping.spaces = error\n[policy]\nchecks.legal = off\n")
    write(places.config / "copydesk.ini", "[checks]\ntyping.repeated = off\n")
    rules = archive / ".copydesk/rules/ours.yaml"
    write(rules, f"rules:\n  {LONG}: warning\n")
    found = {row["id"]: row for row in copydesk("check", "--rules", "--json", archive).json["rules"]}
    assert {*found[LONG]} == {"id", "level", "source", "title", "path"}
    assert [
        (found[name]["level"], found[name]["source"], found[name]["path"])
        for name in (LONG, "typing.spaces", "typing.repeated", "legal.trial")
    ] == [
        ("warning", "archive", str(rules)),
        ("error", "organisation", str(system)),
        ("off", "settings", str(places.config / "copydesk.ini")),
        ("off", "policy", str(system)),
    ]
    assert copydesk("check", "--rules", "--json", release).json["rules"] == [*found.values()]
    outside = {row["id"]: row["source"] for row in copydesk("check", "--rules", "--json").json["rules"]}
    assert (outside[LONG], outside["typing.spaces"]) == ("built-in", "organisation")


def test_what_is_checked_is_what_is_listed(copydesk: Copydesk, release: Path, places: Places) -> None:
    write(release, RELEASE + "\n## One\n\n##### Two\n")
    assert "access.heading-order" in copydesk("check", release).out
    write(places.config / "copydesk.ini", "[checks]\naccess.heading-order = off\n")
    assert copydesk("check", release).out == ""


def test_mistakes_are_told_beside_it(copydesk: Copydesk, places: Places) -> None:
    write(places.system[-1] / "copydesk.ini", "[policy]\nchecks.fields.sumary-long = off\n")
    said = copydesk("check", "--rules")
    assert said.code == 1
    assert f"did you mean “{LONG}”?" in said.sentence


@pytest.mark.parametrize("words", [["--rules", "nowhere"], ["--rules", ".", "."], []])
def test_what_cannot_be_done_is_one_sentence(copydesk: Copydesk, words: list[str]) -> None:
    said = copydesk("check", *words)
    assert (said.code, said.out) == (2, "")
    assert said.sentence
