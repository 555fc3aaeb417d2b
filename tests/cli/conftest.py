"""The command line as a person has it: words in, an exit code and two texts out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from editor.main import main

ROOT = Path(__file__).parents[2]

RELEASE = """\
```yaml
area: Surrey
og:
  description: Two bicycles were found on Monday.
  locale: en_GB
  title: Bicycles found &amp; returned
  type: website
  url: https://www.surrey.police.uk/news/surrey/news/2019/11/bicycles-found--returned/
publish:
  date: 12:08 21/11/2019
title: Bicycles found &amp; returned | Surrey Police
url: https://www.surrey.police.uk/news/surrey/news/2019/11/bicycles-found--returned/
```

Two bicycles were found on Monday.

They are **home** again.
"""


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What was said on standard error, which must be one line."""
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


Copydesk = Callable[..., Said]


@pytest.fixture
def copydesk(capsys: pytest.CaptureFixture[str]) -> Copydesk:
    """Runs a command in this process."""

    def run(*arguments: str | Path) -> Said:
        code = main([str(argument) for argument in arguments])
        return Said(code, *capsys.readouterr())

    return run


def process(
    arguments: Sequence[str | bytes | Path], *, folder: Path = ROOT, **how: Any
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own."""
    command = [sys.executable, "-m", "editor.main", *arguments]
    how.setdefault("env", environment())
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False, **how)


def environment(**more: str) -> dict[str, str]:
    """What a process needs to find the program from any folder."""
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one release, which also lies among the drafts."""
    root = tmp_path / "archive"
    for place in ("news/Surrey/bicycles.md", "drafts/Surrey/bicycles.md"):
        (root / place).parent.mkdir(parents=True)
        (root / place).write_bytes(RELEASE.encode())
    return root


@pytest.fixture
def release(archive: Path) -> Path:
    return archive / "news/Surrey/bicycles.md"


@pytest.fixture
def draft(archive: Path) -> Path:
    return archive / "drafts/Surrey/bicycles.md"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text to write an article from."""
    path = tmp_path / "text.md"
    path.write_bytes(b"# Heading\r\n\r\nTwo *bicycles* were found\r\nby [police](https://x.example).\r\n\r\nMore.\r\n")
    return path
