"""About: the versions that run here, and a licence for everything that is used."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabBar, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from editor import __version__
from editor.app.jobs import Jobs
from editor.gui.dialogs.about import AboutDialog
from editor.gui.dialogs.licences import LongText
from editor.gui.icons import Icons
from tests.gui.dialogs.hands import RESOURCES

FRAME_S = 0.016


@pytest.fixture
def dialog(qtbot: QtBot, icons: Icons, jobs: Jobs, shown: Callable[[QWidget], None]) -> AboutDialog:
    dialog = AboutDialog(icons, RESOURCES, jobs)
    shown(dialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    return dialog


class Reader:
    """Somebody who reads the licences: clicks on the tab, types, goes through the list with the keys."""

    def __init__(self, qtbot: QtBot, dialog: AboutDialog) -> None:
        self._qtbot = qtbot
        (bar,) = dialog.findChildren(QTabBar)
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
        self.table = next(table for table in dialog.findChildren(QTreeWidget) if table.isVisible())
        (self.text,) = dialog.findChildren(LongText)
        (self.words,) = dialog.findChildren(QLineEdit)
        self.wait()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: self.text.is_whole)

    def read(self) -> str:
        self.wait()
        block, lines = self.text.document().firstBlock(), []
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def listed(self) -> list[str]:
        items = [self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount())]
        return [item.text(0) for item in items if item is not None and not item.isHidden()]

    def find(self, words: str) -> None:
        self._qtbot.mouseClick(self.words, Qt.MouseButton.LeftButton)
        self.words.selectAll()
        self._qtbot.keyClicks(self.words, words)
        self.wait()

    def current(self) -> str:
        item = self.table.currentItem()
        return "" if item is None else item.text(0)


@pytest.fixture
def reader(qtbot: QtBot, dialog: AboutDialog) -> Reader:
    return Reader(qtbot, dialog)


def test_it_says_what_it_is(dialog: AboutDialog) -> None:
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert __version__ in said
    assert "GPL-3.0-or-later" in said


def test_the_versions_can_be_copied(qtbot: QtBot, dialog: AboutDialog) -> None:
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"Copydesk: {__version__}\n" in copied
    assert "\nnh3: " in copied
    assert copied.index("Operating system: ") < copied.index("Qt: ")
    assert f"Qt: {qVersion()}\n" in copied
    assert "Operating system: " in copied
    assert button.text() == "Copied"


def test_every_part_has_a_licence_to_read(qtbot: QtBot, reader: Reader) -> None:
    texts: dict[tuple[str, str], str] = {}
    for _row in reader.listed():
        item = reader.table.currentItem()
        assert item is not None
        texts[item.text(0), item.text(1)] = reader.read()
        qtbot.keyClick(reader.table, Qt.Key.Key_Down)
    assert len(texts) == len(reader.listed()) > 100
    by_name = {name: text for (name, _version), text in texts.items()}
    in_full = [name for name, text in by_name.items() if "It is inside" not in text]
    with_qt = {"PySide6", "PySide6_Addons", "PySide6_Essentials", "shiboken6", "ICU"}
    assert [name for name in in_full if len(by_name[name]) < 500 and name not in with_qt] == []
    assert "GNU GENERAL PUBLIC LICENSE" in by_name["Copydesk"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in by_name["Qt"]
    assert "src/3rdparty/harfbuzz-ng" in by_name["Qt"]
    assert "src/3rdparty/chromium/third_party/angle" in by_name["Chromium"]
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in by_name["Python"]
    assert "Lucide" in by_name["Lucide icons"]
    assert "Permission is hereby granted" in by_name["PyYAML"]
    assert 'The "Artistic License"' in by_name["text-unidecode"]


def test_words_narrow_the_list_and_are_marked(qtbot: QtBot, reader: Reader) -> None:
    everything = reader.listed()
    reader.find("artistic lic")
    assert "text-unidecode" in reader.listed()
    assert len(reader.listed()) < len(everything) / 4
    assert reader.text.textCursor().selectedText().lower() == "artistic lic"
    reader.find("artistic-1")
    assert reader.current() == "text-unidecode"
    reader.find("chromium")
    assert reader.current() == "Chromium"
    first = reader.text.textCursor().selectionStart()
    qtbot.keyClick(reader.words, Qt.Key.Key_Return)
    assert reader.text.textCursor().selectionStart() > first
    qtbot.keyClick(reader.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.text.textCursor().selectionStart() == first
    assert reader.words.window().isVisible()
    qtbot.keyClick(reader.words, Qt.Key.Key_Escape)
    assert reader.listed() == everything
    assert reader.words.window().isVisible()


def test_words_that_are_nowhere(qtbot: QtBot, reader: Reader) -> None:
    reader.find("zzqq")
    assert reader.listed() == []
    assert "zzqq" in reader.read()
    reader.find("nh3")
    assert reader.current() == "nh3"
    assert "MIT" in reader.read()


def test_the_largest_text_keeps_nobody_waiting(qtbot: QtBot, reader: Reader) -> None:
    moments: list[float] = []
    ticks = QTimer(interval=0)
    ticks.timeout.connect(lambda: moments.append(time.perf_counter()))
    ticks.start()
    reader.find("chromium")
    ticks.stop()
    assert reader.text.blockCount() > 7000
    waits = sorted(after - before for before, after in pairwise(moments))
    # Now and then another program has the processor.
    assert waits[-3] < FRAME_S


def test_missing_licences_are_told(
    qtbot: QtBot, icons: Icons, jobs: Jobs, shown: Callable[[QWidget], None], tmp_path: Path
) -> None:
    dialog = AboutDialog(icons, tmp_path, jobs)
    shown(dialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "install Copydesk again" in Reader(qtbot, dialog).read()


def test_it_may_be_closed_at_once(qtbot: QtBot, icons: Icons, jobs: Jobs, shown: Callable[[QWidget], None]) -> None:
    dialog = AboutDialog(icons, RESOURCES, jobs)
    shown(dialog)
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not dialog.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_esc_and_enter_close(qtbot: QtBot, dialog: AboutDialog, key: Qt.Key) -> None:
    qtbot.keyClick(dialog, key)
    assert not dialog.isVisible()
