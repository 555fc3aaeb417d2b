"""Connecting signals as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication

Wires = tuple[tuple[Any, Callable[..., Any]], ...]
"""Signals and what hears them. PySide's stubs have no type for a bound signal."""


def connect(wires: Wires) -> None:
    """Connect every row of a table."""
    for signal, slot in wires:
        signal.connect(slot)


def application() -> QApplication:
    """The program, for the signals that it alone has."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
