"""What was closed is gone: a window that is open for weeks must not keep every article that it ever showed."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from editor.app.session import Session
from editor.gui.article_view import ArticleView
from tests.app.person import FINE
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def alive(kind: type[QObject]) -> list[object]:
    """The objects of a kind that are still there, on Qt's side or on Python's."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, kind)]


def dialogs() -> int:
    """How many dialogs there are, seen or not."""
    return len([one for one in alive(QDialog) if isValid(one)])


@pytest.mark.parametrize("kind", [ArticleView, Session])
def test_articles_that_were_closed_are_gone(hands: Hands, desktop: Desktop, kind: type[QObject]):
    before = len(alive(kind))
    paths = [desktop.put(FINE, f"news/Surrey/{number}.md") for number in range(20)]
    hands.program.open_first([str(path) for path in paths])
    hands.settle()
    assert len(hands.tabs()) == len(paths)
    hands.field("summary").type("x")
    hands.press("Ctrl+Z")
    hands.into_text()
    hands.press("Ctrl+F", "Escape")
    for _ in paths:
        hands.press("Ctrl+W")
    assert hands.at_welcome
    assert len(alive(kind)) == before


@pytest.mark.parametrize(
    ("menu", "title"),
    [(("File", "Preferences"), "Preferences"), (("Help", "About Copydesk"), "About Copydesk")],
)
def test_a_dialog_that_was_closed_is_gone(hands: Hands, menu: tuple[str, str], title: str):
    before = dialogs()
    for _ in range(3):
        with hands.meeting(title, QDialog.reject):
            hands.menu(*menu)
    assert dialogs() == before


def test_questions_that_were_answered_are_gone(hands: Hands, desktop: Desktop, tmp_path: Path):
    before = dialogs()
    for _ in range(3):
        with hands.answering(("was not opened", "Close")):
            hands.program.open_first([str(tmp_path / "missing.md")])
        hands.open()
    assert dialogs() == before


def test_the_palette_that_was_closed_is_gone(hands: Hands):
    before = dialogs()
    for _ in range(3):
        hands.press("Ctrl+K", "Escape")
        hands.settle()
    assert dialogs() == before
