"""Choosing the part of a picture that a social network shows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.core.framing import CARD, RATIO, Frame
from editor.core.language import _
from editor.gui.dialogs.crop_stage import CropStage
from editor.gui.dialogs.frame import Frame as DialogFrame
from editor.gui.dialogs.frame import plain_label, quiet_button
from editor.services.cropping import Uncropped

_CARD_WIDTH = 300  # pixels: about as wide as on a telephone
_PAD = 12
_LINES = 2  # of the headline
_LONGEST = 300  # characters that could stand there


class CropDialog(DialogFrame):
    """A picture with a frame on it, and beside it the card that comes of it.

    ``chosen`` carries the frame, or None for the whole picture; nothing is told where the person leaves it be.
    """

    chosen = Signal(object)

    def __init__(self, picture: Uncropped, headline: str, site: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Crop for the social card"), parent)
        width, height = picture.shown_size
        # A copy: Qt does not keep the bytes.
        image = QImage(picture.shown, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        self.stage = CropStage(image, Frame.first(*picture.size))
        self.card = _Card(image, headline, site)
        self._size = plain_label()
        self._size.setAccessibleName(_("Size"))
        crop = quiet_button(_("Use this crop"), lambda: self._choose(self.stage.frame))
        crop.setProperty("primary", True)
        crop.setDefault(True)
        whole = quiet_button(_("Use the whole picture"), lambda: self._choose(None))
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(20)
        line.addWidget(self.stage, 1)
        line.addLayout(self._side())
        cancel = quiet_button(_("Cancel"), self.reject)
        self.lay_out((middle,), (), (cancel, whole, crop), grows=middle)
        self.stage.framed.connect(self._show)
        self._show(self.stage.frame)
        self.stage.setFocus()

    def _side(self) -> QVBoxLayout:
        above = QLabel(_("On a social network"))
        above.setProperty("role", "subheading")
        keys = plain_label(
            _(
                "Drag the frame or its corners. Arrow keys move it, + and − resize it; "
                "with Shift they take bigger steps."
            )
        )
        keys.setProperty("role", "hint")
        column = QVBoxLayout()
        column.setSpacing(12)
        for part in (above, self.card, self._size):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(keys)
        return column

    def _show(self, frame: Frame) -> None:
        self.card.show_frame(frame)
        width, height = frame.size
        self._size.setText(_told(frame).format(width=width, height=height, across=CARD[0], down=CARD[1]))
        self._size.setProperty("role", "warning" if frame.is_small else "hint")
        self._size.style().polish(self._size)

    def _choose(self, frame: Frame | None) -> None:
        self.accept()
        self.chosen.emit(frame)


def _told(frame: Frame) -> str:
    if frame.is_small:
        return _(
            "The card has {width} × {height} pixels. Networks ask for {across} × {down}: "
            "they may show it small, or not at all. You can use it all the same."
        )
    return _("The card has {width} × {height} pixels, as networks ask for.")


class _Card(QWidget):
    """The card of a social network: the part of the picture, the site, the headline."""

    def __init__(self, image: QImage, headline: str, site: str) -> None:
        super().__init__()
        self._image = image
        self._part = QImage()
        self._headline = headline
        self._site = site
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self.setAccessibleName(_("Social card"))
        self.setAccessibleDescription(f"{site}. {headline}")
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """A picture above two lines of headline and one of the site."""
        words = QFontMetrics(self._bold).lineSpacing() * _LINES + self.fontMetrics().lineSpacing()
        return QSize(_CARD_WIDTH, round(_CARD_WIDTH / RATIO) + words + 2 * _PAD + 2)

    def show_frame(self, frame: Frame) -> None:
        """Show what is inside this frame."""
        scale = self._image.width() / frame.of[0]
        left, top, right, bottom = (side * scale for side in frame.box)
        part = QRectF(left, top, right - left, bottom - top).toAlignedRect().intersected(self._image.rect())
        pixels = QSize(_CARD_WIDTH, round(_CARD_WIDTH / RATIO)) * self.devicePixelRatioF()
        mode, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._part = self._image.copy(part).scaled(pixels, mode, smooth)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with round corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, role = self.palette(), QPalette.ColorRole
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setClipPath(around)
        painter.fillRect(self.rect(), colours.color(role.Base))
        top = QRect(0, 0, self.width(), round(_CARD_WIDTH / RATIO))
        painter.fillRect(top, Qt.GlobalColor.white)
        painter.drawImage(top, self._part)
        words = QRect(_PAD, top.bottom() + _PAD, self.width() - 2 * _PAD, self.fontMetrics().lineSpacing())
        painter.setPen(colours.color(role.PlaceholderText))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(words, 0, self.fontMetrics().elidedText(self._site, elide, words.width()))
        bold = QFontMetrics(self._bold)
        words = QRect(words.x(), words.bottom() + 2, words.width(), bold.lineSpacing() * _LINES)
        painter.setPen(colours.color(role.Text))
        painter.setFont(self._bold)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, _cut(self._headline, bold, words))
        painter.setClipping(False)
        painter.setPen(QPen(colours.color(role.Mid), 1))
        painter.drawPath(around)


def _cut(text: str, metrics: QFontMetrics, room: QRect) -> str:
    """A text that fits into a few lines, cut behind a word."""
    words, shown = text[:_LONGEST].split(), text[:_LONGEST]
    while words and metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, shown).height() > room.height():
        words.pop()
        shown = f"{' '.join(words)} …"
    return shown
