"""``copydesk show``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import RELEASE, Copydesk


def test_json_has_the_fields_as_the_form_shows_them(copydesk: Copydesk, release: Path):
    shown = copydesk("show", "--json", release).json
    assert shown["outcome"] == "OPEN"
    assert shown["fields"]["headline"] == "Bicycles found & returned"
    assert shown["fields"]["published"] == "2019-11-21T12:08"
    assert shown["fields"]["slug"] == "bicycles-found--returned"
    assert shown["fields"]["extra"] == {"og.locale": "en_GB", "og.type": "website"}
    assert shown["departures"] == []
    assert shown["body"].startswith("Two bicycles")
    assert (shown["path"], shown["draft"]) == (str(release), False)


def test_a_draft_says_so(copydesk: Copydesk, draft: Path):
    assert copydesk("show", draft, "--json").json["draft"] is True


def test_departures_have_line_and_level(copydesk: Copydesk, release: Path):
    release.write_bytes(RELEASE.replace("on Monday.\n\n", "on Monday. \n\n").replace("\n", "\r\n").encode())
    shown = copydesk("show", "--json", release).json
    assert shown["outcome"] == "OPEN_WARN"
    found = {(item["code"], item["line"], item["level"]) for item in shown["departures"]}
    assert {("line-ends", 0, "notice"), ("line-end", 15, "quiet")} <= found


def test_what_is_unusual_about_the_file_counts(copydesk: Copydesk, release: Path):
    (release.parent / "second-name.md").hardlink_to(release)
    shown = copydesk("show", "--json", release).json
    assert shown["outcome"] == "OPEN_WARN"
    assert [item["code"] for item in shown["departures"]] == ["hard-link"]


def test_values_that_are_no_texts_are_json_values(copydesk: Copydesk, tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("```yaml\ndata: !!binary aGk=\nempty: {}\nn: 012\ntags: [a, [b, 1]]\n```\n\nText.\n", "utf-8")
    extra = copydesk("show", "--json", path).json["fields"]["extra"]
    assert extra["tags"][0] == "a"
    assert extra["data"] == {"!!binary": "aGk="}
    assert extra["empty"] == {}
    assert extra["n"] == "012"


def test_half_a_character_does_not_stop_it(copydesk: Copydesk, tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text('```yaml\ntitle: "\\uFFFD \\u2019"\n```\n\nText \u200b.\n', "utf-8")
    assert copydesk("show", "--json", path).json["fields"]["title"] == "\ufffd ’"


def test_a_table_for_people(copydesk: Copydesk, release: Path):
    said = copydesk("show", release)
    assert said.code == 0
    assert "Bicycles found & returned" in said.out
    assert "10 words" in said.out


def test_a_value_cannot_command_the_terminal(copydesk: Copydesk, tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text('```yaml\ntitle: "\\e]0;owned\\a red"\n```\n\nText.\n', "utf-8")
    said = copydesk("show", path)
    assert "owned" in said.out
    assert not any(c < " " and c != "\n" for c in said.out)


def test_what_is_refused_says_why(copydesk: Copydesk, tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\0" * 100)
    plain, json = copydesk("show", path), copydesk("show", path, "--json")
    assert plain.code == json.code == 2
    assert plain.out == ""
    assert json.json == {
        "outcome": "REFUSE",
        "path": str(path),
        "reason": plain.sentence,
        "code": "only-zeros",
        "fields": {},
        "departures": [],
    }
