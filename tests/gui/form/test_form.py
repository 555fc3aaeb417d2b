"""Text fields, summary, folds, keys: what is typed is sent, what is shown is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDir
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from editor.core.article import Tagged
from editor.core.fields import FIELDS, Fields
from editor.gui.form import FormState
from editor.gui.theme import load_theme, style_sheet
from tests.gui.form.hands import AREAS, DAYS, NUMBERED, RESOURCES, SURREY, Person, fields, shown

Sit = Callable[..., Person]

hard = st.text(
    st.one_of(
        st.sampled_from("ab &;<\n\r\t\u00a0\u2028\u2029\ufeff\ufdd0\ufdd1\ud800\U0001f693"),
        st.characters(codec="utf-16"),
    )
)
hard_values = st.one_of(
    hard, st.sampled_from(["&amp;lt;", "<b>bold</b>", "\ufeff", "a\r\nb", "2020-01-01T10:00Z", " "])
)


def test_every_key_is_sent(person: Person) -> None:
    person.go("headline")
    person.type("Man")
    assert person.sent == [{"headline": "M"}, {"headline": "Ma"}, {"headline": "Man"}]


def test_typing_in_the_middle_leaves_the_cursor_there(person: Person) -> None:
    for field_id in ("headline", "summary", "title", "image", "incident_reference"):
        person.show(fields=fields(area="Surrey"))
        person.go(field_id)
        person.type("helo")
        person.press("Left")
        person.type("l, hell")
        assert person.last == {field_id: "hell, hello"}


def test_showing_the_same_again_keeps_a_selection(person: Person) -> None:
    for field_id, name in (("headline", "Headline"), ("summary", "Summary")):
        person.go(field_id)
        person.type("one two")
        person.press("Ctrl+Shift+Left")
        person.show(suggestion="Something else entirely", place_hint="This address is taken.")
        widget = person.find(QWidget, name)
        selected = (
            widget.textCursor().selectedText() if isinstance(widget, QTextEdit) else person.line(name).selectedText()
        )
        assert selected == "two"
        person.type("2")
        assert person.last == {field_id: "one 2"}


def test_a_value_that_became_another_is_shown_with_the_cursor_where_it_was(person: Person) -> None:
    person.go("headline")
    person.type("abcdef")
    person.press("Home", "Right", "Right")
    person.show(fields=fields(headline="abXcdef"))
    assert person.line("Headline").cursorPosition() == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.fixed_dictionaries({spec.id: hard_values for spec in FIELDS}),
    profile=st.sampled_from([None, SURREY, NUMBERED, DAYS]),
)
def test_what_is_only_shown_is_never_sent(sit: Sit, values: dict[str, str], profile: object) -> None:
    person = _the_one(sit)
    for released in (False, True):
        state = FormState(Fields(values, {"og.type": "a\nb"}), profile, AREAS, released, key=str(released))
        person.sent.clear()
        person.form.show_fields(state)
        for spec in FIELDS:
            person.form.focus_field(spec.id)
        person.form.focus_field("extra.og.type")
        person.form.focus_field("headline")
        person.form.show_fields(state)
        assert person.sent == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=hard_values, field_id=st.sampled_from(["headline", "summary", "title", "incident_day"]))
def test_a_letter_at_the_end_changes_nothing_before_it(sit: Sit, value: str, field_id: str) -> None:
    person = _the_one(sit)
    person.form.changed.disconnect()
    person.form.changed.connect(person.sent.append)
    person.form.show_fields(FormState(fields(area="Surrey"), SURREY, AREAS, key="before"))
    person.form.show_fields(FormState(fields(area="Surrey", **{field_id: value}), SURREY, AREAS, key="after"))
    person.go(field_id)
    person.press("Ctrl+End" if field_id == "summary" else "End")
    person.type("x")
    assert person.last == {field_id: value + "x"}


_people: dict[object, Person] = {}


def _the_one(sit: Sit) -> Person:
    """One form for all the examples of a test."""
    if sit not in _people:
        _people.clear()
        _people[sit] = sit()
    return _people[sit]


def test_lines_that_are_pasted_become_one(person: Person) -> None:
    for field_id in ("headline", "summary"):
        person.go(field_id)
        person.paste("First line\r\nsecond\u2028third\tfourth\u00a0end")
        assert person.last == {field_id: "First line second third fourth\u00a0end"}


def test_no_break_spaces_are_copied_as_such(sit: Sit) -> None:
    person = sit(fields=fields(summary="10\u00a0am\nlater"))
    person.go("summary")
    person.press("Ctrl+A", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "10\u00a0am\nlater"


def test_enter_goes_on_and_breaks_no_line(person: Person) -> None:
    person.go("headline")
    person.press("Return")
    assert person.form.field_with_focus() == "summary"
    for key in ("Return", "Shift+Return", "Enter"):
        person.go("summary")
        person.press(key)
        assert person.form.field_with_focus() == "published"
    assert person.sent == []


def test_the_count_says_when_a_headline_is_too_long(sit: Sit) -> None:
    person = sit(fields=fields(headline="x" * 65))
    assert _count(person, "65 / 65").property("role") == "hint"
    person.go("headline")
    person.press("End")
    person.type("e")
    assert _count(person, "66 / 65").property("role") == "warning"
    assert person.last == {"headline": "x" * 65 + "e"}


def _count(person: Person, text: str) -> QLabel:
    return next(label for label in person.form.findChildren(QLabel) if label.text() == text)


def test_the_first_paragraph_is_offered_while_there_is_no_summary(sit: Sit) -> None:
    person = sit(suggestion="Officers are appealing for witnesses.")
    taken: list[bool] = []
    person.form.use_suggestion.connect(lambda: taken.append(True))
    summary = person.find(QTextEdit, "Summary")
    assert summary.placeholderText() == "Officers are appealing for witnesses."
    person.press_button("Use first paragraph")
    assert taken == [True]
    person.go("summary")
    person.type("A")
    assert not next(b for b in person.form.findChildren(QPushButton) if b.text() == "Use first paragraph").isVisible()


def test_the_summary_grows_to_three_lines_and_no_further(person: Person) -> None:
    summary = person.find(QTextEdit, "Summary")
    heights = []
    for words in (1, 25, 32, 200):
        person.show(fields=fields(summary="word " * words))
        person.form.parentWidget().layout()
        QGuiApplication.processEvents()
        heights.append(summary.sizeHint().height())
    line = summary.fontMetrics().lineSpacing()
    assert heights[0] == heights[1] - line
    assert heights[1] == heights[2] == heights[3]


def test_undo_and_redo_are_the_windows(person: Person) -> None:
    done: list[str] = []
    for name, keys in (("undo", ["Ctrl+Z"]), ("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])):
        action = QAction(name, person.form.window())
        action.setShortcuts(keys)
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
        person.form.window().addAction(action)
    for field_id in ("headline", "summary", "area", "published", "slug", "title", "image", "section"):
        done.clear()
        person.go(field_id)
        if field_id not in ("area", "section", "published"):
            person.type("a")
        person.sent.clear()
        person.press("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z")
        assert done == ["undo", "redo", "redo"], field_id
        assert person.sent == []


def test_focus_finds_every_field_and_tells_it(person: Person) -> None:
    for spec in FIELDS:
        person.go(spec.id)
        assert person.form.field_with_focus() == spec.id
    person.show(fields=Fields(extra={"og.type": "website", "note": "x"}))
    person.go("extra.og.type")
    assert person.form.field_with_focus() == "extra.og.type"
    person.go("nonsense")
    assert person.form.field_with_focus() == "extra.og.type"


def test_folds_open_by_keys_and_are_remembered(person: Person) -> None:
    assert not any(person.form.fold_states().values())
    person.go("headline")
    for _ in range(30):
        person.press("Tab")
        if person.here.accessibleName() == "Picture, hidden":
            break
    person.press("Space")
    assert person.form.fold_states() == {"address": False, "picture": True, "incident": False, "extra": False}
    assert person.line("Picture").isVisible()
    person.press("Space")
    assert not any(person.form.fold_states().values())
    person.form.set_fold_states({"incident": True, "no more": True})
    assert person.form.fold_states()["incident"]


def test_tab_goes_from_top_to_bottom(sit: Sit) -> None:
    person = sit(released=False, suggestion="")
    person.go("area")
    seen = []
    for _ in range(12):
        if (field_id := person.form.field_with_focus()) and field_id not in seen:
            seen.append(field_id)
        person.press("Tab")
    assert seen == ["area", "section", "headline", "summary", "published", "slug"]


def test_every_field_can_be_reached_by_its_letter(person: Person) -> None:
    person.form.set_fold_states(dict.fromkeys(person.form.fold_states(), True))
    reached = []
    for label in person.form.findChildren(QLabel):
        if label.isVisible() and label.buddy():
            person.press("Alt+" + label.text()[label.text().index("&") + 1])
            reached.append(person.form.field_with_focus())
    assert sorted(reached) == sorted(spec.id for spec in FIELDS)


def test_everything_that_takes_keys_has_a_name(person: Person) -> None:
    person.form.set_fold_states(dict.fromkeys(person.form.fold_states(), True))
    person.go("headline")
    names = []
    for _ in range(40):
        names.append(person.here.accessibleName() or getattr(person.here, "text", str)())
        person.press("Tab")
    assert all(names)
    assert {"Organisation", "Section", "Headline", "Summary", "Published", "Time of publication"} <= set(names)


def test_nothing_can_be_changed_where_one_may_only_read(sit: Sit) -> None:
    values = {spec.id: "text" for spec in FIELDS} | {"published": "2020-02-02T10:00"}
    for profile in (SURREY, None):
        person = sit(fields=Fields(values, {"og.type": "x"}), profile=profile, read_only=True)
        for spec in FIELDS:
            person.go(spec.id)
            person.type("a")
            person.press("Backspace", "Up", "Delete")
        person.go("extra.og.type")
        person.press("Delete", "Return")
        assert person.sent == []


def test_the_form_leaves_most_of_the_window_to_the_text(sit: Sit) -> None:
    person = sit(fields=fields(headline="A headline", summary="word " * 100, area="Surrey"))
    assert person.form.sizeHint().height() <= 320
    assert person.form.minimumSizeHint().width() <= 480


def test_other_articles_values_are_shown_whoever_has_the_keys(sit: Sit) -> None:
    person = sit(key="one")
    person.go("headline")
    person.type("One")
    person.form.show_fields(FormState(fields(headline="Two"), NUMBERED, AREAS, key="two"))
    assert shown(person.line("Headline")) == "Two"


@pytest.mark.parametrize("kept", [Tagged("tag:yaml.org,2002:seq", ("a", "b")), ("a", {"b": "c"}), {}])
def test_a_value_that_is_no_text_is_shown_and_not_edited(sit: Sit, kept: object) -> None:
    person = sit(fields=Fields(kept={"tags": kept}))
    person.go("extra.tags")
    person.press("Return", "Delete")
    person.type("x")
    assert person.sent == []
    assert isinstance(person.here, QWidget) and not isinstance(person.here, QLineEdit)


def test_no_size_of_the_window_makes_the_form_swing(sit: Sit) -> None:
    """A scroll bar that comes makes the summary narrower and so higher; that must not send it away again, for ever."""
    person = sit()
    QDir.setSearchPaths("controls", [str(RESOURCES / "icons" / "controls")])
    person.window.setStyleSheet(style_sheet(RESOURCES, load_theme(RESOURCES, "light")))
    person.form.set_fold_states({"picture": True})
    column = QVBoxLayout(person.window)
    body = QTextEdit()
    body.setMinimumHeight(100)
    column.addWidget(person.form)
    column.addWidget(body, 1)
    summary = person.find(QTextEdit, "Summary")
    for words in range(20, 50):
        person.show(fields=fields(area="Surrey", summary="in " * words))
        tight = person.form.sizeHint().height() + 100
        for height in range(tight - 20, tight + 40, 2):
            person.window.resize(560, height)
            for _ in range(3):
                QGuiApplication.processEvents()
            assert summary.height() == summary.sizeHint().height()
