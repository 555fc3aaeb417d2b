"""The window as its user meets it: real keys, real menus, real dialogs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from editor.gui.actions import ACTIONS, MENUS, SUBMENUS, ActionSpec, label_of
from tests.app.person import FINE
from tests.hands import Desktop, Hands, choosing

# The platform without a screen says so of windows that come to the front, and of menus.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ARTICLE = "news/Surrey/article.md"
OTHER = FINE.replace("Bicycles taken from shed", "Horse found on A3")
DRAFT = "drafts/Surrey/article.md"
BODY = "Two bicycles were taken from a shed in Woking.\n\nAnyone who saw them is asked to call us."

# The acts that open a dialog, and its title.
DIALOGS = {
    "open": "Open articles",
    "archive": "Choose the archive folder",
    "save_as": "Save as",
    "release": "Release this article?",
    "preferences": "Preferences",
    "rules": "Preferences",
    "about": "About Copydesk",
    "versions": "Earlier versions",
    "print": "Print the page",
    "picture_file": "Choose a picture",
    "lead_picture": "Choose a picture",
}
# Tested by themselves: they end what the others need.
ENDS = ("close", "quit")


def names_of(spec: ActionSpec) -> list[str]:
    """Where an act stands in the menus."""
    plain = [MENUS[spec.menu].replace("&", "")]
    if spec.menu in SUBMENUS:
        plain.insert(0, MENUS[SUBMENUS[spec.menu][0]].replace("&", ""))
    return [*plain, label_of(spec).replace("&", "").removesuffix(" …")]


def dismiss(hands: Hands) -> None:
    """Close what an act has opened beside the text, and go back there."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window is not hands.window:
            window.close()
    hands.window.activateWindow()
    hands.press("Escape")
    if hands.window.acts["focus"].isChecked():
        hands.press("F11")
    hands.into_text(at_end=False)


def carry_out(hands: Hands, spec: ActionSpec, act: Callable[[], None]) -> None:
    """An act on an open article, and everything back as it was."""
    title = DIALOGS.get(spec.id)
    with hands.meeting(title, QDialog.reject) if title else nullcontext():
        act()
    hands.settle()
    dismiss(hands)
    while len(hands.tabs()) > 1:
        hands.press("Ctrl+W")
        hands.into_text(at_end=False)
    for _ in range(3):
        if hands.body != BODY:
            hands.press("Ctrl+Z")
    assert hands.body == BODY, spec.id


class TestEveryAct:
    @pytest.fixture
    def hands(self, desktop: Desktop) -> Hands:
        QGuiApplication.clipboard().setText("pasted")
        hands = desktop.start(desktop.put(FINE, DRAFT))
        hands.into_text(at_end=False)
        return hands

    def test_by_menu(self, hands: Hands, desktop: Desktop):
        for spec in ACTIONS:
            action = hands.menu_action(*names_of(spec))
            assert action.objectName() == spec.id
            assert action.isEnabled() == (spec.needs != "team"), spec.id  # tests of a team have windows of their own
            if spec.id not in ENDS and action.isEnabled():
                carry_out(hands, spec, action.trigger)
        assert (desktop.archive / DRAFT).read_text() == FINE
        assert desktop.files() == [DRAFT]

    def test_by_key(self, hands: Hands, desktop: Desktop):
        for spec in ACTIONS:
            if spec.id not in ENDS:
                for keys in spec.keys:
                    carry_out(hands, spec, lambda keys=keys: hands.press(keys))
        assert (desktop.archive / DRAFT).read_text() == FINE
        assert desktop.files() == [DRAFT]

    # The text's own keys come before the window's.
    @pytest.mark.parametrize(
        "spec",
        [
            spec
            for spec in ACTIONS
            if spec.keys and spec.id not in ("cut", "copy", "paste", "select_all", "undo", "redo")
        ],
        ids=lambda spec: spec.id,
    )
    def test_its_keys_are_its_own(self, spec: ActionSpec):
        """No key leads to two acts: Qt would carry out none of them."""
        others = {keys for other in ACTIONS if other is not spec for keys in other.keys}
        assert not others & set(spec.keys)

    def test_nothing_can_be_done_to_no_article(self, hands: Hands):
        hands.press("Ctrl+W")
        assert hands.at_welcome
        enabled = {spec.id for spec in ACTIONS if hands.window.acts[spec.id].isEnabled()}
        assert enabled == {spec.id for spec in ACTIONS if not spec.needs}


