"""The articles that were open lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.services.settings import State

_MOST = 15
_NAME = "recent"


@dataclass(frozen=True, slots=True)
class RecentArticle:
    """A file that was open: ``title`` is its headline then, ``when`` the minute."""

    path: Path
    title: str
    when: str


class Recents:
    """The list of recent articles, newest first, kept in the program's state."""

    def __init__(self, state: State, now: Callable[[], datetime]) -> None:
        self._state = state
        self._now = now

    def all(self) -> list[RecentArticle]:
        """The articles, newest first."""
        found = self._state.get(_NAME, [])
        rows = (
            row for row in found if isinstance(row, list) and len(row) == 3 and all(isinstance(x, str) for x in row)
        )
        return [RecentArticle(Path(path), title, when) for path, title, when in rows]

    def add(self, path: Path, title: str) -> None:
        """Put an article at the top."""
        new = RecentArticle(path, title or path.name, self._now().strftime("%Y-%m-%d %H:%M"))
        self._keep([new, *(old for old in self.all() if old.path != path)])

    def forget(self, path: Path) -> None:
        """Take an article off the list."""
        self._keep([old for old in self.all() if old.path != path])

    def _keep(self, articles: list[RecentArticle]) -> None:
        self._state.put(_NAME, [[str(one.path), one.title, one.when] for one in articles[:_MOST]])
        self._state.store()
