"""The preview pane as the window uses it, without the window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.markdown import Page, PreviewDocument, page_of, render
from editor.gui.preview import Look, PreviewPane, prepare
from editor.gui.preview import web as _web  # noqa: F401 - its scheme is registered before a test makes a profile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium refuses to run for root; tests only
prepare()

RESOURCES = Path(__file__).parents[3] / "resources" / "preview"


@pytest.fixture
def look() -> Look:
    shell, css, script = (
        "\n".join((RESOURCES / name).read_text(encoding="utf-8") for name in names)
        for names in (["shell.html"], ["page.css", "cards.css"], ["patch.js", "dress.js"])
    )
    return Look(shell, css, script)


@pytest.fixture
def pane(qtbot: QtBot, look: Look) -> Iterator[PreviewPane]:
    pane = PreviewPane(look)
    pane.resize(700, 500)
    qtbot.addWidget(pane)
    yield pane
    pane.shutdown()


@pytest.fixture
def page() -> object:
    """Makes the page of a body, as the model does."""

    def make(body: str, key: str = "1", headline: str = "A headline") -> Page:
        return page_of(PreviewDocument(key, body, headline=headline), render(body))

    return make
