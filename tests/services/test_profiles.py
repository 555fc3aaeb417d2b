from pathlib import Path

import pytest

from editor.core.profile import Profile, load_profile
from editor.services.profiles import ProfileName, ProfileStore
from editor.services.resources import resources_dir

RUTLAND = "area: Rutland\nname: Rutland Police\nbase: https://rutland.example\npath: /news/{slug}\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    low, high = tmp_path / "low", tmp_path / "high"
    low.mkdir()
    high.mkdir()
    return low, high


def test_the_weightier_folder_wins(folders: tuple[Path, Path]) -> None:
    low, high = folders
    (low / "rutland.yaml").write_text(RUTLAND)
    (high / "ours.yaml").write_text(RUTLAND.replace("Rutland Police", "'Rutland: its Police'"))
    store = ProfileStore([low, high])
    assert store.areas() == [ProfileName("Rutland", "Rutland: its Police")]
    profile = store.get("Rutland")
    assert profile is not None
    assert profile.name == "Rutland: its Police"
    assert store.faults() == []


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (RUTLAND.replace("{slug}", "{slgu}").encode(), "path: it holds {slgu}"),
        (RUTLAND.encode() + b"constants: {og", "Line 6: this is not valid YAML"),
        (RUTLAND.encode() + b"title_suffix: caf\xe9\n", "not UTF-8"),
        (RUTLAND.encode() + b"# " + b"x" * 1_000_001, "too large"),
        (RUTLAND.encode() + b"keys: " + b"[" * 5000, "not valid YAML"),
        (b"area: Rutland\nname: Rutland Police\nbase: &a https://a.example\n", "path: it is missing"),
        (b"\x00", "not valid YAML"),
        (b"", "area: Surrey"),
    ],
)
def test_a_broken_file_is_told_and_gives_way(folders: tuple[Path, Path], broken: bytes, sentence: str) -> None:
    low, high = folders
    (low / "rutland.yaml").write_text(RUTLAND)
    (low / "mercia.yaml").write_text(RUTLAND.replace("Rutland", "Mercia"))
    (high / "broken.yaml").write_bytes(broken)
    store = ProfileStore([low, high])
    assert [name.area for name in store.areas()] == ["Mercia", "Rutland"]
    profile = store.get("Rutland")
    assert profile is not None
    assert profile.path == "/news/{slug}"
    faults = store.faults()
    assert {fault.path for fault in faults} == {high / "broken.yaml"}
    assert any(sentence in fault.sentence for fault in faults), faults


def test_a_file_that_cannot_be_read_is_told(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    low, _high = folders
    (low / "rutland.yaml").write_text(RUTLAND)

    def refuse(self: Path, encoding: str) -> str:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_text", refuse)
    store = ProfileStore([low])
    assert store.get("Rutland") is None
    assert [fault.sentence for fault in store.faults()] == ["This file cannot be read (Permission denied)."]


def test_only_what_is_asked_for_is_parsed(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    low, _high = folders
    for area in ("Rutland", "Mercia", "Wessex"):
        (low / f"{area}.yaml").write_text(RUTLAND.replace("Rutland", area))
    parsed = []

    def noted(data: dict[str, str]) -> Profile:
        parsed.append(data["area"])
        return load_profile(data)

    monkeypatch.setattr("editor.services.profiles.load_profile", noted)
    store = ProfileStore([low])
    assert len(store.areas()) == 3
    store.get("Mercia")
    assert parsed == ["Mercia"]


def test_missing_folders_and_other_files_are_no_fault(folders: tuple[Path, Path], tmp_path: Path) -> None:
    low, _high = folders
    (low / "notes.txt").write_text("not a profile")
    (low / "folder.yaml").mkdir()
    store = ProfileStore([tmp_path / "nowhere", low, low / "notes.txt"])
    assert (store.areas(), store.get("Rutland"), store.faults()) == ([], None, [])


def test_every_profile_that_comes_with_copydesk_can_be_used() -> None:
    store = ProfileStore([resources_dir() / "profiles"])
    assert store.faults() == []
    names = store.areas()
    assert len(names) == 46
    for name in names:
        profile = store.get(name.area)
        assert profile is not None
        assert (profile.area, profile.name) == (name.area, name.name)


class TestAStyleSheet:
    def style(self, folder: Path, value: str) -> tuple[str, list[str]]:
        (folder / "rutland.yaml").write_text(f"{RUTLAND}style_sheet: {value}\n")
        store = ProfileStore([folder])
        profile = store.get("Rutland")
        assert profile is not None
        return profile.style_sheet, [fault.sentence for fault in store.faults()]

    def test_is_taken_from_the_file_beside_the_profile_that_it_names(self, tmp_path: Path) -> None:
        (tmp_path / "rutland.css").write_text("h1 { color: red }")
        assert self.style(tmp_path, "rutland.css") == ("h1 { color: red }", [])

    def test_may_stand_in_the_profile_itself(self, tmp_path: Path) -> None:
        assert self.style(tmp_path, "'h1 { color: red }'") == ("h1 { color: red }", [])

    @pytest.mark.parametrize(
        "name", ["gone.css", "../outside.css", "/etc/outside.css", "'..\\outside.css'", "folder.css"]
    )
    def test_that_is_not_there_is_told_and_the_profile_is_used_without(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "outside.css").write_text("h1 { color: red }")
        folder = tmp_path / "profiles"
        (folder / "folder.css").mkdir(parents=True)
        style, faults = self.style(folder, name)
        assert style == ""
        assert len(faults) == 1
        assert "in the same folder" in faults[0]

    def test_that_is_no_text_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "rutland.css").write_bytes(b"\xff\xfe")
        style, faults = self.style(tmp_path, "rutland.css")
        assert style == ""
        assert "not UTF-8" in faults[0]
