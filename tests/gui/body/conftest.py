"""A body pane on an offscreen window, with its text in focus."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editor.gui.body.body_pane import BodyPane
from editor.gui.body.editor import MarkdownEditor


@pytest.fixture
def pane(qtbot: QtBot) -> BodyPane:
    pane = BodyPane()
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    pane.editor.setFocus()
    qtbot.waitUntil(pane.editor.hasFocus)
    return pane


@pytest.fixture
def editor(pane: BodyPane) -> MarkdownEditor:
    return pane.editor
