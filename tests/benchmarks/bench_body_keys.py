"""What a key costs in the body editor: ``python tests/benchmarks/bench_body_keys.py`` prints JSON.

A key is sent to the editor and its window painted at once; milliseconds. ``plain`` is a bare QPlainTextEdit with the
same text, font and size: what Qt itself takes.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from editor.gui.body.body_pane import BodyPane

KEYS = "The quick brown fox jumps over the lazy dog and types **bold** words, "


def milliseconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def key_costs(edit: QPlainTextEdit, count: int) -> dict[str, float]:
    """Median, 95th percentile and maximum of a key in the middle of the text."""
    cursor = edit.textCursor()
    cursor.setPosition((edit.document().characterCount() - 1) // 2)
    edit.setTextCursor(cursor)
    QApplication.processEvents()

    def press(character: str) -> None:
        QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character))
        QApplication.processEvents()

    costs = sorted(milliseconds(lambda one=one: press(one)) for one in (KEYS * 10)[:count])
    return {
        "p50": round(statistics.median(costs), 2),
        "p95": round(costs[int(len(costs) * 0.95)], 2),
        "max": round(costs[-1], 2),
    }


def measured(text: str, count: int) -> dict[str, object]:
    """The pane and a bare editor with the same text."""
    pane = BodyPane()
    pane.resize(900, 800)
    pane.show()
    QApplication.processEvents()
    load = milliseconds(lambda: (pane.editor.load(text), QApplication.processEvents()))
    keys = key_costs(pane.editor, count)
    pane.close()
    plain = QPlainTextEdit()
    plain.setFont(pane.editor.font())
    plain.resize(900, 800)
    plain.setPlainText(text)
    plain.show()
    QApplication.processEvents()
    bare = key_costs(plain, count)
    plain.close()
    return {"load_ms": round(load, 1), "key_ms": keys, "plain_key_ms": bare}


def main() -> None:
    _app = QApplication(sys.argv[:1])
    large = Path(__file__).parents[3] / "shared/peerbench/articles/large.md"
    texts = {
        "2 KB": ("Some words of an ordinary paragraph, with **bold** here.\n\n" * 36, 200),
        "large.md": (large.read_text(encoding="utf-8") if large.exists() else "A paragraph of words.\n\n" * 6_000, 200),
        "1 MB in one line": ("word and other " * 70_000, 15),
        "200,000 short lines": ("a short line\n" * 200_000, 100),
    }
    print(json.dumps({name: measured(text, count) for name, (text, count) in texts.items()}, indent=2))


if __name__ == "__main__":
    main()
