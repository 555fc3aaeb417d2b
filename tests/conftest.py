"""What holds for every test: no real screen, no real home, nothing left running."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.app.jobs import Jobs

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
HOME_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}
SCREEN = {
    "screens": [
        {"name": "office", "x": 0, "y": 0, "width": 1920, "height": 1080}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0, "refreshRate": 60}
    ]
}
"""What Qt's offscreen platform has by itself is smaller than any office's."""
_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of Qt or of ours is imported: both look at the environment only once."""
    home = Path(tempfile.mkdtemp(prefix="copydesk-home-"))
    config.stash[_home] = home
    for name, folder in HOME_FOLDERS.items():
        place = home / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(place)
    screen = home / "screen.json"
    screen.write_text(json.dumps(SCREEN), "utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screen}")
    os.environ["LANGUAGE"] = "en_GB"  # the source's own; a translation would fail tests that read sentences
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to run as root otherwise


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_home], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the real window go to one worker, one after the other: they measure and need the keyboard."""
    for item in items:
        if item.get_closest_marker("display"):
            item.add_marker(pytest.mark.xdist_group("display"))
            # On a busy machine the X server loses a key now and then: a test of the real thing is tried again before
            # it is believed.
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was loaded to this point stays: looking through it for garbage after each test took half of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and hostile files that stands beside the project where there is one."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the project")
    return SHARED


@pytest.fixture(scope="session")
def corpus_files(shared: Path) -> list[Path]:
    """Every real article, in a steady order."""
    return sorted((shared / "corpus").rglob("*.md"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application object of the tests is made as the program makes its own."""
    from editor.gui.preview import ARGUMENTS

    return ["copydesk-tests", *ARGUMENTS]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Threads for work, ended with the test."""
    from editor.app.jobs import Jobs

    jobs = Jobs()
    yield jobs
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()


@pytest.fixture(autouse=True)
def leaves_nothing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves something behind: the next test would pay for it, and so would the person."""
    threads = set(threading.enumerate())
    uses_qt = "qapp" in request.fixturenames
    before = {id(thing) for thing in _qt_things()} if uses_qt else set()
    yield
    left = [
        f"the child process {process.name!r}: join or terminate it" for process in multiprocessing.active_children()
    ]
    left += [
        f"the thread {thread.name!r}: shut its executor down or join it"
        for thread in set(threading.enumerate()) - threads
        if not thread.daemon and not isinstance(thread, threading._DummyThread)
    ]
    if uses_qt:
        left += [sentence for thing in _settled() if id(thing) not in before and (sentence := _complaint(thing))]
    if left:
        pytest.fail("This test leaves behind:\n  " + "\n  ".join(left), pytrace=False)


def _settled() -> list[object]:
    """What is alive once everything that was asked to go is gone."""
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()  # what deleted objects held
    return _qt_things()


def _qt_things() -> list[object]:
    """Qt objects that may outlive a test; those that Qt makes for itself have no Python side and don't count."""
    from PySide6.QtCore import QProcess, QThread, QTimer
    from PySide6.QtWidgets import QApplication

    windows = [window for window in QApplication.topLevelWidgets() if not window.inherits("QTipLabel")]
    return [*windows, *(thing for thing in gc.get_objects() if isinstance(thing, (QThread, QTimer, QProcess)))]


def _complaint(thing: object) -> str:
    """What is left and how to mend it; empty where it is harmless."""
    from PySide6.QtCore import QProcess, QThread, QTimer
    from PySide6.QtWidgets import QWidget
    from shiboken6 import isValid

    if not isValid(thing):
        return ""
    if isinstance(thing, QWidget):
        return f"the window {thing!r}: give it a parent, or add it to qtbot (qtbot.addWidget)"
    if isinstance(thing, QThread) and thing.isRunning() and thing is not QThread.currentThread():
        return f"the running {thing!r}: quit() and wait() for it when its owner closes"
    if isinstance(thing, QTimer) and thing.isActive():
        return (
            f"the active {thing!r} of {thing.parent()!r}: stop it when its owner closes, or make the owner its parent"
        )
    if isinstance(thing, QProcess) and thing.state() != QProcess.ProcessState.NotRunning:
        return f"the running {thing!r}: kill() and waitForFinished() when its owner closes"
    return ""
