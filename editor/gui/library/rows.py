"""A row of the results: headline, organisation and day, and the passage that answers the question, with its words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.core.checks.values import Level
from editor.core.language import _
from editor.core.library import Hit, Piece, Record, Tally
from editor.gui.icons import Icons
from editor.gui.levels import LOOKS
from editor.gui.library.model import HIT, Index, day_of, title_of

_SIDE, _TOP = 10, 8
_BADGE, _GAP = 6, 3
_ELLIPSIS = "…"
_KEPT = 100  # pictures of rows
_STATES = ((QStyle.StateFlag.State_Selected, "selection"), (QStyle.StateFlag.State_MouseOver, "hover"))


class ResultRows(QStyledItemDelegate):
    """Paints the rows, all of the same height: of three lines, and of four where there are passages to show.

    A row is painted once and kept as a picture: to scroll by some pixels, Qt asks for every row in view.
    """

    def __init__(self, icons: Icons, colours: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._icons, self._colours = icons, colours
        self._with_passages = False
        self._pictures: OrderedDict[tuple[object, ...], tuple[Hit, QPixmap]] = OrderedDict()

    def set_look(self, colours: Mapping[str, str] | None = None, *, with_passages: bool | None = None) -> None:
        """Paint in other colours from now on, or with passages or without."""
        self._colours = self._colours if colours is None else colours
        self._with_passages = self._with_passages if with_passages is None else with_passages
        self._pictures.clear()

    def height(self, metrics: QFontMetrics) -> int:
        """The height of every row, in pixels."""
        return metrics.height() * self._lines + 2 * _TOP + 2

    @property
    def _lines(self) -> int:
        return 4 if self._with_passages else 3

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for every row."""
        return QSize(0, self.height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The article, where it is there yet."""
        hit: Hit | None = index.data(HIT)
        state = next((name for flag, name in _STATES if option.state & flag), "base")
        if hit is None:
            painter.fillRect(option.rect, QColor(self._colours["base"]))
            return
        ratio = painter.device().devicePixelRatioF()
        key = (hit.record.path, state, option.rect.width(), option.rect.height(), ratio, option.font.key())
        known, picture = self._pictures.get(key, (None, QPixmap()))
        if known is not hit:
            picture = self._picture(option, hit, state, ratio)
            self._pictures[key] = (hit, picture)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        painter.drawPixmap(option.rect.topLeft(), picture)

    def _picture(self, option: QStyleOptionViewItem, hit: Hit, state: str, ratio: float) -> QPixmap:
        picture = QPixmap(option.rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._colours[state]))
        place = QRect(QPoint(0, 0), option.rect.size())
        with _painting(picture) as painter:
            if state != "selection":
                painter.setPen(QColor(self._colours["separator"]))
                painter.drawLine(place.bottomLeft(), place.bottomRight())
            self._article(painter, option, hit, place, selected=state == "selection")
        return picture

    def _article(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, place: QRect, *, selected: bool
    ) -> None:
        loud = QColor(self._colours["selection_text" if selected else "text"])
        quiet = loud if selected else QColor(self._colours["muted"])
        height = option.fontMetrics.height()
        place = place.adjusted(_SIDE, _TOP, -_SIDE, 0)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(loud)
        used = draw_text(painter, [Piece(title_of(hit.record))], bold, place, most=2, marked=loud)
        place.setTop(place.top() + used * height)
        painter.setFont(option.font)
        painter.setPen(quiet)
        self._about(painter, hit, QRect(place.left(), place.top(), place.width(), height), selected=selected)
        place.setTop(place.top() + height + 1)
        left = self._lines - used - 1
        if left > 0:
            room = left * place.width() // (3 * max(1, option.fontMetrics.averageCharWidth()))
            draw_text(painter, near_hit(passage_of(hit), room), option.font, place, most=left, marked=loud)

    def _about(self, painter: QPainter, hit: Hit, place: QRect, *, selected: bool) -> None:
        metrics, record = painter.fontMetrics(), hit.record
        for words, role in _badges(record):
            width = metrics.horizontalAdvance(words) + 2 * _BADGE
            box = QRectF(place.right() - width, place.top() + 0.5, width, place.height() - 1)
            colour = QColor(self._colours["selection_text" if selected else role])
            pen = painter.pen()
            painter.setPen(colour)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box, 4, 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            painter.setPen(pen)
            place.setRight(int(box.left()) - _BADGE)
        if hit.tally is not None and hit.tally.to_fix and not record.problem:
            self._to_fix(painter, hit.tally, place, selected=selected)
        parts = [part for part in (record.area, day_of(record)) if part]
        about = metrics.elidedText(" · ".join(parts), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, about)

    def _to_fix(self, painter: QPainter, tally: Tally, place: QRect, *, selected: bool) -> None:
        """At the right of a place the sign of the gravest level and how many there are; the place ends before it."""
        look = LOOKS[Level.ERROR if tally.errors else Level.WARNING]
        role = "selection_text" if selected else look.role
        words, pen = f"{tally.to_fix:,}", painter.pen()
        size = painter.fontMetrics().ascent()
        left = place.right() - painter.fontMetrics().horizontalAdvance(words)
        painter.setPen(QColor(self._colours[role]))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        sign = QRect(left - size - _GAP, place.top() + (place.height() - size) // 2, size, size)
        self._icons.icon(look.icon, role).paint(painter, sign)
        painter.setPen(pen)
        place.setRight(sign.left() - _BADGE)


@contextmanager
def _painting(picture: QPixmap) -> Iterator[QPainter]:
    """A painter on a picture, which ends with the block: Qt complains of one that is alive when its picture goes."""
    painter = QPainter(picture)
    try:
        yield painter
    finally:
        painter.end()


def _badges(record: Record) -> Iterable[tuple[str, str]]:
    if record.draft:
        yield _("Draft"), "link"
    if record.problem:
        yield _("Problem"), "error"


def passage_of(hit: Hit) -> Sequence[Piece]:
    """What is said of a result below its headline: why it cannot be read, what answers the question, its summary."""
    if hit.record.problem:
        return [Piece(hit.record.problem)]
    return hit.snippet or [Piece(hit.record.summary)]


def near_hit(pieces: Sequence[Piece], room: int) -> Sequence[Piece]:
    """The passage with at most ``room`` characters before its first hit: a narrow row would not show it."""
    at = next((at for at, piece in enumerate(pieces) if piece.hit), 0)
    before = "".join(piece.text for piece in pieces[:at])
    if len(before) <= room:
        return pieces
    kept = before[len(before) - room :].partition(" ")[2]
    return [Piece(f"{_ELLIPSIS} {kept}"), *pieces[at:]]


def draw_text(
    painter: QPainter, pieces: Sequence[Piece], font: QFont, place: QRect, *, most: int, marked: QColor
) -> int:
    """Draw a text in at most so many lines, its hits bold and in their own colour; the number of lines it took."""
    text = "".join(piece.text for piece in pieces).replace("\n", " ")
    layout = QTextLayout(text, font, painter.device())
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.setFormats(_formats(pieces, marked))
    dots = QFontMetrics(font).horizontalAdvance(_ELLIPSIS)
    units = len(text.encode("utf-16-le")) // 2
    layout.beginLayout()
    used = 0
    while used < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        if used == most - 1 and line.textStart() + line.textLength() < units:
            line.setLineWidth(place.width() - dots)
        line.setPosition(QPointF(0, used * QFontMetrics(font).height()))
        used += 1
    layout.endLayout()
    layout.draw(painter, QPointF(place.topLeft()))
    if used:
        last = layout.lineAt(used - 1)
        if last.textStart() + last.textLength() < units:
            painter.setFont(font)
            at = QPointF(place.left() + last.naturalTextWidth(), place.top() + last.y() + last.ascent())
            painter.drawText(at, _ELLIPSIS)
    return used


def _formats(pieces: Sequence[Piece], marked: QColor) -> list[QTextLayout.FormatRange]:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    bold.setForeground(marked)
    formats, at = [], 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le")) // 2  # Qt counts so
        if piece.hit:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = at, length, bold
            formats.append(part)
        at += length
    return formats
