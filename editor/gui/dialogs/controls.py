"""The controls of the preferences: each shows a value, and tells when the person gave it another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFontComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from editor.core.language import _
from editor.gui.dialogs.organisations import OrganisationBox
from editor.services.profiles import ProfileName
from editor.services.settings import Setting

Value = str | int | bool


class Control(QWidget):
    """One control, or a few that belong together. ``main`` is the one that takes the keyboard and the name."""

    given = Signal(object)

    def __init__(self, main: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.main = main
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(main, 1)
        for widget in beside:
            line.addWidget(widget)
        self.setFocusProxy(main)

    def show_value(self, value: Value) -> None:
        """Show a value without telling."""
        self.blockSignals(True)
        self._show(value)
        self.blockSignals(False)

    def _show(self, value: Value) -> None:
        raise NotImplementedError


class Choice(Control):
    """One of a few values, each with its words."""

    def __init__(self, offered: Sequence[tuple[Value, str]]) -> None:
        self._box = QComboBox()
        super().__init__(self._box)
        for value, words in offered:
            self._box.addItem(words, value)
        self._box.currentIndexChanged.connect(lambda: self.given.emit(self._box.currentData()))

    def _show(self, value: Value) -> None:
        if self._box.findData(value) < 0:  # set by hand in the file: it is in force, so it is shown
            self._box.addItem(str(value), value)
        self._box.setCurrentIndex(self._box.findData(value))


class Switch(Control):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        self._box = QCheckBox(words)
        super().__init__(self._box)
        self._box.toggled.connect(self.given.emit)

    def _show(self, value: Value) -> None:
        self._box.setChecked(bool(value))


class Number(Control):
    """A number between the setting's limits; ``unit`` has a place for it: "{number} points"."""

    def __init__(self, setting: Setting, unit: str) -> None:
        self._box = QSpinBox()
        super().__init__(self._box)
        before, _place, after = unit.partition("{number}")
        self._box.setPrefix(before)
        self._box.setSuffix(after)
        self._box.setRange(setting.least, setting.most)
        self._box.setKeyboardTracking(False)  # 1 on the way to 14 is nobody's wish
        self._box.setMinimumWidth(150)
        self._box.valueChanged.connect(self.given.emit)

    def _show(self, value: Value) -> None:
        self._box.setValue(int(value))


class FontChoice(Control):
    """A font's family; "" for the usual one, which has a button of its own."""

    def __init__(self) -> None:
        self._box = QFontComboBox()
        self._box.setMinimumContentsLength(16)
        self._usual = QPushButton(_("Use the usual font"))
        self._usual.setAutoDefault(False)
        super().__init__(self._box, self._usual)
        self._box.currentFontChanged.connect(self._chosen)
        self._usual.clicked.connect(self._reset)

    def _chosen(self, font: QFont) -> None:
        self._usual.setEnabled(True)
        self.given.emit(font.family())

    def _reset(self) -> None:
        self.show_value("")
        self._box.setFocus()
        self.given.emit("")

    def _show(self, value: Value) -> None:
        self._box.blockSignals(True)
        self._box.setCurrentFont(QFont(str(value)) if value else self.font())
        self._box.blockSignals(False)
        self._usual.setEnabled(bool(value))


class FolderChoice(Control):
    """A folder, by a button that asks for one."""

    def __init__(self, ask: Callable[[Path], Path | None]) -> None:
        self._ask = ask
        self._line = QLineEdit()
        self._line.setReadOnly(True)
        self._line.setPlaceholderText(_("None chosen yet"))
        button = QPushButton(_("Choose …"))
        button.setAutoDefault(False)
        button.setAccessibleName(_("Choose the archive folder"))
        super().__init__(self._line, button)
        button.clicked.connect(self._choose)

    def _choose(self) -> None:
        folder = self._ask(Path(self._line.text()) if self._line.text() else Path.home())
        if folder is not None:
            self.show_value(str(folder))
            self.given.emit(str(folder))

    def _show(self, value: Value) -> None:
        self._line.setText(str(value))
        self._line.setToolTip(str(value))
        self._line.setCursorPosition(0)


class AreaChoice(Control):
    """An organisation."""

    def __init__(self, areas: Sequence[ProfileName]) -> None:
        self._box = OrganisationBox()
        super().__init__(self._box)
        self._box.show_areas(areas, "", _("The one used last"))
        self._box.area_chosen.connect(self.given.emit)

    def _show(self, value: Value) -> None:
        self._box.show_area(str(value))
