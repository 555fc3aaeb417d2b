"""The library in the window: finding, and what is done with what was found, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QTextBrowser

from tests.gui.library.conftest import HEADLINES, Librarian, article, begun
from tests.gui.test_accessibility import nameless, reached_by_tab, unreached
from tests.hands import Desktop, choosing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NEWEST_FIRST = ["Appeal after collision", "Second horse found on the A3", "Horse found on the A3",
                "Bicycles taken from shed"]  # fmt: skip


def pick(librarian: Librarian, choice: str, words: str) -> None:
    """Choose a row of a filter by the keyboard."""
    box = next(one for one in librarian.pane.findChildren(QComboBox) if one.accessibleName() == choice)
    box.setFocus()
    at = next(at for at in range(box.count()) if box.itemText(at).startswith(words))
    librarian.hands.press("Home", *["Down"] * at)
    assert box.currentText().startswith(words)
    librarian.settle()


def act_of_menu(librarian: Librarian, label: str) -> QAction:
    """An act of the context menu, opened with the menu key."""
    results = librarian.pane.results
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(results.viewport(), event)
    return next(one for one in librarian.menu() if label in one.text().replace("&", ""))


class TestFinding:
    def test_everything_is_listed_at_first(self, librarian: Librarian):
        assert librarian.listed() == NEWEST_FIRST

    def test_three_letters_are_enough(self, librarian: Librarian):
        librarian.look_for("hor")
        assert librarian.listed() == ["Second horse found on the A3", "Horse found on the A3"]

    def test_words_and_conditions(self, librarian: Librarian):
        librarian.look_for("is:draft ")
        assert librarian.listed() == ["Appeal after collision"]
        librarian.look_for("horse -second ")
        assert librarian.listed() == ["Horse found on the A3"]

    def test_the_filters_narrow_what_is_typed(self, librarian: Librarian):
        librarian.look_for("a")
        pick(librarian, "Kind of article", "Drafts")
        assert librarian.listed() == ["Appeal after collision"]
        pick(librarian, "Kind of article", "All")
        assert len(librarian.listed()) > 1

    def test_sorted_by_headline(self, librarian: Librarian):
        pick(librarian, "Sorted by", "By headline")
        assert librarian.listed() == sorted(HEADLINES.values())

    def test_what_cannot_be_read_is_a_problem_and_no_obstacle(self, librarian: Librarian, stocked: Desktop):
        stocked.put("```yaml\narea: [Surrey\n```\n\nText.\n", "news/Surrey/broken.md")
        librarian.read_archive()
        pick(librarian, "Kind of article", "Cannot be read (1)")
        assert len(librarian.listed()) == 1
        librarian.pane.results.enter()
        assert librarian.pane.results.record is not None
        assert librarian.pane.results.record.path == "news/Surrey/broken.md"
        librarian.hands.press("Return")
        librarian.hands.settle()
        assert librarian.hands.session.raw is not None, "it is opened as plain text, to be mended"

    def test_where_nothing_is_found_it_says_what_to_loosen(self, librarian: Librarian):
        librarian.look_for("xylophone")
        assert librarian.listed() == []
        pick(librarian, "Kind of article", "Drafts")
        librarian.hands.click("Search without the filters")
        librarian.look_for("")
        assert librarian.listed() == NEWEST_FIRST

    def test_a_fault_in_the_question_is_shown_and_the_results_stay(self, librarian: Librarian):
        librarian.look_for("horse")
        before = librarian.listed()
        librarian.hands.type(" from:yesterday ")
        librarian.hands.wait(lambda: librarian.pane.box.property("problem"))
        assert librarian.listed() == before
        librarian.hands.press("Escape")
        librarian.settle()
        assert not librarian.pane.box.property("problem")
        assert librarian.pane.box.text() == ""
        assert librarian.listed() == NEWEST_FIRST


class TestKeys:
    def test_f9_hides_it_and_brings_it_back_ready_to_type(self, librarian: Librarian):
        pane = librarian.pane
        librarian.hands.press("F9")
        assert not pane.isVisible()
        librarian.hands.press("F9")
        assert pane.isVisible()
        assert librarian.hands.focus is pane.box

    def test_ctrl_shift_f_goes_to_its_search_box_and_never_hides_it(self, librarian: Librarian):
        pane = librarian.pane
        librarian.hands.press("F6")
        librarian.hands.press("Ctrl+Shift+F")
        assert librarian.hands.focus is pane.box
        librarian.hands.press("F9")
        assert not pane.isVisible()
        librarian.hands.press("Ctrl+Shift+F")
        assert pane.isVisible()
        assert librarian.hands.focus is pane.box

    def test_the_row_that_the_keys_go_to_is_seen_at_once(self, librarian: Librarian):
        librarian.hands.press("Ctrl+Shift+F", "Down")
        results = librarian.pane.results
        assert librarian.hands.focus is results
        assert [index.data() for index in results.selectedIndexes()] == [NEWEST_FIRST[0]]

    def test_f6_goes_there_also_from_the_welcome_page(self, librarian: Librarian):
        assert librarian.hands.at_welcome
        librarian.hands.press("F6")
        assert librarian.hands.focus is librarian.pane.box

    def test_down_up_escape(self, librarian: Librarian):
        librarian.look_for("horse")
        hands, pane = librarian.hands, librarian.pane
        hands.press("Down")
        assert hands.focus is pane.results
        hands.press("Up")
        assert hands.focus is pane.box
        hands.press("Down", "Down", "Escape")
        assert hands.focus is pane.box
        hands.press("Escape")
        assert pane.box.text() == ""
        hands.press("Escape")
        assert not pane.isAncestorOf(hands.focus)

    def test_home_and_end(self, librarian: Librarian):
        librarian.look_for("")
        librarian.hands.press("Down", "End")
        assert librarian.pane.results.record
        assert librarian.pane.results.record.headline == NEWEST_FIRST[-1]
        librarian.hands.press("Home")
        assert librarian.pane.results.record.headline == NEWEST_FIRST[0]

    def test_what_is_typed_in_the_list_goes_on_in_the_box(self, librarian: Librarian):
        librarian.look_for("hor")
        librarian.hands.press("Down")
        librarian.hands.type("se")
        librarian.settle()
        assert librarian.pane.box.text() == "horse"

    def test_everything_has_a_name_and_tab_goes_round(self, librarian: Librarian):
        librarian.look_for("horse")
        librarian.choose("Horse found on the A3")
        assert nameless(librarian.hands.window) == []
        seen = reached_by_tab(librarian.hands, librarian.pane.box)
        assert unreached(librarian.hands.window, seen) == []


class TestWhatIsFound:
    def test_is_shown_and_opened(self, librarian: Librarian):
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        assert librarian.pane.details.isVisible()
        librarian.hands.press("Return")
        librarian.hands.settle()
        assert librarian.hands.session.fields["headline"] == "Bicycles taken from shed"

    def test_is_opened_in_the_background(self, librarian: Librarian, stocked: Desktop):
        hands = librarian.hands
        hands.open(stocked.archive / "news/Surrey/bicycles.md")
        librarian.look_for("horse")
        hands.press("Down", "Ctrl+Return")
        hands.settle()
        assert hands.session.fields["headline"] == "Bicycles taken from shed"
        assert "Second horse found on the A3" in hands.tabs()
        assert hands.focus is librarian.pane.results
        hands.press("Down", "Ctrl+Return")
        hands.settle()
        assert len(hands.tabs()) == 3

    def test_begins_another_article(self, librarian: Librarian):
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        librarian.hands.click("Start a new article from this")
        librarian.hands.settle()
        session = librarian.hands.session
        assert session.path is None
        assert session.fields["headline"] == "Bicycles taken from shed"
        assert session.fields["published"].startswith("2024-11-21"), "it is of today"
        assert librarian.hands.body.startswith("Two bicycles were taken")
        assert session.is_dirty

    def test_is_linked_at_the_cursor(self, librarian: Librarian, stocked: Desktop):
        hands = librarian.hands
        hands.open(stocked.archive / "news/Surrey/horse.md")
        hands.into_text()
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        hands.press("Ctrl+L")
        assert hands.body.rstrip().endswith(
            "[Bicycles taken from shed](https://www.surrey.police.uk/news/surrey/news/2024/11/bicycles-taken-from-shed/)"
        )
        hands.into_text()
        hands.press("Ctrl+Z")
        assert "Bicycles taken" not in hands.body

    def test_selected_words_become_the_link(self, librarian: Librarian, stocked: Desktop):
        hands = librarian.hands
        hands.open(stocked.archive / "news/Surrey/horse.md")
        hands.select("who saw them")
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        hands.press("Ctrl+L")
        assert "Anyone [who saw them](https://" in hands.body

    def test_without_a_text_no_link_is_put_anywhere(self, librarian: Librarian):
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        librarian.hands.press("Ctrl+L")
        assert librarian.hands.at_welcome

    def test_its_address_is_copied(self, librarian: Librarian):
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        librarian.hands.press("Ctrl+C")
        assert QGuiApplication.clipboard().text().endswith("/bicycles-taken-from-shed/")

    def test_its_folder_is_shown(self, librarian: Librarian, monkeypatch: pytest.MonkeyPatch, stocked: Desktop):
        opened: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
        librarian.look_for("bicycles")
        librarian.choose("Bicycles taken from shed")
        act_of_menu(librarian, "Show its folder").trigger()
        assert opened == [str(stocked.archive / "news/Surrey")]

    def test_the_menu_key_opens_what_can_be_done(self, librarian: Librarian):
        librarian.look_for("horse")
        librarian.choose("Horse found on the A3")
        act_of_menu(librarian, "Open")
        able = {one.text().replace("&", ""): one.isEnabled() for one in librarian.menu()}
        assert able["Open"]
        assert not able["Insert a link to it in the text"], "no text is open"
        librarian.hands.press("Escape")

    def test_a_double_click_opens(self, librarian: Librarian):
        librarian.look_for("horse")
        results = librarian.pane.results
        row = results.visualRect(results.model().index(1, 0)).center()
        QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=row)
        QTest.mouseDClick(results.viewport(), Qt.MouseButton.LeftButton, pos=row)
        librarian.hands.settle()
        assert librarian.hands.session.fields["headline"] == "Horse found on the A3"

    def test_dragged_into_the_text_it_is_a_link(self, librarian: Librarian):
        librarian.look_for("bicycles")
        model = librarian.pane.results.model()
        data = model.mimeData([model.index(0, 0)])
        assert data.text().startswith("[Bicycles taken from shed](https://")
        assert not data.hasUrls(), "a file would be opened instead"


class TestStories:
    @pytest.fixture
    def story(self, stocked: Desktop, librarian: Librarian) -> Librarian:
        """An appeal, and a later article that links to it."""
        appeal = article("Man sought after robbery in Woking", 12)
        address = "https://www.surrey.police.uk/news/surrey/news/2024/11/man-sought-after-robbery-in-woking/"
        later = article("Two charged with robbery", 15).rstrip() + f"\n\nWe [appealed for him]({address}).\n"
        stocked.put(appeal, "news/Surrey/sought.md")
        stocked.put(later, "news/Surrey/charged.md")
        librarian.read_archive()
        librarian.look_for("charged")
        librarian.choose("Two charged with robbery")
        librarian.hands.wait(lambda: "The story" in preview_of(librarian))
        return librarian

    def test_what_belongs_together_is_shown_by_date(self, story: Librarian):
        text = preview_of(story)
        assert text.index("Man sought after robbery") < text.index("Two charged with robbery", text.index("The story"))

    def test_a_link_of_it_leads_to_the_other_article(self, story: Librarian):
        browser = story.pane.findChildren(QTextBrowser)[0]
        browser.setFocus()
        story.hands.press("Tab", "Return")
        story.settle()
        assert preview_of(story).startswith("Man sought after robbery")
        story.hands.click("Open")
        story.hands.settle()
        assert story.hands.session.fields["headline"] == "Man sought after robbery in Woking"

    def test_the_follow_up_begins_with_what_carries_over(self, story: Librarian):
        story.hands.click("Write the follow-up")
        story.hands.settle()
        session = story.hands.session
        assert session.path is None
        assert session.fields["area"] == "Surrey"
        assert "[Two charged with robbery](https://" in story.hands.body
        assert "[Man sought after robbery in Woking](https://" in story.hands.body


def preview_of(librarian: Librarian) -> str:
    return librarian.pane.findChildren(QTextBrowser)[0].document().toRawText().replace("\u2029", "\n")


class TestLearning:
    def test_how_an_organisation_writes_is_learnt_from_its_articles(self, librarian: Librarian):
        librarian.look_for("horse")
        librarian.choose("Horse found on the A3")
        learn = act_of_menu(librarian, "Learn how its organisation writes")
        with librarian.hands.meeting("Learn from these articles", QDialog.reject):
            learn.trigger()


class TestChanges:
    def test_what_is_saved_is_found_at_once(self, librarian: Librarian, stocked: Desktop):
        hands = librarian.hands
        hands.open(stocked.archive / "drafts/Surrey/appeal.md")
        hands.field("summary").type("A zebra was seen.")
        hands.press("Ctrl+S")
        hands.settle()
        librarian.look_for("zebra")
        hands.wait(lambda: librarian.listed() == ["Appeal after collision"])

    def test_what_a_colleague_saves_is_found(self, librarian: Librarian, stocked: Desktop):
        librarian.look_for("zebra")
        stocked.put(article("Zebra found on the A3", 20), "news/Surrey/zebra.md")
        librarian.hands.wait(lambda: librarian.listed() == ["Zebra found on the A3"])


class TestTheNextStart:
    def test_hidden_it_stays_hidden_and_is_not_made(self, librarian: Librarian, stocked: Desktop):
        librarian.hands.press("F9")
        stocked.quit(librarian.hands)
        again = begun(stocked)
        assert again.window.place.pane is None
        assert not again.window.acts["library"].isChecked()
        again.press("F9")
        assert again.window.place.pane is not None

    def test_without_an_archive_it_is_hidden_and_offers_to_choose_one(self, stocked: Desktop):
        stocked.settings().forget("archive.folder")
        hands = begun(stocked)
        assert hands.window.place.pane is None
        hands.press("F9")
        with hands.meeting("Choose the archive folder", choosing(stocked.archive)):
            hands.click("Choose archive folder")
        librarian = Librarian(hands)
        librarian.read_archive()
        assert librarian.listed() == NEWEST_FIRST

    def test_without_distraction_it_is_away_and_comes_back(self, librarian: Librarian, stocked: Desktop):
        librarian.hands.open(stocked.archive / "news/Surrey/horse.md")
        librarian.hands.press("F11")
        assert not librarian.pane.isVisible()
        librarian.hands.press("F11")
        assert librarian.pane.isVisible()


class TestThePalette:
    def test_articles_of_the_archive_are_found_there_too(self, librarian: Librarian):
        librarian.hands.press("F9", "Ctrl+K")
        librarian.hands.type("second horse")
        librarian.settle()
        librarian.hands.press("Return")
        librarian.hands.settle()
        assert librarian.hands.session.fields["headline"] == "Second horse found on the A3"
