"""What goes into the bundle: the pruning, and the versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from bundle import freezing, pruning
from kit import project

from editor import __version__

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/resources/v8_context_snapshot.debug.bin",
    ],
)
def test_data_that_stay_out(place: str) -> None:
    assert not pruning.keeps_data(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/translations/qtwebengine_locales/en-GB.pak",
        "PySide6/Qt/translations/qtwebengine_locales/en-US.pak",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/Qt/resources/qtwebengine_resources.pak",
        "editor/resources/help/index.md",
        "editor/resources/profiles/surrey.yaml",
    ],
)
def test_data_that_go_in(place: str) -> None:
    assert pruning.keeps_data(place)


@pytest.mark.parametrize(
    "place",
    [
        "libX11.so.6",
        "libxcb-cursor.so.0",
        "libGL.so.1",
        "libnss3.so",
        "libstdc++.so.6",
        "libgtk-3.so.0",
        "libz.so.1",
        "libsqlite3.so.0",
    ],
)
def test_the_desktop_is_the_machines(place: str) -> None:
    assert pruning.is_of_the_host(place)


@pytest.mark.parametrize(
    "place",
    [
        "libpython3.11.so.1.0",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "pillow.libs/libxcb-9065bb12.so.1.1.0",
        "pygit2.libs/libcrypto-06d2c0b8.so.3",
        "PySide6/Qt/lib/libicudata.so.73",
    ],
)
def test_the_programs_own_are_not(place: str) -> None:
    assert not pruning.is_of_the_host(place)


def test_only_what_something_kept_asks_for_goes_in() -> None:
    needs = {
        "PySide6/QtCore.abi3.so": ["libQt6Core.so.6", "libc.so.6"],
        "PySide6/QtQuick.abi3.so": ["libQt6Quick.so.6"],
        "PySide6/Qt/lib/libQt6Quick.so.6": [],
        "python3.11/lib-dynload/_codecs_jp.cpython-311-x86_64-linux-gnu.so": [],
        "PySide6/Qt/lib/libQt6Core.so.6": ["libicuuc.so.73"],
        "PySide6/Qt/lib/libicuuc.so.73": ["libicudata.so.73"],
        "PySide6/Qt/lib/libicudata.so.73": [],
        "PySide6/Qt/lib/libQt6Charts.so.6": ["libQt6Core.so.6"],
        "PySide6/Qt/plugins/platforms/libqxcb.so": ["libX11.so.6"],
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so": ["libavcodec.so.61"],
        "libavcodec.so.61": [],
        "libX11.so.6": [],
    }
    assert pruning.kept({place: place for place in needs}, needs.__getitem__, "linux") == {
        "PySide6/QtCore.abi3.so",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicuuc.so.73",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
    }


def test_on_windows_too_where_names_have_two_cases() -> None:
    needs = {
        "PySide6\\QtCore.pyd": ["qt6core.dll"],
        "PySide6\\QtQuick.pyd": ["Qt6Quick.dll"],
        "PySide6\\Qt6Core.dll": [],
        "PySide6\\Qt6Quick.dll": [],
        "PySide6\\opengl32sw.dll": [],
        "PySide6\\QtWebEngineProcess.exe": [],
        "PySide6\\plugins\\platforms\\qwindows.dll": [],
        "PySide6\\plugins\\multimedia\\ffmpegmediaplugin.dll": ["avcodec-61.dll"],
        "PySide6\\avcodec-61.dll": [],
        "python311.dll": [],
    }
    left_out = set(needs) - pruning.kept({place: place for place in needs}, needs.__getitem__, "win32")
    assert left_out == {
        "PySide6\\QtQuick.pyd",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\plugins\\multimedia\\ffmpegmediaplugin.dll",
        "PySide6\\avcodec-61.dll",
    }


def test_every_dependency_is_in_the_bundle_in_an_allowed_version() -> None:
    from packaging.requirements import Requirement

    lines = (ROOT / "packaging/bundle/requirements.txt").read_text()
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)(?: ;.*)?$", lines, re.MULTILINE))
    versions = {_plain(name): version for name, version in pinned.items()}
    wanted = [
        Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    ]
    assert wanted
    wrong = [
        f"{one}: {versions.get(_plain(one.name))}"
        for one in wanted
        if not one.specifier.contains(versions.get(_plain(one.name), "0"))
    ]
    assert wrong == []
    others = set(re.findall(r'^([\w.-]+)==.* ; sys_platform == "(?!linux)', lines, re.MULTILINE))
    assert set(freezing.shipped()) == set(pinned) - others


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_version_is_the_programs() -> None:
    assert project.version() == __version__
