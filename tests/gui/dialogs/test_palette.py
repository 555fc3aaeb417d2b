"""Ctrl+K: type, choose by keys, or by a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor.gui.actions import ACTIONS, make_actions
from editor.gui.dialogs.palette import Entry, Palette, act_entries
from editor.gui.icons import Icons

ENTRIES = [
    Entry("save", "Save", "File", "save", "Ctrl+S"),
    Entry("save_as", "Save as", "File", "save-all", "Ctrl+Shift+S"),
    Entry("recent:1", "Appeal after collision in Sandwich", "/archive/drafts/Kent"),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    return window


@pytest.fixture
def palette(window: QWidget, icons: Icons, qtbot: QtBot) -> Palette:
    palette = Palette(window, icons, ENTRIES)
    with qtbot.waitExposed(palette):
        palette.show()
    palette.activateWindow()
    qtbot.waitUntil(lambda: field(palette).hasFocus())
    return palette


def field(palette: Palette) -> QLineEdit:
    found = palette.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def rows(palette: Palette) -> list[str]:
    view = palette.findChild(QListWidget)
    assert isinstance(view, QListWidget)
    return [view.item(at).text() for at in range(view.count())]


def test_everything_is_there_in_its_order(palette: Palette) -> None:
    assert rows(palette) == [entry.title for entry in ENTRIES]


def test_type_go_down_and_enter(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(field(palette), "sa")
    assert rows(palette) == ["Save", "Save as", "Appeal after collision in Sandwich"]
    qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    assert field(palette).accessibleDescription() == "Save as, File, Ctrl+Shift+S"
    with qtbot.waitSignal(palette.chosen) as waited:
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert waited.args == ["save_as"]
    qtbot.waitUntil(lambda: not isValid(palette))


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        (Qt.Key.Key_Up, "recent:1"),
        (Qt.Key.Key_Backtab, "recent:1"),
        (Qt.Key.Key_Tab, "save_as"),
        (Qt.Key.Key_PageDown, "recent:1"),
        (Qt.Key.Key_PageUp, "save"),
    ],
)
def test_single_steps_go_round_and_pages_stop(qtbot: QtBot, palette: Palette, key: Qt.Key, chosen: str) -> None:
    qtbot.keyClick(field(palette), key)
    with qtbot.waitSignal(palette.chosen) as waited:
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert waited.args == [chosen]


def test_a_click_chooses(qtbot: QtBot, palette: Palette) -> None:
    view = palette.findChild(QListWidget)
    assert isinstance(view, QListWidget)
    with qtbot.waitSignal(palette.chosen) as waited:
        place = view.visualItemRect(view.item(1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert waited.args == ["save_as"]


def test_nothing_fits(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(field(palette), "zzz")
    assert rows(palette) == []
    assert any(label.isVisible() and "Nothing fits" in label.text() for label in palette.findChildren(QLabel))
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_esc_closes_and_it_is_gone(qtbot: QtBot, palette: Palette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClick(field(palette), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(palette))
    assert chosen == []


def test_it_closes_when_the_person_turns_away(qtbot: QtBot, palette: Palette, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: not isValid(palette))


def test_it_stands_at_the_top_centre_of_its_window(palette: Palette, window: QWidget) -> None:
    assert abs(palette.geometry().center().x() - window.geometry().center().x()) <= 1
    assert window.geometry().contains(palette.geometry())
    assert palette.y() - window.y() < 100


def test_acts_that_can_be_done_are_entries(window: QWidget, icons: Icons) -> None:
    acts: dict[str, Callable[[], None]] = {spec.id: lambda: None for spec in ACTIONS}
    actions = make_actions(window, icons, acts)
    actions["save"].setEnabled(False)
    entries = {entry.id: entry for entry in act_entries(actions)}
    assert "save" not in entries
    assert "palette" not in entries
    assert entries["save_as"] == Entry("save_as", "Save as", "File", "save-all", "Ctrl+Shift+S")
    assert entries["heading2"].title == "Heading 2"
