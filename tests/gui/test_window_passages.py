"""Ready-made passages in the window: chosen by keys, filled in from the fields, and put in as one step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPlainTextEdit
from shiboken6 import isValid

from editor.gui.dialogs.passages import PassageChooser
from tests.app.person import FINE
from tests.gui.checks.conftest import Officer
from tests.gui.test_accessibility import nameless
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

OWN = """\
lists:
  snippets:
    - name: Our press desk
      text: Call our desk on 01234 567890, about “{headline}”.
    - name: Two paragraphs
      text: |
        **Café** {shoe_size} 🙂 [TBC]

        * Second, {published}.
    - name: In an emergency
"""
TAKEN_BACK = "lists:\n  snippets:\n" + "".join(
    f"    - name: {name}\n"
    for name in (
        "Witness appeal", "Dashcam and doorbell footage", "Crimestoppers", "In an emergency", "Victim support",
        "Missing person", "Picture on request", "Notes to editors", "Court reporting", "Press office",
    )
)  # fmt: skip
FIRST, SECOND = "Two bicycles were taken from a shed in Woking.", "Anyone who saw them is asked to call us."


class Writer:
    """A person who has an article open."""

    def __init__(self, desktop: Desktop, own: str = "") -> None:
        if own:
            desktop.put(own, ".copydesk/rules/own.yaml")
        self.hands: Hands = desktop.start(desktop.put(FINE, "drafts/Surrey/article.md"))

    def ask(self, *typed: str) -> PassageChooser:
        """Ask for a passage by the keys, and wait until there is something to choose, or a sentence."""
        self.hands.press("Ctrl+J")
        (chooser,) = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, PassageChooser) and one.isVisible()
        ]
        chooser.activateWindow()
        self.hands.wait(chooser.isActiveWindow)
        for text in typed:
            self.hands.type(text)
        self.hands.wait(lambda: "Looking for" not in self.says(chooser))
        return chooser

    def put(self, words: str) -> None:
        """Put in the first passage that fits some words."""
        chooser = self.ask(words)
        self.hands.press("Return")
        self.hands.wait(lambda: not isValid(chooser))
        self.hands.settle()

    @property
    def selected(self) -> str:
        return self.hands.view.body.editor.selected_text()

    @staticmethod
    def names(chooser: PassageChooser) -> list[str]:
        (view,) = chooser.findChildren(QListWidget)
        return [view.item(at).text() for at in range(view.count())]

    @staticmethod
    def shown(chooser: PassageChooser) -> list[str]:
        """The paragraphs that stand beside the list."""
        (text,) = chooser.findChildren(QPlainTextEdit)
        block, found = text.document().begin(), []
        while block.isValid():
            found.append(block.text())
            block = block.next()
        return found

    @staticmethod
    def marked(chooser: PassageChooser) -> list[str]:
        """What of it is marked."""
        (text,) = chooser.findChildren(QPlainTextEdit)
        return [one.cursor.selectedText() for one in text.extraSelections()]

    @staticmethod
    def says(chooser: PassageChooser) -> str:
        return "\n".join(label.text() for label in chooser.findChildren(QLabel) if label.isVisible())


class TestChoosing:
    def test_it_is_shown_as_it_will_stand_in_this_article(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        writer.hands.field("incident_reference").type("45240112233")
        chooser = writer.ask("witness")
        assert writer.names(chooser)[0] == "Witness appeal"
        assert writer.shown(chooser)[0].endswith("Please call Surrey Police on 101, quoting reference 45240112233.")
        assert writer.marked(chooser) == []
        assert "Nothing is left to fill in" in writer.says(chooser)

    def test_what_nothing_fills_is_marked_and_counted(self, desktop: Desktop) -> None:
        writer = Writer(desktop, OWN)
        chooser = writer.ask("two paragraphs")
        assert writer.shown(chooser) == [
            "**Café** [insert shoe size] 🙂 [TBC]",
            "",
            "* Second, 19 November 2024, 08:15.",
        ]
        assert writer.marked(chooser) == ["[insert shoe size]", "[TBC]"]
        assert "first of 2 open blanks" in writer.says(chooser)

    def test_arrows_go_through_the_list_and_what_is_beside_follows(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        chooser = writer.ask()
        first = writer.shown(chooser)
        writer.hands.press("Down")
        assert writer.shown(chooser) != first
        writer.hands.press("Up")
        assert writer.shown(chooser) == first

    def test_a_word_of_the_passage_finds_it_too(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        assert writer.names(writer.ask("contempt")) == ["Court reporting"]

    def test_the_archives_own_are_there_and_one_is_taken_back(self, desktop: Desktop) -> None:
        writer = Writer(desktop, OWN)
        names = writer.names(writer.ask())
        assert "Our press desk" in names
        assert "In an emergency" not in names

    def test_where_there_are_none_a_sentence_says_where_to_write_them(self, desktop: Desktop) -> None:
        writer = Writer(desktop, TAKEN_BACK)
        chooser = writer.ask()
        assert str(desktop.archive / ".copydesk/rules") in writer.says(chooser)
        writer.hands.press("Return")
        assert isValid(chooser), "there is nothing to choose"
        writer.hands.type("x")
        assert "There are no ready-made passages" in writer.says(chooser)

    def test_a_screen_reader_says_the_passage(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        chooser = writer.ask("crimestoppers")
        assert nameless(chooser) == []
        assert "0800 555 111" in writer.hands.focus.accessibleDescription()

    def test_esc_leaves_the_text_as_it_is(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        writer.hands.into_text()
        before = writer.hands.body
        chooser = writer.ask("crime")
        writer.hands.press("Escape")
        writer.hands.wait(lambda: not isValid(chooser))
        writer.hands.settle()
        assert writer.hands.body == before
        assert not writer.hands.session.is_dirty

    def test_a_file_that_can_only_be_read_takes_none(self, desktop: Desktop) -> None:
        hands = desktop.start(desktop.put(b"```yaml\narea: Surrey\n```\n\nCaf\xe9\n", "drafts/Surrey/latin.md"))
        assert hands.session.read_only
        hands.press("Ctrl+J")
        assert "only be read" in hands.status()
        assert not any(isinstance(one, PassageChooser) for one in QApplication.topLevelWidgets() if one.isVisible())


class TestPuttingIn:
    def test_at_the_end_as_a_paragraph_of_its_own_and_undone_in_one_step(self, desktop: Desktop) -> None:
        writer = Writer(desktop, OWN)
        before = writer.hands.body
        writer.hands.into_text()
        writer.put("desk")
        passage = "Call our desk on 01234 567890, about “Bicycles taken from shed”."
        assert writer.hands.body.rstrip("\n") == f"{FIRST}\n\n{SECOND}\n\n{passage}"
        assert writer.hands.view.body.editor.hasFocus()
        assert "Our press desk" in writer.hands.status()
        writer.hands.press("Ctrl+Z")
        assert writer.hands.body == before

    def test_inside_a_paragraph_it_comes_below_and_tears_nothing_apart(self, desktop: Desktop) -> None:
        writer = Writer(desktop, OWN)
        writer.hands.into_text(at_end=False)
        writer.hands.press("Ctrl+Right", "Ctrl+Right")
        writer.put("desk")
        assert [paragraph[:9] for paragraph in writer.hands.body.rstrip("\n").split("\n\n")] == [
            "Two bicyc", "Call our ", "Anyone wh",
        ]  # fmt: skip

    def test_the_first_blank_is_typed_over(self, desktop: Desktop) -> None:
        writer = Writer(desktop, OWN)
        writer.hands.into_text()
        writer.put("two paragraphs")
        assert writer.selected == "[insert shoe size]"
        writer.hands.type("44")
        assert "**Café** 44 🙂 [TBC]\n\n* Second, 19 November 2024, 08:15." in writer.hands.body

    def test_it_is_asked_for_from_a_field_and_the_keys_go_on_in_the_text(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        writer.hands.field("summary").focus()
        writer.put("dashcam")
        assert writer.selected == "[place]"
        writer.hands.type("Woking")
        assert "in the area of Woking between" in writer.hands.body

    def test_from_the_menu(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        action = writer.hands.menu_action("Insert", "Ready-made passage")
        assert action.isEnabled()
        assert action.shortcut().toString() == "Ctrl+J"

    def test_it_stays_what_the_file_holds(self, desktop: Desktop) -> None:
        writer = Writer(desktop, OWN)
        writer.hands.into_text()
        writer.put("desk")
        writer.hands.press("Ctrl+S")
        writer.hands.settle()
        assert writer.hands.session.path
        assert "Call our desk on 01234 567890" in writer.hands.session.path.read_text("utf-8")


class TestABlankLeftOpen:
    def test_it_is_told_and_f12_goes_there(self, desktop: Desktop) -> None:
        writer = Writer(desktop)
        officer = Officer(writer.hands)
        writer.hands.into_text()
        writer.put("crimestoppers")
        writer.put("witness")
        officer.settle()
        writer.hands.press("Ctrl+Home")
        for _ in range(10):
            writer.hands.press("F12")
            if writer.selected == "[incident reference]":
                break
        assert "The blank “[incident reference]” is still open. Fill it in, or take it out." in writer.hands.status()
