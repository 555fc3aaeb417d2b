"""What the bundle is made of: its Python packages, and what lies inside them, with versions and licences."""

from __future__ import annotations

import json
import platform
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from bundle import freezing
from kit import project

_TEXTS = project.ROOT / "resources" / "licences"
_QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
_ASK_QT = (
    "import PySide6.QtCore as core, PySide6.QtWebEngineCore as web;"
    "print(core.qVersion(), web.qWebEngineChromiumVersion(), web.qWebEngineChromiumSecurityPatchVersion())"
)
_LICENCES = {
    "backports.tarfile": "MIT",
    "jaraco.classes": "MIT",
    "more-itertools": "MIT",
    "pyenchant": "LGPL-2.1-or-later",
    "pygit2": "GPL-2.0-only WITH GCC-exception-2.0",
    "text-unidecode": "Artistic-1.0-Perl",
    "wcwidth": "MIT",
}
"""Where a package does not say it by SPDX; of two that are offered for text-unidecode the first is taken."""

_EXTRA_TEXTS = {"pyenchant": ("LGPL-2.1.txt",), "text-unidecode": ("Artistic-1.0-Perl.txt",)}
_QT_TEXTS = ("LGPL-3.0.txt", "GPL-2.0.txt")

_FOUND = Path(__file__).parent / "texts"
_PARTS_OF_QT = ("qtbase", "qtdeclarative", "qtpositioning", "qtsvg", "qtwayland", "qtwebchannel")
_PARTS_OF_CHROMIUM = ("qtwebengine", "chromium")
"""What Debian has found in the sources of each, by name; see texts/README.md."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part: its licence by SPDX, the package URL, the texts of its licence, and a remark for the notices."""

    name: str
    version: str
    licence: str
    purl: str = ""
    texts: tuple[str, ...] = ()
    remark: str = ""


def components() -> list[Component]:
    """Everything in the bundle that others have written, the large parts first."""
    return [*_large_parts(), *_packages(), *_inner_libraries()]


def _site() -> Path:
    folder = freezing.environment()
    return next(place for form in ("lib/python3*", "Lib") for place in folder.glob(f"{form}/site-packages"))


def _found(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for name in names for path in sorted(_FOUND.glob(f"{name}-*.txt")))


def _large_parts() -> list[Component]:
    qt, chromium, patched = project.run(freezing.python(), "-c", _ASK_QT).split()
    python = platform.python_version()
    licence = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt").read_text("utf-8")
    texts = tuple((_TEXTS / name).read_text("utf-8") for name in _QT_TEXTS)
    own = tuple((_TEXTS / name).read_text("utf-8") for name in ("Chromium.txt", "LGPL-2.1.txt"))
    return [
        Component("Qt", qt, _QT, f"pkg:generic/qt@{qt}", (*texts, *_found(_PARTS_OF_QT)), _about_qt(qt)),
        Component(
            "Chromium", chromium, "BSD-3-Clause AND LGPL-2.1-or-later", f"pkg:generic/chromium@{chromium}",
            (*own, *_found(_PARTS_OF_CHROMIUM)), _about_chromium(qt, patched),
        ),
        *_icu(),
        Component("Python", python, "PSF-2.0", f"pkg:generic/python@{python}", (licence,)),
    ]  # fmt: skip


def _icu() -> list[Component]:
    """On Linux Qt's wheels bring it, in a version that its file's name says."""
    remark = "Brought by Qt, with the data of fewer languages. Its licence is among those of Chromium's parts, above."
    versions = {path.name.rpartition(".")[2] for path in _site().glob("PySide6/Qt/lib/libicudata.so.*")}
    return [Component("ICU", one, "ICU", f"pkg:generic/icu@{one}", remark=remark) for one in sorted(versions)]


def _about_qt(version: str) -> str:
    return (
        f"Qt {version} and PySide6 are used under the GNU Lesser General Public License, version 3. Their libraries "
        "lie as separate files in _internal/PySide6 and may be replaced by others of the same interface. Their "
        f"complete sources are at https://download.qt.io/official_releases/qt/ and .../QtForPython/. {_LISTS_OF_DEBIAN}"
    )


def _about_chromium(qt: str, patched: str) -> str:
    return (
        f"A part of Qt WebEngine {qt}, with security patches up to Chromium {patched}. Its complete sources are at "
        f"https://download.qt.io/official_releases/qt/, in src/3rdparty of qtwebengine. {_LISTS_OF_DEBIAN}"
    )


_LISTS_OF_DEBIAN = (
    "Below the licences stands what others have written of it, with their licences in full, as Debian has found it in "
    "the sources of Qt 6.8.2 and of Chromium 156, the nearest versions before and after: the makers' own packages hold "
    "no such list. It names more than is in the program: tests, tools, parts for other systems."
)


def _packages() -> list[Component]:
    wanted = {_plain(name) for name in freezing.shipped()}
    found = [one for one in metadata.distributions(path=[str(_site())]) if _plain(one.metadata["Name"]) in wanted]
    return [_package(one) for one in sorted(found, key=lambda one: _plain(one.metadata["Name"]))]


def _package(one: metadata.Distribution) -> Component:
    name, about = one.metadata["Name"], one.metadata
    told = about.get("License-Expression") or about.get("License") or ""
    texts = [
        file.read_text("utf-8").strip()
        for file in one.files or ()
        if ".dist-info" in str(file) and file.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))
    ]
    texts += [(_TEXTS / extra).read_text("utf-8") for extra in _EXTRA_TEXTS.get(name, ())]
    remark = "" if texts else "Its licence is that of Qt, above."
    licence = _LICENCES.get(name) or told
    return Component(name, one.version, licence, f"pkg:pypi/{_plain(name)}@{one.version}", tuple(texts), remark)


def _inner_libraries() -> list[Component]:
    """What lies inside wheels as far as the makers of the wheels have noted it."""
    found = {}
    for path in sorted(_site().glob("*.dist-info/sboms/*.json")):
        wheel = path.parents[1].name.split("-")[0]
        for part in json.loads(path.read_text("utf-8")).get("components", ()):
            if not part["name"].startswith("PIL.") and part["name"] != wheel:
                key = (part["name"], part.get("version", ""))
                licence = " AND ".join(_noted(entry) for entry in part.get("licenses", ()))
                found[key] = Component(*key, licence, part.get("purl", ""), remark=f"Inside {wheel}")
    return [found[key] for key in sorted(found)]


def _noted(entry: dict[str, Any]) -> str:
    """A licence in one of the three forms that CycloneDX has."""
    licence = entry.get("license", {})
    return str(entry.get("expression") or licence.get("id") or licence.get("name"))


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
