"""The preview without a web view: simpler to look at, as safe."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QTextBrowser, QWidget

from editor.core.markdown import Page, standalone
from editor.core.markdown.cleaning import LINK_SCHEMES
from editor.gui.preview.here import Here
from editor.gui.preview.look import Look

_STYLE = """
body { color: #1d2125; font-family: sans-serif; }
h1 { font-size: x-large; } h2 { font-size: large; } h3 { font-size: medium; }
.organisation, .date, .not-loaded, .problem { color: #50575e; }
.standfirst { font-weight: 600; }
a { color: #0b57a4; }
"""


class TextPreview(QTextBrowser):
    """Shows a page with Qt's own rich text. Nothing is ever loaded for it, from disk or from elsewhere."""

    link_clicked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll: dict[str, int] = {}
        self._key = ""
        self._factor = 1.0
        self._font = self.font()
        self.setOpenLinks(False)
        self.document().setDocumentMargin(24)
        self.setStyleSheet("background: white")
        self.anchorClicked.connect(self._clicked)

    def loadResource(self, kind: int, address: QUrl | str) -> object:
        """Nothing: a page may not make the program read or fetch anything."""
        return None

    def show_page(self, page: Page, here: Here) -> None:
        """Show this page where its article was scrolled to."""
        bar = self.verticalScrollBar()
        self._scroll[self._key] = bar.value()
        self._key = page.key
        self.setHtml(standalone(page, _STYLE))
        self.setAccessibleDescription(page.text)
        bar.setValue(self._scroll.get(page.key, 0))

    def forget(self, key: str) -> None:
        """The article is closed."""
        self._scroll.pop(key, None)

    def point(self, here: Here) -> None:
        """A text browser knows no blocks: it stays where it is."""

    def leave(self) -> None:
        """It does not lead the text either."""

    def set_zoom(self, factor: float) -> None:
        """The size of the text: 1.0 is its own."""
        self._factor = factor
        font = self.font()
        font.setPointSizeF(QFontInfo(self._font).pointSizeF() * factor)  # the font itself may be set in pixels
        self.setFont(font)

    def zoom(self) -> float:
        """The size of the text: 1.0 is its own."""
        return self._factor

    def shutdown(self) -> None:
        """Nothing runs that would have to be ended."""

    def _clicked(self, address: QUrl) -> None:
        if address.scheme() in LINK_SCHEMES:
            self.link_clicked.emit(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
