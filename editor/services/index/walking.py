"""What articles an archive has, with what tells that one has changed: fifty thousand in half a second."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.services.archive import DRAFTS, NEWS
from editor.services.files.names import conflict_copy

_ENDING = ".md"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of an archive. ``path`` is relative, with ``/``; ``stamp`` differs when the file was written to."""

    path: str
    size: int
    stamp: int
    written: float


def articles_of(root: Path, fault: Callable[[str], None]) -> list[Found]:
    """Every article of an archive, or of any other folder, by path; ``fault`` gets folders that cannot be read.

    No hidden files and folders, no conflict copies, no links to folders. Raises OSError where ``root`` cannot be read.
    """
    with os.scandir(root):
        pass
    tops = [name for name in (DRAFTS, NEWS) if (root / name).is_dir()]
    found: list[Found] = []
    for top in tops or [""]:
        found += _below(root / top, top, fault)
    found.sort(key=lambda one: one.path)
    return found


def article_at(root: Path, path: str) -> Found | None:
    """One of those files; None where there is none that belongs to them."""
    parts = path.split("/")
    is_laid_out = any((root / name).is_dir() for name in (DRAFTS, NEWS))
    if not path.lower().endswith(_ENDING) or any(part.startswith(".") for part in parts):
        return None
    if is_laid_out and parts[0] not in (DRAFTS, NEWS):
        return None
    try:
        status = (root / path).stat()
    except (OSError, ValueError):
        return None
    return _found(path, status)


def _below(folder: Path, name: str, fault: Callable[[str], None]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            listed = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        fault(name)
        return
    names = {entry.name for entry in listed}
    prefix = f"{name}/" if name else ""
    for entry in listed:
        try:
            if entry.name.lower().endswith(_ENDING) and not entry.is_dir():
                if not conflict_copy(entry.name, names.__contains__):
                    yield _found(prefix + entry.name, entry.stat())
            elif entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path), prefix + entry.name, fault)
        except FileNotFoundError:  # It went meanwhile, or is a link that leads nowhere.
            continue
        except OSError:
            fault(prefix + entry.name)


def _found(path: str, status: os.stat_result) -> Found:
    # Both times in one number: some programs set the first one back when they copy, none can set the other.
    stamp = (status.st_mtime_ns * 31 + status.st_ctime_ns) & ((1 << 62) - 1)
    return Found(path, status.st_size, stamp, status.st_mtime)
