"""Being asked to end by the system: logout, shutdown, ``kill``."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_ASKING = ("SIGTERM", "SIGHUP", "SIGINT")


class EndSignals(QObject):
    """Calls ``ended`` on the GUI thread when a signal asks the program to end.

    Python runs a handler only between its own instructions, and none run while Qt waits: the signal's number comes
    through a socket, which wakes Qt.
    """

    def __init__(self, ended: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = ended
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        names = [name for name in _ASKING if hasattr(signal, name)]
        self._old = {name: signal.signal(getattr(signal, name), lambda number, frame: None) for name in names}

    def _read(self) -> None:
        self._reader.recv(4096)
        self._ended()

    def remove(self) -> None:
        """Leave the signals as they were before."""
        signal.set_wakeup_fd(self._old_fd)
        for name, handler in self._old.items():
            signal.signal(getattr(signal, name), handler)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()
