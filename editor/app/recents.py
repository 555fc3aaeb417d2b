"""The articles that were open lately."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.services.settings import State

_MOST = 15
_NAME = "recent"
_MINUTE = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class RecentArticle:
    """A file that was open: ``title`` is its headline then, ``when`` the minute."""

    path: Path
    title: str
    when: datetime


class Recents:
    """The list of recent articles, newest first, kept in the program's state."""

    def __init__(self, state: State, now: Callable[[], datetime]) -> None:
        self._state = state
        self._now = now

    def all(self) -> list[RecentArticle]:
        """The articles, newest first."""
        return [article for row in self._state.get(_NAME, []) if (article := _article(row))]

    def add(self, path: Path, title: str) -> None:
        """Put an article at the top."""
        new = RecentArticle(path, title or path.name, self._now())
        self._keep([new, *(old for old in self.all() if old.path != path)])

    def forget(self, path: Path) -> None:
        """Take an article off the list."""
        self._keep([old for old in self.all() if old.path != path])

    def _keep(self, articles: list[RecentArticle]) -> None:
        self._state.put(_NAME, [[str(one.path), one.title, one.when.strftime(_MINUTE)] for one in articles[:_MOST]])
        self._state.store()


def _article(row: object) -> RecentArticle | None:
    """A row of the state file, which anybody may have changed."""
    match row:
        case [str(path), str(title), str(when)]:
            with suppress(ValueError):
                return RecentArticle(Path(path), title, datetime.strptime(when, _MINUTE))
    return None
