"""The guide for administrators: its table of settings is complete, and its folders are those of the program."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import platformdirs.windows
import pytest
from paper import settings

from editor.services.settings import BY_ID, OPEN, Places, Settings

TEXT = settings.PAGE.read_text("utf-8")


def test_the_table_of_settings_is_that_of_the_program() -> None:
    assert settings.page() == TEXT, "Run: python packaging/build.py settings"


def test_every_setting_is_told_with_words() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| (.*?) \|", TEXT, re.MULTILINE)
    assert [name for name, _told in rows] == list(BY_ID)
    assert [name for name, told in rows if not told] == []


def examples() -> list[str]:
    return re.findall(r"```ini\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", examples())
def test_examples_name_settings_that_are_there(example: str) -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(example)
    named = [f"{section}.{name}" for section in parser.sections() if section != "policy" for name in parser[section]]
    named += list(parser["policy"]) if parser.has_section("policy") else []
    assert named
    assert [name for name in named if name not in BY_ID and name.partition(".")[0] not in OPEN] == []


def test_what_is_said_of_defaults_and_locks_holds(tmp_path: Path) -> None:
    system, own = tmp_path / "system.ini", tmp_path / "own.ini"
    system.write_text(examples()[0] + "unknown.name = 1\npreview.shown = perhaps\n", "utf-8")
    own.write_text("[archive]\nfolder = /elsewhere\n\n[appearance]\ntheme = dark\n", "utf-8")
    found = Settings(own, [system])
    assert [re.findall("“(.*?)”", fault) for fault in found.faults] == [["unknown.name"], ["perhaps", "preview.shown"]]
    assert (found.get("archive.folder"), found.is_locked("archive.folder")) == ("/srv/press/archive", True)
    assert (found.get("appearance.theme"), found.is_locked("appearance.theme")) == ("dark", False)
    assert (found.get("archive.organisation"), found.is_locked("archive.organisation")) == ("Surrey", False)
    assert (found.get("preview.shown"), found.is_locked("preview.shown")) == (True, True)


def row(start: str) -> list[str]:
    """The folders of a row of the table of places: Linux, Windows, macOS."""
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| {start}"))
    return [cell.strip(" `") for cell in line.strip("|").split("|")[1:]]


HOMES = ("~", r"C:\Users\her\AppData\Roaming", r"C:\Users\her\AppData\Local", r"C:\ProgramData")


@pytest.fixture
def of_each_system(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the library says of everybody's, settings', data's, state's and cache's folder on the three systems."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.delenv(name, raising=False)
    windows = platformdirs.windows
    monkeypatch.setattr(
        windows,
        "get_win_folder",
        {"CSIDL_APPDATA": HOMES[1], "CSIDL_LOCAL_APPDATA": HOMES[2], "CSIDL_COMMON_APPDATA": HOMES[3]}.__getitem__,
    )
    found = []
    for kind in (platformdirs.unix.Unix, windows.Windows, platformdirs.macos.MacOS):
        dirs = kind("copydesk", appauthor=False, roaming=True, multipath=True)
        cache = kind("copydesk", appauthor=False).user_cache_dir
        folders = (dirs.site_config_dir, dirs.user_config_dir, dirs.user_data_dir, dirs.user_state_dir, cache)
        found.append([as_in_the_guide(folder) for folder in folders])
    return found


def as_in_the_guide(folder: str) -> str:
    text = folder.replace(str(Path.home()), "~")
    if text.startswith("C:"):
        text = text.replace(HOMES[1], "%APPDATA%").replace(HOMES[2], "%LOCALAPPDATA%").replace("/", "\\")
    return text


def test_folders_are_those_of_each_system(of_each_system: list[list[str]]) -> None:
    rows = ("**for everybody", "a person’s settings", "unsaved work", "what the program remembers", "the index")
    assert [list(folders) for folders in zip(*of_each_system, strict=True)] == [row(start) for start in rows]


def test_this_system_is_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.delenv(name, raising=False)
    places = Places.of_this_user()
    told = row("a person’s settings")
    assert as_in_the_guide(str(places.config)) in told
