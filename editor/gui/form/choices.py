"""Organisation and section: chosen from a list, found by typing a part of the name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox

from editor.core.dates import tokens_of
from editor.core.fields import Fields
from editor.core.language import _
from editor.core.place import match
from editor.core.profile import Profile
from editor.gui.form.inputs import Line
from editor.gui.form.texts import shown
from editor.gui.offers import Offers


class _Choice(QComboBox):
    """A combo box that says only what a person chose, and never grows with its longest entry."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.value = ""
        self._shown = ""
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda index: self._send(str(self.itemData(index) or "")))

    def minimumSizeHint(self) -> QSize:
        """Narrower than its longest entry."""
        return QSize(70, super().minimumSizeHint().height())

    def _send(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.edited.emit(value)

    def _make_editable(self) -> Line:
        self.setEditable(True)
        line = Line()
        line.returnPressed.disconnect()
        self.setLineEdit(line)
        line.editingFinished.connect(self._finish)
        return line

    def _finish(self) -> None:
        """Take what was typed, if anything was."""
        if self.currentText() != self._shown:
            self._shown = self.currentText()
            self._take(self._shown.strip())

    def _take(self, typed: str) -> None:
        self._send(typed)


class AreaInput(_Choice):
    """The organisation, by any part of its name. One that Copydesk does not know may be typed too."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: tuple[tuple[str, str], ...] = ()
        self._line = self._make_editable()
        self._line.setPlaceholderText(_("Type a part of the name"))
        self._line.returnPressed.connect(self._enter)
        Offers(self, rows=16)

    def show_choices(self, areas: Sequence[tuple[str, str]]) -> None:
        """The organisations to choose from."""
        if tuple(areas) == self._areas:
            return
        self._areas = tuple(areas)
        self.clear()
        for area, name in self._areas:
            self.addItem(name, area)
        self._show()

    def show_value(self, value: str) -> None:
        """Show an organisation by its name, or as the file has it."""
        if value != self.value:
            self.value = value
            self._show()

    def restore(self) -> None:
        """Forget what is half typed."""
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.setEnabled(not read_only)

    def _show(self) -> None:
        self.setCurrentIndex(self.findData(self.value))
        if self.currentIndex() < 0:
            self.setEditText(shown(self.value))
        self._shown = self.currentText()
        self._line.setCursorPosition(0)

    def _enter(self) -> None:
        self._finish()
        self.focusNextChild()

    def _take(self, typed: str) -> None:
        """A name, the only one that holds this text, or an organisation of its own; one of several is no choice."""
        text = typed.casefold()
        exact = [area for area, name in self._areas if text in (area.casefold(), name.casefold())]
        found = exact or [area for area, name in self._areas if text in name.casefold()]
        if typed and self.value not in found and len(found) < 2:
            self._send(found[0] if found else typed)
        self._show()


class SectionInput(_Choice):
    """The section of the web site; only where an organisation's addresses have one."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[str, ...] | None = None
        self.is_apart = False
        """Whether the article's address is not of the organisation's pattern, and so has no section to change."""

    def show_fields(self, fields: Fields, profile: Profile | None) -> bool:
        """Show the section of an article; False where its organisation has none."""
        if profile is None or "section" not in tokens_of(profile.path):
            return False
        value = fields["section"]
        if profile.sections != self._sections:
            self._sections = profile.sections
            self.setEditable(False)
            self.clear()
            for section in profile.sections:
                self.addItem(section or _("(none)"), section)
            if not any(profile.sections):
                self._make_editable()
            self.value = ""
        self._show(value, profile, apart=bool(fields["url"]) and match(profile, fields["url"]) is None)
        return True

    def _show(self, value: str, profile: Profile, *, apart: bool) -> None:
        self.is_apart = apart
        if value == self.value and self.currentIndex() >= 0 and not apart:
            return
        self.value = value
        if apart:
            self.setCurrentIndex(-1)
            return
        usual = next(iter(profile.sections), "") if "" not in profile.sections else ""
        index = self.findData(value or usual)
        if index < 0 and not self.isEditable():
            # Sections come and go over the years: an old article may stand in one that is no more.
            self.addItem(value, value)
            index = self.count() - 1
        self.setCurrentIndex(index)
        if index < 0:
            self.setEditText(shown(value))
        self._shown = self.currentText()
