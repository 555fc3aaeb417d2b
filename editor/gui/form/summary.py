"""The summary: a paragraph, with the first one of the text offered where there is none yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from editor.core.language import _
from editor.gui.form.inputs import TextInput
from editor.gui.form.texts import one_line, shown


class SummaryInput(TextInput):
    """The summary. ``suggestion_taken`` says that the person wants the first paragraph."""

    suggestion_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._suggestion = ""
        self.take = QPushButton(_("Use first paragraph"), self)
        self.take.setProperty("link", True)
        self.take.setCursor(Qt.CursorShape.PointingHandCursor)
        self.take.setToolTip(_("Make the first paragraph of the text the summary"))
        self.take.hide()
        self.take.clicked.connect(self._taken)
        self.edited.connect(self._offer)

    def show_suggestion(self, suggestion: str) -> None:
        """Offer a text, for as long as there is none."""
        if suggestion != self._suggestion:
            self._suggestion = suggestion
            self._elide()
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer as much of the suggestion as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def _offer(self) -> None:
        self.take.setVisible(bool(self._suggestion) and not self.value and not self.isReadOnly())

    def _taken(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.suggestion_taken.emit()

    def _elide(self) -> None:
        room = self.viewport().width() - 2 * int(self.document().documentMargin())
        text = one_line(shown(self._suggestion[:500]))
        self.setPlaceholderText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.take.adjustSize()
        self.take.move(6, self.height() - self.take.height() - 3)