class TestUndo:
    @pytest.fixture
    def both(self, desktop: Desktop) -> Hands:
        """A word typed into the summary, and one into the text."""
        hands = desktop.start(desktop.put(FINE, ARTICLE))
        hands.field("summary").type("Short.")
        hands.into_text()
        hands.type("More.")
        return hands

    def test_in_the_text_it_leaves_the_form(self, both: Hands):
        both.press("Ctrl+Z")
        assert (both.field("summary").text, both.body) == ("Short.", BODY)
        both.press("Ctrl+Y")
        assert both.body == BODY + "More."

    def test_in_the_form_it_leaves_the_text(self, both: Hands):
        both.field("summary").focus()
        both.press("Ctrl+Z")
        assert both.body == BODY + "More."
        assert both.field("summary").text != "Short."
        both.press("Ctrl+Shift+Z")
        assert both.field("summary").text == "Short."

    def test_by_menu_it_is_the_same(self, both: Hands):
        both.field("headline").focus()
        both.menu("Edit", "Undo")
        assert both.body == BODY + "More."
        both.into_text()
        both.menu("Edit", "Undo")
        assert both.body == BODY

    def test_two_fields_are_two_steps(self, both: Hands):
        both.field("headline").type("Found")
        both.press("Ctrl+Z")
        assert (both.field("headline").text, both.field("summary").text) == ("Bicycles taken from shed", "Short.")

    def test_leaving_a_field_ends_a_step(self, both: Hands):
        both.field("summary").focus()
        both.press("End")
        both.type(" More.")
        both.press("Ctrl+Z")
        assert both.field("summary").text == "Short."


class TestEditMenu:
    @pytest.mark.parametrize("field_id", ["headline", "summary", "area"])
    def test_paste_goes_where_the_cursor_is(self, desktop: Desktop, field_id: str):
        hands = desktop.start(desktop.put(FINE, DRAFT))
        hands.field(field_id).focus()
        QGuiApplication.clipboard().setText("x")
        hands.menu("Edit", "Paste")
        assert hands.body == BODY

    def test_cut_and_paste_in_the_text(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE, ARTICLE))
        hands.select("bicycles ")
        hands.menu("Edit", "Cut")
        assert hands.body == BODY.replace("bicycles ", "")
        hands.menu("Edit", "Paste")
        assert hands.body == BODY

    def test_select_all_in_a_field_is_that_field(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE, ARTICLE))
        hands.field("headline").focus()
        hands.menu("Edit", "Select all")
        hands.menu("Edit", "Cut")
        assert (hands.field("headline").text, hands.body) == ("", BODY)


class TestTabs:
    @pytest.fixture
    def two(self, desktop: Desktop) -> Hands:
        return desktop.start(desktop.put(FINE, ARTICLE), desktop.put(OTHER, "news/Surrey/other.md"))

    def test_each_article_has_one(self, two: Hands):
        assert two.tabs() == ["Bicycles taken from shed", "Horse found on A3"]
        assert two.window.windowTitle().startswith("Horse found on A3")

    def test_the_mouse_and_the_keys_change_between_them(self, two: Hands):
        two.tab("Bicycles taken from shed")
        assert two.session.fields["headline"] == "Bicycles taken from shed"
        two.press("Ctrl+PgDown")
        assert two.session.fields["headline"] == "Horse found on A3"
        two.press("Ctrl+PgUp")
        assert two.session.fields["headline"] == "Bicycles taken from shed"

    def test_the_title_follows_the_headline(self, two: Hands):
        two.field("headline").type("R&D")
        assert two.tabs()[1] == "R&D"
        assert two.window.isWindowModified()

    def test_closing_one_asks_where_it_changed(self, two: Hands):
        two.into_text()
        two.type("x")
        with two.answering(("Save your changes?", "Keep editing")):
            two.press("Ctrl+W")
        assert len(two.tabs()) == 2
        with two.answering(("Save your changes?", "Discard changes")):
            two.press("Ctrl+W")
        assert two.tabs() == ["Bicycles taken from shed"]

    def test_closing_the_window_stops_at_the_one_that_stays(self, two: Hands):
        two.into_text()
        two.type("x")
        with two.answering(("Save your changes?", "Keep editing")):
            two.press("Ctrl+Q")
        assert two.window.isVisible()
        assert two.body.endswith("x")

    def test_saving_on_the_way_out(self, two: Hands, desktop: Desktop):
        two.into_text()
        two.type(" Again.")
        with two.answering(("Save your changes?", "Save")):
            two.press("Ctrl+Q")
        two.wait(lambda: not two.window.isVisible())
        assert "call us. Again.\n" in (desktop.archive / "news/Surrey/other.md").read_text()


