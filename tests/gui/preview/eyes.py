"""What a test sees of a page: asked in a world of its own, as the page itself runs no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from pytestqt.qtbot import QtBot

from editor.gui.preview import PreviewPane

USER_WORLD = QWebEngineScript.ScriptWorldId.UserWorld.value
MAIN_WORLD = QWebEngineScript.ScriptWorldId.MainWorld.value


def ask(qtbot: QtBot, page: QWebEnginePage, script: str, world: int = USER_WORLD) -> Any:
    """The value of a script in the page; None if the page did not answer."""
    answers: list[Any] = []
    page.runJavaScript(script, world, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=30_000)
    return answers[0]


def web_page(qtbot: QtBot, pane: PreviewPane) -> QWebEnginePage:
    """The page of a pane, once it shows the article's headline."""
    from editor.gui.preview.web import WebPreview

    qtbot.waitUntil(lambda: isinstance(pane.view, WebPreview), timeout=30_000)
    assert isinstance(pane.view, WebPreview)
    return pane.view.page()


def until(qtbot: QtBot, pane: PreviewPane, script: str, wanted: Callable[[Any], bool]) -> Any:
    """Ask the pane's page again and again until the answer is the wanted one."""
    found: list[Any] = []

    def asked() -> bool:
        found.append(ask(qtbot, web_page(qtbot, pane), script))
        return wanted(found[-1])

    qtbot.waitUntil(asked, timeout=6_000)
    return found[-1]
