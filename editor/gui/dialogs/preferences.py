"""The preferences: the table of settings as a dialog. What is changed holds at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.app.ports import Prompts
from editor.app.ruling import Ruling
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.gui.actions import N_
from editor.gui.dialogs.controls import (
    AreaChoice,
    Choice,
    Control,
    FolderChoice,
    FontChoice,
    Number,
    Switch,
    Value,
)
from editor.gui.dialogs.frame import give_size
from editor.gui.icons import Icons
from editor.gui.rules import RulesPage
from editor.gui.scroll import CalmScrollArea
from editor.services.profiles import ProfileName
from editor.services.settings import BY_ID, Setting, Settings

_SIZE = (940, 600)


@dataclass(frozen=True, slots=True)
class Words:
    """How a setting is shown: its page, name and explanation; words for its values, or a unit for its number."""

    page: str
    label: str
    help: str = ""
    values: tuple[tuple[Value, str], ...] = ()
    unit: str = "{number}"


PAGES: Mapping[str, tuple[str, str]] = {
    "appearance": (N_("Appearance"), "sun"),
    "writing": (N_("Writing"), "file-text"),
    "preview": (N_("Preview"), "eye"),
    "archive": (N_("Archive"), "folder"),
    "start": (N_("Start"), "history"),
}

WORDS: Mapping[str, Words] = {
    "appearance.theme": Words(
        "appearance",
        N_("Light or dark"),
        N_("“As the system” changes with it, for example in the evening."),
        (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark"))),
    ),
    "appearance.contrast": Words(
        "appearance",
        N_("Contrast"),
        N_("High contrast has strong words and lines, in light and in dark."),
        (("system", N_("As the system")), ("normal", N_("Normal")), ("high", N_("High"))),
    ),
    "appearance.interface_size": Words(
        "appearance",
        N_("Size of the letters"),
        N_("In menus, buttons and fields. The text has a size of its own, under “Writing”."),
        (
            (0, N_("As the system")),
            (13, N_("Normal")),
            (15, N_("Larger")),
            (17, N_("Large")),
            (20, N_("Very large")),
            (24, N_("Largest")),
        ),
    ),
    "editor.font": Words("writing", N_("Font of the text"), N_("Only here: readers see the web site’s own font.")),
    "editor.font_size": Words("writing", N_("Size of the text"), unit=N_("{number} points")),
    "editor.line_width": Words(
        "writing",
        N_("Longest line"),
        N_("Lines of about 70 characters are easiest to read."),
        unit=N_("{number} characters"),
    ),
    "editor.highlight_line": Words("writing", N_("Mark the line that the cursor is in")),
    "editor.hidden_characters": Words(
        "writing", N_("Show spaces and line ends"), N_("Helps to find double spaces, and spaces that do not break.")
    ),
    "preview.shown": Words("preview", N_("Show the preview beside the text"), N_("F8 shows and hides it at any time.")),
    "preview.graphics": Words(
        "preview",
        N_("Drawn by"),
        N_("Choose the graphics card only if scrolling the preview is slow. It takes effect at the next start."),
        (("software", N_("The processor (usual)")), ("gpu", N_("The graphics card"))),
    ),
    "archive.folder": Words("archive", N_("Archive folder"), N_("Drafts and releases are kept in it.")),
    "archive.organisation": Words(
        "archive", N_("Organisation"), N_("The one that a new release begins with. You can change it in each release.")
    ),
    "start.reopen": Words("start", N_("Open the articles again that were open last time")),
}


CHECKS = "checks"
"""The page of the rules, which are no settings of the table."""


class PreferencesDialog(QDialog):
    """Every setting on its page. ``changed`` tells the id of one that has another value now.

    With ``ruling`` the checks have a page too, with the rules for the article of the file ``article``.
    """

    changed = Signal(str)

    def __init__(
        self,
        settings: Settings,
        areas: Sequence[ProfileName],
        prompts: Prompts,
        icons: Icons,
        *,
        ruling: Ruling | None = None,
        article: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Preferences"))
        give_size(self, *_SIZE)
        self._icons, self._ruling, self._article = icons, ruling, article
        self._rules: RulesPage | None = None
        self._settings = settings
        self._areas = areas
        self._prompts = prompts
        self._controls = {setting_id: self._control(BY_ID[setting_id]) for setting_id in WORDS}
        self._pages = QListWidget()
        self._stack = QStackedWidget()
        self._told = QLabel()
        self._told.setProperty("role", "error")
        self._told.setWordWrap(True)
        self._told.hide()
        self._make_pages(icons)
        self._lay_out()
        self.show_values()

    def show_values(self) -> None:
        """Show the values in force."""
        for setting_id, control in self._controls.items():
            control.show_value(self._settings.get(setting_id))

    def show_page(self, page: str) -> None:
        """Turn to a page: a key of ``PAGES``."""
        self._pages.setCurrentRow(list(PAGES).index(page))

    def show_checks(self, rule: str = "") -> None:
        """Turn to the page of the checks, and there to a rule."""
        self._pages.setCurrentRow(len(PAGES))
        if self._rules is not None:
            self._rules.show_rule(rule)
            self._rules.enter()

    def restore_defaults(self) -> None:
        """Take back whatever the person set: the organisation's values count again, or the defaults."""
        try:
            for setting_id in self._controls:
                before = self._settings.get(setting_id)
                self._settings.forget(setting_id)
                if self._settings.get(setting_id) != before:
                    self.changed.emit(setting_id)
            if self._ruling is not None:
                self._ruling.forget_all()
        except CopydeskError as error:
            self._tell(error.sentence)
        self.show_values()

    def _tell(self, sentence: str) -> None:
        """Say why something could not be done; "" where it was."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def _give(self, setting_id: str, value: Value) -> None:
        if value == self._settings.get(setting_id):
            return
        self._tell("")
        try:
            self._settings.set(setting_id, value)
        except CopydeskError as error:
            self._tell(error.sentence)
        self.changed.emit(setting_id)

    def _control(self, setting: Setting) -> Control:
        words = WORDS[setting.id]
        control = self._special(setting.id) or (
            Choice([(value, _(text)) for value, text in words.values])
            if words.values
            else Switch(_(words.label))
            if isinstance(setting.default, bool)
            else Number(setting, _(words.unit))
        )
        control.main.setAccessibleName(_(words.label))
        control.given.connect(lambda value: self._give(setting.id, value))
        return control

    def _special(self, setting_id: str) -> Control | None:
        match setting_id:
            case "editor.font":
                return FontChoice()
            case "archive.folder":
                return FolderChoice(self._prompts.archive_folder)
            case "archive.organisation":
                return AreaChoice(self._areas)
        return None

    def _make_pages(self, icons: Icons) -> None:
        self._pages.ensurePolished()  # rows are measured once, and the style sheet makes them higher
        self._pages.setFixedWidth(170)
        self._pages.setIconSize(QSize(18, 18))
        self._pages.setAccessibleName(_("Pages"))
        for page, (title, icon) in PAGES.items():
            self._pages.addItem(QListWidgetItem(icons.icon(icon), _(title)))
            self._stack.addWidget(self._page(page, _(title)))
        if self._ruling is not None:
            self._pages.addItem(QListWidgetItem(icons.icon("circle-check"), _("Checks")))
        self._pages.currentRowChanged.connect(self._turn)
        self._pages.setCurrentRow(0)

    def _turn(self, at: int) -> None:
        """Show a page; that of the checks is made when it is first wanted."""
        if at == len(PAGES) and self._rules is None and self._ruling is not None:
            self._rules = RulesPage(self._ruling, self._article, self._icons)
            self._rules.told.connect(self._tell)
            self._stack.addWidget(_titled(_("Checks"), self._rules))
        self._stack.setCurrentIndex(at)

    def _page(self, page: str, title: str) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(20, 2, 4, 4)
        column.setSpacing(4)
        column.addWidget(_label(title, "heading"))
        for setting_id, words in WORDS.items():
            if words.page == page:
                column.addSpacing(10)
                self._add_setting(column, setting_id, words)
        column.addStretch()
        return CalmScrollArea(widget)

    def _add_setting(self, column: QVBoxLayout, setting_id: str, words: Words) -> None:
        control = self._controls[setting_id]
        explained = [_(words.help)] if words.help else []
        if self._settings.is_locked(setting_id):
            control.setEnabled(False)
            explained.append(_("Set by your organisation."))
        control.main.setAccessibleDescription("\n".join(explained))
        if not isinstance(control.main, QCheckBox):
            label = _label(_(words.label), "label")
            label.setBuddy(control.main)
            column.addWidget(label)
        column.addWidget(control, alignment=_alignment(control))
        for sentence in explained:
            column.addWidget(_label(sentence, "hint"))

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        restore = QPushButton(_("Restore defaults"))
        buttons.addButton(restore, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        # Enter ends typing a number; it must not close the dialog under it.
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        restore.clicked.connect(self.restore_defaults)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self._pages)
        line.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addLayout(line, 1)
        column.addWidget(self._told)
        column.addWidget(buttons)


def _titled(title: str, page: QWidget) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(20, 2, 4, 4)
    column.addWidget(_label(title, "heading"))
    column.addWidget(page, 1)
    return widget


def _alignment(control: Control) -> Qt.AlignmentFlag:
    """Numbers and short choices are as wide as they need to be."""
    narrow = isinstance(control, Number | Choice | Switch)
    return Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(role == "hint")
    return label