class TestFiles:
    def test_a_new_release_from_the_first_key_to_the_archive(self, hands: Hands, desktop: Desktop):
        hands.press("Ctrl+N")
        hands.field("area").type("Surrey")
        hands.press("Return")
        hands.field("headline").type("Bicycles found")
        hands.into_text()
        hands.type("They stood in Guildford – all of them.")
        hands.press("Ctrl+S")
        hands.settle()
        assert desktop.files() == ["drafts/Surrey/bicycles-found.md"]
        assert hands.status() == "Saved at 09:30"
        with hands.answering(("Release this article?", "Release")):
            hands.press("Ctrl+Return")
        assert hands.status() == "Released at 09:30"
        (place,) = desktop.files()
        assert place.startswith("news/Surrey/")
        assert "They stood in Guildford – all of them.\n" in (desktop.archive / place).read_text("utf-8")

    def test_open_by_its_dialog(self, hands: Hands, desktop: Desktop):
        paths = [desktop.put(FINE, ARTICLE), desktop.put(OTHER, "news/Surrey/other.md")]
        hands.open(*paths)
        assert hands.tabs() == ["Bicycles taken from shed", "Horse found on A3"]

    def test_open_and_then_not(self, hands: Hands):
        hands.open()
        assert hands.at_welcome

    def test_save_as(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE, ARTICLE))
        hands.into_text()
        hands.type(" More.")
        with hands.meeting("Save as", choosing(desktop.archive / "elsewhere.md")):
            hands.press("Ctrl+Shift+S")
        assert (desktop.archive / ARTICLE).read_text() == FINE
        assert (desktop.archive / "elsewhere.md").read_text() == FINE.replace("call us.", "call us. More.")
        assert "elsewhere.md" in hands.window.windowTitle()

    @pytest.mark.parametrize("onto", ["window", "text"])
    def test_files_are_dropped(self, desktop: Desktop, onto: str):
        hands = desktop.start(desktop.put(FINE, ARTICLE))
        target: QWidget = hands.window if onto == "window" else hands.view.body.editor.viewport()
        assert hands.drop(target, desktop.put(OTHER, "news/Surrey/other & more #1.md"))
        assert hands.tabs() == ["Bicycles taken from shed", "Horse found on A3"]
        hands.tab("Bicycles taken from shed")
        assert hands.body == BODY

    def test_files_are_dropped_onto_the_welcome_page(self, hands: Hands, desktop: Desktop):
        assert hands.drop(hands.window, desktop.put(FINE, ARTICLE))
        assert hands.tabs() == ["Bicycles taken from shed"]

    def test_a_file_that_is_not_there_is_said(self, hands: Hands, desktop: Desktop):
        with hands.answering(("“missing.md” was not opened", "Close")):
            hands.program.open_first([str(desktop.archive / "missing.md")])
        assert hands.at_welcome

    def test_a_conflict_is_asked_about(self, desktop: Desktop):
        path = desktop.put(FINE, ARTICLE)
        hands = desktop.start(path)
        path.write_text(OTHER)
        hands.into_text()
        hands.type(" Mine.")
        with hands.answering(("The article was not saved", "Discard mine, open theirs")):
            hands.press("Ctrl+S")
        assert hands.tabs() == ["Horse found on A3"]
        assert path.read_text() == OTHER


class TestTheForm:
    def test_an_empty_field_is_asked_for_even_where_the_form_is_hidden(self, hands: Hands):
        hands.press("Ctrl+N")
        hands.field("area").type("Surrey")
        hands.press("Return")
        hands.press("F7")
        hands.press("Ctrl+Return")
        assert hands.view.form.isVisible()
        assert hands.view.form.field_with_focus() == "headline"
        assert "Headline" in hands.status()

    def test_a_value_that_cannot_be_stored_is_said(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE.replace("og:", "incident: text\nog:"), ARTICLE))
        hands.field("incident_reference").type("1")
        assert "cannot be stored" in hands.status()
        assert not hands.session.is_dirty

    def test_a_key_that_stands_twice_is_chosen_by_its_button(self, desktop: Desktop):
        twice = FINE.replace("\ntitle: ", "\ntitle: Other | Surrey Police\ntitle: ")
        hands = desktop.start(desktop.put(twice, ARTICLE))
        assert hands.banners()
        hands.click("Keep “Other | Surrey Police”", hands.view.banners)
        assert hands.session.fields["title"] == "Other | Surrey Police"
        assert not hands.banners()

    def test_a_banner_is_put_away(self, desktop: Desktop):
        hands = desktop.start(desktop.put("Only text.\n", ARTICLE))
        assert len(hands.banners()) == 1
        hands.click("Put this notice away")
        assert hands.banners() == []
