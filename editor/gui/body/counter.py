"""Counts an editor's text while it is written, only where it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.stats import Stats, Tally
from editor.gui.body.buffer import Buffer

_PAUSE = 250
"""Milliseconds after a change before it is counted."""
_AT_ONCE = 500
"""Lines counted in one go."""


class Counter(QObject):
    """Says how long the text is, a moment after it changed."""

    changed = Signal(Stats)

    def __init__(self, buffer: Buffer, parent: QObject) -> None:
        super().__init__(parent)
        self._buffer = buffer
        self._tally = Tally()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._count)
        buffer.lines.replaced.connect(self._on_change)

    def _on_change(self, first: int, gone: int, came: int) -> None:
        self._tally.replace(first, gone, came)
        self._pause.start(_PAUSE)

    def _count(self) -> None:
        """Count for a few milliseconds, then let the keys have their turn."""
        if not self._tally.count(self._buffer.line, _AT_ONCE):
            self._pause.start(0)
            return
        self.changed.emit(self._tally.stats(self._buffer.line))
