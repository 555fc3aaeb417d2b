"""The line one searches in. What is typed wrong is underlined where it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from editor.core.language import _
from editor.core.library import QueryError
from editor.gui.icons import Icons

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)


_PAUSE_MS = 700  # what is half typed is no fault yet


class SearchBox(QLineEdit):
    """Escape clears it, and where it is empty leads back to the text; Down and Enter go to the results."""

    down_wanted = Signal()
    left = Signal()

    def __init__(self, icons: Icons, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = colours
        self._fault: int | None = None
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(_("Search the archive"))
        self.setAccessibleName(_("Search the archive"))
        self.setAccessibleDescription(
            _("Down goes to the results. Words, “phrases”, -without, area: section: from: to: has:incident is:unready")
        )
        self.setToolTip(
            _(
                "stolen bicycles – both words\n"
                '"stolen bicycles" – side by side\n'
                "-appeal – without this word\n"
                "from:2019 to:2020-06 – published then\n"
                "area:Surrey, section:news, has:incident, is:draft, is:unready"
            )
        )
        sign = self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(_("Search"))

    def mark(self, at: int | None) -> None:
        """Underline the word at this place; None for none."""
        if at != self._fault:
            self._fault = at
            self.setProperty("problem", at is not None)
            self.style().polish(self)
            self.update()

    def type_on(self, text: str) -> None:
        """Take the keyboard, and what was typed elsewhere, at the end."""
        self.setFocus()
        self.end(False)
        self.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lead away."""
        if event.key() in _DOWN:
            self.down_wanted.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and what is wrong in it."""
        super().paintEvent(event)
        if self._fault is None:
            return
        text, metrics = self.text(), self.fontMetrics()
        cursor = self.cursorRect().center()
        left = cursor.x() - metrics.horizontalAdvance(text[: self.cursorPosition()])
        start = min(self._fault, max(0, len(text) - 1))
        end = text.find(" ", start) if " " in text[start:] else len(text)
        base = cursor.y() + metrics.height() / 2
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self.colours["error"]), 2, Qt.PenStyle.DotLine))
        painter.drawLine(
            QPointF(left + metrics.horizontalAdvance(text[:start]), base),
            QPointF(left + metrics.horizontalAdvance(text[:end]), base),
        )


class Complaint(QLabel):
    """Says below a search box what is wrong with what is typed there, once the typing pauses."""

    def __init__(self, box: SearchBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self._error: QueryError | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.setProperty("role", "error")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def take(self, error: QueryError | None) -> None:
        """Say this in a moment; None takes the last one back at once."""
        self._error = error
        if error is None:
            self._pause.stop()
            self._say()
        else:
            self._pause.start()

    def _say(self) -> None:
        error = self._error
        self.setText(error.sentence if error else "")
        self.setVisible(error is not None)
        self._box.mark(error.at if error else None)
