"""The check for what a test leaves behind finds each kind, and nothing where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

# One run for all: what one test leaves must not be held against the next, and the child process comes last.
TESTS = """
from multiprocessing import get_context
from threading import Event, Thread
from time import sleep
from PySide6.QtCore import QProcess, QThread, QTimer
from PySide6.QtWidgets import QWidget
kept, gate = [], Event()

def test_window(qtbot):
    kept.append(QWidget())
    kept[-1].show()

def test_timer(qtbot):
    kept.append(QTimer())
    kept[-1].start(10_000)

def test_qt_thread(qtbot):
    kept.append(QThread())
    kept[-1].start()

def test_qt_process(qtbot):
    kept.append(QProcess())
    kept[-1].start("sleep", ["60"])
    assert kept[-1].waitForStarted()

def test_thread():
    Thread(target=gate.wait, name="left").start()

def test_tidy(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTimer(window).start(10)
    QTimer().start(5)
    assert not QThread().isRunning()

def test_child():
    kept.append(get_context("spawn").Process(target=sleep, args=(60,), name="left"))
    kept[-1].start()

def teardown_module():
    gate.set()
    window, timer, thread, process, child = kept
    window.deleteLater()
    timer.stop()
    thread.quit()
    thread.wait()
    process.kill()
    process.waitForFinished()
    child.kill()
    child.join()
"""
COMPLAINTS = {
    "test_window": "the window <PySide6.QtWidgets.QWidget",
    "test_timer": "the active <PySide6.QtCore.QTimer",
    "test_qt_thread": "the running <PySide6.QtCore.QThread",
    "test_qt_process": "the running <PySide6.QtCore.QProcess",
    "test_thread": "the thread 'left'",
    "test_child": "the child process 'left'",
}


def test_what_is_left_is_told(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_subprocess("-p", "no:xdist", "-p", "no:randomly")
    assert result.parseoutcomes() == {"passed": 7, "errors": len(COMPLAINTS)}
    for test, complaint in COMPLAINTS.items():
        _, told = result.stdout.str().split(f"ERROR at teardown of {test} ")
        assert complaint in told.split("ERROR at teardown")[0]
