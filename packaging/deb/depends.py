"""What a bundle needs of the system, computed from its own files.

``dpkg-shlibdeps`` names the packages of this build host with their least versions; what it names although the bundle
has a library of that name itself is left out again.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from kit import elf, project

LOADED_LATE = ("libenchant-2-2", "hunspell-en-gb", "ca-certificates")
"""What no file asks for by its headers: spelling; whom to trust when an archive is shared by HTTPS."""

RECOMMENDED = ("xdg-utils", "fonts-dejavu-core | fonts-noto-core", "libgl1-mesa-dri", "xdg-desktop-portal")


def depends(bundle: Path) -> list[str]:
    """The packages that the bundle needs, each with its least version where one is known."""
    files = list(elf.elves(bundle))
    owners = {soname: _owner(soname) for soname in _outside(bundle, files)}
    lacking = sorted(soname for soname, owner in owners.items() if not owner)
    if lacking:
        raise SystemExit(f"No package of this machine has {', '.join(lacking)}: install it, or mend the bundle.")
    return sorted({*(entry for entry in _named(files, bundle) if entry.split()[0] in owners.values()), *LOADED_LATE})


def _outside(bundle: Path, files: list[Path]) -> set[str]:
    """The sonames that are asked for and that the bundle does not have."""
    has = {path.name for path in bundle.rglob("*")}
    return {name for file in files for name in elf.needed(file)} - has


@cache
def _libraries_of_the_host() -> str:
    return subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout


def _owner(soname: str) -> str:
    """The package that a library of this host belongs to; "" where it has none."""
    found = re.search(rf"^\s*{re.escape(soname)} \(.*x86-64.*\) => (\S+)$", _libraries_of_the_host(), re.MULTILINE)
    if found is None:
        return ""
    path = Path(found[1])
    for name in (str(path), str(path.resolve()), str(path.resolve()).removeprefix("/usr"), f"/usr{path}"):
        told = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.split(":")[0]
    return ""


def _named(files: list[Path], bundle: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: copydesk\n\nPackage: copydesk\nArchitecture: any\n")
        places = sorted({str(path.parent) for path in bundle.rglob("*.so*")})
        told = project.run(
            "dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0",
            *(f"-l{place}" for place in places), *(f"-e{file}" for file in files),
            cwd=folder, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    return told.strip().removeprefix("shlibs:Depends=").split(", ")
