"""Hostile texts in the real web view: no request, no script, no navigation, no file read.

Each layer is tried alone too: the cleaned HTML, and the raw HTML put straight into the page as if cleaning had failed.
A positive control shows, attack by attack, that an unprotected view with the same HTML does what the test would see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from editor.core.markdown import Block, Page, PreviewDocument, page_of, render
from editor.core.markdown.engine import Engine
from editor.gui.preview import PreviewPane
from tests.gui.preview.eyes import ask, until, web_page
from tests.gui.preview.outside import Outside, body_of

ATTACKS = Path(__file__).parents[3] / "../shared/hostile/preview-attacks.json"

pytestmark = [
    pytest.mark.skipif(not ATTACKS.exists(), reason="the attacks are not there"),
    pytest.mark.qt_log_ignore(
        "RHI|QRhiGles2|GPUInfo", extend=True
    ),  # offscreen there is no OpenGL, which Chromium tries
]

MORE = (
    {"id": "remote-image", "markdown": "![x]({u}a.png)"},
    {"id": "html-image", "markdown": '<img src="{u}a.png">'},
    {"id": "image-by-reference", "markdown": "![x][1]\n\n[1]: {u}a.png"},
    {"id": "linked-image", "markdown": "[![x]({u}a.png)](https://example.org)"},
    {"id": "image-in-a-table", "markdown": "| ![x]({u}a.png) |\n|---|\n| x |"},
    {"id": "image-in-a-footnote", "markdown": "x[^1]\n\n[^1]: ![x]({u}a.png)"},
    {"id": "poster", "markdown": '<video poster="{u}poster" src="{u}video" autoplay></video><audio src="{u}audio">'},
    {"id": "image-button", "markdown": '<input type="image" src="{u}button">'},
    {"id": "svg-image", "markdown": '<svg><image href="{u}svg" /><use href="{u}use#a" /></svg>'},
    {"id": "base", "markdown": '<base href="{u}"><img src="relative.png">'},
    {"id": "inline-style", "markdown": '<p style="background-image: url({u}style)">x</p>'},
    {"id": "noscript", "markdown": '<noscript><p title="</noscript><img src={u}noscript>"></noscript>'},
    {
        "id": "csp-report",
        "markdown": '<meta http-equiv="Content-Security-Policy" content="img-src *"><img src="{u}csp">',
    },
    {"id": "preload", "markdown": '<link rel="preload" as="image" href="{u}pre"><link rel="icon" href="{u}icon">'},
    {"id": "frameset", "markdown": '<frameset><frame src="{u}frame"></frameset>'},
    {"id": "template", "markdown": '<template shadowrootmode="open"><img src="{u}shadow"></template>'},
)

# What an unprotected view does with the same HTML, by attack. The others need a click, or do nothing there either.
SEEN = {
    "title": ("img-onerror", "svg-onload"),
    "request": (
        "img-onerror", "svg-foreign", "pixel-srcset", "iframe", "object-embed", "meta-refresh", "link-css",
        "style-import", "font-face", "track-bg", "attr-list", "front-matter-html", "remote-image", "html-image",
        "image-by-reference", "linked-image", "image-in-a-table", "image-in-a-footnote", "poster", "image-button",
        "svg-image", "base", "inline-style", "preload",
    ),
    "navigation": ("meta-refresh",),
    "file": ("file-img",),
    "frame": ("iframe", "iframe-file", "svg-foreign", "object-embed"),
}  # fmt: skip

FILE_READ = "[...document.images].some(i => i.naturalWidth > 0 && i.currentSrc.startsWith('file:'))"
FRAMES = "frames.length"
HEADLINE = "document.querySelector('#head h1')?.innerText ?? ''"
SETTLE_MS = 150
"""In the control every request and script happens within this time."""


def _attacks() -> list[dict[str, str]]:
    return [*json.loads(ATTACKS.read_text()), *MORE] if ATTACKS.exists() else []


def _raw(body: str) -> str:
    html, _ids = Engine().html(body, None, set())
    return html


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    outside = Outside(tmp_path)
    yield outside
    outside.close()


@pytest.fixture
def shown(qtbot: QtBot, pane: PreviewPane) -> PreviewPane:
    pane.show()
    pane.start()
    return pane


def _cleaned(key: str, body: str) -> Page:
    nasty = body.replace("\n", " ")
    return page_of(PreviewDocument(key, body, nasty, nasty, nasty, nasty, nasty, nasty), render(body))


def _not_cleaned(key: str, body: str) -> Page:
    return Page(key, "<h1>Head</h1>", (Block(0, _raw(body)),))


def _harm(qtbot: QtBot, pane: PreviewPane, outside: Outside, attack: str) -> list[str]:
    page = web_page(qtbot, pane)
    harm = [f"request {path}" for path in outside.asked_for(attack)]
    if page.title() != "Preview":
        harm.append(f"title {page.title()}")
    if page.url().scheme() not in {"about", "data"}:
        harm.append(f"navigation {page.url().toString()}")
    if ask(qtbot, page, FILE_READ):
        harm.append("file")
    return harm


@pytest.mark.parametrize("make", [_cleaned, _not_cleaned], ids=["as the program shows it", "as if cleaning had failed"])
def test_no_attack_gets_out(
    qtbot: QtBot, shown: PreviewPane, outside: Outside, make: Callable[[str, str], Page]
) -> None:
    harmed = {}
    for attack in _attacks():
        shown.show_page(make(attack["id"], body_of(attack, outside)))
        until(qtbot, shown, HEADLINE, bool)
        qtbot.wait(SETTLE_MS)
        if harm := _harm(qtbot, shown, outside, attack["id"]):
            harmed[attack["id"]] = harm
    assert harmed == {}


def test_no_frame_or_own_style_is_left_of_an_attack(qtbot: QtBot, shown: PreviewPane, outside: Outside) -> None:
    for attack in _attacks():
        shown.show_page(_cleaned(attack["id"], body_of(attack, outside)))
    until(qtbot, shown, HEADLINE, bool)
    found = "document.querySelectorAll('#body :is(script, style, iframe, object, embed, link, meta, form, svg)').length"
    assert ask(qtbot, web_page(qtbot, shown), FRAMES) == 0
    assert ask(qtbot, web_page(qtbot, shown), found) == 0
    assert ask(qtbot, web_page(qtbot, shown), "document.querySelectorAll('style').length") == 1


def test_no_click_on_an_attack_gets_out(qtbot: QtBot, shown: PreviewPane, outside: Outside) -> None:
    """Only an http, https or mailto address is told, and only by its click."""
    told: list[str] = []
    shown.link_clicked.connect(told.append)
    harmed = {}
    for attack in _attacks():
        body = body_of(attack, outside)
        shown.show_page(page_of(PreviewDocument(attack["id"], body, headline=attack["id"]), render(body)))
        until(qtbot, shown, HEADLINE, lambda headline, name=attack["id"]: headline == name)
        for place in _places(qtbot, web_page(qtbot, shown)):
            assert shown.view is not None
            _click(qtbot, shown.view, place)
        if harm := _harm(qtbot, shown, outside, attack["id"]):
            harmed[attack["id"]] = harm
    assert harmed == {}
    assert all(address.startswith(("http://", "https://", "mailto:")) for address in told)
    assert any("/window-open/open" in address for address in told)


def _places(qtbot: QtBot, page: QWebEnginePage) -> list[QPoint]:
    """Where in the visible part of a page there is something to click."""
    script = (
        "[...document.querySelectorAll('#body a, button, .attack a')].map(e => e.getBoundingClientRect())"
        ".filter(r => r.width > 0 && r.bottom < innerHeight)"
        ".map(r => `${Math.round(r.x + r.width / 2)},${Math.round(r.y + r.height / 2)}`).join(' ')"
    )
    return [QPoint(*map(int, pair.split(","))) for pair in str(ask(qtbot, page, script)).split()]


def _click(qtbot: QtBot, view: QWebEngineView, place: QPoint) -> None:
    target = view.focusProxy()
    assert target is not None
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)
    qtbot.wait(30)


class _Quiet(QWebEnginePage):
    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """An unprotected page has much to say."""


class Unprotected:
    """A web view as it comes, with everything on that a careless program may have on."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._profile = QWebEngineProfile()
        self.page = _Quiet(self._profile)
        settings = self.page.settings()
        settings.setAttribute(QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls, True)
        settings.setAttribute(QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls, True)
        self.view = QWebEngineView()
        qtbot.addWidget(self.view)
        self.view.resize(700, 500)
        self.view.setPage(self.page)
        self.view.show()

    def show(self, html: str, folder: Path) -> None:
        with self._qtbot.waitSignal(self.page.loadFinished, timeout=30_000):
            self.page.setHtml(
                f"<title>quiet</title><body class=attack>{html}", QUrl.fromLocalFile(f"{folder.as_posix()}/")
            )
        self._qtbot.wait(SETTLE_MS)

    def close(self) -> None:
        delete(self.page)
        delete(self._profile)


