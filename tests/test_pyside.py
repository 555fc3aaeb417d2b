"""Faults of the library that would be ours to bear."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_calls_leave_the_count_of_none_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 takes one from it with every call on Python 3.10 and 3.11, which ends in a crash hours later."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
