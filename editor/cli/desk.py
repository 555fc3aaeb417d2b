"""What the commands work with; ``main`` puts it together."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from editor.cli.console import Console
from editor.services.archive import Archive
from editor.services.files import VersionStore
from editor.services.profiles import ProfileStore


@dataclass(frozen=True, slots=True)
class Desk:
    """The terminal, the organisations (an archive may bring its own), and where earlier states of files go.

    ``resources`` is the folder of the files that come with Copydesk.
    """

    console: Console
    profiles: Callable[[Archive | None], ProfileStore]
    versions: VersionStore
    resources: Path


class Command(Protocol):
    """A command's module."""

    def arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, args: Namespace, desk: Desk) -> int:
        """Do it; the exit code. Raises CopydeskError where it cannot be done."""
