"""The check for what a test leaves behind finds each kind, and nothing where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

LEAVES = {
    "window": "w = QWidget(); w.show(); kept.append(w)",
    "active": "t = QTimer(); t.start(10_000); kept.append(t)",
    "running <PySide6.QtCore.QThread": "t = QThread(); t.start(); kept.append(t)",
    "running <PySide6.QtCore.QProcess": "p = QProcess(); p.start('sleep', ['60']); p.waitForStarted(); kept.append(p)",
    "child process": "p = get_context('spawn').Process(target=sleep, args=(60,)); p.start(); kept.append(p)",
    "thread": "t = Thread(target=gate.wait); t.start(); kept.append(t)",
}
TEST = """
from multiprocessing import get_context
from threading import Event, Thread
from time import sleep
from PySide6.QtCore import QProcess, QThread, QTimer
from PySide6.QtWidgets import QWidget
kept, gate = [], Event()

def test_it(qtbot):
    {does}

def teardown_module():
    gate.set()
    for thing in kept:
        for end in ("kill", "quit", "stop"):
            getattr(thing, end, lambda: None)()
        for wait in ("waitForFinished", "wait"):
            getattr(thing, wait, lambda: None)()
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    return pytester


@pytest.mark.parametrize("kind", LEAVES)
def test_what_is_left_is_told(project: pytest.Pytester, kind: str) -> None:
    project.makepyfile(TEST.format(does=LEAVES[kind]))
    result = project.runpytest_subprocess("-p", "no:xdist")
    assert result.parseoutcomes() == {"passed": 1, "errors": 1}
    assert kind in result.stdout.str().split("This test leaves behind:")[1]


def test_a_tidy_test_passes(project: pytest.Pytester) -> None:
    tidy = "w = QWidget(); QTimer(w).start(10); qtbot.addWidget(w); w.show(); QTimer().start(5); QThread().isRunning()"
    project.makepyfile(TEST.format(does=tidy))
    assert project.runpytest_subprocess("-p", "no:xdist").parseoutcomes() == {"passed": 1}
