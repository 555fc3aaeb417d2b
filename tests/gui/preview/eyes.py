"""What a test sees of a page: asked in a world of its own, as the page itself runs no script."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from pytestqt.qtbot import QtBot

from editor.gui.preview import PreviewPane

USER_WORLD = QWebEngineScript.ScriptWorldId.UserWorld.value
MAIN_WORLD = QWebEngineScript.ScriptWorldId.MainWorld.value


def ask(qtbot: QtBot, page: QWebEnginePage, script: str, world: int = USER_WORLD) -> Any:
    """The value of a script in the page. A page that is being replaced takes a question with it: it is asked again."""
    answers: list[Any] = []
    for _ in range(3):
        page.runJavaScript(script, world, answers.append)
        with suppress(qtbot.TimeoutError):
            qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        if answers:
            return answers[0]
    raise AssertionError(f"the page does not answer {script!r}")


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

    qtbot.waitUntil(asked, timeout=20_000)
    return found[-1]
