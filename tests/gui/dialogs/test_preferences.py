"""The preferences: every setting is there, and what is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFontComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.app.ports import Question
from editor.gui.dialogs.preferences import PAGES, WORDS, PreferencesDialog
from editor.gui.icons import Icons
from editor.services.settings import SETTINGS, Settings
from tests.gui.dialogs.hands import AREAS


class Person:
    """Chooses a folder; nothing else is asked here."""

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder

    def archive_folder(self, start: Path) -> Path | None:
        return self.folder

    def ask(self, question: Question) -> str:
        raise NotImplementedError

    def tell(self, title: str, sentence: str) -> None:
        raise NotImplementedError

    def files_to_open(self, start: Path) -> list[Path]:
        raise NotImplementedError

    def file_to_save(self, start: Path) -> Path | None:
        raise NotImplementedError

    def copy_text(self, text: str) -> None:
        raise NotImplementedError


POLICY = "[editor]\nfont_size = 14\n[policy]\neditor.line_width = 72\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    system = tmp_path / "system.ini"
    system.write_text(POLICY, "utf-8")
    return Settings(tmp_path / "user" / "settings.ini", [system])


@pytest.fixture
def dialog(settings: Settings, icons: Icons, tmp_path: Path, shown: Callable[[QWidget], None]) -> PreferencesDialog:
    dialog = PreferencesDialog(settings, AREAS, Person(tmp_path / "archive"), icons)
    shown(dialog)
    return dialog


def named(dialog: PreferencesDialog, setting_id: str) -> QWidget:
    """The control of a setting, by the name that a screen reader says; its page is turned to."""
    words = WORDS[setting_id]
    dialog.show_page(words.page)
    return next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == words.label and w.isVisible())


def test_every_setting_is_there_and_nothing_else(dialog: PreferencesDialog) -> None:
    assert list(WORDS) == [setting.id for setting in SETTINGS]
    assert {words.page for words in WORDS.values()} == set(PAGES)
    for setting in SETTINGS:
        assert named(dialog, setting.id)


def test_a_value_of_few(qtbot: QtBot, dialog: PreferencesDialog, settings: Settings) -> None:
    box = named(dialog, "appearance.theme")
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(dialog.changed) as waited:
        qtbot.keyClicks(box, "Dark")
    assert (waited.args, settings.get("appearance.theme")) == (["appearance.theme"], "dark")


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.choices], ids=lambda s: s.id)
def test_every_choice_of_the_table_is_offered(setting: object, dialog: PreferencesDialog) -> None:
    chosen = next(s for s in SETTINGS if s is setting)
    box = named(dialog, chosen.id)
    assert isinstance(box, QComboBox)
    assert [box.itemData(at) for at in range(box.count())] == list(chosen.choices)


def test_a_switch(qtbot: QtBot, dialog: PreferencesDialog, settings: Settings) -> None:
    box = named(dialog, "editor.highlight_line")
    assert isinstance(box, QCheckBox)
    with qtbot.waitSignal(dialog.changed):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert settings.get("editor.highlight_line") is False


def test_a_number_counts_once_it_is_typed_and_enter_leaves_the_dialog_open(
    qtbot: QtBot, dialog: PreferencesDialog, settings: Settings
) -> None:
    box = named(dialog, "editor.font_size")
    assert isinstance(box, QSpinBox)
    box.selectAll()
    with qtbot.assertNotEmitted(dialog.changed):
        qtbot.keyClicks(box, "18")
    with qtbot.waitSignal(dialog.changed):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert settings.get("editor.font_size") == 18
    assert dialog.isVisible()


def test_a_font_and_back_to_the_usual_one(qtbot: QtBot, dialog: PreferencesDialog, settings: Settings) -> None:
    box = named(dialog, "editor.font")
    assert isinstance(box, QFontComboBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert settings.get("editor.font") == box.currentFont().family()
    press(qtbot, dialog, "Use the usual font")
    assert settings.get("editor.font") == ""


def test_the_archive_s_folder(qtbot: QtBot, dialog: PreferencesDialog, settings: Settings, tmp_path: Path) -> None:
    line = named(dialog, "archive.folder")
    assert isinstance(line, QLineEdit)
    press(qtbot, dialog, "Choose …")
    assert settings.get("archive.folder") == line.text() == str(tmp_path / "archive")


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen platform
def test_an_organisation(qtbot: QtBot, dialog: PreferencesDialog, settings: Settings) -> None:
    box = named(dialog, "archive.organisation")
    assert isinstance(box, QComboBox)
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Kent Police")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert settings.get("archive.organisation") == "Kent"
    assert dialog.isVisible()


def test_what_the_organisation_has_set_is_shown_and_cannot_be_changed(dialog: PreferencesDialog) -> None:
    box = named(dialog, "editor.line_width")
    assert isinstance(box, QSpinBox)
    assert (box.value(), box.isEnabled()) == (72, False)
    assert any(w.isVisible() and w.text() == "Set by your organisation." for w in dialog.findChildren(QLabel))


def test_restore_defaults_leaves_what_is_locked(qtbot: QtBot, dialog: PreferencesDialog, settings: Settings) -> None:
    settings.set("appearance.theme", "dark")
    settings.set("editor.hidden_characters", True)
    dialog.show_values()
    with qtbot.waitSignals([dialog.changed, dialog.changed]):
        press(qtbot, dialog, "Restore defaults")
    assert settings.get("appearance.theme") == "system"
    assert settings.get("editor.hidden_characters") is False
    assert settings.get("editor.line_width") == 72


def test_a_setting_that_cannot_be_kept_says_so(qtbot: QtBot, dialog: PreferencesDialog, tmp_path: Path) -> None:
    (tmp_path / "user" / "settings.ini").mkdir(parents=True)  # a folder where the file should be
    box = named(dialog, "editor.hidden_characters")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert [w.text() for w in dialog.findChildren(QLabel) if w.isVisible() and w.property("role") == "error"]


def test_esc_closes(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def press(qtbot: QtBot, dialog: PreferencesDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
