from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.gui.form import FormState
from tests.gui.form.hands import AREAS, SURREY, Person, fields


@pytest.fixture
def sit(qtbot: QtBot) -> Callable[..., Person]:
    """Sit somebody down at a form; a new Surrey article unless told otherwise."""

    def sit_down(**parts: object) -> Person:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(600, 700)
        state = FormState(**{"fields": fields(area="Surrey"), "profile": SURREY, "areas": AREAS, **parts})
        person = Person(window, state)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return person

    return sit_down


@pytest.fixture
def person(sit: Callable[..., Person]) -> Person:
    return sit()
