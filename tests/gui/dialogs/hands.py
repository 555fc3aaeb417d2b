"""What the tests of the dialogs have in common."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from editor.services.profiles import ProfileName

RESOURCES = Path(__file__).parents[3] / "resources"
AREAS = [
    ProfileName("Kent", "Kent Police"),
    ProfileName("Surrey", "Surrey Police"),
    ProfileName("Sussex", "Sussex Police"),
]


def is_filling(widget: QWidget) -> bool:
    """Whether rows are still to come, which come a few at a time."""
    return any(timer.isActive() and timer.interval() == 0 for timer in widget.findChildren(QTimer))


def is_filled(widget: QWidget) -> bool:
    """Whether all of them are there, and in their places."""
    for _ in range(3):
        QApplication.processEvents()
    return not is_filling(widget)
