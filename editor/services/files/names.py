"""File names: which can be shown, which can be made anywhere, and what another program means by one."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TEMPORARY = re.compile(r"\.~cd-[0-9a-f]{8}")
"""The names of our own unfinished files. Short: the article's own name may fill all that a folder allows."""

# What Windows forbids in a name; "\0" and "/" are forbidden everywhere.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)


def temporary(token: str) -> str:
    """The name of an unfinished file, from eight random hex digits."""
    return f".~cd-{token}"


def key_of(path: Path) -> str:
    """A name for what the program itself keeps about a file: hex digits, the same for the same absolute path."""
    return hashlib.sha256(os.path.normcase(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()


def visible(text: str, instead: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """A text with all that cannot be seen (line ends, reversed writing, broken bytes) replaced."""
    return "".join(c if c.isprintable() else instead for c in text)


def shown(path: Path) -> str:
    """A file's name for a sentence."""
    return visible(path.name or str(path))


def is_readable(path: Path) -> bool:
    """Whether every program finds the same file by this path: Qt and others would write to another one."""
    try:
        return b"\0" not in str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False


def is_portable(name: str) -> bool:
    """Whether a file or folder of this name can be made on every system that an archive may be copied to.

    The rules are those of Windows: no ``<>:"/\\|?*``, no control characters, no final dot or space, no device name
    with any ending (``aux.md``).
    """
    device = name.partition(".")[0].rstrip(" ").casefold()
    return bool(name) and not (_FORBIDDEN.search(name) or name[-1] in ". " or device in _DEVICES)


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """Who made a conflict copy, and the name of the file it is a copy of."""

    program: str
    original: str


# Where two could match the first counts. "original" and "ending" together are the name of the file itself.
_CONFLICT_NAMES = tuple(
    (program, re.compile(rf"(?P<original>.+?){mark}(?P<ending>\.[^.]*)?", re.IGNORECASE))
    for program, mark in (
        ("Syncthing", r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"),
        ("Nextcloud", r" \(conflicted copy \d{4}-\d{2}-\d{2} \d+\)"),
        ("Nextcloud", r"_conflict-\d{8}-\d{6}"),
        ("Nextcloud", r" \(case clash from [^()]+\)"),
        ("Dropbox", r" \((?:[^()]+ )?conflicted copy[^()]*\)"),
        ("Dropbox", r" \((?:case|selective sync|unicode encoding) conflict[^()]*\)"),
        ("Seafile", r" \(SFConflict [^()]+\)"),
        ("Synology", r"_[^_]+_[A-Z][a-z]{2}-\d{2}-\d{6}-\d{4}_Conflict"),
        ("Google Drive", r" ?\[conflict\]"),
    )
)
# OneDrive adds the computer's name. Only the names that Windows itself gives can be told from an article's own.
_ONEDRIVE = re.compile(r"(?P<original>.+)-(?:DESKTOP|LAPTOP)-[0-9A-Z]{7}(?P<ending>\.[^.]*)?")


def conflict_copy(name: str, is_beside: Callable[[str], bool]) -> ConflictCopy | None:
    """Which synchronising program made this file, or None. ``is_beside``: whether its folder holds a name."""
    for program, pattern in _CONFLICT_NAMES:
        if match := pattern.fullmatch(name):
            return ConflictCopy(program, match["original"] + (match["ending"] or ""))
    match = _ONEDRIVE.fullmatch(name)
    if match and is_beside(original := match["original"] + (match["ending"] or "")):
        return ConflictCopy("OneDrive", original)
    return None
