"""The index of each archive, and the processes that fill it: loaded when they are first needed, after the window."""
# ruff: noqa: PLC0415 - imports inside functions are what this module is for

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from editor.app.saving import HomeOf
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.ignoring import Ignoring
from editor.services.profiles import ProfileStore

if TYPE_CHECKING:
    from editor.services.index import CheckWorker, Index, IndexWorker
    from editor.services.inspecting import ArchiveChecks


class Indexes:
    """Opens indexes, and starts the processes that fill them, all in the same folder."""

    def __init__(self, home_of: HomeOf, tools: CheckTools, ignoring: Ignoring) -> None:
        self._home_of, self._tools, self._ignoring = home_of, tools, ignoring

    @cached_property
    def _folder(self) -> Path:
        """Chosen once: the disk may fill up while the program runs, and then another would be."""
        from editor.services.index import index_folder

        return index_folder()

    def open(self, root: Path) -> Index:
        """The index of an archive. Raises CopydeskError."""
        from editor.services.index import Index

        return Index.open(root, self._folder, self._home_of(None).profiles.get, self._checks(root))

    def refresh(self, root: Path) -> IndexWorker:
        """What brings the index of an archive up to date."""
        from editor.services.index import IndexWorker

        return IndexWorker(root, folder=self._folder)

    def check(self, root: Path) -> CheckWorker:
        """What checks the articles of an archive for its index."""
        from editor.services.index import CheckWorker

        return CheckWorker(root, folder=self._folder)

    def _checks(self, root: Path) -> Callable[[], ArchiveChecks]:
        def profiles(_archive: Archive | None) -> ProfileStore:
            return self._home_of(root / "article.md").profiles

        def checks() -> ArchiveChecks:
            from editor.services.inspecting import ArchiveChecks

            return ArchiveChecks(root, self._tools, profiles, self._ignoring)

        return checks
