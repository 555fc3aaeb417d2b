"""The acts of a team's archive: sharing, getting updates, and the shared states of an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.profile import Profile
from editor.gui.kit import Kit

if TYPE_CHECKING:
    from editor.app.sharing import Sharing
    from editor.gui.main_window import MainWindow
    from editor.services.clone import Entry


class TeamActs(QObject):
    """What the action of a team's archive does. Git is loaded where the archive is a clone, and nowhere else.

    ``ready_changed`` tells that the archive is a team's, or that it is none any more; ``files_changed`` that files of
    it were written.
    """

    told = Signal(str)
    ready_changed = Signal()
    files_changed = Signal()

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._sharing: Sharing | None = None
        self._root: Path | None = None
        kit.saver.saved.connect(self._look)
        kit.saver.archive_chosen.connect(self.use)

    @property
    def is_ready(self) -> bool:
        """Whether the archive in use is a team's."""
        return self._sharing is not None and self._sharing.is_clone

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        return {"share": lambda: self.share(window)}

    def use(self, root: Path | None) -> None:
        """Look whether this archive is a team's, off the GUI thread."""
        self._root = root
        if root is None:
            return
        if self._sharing is not None:
            self._sharing.use(root)
        else:
            self._kit.jobs.read(lambda: _git(root), self._begin, lambda error: self.told.emit(error.sentence))

    def _begin(self, module: ModuleType | None) -> None:
        if module is None or self._sharing is not None or self._root is None:
            return
        # With Git, which takes as long to load as all the rest of the window.
        from editor.gui.dialogs.signing_in import Answering  # noqa: PLC0415

        sharing: Sharing = module.Sharing(self._kit.jobs, Answering(), self._kit.versions, self)
        self._sharing = sharing
        sharing.told.connect(self.told)
        sharing.found.connect(lambda _found: self.ready_changed.emit())
        sharing.files_changed.connect(lambda _paths: self.files_changed.emit())
        sharing.use(self._root)

    def _look(self) -> None:
        if self._sharing is not None:
            self._sharing.look()

    def share(self, window: MainWindow) -> None:
        """Share articles with the team, and get what it shared."""
        from editor.gui.dialogs.sharing import ShareDialog  # noqa: PLC0415

        if self._sharing is not None:
            ShareDialog(self._sharing, self._kit.prompts, self._kit.look, self._profile_of, window).show()

    def _profile_of(self, area: str) -> Profile | None:
        return self._kit.desk.profile(None, area)

    def history(self, path: Path, done: Callable[[Sequence[Entry]], None]) -> None:
        """The states of an article that the team has, the latest first; none where it is no team's."""
        if self._sharing is None:
            done([])
        else:
            self._sharing.history(path, done)

    def close(self) -> None:
        """Ask nothing more; for the end of the program, before the jobs end."""
        if self._sharing is not None:
            self._sharing.close()


def _git(root: Path) -> ModuleType | None:
    """The part of the program that knows Git, where the folder can be a clone."""
    folders = (root, *root.absolute().parents)
    return import_module("editor.app.sharing") if any((folder / ".git").exists() for folder in folders) else None
