"""The page on paper, and as a PDF."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QMarginsF, QObject, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from editor.core.markdown import Page
from editor.gui.preview.here import Here
from editor.gui.preview.look import Look
from editor.gui.preview.pane import chromium_refuses
from editor.gui.preview.text import TextPreview

if TYPE_CHECKING:
    from editor.gui.preview.scheme import Fetch
    from editor.gui.preview.web import WebPreview

_MARGIN = 18.0  # millimetres
_LOOK_MS = 40
_PATIENCE_MS = 8_000
"""After so long a page is printed without the pictures that have not come."""

_WORLD = 1  # QWebEngineScript.ApplicationWorld, without loading the module for it
_READY = "!!document.getElementById('head')?.firstChild && [...document.images].every((image) => image.complete)"


def page_layout() -> QPageLayout:
    """A4, upright, with margins to write on."""
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )


class Paper(QObject):
    """Puts one page at a time on paper, from a view of its own that nobody sees: zoom, marks and cards stay out."""

    def __init__(self, look: Look, fetch: Fetch | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fetch = fetch
        self._view: WebPreview | None = None
        self._then: Callable[[WebPreview], None] = lambda view: None
        self._waited = QElapsedTimer()
        self._again = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._again.timeout.connect(self._ask)

    def print(self, page: Page, printer: QPrinter, done: Callable[[bool], None]) -> None:
        """Print a page. ``done`` hears whether it was; the printer has to live until then."""

        def work(view: WebPreview) -> None:
            view.printFinished.connect(lambda fine: self._finish(done, fine))
            view.print(printer)

        if not self._begin(page, work):
            text = TextPreview(self._look)
            text.show_page(page, Here())
            text.print_(printer)
            text.deleteLater()
            done(True)

    def pdf(self, page: Page, done: Callable[[bytes], None]) -> None:
        """Make a PDF of a page. ``done`` gets its bytes, empty where there is no web view to make it."""

        def work(view: WebPreview) -> None:
            view.page().printToPdf(lambda data: self._finish(done, bytes(data.data())), page_layout())

        if not self._begin(page, work):
            done(b"")

    @property
    def is_busy(self) -> bool:
        """Whether a page is on its way."""
        return self._view is not None

    def close(self) -> None:
        """Give up what is on its way, and end its process."""
        self._again.stop()
        view, self._view = self._view, None
        if view is not None:
            view.shutdown()
            view.deleteLater()

    def _begin(self, page: Page, work: Callable[[WebPreview], None]) -> bool:
        if chromium_refuses():
            return False
        try:
            web = importlib.import_module("editor.gui.preview.web")
        except ImportError:
            return False
        self.close()
        self._then = work
        self._view = web.WebPreview(self._look, self._fetch)
        self._view.show_page(page, Here())
        self._waited.start()
        self._again.start()
        return True

    def _ask(self) -> None:
        if self._view is not None:
            self._view.page().runJavaScript(_READY, _WORLD, self._answered)

    def _answered(self, ready: object) -> None:
        if self._view is None:
            return
        if ready is True or self._waited.hasExpired(_PATIENCE_MS):
            self._then(self._view)
        else:
            self._again.start()

    def _finish(self, done: Callable[[Any], None], answer: Any) -> None:
        # Not at once: the view is telling this just now.
        QTimer.singleShot(0, self, self.close)
        done(answer)
