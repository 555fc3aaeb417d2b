"""The installers for Windows, as far as they can be looked at elsewhere: with a stand-in for the program."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from kit import project
from windows import making

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
SCRIPT = (project.HERE / "windows/copydesk.iss").read_text("utf-8")


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    files = ("copydesk.exe", "copydesk-cli.exe", "_internal/python311.dll", "_internal/editor/resources/zoë.txt")
    for name in files:
        path = tmp_path / "payload" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path / "payload"


def test_every_file_is_a_part_of_the_package_under_a_number_that_stays(payload: Path) -> None:
    first = ElementTree.fromstring(making.described(payload))
    (payload / "_internal/added.dll").write_text("new")
    second = ElementTree.fromstring(making.described(payload))
    assert len(first.findall(f".//{WIX}File")) == 4
    numbers = [{part.get("Id"): part.get("Guid") for part in tree.iter(f"{WIX}Component")} for tree in (first, second)]
    assert numbers[0].items() < numbers[1].items()
    listed = {part.get("Id") for part in first.iter(f"{WIX}ComponentRef")}
    assert listed == set(numbers[0])


def test_what_is_no_bundle_for_windows_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no bundle for Windows"):
        making.installers(tmp_path)


def table(package: Path, name: str) -> list[list[str]]:
    told = subprocess.run(["msiinfo", "export", package, name], capture_output=True, text=True, check=True).stdout
    return [line.split("\t") for line in told.splitlines()[3:]]


def test_the_package_for_group_policy(payload: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not all(map(shutil.which, ("wixl", "msiinfo", "msibuild", "msiextract"))):
        pytest.skip("no msitools here")
    for name in ("BUILD", "DIST"):
        monkeypatch.setattr(project, name, tmp_path / name)
    monkeypatch.delenv("COPYDESK_ISCC", raising=False)
    package = making.installers(payload)[-1]
    subprocess.run(["msiextract", "-C", tmp_path / "out", package], check=True, capture_output=True)
    extracted = next((tmp_path / "out").rglob("copydesk.exe")).parent
    assert [path.relative_to(extracted) for path in sorted(extracted.rglob("*"))] == [
        path.relative_to(payload) for path in sorted(payload.rglob("*"))
    ]
    # Older versions are removed, newer ones stay.
    assert [(row[1], row[2], row[6]) for row in table(package, "Upgrade")] == [
        ("", project.version(), "WIX_UPGRADE_DETECTED"),
        (project.version(), "", "WIX_DOWNGRADE_DETECTED"),
    ]
    (rights,) = table(package, "MsiLockPermissionsEx")
    assert rights[1:3] == ["ForEverybody", "CreateFolder"]
    assert not re.search(r"\(A;[^;]*;[^;]*[WF][^;]*;;;BU\)", rights[3]), "users may write"


def test_the_installer_upgrades_takes_no_file_type_and_guards_the_settings() -> None:
    assert 'Name: "{app}\\_internal"' in SCRIPT.partition("[InstallDelete]")[2].partition("[Files]")[0]
    assert not re.search(r'Subkey: "Software\\Classes\\\.md";', SCRIPT), "it takes Markdown from other programs"
    rights = [line for line in SCRIPT.splitlines() if "/inheritance:r" in line]
    assert len(rights) == 1
    assert "*S-1-5-32-545:(OI)(CI)RX" in rights[0]
    settings = next(line for line in SCRIPT.splitlines() if "{src}\\copydesk.ini" in line)
    assert "onlyifdoesntexist uninsneveruninstall; Check: IsAdminInstallMode" in settings


def test_the_program_tells_its_version_to_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "BUILD", tmp_path)
    text = making.version_file().read_text("utf-8")
    assert f"StringStruct('ProductVersion', '{project.version()}')" in text
    assert re.search(r"filevers=\(\d+, \d+, \d+, 0\)", text)
