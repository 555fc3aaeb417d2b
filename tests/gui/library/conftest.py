"""A window with an archive of some articles, as a person finds it after its first start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from editor.app.indexing import Stage
from editor.gui.library import LibraryPane
from tests.app.person import FINE
from tests.hands import Desktop, Hands

HEADLINES = {
    "news/Surrey/bicycles.md": "Bicycles taken from shed",
    "news/Surrey/horse.md": "Horse found on the A3",
    "news/Surrey/second.md": "Second horse found on the A3",
    "drafts/Surrey/appeal.md": "Appeal after collision",
}


def article(headline: str, day: int) -> str:
    slug = headline.lower().replace(" ", "-")
    other = "" if headline.startswith("Bicycles") else "Two bicycles were taken from a shed in Woking."
    return (
        FINE.replace(other or "\0", "An officer was called to it.")
        .replace("Bicycles taken from shed", headline)
        .replace("bicycles-taken-from-shed", slug)
        .replace("19/11/2024", f"{day}/11/2024")
    )


class Librarian:
    """A person who looks for earlier articles."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def pane(self) -> LibraryPane:
        pane = self.hands.window.place.pane
        assert pane is not None, "there is no library"
        return pane

    def read_archive(self) -> None:
        """Have the archive read now, and wait for it."""
        kit = self.hands.program.kit
        kit.indexing.refresh()
        self.hands.wait(lambda: kit.indexing.progress.stage is Stage.RESTING)
        self.settle()

    def settle(self) -> None:
        self.hands.wait(lambda: not self.hands.program.kit.library.busy)
        QApplication.processEvents()

    def look_for(self, text: str) -> None:
        """Type into the search box."""
        self.pane.enter()
        self.hands.press("Ctrl+A", "Delete")
        self.hands.type(text)
        self.settle()

    def listed(self) -> list[str]:
        """The headlines that are listed; none where something else stands in place of the list."""
        model = self.pane.results.model()
        if not self.pane.results.isVisible():
            return []
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def choose(self, headline: str) -> None:
        """Go down to a result with the keyboard."""
        self.hands.press("Down")
        for _ in range(self.listed().index(headline)):
            self.hands.press("Down")
        self.settle()
        assert self.pane.results.record is not None
        assert self.pane.results.record.headline == headline

    def menu(self) -> list[QAction]:
        """The context menu of the row, by the menu key."""
        (menu,) = [one for one in self.pane.findChildren(QMenu) if one.isVisible()]
        return [one for one in menu.actions() if not one.isSeparator()]


Begin = Callable[[], Librarian]


@pytest.fixture
def stocked(desktop: Desktop) -> Desktop:
    """An archive with articles."""
    for day, (place, headline) in enumerate(HEADLINES.items(), start=11):
        desktop.put(article(headline, day), place)
    return desktop


@pytest.fixture
def librarian(stocked: Desktop) -> Iterator[Librarian]:
    """The window with that archive, read."""
    librarian = Librarian(begun(stocked))
    librarian.read_archive()
    yield librarian
    librarian.settle()


def begun(desktop: Desktop, *files: Path) -> Hands:
    """A start whose window was painted, so that what waits for that begins."""
    hands = desktop.start(*files)
    hands.program.commands.library.begin(hands.window)
    return hands
