"""The program's icons in the colours of the theme, sharp on every screen.

The drawings are Lucide's (``resources/icons/NOTICE.md``); their file names are their names here. They are drawn when
they are first painted, in exactly the pixels the screen has, and kept: an icon that is never seen costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Lucide draws for 24 pixels; at our 16 to 20 its line of 2 looks heavy beside text.
_LINE = ('stroke-width="2"', 'stroke-width="1.8"')

_ROLES = {
    QIcon.Mode.Normal: "text",
    QIcon.Mode.Active: "text",
    QIcon.Mode.Disabled: "disabled",
    QIcon.Mode.Selected: "selection_text",
}
_OWN = (QIcon.Mode.Normal, QIcon.Mode.Active)
"""Where an icon may have a colour of its own: what lies behind it elsewhere takes its contrast."""


class Icons:
    """Every icon by name. When ``colours`` is set to another theme's, every icon handed out is drawn in those."""

    def __init__(self, folder: Path, colours: Mapping[str, str]) -> None:
        self.colours = colours
        self.copies: list[QIconEngine] = []
        self._folder = folder
        self._icons: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, role: str = "") -> QIcon:
        """The icon in the text's colour, greyed where disabled; with ``role``, in that colour of the theme, but
        not where it is chosen in a list.

        FileNotFoundError for a name that isn't in the folder: the names are our own, so it is a mistake of ours.
        """
        if (name, role) not in self._icons:
            drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8").replace(*_LINE)
            self._icons[name, role] = QIcon(_Drawing(self, drawing, role))
        return self._icons[name, role]


class _Drawing(QIconEngine):
    """One drawing, coloured when it is painted."""

    def __init__(self, icons: Icons, drawing: str, role: str) -> None:
        super().__init__()
        self._icons = icons
        self._drawing = drawing
        self._role = role
        self._pixmaps: dict[tuple[int, int, str], QPixmap] = {}

    def clone(self) -> QIconEngine:
        """For Qt, when somebody changes a copy of the icon; PySide takes no hold of what is returned, so we do."""
        copy = _Drawing(self._icons, self._drawing, self._role)
        self._icons.copies.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The drawing at ``size``, in as many pixels as a screen of this scale has there."""
        role = (mode in _OWN and self._role) or _ROLES[mode]
        colour = self._icons.colours[role]
        pixels = size * scale
        key = (pixels.width(), pixels.height(), colour)
        if key not in self._pixmaps:
            self._pixmaps[key] = _drawn(self._drawing.replace("currentColor", colour), pixels)
        pixmap = QPixmap(self._pixmaps[key])
        pixmap.setDevicePixelRatio(scale)
        return pixmap


def _drawn(drawing: str, size: QSize) -> QPixmap:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    corner = QPoint((size.width() - side) // 2, (size.height() - side) // 2)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(corner, QSize(side, side)))
    painter.end()
    return QPixmap.fromImage(image)
