"""The preview pane: a web view that comes when the window is on the screen, or a plain text browser without one."""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QOpenGLContext, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.core.language import _
from editor.core.markdown import Page
from editor.gui.preview.here import Here
from editor.gui.preview.look import Look
from editor.gui.preview.text import TextPreview

if TYPE_CHECKING:
    from editor.gui.preview.scheme import Fetch
    from editor.gui.preview.web import WebPreview

__all__ = ["ARGUMENTS", "Look", "PreviewPane", "prepare"]

ARGUMENTS = ("--webEngineArgs", "--js-flags=--lite-mode")
"""For the application object, where Chromium looks for them. The only script that ever runs is our own, and short: V8
interprets it. That is as fast here, takes 8 MB less with a long article, and no page can have machine code made.
"""

RELEASE_MS = 30_000
"""A web view that has been hidden for so long is given up, with its processes."""

DEATHS = 3
"""After so many deaths of the page's process, each soon after the last, a text browser shows the article instead."""

FORGIVEN_MS = 60_000
"""A page process that lived so long after a death counts as healthy."""

_NOWHERE = Here()

Face: TypeAlias = Callable[[Page], Page]
"""Makes another page of an article's."""

_log = logging.getLogger(__name__)

_X11_GRAPHICS, _WITHOUT = "QT_XCB_GL_INTEGRATION", "none"


def prepare() -> None:
    """Call before the application object is made: without it every key in the window costs five times as much.

    A web view sends its whole window through the scene graph. In software the window stays a plain raster window.
    Set ``QT_QUICK_BACKEND=rhi`` to use the graphics card instead. On X11 the libraries of OpenGL are not even loaded,
    which would take 30 MB where there is no graphics card; ``prepared`` is for after the application object was made.
    """
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault(_X11_GRAPHICS, _WITHOUT)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def prepared() -> None:
    """Take back what ``prepare`` said of X11: programs that are started from here, a browser, must not hear it."""
    if os.environ.get(_X11_GRAPHICS) == _WITHOUT:
        QOpenGLContext().create()  # in vain, but Qt looks there at the first one only
        del os.environ[_X11_GRAPHICS]


