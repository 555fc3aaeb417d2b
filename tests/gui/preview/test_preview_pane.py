"""The preview pane in use: patches, scrolling, several articles, links, and a page whose process dies."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QSurface
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.core.markdown import Page, Place
from editor.gui.preview import Here, Look, Move, PreviewPane
from editor.gui.preview.text import TextPreview
from editor.gui.preview.web import WebPreview, difference
from tests.gui.preview.eyes import ask, until, web_page

# The offscreen platform has neither OpenGL, which Chromium tries, nor a keyboard that a menu could grab.
pytestmark = pytest.mark.qt_log_ignore(
    "RHI|QRhiGles2|GPUInfo", r"This plugin does not support (raise|grabbing)", extend=True
)

MakePage = Callable[..., Page]
BODY = "document.getElementById('body')?.innerText ?? ''"
LONG = "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(80))


@pytest.fixture
def shown(qtbot: QtBot, pane: PreviewPane, page: MakePage) -> PreviewPane:
    """A pane that shows an article of many screens."""
    pane.show()
    pane.start()
    pane.show_page(page(LONG))
    until(qtbot, pane, BODY, lambda text: "Paragraph 79" in text)
    return pane


def _scroll(qtbot: QtBot, pane: PreviewPane, top: int) -> None:
    ask(qtbot, web_page(qtbot, pane), f"scrollTo(0, {top})")
    view = pane.view
    assert isinstance(view, WebPreview)
    qtbot.waitUntil(lambda: abs(view.page().scrollPosition().y() - top) < 2, timeout=30_000)


def _top(qtbot: QtBot, pane: PreviewPane) -> float:
    top = ask(qtbot, web_page(qtbot, pane), "scrollY")
    assert isinstance(top, int | float)
    return float(top)


def test_there_is_no_view_before_there_is_something_to_see(pane: PreviewPane, page: MakePage) -> None:
    pane.show()
    pane.show_page(page("Text"))
    QApplication.processEvents()
    assert pane.view is None, "the window comes first"
    pane.start()
    assert pane.view is not None


def test_a_view_waits_for_a_page(qtbot: QtBot, pane: PreviewPane, page: MakePage) -> None:
    pane.show()
    pane.start()
    assert pane.view is None, "the text comes first"
    pane.show_page(page("Text"))
    until(qtbot, pane, BODY, lambda text: "Text" in text)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for a process where Linux lists it")
def test_a_preview_that_nobody_sees_costs_no_process(qtbot: QtBot, pane: PreviewPane, page: MakePage) -> None:
    pane.show()
    pane.hide()
    pane.start()
    pane.show_page(page("Text"))
    QApplication.processEvents()
    assert pane.view is None
    pane.show()
    until(qtbot, pane, BODY, lambda text: "Text" in text)
    process = Path("/proc") / str(web_page(qtbot, pane).renderProcessPid())
    assert process.is_dir()
    pane.release_after(1)
    pane.hide()
    qtbot.waitUntil(lambda: not process.is_dir(), timeout=30_000)


def test_the_window_stays_a_raster_window_and_the_same_window(qtbot: QtBot, look: Look, page: MakePage) -> None:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    pane = PreviewPane(look, window)
    pane.resize(500, 300)
    window.show()
    before = window.winId()
    pane.start()
    pane.show_page(page("Text"))
    until(qtbot, pane, BODY, lambda text: "Text" in text)
    handle = window.windowHandle()
    assert handle.surfaceType() == QSurface.SurfaceType.RasterSurface
    assert window.winId() == before
    pane.shutdown()


def test_the_article_is_on_the_page_in_its_language(qtbot: QtBot, shown: PreviewPane) -> None:
    assert ask(qtbot, web_page(qtbot, shown), "document.querySelector('#head h1').innerText") == "A headline"
    assert ask(qtbot, web_page(qtbot, shown), "document.documentElement.lang") == "en-GB"


def test_no_machine_code_is_made_of_a_script(qtbot: QtBot, shown: PreviewPane) -> None:
    """What V8 only interprets has no WebAssembly."""
    assert ask(qtbot, web_page(qtbot, shown), "typeof WebAssembly") == "undefined"


def test_the_page_looks_as_its_style_says(qtbot: QtBot, shown: PreviewPane) -> None:
    """The policy lets our own style sheet in."""
    style = "getComputedStyle(document.querySelector('#head h1')).textWrap"
    assert ask(qtbot, web_page(qtbot, shown), style) == "balance"


def test_an_edit_touches_only_its_block_and_keeps_the_scroll_position(
    qtbot: QtBot, shown: PreviewPane, page: MakePage
) -> None:
    _scroll(qtbot, shown, 2000)
    ask(qtbot, web_page(qtbot, shown), "for (const e of document.querySelectorAll('.block')) e.marked = true")
    shown.show_page(page(LONG.replace("Paragraph 40.", "Edited 40.")))
    until(qtbot, shown, BODY, lambda text: "Edited 40." in text)
    untouched = "[...document.querySelectorAll('.block')].filter(e => e.marked).length"
    assert ask(qtbot, web_page(qtbot, shown), untouched) == 79
    assert _top(qtbot, shown) == pytest.approx(2000, abs=1)


def test_thirty_edits_keep_the_scroll_position(qtbot: QtBot, shown: PreviewPane, page: MakePage) -> None:
    _scroll(qtbot, shown, 3000)
    text = LONG
    for number in range(30):
        text = text.replace("Paragraph 60.", f"Paragraph 60. x{number}")
        shown.show_page(page(text, headline=f"Headline {number}"))
    until(qtbot, shown, BODY, lambda found: "x29" in found)
    assert _top(qtbot, shown) == pytest.approx(3000, abs=1)


def test_blocks_come_and_go(qtbot: QtBot, shown: PreviewPane, page: MakePage) -> None:
    for body in ("one\n\ntwo\n\nthree", "one\n\nthree", "zero\n\none\n\nthree\n\nfour", "", "again"):
        shown.show_page(page(body))
        wanted = [part for part in body.split("\n\n") if part]
        until(qtbot, shown, BODY, lambda text, wanted=wanted: text.split() == wanted)


def test_each_article_keeps_its_own_scroll_position(qtbot: QtBot, shown: PreviewPane, page: MakePage) -> None:
    _scroll(qtbot, shown, 1500)
    shown.show_page(page(LONG.replace("Paragraph", "Other"), key="2"))
    until(qtbot, shown, BODY, lambda text: "Other 79" in text)
    assert _top(qtbot, shown) == 0
    _scroll(qtbot, shown, 700)
    shown.show_page(page(LONG))
    until(qtbot, shown, "scrollY", lambda top: abs(top - 1500) < 2)
    shown.show_page(page(LONG.replace("Paragraph", "Other"), key="2"))
    until(qtbot, shown, "scrollY", lambda top: abs(top - 700) < 2)


def test_a_forgotten_article_begins_at_its_top(qtbot: QtBot, shown: PreviewPane, page: MakePage) -> None:
    _scroll(qtbot, shown, 1500)
    shown.show_page(page("short", key="2"))
    until(qtbot, shown, BODY, lambda text: text.strip() == "short")
    shown.forget("1")
    shown.show_page(page(LONG))
    until(qtbot, shown, BODY, lambda text: "Paragraph 79" in text)
    assert _top(qtbot, shown) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is what this is about")
def test_a_killed_page_process_comes_back_with_the_text_where_it_was(qtbot: QtBot, shown: PreviewPane) -> None:
    _scroll(qtbot, shown, 1200)
    view = shown.view
    assert isinstance(view, WebPreview)
    with qtbot.waitSignal(view.died, timeout=30_000):
        os.kill(view.page().renderProcessPid(), signal.SIGKILL)
    with qtbot.waitSignal(view.page().loadFinished, timeout=20_000):
        pass
    until(qtbot, shown, BODY, lambda text: "Paragraph 79" in text)
    until(qtbot, shown, "scrollY", lambda top: abs(top - 1200) < 2)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is what this is about")
def test_a_page_process_that_dies_again_and_again_gives_way_to_a_text_browser(qtbot: QtBot, shown: PreviewPane) -> None:
    for _death in range(3):
        view = shown.view
        assert isinstance(view, WebPreview)
        until(qtbot, shown, BODY, lambda text: bool(text) and "Paragraph 79" in text)
        with qtbot.waitSignal(view.died, timeout=30_000):
            os.kill(view.page().renderProcessPid(), signal.SIGKILL)
        if _death < 2:
            with qtbot.waitSignal(view.page().loadFinished, timeout=20_000):
                pass
    qtbot.waitUntil(lambda: isinstance(shown.view, TextPreview))
    assert isinstance(shown.view, TextPreview)
    assert "Paragraph 79" in shown.view.toPlainText()


def _place_of_link(qtbot: QtBot, pane: PreviewPane) -> QPoint:
    place = until(
        qtbot,
        pane,
        "(() => { const r = document.querySelector('#body a')?.getBoundingClientRect();"
        " return r ? `${r.x + r.width / 2} ${r.y + r.height / 2}` : ''; })()",
        bool,
    )
    x, y = map(float, place.split())
    return QPoint(round(x), round(y))


def _click(qtbot: QtBot, pane: PreviewPane, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    assert pane.view is not None
    target = pane.view.focusProxy()
    assert target is not None
    qtbot.mouseClick(target, button, pos=place)


@pytest.mark.parametrize(
    "button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton], ids=["left", "middle: a new window"]
)
@pytest.mark.parametrize("address", ["https://reader.example/a?b=%20c", "mailto:press@police.example"])
def test_a_clicked_link_is_told_and_the_page_stays(
    qtbot: QtBot, shown: PreviewPane, page: MakePage, address: str, button: Qt.MouseButton
) -> None:
    shown.show_page(page(f"[a link]({address})"))
    place = _place_of_link(qtbot, shown)
    with qtbot.waitSignal(shown.link_clicked, timeout=30_000) as clicked:
        _click(qtbot, shown, place, button)
    assert clicked.args == [address]
    assert "a link" in ask(qtbot, web_page(qtbot, shown), BODY)


@pytest.mark.parametrize("address", ["/relative", "page.html", "#nowhere"])
def test_a_link_that_leads_nowhere_from_here_does_nothing(
    qtbot: QtBot, shown: PreviewPane, page: MakePage, address: str
) -> None:
    shown.show_page(page(f"[a link]({address})\n\n[second](https://second.example/)"))
    place = _place_of_link(qtbot, shown)
    told: list[str] = []
    shown.link_clicked.connect(told.append)
    _click(qtbot, shown, place)
    assert "second" in ask(qtbot, web_page(qtbot, shown), BODY)
    assert told == []


def test_a_page_is_only_looked_at(qtbot: QtBot, shown: PreviewPane) -> None:
    view = shown.view
    assert isinstance(view, WebPreview)
    web = QWebEnginePage.WebAction
    page = view.page()
    assert view.menu_actions() == [page.action(web.Copy), page.action(web.SelectAll)]


def test_the_context_menu_copies_the_text_and_the_address_of_a_link(
    qtbot: QtBot, shown: PreviewPane, page: MakePage
) -> None:
    shown.show_page(page("[a link](https://reader.example/)"))
    place = _place_of_link(qtbot, shown)
    _click(qtbot, shown, place, Qt.MouseButton.RightButton)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    names = [action.text() for action in menu.actions()]
    assert len(names) == 3
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: "https://reader.example/" in QApplication.clipboard().text())
    menu.close()


def test_the_page_can_be_made_larger_and_stays_so_when_the_view_is_made_again(qtbot: QtBot, shown: PreviewPane) -> None:
    shown.set_zoom(1.5)
    assert shown.zoom() == pytest.approx(1.5)
    until(qtbot, shown, "devicePixelRatio", lambda ratio: abs(ratio - 1.5) < 0.01)


def test_scrolling_is_kept_by_article_also_when_the_page_is_larger(
    qtbot: QtBot, shown: PreviewPane, page: MakePage
) -> None:
    shown.set_zoom(2.0)
    until(qtbot, shown, "devicePixelRatio", lambda ratio: abs(ratio - 2.0) < 0.01)
    ask(qtbot, web_page(qtbot, shown), "scrollTo(0, 900)")
    until(qtbot, shown, "scrollY", lambda top: abs(top - 900) < 2)
    view = shown.view
    assert isinstance(view, WebPreview)
    qtbot.waitUntil(lambda: view.page().scrollPosition().y() > 800)
    shown.show_page(page("short", key="2"))
    until(qtbot, shown, BODY, lambda text: text.strip() == "short")
    shown.show_page(page(LONG))
    until(qtbot, shown, "scrollY", lambda top: abs(top - 900) < 3)


def test_a_place_out_of_sight_is_brought_into_it(qtbot: QtBot, shown: PreviewPane) -> None:
    shown.point(Here(Place(50, 0.0), Move.REVEAL, height=0.5))
    visible = (
        "(() => { const r = document.querySelectorAll('.block')[50].getBoundingClientRect();"
        " return r.top >= -1 && r.bottom <= innerHeight + 1; })()"
    )
    until(qtbot, shown, visible, lambda answer: answer is True)


def test_the_pane_and_the_page_have_names_for_a_screen_reader(shown: PreviewPane) -> None:
    assert shown.accessibleName()
    assert shown.view is not None
    assert shown.view.accessibleName()
    assert "A headline" in shown.view.accessibleDescription()


def test_what_is_hidden_for_long_is_given_up_and_comes_back(qtbot: QtBot, shown: PreviewPane) -> None:
    shown.release_after(1)
    shown.hide()
    qtbot.waitUntil(lambda: shown.view is None)
    shown.show()
    until(qtbot, shown, BODY, lambda text: "Paragraph 79" in text)


def test_without_web_engine_there_is_a_text_browser_that_loads_nothing(
    qtbot: QtBot, pane: PreviewPane, page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "editor.gui.preview.web", None)
    pane.show()
    pane.start()
    pane.show_page(page("Some *text* and [a link](https://reader.example/)\n\n![x](picture.png)"))
    qtbot.waitUntil(lambda: pane.view is not None)
    browser = pane.view
    assert isinstance(browser, TextPreview)
    assert "Some text" in browser.toPlainText()
    with qtbot.waitSignal(pane.link_clicked) as clicked:
        browser.anchorClicked.emit("https://reader.example/")
    assert clicked.args == ["https://reader.example/"]
    assert browser.loadResource(2, "/etc/hostname") is None


@pytest.mark.parametrize(
    ("before", "after", "splice"),
    [
        ("", "", (0, 0, "")),
        ("abc", "abc", (3, 0, "")),
        ("", "abc", (0, 0, "abc")),
        ("abc", "", (0, 3, "")),
        ("abc", "axc", (1, 1, "x")),
        ("aa", "aaa", (2, 0, "a")),
        ("aaa", "aa", (2, 1, "")),
        ("abcd", "axyd", (1, 2, "xy")),
    ],
)
def test_the_difference_of_two_pages(before: str, after: str, splice: tuple[int, int, str]) -> None:
    start, gone, new = difference(list(before), list(after))
    assert (start, gone, "".join(new)) == splice
