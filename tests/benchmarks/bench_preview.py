"""What the preview costs a person who types: ``python -m tests.benchmarks.bench_preview`` prints JSON.

The real window, with its web view, on a screen that nobody sees. Milliseconds of a letter typed in the middle of an
article: ``handled`` until the key was dealt with and the text painted, ``html`` until the page's HTML is ready,
``longest`` the longest time in which the window could deal with nothing else. ``off`` is without a preview, ``whole``
lays the whole article out at every key.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.markdown import PreviewDocument, page_of
from editor.core.markdown.renderer import Block, Html, render_whole
from editor.gui import preview
from editor.gui.start import build
from editor.services.settings import Places, Settings

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "../shared/peerbench/articles"
MODES = ("off", "whole", "chunked")
PATIENCE = 20.0  # seconds
REST = 0.05  # seconds between two keys
SETTLED = 1.5  # seconds after which nothing of the start is under way
# Chromium does not run as root with its sandbox on; for measuring only.
AS_ROOT = {"QTWEBENGINE_DISABLE_SANDBOX": "1"} if getattr(os, "geteuid", lambda: 1)() == 0 else {}
ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **AS_ROOT}


def summary(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum."""
    ordered = sorted(times) or [0.0]
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95)], 2),
        "max": round(ordered[-1], 2),
    }


class Typist:
    """A person at the window, in this process: it can have only one application object."""

    def __init__(self, article: Path, mode: str, root: Path) -> None:
        self.mode = mode
        self.ready: list[float] = []
        self.turns: list[float] = []
        preview.prepare()
        self.app = QApplication(["copydesk", *preview.ARGUMENTS])
        places = Places(root / "config", root / "data", root / "state", ())
        self.program = build(self.app, places, Settings(root / "copydesk.ini"), datetime.now)
        self.window = self.program.window
        self.window.resize(1600, 1000)
        self.window.show()
        model = self.program.kit.preview
        model.patched.connect(lambda _page: self.ready.append(time.perf_counter()))
        if mode == "whole":
            self.window.tabs.preview_wanted.disconnect(model.show)
            self.window.tabs.preview_wanted.connect(self._show_whole)
        self.program.open_first([str(shutil.copy(article, root))])
        self.wait(lambda: self.window.view is not None)
        self.window.set_preview_shown(mode != "off")
        self.window.preview.start()
        self.wait(self._is_ready)
        self.rest(SETTLED)

    def _show_whole(self, document: PreviewDocument) -> None:
        self.window.in_step.show_page(page_of(document, Html((Block(0, render_whole(document.body)),))))
        self.ready.append(time.perf_counter())

    def _is_ready(self) -> bool:
        return self.mode == "off" or bool(self.ready)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the window work until something is so, and note how long each turn of its loop took."""
        until = time.perf_counter() + PATIENCE
        while not done() and time.perf_counter() < until:
            begun = time.perf_counter()
            self.app.processEvents()
            self.turns.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.0003)  # the page's process needs the processor too

    def rest(self, seconds: float) -> None:
        """Do nothing for a while."""
        until = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() > until)

    def type(self, keys: int) -> dict[str, dict[str, float]]:
        """Type letters in the middle of the text, one after the other is on the page."""
        assert self.window.view is not None
        editor = self.window.view.body.editor
        editor.setFocus()
        cursor = QTextCursor(editor.document().findBlockByNumber(editor.blockCount() // 2))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        editor.setTextCursor(cursor)
        self.rest(SETTLED)
        times: dict[str, list[float]] = {"handled": [], "html": [], "longest": []}
        for number in range(keys):
            self.ready.clear()
            self.turns.clear()
            begun = time.perf_counter()
            QTest.keyClick(editor, Qt.Key.Key_Space if number % 7 == 6 else Qt.Key.Key_W)
            self.app.sendPostedEvents()  # among them the painting
            times["handled"].append((time.perf_counter() - begun) * 1000)
            self.wait(self._is_ready)
            times["html"] += [(at - begun) * 1000 for at in self.ready[:1]]
            self.rest(REST)
            times["longest"].append(max(times["handled"][-1], *self.turns))
        return {name: summary(some) for name, some in times.items() if some}


def measure(article: Path, mode: str, keys: int) -> None:
    """One article in one mode; prints JSON and ends the process, as the window would ask whether to save."""
    with tempfile.TemporaryDirectory() as folder:
        typist = Typist(article, mode, Path(folder))
        print(json.dumps(typist.type(keys)), flush=True)
        typist.program.close()
    os._exit(0)


def figures(articles: Path = ARTICLES, keys: int = 100) -> dict[str, object]:
    """Every article in every mode, each in a process of its own."""
    found: dict[str, object] = {}
    for article in sorted(articles.glob("*.md")):
        for mode in MODES:
            command = [sys.executable, "-m", "tests.benchmarks.bench_preview", "--one", mode, "--keys", str(keys)]
            answer = subprocess.check_output([*command, "--articles", str(article)], cwd=ROOT, env=ENVIRONMENT)
            found[f"{article.stem} {mode}"] = json.loads(answer)
    return found


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="a folder of articles")
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--one", choices=MODES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.articles, options.one, options.keys)
    json.dump(figures(options.articles, options.keys), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
