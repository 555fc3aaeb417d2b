"""About: the versions that run here, and a licence for everything that is used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTabWidget, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from editor import __version__
from editor.gui.dialogs.about import PARTS, AboutDialog
from editor.gui.icons import Icons
from tests.gui.dialogs.hands import RESOURCES


@pytest.fixture
def dialog(icons: Icons, shown: Callable[[QWidget], None]) -> AboutDialog:
    dialog = AboutDialog(icons, RESOURCES)
    shown(dialog)
    return dialog


def test_every_run_time_dependency_is_named() -> None:
    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=~! \[;]", line)[0].lower() for line in project["dependencies"]}
    assert needed <= {part.package.lower() for part in PARTS}


def test_it_says_what_it_is(dialog: AboutDialog) -> None:
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert __version__ in said
    assert "GPL-3.0-or-later" in said


def test_the_versions_can_be_copied(qtbot: QtBot, dialog: AboutDialog) -> None:
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"Copydesk: {__version__}\n" in copied
    assert f"Qt: {qVersion()}\n" in copied
    assert "Operating system: " in copied
    assert button.text() == "Copied"


def test_every_part_has_a_licence_to_read(qtbot: QtBot, dialog: AboutDialog) -> None:
    tabs = dialog.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(1)
    table = next(table for table in dialog.findChildren(QTreeWidget) if table.isVisible())
    text = next(text for text in dialog.findChildren(QPlainTextEdit) if text.isVisible())
    texts = {}
    for _row in range(table.topLevelItemCount()):
        item = table.currentItem()
        texts[item.text(0)] = text.toPlainText()
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert "GNU GENERAL PUBLIC LICENSE" in texts["Copydesk"]
    assert "Lucide" in texts["Lucide icons"]
    assert "Permission is hereby granted" in texts["PyYAML"]
    assert all("https://" in words or len(words) > 500 for words in texts.values())
    assert len(texts) == table.topLevelItemCount()
    shared = ("PySide6", "Shiboken6")  # with Qt
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["Qt"]
    assert [name for name in shared if texts[name] != texts["Qt"]] == []
    assert "Artistic License" in texts["text-unidecode"]
    assert len(set(texts.values())) == len(texts) - len(shared)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_esc_and_enter_close(qtbot: QtBot, dialog: AboutDialog, key: Qt.Key) -> None:
    qtbot.keyClick(dialog, key)
    assert not dialog.isVisible()
