"""``copydesk settings``: what an administrator set, and whether it arrived."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.services.settings import BY_ID, SETTINGS, Places, Settings
from tests.cli.conftest import Copydesk

WRONG = """\
what somebody pasted here
[Policy]
archive.folder = /srv/news
preview.shown = maybe
checks.style = off
[editor]
font_size = 15
font_size = 16
font_sise = 17
"""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return Places.of_this_user()


@pytest.fixture
def system(places: Places) -> Path:
    file = places.system[-1] / "copydesk.ini"
    file.parent.mkdir(parents=True)
    return file


@pytest.fixture
def own(places: Places) -> Path:
    file = places.config / "copydesk.ini"
    file.parent.mkdir(parents=True)
    return file


def test_where_nobody_has_set_anything(copydesk: Copydesk, places: Places) -> None:
    said = copydesk("settings")
    assert (said.code, said.err) == (0, "")
    found = [line.split() for line in said.out.splitlines()]
    assert [line[0] for line in found] == [setting.id for setting in SETTINGS]
    assert {line[-1] for line in found} == {"built-in"}


def test_who_has_set_what(copydesk: Copydesk, system: Path, own: Path) -> None:
    system.write_text(
        "[editor]\nfont_size = 15\nline_width = 60\n[policy]\nstart.reopen = no\nchecks.legal = hint\n", "utf-8"
    )
    own.write_text("[editor]\nfont_size = 20\n[start]\nreopen = yes\n", "utf-8")
    said = copydesk("settings", "--json")
    assert (said.code, said.json["faults"]) == (0, [])
    found = {row["id"]: [row[name] for name in ("value", "source", "locked", "path")] for row in said.json["settings"]}
    assert found["editor.font_size"] == ["20", "person", False, str(own)]
    assert found["editor.line_width"] == ["60", "organisation", False, str(system)]
    assert found["start.reopen"] == ["false", "policy", True, str(system)]
    assert found["checks.legal"] == ["hint", "policy", True, str(system)]
    assert found["editor.font"] == ["", "built-in", False, ""]


@pytest.mark.parametrize("encoded", [
    WRONG.encode(), codecs.BOM_UTF8 + WRONG.encode(), WRONG.encode("utf-16"), WRONG.replace("\n", "\r\n").encode()
])  # fmt: skip
def test_a_lock_holds_whatever_else_is_wrong_in_its_file(copydesk: Copydesk, system: Path, encoded: bytes) -> None:
    system.write_bytes(encoded)
    said = copydesk("settings", "--json")
    assert said.code == 1
    found = {row["id"]: (row["value"], row["locked"]) for row in said.json["settings"]}
    assert found["archive.folder"] == ("/srv/news", True)
    assert found["preview.shown"] == ("true", True)
    assert found["checks.style"] == ("off", True)
    assert found["editor.font_size"] == ("16", False)
    told = sorted(fault.removeprefix(f"{system}, line ") for fault in said.json["faults"])
    assert [fault.split(":")[0] for fault in told] == ["1", "4", "8", "9"]
    assert "editor.font_size" in told[-1], "what was meant"
    assert told[1].endswith("Write one of these: true, false.")
    assert said.err.count("\n") == 4


def test_a_file_that_cannot_be_read_is_told_wherever_it_counts(
    copydesk: Copydesk, system: Path, tmp_path: Path
) -> None:
    system.mkdir()
    article = tmp_path / "a.md"
    article.write_text("Text.\n", "utf-8")
    for words in (["settings"], ["check", "--rules"], ["check", str(article)]):
        said = copydesk(*words)
        assert said.code == 1
        assert str(system) in said.err.splitlines()[0]


@given(st.text(st.sampled_from("[]policya=: \t\n\r#;%\ufeff\u2028\x85\x0c\0ü"), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_file_of_settings_stops_the_program(places: Places, text: str) -> None:
    file = places.config / "copydesk.ini"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")
    assert Settings.of(places).get("editor.font_size") == BY_ID["editor.font_size"].default


def test_a_level_that_is_none_has_its_line(copydesk: Copydesk, system: Path) -> None:
    system.write_text("[checks]\n\n# quietly\ntyping.spaces = loud\n", "utf-8")
    said = copydesk("check", "--rules")
    assert said.code == 1
    assert said.sentence.startswith(f"{system}:4: ")
