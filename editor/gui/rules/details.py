"""The chosen rule or family in full: how it is told, who chose that, why it is looked for, and an example."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.core.checks.values import Level, Rule
from editor.core.language import _, ngettext
from editor.gui.levels import full_name, short_name
from editor.gui.rules.model import Row
from editor.services.levels import Chosen
from editor.services.rules import Origin

USUAL = "usual"
"""What the choice of a level says of "as the organisation has it"."""

_PLACE = re.compile(r"\{\w+\}")


class RuleDetails(QWidget):
    """Shows one row. ``chosen`` carries a level, or ``USUAL``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self._how, self.who, self.about = (QLabel(self) for _number in range(4))
        self.level = QComboBox(self)
        self._lay_out()
        self.level.activated.connect(lambda at: self.chosen.emit(self.level.itemData(at)))
        self.show_row(None)

    def _lay_out(self) -> None:
        self.title.setProperty("role", "subheading")
        self._how.setProperty("role", "label")
        self._how.setText(_("How it is &told"))
        self._how.setBuddy(self.level)
        self.level.setAccessibleName(_("How it is told"))
        self.level.setPlaceholderText(_("In various ways"))
        self.who.setProperty("role", "hint")
        for text in (self.title, self.who):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
        self.about.setWordWrap(True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setTextFormat(Qt.TextFormat.RichText)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.about)
        self.about.setProperty("plain", True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.title, self._how, self.level, self.who):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(scroll, 1)

    def show_row(self, row: Row | None) -> None:
        """Show a row, or nothing."""
        for widget in (self._how, self.level, self.who):
            widget.setVisible(row is not None)
        self.title.setText(row.title if row else _("No check has these words"))
        self.about.setText("" if row is None else escape(row.family.about) if row.heads else _about(row.rules[0].rule))
        if row is not None:
            self.who.setText(said_of(row))
            self._fill(row)

    def _fill(self, row: Row) -> None:
        self.level.clear()
        for value, words in choices(row):
            self.level.addItem(words, value)
        self.level.setCurrentIndex(self.level.findData(row.level) if row.level else -1)
        self.level.setEnabled(not row.is_locked)
        self.level.setAccessibleDescription(self.who.text())


def choices(row: Row) -> list[tuple[Level | str, str]]:
    """The levels that may be chosen for a row, the gravest first, and what it has without the person's choice."""
    usual = (
        _("As the organisation has it: {level}").format(level=short_name(row.usual))
        if row.usual
        else _("Each as the organisation has it")
    )
    levels: list[tuple[Level | str, str]] = [(level, full_name(level)) for level in Level]
    return [*levels, (USUAL, usual)] if row.is_own else levels


def said_of(row: Row) -> str:
    """Who chose the level of a row."""
    if row.heads:
        return _said_of_family(row)
    one = row.rules[0]
    if one.is_own:
        return _("You chose this. Your organisation has “{level}”.").format(level=short_name(one.usual))
    return _of_origin(one)


def _of_origin(one: Chosen) -> str:
    return {
        Origin.BUILT_IN: _("As it comes with Copydesk."),
        Origin.ORGANISATION: _("As your organisation has it."),
        Origin.OWN_FILE: _("As your own file of rules has it."),
        Origin.ARCHIVE: _("As everybody has it who uses this archive."),
        Origin.POLICY: _("Your organisation has set this for everybody, so it cannot be changed here."),
    }[one.given.origin]


def _said_of_family(row: Row) -> str:
    if row.is_locked:
        return _("Your organisation has set this for everybody, so it cannot be changed here.")
    count = len(row.rules)
    return ngettext(
        "What you choose here counts for the {count} check of this kind.",
        "What you choose here counts for all {count} checks of this kind.",
        count,
    ).format(count=count)


def _about(rule: Rule) -> str:
    """Its sentence with gaps where words of the article come, why it matters, and the example."""
    parts = (
        (_("What it says"), _PLACE.sub("…", rule.sentence)),
        (_("Why"), rule.why),
        (_("For example"), rule.example),
    )
    return "".join(f"<p><b>{escape(head)}</b><br>{escape(text)}</p>" for head, text in parts if text)
