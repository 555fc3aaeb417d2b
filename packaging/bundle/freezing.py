"""Makes the bundle: a virtual environment with pinned packages, PyInstaller, and a tidy folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from kit import elf, project

from bundle import icu, tls

_HERE = Path(__file__).parent
_LISTS = (_HERE / "requirements.txt", _HERE / "requirements-build.txt")
LARGEST_MB = 350
"""Of the bundle, installed. Chromium, of which nothing can be left out, is 204 of them."""

_LINE = re.compile(r'^([A-Za-z0-9._-]+)==\S+(?: ; sys_platform == "(\w+)")?$', re.MULTILINE)
_NOT_OURS = ("INSTALLER", "REQUESTED", "direct_url.json", "WHEEL", "top_level.txt", "SOURCES.txt")


def shipped() -> list[str]:
    """The names of the packages in the bundle of this system."""
    return [name for name, system in _LINE.findall(_LISTS[0].read_text("utf-8")) if system in ("", sys.platform)]


def environment() -> Path:
    """The virtual environment of the bundle, made where there is none for these lists and this Python."""
    told = "".join(path.read_text("utf-8") for path in _LISTS) + sys.version
    folder = project.cache() / f"venv-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        project.run(sys.executable, "-m", "venv", folder)
        names = [part for path in _LISTS for part in ("-r", path)]
        # Everything is named with its version: what else a package would bring is not wanted.
        pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check")
        project.run(_python_of(folder), *pip, *names)
        (folder / "ready").touch()
    return folder


def python() -> Path:
    """The interpreter of ``environment``."""
    return _python_of(environment())


def _python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def bundle() -> Path:
    """Make the bundle anew; its folder, with the program ``copydesk`` and ``_internal``; on macOS the app beside it."""
    out = project.BUILD / "bundle"
    shutil.rmtree(out, ignore_errors=True)
    project.run(
        python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", out, "--workpath", project.BUILD / "work", _HERE / "copydesk.spec",
    )  # fmt: skip
    made = out / project.NAME
    if sys.platform != "darwin":  # there all of it is sealed by now
        _tidy(made)
    return made


def _tidy(folder: Path) -> None:
    """Make it small, and the same whoever made it: modes, what pip noted, languages, what debuggers want."""
    for path in sorted(folder.rglob("*.dist-info")):
        _tidy_metadata(path)
    for path in folder.rglob("icudtl.dat"):
        icu.slim_file(path)
    if sys.platform == "linux":
        _tidy_libraries(folder)
    programs = {folder / project.NAME, *folder.rglob("QtWebEngineProcess")}
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)
            os.utime(path, (project.epoch(), project.epoch()))


def _tidy_libraries(folder: Path) -> None:
    for path in folder.rglob("Qt/lib/libicudata.so.*"):
        icu.slim_library(path)
    for library in elf.elves(folder):
        if _may_be_stripped(library):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
        if any(place.startswith("/") for place in elf.run_paths(library)):
            # A folder of the machine that built must not be looked into on any other.
            subprocess.run(["chrpath", "--delete", str(library)], check=True, stdout=subprocess.DEVNULL)
    tls.use_the_machines(folder)  # last: strip would break what it has written


def _may_be_stripped(library: Path) -> bool:
    """Not the program, which carries its archive behind its end; Qt's own are stripped, but for ICU."""
    return ".so" in library.name and ("Qt" not in library.parts or library.name.startswith("libicu"))


def _tidy_metadata(folder: Path) -> None:
    """About reads versions and licences by RECORD; the rest of it tells of the machine that built."""
    for path in list(folder.iterdir()):
        if path.name in _NOT_OURS:
            path.unlink()
    record = folder / "RECORD"
    if record.exists():
        lines = sorted(line for line in record.read_text("utf-8").splitlines() if _is_there(line, folder))
        record.write_text("\n".join(lines) + "\n", "utf-8")


def _is_there(line: str, folder: Path) -> bool:
    name = line.split(",", 1)[0].strip('"')
    return name.startswith(f"{folder.name}/") and (folder.parent / name).exists()


def size(folder: Path) -> int:
    """Bytes on the disk, without what links point to."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if stat.S_ISREG(path.lstat().st_mode))
