"""Earlier versions: found, compared, taken back whole or in part into the article, which can undo it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QListWidget, QPushButton
from shiboken6 import isValid

from editor.gui.dialogs.versions import VersionsDialog
from editor.services.versions import Versions
from tests.app.person import FINE
from tests.gui.dialogs.hands import is_filled
from tests.gui.test_accessibility import nameless, reached_by_tab, unreached
from tests.gui.test_leaks import alive
from tests.hands import Desktop, Hands, choosing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NBSP = FINE.replace("Two bicycles were", "Two\u00a0bicycles were")
BROKEN = "```yaml\nog: [\n```\n\nWords.\n"
PLACE = "news/Surrey/article.md"


class History:
    """An article in the window whose file was something else before, and the dialog about it."""

    def __init__(self, desktop: Desktop, *before: str, now: str = FINE) -> None:
        self.path = desktop.put(now, PLACE)
        self.folder = desktop.root / "versions"
        time = [datetime(2024, 11, 18, 17, 45)]
        self.versions = Versions(self.folder, now=lambda: time[0])
        for number, text in enumerate(before):
            time[0] = datetime(2024, 11, 19, 8 + number, 15)
            keep = self.versions.keep if number else self.versions.keep_original
            keep(self.path, text.encode())
        self.hands = desktop.start(self.path)

    def look(self, act: Callable[[Dialog], None]) -> None:
        """Open the dialog, wait until it has found what there is, and do something there; then it is closed."""
        hands = self.hands

        def meet(found: object) -> None:
            assert isinstance(found, VersionsDialog)
            dialog = Dialog(hands, found)
            found.activateWindow()
            hands.wait(lambda: found.isActiveWindow() and not hands.program.jobs.busy and is_filled(found))
            try:
                act(dialog)
            finally:
                if isValid(found):
                    found.close()

        with hands.meeting("Earlier versions", meet):
            program = hands.program
            VersionsDialog(hands.session, self.versions, program.jobs, program.kit.look, parent=hands.window).show()


class Dialog:
    """What a person sees of the dialog and does in it."""

    def __init__(self, hands: Hands, widget: VersionsDialog) -> None:
        self.hands, self.widget = hands, widget
        found = widget.findChild(QListWidget)
        assert isinstance(found, QListWidget)
        self.list = found

    def click(self, label: str) -> None:
        self.hands.click(label, self.widget)
        self.hands.wait(self.is_at_rest)

    def down(self) -> None:
        """Go to the next version by key."""
        self.list.setFocus()
        self.hands.press("Down")
        self.hands.wait(self.is_at_rest)

    def is_at_rest(self) -> bool:
        return not self.hands.program.jobs.busy and (not isValid(self.widget) or is_filled(self.widget))

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.widget.findChildren(QLabel) if label.isVisible())

    def can(self, label: str) -> bool:
        (button,) = [one for one in self.widget.findChildren(QPushButton) if one.text() == label]
        return button.isEnabled()

    def offered(self) -> list[str]:
        """What can be taken one by one."""
        names = [one.accessibleName() for one in self.widget.findChildren(QPushButton) if one.isVisible()]
        return [name.removeprefix("Take this: ") for name in names if name.startswith("Take this: ")]

    def listed(self) -> list[str]:
        return [self.list.item(at).data(0x000B) for at in range(self.list.count())]  # the accessible text


EARLIER = FINE.replace("Bicycles taken from shed", "Bikes stolen").replace("asked to call us", "asked to call 101")


def test_the_latest_is_first_and_each_says_what_happened_and_how_long_it_is(desktop: Desktop):
    told: list[str] = []
    History(desktop, FINE, EARLIER).look(lambda dialog: told.extend(dialog.listed()))
    assert told == [
        "Tuesday 19 November 2024, 09:15. Before a save, 18 words",
        "Tuesday 19 November 2024, 08:15. As it was opened, 18 words",
    ]


def test_what_differs_is_shown_and_going_on_compares_the_next(desktop: Desktop):
    def act(dialog: Dialog) -> None:
        assert dialog.offered() == ["Headline", "Paragraph 2"]
        dialog.down()
        assert dialog.offered() == []
        assert dialog.says("Your text is the same as this version.")

    History(desktop, FINE, EARLIER).look(act)


def test_a_whole_version_comes_back_as_an_edit_that_can_be_undone(desktop: Desktop):
    history = History(desktop, EARLIER)
    history.look(lambda dialog: dialog.click("Restore whole"))
    hands = history.hands
    assert hands.session.is_dirty
    assert (hands.field("headline").text, hands.field("title").text) == ("Bikes stolen", "Bikes stolen | Surrey Police")
    assert "asked to call 101" in hands.body
    assert history.path.read_text("utf-8") == FINE
    hands.into_text()
    hands.press("Ctrl+Z")
    hands.field("headline").focus()
    hands.press("Ctrl+Z")
    assert hands.session.snapshot().data.decode() == FINE


def test_one_field_is_taken_by_key_and_what_follows_it_follows(desktop: Desktop):
    history = History(desktop, EARLIER)

    def act(dialog: Dialog) -> None:
        while QApplication.focusWidget() and QApplication.focusWidget().accessibleName() != "Take this: Headline":
            dialog.hands.press("Tab")
        dialog.hands.press("Space")
        dialog.hands.wait(lambda: dialog.offered() == ["Paragraph 2"])
        assert dialog.says("Taken: Headline.")
        assert dialog.hands.focus.accessibleName() == "Take this: Paragraph 2"

    history.look(act)
    session = history.hands.session
    assert session.snapshot().data.decode() == FINE.replace("Bicycles taken from shed", "Bikes stolen")
    session.undo()
    assert not session.is_dirty


def test_one_paragraph_is_taken_to_the_character(desktop: Desktop):
    history = History(desktop, NBSP.replace("call us", "call 101"))
    history.look(lambda dialog: dialog.click("Take this: Paragraph 1"))
    hands = history.hands
    assert (
        hands.body == "Two\u00a0bicycles were taken from a shed in Woking.\n\nAnyone who saw them is asked to call us."
    )
    hands.into_text()
    hands.press("Ctrl+Z")
    assert hands.session.snapshot().data.decode() == FINE


def test_a_version_is_compared_with_what_was_typed_since(desktop: Desktop):
    history = History(desktop, FINE)
    history.hands.into_text()
    history.hands.type(" Thank you.")

    def act(dialog: Dialog) -> None:
        assert dialog.offered() == ["Paragraph 2"]
        dialog.click("Take this: Paragraph 2")
        assert dialog.offered() == []

    history.look(act)
    assert history.hands.body == FINE.partition("```\n\n")[2].rstrip("\n")


def test_a_text_is_copied_to_the_character(desktop: Desktop):
    history = History(desktop, NBSP)
    history.look(lambda dialog: dialog.click("Copy text"))
    assert QGuiApplication.clipboard().text().startswith("Two\u00a0bicycles were taken")
    assert not history.hands.session.is_dirty


@pytest.mark.parametrize("taken", [False, True])
def test_a_copy_is_saved_and_never_over_another_file(desktop: Desktop, tmp_path: Path, taken: bool):
    target = tmp_path / "copy.md"
    if taken:
        target.write_text("another", "utf-8")

    def act(dialog: Dialog) -> None:
        choose_soon(target)
        dialog.click("Save copy as")
        assert dialog.says("there is another file of this name" if taken else "A copy is in “copy.md”.")

    History(desktop, EARLIER).look(act)
    assert target.read_text("utf-8") == ("another" if taken else EARLIER)


def choose_soon(path: Path) -> None:
    """Choose a name in the file dialog that comes next."""
    eyes = QTimer(QApplication.instance(), interval=10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            eyes.stop()
            choosing(path)(dialog)

    eyes.timeout.connect(look)
    eyes.start()


def test_an_article_without_versions_says_so(desktop: Desktop):
    def act(dialog: Dialog) -> None:
        assert dialog.says("There is no earlier version of this article yet.")
        assert [dialog.can(label) for label in ("Copy text", "Save copy as …", "Restore whole")] == [False] * 3

    history = History(desktop)
    history.look(act)
    history.hands.press("Ctrl+N")
    history.look(act)


def test_a_version_that_is_not_understood_can_still_be_copied(desktop: Desktop):
    def act(dialog: Dialog) -> None:
        assert dialog.says("The fields of this version are not understood")
        assert not dialog.can("Restore whole")
        dialog.click("Copy text")

    History(desktop, BROKEN).look(act)
    assert QGuiApplication.clipboard().text() == BROKEN


def test_a_file_shown_as_text_gets_its_text_back(desktop: Desktop):
    history = History(desktop, BROKEN.replace("Words", "Other words"), now=BROKEN)
    history.look(lambda dialog: dialog.click("Restore whole"))
    assert history.hands.body == BROKEN.replace("Words", "Other words")
    assert history.hands.session.is_dirty


def test_a_damaged_version_says_so_and_the_next_one_is_there(desktop: Desktop):
    history = History(desktop, FINE, EARLIER)
    latest = history.versions.of(history.path)[0]
    (history.folder / "bytes" / latest.sha256[:2] / latest.sha256).write_bytes(b"damaged")

    def act(dialog: Dialog) -> None:
        assert dialog.says("This version cannot be read any more")
        assert not dialog.can("Restore whole")
        dialog.down()
        assert dialog.can("Restore whole")

    history.look(act)


def test_what_was_compared_with_another_text_is_not_taken_into_this_one(desktop: Desktop):
    history = History(desktop, EARLIER)

    def act(dialog: Dialog) -> None:
        session = dialog.hands.session
        button = next(one for one in dialog.widget.findChildren(QPushButton) if "Paragraph 2" in one.accessibleName())
        session.put_body("Another text, from another program.")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert session.text_of_body() == "Another text, from another program."
        dialog.hands.wait(lambda: dialog.says("Another"))

    history.look(act)


def test_an_article_that_is_closed_meanwhile_closes_it(desktop: Desktop):
    history = History(desktop, EARLIER)

    def act(dialog: Dialog) -> None:
        dialog.hands.program.kit.desk.reload(dialog.hands.session)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        dialog.hands.wait(lambda: not isValid(dialog.widget) or not dialog.widget.isVisible())

    history.look(act)
    history.hands.settle()
    assert history.hands.session.path == history.path


def test_of_a_very_long_version_the_size_is_told(desktop: Desktop):
    told: list[str] = []
    History(desktop, FINE + "Words. " * 40_000).look(lambda dialog: told.extend(dialog.listed()))
    assert told == ["Tuesday 19 November 2024, 08:15. As it was opened, 273.81 KiB"]


def test_what_cannot_be_taken_back_is_said(desktop: Desktop):
    history = History(desktop, FINE.replace("08:15 19/11/2024", "soon"))

    def act(dialog: Dialog) -> None:
        dialog.click("Take this: Published")
        assert dialog.says("“soon” is not a date.")

    history.look(act)
    assert not history.hands.session.is_dirty


def test_everything_has_a_name_and_is_reached_by_tab(desktop: Desktop):
    def act(dialog: Dialog) -> None:
        assert nameless(dialog.widget) == []
        assert unreached(dialog.widget, reached_by_tab(dialog.hands, dialog.list)) == []

    History(desktop, FINE, EARLIER).look(act)


def test_closed_while_it_looks_it_is_gone(desktop: Desktop):
    history = History(desktop, EARLIER)
    hands = history.hands
    before = len(alive(VersionsDialog))
    for _ in range(3):
        program = hands.program
        dialog = VersionsDialog(hands.session, history.versions, program.jobs, program.kit.look, parent=hands.window)
        dialog.show()
        dialog.close()
        del dialog
        hands.settle()
        history.look(lambda dialog: dialog.click("Take this: Headline"))
        hands.session.undo()
    hands.settle()
    assert len(alive(VersionsDialog)) == before


def test_the_escape_key_leaves_everything(desktop: Desktop):
    history = History(desktop, EARLIER)
    history.look(lambda dialog: QTest.keyClick(dialog.widget, Qt.Key.Key_Escape))
    assert not history.hands.session.is_dirty
