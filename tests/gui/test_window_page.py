"""The page in the window: its views, printing, rich text, and pictures from the web."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from tests.app.person import FINE
from tests.hands import Desktop, Hands

DRAFT, ARTICLE = "drafts/Surrey/bicycles.md", "news/Surrey/bicycles.md"
CROP = "Crop for the social card"
BODY = "Two bicycles were taken from a shed in Woking.\n\nAnyone who saw them is asked to call us."


@pytest.fixture
def hands(desktop: Desktop) -> Hands:
    """A person at a draft."""
    hands = desktop.start(desktop.put(FINE, DRAFT))
    hands.into_text()
    return hands


def file_text(hands: Hands) -> str:
    return hands.window.views.file.text.toPlainText()


class TestViews:
    @pytest.mark.parametrize(("keys", "view"), [("Alt+2", "phone"), ("Alt+3", "search"), ("Alt+5", "file")])
    def test_a_key_leads_to_each_and_the_next_start_begins_with_it(
        self, desktop: Desktop, hands: Hands, keys: str, view: str
    ):
        hands.press(keys)
        assert hands.window.views.current == view
        desktop.quit(hands)
        assert desktop.start().window.views.current == view

    def test_the_menus_lead_there_too(self, hands: Hands):
        hands.menu("View", "Show the article as", "Social card")
        assert hands.window.views.current == "social"

    def test_a_view_that_is_asked_for_brings_a_hidden_preview_back(self, hands: Hands):
        hands.press("F8")
        assert not hands.window.views.isVisible()
        hands.press("Alt+3")
        assert hands.window.views.isVisible()
        assert hands.window.acts["preview"].isChecked()

    def test_a_hidden_preview_takes_its_buttons_along(self, hands: Hands):
        hands.press("F8")
        assert not hands.window.preview.isVisible()
        assert not hands.window.views.isVisible()


class TestTheFile:
    def test_it_shows_what_a_save_would_write(self, hands: Hands):
        hands.press("Alt+5")
        hands.wait(lambda: file_text(hands) == FINE.removesuffix("\n") + "\n")
        assert "changes nothing" in hands.window.views.file.note.text()

    def test_it_follows_what_is_typed_and_saved(self, hands: Hands):
        hands.press("Alt+5")
        hands.into_text()
        hands.type(" Thank you.")
        hands.wait(lambda: "Thank you." in file_text(hands))
        assert "1 place" in hands.window.views.file.note.text()
        hands.press("Ctrl+S")
        hands.settle()
        hands.wait(lambda: "changes nothing" in hands.window.views.file.note.text())

    def test_it_follows_the_fields(self, hands: Hands):
        hands.press("Alt+5")
        hands.field("summary").type("Bicycles are gone.")
        hands.wait(lambda: "Bicycles are gone." in file_text(hands))

    def test_it_compares_with_what_is_on_the_disk(self, desktop: Desktop, hands: Hands):
        (desktop.archive / DRAFT).write_text(FINE.replace("Woking", "Guildford"))
        hands.press("Alt+5")
        hands.wait(lambda: "Guildford" in file_text(hands))

    def test_an_article_without_a_file_says_so(self, hands: Hands):
        hands.press("Ctrl+N", "Alt+5")
        hands.wait(lambda: "no file yet" in hands.window.views.file.note.text())

    def test_a_file_that_is_gone_is_told_and_nothing_else_happens(self, desktop: Desktop, hands: Hands):
        (desktop.archive / DRAFT).unlink()
        hands.press("Alt+5")
        hands.wait(lambda: hands.window.views.file.note.text() != "")
        hands.into_text()
        hands.type("x")
        assert hands.body == BODY + "x"


class TestZoom:
    def test_it_is_the_texts_where_the_person_is_in_the_text(self, hands: Hands):
        before = hands.window.preview.zoom()
        hands.press("Ctrl++")
        assert hands.window.preview.zoom() == before

    def test_it_is_the_previews_where_the_person_is_there(self, hands: Hands):
        hands.press("Alt+5")
        text = hands.window.views.file.text
        text.setFocus()
        before = text.font().pointSizeF()
        hands.press("Ctrl++")
        assert text.font().pointSizeF() > before

    def test_it_is_the_pages_too(self, hands: Hands):
        hands.window.views.setFocus()
        hands.wait(lambda: hands.window.views.isAncestorOf(hands.focus) or hands.focus is hands.window.preview)
        hands.press("Ctrl++")
        assert hands.window.preview.zoom() == pytest.approx(1.1)
        hands.press("Ctrl+0")
        assert hands.window.preview.zoom() == 1


class TestRichText:
    def test_the_whole_article_is_copied_with_its_headline(self, hands: Hands):
        hands.view.body.editor.moveCursor(hands.view.body.editor.textCursor().MoveOperation.End)
        hands.type("\n\n**Call** 101 ![A shed](https://pictures.example/a.png)")
        hands.menu("Edit", "Copy as rich text")
        hands.settle()
        data = QGuiApplication.clipboard().mimeData()
        assert "<h1>Bicycles taken from shed</h1>" in data.html()
        assert "<strong>Call</strong> 101" in data.html()
        assert "<img" not in data.html()
        assert "[A shed]" in data.html()
        assert data.text().startswith(f"Bicycles taken from shed\n\n{BODY}")

    def test_a_selection_is_copied_alone(self, hands: Hands):
        hands.select("Anyone who saw them")
        hands.press("Ctrl+Shift+C")
        hands.settle()
        data = QGuiApplication.clipboard().mimeData()
        assert data.text() == "Anyone who saw them"
        assert "<p>Anyone who saw them</p>" in data.html()
        assert "<h1>" not in data.html()

    def test_nothing_hostile_is_copied(self, hands: Hands):
        hands.type('\n\n<img src=x onerror="alert(1)"> <script>alert(2)</script> [x](javascript:alert(3))')
        hands.press("Ctrl+Shift+C")
        hands.settle()
        html = QGuiApplication.clipboard().mimeData().html()
        assert "Two bicycles" in html
        assert not any(sign in html for sign in ("onerror", "<script", "javascript:", "<img"))


class TestPrinting:
    def test_the_dialog_can_be_left(self, hands: Hands):
        with hands.meeting("Print the page", QDialog.reject):
            hands.press("Ctrl+P")
        assert not hands.window.paper.is_busy


class TestPicturesFromTheWeb:
    def test_they_are_allowed_for_one_article_until_it_is_closed(self, desktop: Desktop, hands: Hands):
        remote = FINE.replace("Anyone", "![A shed](https://pictures.example/a.png)\n\nAnyone")
        one, two = desktop.put(remote, "news/Surrey/one.md"), desktop.put(remote, "news/Surrey/two.md")
        hands.open(one)
        hands.wait(lambda: shown_button(hands) is not None)
        hands.click("Show pictures from the web")
        hands.wait(lambda: shown_button(hands) is None)
        assert hands.session.remote_pictures
        hands.open(two)
        assert not hands.session.remote_pictures
        hands.wait(lambda: shown_button(hands) is not None)
        hands.press("Ctrl+Shift+Tab", "Ctrl+W")
        hands.open(one)
        assert not hands.session.remote_pictures


def shown_button(hands: Hands) -> QWidget | None:
    name = "Show pictures from the web"
    found = [one for one in hands.window.views.findChildren(QWidget) if one.accessibleName() == name]
    return next((one for one in found if one.isVisible()), None)
