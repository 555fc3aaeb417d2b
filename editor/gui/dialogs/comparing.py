"""Two states of an article beside each other: what differs, thing by thing, with the words that went and that came.

Nothing depends on colour: what is only in the old state has a minus and is struck through, what is only in the new one
has a plus. A screen reader hears it in words, at the button of the row.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.core.changes import Change, Row, Same
from editor.core.diff import Change as Kind
from editor.core.diff import Piece
from editor.core.language import _, ngettext
from editor.gui.dialogs.filling import Filling
from editor.gui.theme import Look

# Each with a thin space: a minus must not run into the line through its words.
_SIGNS = {Kind.REMOVED: "−\u2009", Kind.ADDED: "+\u2009"}
_MOST_ROWS = 30
"""So many are shown; a button brings the next ones."""

# Characters. Of what is the same its ends are shown, and of an endless text its beginning and its end.
_SAME_SHOWN = 90
_MOST_SHOWN = 2_000
_LINE_END = re.compile(r"[ \t]*\n\s*")
# A label breaks lines only between words: this gives an endless one places to break at.
_ENDLESS = re.compile(r"(\S{40})(?=\S)")


@dataclass(frozen=True, slots=True)
class Words:
    """What a comparison calls its two sides, and what its rows' button says and is told with (no button without)."""

    removed: str
    added: str
    take: str = ""


class Comparison(QWidget):
    """The rows of a comparison. ``taken`` carries the ``Change`` whose button was pressed."""

    taken = Signal(object)

    def __init__(self, look: Look, words: Words, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._rows: tuple[Row, ...] = ()
        self._filling = Filling(self)
        self._shown = _MOST_ROWS
        self._empty = ""
        self._legend = QLabel(wordWrap=True)
        self._legend.setProperty("role", "hint")
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._legend)
        column.addWidget(self._area, 1)
        look.changed.connect(self._again)

    def show_rows(self, rows: Sequence[Row], empty: str = "") -> None:
        """Show these rows; where nothing differs, the sentence ``empty`` and all that is the same below it."""
        at = next((at for at, button in enumerate(self._buttons()) if button.hasFocus()), -1)
        top = self._area.verticalScrollBar().value()
        self._rows, self._empty = tuple(rows), empty
        if at >= 0:
            self._area.setFocus()  # until the row is there again: the one with the keyboard goes

        def shown() -> None:
            self._area.verticalScrollBar().setValue(top)
            buttons = self._buttons()
            if at >= 0 and buttons and self._area.hasFocus():
                buttons[min(at, len(buttons) - 1)].setFocus()  # the next row is in the place of the one that is done

        self._show_again(shown)

    def show_sentence(self, sentence: str) -> None:
        """Show only a sentence: that something is under way, or why there is nothing to see."""
        self.show_rows((), sentence)

    def begin(self) -> None:
        """What comes next is another comparison: it begins at its top."""
        self._filling.stop()
        self._shown = _MOST_ROWS
        self._area.verticalScrollBar().setValue(0)

    def _buttons(self) -> list[QPushButton]:
        inner = self._area.widget()
        return [one for one in inner.findChildren(QPushButton) if one.property("row")] if inner else []

    def _show_again(self, then: Callable[[], None]) -> None:
        differs = any(isinstance(row, Change) for row in self._rows)
        self._legend.setVisible(differs)
        self._legend.setText(_legend(self._words, self._look.theme.colours))
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        if not differs and self._empty:
            column.addWidget(_text(html.escape(self._empty), self._empty))
        column.addStretch(1)
        # Its button may be the one whose click led here.
        if before := self._area.takeWidget():
            before.deleteLater()
        self._area.setWidget(inner)
        makers: list[Callable[[], QWidget]] = [partial(self._row, row) for row in self._rows[: self._shown]]
        if len(self._rows) > self._shown:
            makers.append(partial(self._more, len(self._rows) - self._shown))
        self._filling.fill(self._area, column, makers, then)

    def _more(self, count: int) -> QPushButton:
        more = QPushButton(ngettext("Show {count} more", "Show {count} more", count).format(count=count))
        more.setAutoDefault(False)
        more.clicked.connect(self._show_more)
        return more

    def _show_more(self) -> None:
        self._shown += _MOST_ROWS
        self._again()

    def _again(self) -> None:
        self.show_rows(self._rows, self._empty)

    def _row(self, row: Row) -> QWidget:
        if isinstance(row, Same):
            return _Folded(row)
        card = Card(row.label)
        told, said = _told(row, self._look.theme.colours)
        card.column.addWidget(_text(told, said))
        if self._words.take and not row.fixed:
            button = small_button(self._words.take, row.label, said)
            button.setProperty("row", True)
            button.clicked.connect(lambda: self.taken.emit(row))
            card.head.addWidget(button)
        return card


