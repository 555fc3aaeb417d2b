"""One window a person: a second start opens its files in the first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1_000
"""A first window that does not answer for so long is busy or gone: the second one opens by itself."""


def hand_over(folder: Path, files: Sequence[str]) -> bool:
    """Give files to the window that runs already; False where there is none. ``folder`` is the person's own."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    names = [str(Path(name).absolute()) for name in files]
    socket.write(json.dumps(names).encode("utf-8", "surrogateescape") + b"\n")
    answered = socket.waitForReadyRead(_PATIENCE_MS)
    socket.disconnectFromServer()
    return answered


class FirstWindow(QObject):
    """Listens for second starts. ``asked`` carries the paths to open, perhaps none: the window comes to the front."""

    asked = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        if not self._server.listen(_name(folder)):
            # Left by a window that was killed: nobody answered there when this one started.
            QLocalServer.removeServer(_name(folder))
            self._server.listen(_name(folder))

    def _meet(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            names = json.loads(bytes(socket.readLine().data()).decode("utf-8", "surrogateescape"))
        except ValueError:
            return
        socket.write(b"ok\n")
        socket.flush()
        if isinstance(names, list):
            self.asked.emit([Path(name) for name in names if isinstance(name, str)])

    def close(self) -> None:
        """Listen no more."""
        self._server.close()


def _name(folder: Path) -> str:
    return "copydesk-" + hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
