"""Unsaved work after a bad end: shown beside its file, brought back, put away, or kept for the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QListWidget
from shiboken6 import isValid

from editor.gui.dialogs.recovery import RecoveryDialog
from editor.services.journal import Journal, Leftover
from tests.app.person import FINE
from tests.gui.dialogs.hands import is_filled
from tests.gui.test_accessibility import nameless, reached_by_tab, unreached
from tests.gui.test_leaks import alive
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PLACE = "news/Surrey/article.md"
TYPED = " Call\u00a0101."


class Crash:
    """What a program left that was killed: a file with unsaved changes, and a release that was never saved."""

    def __init__(self, desktop: Desktop, tmp_path: Path, *, fields: bool = True) -> None:
        self.path = desktop.put(FINE, PLACE)
        self.fields = fields
        hands = desktop.start(self.path)
        hands.field("headline").type("Bikes taken")
        hands.into_text()
        hands.type(TYPED)
        hands.press("Ctrl+N")
        hands.field("headline").type("Speed checks")
        hands.program.keeper.flush()
        # A copy of what is on the disk now: the program's own end tidies it away.
        self.folder = tmp_path / "crash"
        copy_tree(desktop.places.data / "journal", self.folder)
        desktop.quit(hands)
        self.left = self.leftovers()
        self.hands = desktop.start()

    def leftovers(self) -> list[Leftover]:
        return sorted(Journal(self.folder).leftovers(), key=lambda one: one.entry.path is None)

    def offered(self) -> list[str]:
        """What the next start will find."""
        self.hands.program.keeper.flush()
        return [one.entry.values["headline"] for one in self.leftovers()]

    def meet(self, act: Callable[[Dialog], None]) -> None:
        """The dialog, with the answer for each article by ``act``; it closes itself, or is closed."""
        hands = self.hands

        def look(found: QDialog) -> None:
            assert isinstance(found, RecoveryDialog)
            found.activateWindow()
            hands.wait(lambda: found.isActiveWindow() and not hands.program.jobs.busy and is_filled(found))
            act(Dialog(hands, found))
            if isValid(found):
                found.close()

        program = hands.program
        with hands.meeting("Unsaved work was found", look):
            RecoveryDialog(
                self.left,
                program.keeper,
                program.kit.look,
                hands.window,
                jobs=program.jobs if self.fields else None,
                profile_of=program.kit.desk.profile if self.fields else None,
            ).show()


def copy_tree(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file() and path.name != "lock":
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


class Dialog:
    """What a person sees of the dialog and does in it."""

    def __init__(self, hands: Hands, widget: RecoveryDialog) -> None:
        self.hands, self.widget = hands, widget
        found = widget.findChild(QListWidget)
        assert isinstance(found, QListWidget)
        self.list = found

    def click(self, label: str) -> None:
        self.hands.click(label, self.widget)
        self.hands.wait(self.is_at_rest)

    def down(self) -> None:
        self.list.setFocus()
        self.hands.press("Down")
        self.hands.wait(self.is_at_rest)

    def is_at_rest(self) -> bool:
        return not self.hands.program.jobs.busy and (not isValid(self.widget) or is_filled(self.widget))

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.widget.findChildren(QLabel) if label.isVisible())

    def offers(self, label: str) -> bool:
        return any(box.isVisible() and box.text() == label for box in self.widget.findChildren(QCheckBox))

    def listed(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]


@pytest.fixture
def crash(desktop: Desktop, tmp_path: Path) -> Crash:
    return Crash(desktop, tmp_path)


def test_each_article_is_there_with_what_differs_from_its_file(crash: Crash):
    def act(dialog: Dialog) -> None:
        assert dialog.listed() == ["Bikes taken", "Speed checks"]
        assert dialog.says("This had been changed and not saved:")
        for words in ("Headline", "+\u2009Bikes", "⍽101"):
            assert dialog.says(words)
        dialog.down()
        assert dialog.says("It has never been saved to a file.")
        assert dialog.says("Speed checks")

    crash.meet(act)


def test_a_file_changed_since_is_told(crash: Crash):
    crash.path.write_text(FINE.replace("Two", "Three"), "utf-8")

    def act(dialog: Dialog) -> None:
        assert dialog.says("has been changed since")
        assert dialog.says("−\u2009<s>Three</s>")

    crash.meet(act)


def test_a_file_that_is_gone_is_told_and_the_work_is_shown_whole(crash: Crash):
    crash.path.unlink()

    def act(dialog: Dialog) -> None:
        assert dialog.says("cannot be compared")
        assert dialog.says("Two bicycles were taken")

    crash.meet(act)


def test_brought_back_it_is_an_unsaved_edit_and_the_next_one_is_asked_about(crash: Crash):
    def act(dialog: Dialog) -> None:
        dialog.click("Bring back")
        assert dialog.listed() == ["Speed checks"]
        assert dialog.says("It has never been saved to a file.")
        dialog.click("Bring back")
        assert not isValid(dialog.widget) or not dialog.widget.isVisible()

    crash.meet(act)
    crash.hands.settle()
    back = {session.fields["headline"]: session for session in crash.hands.program.kit.desk.sessions}
    assert back["Bikes taken"].path == crash.path
    assert back["Bikes taken"].text_of_body().endswith(TYPED)
    assert back["Bikes taken"].is_dirty
    assert back["Speed checks"].path is None
    assert crash.path.read_text("utf-8") == FINE


BEFORE = "The state that was kept just before, at 12:08:30"


def test_the_state_before_the_newest_is_shown_and_brought_back_where_it_is_wanted(crash: Crash):
    """As where the last key before the crash removed the whole text."""
    newest, other = crash.left
    older = replace(newest.entry, body="All that was typed.", time=datetime(2026, 11, 24, 12, 8, 30))
    crash.left = [replace(newest, entry=replace(newest.entry, body=""), older=older), other]

    def act(dialog: Dialog) -> None:
        assert not dialog.says("All that")
        dialog.click(BEFORE)
        assert dialog.says("All that was typed.")
        dialog.click("Copy text")
        assert QGuiApplication.clipboard().text() == "All that was typed."
        dialog.down()
        assert not dialog.offers(BEFORE)
        dialog.hands.press("Up")
        dialog.hands.wait(lambda: dialog.offers(BEFORE))
        assert not dialog.says("All that")  # each row begins with its newest state
        dialog.click(BEFORE)
        dialog.click("Bring back")

    crash.meet(act)
    crash.hands.settle()
    (back,) = [one for one in crash.hands.program.kit.desk.sessions if one.path]
    assert back.text_of_body() == "All that was typed."
    assert back.is_dirty


def test_a_state_that_differs_in_nothing_is_not_offered(crash: Crash):
    crash.left = [replace(one, older=replace(one.entry, cursor=3)) for one in crash.left]

    def act(dialog: Dialog) -> None:
        assert not any(box.isVisible() for box in dialog.widget.findChildren(QCheckBox))

    crash.meet(act)


def test_put_away_it_is_not_offered_again_and_what_was_left_for_later_is(crash: Crash):
    def act(dialog: Dialog) -> None:
        dialog.click("Put away")
        assert dialog.listed() == ["Speed checks"]
        dialog.click("Decide later")

    crash.meet(act)
    assert crash.offered() == ["Speed checks"]
    assert not any(session.is_dirty for session in crash.hands.program.kit.desk.sessions)


def test_the_text_can_be_copied_to_the_character(crash: Crash):
    crash.meet(lambda dialog: dialog.click("Copy text"))
    assert QGuiApplication.clipboard().text().endswith(TYPED)


def test_without_a_profile_the_texts_are_compared(desktop: Desktop, tmp_path: Path):
    def act(dialog: Dialog) -> None:
        assert dialog.says("⍽101")
        assert not dialog.says("Headline")

    Crash(desktop, tmp_path, fields=False).meet(act)


def test_everything_has_a_name_and_is_reached_by_tab(crash: Crash):
    def act(dialog: Dialog) -> None:
        assert nameless(dialog.widget) == []
        assert unreached(dialog.widget, reached_by_tab(dialog.hands, dialog.list)) == []

    crash.meet(act)


def test_closed_it_is_gone_and_nothing_is_decided(crash: Crash):
    before = len([one for one in alive(RecoveryDialog) if isValid(one)])
    for _ in range(3):
        crash.meet(lambda dialog: QTest.keyClick(dialog.widget, Qt.Key.Key_Escape))
    assert len([one for one in alive(RecoveryDialog) if isValid(one)]) == before
    assert crash.offered() == ["Bikes taken", "Speed checks"]