@pytest.fixture
def unprotected(qtbot: QtBot) -> Iterator[Unprotected]:
    unprotected = Unprotected(qtbot)
    yield unprotected
    unprotected.close()


def test_control_an_unprotected_view_does_all_this(
    qtbot: QtBot, unprotected: Unprotected, outside: Outside, tmp_path: Path
) -> None:
    page = unprotected.page
    seen: dict[str, set[str]] = {sight: set() for sight in SEEN}
    for attack in _attacks():
        name = attack["id"]
        unprotected.show(_raw(body_of(attack, outside)), tmp_path)
        if name in SEEN["navigation"]:
            qtbot.waitUntil(lambda: page.url().scheme() == "http", timeout=30_000)
        sights = {
            "title": page.title() == "PWN",
            "request": bool(outside.asked_for(name)),
            "navigation": page.url().scheme() == "http",
            "file": bool(ask(qtbot, page, FILE_READ)),
            "frame": ask(qtbot, page, FRAMES) > 0,
        }
        for sight, happened in sights.items():
            if happened:
                seen[sight].add(name)
    assert {sight: set(names) - seen[sight] for sight, names in SEEN.items()} == {sight: set() for sight in SEEN}


@pytest.mark.parametrize("attack", ["window-open", "form"])
def test_control_a_click_in_an_unprotected_view_gets_out(
    qtbot: QtBot, unprotected: Unprotected, outside: Outside, tmp_path: Path, attack: str
) -> None:
    html = _raw(body_of(next(a for a in _attacks() if a["id"] == attack), outside)).replace(' target="_blank"', "")
    unprotected.show(html, tmp_path)
    for place in _places(qtbot, unprotected.page):
        _click(qtbot, unprotected.view, place)
    qtbot.waitUntil(lambda: bool(outside.asked_for(attack)), timeout=30_000)
