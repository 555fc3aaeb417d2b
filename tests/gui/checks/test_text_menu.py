"""The menu of the text, where a problem is: what can be done about it stands on top."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui.checks.conftest import FINISHED, Officer, point_at
from tests.hands import Desktop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TWICE = "stands here twice"


class TestTheMenu:
    def open(self, officer: Officer, words: str) -> QMenu:
        viewport, point = point_at(officer, words)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
        QApplication.sendEvent(viewport, event)
        officer.hands.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def open_with(self, officer: Officer, words: str, label: str) -> QMenu:
        """A menu does not wait for what takes long: who misses something in it opens it again."""
        for _ in range(50):
            menu = self.open(officer, words)
            if any(label in one.text() for one in menu.actions()):
                return menu
            menu.close()
            officer.settle()
        raise AssertionError(f"no menu has {label!r}")

    def pick(self, officer: Officer, menu: QMenu, label: str) -> None:
        (action,) = [one for one in menu.actions() if label in one.text()]
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        officer.settle()

    def test_it_has_the_fixes_of_what_is_there(self, officer: Officer):
        menu = self.open(officer, "The the")
        self.pick(officer, menu, "Remove the second")
        assert "The thieves" in officer.hands.body

    def test_elsewhere_it_is_the_usual_one(self, officer: Officer):
        menu = self.open(officer, "bicycles")
        assert not any(TWICE in one.text() for one in menu.actions())
        menu.close()

    def misspelt(self, desktop: Desktop) -> Officer:
        text = FINISHED + "\nThe garrage was open.\n"
        officer = Officer(desktop.start(desktop.put(text, "drafts/Surrey/article.md")))
        if officer.count() == "Ready":
            pytest.skip("there is no dictionary here")
        return officer

    def test_it_has_suggestions_for_a_misspelt_word(self, desktop: Desktop):
        officer = self.misspelt(desktop)
        fix = "Change to “garage”"
        self.pick(officer, self.open_with(officer, "garrage", fix), fix)
        assert "The garage was open." in officer.hands.body
        assert officer.count() == "Ready"

    @pytest.mark.parametrize("act", ["to my words", "to the archive’s words", "pass until Copydesk is closed"])
    def test_a_word_can_be_right_from_now_on(self, desktop: Desktop, act: str):
        officer = self.misspelt(desktop)
        self.pick(officer, self.open_with(officer, "garrage", act), act)
        officer.settle()
        assert officer.count() == "Ready"

    def test_the_pane_has_both_too(self, desktop: Desktop):
        officer = self.misspelt(desktop)
        officer.hands.press("F10")
        officer.choose("garrage")
        officer.settle()
        assert "Change to “garage”" in officer.buttons()
        officer.hands.click("Add to my words", officer.pane)
        officer.settle()
        officer.settle()
        assert officer.count() == "Ready"
