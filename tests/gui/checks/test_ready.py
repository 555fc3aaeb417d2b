"""Ready to publish: a person is told what stands in the way, goes there, and puts it right."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog, QToolTip

from tests.gui.checks.conftest import FINISHED, WRONG, Officer, point_at
from tests.gui.test_accessibility import nameless
from tests.hands import Desktop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DAY, TWICE = "Wednesday 19 November 2024", "stands here twice"


class TestTheCount:
    def test_it_is_there_without_the_pane(self, officer: Officer):
        assert officer.count() == "4 to fix"
        assert officer.hands.window.ready_place.pane is None, "what is hidden is not made"

    def test_it_says_more_to_who_points_at_it(self, officer: Officer):
        tip = officer.hands.window.action("ready").toolTip()
        assert "2 have to be put right" in tip
        assert "1 could be better" in tip

    def test_an_article_with_nothing_wrong_is_ready(self, desktop: Desktop):
        officer = Officer(desktop.start(desktop.put(FINISHED, "drafts/Surrey/fine.md")))
        assert officer.count() == "Ready"
        officer.hands.press("F10")
        assert "Nothing stands in the way" in officer.says()

    def test_it_is_of_the_article_in_front(self, desktop: Desktop):
        files = [desktop.put(FINISHED, "drafts/Surrey/fine.md"), desktop.put(WRONG, "drafts/Surrey/wrong.md")]
        officer = Officer(desktop.start(*files))
        assert officer.count() == "4 to fix"
        officer.hands.press("Ctrl+Tab")
        officer.settle()
        assert officer.count() == "Ready"


class TestThePane:
    def test_the_gravest_come_first(self, officer: Officer):
        officer.hands.press("F10")
        listed = officer.listed()
        assert len(listed) == 5
        assert "Summary" in listed[0]
        assert DAY in listed[1]
        assert "heading" in listed[-1]

    def test_it_comes_back_at_the_next_start(self, desktop: Desktop):
        path = desktop.put(WRONG, "drafts/Surrey/article.md")
        officer = Officer(desktop.start(path))
        officer.hands.press("F10")
        desktop.quit(officer.hands)
        again = Officer(desktop.start(path))
        assert len(again.listed()) == 5
        again.hands.press("F10")
        desktop.quit(again.hands)
        assert Officer(desktop.start(path)).hands.window.ready_place.pane is None

    def test_a_picture_is_described_where_one_is_led_to(self, desktop: Desktop):
        image = "og:\n  image: https://www.surrey.police.uk/shed.jpg\n"
        path = desktop.put(FINISHED.replace("og:\n", image), "drafts/Surrey/shed.md")
        officer = Officer(desktop.start(path))
        officer.hands.press("F12")
        officer.hands.wait(lambda: not QApplication.focusWidget().visibleRegion().isEmpty())
        officer.hands.type("The shed, with its door open")
        officer.hands.press("Return")
        officer.settle()
        assert officer.hands.session.fields.extra["twitter.image.alt"] == "The shed, with its door open"
        assert officer.count() == "Ready"

    def test_escape_goes_back_to_the_text(self, officer: Officer):
        officer.hands.press("F10", "Escape")
        assert officer.hands.view.body.editor.hasFocus()

    def test_the_focus_mode_hides_it_for_a_while(self, officer: Officer):
        officer.hands.press("F10", "F11")
        assert not officer.pane.isVisible()
        officer.hands.press("F11")
        assert officer.pane.isVisible()

    def test_a_screen_reader_has_a_word_for_everything(self, officer: Officer):
        officer.hands.press("F10")
        officer.choose(DAY)
        assert nameless(officer.hands.window) == []
        officer.hands.click("Ignore", officer.pane)
        assert nameless(officer.hands.window) == []

    def test_a_row_is_read_with_its_level_and_its_place(self, officer: Officer):
        officer.hands.press("F10")
        spoken = officer.pane.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("Has to be put right, line 3: ")

    def test_f6_comes_by(self, officer: Officer):
        officer.hands.press("F10", "Escape")
        for _ in range(6):
            officer.hands.press("F6")
            if officer.pane.isAncestorOf(officer.hands.focus):
                return
        pytest.fail("the pane is not reached")


class TestWhatIsNotChecked:
    def test_a_mistake_in_the_rules_is_told_in_the_pane_and_the_status_line(self, desktop: Desktop):
        rules = desktop.archive / ".copydesk/rules"
        rules.mkdir(parents=True)
        faulty = "rules:\n" + "".join(f"  fields.required{n}: of\n" for n in range(4))
        (rules / "own.yaml").write_text(faulty, "utf-8")
        officer = Officer(desktop.start(desktop.put(FINISHED, "drafts/Surrey/fine.md")))
        assert "own.yaml" in officer.hands.status()
        officer.hands.press("F10")
        assert "own.yaml, line 2: There is no rule “fields.required0”" in officer.says()
        assert "There are 2 more like these." in officer.says()

    def test_a_word_list_that_cannot_be_read_is_told_there_too(self, desktop: Desktop):
        """Whose words it has would count as wrong, and nobody would know why."""
        words = desktop.archive / ".copydesk/words.txt"
        words.parent.mkdir(parents=True)
        words.write_bytes(b"caf\xe9\n")
        officer = Officer(desktop.start(desktop.put(FINISHED, "drafts/Surrey/fine.md")))
        assert "is not UTF-8 text" in officer.hands.status()
        officer.hands.press("F10")
        assert f"The word list {words} is not UTF-8 text, and was left out." in officer.says()

    def test_usually_there_is_nothing_to_tell(self, officer: Officer):
        officer.hands.press("F10")
        assert "mistake in the rules" not in officer.says()


class TestGoingThere:
    def test_enter_selects_the_passage_in_the_text(self, officer: Officer):
        officer.hands.press("F10")
        officer.choose(DAY)
        officer.hands.press("Return")
        assert officer.hands.view.body.editor.hasFocus()
        assert officer.hands.view.body.editor.selected_text() == DAY

    def test_enter_goes_to_the_field(self, officer: Officer):
        officer.hands.press("F10")
        officer.choose("Summary")
        officer.hands.press("Return")
        assert officer.hands.view.form.field_with_focus() == "summary"

    def test_a_passage_that_has_moved_is_found(self, officer: Officer):
        officer.hands.press("F10")
        officer.hands.into_text(at_end=False)
        officer.hands.type("Before. 😀 ")
        officer.choose(DAY)
        officer.hands.press("Return")
        assert officer.hands.view.body.editor.selected_text() == DAY

    def test_from_one_to_the_next_from_anywhere(self, officer: Officer):
        officer.hands.press("F12")
        assert officer.hands.view.form.field_with_focus() == "summary"
        assert "1 of 5" in officer.hands.status()
        officer.hands.press("F12")
        assert officer.hands.view.body.editor.selected_text() == DAY
        officer.hands.press("Shift+F12", "Shift+F12")
        assert "5 of 5" in officer.hands.status()

    def test_a_passage_of_a_field_is_selected(self, desktop: Desktop):
        text = FINISHED.replace("title: Bicycles taken from shed\n", "title: Bicycles taken from from shed\n")
        officer = Officer(desktop.start(desktop.put(text, "drafts/Surrey/article.md")))
        officer.hands.press("F12")
        assert officer.hands.focus.selectedText() == "from from"  # type: ignore[attr-defined]  # a line


class TestFixing:
    def test_a_fix_in_the_text_is_one_step_of_undo(self, officer: Officer):
        before = officer.hands.body
        officer.hands.press("F10")
        officer.choose(DAY)
        officer.hands.click("Change to Tuesday", officer.pane)
        assert "on Tuesday 19 November 2024" in officer.hands.body
        officer.settle()
        assert not any(DAY in row for row in officer.listed())
        assert officer.pane.list.hasFocus()
        officer.hands.press("Ctrl+Z")
        assert officer.hands.body == before
        officer.settle()
        assert any(DAY in row for row in officer.listed())

    def test_a_fix_in_a_field_is_one_step_of_undo(self, officer: Officer):
        officer.hands.press("F10")
        officer.choose("which is past")
        officer.hands.click("Change to today", officer.pane)
        assert officer.hands.field("published").text == "2024-11-21T08:15"
        officer.settle()
        assert officer.count() == "3 to fix"
        officer.hands.press("Ctrl+Z")
        assert officer.hands.field("published").text == "2024-11-19T08:15"

    def test_words_that_were_changed_meanwhile_are_left_alone(self, officer: Officer):
        officer.hands.press("F10")
        officer.choose(DAY)
        officer.hands.select("November")
        officer.hands.type("July")
        before = officer.hands.body
        officer.hands.click("Change to Tuesday", officer.pane)
        assert officer.hands.body == before
        assert "another now" in officer.hands.status()

    def test_a_field_that_was_changed_meanwhile_is_left_alone(self, officer: Officer):
        officer.hands.press("F10")
        officer.choose("which is past")
        officer.hands.field("published").focus()
        officer.hands.press("Down")
        before = officer.hands.field("published").text
        officer.pane.list.setFocus()
        officer.hands.click("Change to today", officer.pane)
        assert officer.hands.field("published").text == before
        assert "another now" in officer.hands.status()


class TestIgnoring:
    def ignore(self, officer: Officer, reason: str) -> None:
        officer.hands.press("F10")
        officer.choose(DAY)
        officer.hands.click("Ignore", officer.pane)
        officer.hands.type(reason)
        officer.hands.press("Return")
        officer.settle()

    def test_a_reason_is_asked_in_place_and_kept(self, officer: Officer, desktop: Desktop):
        self.ignore(officer, "The force said so")
        assert not any(DAY in row for row in officer.listed())
        assert officer.count() == "3 to fix"
        (kept,) = (desktop.archive / ".copydesk").rglob("*.json")
        assert [entry["reason"] for entry in json.loads(kept.read_text("utf-8"))] == ["The force said so"]

    def test_one_that_was_kept_without_its_sentence_is_told_by_its_words(self, officer: Officer, desktop: Desktop):
        self.ignore(officer, "The force said so")
        (kept,) = (desktop.archive / ".copydesk").rglob("*.json")
        entries = json.loads(kept.read_text("utf-8"))
        assert entries[0].pop("sentence")
        kept.write_text(json.dumps(entries), "utf-8")
        desktop.quit(officer.hands)
        again = Officer(desktop.start(desktop.archive / "drafts/Surrey/article.md"))
        again.hands.click("1 ignored", again.pane)
        assert again.listed()[-1] == f"“{DAY}”: The force said so"

    def test_without_a_reason_nothing_is_ignored(self, officer: Officer):
        self.ignore(officer, "  ")
        assert officer.count() == "4 to fix"
        officer.hands.press("Escape")
        assert "Ignore …" in officer.buttons()

    def test_it_is_shown_with_its_reason_and_brought_back(self, officer: Officer):
        self.ignore(officer, "The force said so")
        officer.hands.click("1 ignored", officer.pane)
        assert f"“{DAY}” cannot be right" in officer.listed()[-1]
        officer.choose("cannot be right")
        assert "The force said so" in officer.says()
        assert officer.buttons() == ["Bring back"]
        officer.hands.click("Bring back", officer.pane)
        officer.settle()
        assert officer.count() == "4 to fix"
        assert any("cannot be right" in row for row in officer.listed())


def underlined(officer: Officer) -> set[str]:
    """The passages with a line below them."""
    QApplication.processEvents()
    marks = officer.hands.view.body.editor.extraSelections()
    lined = [mark for mark in marks if mark.format.underlineStyle().value]  # type: ignore[attr-defined]  # no stub
    return {mark.cursor.selectedText() for mark in lined}  # type: ignore[attr-defined]  # no stub


class TestTheMarks:
    def test_the_passages_are_underlined(self, officer: Officer):
        assert underlined(officer) == {DAY, "The the", "##### Please call"}

    def test_they_move_with_the_text_at_once(self, officer: Officer):
        officer.hands.into_text(at_end=False)
        officer.hands.type("Now ")
        assert DAY in underlined(officer)

    def test_one_that_is_changed_is_gone_at_once(self, officer: Officer):
        officer.hands.select("19 November")
        officer.hands.type("2")
        assert underlined(officer) == {"The the", "##### Please call"}

    def test_a_word_that_is_typed_on_is_another_word(self, officer: Officer):
        officer.hands.select("The the")
        officer.hands.press("Right")
        officer.hands.type("y")
        assert "The the" not in underlined(officer)

    def test_what_follows_a_mark_leaves_it_alone(self, officer: Officer):
        officer.hands.select("The the")
        officer.hands.press("Right")
        officer.hands.type(",")
        assert "The the" in underlined(officer)

    def test_who_points_at_one_is_told(self, officer: Officer):
        viewport, point = point_at(officer, "The the")
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
        assert TWICE in QToolTip.text()
        QToolTip.hideText()

    def test_fields_have_signs_that_are_heard(self, officer: Officer):
        officer.hands.field("summary").focus()
        assert "still empty" in officer.hands.focus.accessibleDescription()
        officer.hands.type("Two were taken in Woking.")
        officer.settle()
        assert officer.hands.focus.accessibleDescription() == ""


class TestTheRelease:
    def test_the_question_says_what_is_wrong_and_shows_it(self, officer: Officer):
        said: list[str] = []

        def show(dialog: QDialog) -> None:
            said.append(dialog.informativeText())  # type: ignore[attr-defined]  # it is a message box
            officer.hands.click("Show them", dialog)

        with officer.hands.meeting("Release this article?", show):
            officer.hands.press("Ctrl+Return")
        assert "2 things have to be put right first" in said[0]
        assert officer.pane.list.hasFocus()
        assert not officer.hands.session.released

    def test_it_can_be_released_all_the_same(self, officer: Officer):
        with officer.hands.answering(("Release this article?", "Release as it is")):
            officer.hands.press("Ctrl+Return")
        assert officer.hands.session.released

    def test_an_article_that_is_ready_is_not_asked_about(self, desktop: Desktop):
        officer = Officer(desktop.start(desktop.put(FINISHED, "drafts/Surrey/fine.md")))
        with officer.hands.answering(("Release this article?", "Release")):
            officer.hands.press("Ctrl+Return")
        assert officer.hands.session.released