class Card(QFrame):
    """A quiet frame with a name at its top; ``head`` is the line of the name, ``column`` what is below it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("pane", True)
        label = QLabel(name)
        label.setProperty("role", "label")
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.head = QHBoxLayout()
        self.head.addWidget(label, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 10)
        self.column.setSpacing(6)
        self.column.addLayout(self.head)


class _Folded(QWidget):
    """A stretch that is the same: only how long it is, until somebody wants to read it."""

    def __init__(self, row: Same) -> None:
        super().__init__()
        sentence = ngettext("{count} paragraph is the same", "{count} paragraphs are the same", row.count)
        self._open = QPushButton(sentence.format(count=row.count))
        self._open.setProperty("link", True)
        self._open.setCheckable(True)
        self._open.setAutoDefault(False)
        self._open.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        text = _shortened(row.text, _MOST_SHOWN)
        label = _text(f'<span style="white-space:pre-wrap">{_html(text)}</span>', text)
        label.setProperty("role", "hint")
        label.hide()
        self._open.toggled.connect(label.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(2)
        column.addWidget(self._open)
        column.addWidget(label)


def small_button(words: str, about: str, said: str) -> QPushButton:
    """A button of a row; a screen reader hears what it is about, and what differs there."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.setAccessibleName(_("{button}: {thing}").format(button=words, thing=about))
    button.setAccessibleDescription(said)
    return button


def marked_text(pieces: Sequence[Piece], colours: Mapping[str, str]) -> QLabel:
    """A label with both texts in one, as they are marked here."""
    return _text(marked(pieces, colours), spoken(pieces))


def _text(rich: str, said: str) -> QLabel:
    label = QLabel(rich, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAccessibleName(said)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _told(change: Change, colours: Mapping[str, str]) -> tuple[str, str]:
    """What a row shows, and what is said of it."""
    if change.fixed:
        sentence = _("This is not a text: it is shown here, and stays as it is in your article.")
    elif not change.pieces:
        sentence = _("Only blank lines and spaces between the paragraphs differ.")
    else:
        return marked(change.pieces, colours), spoken(change.pieces)
    return html.escape(sentence), sentence


def marked(pieces: Sequence[Piece], colours: Mapping[str, str]) -> str:
    """Both texts in one, as HTML."""
    pieces = _on_one_line(pieces)
    last = len(pieces) - 1
    parts = [_marked(piece, at == 0, at == last, colours) for at, piece in enumerate(pieces)]
    return f'<span style="white-space:pre-wrap">{"".join(parts)}</span>'


def _on_one_line(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Where words took the place of others at the beginning of a line, the line's end is not among what differs."""
    parted: list[Piece] = []
    for piece in pieces:
        before = parted[-1] if parted else piece
        end = _LINE_END.match(piece.text) if (before.kind, piece.kind) == (Kind.REMOVED, Kind.ADDED) else None
        if end and before.text.startswith(end[0]):
            texts = (before.text.removeprefix(end[0]), piece.text.removeprefix(end[0]))
            parted[-1:] = [Piece(Kind.SAME, end[0]), Piece(Kind.REMOVED, texts[0]), Piece(Kind.ADDED, texts[1])]
        else:
            parted.append(piece)
    return [piece for piece in parted if piece.text]


def _marked(piece: Piece, is_first: bool, is_last: bool, colours: Mapping[str, str]) -> str:
    if piece.kind is Kind.SAME:
        return _html(piece.text if is_first and is_last else _folded(piece.text, is_first, is_last))
    text = _shown(piece)
    words = text.lstrip(" \n") or text
    before = text[: len(text) - len(words)]
    return _html(before) + _mark(piece.kind, words, colours)


def _mark(kind: Kind, words: str, colours: Mapping[str, str]) -> str:
    if kind is Kind.REMOVED:
        return f'<span style="color:{colours["error"]}">{_SIGNS[kind]}<s>{_html(words)}</s></span>'
    style = f"background-color:{colours['selection']};color:{colours['selection_text']}"
    return f'<span style="{style}">{_SIGNS[kind]}{_html(words)}</span>'


def _html(text: str) -> str:
    return html.escape(_ENDLESS.sub("\\1\u200b", text)).replace("\n", "<br>")


def _folded(text: str, is_first: bool, is_last: bool) -> str:
    """What is the same, without its middle where it is long; at the ends of a text without its far end."""
    if len(text) <= 2 * _SAME_SHOWN:
        return text
    start = "" if is_first else text[:_SAME_SHOWN].rpartition(" ")[0]
    end = "" if is_last else text[-_SAME_SHOWN:].partition(" ")[2]
    return f"{start} … {end}"


def _shown(piece: Piece) -> str:
    """What is shown of a piece. It is shortened first: to look at each character of an endless one takes too long."""
    return replace(piece, text=_shortened(piece.text, _MOST_SHOWN)).shown


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


def spoken(pieces: Sequence[Piece]) -> str:
    """Both texts in one, as they are said: ``Two bicycles, removed: “were taken”, added: “were found”``."""
    said: Mapping[Kind, Callable[[str], str]] = {
        Kind.SAME: lambda text: _folded(text, is_first=False, is_last=False),
        Kind.REMOVED: lambda text: _("removed: “{text}”").format(text=text),
        Kind.ADDED: lambda text: _("added: “{text}”").format(text=text),
    }
    texts = ((piece.kind, _shown(piece).strip()) for piece in _on_one_line(pieces))
    return ", ".join(said[kind](text) for kind, text in texts if text)


def _legend(words: Words, colours: Mapping[str, str]) -> str:
    return f"{_mark(Kind.REMOVED, words.removed, colours)} &nbsp; {_mark(Kind.ADDED, words.added, colours)}"


def day_and_time(when: datetime) -> str:
    """A moment as one says it: ``Thursday 21 November 2024, 12:31``."""
    moment = QDateTime(QDate(when.year, when.month, when.day), QTime(when.hour, when.minute))
    return QLocale().toString(moment, _("dddd d MMMM yyyy, HH:mm"))
