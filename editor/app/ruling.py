"""The rules as the person chooses them: which are looked for and how they are told, at once and for every article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import Jobs
from editor.core.checks.values import Level
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.levels import SECTION, Chosen, chosen, own_settings, setting_of
from editor.services.own_lists import OwnList, begin, own_lists
from editor.services.rules import RuleBook
from editor.services.settings import Places, Settings


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rules that count for an article, as their files have them, and the lists that its writers may add to."""

    book: RuleBook
    lists: Sequence[OwnList]


class Ruling(QObject):
    """Reads the rules off the GUI thread, and keeps what the person chooses in the settings.

    ``changed`` tells that rules, levels or words are others now: open articles are to be checked again.
    ``files_changed`` tells the same of files that somebody wrote in another program.
    """

    changed = Signal()
    files_changed = Signal()
    told = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        tools: CheckTools,
        archive_of: Callable[[Path | None], Archive | None],
        *,
        places: Places,
        resources: Path,
    ) -> None:
        super().__init__()
        self._jobs, self._settings, self._tools, self._archive_of = jobs, settings, tools, archive_of
        self._places, self._resources = places, resources
        self._looking = self._closed = False

    def close(self) -> None:
        """Look for nothing more. For the end of the program."""
        self._closed = True

    def load(self, path: Path | None, then: Callable[[Shelf], None]) -> None:
        """Read the rules that count for the article of a file, or for one that has no file yet."""
        archive = self._archive_of(path)

        def read() -> Shelf:
            return Shelf(self._tools.book_of_files(archive), own_lists(self._places, archive))

        self._jobs.read(read, then, self._tell)

    def chosen(self, book: RuleBook) -> Mapping[str, Chosen]:
        """Every rule with the level in force and who chose it."""
        return chosen(book, self._settings.parts(SECTION))

    def choose(self, name: str, level: Level, instead_of: Sequence[str] = ()) -> None:
        """Tell a rule, or all rules of a family, like this from now on; ``instead_of`` are choices that fall away.

        Raises CopydeskError where it is locked or cannot be kept.
        """
        if self._settings.is_locked(setting_of(name)):
            raise CopydeskError(
                _("Your organisation has set for everybody how this is told."), code="locked", where=name
            )
        self._settings.forget(*map(setting_of, instead_of))
        self._settings.set(setting_of(name), level.value)
        self.changed.emit()

    def forget(self, names: Sequence[str]) -> None:
        """Take back what the person chose for these rules and families. Raises CopydeskError as ``choose``."""
        own = own_settings(self._settings.parts(SECTION), names)
        if own:
            self._settings.forget(*own)
            self.changed.emit()

    def forget_all(self) -> None:
        """Take back all that the person chose. Raises CopydeskError as ``choose``."""
        self.forget([name for part in self._settings.parts(SECTION) for name in part.values])

    def begin(self, own: OwnList, then: Callable[[Path], None]) -> None:
        """Find the file of a list, and begin it where there is none."""
        self._jobs.save(lambda: begin(own, self._resources), lambda _nothing: then(own.path), self._tell)

    def look(self) -> None:
        """Notice rules and words that were written in another program meanwhile."""

        def looked(stale: bool) -> None:
            self._looking = False
            if stale:
                self._tools.forget()
                self.changed.emit()
                self.files_changed.emit()

        if not self._looking and not self._closed:
            self._looking = True
            self._jobs.read(self._tools.are_stale, looked, self._tell)

    def _tell(self, error: CopydeskError) -> None:
        self._looking = False
        self.told.emit(error.sentence)
