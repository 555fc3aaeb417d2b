"""A second start hands its files to the first window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from editor.gui.single import FirstWindow, hand_over

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.gui.single import hand_over
app = QCoreApplication([])
print(hand_over(Path(sys.argv[1]), sys.argv[2:]))
"""


def test_the_files_of_a_second_start_are_opened_in_the_first(qtbot: QtBot, tmp_path: Path):
    first = FirstWindow(tmp_path)
    second = QProcess()
    names = ["/archive/a b.md", "/archive/£–🚓.md"]
    asked: list[Path] = []
    first.asked.connect(asked.extend)
    with qtbot.waitSignals([first.asked, second.finished], timeout=20_000):
        second.start(sys.executable, ["-c", SECOND, str(tmp_path), *names])
    assert asked == [Path(name) for name in names]
    assert second.readAllStandardOutput().data().decode().strip() == "True"
    first.close()
    first.deleteLater()


def test_without_a_first_window_the_second_is_the_first(tmp_path: Path):
    assert not hand_over(tmp_path, ["a.md"])


def test_a_window_that_was_killed_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path):
    code = f"""
import os, signal
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.gui.single import FirstWindow
app = QCoreApplication([])
first = FirstWindow(Path({str(tmp_path)!r}))
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert not hand_over(tmp_path, [])
    test_the_files_of_a_second_start_are_opened_in_the_first(qtbot, tmp_path)
