"""The form scrolls where it has to, at every height, and never runs in circles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.scroll import CalmScrollArea


class Wrapped(QWidget):
    """A page that is one line higher when it is narrower than 300 pixels, as wrapped text is."""

    def sizeHint(self):
        size = super().sizeHint()
        size.setHeight(220 if self.width() < 300 else 200)
        return size

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


@pytest.mark.parametrize("width", [295, 300, 305, 312, 400])
def test_at_every_height_it_comes_to_rest_and_all_can_be_reached(qtbot: QtBot, width: int):
    page = Wrapped()
    area = CalmScrollArea(page)
    qtbot.addWidget(area)
    area.show()
    for height in range(190, 230):
        area.setGeometry(QRect(0, 0, width, height))
        states = []
        for _turn in range(6):
            QApplication.processEvents()
            states.append(area.verticalScrollBar().isVisible())
        assert len(set(states[-3:])) == 1, "the bar comes and goes"
        assert states[-1] or page.sizeHint().height() <= area.viewport().height()
