"""What Copydesk is made of that others have written, with versions and licences.

About shows it, and the packages' notices and lists of parts are made of it. The list itself is
``resources/licences/parts.toml``; versions and licences of Python's packages come from what is installed.
"""

from __future__ import annotations

import json
import platform
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

PYTHON_TEXT = "Python.txt"
"""Where a bundle keeps the licence of its Python, among the licences; elsewhere it stands where Python is installed."""

_LICENCES = ("LICEN", "COPYING", "NOTICE")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its licence by SPDX, the package URL, the texts of its licence, and what is to be known beside them.

    ``inside`` is the package that it is a part of, where its makers name it and its licence without a text.
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    texts: tuple[str, ...] = ()
    remark: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Engines:
    """Versions that only Qt knows: its own, that of Chromium, and of Chromium's last security patch; "" if unknown."""

    qt: str
    chromium: str = ""
    patched: str = ""


def parts(resources: Path, engines: Engines, site: Path | None = None) -> list[Part]:
    """Everything that others have written: the large parts, Python's packages, and what is inside of those.

    ``site`` is the folder of the packages, this program's own without it. Raises OSError where a text is missing.
    """
    folder = resources / "licences"
    told = tomllib.loads((folder / "parts.toml").read_text("utf-8"))
    wanted: Mapping[str, dict[str, Any]] = {_plain(name): row for name, row in told["packages"].items()}
    installed = metadata.distributions() if site is None else metadata.distributions(path=[str(site)])
    found = {_plain(one.metadata["Name"]): one for one in installed}
    packages = {name: found[name] for name in sorted(wanted) if name in found}
    return [
        *_large_parts(folder, told["large"], engines, packages),
        *(_package(folder, one, wanted[name]) for name, one in packages.items()),
        *_inner_parts(packages.values()),
    ]


def own(resources: Path, version: str, licence: str) -> Part:
    """Copydesk itself, in this version and under this licence. Raises OSError where its text is missing."""
    path = resources.parent / "LICENSE"
    if path.exists():
        return Part("Copydesk", version, licence, texts=(path.read_text("utf-8"),))
    # Installed as a package of Python.
    with suppress(metadata.PackageNotFoundError):
        texts = tuple(_read(file) for file in metadata.files("copydesk") or () if _is_licence(file))
        return Part("Copydesk", version, licence, texts=texts)
    raise FileNotFoundError(path)


def listed(resources: Path) -> set[str]:
    """The names of Python's packages in the list, on whatever system."""
    told = tomllib.loads((resources / "licences" / "parts.toml").read_text("utf-8"))
    return {_plain(name) for name in told["packages"]}


def _large_parts(
    folder: Path, rows: list[dict[str, Any]], engines: Engines, packages: Mapping[str, metadata.Distribution]
) -> Iterator[Part]:
    versions = {
        "Qt": [engines.qt],
        "Chromium": [engines.chromium],
        "ICU": _versions_of_icu(packages),
        "Python": [platform.python_version()],
    }
    for row in rows:
        name = row["name"]
        said = [row.get("remark", ""), row.get("patches", "") if engines.patched else ""]
        remark = "\n".join(said).strip().format(qt=engines.qt, patched=engines.patched)
        texts = tuple(_text(folder, text) for text in row.get("texts", ()))
        for version in versions.get(name, [""]):
            purl = f"pkg:generic/{name.lower()}@{version}" if version else ""
            yield Part(name, version, row["licence"], purl, texts, remark)


def _text(folder: Path, name: str) -> str:
    path = folder / name
    if name == PYTHON_TEXT and not path.exists():
        path = python_licence()
    return path.read_text("utf-8").strip()


def python_licence() -> Path:
    """The licence of the Python that runs; on Windows it stands beside the program."""
    beside, above = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"
    return beside if beside.exists() else above


def _versions_of_icu(packages: Mapping[str, metadata.Distribution]) -> list[str]:
    """On Linux Qt's wheels bring it, in a version that its file's name says."""
    if "pyside6" not in packages:
        return []
    libraries = Path(str(packages["pyside6"].locate_file("PySide6/Qt/lib")))
    return sorted({path.name.rpartition(".")[2] for path in libraries.glob("libicudata.so.*")})


def _package(folder: Path, one: metadata.Distribution, row: Mapping[str, Any]) -> Part:
    name, about = one.metadata["Name"], one.metadata
    said = (about[key] for key in ("License-Expression", "License") if key in about)
    told = row.get("licence") or next(said, "")
    texts = [_read(file) for file in one.files or () if _is_licence(file)]
    texts += [_text(folder, extra) for extra in row.get("texts", ())]
    return Part(name, one.version, told, f"pkg:pypi/{_plain(name)}@{one.version}", tuple(texts), row.get("remark", ""))


def _is_licence(file: metadata.PackagePath) -> bool:
    return ".dist-info" in str(file) and file.name.upper().startswith(_LICENCES)


def _read(file: metadata.PackagePath) -> str:
    return file.read_text("utf-8").strip()


def _inner_parts(packages: Iterable[metadata.Distribution]) -> list[Part]:
    """What lies inside wheels as far as the makers of the wheels have noted it."""
    found = {}
    for package in packages:
        wheel = package.metadata["Name"]
        lists = [file for file in package.files or () if file.parent.name == "sboms" and file.suffix == ".json"]
        for row in (row for file in lists for row in json.loads(_read(file)).get("components", ())):
            part = _inner(row, wheel)
            if not part.name.startswith("PIL.") and part.name != wheel:
                found[part.name, part.version] = part
    return [found[key] for key in sorted(found)]


def _inner(row: Mapping[str, Any], wheel: str) -> Part:
    licence = " AND ".join(_licence_of(entry) for entry in row.get("licenses", ()))
    return Part(row["name"], row.get("version", ""), licence, row.get("purl", ""), inside=wheel)


def _licence_of(entry: Mapping[str, Any]) -> str:
    """A licence in one of the three forms that CycloneDX has."""
    licence = entry.get("license", {})
    return str(entry.get("expression") or licence.get("id") or licence.get("name"))


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
