"""A picture with a frame on it that is moved and resized with the mouse and by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.framing import Frame
from editor.core.language import _

_KEY = Qt.Key
_WAYS: Mapping[Qt.Key, tuple[int, int]] = {
    _KEY.Key_Left: (-1, 0),
    _KEY.Key_Right: (1, 0),
    _KEY.Key_Up: (0, -1),
    _KEY.Key_Down: (0, 1),
}
# With and without Shift, on British keyboards and on others.
_SIZES: Mapping[Qt.Key, int] = {
    _KEY.Key_Plus: 1,
    _KEY.Key_Equal: 1,
    _KEY.Key_Asterisk: 1,
    _KEY.Key_Minus: -1,
    _KEY.Key_Underscore: -1,
}
_STEP, _BIG_STEP = 0.01, 0.1  # of the picture's width
_CORNERS = ((False, False), (True, False), (False, True), (True, True))
_HANDLE, _REACH = 5, 14  # pixels from a corner: what is painted, and what can be grabbed
_DIM = 150  # of 255
_MARGIN = 8  # around the picture, for the handles


@dataclass(frozen=True, slots=True)
class _Grip:
    """What the mouse holds: a corner, or the frame by a point (in pixels of the picture, from the frame's corner)."""

    corner: tuple[bool, bool] | None
    x: float = 0
    y: float = 0


class CropStage(QWidget):
    """Shows a picture, dim but for its frame. ``framed`` tells every new frame."""

    framed = Signal(object)

    def __init__(self, image: QImage, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = frame
        self._scaled = _scaler(image)
        self._grip: _Grip | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.setAccessibleName(_("Part of the picture for the card"))
        self._describe()

    def sizeHint(self) -> QSize:
        """As much as the dialog has."""
        return QSize(600, 460)

    def set_frame(self, frame: Frame) -> None:
        """Put the frame there."""
        if frame != self.frame:
            self.frame = frame
            self._describe()
            self.update()
            self.framed.emit(frame)

    def _describe(self) -> None:
        x, y, right, bottom = (round(side) for side in self.frame.box)
        self.setAccessibleDescription(
            _("{width} × {height} pixels, {left} from the left, {top} from the top").format(
                width=right - x, height=bottom - y, left=x, top=y
            )
        )

    # -- where things are

    def place(self) -> QRectF:
        """Where the picture is."""
        width, height = self.frame.of
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = QSize(width, height).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSize(1, 1))
        return QRectF(room.x() + (room.width() - size.width()) // 2, room.y(), size.width(), size.height()).translated(
            0, (room.height() - size.height()) // 2
        )

    def marked(self) -> QRectF:
        """Where the frame is."""
        place, scale = self.place(), self._scale()
        left, top, right, bottom = (side * scale for side in self.frame.box)
        return QRectF(place.x() + left, place.y() + top, right - left, bottom - top)

    def _scale(self) -> float:
        return self.place().width() / self.frame.of[0]

    def _in_picture(self, point: QPointF) -> tuple[float, float]:
        place, scale = self.place(), self._scale()
        return (point.x() - place.x()) / scale, (point.y() - place.y()) / scale

    def _corner_at(self, point: QPointF) -> tuple[bool, bool] | None:
        marked = self.marked()
        for right, bottom in _CORNERS:
            off = point - QPointF(marked.right() if right else marked.x(), marked.bottom() if bottom else marked.y())
            if max(abs(off.x()), abs(off.y())) <= _REACH:
                return right, bottom
        return None

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a corner, or the frame; a click beside the frame brings it there."""
        point = event.position()
        if event.button() != Qt.MouseButton.LeftButton or not self.place().adjusted(
            -_REACH, -_REACH, _REACH, _REACH
        ).contains(point):
            return
        corner = self._corner_at(point)
        x, y = self._in_picture(point)
        if corner is None and not self.marked().contains(point):
            self.set_frame(self.frame.at(x - self.frame.width / 2, y - self.frame.height / 2))
        self._grip = _Grip(corner) if corner else _Grip(None, x - self.frame.x, y - self.frame.y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; otherwise show what could be."""
        x, y = self._in_picture(event.position())
        if self._grip is None:
            self._show_cursor(event.position())
        elif self._grip.corner:
            self.set_frame(self.frame.dragged(self._grip.corner, x, y))
        else:
            self.set_frame(self.frame.at(x - self._grip.x, y - self._grip.y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self._show_cursor(event.position())

    def _show_cursor(self, point: QPointF) -> None:
        corner, shape = self._corner_at(point), Qt.CursorShape
        if corner is not None:
            self.setCursor(shape.SizeFDiagCursor if corner[0] == corner[1] else shape.SizeBDiagCursor)
        elif self.marked().contains(point):
            self.setCursor(shape.SizeAllCursor)
        else:
            self.unsetCursor()

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus resize; Shift takes bigger steps."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = self.frame.of[0] * (_BIG_STEP if shift else _STEP)
        key = Qt.Key(event.key())
        if key in _WAYS:
            right, down = _WAYS[key]
            self.set_frame(self.frame.moved(right * step, down * step))
        elif key in _SIZES:
            self.set_frame(self.frame.widened(_SIZES[key] * step))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows that the keys go to it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And that they do not."""
        super().focusOutEvent(event)
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, dim outside of the frame, and the frame with its corners."""
        painter = QPainter(self)
        place, marked = self.place(), self.marked()
        painter.drawPixmap(place.toRect(), self._scaled(place.size().toSize(), self.devicePixelRatioF()))
        outside = QPainterPath()
        outside.setFillRule(Qt.FillRule.OddEvenFill)
        outside.addRect(place)
        outside.addRect(marked)
        painter.fillPath(outside, QColor(0, 0, 0, _DIM))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Accent)
        # White between two dark lines can be seen on every picture.
        for colour, width in ((QColor(0, 0, 0, _DIM), 4.0), (QColor(Qt.GlobalColor.white), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(marked)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.drawRect(marked.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        painter.setBrush(accent if self.hasFocus() else QColor(0, 0, 0))
        handle = QRectF(-_HANDLE, -_HANDLE, 2 * _HANDLE, 2 * _HANDLE)
        for corner in (marked.topLeft(), marked.topRight(), marked.bottomLeft(), marked.bottomRight()):
            painter.drawRect(handle.translated(corner))


def _scaler(image: QImage) -> Callable[[QSize, float], QPixmap]:
    @lru_cache(maxsize=1)
    def scaled(size: QSize, ratio: float) -> QPixmap:
        """The picture on white, as the networks show what can be seen through, in as many pixels as the screen has."""
        pixels = size * ratio
        pixmap = QPixmap(pixels)
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        mode, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        painter.drawImage(QRect(pixmap.rect()), image.scaled(pixels, mode, smooth))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    return scaled
