"""Going through many files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from editor.cli.console import Console
from editor.core.language import ngettext

_PROGRESS_AFTER = 1.0  # seconds
_PROGRESS_EVERY = 0.2


def watched(files: Iterator[Path], console: Console) -> Iterator[Path]:
    """The same files; where it takes long and somebody watches, with how many there were so far."""
    if not console.is_watched:
        yield from files
        return
    due = time.monotonic() + _PROGRESS_AFTER
    for number, path in enumerate(files):
        if time.monotonic() >= due:
            console.progress(ngettext("{n} file …", "{n} files …", number).format(n=number))
            due = time.monotonic() + _PROGRESS_EVERY
        yield path
    console.progress("")
