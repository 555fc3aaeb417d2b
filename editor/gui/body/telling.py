"""A letter is painted before anybody hears of it: the hand waits for the letter and for nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QThread, SignalInstance

_PAINTING = (QEvent.Type.LayoutRequest.value, QEvent.Type.UpdateRequest.value)


class Telling:
    """Emits the signals of an editor; those of a letter only once it is on its way to the screen."""

    def __init__(self) -> None:
        self._typing = False
        self._untold: list[tuple[SignalInstance, tuple[int, ...]]] = []

    def tell(self, signal: SignalInstance, *values: int) -> None:
        """Emit a signal, now or after the letter."""
        if self._typing:
            self._untold.append((signal, values))
        else:
            signal.emit(*values)

    def after(self, type_it: Callable[[], None]) -> None:
        """Have a letter typed and painted, and tell then."""
        self._typing = True
        try:
            type_it()
            for waiting in _PAINTING:
                QCoreApplication.sendPostedEvents(None, waiting)
            # The display server may have been put on this processor, in the belief that we wait for it now.
            QThread.yieldCurrentThread()
        finally:
            self._typing = False
            untold, self._untold = self._untold, []
            for signal, values in untold:
                signal.emit(*values)
