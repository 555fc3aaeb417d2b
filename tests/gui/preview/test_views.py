"""The views of an article: buttons, keys, sizes, and that a page's process that dies comes back in the same view."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from editor.core.markdown import Page, PreviewDocument, page_of, render
from editor.gui.icons import Icons
from editor.gui.preview import Look, PreviewPane
from editor.gui.preview.views import VIEWS, Views, label_of
from editor.gui.preview.web import WebPreview
from editor.gui.theme import load_theme
from tests.gui.preview.eyes import until

pytestmark = pytest.mark.qt_log_ignore("RHI|QRhiGles2|GPUInfo", extend=True)

RESOURCES = Path(__file__).parents[3] / "resources"
TEXT = "document.body.innerText"
BODY = "Two bicycles were taken.\n\n![A shed](https://pictures.example/shed.png)\n\n" + "More words.\n\n" * 80


def article(key: str = "1", body: str = BODY, **more: object) -> Page:
    fields: dict[str, object] = {
        "headline": "Bicycles taken from a shed",
        "title": "Bicycles taken from a shed | Westshire",
        "organisation": "Westshire Police",
        "summary": "Two bicycles were taken from a shed on Friday.",
        "address": "https://www.westshire.example/news/2024/bicycles/",
        "published": "2024-11-21T12:08",
    }
    return page_of(PreviewDocument(key, body, **{**fields, **more}), render(body))


class Onlooker:
    """Somebody in front of the views."""

    def __init__(self, qtbot: QtBot, views: Views) -> None:
        self.qtbot, self.views, self.pane = qtbot, views, views.pane

    def show(self, page: Page) -> None:
        self.pane.show_page(page)
        self.views.note_page(page)

    def sees(self, script: str, wanted: Callable[[object], bool] = bool) -> object:
        return until(self.qtbot, self.pane, script, wanted)

    def reads(self, words: str) -> None:
        self.sees(TEXT, lambda text: isinstance(text, str) and words in text)

    def button(self, name: str) -> QToolButton:
        found = [button for button in self.views.findChildren(QToolButton) if button.accessibleName() == name]
        assert len(found) == 1
        return found[0]

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)


@pytest.fixture(scope="session")
def icons() -> Icons:
    """As long as the program: Qt draws with them whenever it likes."""
    return Icons(RESOURCES / "icons", load_theme(RESOURCES, "light").colours)


@pytest.fixture
def onlooker(qtbot: QtBot, look: Look, icons: Icons) -> Iterator[Onlooker]:
    pane = PreviewPane(look)
    views = Views(pane, icons)
    qtbot.addWidget(views)
    views.resize(800, 600)
    with qtbot.waitExposed(views):
        views.show()
    pane.start()
    onlooker = Onlooker(qtbot, views)
    onlooker.show(article())
    onlooker.reads("Two bicycles were taken.")
    yield onlooker
    pane.shutdown()


def test_every_view_has_a_button_that_says_what_it_is(onlooker: Onlooker) -> None:
    for view in VIEWS:
        button = onlooker.button(label_of(view.id))
        assert button.toolTip()
        assert button.isVisible()
    # As with every group of which one is chosen: Tab leads to that one, arrows to the others.
    assert onlooker.button("Page").focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("view", "words"),
    [("Phone", "Bicycles taken from a shed"), ("Search result", "As a search engine"), ("Social card", "As a social")],
)
def test_a_click_shows_the_view_and_tells_it(onlooker: Onlooker, view: str, words: str) -> None:
    with onlooker.qtbot.waitSignal(onlooker.views.chosen) as chosen:
        onlooker.click(view)
    assert label_of(chosen.args[0]) == view
    onlooker.reads(words)
    onlooker.click("Page")
    onlooker.reads("More words.")


def test_the_buttons_are_reached_and_pressed_by_keys(onlooker: Onlooker) -> None:
    onlooker.button("Page").setFocus()
    QTest.keyClick(onlooker.button("Page"), Qt.Key.Key_Right)
    assert onlooker.views.current == "phone"
    assert onlooker.button("Phone").hasFocus()


def test_a_telephone_is_390_pixels_wide_whatever_the_zoom_is(onlooker: Onlooker) -> None:
    onlooker.click("Phone")
    onlooker.sees("document.documentElement.clientWidth", lambda width: width == 390)
    onlooker.views.zoom_by(2)
    onlooker.sees("devicePixelRatio", lambda ratio: abs(float(str(ratio)) - 1.21) < 0.01)
    onlooker.sees("document.documentElement.clientWidth", lambda width: abs(float(str(width)) - 390) <= 1)
    onlooker.click("Page")
    onlooker.sees("document.documentElement.clientWidth", lambda width: float(str(width)) > 500)


def test_a_telephone_fits_into_a_narrow_pane(onlooker: Onlooker) -> None:
    onlooker.views.resize(300, 600)
    onlooker.click("Phone")
    onlooker.sees("document.documentElement.clientWidth", lambda width: width == 300)


def test_where_there_is_no_room_buttons_are_icons_and_still_have_names(onlooker: Onlooker) -> None:
    onlooker.views.resize(260, 600)
    onlooker.qtbot.waitUntil(lambda: onlooker.views.width() == 260)
    buttons = [onlooker.button(label_of(view.id)) for view in VIEWS]
    assert all(button.geometry().right() <= 260 for button in buttons)
    assert onlooker.button("File").toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    onlooker.views.resize(800, 600)
    onlooker.qtbot.waitUntil(
        lambda: onlooker.button("File").toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    )


def test_a_card_follows_the_article(onlooker: Onlooker) -> None:
    onlooker.click("Social card")
    onlooker.reads("Bicycles taken from a shed")
    onlooker.show(article(headline="Bicycles are back"))
    onlooker.reads("Bicycles are back")


def test_the_page_is_where_it_was_scrolled_to_when_it_comes_back(onlooker: Onlooker) -> None:
    onlooker.sees("(scrollTo(0, 700), scrollY > 600)")
    view = onlooker.pane.view
    assert isinstance(view, WebPreview)
    onlooker.qtbot.waitUntil(lambda: view.page().scrollPosition().y() > 600)
    onlooker.click("Search result")
    onlooker.reads("As a search engine")
    onlooker.click("Page")
    onlooker.sees("scrollY", lambda top: abs(float(str(top)) - 700) < 3)


def test_an_unknown_view_is_the_page(onlooker: Onlooker) -> None:
    onlooker.views.show_view("no such view")
    assert onlooker.views.current == "page"


def test_the_file_is_told_when_it_is_looked_at(onlooker: Onlooker) -> None:
    told: list[bool] = []
    onlooker.views.file_shown.connect(told.append)
    for view in ("File", "File", "Page", "Phone"):
        onlooker.click(view)
    assert told == [True, False]


def test_ctrl_and_the_wheel_make_the_page_larger(onlooker: Onlooker) -> None:
    view = onlooker.pane.view
    assert view is not None
    target = view.focusProxy()
    turn = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, turn)
    onlooker.qtbot.waitUntil(lambda: onlooker.pane.zoom() > 1.05)
    onlooker.views.zoom_reset()
    onlooker.sees("devicePixelRatio", lambda ratio: ratio == 1)


def test_pictures_from_the_web_are_offered_only_where_there_are_some(onlooker: Onlooker) -> None:
    assert onlooker.button("Show pictures from the web").isVisible()
    with onlooker.qtbot.waitSignal(onlooker.views.pictures_wanted):
        onlooker.click("Show pictures from the web")
    onlooker.show(article(remote_pictures=True))
    assert not onlooker.button("Show pictures from the web").isVisible()
    onlooker.show(article(body="No picture."))
    assert not onlooker.button("Show pictures from the web").isVisible()


def test_an_organisation_is_seen_in_its_own_style_and_the_next_one_in_its_own(onlooker: Onlooker) -> None:
    colour = "getComputedStyle(document.querySelector('#head h1')).color"
    bar = "getComputedStyle(document.querySelector('#head .organisation')).backgroundColor"
    onlooker.show(article(style="h1 { color: rgb(1, 2, 3) } :root { --bar: rgb(4, 5, 6) }"))
    onlooker.sees(colour, lambda found: found == "rgb(1, 2, 3)")
    onlooker.sees(bar, lambda found: found == "rgb(4, 5, 6)")
    onlooker.show(article("2"))
    onlooker.sees(colour, lambda found: found != "rgb(1, 2, 3)")
    onlooker.sees(bar, lambda found: found != "rgb(4, 5, 6)")


def test_a_card_is_in_nobodys_style(onlooker: Onlooker) -> None:
    onlooker.show(article(style=".card .title { color: rgb(1, 2, 3) }"))
    onlooker.click("Search result")
    onlooker.sees("getComputedStyle(document.querySelector('.title')).color", lambda found: found != "rgb(1, 2, 3)")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is what this is about")
@pytest.mark.parametrize(
    ("view", "words"),
    [("Page", "More words."), ("Phone", "More words."), ("Search result", "As a search"), ("Social card", "As a soc")],
)
def test_a_page_process_that_was_killed_comes_back_in_the_same_view(onlooker: Onlooker, view: str, words: str) -> None:
    onlooker.click(view)
    onlooker.reads(words)
    web = onlooker.pane.view
    assert isinstance(web, WebPreview)
    with onlooker.qtbot.waitSignal(web.died, timeout=30_000):
        os.kill(web.page().renderProcessPid(), signal.SIGKILL)
    with onlooker.qtbot.waitSignal(web.page().loadFinished, timeout=20_000):
        pass
    onlooker.reads(words)
    if view == "Phone":
        onlooker.sees("document.documentElement.clientWidth", lambda width: width == 390)