class PreviewPane(QWidget):
    """Shows the page of one article at a time, and remembers for each article how far it was scrolled.

    ``link_clicked`` carries an http, https or mailto address that the person clicked; the page itself goes nowhere.
    ``visibility_changed`` says whether the page can be seen, for the model to pause. ``scrolled`` carries the ``Place``
    to which the reader scrolled, ``clicked`` the ``Spot`` that was clicked. ``zoomed``: the page has another size.
    """

    link_clicked = Signal(str)
    visibility_changed = Signal(bool)
    scrolled = Signal(object)
    clicked = Signal(object)
    zoomed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, fetch: Fetch | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fetch = fetch
        self._face: Face | None = None
        self._is_article = True  # what is shown is the article's text, where the person is somewhere
        self._view: WebPreview | TextPreview | None = None
        self._page: Page | None = None
        self._here = Here()
        self._zoom = 1.0
        self._deaths = 0
        self._started = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._release = QTimer(self, singleShot=True, interval=RELEASE_MS)
        self._release.timeout.connect(self._remove_view)
        self._forgive = QTimer(self, singleShot=True, interval=FORGIVEN_MS)
        self.setAccessibleName(_("Preview"))

    def start(self) -> None:
        """Make the web view as soon as there is a page to be seen. For after the window's first paint.

        Making it takes a moment in which the window does nothing else: the text is on the screen by then.
        """
        self._started = True
        self._make_view()

    def show_page(self, page: Page, here: Here = _NOWHERE) -> None:
        """Show this page; only what differs from what is shown is touched, and the scroll position stays.

        ``here`` is where the person is in the text of this page.
        """
        self._page, self._here = page, here
        self._show()

    def set_face(self, face: Face | None) -> None:
        """Show another page that is made of the article's, such as a card; None for the article's own."""
        if face is not self._face:
            self._face = face
            self._show()

    def _show(self) -> None:
        if self._page is None:
            return
        if self._view is None:
            QTimer.singleShot(0, self, self._make_view)
            return
        if self._face is None:
            self._view.show_page(self._page, self._here)
        else:
            self._view.show_page(self._face(self._page), _NOWHERE)

    def point(self, here: Here) -> None:
        """The person is at another place of the text that is shown: mark it, and come along."""
        self._here = here
        if self._view is not None and self._is_article:
            self._view.point(here)

    def leave(self) -> None:
        """The person moves in the text now: nothing the page does is the reader's doing until the next input there."""
        if self._view is not None:
            self._view.leave()

    def forget(self, key: str) -> None:
        """An article was closed: its scroll position is not needed any more."""
        if self._view is not None:
            self._view.forget(key)

    def set_zoom(self, factor: float) -> None:
        """The size of the page: 1.0 is its own."""
        self._zoom = min(4.0, max(0.4, factor))
        if self._view is not None:
            self._view.set_zoom(self._zoom)

    def zoom(self) -> float:
        """The size of the page: 1.0 is its own."""
        return self._view.zoom() if self._view is not None else self._zoom

    @property
    def view(self) -> WebPreview | TextPreview | None:
        """The view that shows the page, if there is one yet."""
        return self._view

    def release_after(self, milliseconds: int) -> None:
        """How long a hidden pane keeps its processes."""
        self._release.setInterval(milliseconds)

    def shutdown(self) -> None:
        """End the page's processes. For before the window goes; the pane shows nothing afterwards."""
        self._started = False
        self._release.stop()
        self._remove_view()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the view when the pane is seen."""
        super().showEvent(event)
        self._release.stop()
        QTimer.singleShot(0, self, self._make_view)
        self.visibility_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the view up after a while (not for a minimised window)."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._release.start()
        self.visibility_changed.emit(False)

    def _make_view(self) -> None:
        if self._view is not None or not self._started or self._page is None or not self.isVisible():
            return
        frail = self._forgive.isActive() and self._deaths >= DEATHS
        self._put((None if frail else self._web_view()) or TextPreview(self._look, self))

    def _web_view(self) -> WebPreview | None:
        if chromium_refuses():
            _log.warning("Chromium does not run as root with its sandbox on: the preview uses a text browser")
            return None
        try:
            web = importlib.import_module("editor.gui.preview.web")
        except ImportError:  # some systems package Qt without it
            _log.warning("QtWebEngine is not there: the preview uses a text browser")
            return None
        view: WebPreview = web.WebPreview(self._look, self._fetch, self)
        view.died.connect(self._count_death)
        view.page().zoomFactorChanged.connect(lambda _factor: self.zoomed.emit())
        view.reader.scrolled.connect(lambda place: self.scrolled.emit(place) if self._is_article else None)
        view.reader.clicked.connect(self.clicked)
        return view

    def _put(self, view: WebPreview | TextPreview) -> None:
        self._view = view
        view.link_clicked.connect(self.link_clicked)
        view.setAccessibleName(self.accessibleName())
        view.set_zoom(self._zoom)
        self._layout.addWidget(view)
        self.setFocusProxy(view)
        self._show()

    def _count_death(self) -> None:
        self._deaths = self._deaths + 1 if self._forgive.isActive() else 1
        self._forgive.start()
        _log.warning("The preview's page process ended (%d)", self._deaths)
        if self._deaths >= DEATHS:
            QTimer.singleShot(0, self, self._remove_view)
            QTimer.singleShot(0, self, self._make_view)

    def _remove_view(self) -> None:
        view, self._view = self._view, None
        if view is None:
            return
        self._zoom = view.zoom()
        self._layout.removeWidget(view)
        view.shutdown()
        view.deleteLater()


def chromium_refuses() -> bool:
    """Whether the web view would end the whole program: Chromium does, for root with its sandbox on."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return root and not os.environ.get("QTWEBENGINE_DISABLE_SANDBOX")
