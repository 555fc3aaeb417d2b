"""What Linux programs and libraries need, as their own headers say."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"\x7fELF"
_RUN_PATH = re.compile(r"^\s+R(?:UN)?PATH\s+(\S+)$", re.MULTILINE)
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)


def is_elf(path: Path) -> bool:
    """Whether a file is a program or library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == _MAGIC


def elves(folder: Path) -> Iterator[Path]:
    """All programs and libraries below a folder, in a steady order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and is_elf(path):
            yield path


def needed(path: Path) -> list[str]:
    """The names of the libraries that it asks for by itself; not what those ask for in turn."""
    return _NEEDED.findall(_headers(path))


def run_paths(path: Path) -> list[str]:
    """The folders in which it has its libraries looked for; ``$ORIGIN`` begins those beside it."""
    return [place for found in _RUN_PATH.findall(_headers(path)) for place in found.split(":")]


def versions(path: Path, of: re.Pattern[str]) -> set[str]:
    """The versions of interfaces that it asks for, of the libraries that ``of`` finds (its group: their lines)."""
    return {line.split()[-1] for found in of.findall(_headers(path)) for line in found.splitlines()}


def _headers(path: Path) -> str:
    return subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
