"""Dialogs on an offscreen screen, with the keyboard in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.icons import Icons
from editor.gui.theme import load_theme
from tests.gui.dialogs.hands import RESOURCES


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons(RESOURCES / "icons", load_theme(RESOURCES, "light").colours)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a window and gives it the keyboard."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)

    return show
