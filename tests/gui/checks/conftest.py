"""An article with a few things to put right, as a person finds it when it is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from editor.gui.checks import ReadyPane
from tests.app.person import FINE
from tests.hands import Desktop, Hands

FINISHED = FINE.replace("19/11/2024", "21/11/2024").replace("call us", "call 101, quoting reference 45240112233")
WRONG = FINE.replace("  description: Two bicycles were taken from a shed in Woking.\n", "").replace(
    "Anyone who saw them is asked to call us.",
    "It happened on Wednesday 19 November 2024.\n\nThe the thieves left a [glove](https://www.surrey.police.uk).\n\n"
    "##### Please call\n\nCall 101, quoting reference 45240112233.",
)


class Officer:
    """A press officer who wants to know what still stands in the way."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.settle()

    def settle(self) -> None:
        """Wait until the article was checked as it stands now."""
        self.hands.wait(lambda: not self.hands.program.kit.checking.busy)
        self.hands.settle()

    @property
    def pane(self) -> ReadyPane:
        pane = self.hands.window.ready_place.pane
        assert pane is not None, "the pane was never shown"
        return pane

    def listed(self) -> list[str]:
        """What the rows say, from the top."""
        model = self.pane.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def choose(self, words: str) -> None:
        """Go to a row with the keyboard."""
        self.pane.list.setFocus()
        self.hands.press("Home")
        at = next(at for at, sentence in enumerate(self.listed()) if words in sentence)
        self.hands.press(*["Down"] * at)
        assert words in self.pane.details.sentence.text()

    def buttons(self) -> list[str]:
        """What can be done about the chosen row."""
        buttons = self.pane.details.findChildren(QPushButton)
        return [one.text().replace("&", "") for one in buttons if one.isVisible()]

    def says(self) -> str:
        """Everything that is written in the pane."""
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.pane.findChildren(QLabel) if label.isVisible())

    def count(self) -> str:
        """What the button in the tool bar says."""
        return self.hands.window.action("ready").iconText()


@pytest.fixture
def officer(desktop: Desktop) -> Officer:
    """At a draft with problems."""
    return Officer(desktop.start(desktop.put(WRONG, "drafts/Surrey/article.md")))


def point_at(officer: Officer, words: str) -> tuple[QWidget, QPoint]:
    """Where some words of the text are on the screen."""
    officer.hands.select(words)
    editor = officer.hands.view.body.editor
    cursor = editor.textCursor()
    cursor.setPosition(cursor.selectionStart() + 2)
    editor.setTextCursor(cursor)
    QApplication.processEvents()
    return editor.viewport(), editor.cursorRect().center()
