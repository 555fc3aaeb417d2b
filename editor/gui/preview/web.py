"""The page in a web view that runs no script, loads nothing, and goes nowhere.

Four layers, each enough for what is known: the HTML is clean before it comes here; the empty page's policy lets nothing
load; the interceptor blocks every request that is not the page itself; navigation is refused. What the page shows is
put there by our own script in a world that the page cannot reach.
"""

from __future__ import annotations

import json
import logging

from PySide6.QtCore import QPointF, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import delete

from editor.core.language import _
from editor.core.markdown import Page
from editor.core.markdown.cleaning import LINK_SCHEMES
from editor.gui.preview.here import Here, Move
from editor.gui.preview.look import Look
from editor.gui.preview.reader import Reader
from editor.gui.preview.scheme import SCHEME, Fetch, PictureHandler, base_of, register

register()  # Qt hears it only before the first profile is made
_log = logging.getLogger(__name__)

_OUR_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.BackForwardCacheEnabled,
)


class WebPreview(QWebEngineView):
    """Shows a page, and patches what changed into it.

    ``died`` is emitted when the page's process ended; it is started again, with the same page, at once.
    """

    link_clicked = Signal(str)
    died = Signal()

    def __init__(self, look: Look, fetch: Fetch | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._wanted: Page | None = None
        self._here = Here()
        self._shown: Page | None = None
        self._loaded = self._ended = False
        self._scroll: dict[str, float] = {}
        self._profile = QWebEngineProfile(self)  # without a name: nothing of it is ever written to disk
        self._interceptor = _Interceptor(self)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        if fetch is not None:
            self._profile.installUrlSchemeHandler(SCHEME.encode(), PictureHandler(fetch, self))
        self._profile.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
        self._page = _Page(self._profile, self)
        self._page.link_clicked.connect(self.link_clicked)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.renderProcessTerminated.connect(self._on_died)
        self._page.scrollPositionChanged.connect(self._on_scrolled)
        self.reader = Reader(self._page, self)
        self.setPage(self._page)
        self._load()

    def show_page(self, page: Page, here: Here) -> None:
        """Show this page; of the same article only what changed is touched."""
        self._wanted, self._here = page, here
        if page.text != self.accessibleDescription():
            self.setAccessibleDescription(page.text)
        if page.remote_pictures != self._interceptor.remote_pictures:
            self._interceptor.remote_pictures = page.remote_pictures
            self._load()  # an empty page with the other policy
        elif self._loaded:
            self._patch(page)

    def forget(self, key: str) -> None:
        """The article is closed."""
        self._scroll = {name: top for name, top in self._scroll.items() if name.partition("#")[0] != key}

    def point(self, here: Here) -> None:
        """The person is at another place of the text."""
        if here != self._here or here.move is not Move.STAY:
            self._here = here
            if self._loaded and self._shown is not None:
                self._run(_come_along(here))

    def leave(self) -> None:
        """The person moves in the text now: where the page goes is not the reader's doing."""
        self.reader.leave()

    def set_zoom(self, factor: float) -> None:
        """The size of the page: 1.0 is its own."""
        self.setZoomFactor(factor)

    def zoom(self) -> float:
        """The size of the page: 1.0 is its own."""
        return self.zoomFactor()

    def shutdown(self) -> None:
        """End the page's process. The page has to go before its profile."""
        self._loaded, self._ended = False, True
        self._wanted = None
        delete(self._page)
        delete(self._profile)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a page that is only looked at."""
        menu = QMenu(self)
        for action in self.menu_actions():
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def menu_actions(self) -> list[QAction]:
        """Copy, select all, and copy a link where the mouse is on one."""
        web = QWebEnginePage.WebAction
        actions = [self._page.action(web.Copy), self._page.action(web.SelectAll)]
        request = self.lastContextMenuRequest()
        if request is not None and request.linkUrl().scheme() in LINK_SCHEMES:
            actions.append(self._page.action(web.CopyLinkToClipboard))
        return actions

    def _load(self) -> None:
        self._loaded, self._shown = False, None
        self._page.load_shell(self._look.document(remote_pictures=self._interceptor.remote_pictures))

    def _on_loaded(self, fine: bool) -> None:
        if not fine:
            return
        self._loaded = True
        self.reader.watch(self.focusProxy())
        self._run(self._look.script)
        if self._wanted is not None:
            self._patch(self._wanted)

    def _on_died(self) -> None:
        self._loaded, self._shown = False, None
        self.died.emit()
        QTimer.singleShot(0, self, self._revive)

    def _revive(self) -> None:
        if not self._ended:
            self._load()

    def _on_scrolled(self, position: QPointF) -> None:
        if self._shown is not None:
            self._scroll[self._shown.key] = position.y() / self.zoomFactor()  # in the units of the page

    def _patch(self, page: Page) -> None:
        before, self._shown = self._shown, page
        if before is None or before.key != page.key:
            script = _dress(page) + _whole(page, self._scroll.get(page.key, 0.0))
        else:
            script = (_dress(page) if before.style != page.style else "") + _changes(before, page)
        self._run(script + _come_along(self._here))

    def _run(self, script: str) -> None:
        self._page.runJavaScript(script, _OUR_WORLD)


class _Page(QWebEnginePage):
    link_clicked = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QWidget) -> None:
        super().__init__(profile, parent)
        self._loading_shell = False
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        self.newWindowRequested.connect(self._on_new_window)

    def load_shell(self, html: str) -> None:
        """The only load there ever is."""
        self._loading_shell = True
        self.setHtml(html)

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main_frame: bool) -> bool:
        """Our own page, once; an address that was clicked is told, and nothing else happens."""
        if main_frame and self._loading_shell and kind == QWebEnginePage.NavigationType.NavigationTypeTyped:
            self._loading_shell = False
            return True
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self._tell(QUrl(url))
        return False

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """What the browser says of a text is nobody's business; a fault in our own script is."""
        _log.log(logging.ERROR if message.startswith("Uncaught") else logging.DEBUG, "%s (line %d)", message, line)

    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        if request.isUserInitiated():
            self._tell(request.requestedUrl())

    def _tell(self, url: QUrl) -> None:
        if url.scheme() in LINK_SCHEMES:
            self.link_clicked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


class _Interceptor(QWebEngineUrlRequestInterceptor):
    """``remote_pictures``: the person allowed the pictures of the article that is shown."""

    remote_pictures = False

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block everything but the page itself and pictures: of the text, of its folders, and those that are allowed.

        The page and embedded pictures are data addresses.
        """
        scheme = info.requestUrl().scheme()
        is_picture = info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if scheme == "data" or (is_picture and scheme == SCHEME):
            return
        if not (is_picture and scheme == "https" and self.remote_pictures):
            info.block(True)


def _dress(page: Page) -> str:
    words = {
        "missing": _("The picture “{address}” is neither beside the article nor in its archive, or it is no picture."),
        "failed": _("The picture from {address} could not be loaded."),
    }
    given = {"base": base_of(page.article), "remote": page.remote_pictures, **words}
    return f"copydesk.dress({_js(page.style)}, {_js(given)});"


def _whole(page: Page, top: float) -> str:
    html = [block.html for block in page.blocks]
    return f"copydesk.show({_js(page.language)}, {_js(page.head)}, {_js(html)}, {top});"


def _changes(before: Page, page: Page) -> str:
    script = ""
    if before.head != page.head or before.language != page.language:
        script = f"copydesk.head({_js(page.language)}, {_js(page.head)});"
    start, gone, new = difference([b.html for b in before.blocks], [b.html for b in page.blocks])
    return script + f"copydesk.splice({start}, {gone}, {_js(new)});" if gone or new else script


def _come_along(here: Here) -> str:
    place = here.place
    return f"copydesk.here({here.marked}, {_js(here.move)}, {place.block}, {place.share}, {here.height});"


def difference(before: list[str], after: list[str]) -> tuple[int, int, list[str]]:
    """Where two lists differ: from which index, how many of the first go, and what comes instead."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, len(before) - start - end, after[start : len(after) - end]


def _js(value: object) -> str:
    """A value as a script's source: ASCII, so that no line separator or odd character can end it."""
    return json.dumps(value)
