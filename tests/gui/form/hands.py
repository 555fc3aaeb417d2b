"""The form as a person meets it: things are found by the names that are read out, and used by keys and clicks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from editor.core import lens
from editor.core.article import Article
from editor.core.fields import FIELDS, Fields
from editor.core.profile import Profile
from editor.gui.form import FormPane, FormState
from editor.gui.icons import Icons
from editor.gui.theme import load_theme

RESOURCES = Path(__file__).parents[3] / "resources"
NOW = datetime(2021, 3, 4, 5, 6)
AREAS = (
    ("Elsewhere", "Elsewhere Council"),
    ("North Downs", "North Downs Police"),
    ("South Downs", "South Downs Police"),
    ("Surrey", "Surrey Police"),
)
SURREY = Profile(
    area="Surrey",
    name="Surrey Police",
    base="https://www.surrey.example",
    path="/news/{section}/{yyyy}/{mm}/{slug}/",
    sections=("news", "appeals"),
    slug="keep-dashes",
    title_suffix=" | Surrey Police",
    date_keys={"publish.date": "{HH}:{MM} {dd}/{mm}/{yyyy}"},
)
NUMBERED = Profile(area="Elsewhere", name="Elsewhere Council", base="https://else.example", path="/article/{id}/{slug}")
DAYS = Profile(
    area="Days",
    name="Days",
    base="https://days.example",
    path="/{yyyy}/{slug}",
    date_keys={"publish.date": "{d} {Month} {yyyy}"},
)
W = TypeVar("W", bound=QWidget)


def fields(**values: str) -> Fields:
    return Fields(values={spec.id: values.get(spec.id, "") for spec in FIELDS})


@cache
def icons() -> Icons:
    """One set for all, as in the program: its icons must not outlive it."""
    return Icons(RESOURCES / "icons", load_theme(RESOURCES, "light").colours)


class Person:
    """Somebody at the form, and the article behind it: what is changed is settled and shown again, as in the window."""

    def __init__(self, window: QWidget, state: FormState) -> None:
        self.form = FormPane(icons(), now=lambda: NOW, parent=window)
        self.window = window
        self.sent: list[dict[str, str]] = []
        self.state = state
        self.article = Article()
        self.form.changed.connect(self._changed)
        self.form.resize(600, 700)
        self.form.show_fields(state)

    def _changed(self, changes: Mapping[str, str]) -> None:
        self.sent.append(dict(changes))
        state = self.state
        after = lens.edit(self.article, state.fields, changes, state.profile, released=state.released)
        self.show(fields=after)

    def show(self, **parts: object) -> None:
        self.state = replace(self.state, **parts)
        self.form.show_fields(self.state)

    @property
    def last(self) -> dict[str, str]:
        return self.sent[-1]

    def find(self, kind: type[W], name: str) -> W:
        found = [w for w in self.form.findChildren(kind) if w.accessibleName() == name and w.isVisible()]
        assert len(found) == 1, (name, [w.accessibleName() for w in self.form.findChildren(kind)])
        return found[0]

    def line(self, name: str) -> QLineEdit:
        return self.find(QLineEdit, name)

    def press_button(self, name: str) -> None:
        found = [b for b in self.form.findChildren(QAbstractButton) if name in (b.accessibleName(), b.text())]
        QTest.mouseClick(next(b for b in found if b.isVisible()), Qt.MouseButton.LeftButton)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))

    def go(self, field_id: str) -> None:
        self.form.focus_field(field_id)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClicks(self.here, character)

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(QApplication.activePopupWidget() or self.here, key)
            QApplication.processEvents()

    @property
    def here(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")


def shown(widget: QWidget) -> str:
    """The text that an input holds, by its blocks where it has several."""
    if isinstance(widget, QTextEdit):
        block, lines = widget.document().begin(), []
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)
    assert isinstance(widget, QLineEdit)
    return widget.text()
