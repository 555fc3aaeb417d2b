"""Whatever a person does in whatever order: the last typed text is in hand, and the file is the last confirmed save."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pytestqt.qtbot import QtBot

from editor.core.codec import parse
from tests.app.person import Office

WORDS = st.text("abc é–\n'&<", min_size=1, max_size=12).map(str.strip).filter(bool)
FIELDS = st.sampled_from(["headline", "summary", "image", "incident_reference", "extra.position"])


class Editor:
    """A text with an undo that knows which of its states was saved: what the window's editor is to a session."""

    def __init__(self, text: str) -> None:
        self.states = [text]
        self.at = 0
        self.clean: int | None = 0

    @property
    def text(self) -> str:
        return self.states[self.at]

    def type(self, text: str) -> None:
        if self.clean is not None and self.clean > self.at:
            self.clean = None
        self.states = [*self.states[: self.at + 1], text]
        self.at += 1


class Desk(RuleBasedStateMachine):
    """One article on a real disk, and all that can be done to it."""

    qtbot: QtBot

    @initialize(headline=WORDS)
    def begin(self, headline: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name) / "archive"
        root.mkdir()
        self.office = Office(self.qtbot, root)
        self.confirmed: bytes | None = None
        self.office.desk.new("Surrey")
        self.office.session.change({"headline": headline})
        self.take_up()

    def take_up(self) -> None:
        """The session that is in front gets its editor, as a window would give it one."""
        self.session = self.office.session
        self.editor = Editor(self.session.body)
        self.session.text_of_body = lambda: self.editor.text
        self.session.state_changed.connect(self.mark_clean)

    def mark_clean(self) -> None:
        if not self.session.is_dirty:
            self.editor.clean = self.editor.at

    def tell(self) -> None:
        self.session.body_changed(self.editor.at != self.editor.clean)

    # -- what a person does

    @rule(text=WORDS)
    def type_text(self, text: str) -> None:
        self.editor.type(text)
        self.tell()

    @rule(by=st.sampled_from([-9, -1, 1]))
    def travel_in_text(self, by: int) -> None:
        self.editor.at = min(max(self.editor.at + by, 0), len(self.editor.states) - 1)
        self.tell()

    @rule(field_id=FIELDS, text=WORDS)
    def type_field(self, field_id: str, text: str) -> None:
        self.session.change({field_id: text})
        shown = self.session.fields
        is_extra = field_id.startswith("extra.")
        assert (shown.extra["position"] if is_extra else shown[field_id]) == text

    @rule()
    def undo(self) -> None:
        could, before = self.session.history.can_undo, self.session.fields
        self.session.undo()
        if could:
            self.session.redo()
            assert self.session.fields == before, "a step back and forth is none"
            self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @rule()
    def leave_the_field(self) -> None:
        self.session.history.end_step()

    @rule()
    def save(self) -> None:
        self.office.person.answers = ["save"] if self.session.departures else []
        assert self.office.save(self.session)
        self.confirm()

    @rule(text=WORDS, field_too=st.booleans())
    def type_while_it_is_saved(self, text: str, field_too: bool) -> None:
        self.type_text(f"{text} before")
        self.office.person.answers = ["save"] if self.session.departures else []
        with self.office.disk.waiting():
            self.office.saver.save(self.session)
            self.type_text(text)
            if field_too:
                self.session.change({"summary": text})
        self.office.settle()
        assert self.session.path
        self.confirmed = self.session.path.read_bytes()

    @rule()
    def save_on_a_full_disk(self) -> None:
        if not self.session.is_dirty:
            return
        self.office.person.answers = ["cancel"]
        self.office.disk.is_full = True
        before = self.editor.text, self.session.fields
        saved = self.office.save(self.session)
        self.office.disk.is_full = False
        assert (self.editor.text, self.session.fields) == before
        if saved:  # the file held these bytes already
            self.confirm()
        else:
            assert self.session.is_dirty

    @precondition(lambda self: not self.session.released and self.session.fields["headline"])
    @rule(agrees=st.booleans())
    def release(self, agrees: bool) -> None:
        self.office.person.answers = ["release" if agrees else "cancel"]
        if self.office.release(self.session):
            self.confirm()
            assert self.session.released

    @rule()
    def close_and_open_again(self) -> None:
        if self.session.is_dirty or not self.session.path:
            return
        text, fields, path = self.editor.text, self.session.fields, self.session.path
        assert self.office.close_article(self.session)
        self.office.desk.open([path])
        self.office.settle()
        self.take_up()
        assert self.session.body == text
        assert self.session.fields.values == fields.values
        assert self.session.fields.extra == fields.extra

    def confirm(self) -> None:
        """The desk says that it is saved: then all of it is in the file."""
        assert self.session.path
        self.confirmed = self.session.path.read_bytes()
        assert not self.session.is_dirty
        assert parse(self.confirmed).article.body == self.editor.text

    # -- what is always so

    @invariant()
    def the_file_is_the_last_confirmed_save(self) -> None:
        files = [path for path in self.office.root.rglob("*") if path.is_file()]
        assert [path.read_bytes() for path in files] == ([self.confirmed] if self.confirmed is not None else [])

    @invariant()
    def what_is_not_in_the_file_is_unsaved(self) -> None:
        if not self.session.is_dirty and self.confirmed is not None:
            assert self.session.snapshot().data == self.confirmed

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.close()
            self.folder.cleanup()


@pytest.mark.parametrize("steps", [20])
def test_nothing_is_ever_lost(qtbot: QtBot, steps: int):
    Desk.qtbot = qtbot
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=60,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
