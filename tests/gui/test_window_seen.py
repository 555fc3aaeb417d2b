"""What was seen before, in the window: told while somebody writes, looked at beside it, and used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QToolButton
from shiboken6 import isValid

from editor.gui.dialogs.seen import SeenDialog
from tests.app.person import FINE, URL, place_of
from tests.gui.dialogs.hands import is_filled
from tests.gui.library.conftest import Librarian, article, begun
from tests.gui.test_accessibility import nameless, reached_by_tab, unreached
from tests.gui.test_leaks import alive
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HORSE = "Horse found on the A3"
ADDRESS = URL.format("horse-found-on-the-a3")


class Writer:
    """A person who writes a draft in a window with an archive."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def button(self) -> QToolButton:
        """What tells of it in the status line, seen or not."""
        buttons = self.hands.window.status.findChildren(QToolButton)
        (button,) = [one for one in buttons if one.text().startswith("Seen before")]
        return button

    def told(self, text: str) -> None:
        """Wait until the status line tells this."""
        self.hands.wait(lambda: self.button.isVisible() and self.button.text() == text)

    def is_quiet(self) -> bool:
        return not any(
            one.isVisible() and one.text().startswith("Seen before")
            for one in self.hands.window.status.findChildren(QToolButton)
        )

    def look(self) -> SeenDialog:
        """Click what tells of it."""
        QTest.mouseClick(self.button, Qt.MouseButton.LeftButton)
        return self.dialog()

    def dialog(self) -> SeenDialog:
        """The dialog, once it has compared."""
        (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SeenDialog) and one.isVisible()]
        dialog.activateWindow()
        self.hands.wait(lambda: dialog.isActiveWindow() and self.is_at_rest(dialog))
        return dialog

    def back(self) -> None:
        """Click into the window, beside the dialog or after it."""
        window = self.hands.window
        window.activateWindow()
        self.hands.wait(window.isActiveWindow)

    def is_at_rest(self, dialog: SeenDialog) -> bool:
        program = self.hands.program
        return not program.jobs.busy and not program.kit.library.busy and is_filled(dialog)

    def says(self, dialog: SeenDialog, words: str) -> bool:
        return any(words in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())

    def listed(self, dialog: SeenDialog) -> list[str]:
        """What a screen reader says of the rows."""
        found = dialog.findChild(QListWidget)
        assert isinstance(found, QListWidget)
        return [found.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(found.count())]


@pytest.fixture
def writer(desktop: Desktop) -> Iterator[Writer]:
    """A window with a new draft in front, and an archive with one article."""
    desktop.put(article(HORSE, 12), place_of(ADDRESS))
    hands = begun(desktop)
    Librarian(hands).read_archive()
    hands.window.welcome.new_wanted.emit("Surrey")
    hands.settle()
    yield Writer(hands)
    hands.wait(lambda: not hands.program.kit.library.busy)


class TestTheStatusLine:
    def test_a_headline_that_was_used_is_told_and_nothing_moves(self, writer: Writer):
        hands, status = writer.hands, writer.hands.window.status
        hands.field("headline").type(HORSE)
        assert writer.is_quiet()
        facts = [label for label in status.findChildren(QLabel) if label.text()]
        places = [label.mapTo(status, QPoint()) for label in facts]
        before = status.height(), hands.window.splitter.geometry()
        writer.told("Seen before: 1")
        assert [label.mapTo(status, QPoint()) for label in facts] == places
        assert (status.height(), hands.window.splitter.geometry()) == before
        assert "“Horse found on the A3” of 12 November 2024 has this web address." in writer.button.toolTip()
        assert hands.view.form.field_with_focus() == "headline"

    def test_another_headline_takes_it_back(self, writer: Writer):
        writer.hands.field("headline").type(HORSE)
        writer.told("Seen before: 1")
        writer.hands.field("headline").type("Bicycles taken in Woking")
        writer.hands.wait(writer.is_quiet)

    def test_each_tab_has_its_own(self, writer: Writer):
        writer.hands.field("headline").type(HORSE)
        writer.told("Seen before: 1")
        writer.hands.press("Ctrl+N")
        writer.hands.settle()
        assert writer.is_quiet()
        writer.hands.tab(HORSE)
        writer.told("Seen before: 1")

    def test_a_released_article_is_left_alone_until_somebody_asks(self, writer: Writer, desktop: Desktop):
        other = desktop.put(article(HORSE, 14).replace("on-the-a3/", "there/"), "news/Surrey/other.md")
        Librarian(writer.hands).read_archive()
        writer.hands.open(other)
        writer.hands.wait(lambda: not writer.hands.program.kit.library.busy)
        assert writer.is_quiet()
        writer.hands.menu("View", "Seen before")
        writer.told("Seen before: 1")
        writer.dialog().close()


