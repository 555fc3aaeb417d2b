"""Find and replace by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.body.body_pane import BodyPane
from tests.gui.body.hands import put_cursor, selected

SHIFT = Qt.KeyboardModifier.ShiftModifier


def named(pane: BodyPane, kind: type[QWidget], name: str) -> QWidget:
    (found,) = [one for one in pane.find_bar.findChildren(kind) if one.accessibleName() == name]
    return found


def told(pane: BodyPane) -> str:
    label = named(pane, QLabel, "Result of the search")
    assert isinstance(label, QLabel)
    return label.text()


def press(qtbot: QtBot, pane: BodyPane, name: str) -> None:
    qtbot.mouseClick(named(pane, QAbstractButton, name), Qt.MouseButton.LeftButton)


def type_in(qtbot: QtBot, pane: BodyPane, name: str, text: str) -> None:
    field = named(pane, QLineEdit, name)
    field.setFocus()
    qtbot.keyClicks(field, text)


@pytest.fixture
def finding(pane: BodyPane) -> BodyPane:
    pane.editor.load("The cat, the 😀 other\ncat and the concat")
    pane.replace()
    return pane


def test_found_while_typing(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "cat")
    assert told(finding) == "1 of 3"
    assert selected(finding.editor) == "cat"
    assert len(finding.editor.extraSelections()) == 3


def test_on_and_back_and_around(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "the")
    field = named(finding, QLineEdit, "Find")
    seen = []
    for key, modifier in [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, SHIFT),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, SHIFT),
    ]:
        qtbot.keyClick(field, key, modifier)
        seen.append(told(finding))
    assert seen == [
        "2 of 4", "3 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4, from the top again", "4 of 4, from the end again",
    ]  # fmt: skip


def test_case_and_words(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "the")
    press(qtbot, finding, "Match case")
    assert told(finding).endswith("3") or told(finding).startswith("3")
    press(qtbot, finding, "Whole words only")
    finding.find_next()
    assert told(finding).endswith("of 2")


def test_replace_one_then_the_next(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "cat")
    type_in(qtbot, finding, "Replace with", "horse")
    press(qtbot, finding, "Replace this one and go to the next")
    assert finding.editor.text() == "The horse, the 😀 other\ncat and the concat"
    assert (selected(finding.editor), told(finding)) == ("cat", "1 of 2")


def test_enter_in_the_second_row_replaces(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "cat")
    type_in(qtbot, finding, "Replace with", "dog")
    qtbot.keyClick(named(finding, QLineEdit, "Replace with"), Qt.Key.Key_Return)
    assert finding.editor.text().startswith("The dog, the")


def test_enter_on_a_button_presses_it(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "cat")
    button = named(finding, QAbstractButton, "Previous (Shift+F3)")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert told(finding) == "3 of 3, from the end again"


def test_replace_all_is_one_step_of_undo(qtbot: QtBot, finding: BodyPane) -> None:
    before = finding.editor.text()
    type_in(qtbot, finding, "Find", "(c)(at)")
    press(qtbot, finding, "Regular expression")
    type_in(qtbot, finding, "Replace with", r"\2\1")
    press(qtbot, finding, "Replace every one found, as one step of undo")
    assert finding.editor.text() == "The atc, the 😀 other\natc and the conatc"
    assert told(finding) == "3 replaced"
    finding.undo()
    assert finding.editor.text() == before


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [("(c", "The pattern is not right"), ("(c|o|n|a|t| )+$1x", "Nothing found"), ("zzz", "Nothing found")],
)
def test_what_is_wrong_is_said(qtbot: QtBot, finding: BodyPane, pattern: str, sentence: str) -> None:
    press(qtbot, finding, "Regular expression")
    type_in(qtbot, finding, "Find", pattern)
    finding.find_next()
    assert told(finding).startswith(sentence)
    assert finding.editor.extraSelections() == []


def test_a_pattern_that_would_never_end_is_given_up(qtbot: QtBot, finding: BodyPane) -> None:
    finding.editor.load("a" * 80 + "b")
    press(qtbot, finding, "Regular expression")
    type_in(qtbot, finding, "Find", "(a|aa)+$")
    finding.find_next()
    assert told(finding).startswith("This pattern takes too long")


def test_in_the_selection_only(qtbot: QtBot, pane: BodyPane) -> None:
    pane.editor.load("cat\ncat\ncat")
    put_cursor(pane.editor, 0, 7)
    pane.replace()
    type_in(qtbot, pane, "Find", "cat")
    type_in(qtbot, pane, "Replace with", "a")
    press(qtbot, pane, "Replace every one found, as one step of undo")
    assert pane.editor.text() == "a\na\ncat"


def test_it_begins_with_what_is_selected(pane: BodyPane) -> None:
    pane.editor.load("one two one")
    put_cursor(pane.editor, 4, 7)
    pane.find()
    assert told(pane) == "1 of 1"


def test_escape_goes_back_to_the_text(qtbot: QtBot, finding: BodyPane) -> None:
    type_in(qtbot, finding, "Find", "cat")
    qtbot.keyClick(named(finding, QLineEdit, "Find"), Qt.Key.Key_Escape)
    assert finding.editor.hasFocus()
    assert not finding.find_bar.isVisible()
    assert finding.editor.extraSelections() == []


def test_every_control_has_a_name_and_a_hint(finding: BodyPane) -> None:
    controls = finding.find_bar.findChildren(QAbstractButton) + finding.find_bar.findChildren(QLineEdit)
    assert len(controls) > 8
    assert [one for one in controls if not one.accessibleName() or not one.toolTip()] == []
