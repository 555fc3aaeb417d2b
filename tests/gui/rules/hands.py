"""Somebody at the page of the checks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu

from editor.gui.dialogs.preferences import PreferencesDialog
from editor.gui.rules import RulesPage
from tests.hands import Hands


class Chooser:
    """Somebody at the page."""

    def __init__(self, hands: Hands, dialog: QDialog) -> None:
        assert isinstance(dialog, PreferencesDialog)
        self.hands, self.dialog = hands, dialog
        (self.page,) = dialog.findChildren(RulesPage)
        hands.wait(self.rows)

    def rows(self) -> list[str]:
        """What is heard of the rows, from the top."""
        model = self.page.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(at, 0).data(role)) for at in range(model.rowCount())]

    def here(self) -> str:
        """What is heard of the chosen row."""
        return str(self.page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def search(self, words: str) -> None:
        self.page.search.setFocus()
        self.hands.press("Ctrl+A", "Delete")
        self.hands.type(words)

    def go(self, title: str) -> None:
        """To a row, by searching for its title."""
        self.search(title)
        self.hands.press("Down", "Home")
        while not self.here().startswith(f"{title},"):
            before = self.here()
            self.hands.press("Down")
            assert self.here() != before, self.rows()

    def offered(self) -> list[str]:
        """The levels that the chosen row may have."""
        self.hands.press("Return")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        said = [action.text() for action in menu.actions()]
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        return said

    def choose(self, level: str) -> None:
        """Another level for the chosen row, with the keyboard."""
        self.page.list.setFocus()
        self.hands.press("Space")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = next(action for action in menu.actions() if action.text().startswith(level))
        for _step in menu.actions():
            if menu.activeAction() is wanted:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        QApplication.processEvents()

    def says(self) -> list[str]:
        """Everything that is written on the page."""
        return [label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible()]


def at_the_page(hands: Hands, act: Callable[[Chooser], None], *, by: Callable[[], None] | None = None) -> None:
    """Do something at the page, reached from the menu or otherwise, and close it with Esc."""

    def at_it(dialog: QDialog) -> None:
        try:
            act(Chooser(hands, dialog))
        finally:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    with hands.meeting("Preferences", at_it):
        (by or (lambda: hands.menu("File", "Checks")))()