class TestTheDialog:
    @pytest.fixture
    def dialog(self, writer: Writer) -> Iterator[SeenDialog]:
        writer.hands.field("headline").type(HORSE)
        writer.hands.into_text()
        writer.hands.type("It was led to a field.")
        writer.told("Seen before: 1")
        yield writer.look()

    def test_it_shows_what_differs_and_what_the_release_does(self, writer: Writer, dialog: SeenDialog):
        numbered = URL.format("horse-found-on-the-a32")
        (row,) = writer.listed(dialog)
        assert row.startswith("“Horse found on the A3” of 12 November 2024 has this web address.")
        assert row.endswith("Surrey")
        assert writer.says(dialog, f"At release a number is added to yours: {numbered}")
        assert writer.says(dialog, "only in the earlier article")
        assert writer.says(dialog, "Anyone who saw them is asked to call us.")
        assert writer.says(dialog, "field.")
        dialog.close()
        writer.back()
        with writer.hands.answering(("Release this article?", "Release as it is")):
            writer.hands.press("Ctrl+Return")
        assert writer.hands.session.fields["url"] == numbered
        assert writer.is_quiet()

    def test_one_writes_on_beside_it(self, writer: Writer, dialog: SeenDialog):
        hands = writer.hands
        writer.back()
        hands.into_text()
        hands.type(" A zebra came too.")
        hands.wait(lambda: writer.is_at_rest(dialog) and writer.says(dialog, "A zebra came too."))
        dialog.close()

    def test_the_earlier_article_is_opened_in_a_tab_beside(self, writer: Writer, dialog: SeenDialog):
        assert isinstance(writer.hands.focus, QListWidget)
        writer.hands.press("Return")
        writer.hands.settle()
        assert writer.hands.tabs() == [HORSE, HORSE]
        assert writer.hands.session.released
        assert dialog.isVisible()
        dialog.close()

    def test_a_link_goes_into_the_draft_also_while_the_other_is_in_front(self, writer: Writer, dialog: SeenDialog):
        writer.hands.click("Open", dialog)
        writer.hands.settle()
        writer.hands.click("Insert link", dialog)
        writer.hands.settle()
        assert not writer.hands.session.released
        assert writer.hands.body == f"It was led to a field.[{HORSE}]({ADDRESS})"
        dialog.close()

    def test_what_is_not_the_same_is_put_away(self, writer: Writer, dialog: SeenDialog):
        writer.hands.click("Not the same", dialog)
        assert writer.is_quiet()
        assert writer.listed(dialog) == []
        writer.hands.wait(lambda: writer.says(dialog, "Nothing else in the archive is like this article."))
        for label in ("Open", "Insert link", "Not the same"):
            (button,) = [one for one in dialog.findChildren(QPushButton) if one.text() == label]
            assert not button.isEnabled()
        dialog.close()

    def test_it_is_closed_with_its_article(self, writer: Writer, dialog: SeenDialog):
        writer.back()
        with writer.hands.answering(("Save your changes?", "Discard changes")):
            writer.hands.press("Ctrl+W")
        writer.hands.wait(lambda: not isValid(dialog))

    def test_the_key_brings_it_to_the_front_and_there_is_one(self, writer: Writer, dialog: SeenDialog):
        writer.back()
        writer.hands.press("Ctrl+Shift+B")
        assert writer.dialog() is dialog
        dialog.close()

    def test_everything_has_a_name_and_tab_goes_round(self, writer: Writer, dialog: SeenDialog):
        assert nameless(dialog) == []
        assert unreached(dialog, reached_by_tab(writer.hands, writer.hands.focus)) == []
        dialog.close()
        assert nameless(writer.hands.window) == []


def test_closed_it_is_gone(writer: Writer):
    before = len(alive(SeenDialog))
    writer.hands.field("headline").type(HORSE)
    writer.told("Seen before: 1")
    for _ in range(3):
        writer.look().close()
    assert len(alive(SeenDialog)) == before


def test_where_nothing_is_like_it_the_dialog_says_so(writer: Writer):
    writer.hands.field("headline").type("Bicycles taken in Woking")
    writer.hands.press("Ctrl+Shift+B")
    dialog = writer.dialog()
    writer.hands.wait(lambda: writer.says(dialog, "Nothing else in the archive is like this article."))
    dialog.close()


def test_without_an_archive_it_asks_for_one(desktop: Desktop):
    desktop.settings().set("archive.folder", "")
    hands = begun(desktop, desktop.put(FINE, "drafts/Surrey/article.md"))
    hands.press("Ctrl+Shift+B")
    assert hands.status().startswith("Choose an archive folder first")
