"""The page "Checks" of the preferences, by keys, in the window of a person with an article open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from tests.gui.checks.conftest import WRONG, Officer
from tests.gui.rules.hands import Chooser, at_the_page
from tests.gui.test_accessibility import nameless, reached_by_tab, unreached
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def officer(desktop: Desktop) -> Officer:
    """At a draft with problems, with the list of them open."""
    officer = Officer(desktop.start(desktop.put(WRONG, "drafts/Surrey/article.md")))
    officer.hands.press("F10")
    return officer


TWICE = "A word twice in a row"


def test_a_level_is_chosen_by_keys_and_counts_at_once(officer: Officer, desktop: Desktop) -> None:
    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        assert chooser.here() == f"{TWICE}, Warning"
        assert chooser.offered() == [
            "Error: has to be put right",
            "Warning: probably a mistake",
            "Hint: could be better",
            "Off: not looked for",
        ]
        chooser.choose("Off")
        assert chooser.here() == f"{TWICE}, Off, chosen by you"
        assert "You chose this. Your organisation has “Warning”." in chooser.says()

    assert any("stands here twice" in said for said in officer.listed())
    at_the_page(officer.hands, act)
    officer.settle()
    assert not any("stands here twice" in said for said in officer.listed())
    assert desktop.settings().get("checks.typing.repeated") == "off"


def test_it_is_taken_back(officer: Officer, desktop: Desktop) -> None:
    desktop.quit(officer.hands)
    desktop.settings().set("checks.typing.repeated", "error")
    hands = desktop.start()

    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        assert chooser.here() == f"{TWICE}, Error, chosen by you"
        chooser.choose("As the organisation has it: Warning")
        assert chooser.here() == f"{TWICE}, Warning"

    at_the_page(hands, act)
    assert desktop.settings().get("checks.typing.repeated") == ""


def test_the_choice_beside_the_list_does_the_same(hands: Hands, desktop: Desktop) -> None:
    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        chooser.page.details.level.setFocus()
        hands.press("Down")
        assert chooser.here() == f"{TWICE}, Hint, chosen by you"

    at_the_page(hands, act)
    assert desktop.settings().get("checks.typing.repeated") == "hint"


def test_a_family_is_switched_on_as_a_whole(hands: Hands, desktop: Desktop) -> None:
    def act(chooser: Chooser) -> None:
        chooser.go("Legal caution")
        assert chooser.here() == "Legal caution, Off"
        chooser.choose("Hint")
        assert [said for said in chooser.rows() if said.endswith("Hint, chosen by you")] == chooser.rows()
        chooser.go("Words that go too far before a verdict")
        chooser.choose("As the organisation has it")
        assert chooser.here() == "Words that go too far before a verdict, Off, chosen by you"
        chooser.go("Words that go too far after a charge")
        assert chooser.here().endswith("Hint, chosen by you")

    at_the_page(hands, act)
    assert desktop.settings().get("checks.legal") == "hint"


def test_a_choice_for_a_family_counts_for_all_of_it(hands: Hands, desktop: Desktop) -> None:
    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        chooser.choose("Error")
        chooser.go("Typing")
        assert chooser.here().startswith("Typing, Various")
        chooser.choose("Off")
        chooser.go(TWICE)
        assert chooser.here() == f"{TWICE}, Off, chosen by you"
        chooser.go("Typing")
        chooser.choose("Each as the organisation has it")
        assert chooser.here() == "Typing, Various"

    at_the_page(hands, act)
    assert not [part for part in desktop.settings().parts("checks") if part.values]


def test_all_as_the_organisation_has_it(hands: Hands, desktop: Desktop) -> None:
    def act(chooser: Chooser) -> None:
        for title in (TWICE, "A long summary"):
            chooser.go(title)
            chooser.choose("Error")
        chooser.search("")
        hands.click("All as the organisation has it", chooser.page)
        assert not [said for said in chooser.rows() if "chosen by you" in said]

    at_the_page(hands, act)
    assert not [part for part in desktop.settings().parts("checks") if part.values]


def test_restoring_the_defaults_of_all_takes_it_back_too(hands: Hands, desktop: Desktop) -> None:
    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        chooser.choose("Off")
        hands.click("Restore defaults", chooser.dialog)
        assert chooser.here() == f"{TWICE}, Warning"

    at_the_page(hands, act)


class TestWhatTheOrganisationHasSet:
    @pytest.fixture
    def hands(self, desktop: Desktop) -> Hands:
        (system,) = desktop.places.system
        system.mkdir()
        (system / "copydesk.ini").write_text(
            "[checks]\ntyping.spaces = error\n[policy]\nchecks.typing.repeated = error\nchecks.legal = off\n", "utf-8"
        )
        return desktop.start(desktop.put(WRONG, "drafts/Surrey/article.md"))

    @pytest.mark.parametrize("title", [TWICE, "Legal caution", "Words that go too far after a charge"])
    def test_what_is_locked_says_so_and_cannot_be_changed(self, hands: Hands, title: str) -> None:
        def act(chooser: Chooser) -> None:
            chooser.go(title)
            assert chooser.here().endswith("set by your organisation")
            hands.press("Return")
            assert QApplication.activePopupWidget() is None
            assert not chooser.page.details.level.isEnabled()
            assert [said for said in chooser.says() if said.startswith("Your organisation has set this for everybody")]

        at_the_page(hands, act)

    def test_what_it_only_proposes_can_be_changed(self, hands: Hands) -> None:
        def act(chooser: Chooser) -> None:
            chooser.go("Several spaces in a row")
            assert chooser.here() == "Several spaces in a row, Error"
            assert "As your organisation has it." in chooser.says()
            chooser.choose("Off")
            assert "You chose this. Your organisation has “Error”." in chooser.says()

        at_the_page(hands, act)

    def test_the_list_of_problems_says_that_it_is_locked(self, hands: Hands) -> None:
        officer = Officer(hands)
        hands.press("F10")
        officer.choose("stands here twice")
        from_menu(officer, "Never show this kind")
        assert hands.status() == "Your organisation has set for everybody how this is told."
        officer.settle()
        assert any("stands here twice" in said for said in officer.listed())


class TestFromTheListOfProblems:
    def test_a_kind_is_never_shown_again(self, officer: Officer, desktop: Desktop) -> None:
        officer.choose("stands here twice")
        from_menu(officer, "Never show this kind")
        assert "not looked for any more" in officer.hands.status()
        officer.settle()
        assert not any("stands here twice" in said for said in officer.listed())
        assert officer.pane.list.hasFocus()
        assert desktop.settings().get("checks.typing.repeated") == "off"

    def test_and_the_way_to_its_rule(self, officer: Officer) -> None:
        officer.choose("stands here twice")

        def act(chooser: Chooser) -> None:
            assert chooser.here() == f"{TWICE}, Warning"
            officer.hands.wait(chooser.page.list.hasFocus)

        at_the_page(officer.hands, act, by=lambda: from_menu(officer, "Change how this kind is told"))

    def test_the_menu_has_what_the_buttons_do(self, officer: Officer) -> None:
        officer.choose("stands here twice")
        from_menu(officer, "Ignore")
        assert officer.pane.details.reason.hasFocus()


def from_menu(officer: Officer, label: str) -> None:
    """Choose from the menu of the chosen problem."""
    pane = officer.pane
    pane.list.customContextMenuRequested.emit(QPoint(-1, -1))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = next(action for action in menu.actions() if action.text().replace("&", "").startswith(label))
    menu.setActiveAction(wanted)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    officer.hands.settle()


class TestSearching:
    @pytest.mark.parametrize("words", ["twice row", "TYPING.REPEATED", "joined in in"])
    def test_by_any_words_that_are_said_of_it(self, hands: Hands, words: str) -> None:
        def act(chooser: Chooser) -> None:
            chooser.search(words)
            assert f"{TWICE}, Warning" in chooser.rows()
            assert len(chooser.rows()) < 8

        at_the_page(hands, act)

    def test_a_family_by_its_name(self, hands: Hands) -> None:
        def act(chooser: Chooser) -> None:
            chooser.search("for all readers")
            assert len(chooser.rows()) == 11

        at_the_page(hands, act)

    def test_nothing_and_back(self, hands: Hands) -> None:
        def act(chooser: Chooser) -> None:
            every = chooser.rows()
            chooser.search("zzz")
            assert chooser.rows() == []
            assert "No check has these words" in chooser.says()
            chooser.search("")
            assert chooser.rows() == every

        at_the_page(hands, act)


class TestTheLists:
    """House style and words, in files that another program opens."""

    def opened(self, hands: Hands, label: str, monkeypatch: pytest.MonkeyPatch, *, works: bool = True) -> list[Path]:
        paths: list[Path] = []

        def open_url(url: QUrl) -> bool:
            paths.append(Path(url.toLocalFile()))
            return works

        def act(chooser: Chooser) -> None:
            menu = chooser.page.lists.menu()
            next(action for action in menu.actions() if label in action.text().replace("&", "")).trigger()
            hands.wait(lambda: any(str(paths[0]) in said for said in chooser.says()) if paths else False)

        monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
        at_the_page(hands, act)
        return paths

    @pytest.mark.parametrize(
        ("label", "place"),
        [
            ("House style of this archive", "archive/.copydesk/rules/house-style.yaml"),
            ("Words of this archive", "archive/.copydesk/words.txt"),
            ("My own house style", "config/rules/house-style.yaml"),
            ("My own words", "config/words.txt"),
        ],
    )
    def test_one_that_is_not_there_is_begun(
        self, desktop: Desktop, label: str, place: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hands = desktop.start(desktop.put(WRONG, "drafts/Surrey/article.md"))
        assert self.opened(hands, label, monkeypatch) == [desktop.root / place]
        assert (desktop.root / place).read_text("utf-8").startswith("#")
        officer = Officer(hands)
        hands.press("F10")
        assert "mistake in the rules" not in officer.says()

    def test_one_that_is_there_is_left_as_it_is(self, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
        own = desktop.put("lists:\n  house-style:\n", ".copydesk/rules/ours.yaml")
        hands = desktop.start(desktop.put(WRONG, "drafts/Surrey/article.md"))
        assert self.opened(hands, "House style of this archive", monkeypatch) == [own]
        assert own.read_text("utf-8") == "lists:\n  house-style:\n"

    def test_where_nothing_opens_it_the_folder_is_tried_and_the_place_told(
        self, hands: Hands, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = self.opened(hands, "My own words", monkeypatch, works=False)
        assert opened == [desktop.root / "config/words.txt", desktop.root / "config"]

    def test_what_was_written_there_counts_when_one_comes_back(self, officer: Officer, desktop: Desktop) -> None:
        desktop.put("lists:\n  house-style:\n    - {not: thieves, write: people}\n", ".copydesk/rules/house-style.yaml")
        officer.hands.program.kit.ruling.look()
        officer.hands.wait(lambda: any("“thieves” could be “people”" in said for said in officer.listed()))

    def test_words_that_are_let_pass_still_are(self, officer: Officer, desktop: Desktop) -> None:
        officer.hands.into_text()
        officer.hands.type("\n\nA quibblewort was left.")
        officer.hands.wait(lambda: any("quibblewort" in said for said in officer.listed()))
        kit = officer.hands.program.kit
        kit.spelling_of(officer.hands.session.path).ignore("quibblewort")
        desktop.put("copydesque\n", ".copydesk/words.txt")
        kit.ruling.look()
        officer.hands.wait(lambda: not any("quibblewort" in said for said in officer.listed()))


def test_a_screen_reader_has_a_word_for_everything_and_tab_comes_by(hands: Hands) -> None:
    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        assert nameless(chooser.dialog) == []
        chooser.choose("Off")
        assert unreached(chooser.dialog, reached_by_tab(hands, chooser.page.search)) == []

    at_the_page(hands, act)


def test_settings_that_cannot_be_kept_are_told(hands: Hands, desktop: Desktop) -> None:
    file = desktop.places.config / "copydesk.ini"
    file.unlink()
    file.mkdir()

    def act(chooser: Chooser) -> None:
        chooser.go(TWICE)
        chooser.choose("Off")
        assert [
            label.text()
            for label in chooser.dialog.findChildren(QLabel)
            if label.isVisible() and label.property("role") == "error"
        ]

    at_the_page(hands, act)
