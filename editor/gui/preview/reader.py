"""What a reader does with the page: scrolls it, and clicks into it.

The page has no script that could tell. So the view's own input is looked at, and the page is asked only after it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWidgets import QApplication

from editor.core.markdown import Place
from editor.gui.preview.here import Spot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OUR_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
_READING = (QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class Reader(QObject):
    """Tells where the reader is. ``scrolled`` carries a ``Place``, ``clicked`` a ``Spot``.

    The page also scrolls because the text does: only what it does between an input of its own and ``leave`` is told.
    """

    scrolled = Signal(object)
    clicked = Signal(object)

    def __init__(self, page: QWebEnginePage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._reading = False
        self._asked = self._ask_again = False
        self._pressed: QPointF | None = None
        page.scrollPositionChanged.connect(self._ask)

    def watch(self, widget: QWidget | None) -> None:
        """The widget that gets the page's input; another one after the page's process was started again."""
        self._asked = False
        if widget is not None:
            widget.installEventFilter(self)

    def leave(self) -> None:
        """The person moves in the text now."""
        self._reading = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what the reader does; the page gets it all the same."""
        kind = event.type()
        if kind in _READING:
            self._reading = True
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if kind == QEvent.Type.MouseButtonPress:
                self._pressed = event.position()
            elif kind == QEvent.Type.MouseButtonRelease:
                self._released(event.position())
        return False

    def _released(self, at: QPointF) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or (at - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        x, y = at.x() / self._page.zoomFactor(), at.y() / self._page.zoomFactor()
        self._page.runJavaScript(f"JSON.stringify(copydesk.at({x}, {y}))", _OUR_WORLD, self._receive_spot)

    def _receive_spot(self, answer: object) -> None:
        match _read(answer):
            case [int(block), int() | float() as share, str(word), int(into)]:
                self.clicked.emit(Spot(block, float(share), word, into))

    def _ask(self) -> None:
        """Ask for the place, once at a time: a wheel turns faster than a page answers."""
        if not self._reading:
            return
        if self._asked:
            self._ask_again = True
            return
        self._asked, self._ask_again = True, False
        self._page.runJavaScript("JSON.stringify(copydesk.place())", _OUR_WORLD, self._receive_place)

    def _receive_place(self, answer: object) -> None:
        self._asked = False
        match _read(answer):
            case [int(block), int() | float() as share] if self._reading:
                self.scrolled.emit(Place(block, float(share)))
                if self._ask_again:
                    self._ask()


def _read(answer: object) -> object:
    """What the page answered: JSON, as a list comes out of a page empty; nothing if the page ended meanwhile."""
    return json.loads(answer) if isinstance(answer, str) and answer else None
