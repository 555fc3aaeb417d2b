"""Settings: a person's own over the organisation's, locks, and files that somebody wrote by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.services.settings import BY_ID, SETTINGS, Setting, Settings, State

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), max_size=40)


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "config" / "copydesk.ini"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return tmp_path / "copydesk.ini"


def another(setting: Setting) -> str | int | bool:
    """A value that is not the default."""
    if isinstance(setting.default, bool):
        return not setting.default
    if isinstance(setting.default, int):
        return setting.most
    return setting.choices[-1] if setting.choices else "another"


class TestThePersonsOwn:
    @pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.id)
    def test_every_setting_is_kept(self, user: Path, setting: Setting):
        assert Settings(user).get(setting.id) == setting.default
        Settings(user).set(setting.id, another(setting))
        kept = Settings(user).get(setting.id)
        assert (kept, type(kept)) == (another(setting), type(setting.default))

    @pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.id)
    def test_every_default_is_a_value_of_its_own(self, user: Path, setting: Setting):
        store = Settings(user)
        store.set(setting.id, setting.default)
        assert Settings(user).get(setting.id) == setting.default

    def test_all_of_them_in_one_file(self, user: Path):
        store = Settings(user)
        for setting in SETTINGS:
            store.set(setting.id, another(setting))
        again = Settings(user)
        assert {one.id: again.get(one.id) for one in SETTINGS} == {one.id: another(one) for one in SETTINGS}
        assert again.faults == []

    @given(value=LINES)
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
    def test_a_folder_may_have_any_name(self, user: Path, value: str):
        Settings(user).set("archive.folder", value)
        assert Settings(user).get("archive.folder") == value

    @pytest.mark.parametrize(
        "value", ["x\n[policy]\nappearance.theme = dark", "a\nb", "[x]", "# no", "; no", "%(x)s", "="]
    )
    def test_no_value_becomes_another_setting(self, user: Path, value: str):
        Settings(user).set("editor.font", value)
        again = Settings(user)
        assert again.get("editor.font") == value
        assert again.get("appearance.theme") == "system"
        assert not again.is_locked("appearance.theme")

    def test_taken_back_it_is_the_default_again(self, user: Path):
        store = Settings(user)
        store.set("editor.font_size", 20)
        store.forget("editor.font_size")
        assert store.get("editor.font_size") == BY_ID["editor.font_size"].default
        assert Settings(user).get("editor.font_size") == BY_ID["editor.font_size"].default

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("editor.font_size", 7),
            ("editor.font_size", 41),
            ("appearance.theme", "pink"),
            ("editor.highlight_line", "x"),
        ],
    )
    def test_what_is_no_value_is_refused_and_nothing_kept(self, user: Path, name: str, value: str | int):
        with pytest.raises(CopydeskError, match="is no value") as error:
            Settings(user).set(name, value)
        assert (error.value.code, error.value.where) == ("bad-value", name)
        assert not user.exists()

    def test_an_unknown_setting_is_a_mistake_of_ours(self, user: Path):
        with pytest.raises(KeyError):
            Settings(user).get("editor.colour")

    def test_a_folder_that_cannot_be_made_is_a_sentence(self, tmp_path: Path):
        (tmp_path / "config").write_text("a file where the folder should be")
        with pytest.raises(CopydeskError, match="cannot be kept"):
            Settings(tmp_path / "config" / "copydesk.ini").set("editor.font", "Inter")


class TestTheOrganisations:
    def test_its_values_are_defaults(self, user: Path, system: Path):
        system.write_text("[appearance]\ntheme = dark\n[editor]\nfont_size = 15\n")
        store = Settings(user, [system])
        assert (store.get("appearance.theme"), store.get("editor.font_size")) == ("dark", 15)
        store.set("appearance.theme", "light")
        assert Settings(user, [system]).get("appearance.theme") == "light"
        assert not store.is_locked("appearance.theme")

    def test_its_value_counts_again_when_a_persons_is_taken_back(self, user: Path, system: Path):
        system.write_text("[appearance]\ntheme = dark\n")
        store = Settings(user, [system])
        store.set("appearance.theme", "light")
        store.forget("appearance.theme")
        assert store.get("appearance.theme") == "dark"

    def test_a_policy_is_for_everybody(self, user: Path, system: Path):
        Settings(user).set("archive.folder", "/home/anna")
        system.write_text("[policy]\narchive.folder = /srv/archive\n")
        store = Settings(user, [system])
        assert store.is_locked("archive.folder")
        assert store.get("archive.folder") == "/srv/archive"
        with pytest.raises(CopydeskError, match="for everybody") as error:
            store.set("archive.folder", "/tmp")
        assert error.value.code == "locked"
        assert store.get("archive.folder") == "/srv/archive"

    def test_a_person_makes_no_policy(self, user: Path):
        user.parent.mkdir()
        user.write_text("[policy]\nappearance.theme = dark\n")
        store = Settings(user)
        assert not store.is_locked("appearance.theme")
        assert store.get("appearance.theme") == "system"

    def test_the_last_of_several_files_is_the_strongest(self, user: Path, tmp_path: Path):
        weak, strong = tmp_path / "weak.ini", tmp_path / "strong.ini"
        weak.write_text("[editor]\nfont_size = 10\nline_width = 60\n")
        strong.write_text("[editor]\nfont_size = 20\n")
        store = Settings(user, [weak, strong, tmp_path / "missing.ini"])
        assert (store.get("editor.font_size"), store.get("editor.line_width")) == (20, 60)
        assert store.faults == []


class TestWrittenByHand:
    @pytest.mark.parametrize(
        ("text", "value"),
        [("yes", True), ("ON", True), ("1", True), ("off", False), ("No", False), ("0", False), ("perhaps", True)],
    )
    def test_yes_and_no_in_many_words(self, system: Path, user: Path, text: str, value: bool):
        system.write_text(f"[start]\nreopen = {text}\n")
        assert Settings(user, [system]).get("start.reopen") is value

    @pytest.mark.parametrize("text", ["", "big", "12.5", "-1", "1000", "twelve", "0x10"])
    def test_a_faulty_value_counts_as_not_set(self, system: Path, user: Path, text: str):
        system.write_text("[editor]\nfont_size = 15\n")
        user.parent.mkdir()
        user.write_text(f"[editor]\nfont_size = {text}\n")
        assert Settings(user, [system]).get("editor.font_size") == 15

    @pytest.mark.parametrize(
        "content", [b"no section = 1\n", b"[editor\n", b"\xff\xfe\x00", b"[a]\nx\n", b"[a]\nx=1\nx=2\n", b"\0" * 100]
    )
    def test_a_broken_file_is_said_and_the_rest_counts(self, system: Path, user: Path, content: bytes):
        system.write_text("[editor]\nfont_size = 15\n")
        user.parent.mkdir()
        user.write_bytes(content)
        store = Settings(user, [system])
        assert store.get("editor.font_size") == 15
        assert len(store.faults) == 1
        assert str(user) in store.faults[0]

    def test_a_folder_in_the_files_place_is_said(self, user: Path):
        user.mkdir(parents=True)
        store = Settings(user)
        assert len(store.faults) == 1
        assert store.get("editor.font_size") == BY_ID["editor.font_size"].default

    def test_what_it_does_not_know_is_kept(self, user: Path):
        """Another version of Copydesk may know it."""
        user.parent.mkdir()
        user.write_text("[future]\nshape = round\n")
        store = Settings(user)
        store.set("editor.font_size", 20)
        assert "shape = round" in user.read_text()
        assert store.faults == []


class TestTheState:
    def test_it_lasts(self, tmp_path: Path):
        state = State(tmp_path / "state" / "state.json")
        state.put("open", ["/a.md", "/é.md"])
        state.store()
        assert State(tmp_path / "state" / "state.json").get("open", []) == ["/a.md", "/é.md"]

    def test_nothing_is_written_before_it_is_stored(self, tmp_path: Path):
        State(tmp_path / "state.json").put("open", [])
        assert not (tmp_path / "state.json").exists()

    @pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff", b"5", b"\0" * 50])
    def test_a_broken_one_is_a_fresh_start(self, tmp_path: Path, content: bytes):
        path = tmp_path / "state.json"
        path.write_bytes(content)
        state = State(path)
        assert state.get("open", []) == []
        state.put("open", ["/a.md"])
        state.store()
        assert State(path).get("open", []) == ["/a.md"]

    def test_a_value_of_another_kind_is_the_default(self, tmp_path: Path):
        path = tmp_path / "state.json"
        path.write_text('{"open": "x", "form": "y", "area": 5}')
        state = State(path)
        assert (state.get("open", []), state.get("form", True), state.get("area", "")) == ([], True, "")

    def test_where_it_cannot_be_written_nothing_happens(self, tmp_path: Path):
        (tmp_path / "state").write_text("a file where the folder should be")
        state = State(tmp_path / "state" / "state.json")
        state.put("open", [])
        state.store()
        assert state.get("open", None) == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the places of Linux")
class TestPlaces:
    @staticmethod
    def found(**variables: str) -> list[str]:
        code = (
            "from editor.services.settings import Places; p = Places.of_this_user();"
            "print(p.config, p.data, p.state, *p.system, sep='\\n')"
        )
        bare = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
        ended = subprocess.run(
            [sys.executable, "-c", code], env=bare | variables, capture_output=True, text=True, check=True
        )
        return ended.stdout.split()

    def test_they_follow_the_systems_variables(self):
        assert self.found(
            XDG_CONFIG_HOME="/x/config",
            XDG_DATA_HOME="/x/data",
            XDG_STATE_HOME="/x/state",
            XDG_CONFIG_DIRS="/strong:/weak",
        ) == ["/x/config/copydesk", "/x/data/copydesk", "/x/state/copydesk", "/weak/copydesk", "/strong/copydesk"]

    def test_and_without_them_they_are_where_everybody_looks(self):
        assert self.found(HOME="/home/anna") == [
            "/home/anna/.config/copydesk",
            "/home/anna/.local/share/copydesk",
            "/home/anna/.local/state/copydesk",
            "/etc/xdg/copydesk",
        ]


def test_settings_that_cannot_be_read_are_said_and_never_replaced(tmp_path: Path):
    file = tmp_path / "copydesk.ini"
    file.write_bytes(b"[editor\nfont_size = \xff")
    settings = Settings(file)
    assert str(file) in settings.faults[0]
    with pytest.raises(CopydeskError, match="cannot be read"):
        settings.set("editor.font_size", 14)
    assert file.read_bytes() == b"[editor\nfont_size = \xff"
