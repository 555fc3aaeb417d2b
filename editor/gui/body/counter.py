"""Counts an editor's text while it is written, only where it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from editor.core.stats import Stats, Tally
from editor.gui.body.buffer import Buffer

_PAUSE = 250
"""Milliseconds after a change before it is counted."""
_AT_ONCE = 2_000
"""Lines counted in one go."""


class Counter(QObject):
    """Says how long the text is, a moment after it changed."""

    changed = Signal(Stats)

    def __init__(self, document: QTextDocument, buffer: Buffer, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._buffer = buffer
        self._tally = Tally()
        self._lines = 1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._count)
        document.contentsChange.connect(self._on_change)

    def _on_change(self, at: int, _removed: int, added: int) -> None:
        """Note which lines are new; the number of lines that went follows from how many there are now."""
        last_position = self._document.characterCount() - 1
        first = self._document.findBlock(min(at, last_position)).blockNumber()
        last = self._document.findBlock(min(at + added, last_position)).blockNumber()
        new, total = last - first + 1, self._document.blockCount()
        self._tally.replace(first, new + self._lines - total, new)
        self._lines = total
        self._pause.start(_PAUSE)

    def _count(self) -> None:
        """Count for a few milliseconds, then let the keys have their turn."""
        if not self._tally.count(self._buffer.line, _AT_ONCE):
            self._pause.start(0)
            return
        self.changed.emit(self._tally.stats(self._buffer.line))
