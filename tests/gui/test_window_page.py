"""The page in the window: its views, printing, rich text, and pictures that are taken in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from editor.core.codec import parse
from tests.app.person import FINE
from tests.hands import Desktop, Hands, choosing

DRAFT, ARTICLE = "drafts/Surrey/bicycles.md", "news/Surrey/bicycles.md"
CROP = "Crop for the social card"
BODY = "Two bicycles were taken from a shed in Woking.\n\nAnyone who saw them is asked to call us."


def picture(path: Path, size: tuple[int, int] = (40, 30)) -> Path:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    Image.new("RGB", size, "#2a5").save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def hands(desktop: Desktop) -> Hands:
    """A person at a draft."""
    hands = desktop.start(desktop.put(FINE, DRAFT))
    hands.into_text()
    return hands


def file_text(hands: Hands) -> str:
    return hands.window.views.file.text.toPlainText()


def describe(hands: Hands, words: str) -> None:
    """Type what a picture shows into the row that asks."""
    bar = hands.view.body.picture_bar
    hands.wait(lambda: bar.isVisible() and isinstance(hands.focus, QLineEdit))
    hands.type(words)
    hands.press("Return")
    hands.settle()


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def press_in(dialog: QDialog, *sequences: str) -> None:
    """Press keys in a dialog that has just come, where the screen may not have made it the active one yet."""
    for sequence in sequences:
        combination = QKeySequence(sequence)[0]
        QTest.keyClick(dialog.focusWidget(), combination.key(), combination.keyboardModifiers())


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


class TestPicturesForTheText:
    def test_a_dropped_picture_is_asked_about_kept_and_put_in(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        assert hands.drop(hands.view.body.editor.viewport(), picture(tmp_path / "Grüner Schuppen.JPG", (3200, 2000)))
        describe(hands, "A green shed")
        hands.wait(lambda: "![A green shed](../../images/2024/gruner-schuppen.jpg)" in hands.body)
        kept = (desktop.archive / "images/2024/gruner-schuppen.jpg").read_bytes()
        assert Image.open(BytesIO(kept)).size == (1600, 1000)
        assert b"Secret" not in kept
        assert hands.tabs() == ["Bicycles taken from shed"], "it is not opened as an article"

    def test_a_pasted_picture_is_asked_about_kept_and_put_in(self, desktop: Desktop, hands: Hands):
        image = QImage(50, 20, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        QGuiApplication.clipboard().setImage(image)
        hands.press("Ctrl+V")
        describe(hands, "A red box")
        hands.wait(lambda: "![A red box](../../images/2024/bicycles-taken-from-shed.png)" in hands.body)
        assert "images/2024/bicycles-taken-from-shed.png" in desktop.files()

    def test_a_picture_can_be_chosen_by_menu(self, hands: Hands, tmp_path: Path):
        with hands.meeting("Choose a picture", choosing(picture(tmp_path / "shed.jpg"))):
            hands.menu("Format", "Picture from a file")
        describe(hands, "A shed")
        hands.wait(lambda: "![A shed](../../images/2024/shed.jpg)" in hands.body)

    def test_nothing_is_kept_of_a_picture_that_was_left_out(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        hands.drop(hands.view.body.editor.viewport(), picture(tmp_path / "shed.jpg"))
        hands.wait(hands.view.body.picture_bar.isVisible)
        hands.press("Escape")
        assert not hands.view.body.picture_bar.isVisible()
        assert hands.view.body.editor.hasFocus()
        assert desktop.files() == [DRAFT]
        assert hands.body == BODY

    def test_a_picture_without_a_description_waits_for_one(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        hands.drop(hands.view.body.editor.viewport(), picture(tmp_path / "shed.jpg"))
        describe(hands, "  ")
        assert hands.view.body.picture_bar.isVisible()
        assert desktop.files() == [DRAFT]

    def test_several_pictures_are_asked_about_one_after_the_other(self, hands: Hands, tmp_path: Path):
        one, two = picture(tmp_path / "one.jpg"), picture(tmp_path / "two.jpg", (9, 9))
        hands.drop(hands.view.body.editor.viewport(), one, two)
        describe(hands, "The first")
        describe(hands, "The second")
        hands.wait(lambda: "two.jpg" in hands.body)
        assert "![The first](../../images/2024/one.jpg)" in hands.body
        assert "![The second](../../images/2024/two.jpg)" in hands.body

    def test_one_undo_takes_it_out_again(self, hands: Hands, tmp_path: Path):
        hands.drop(hands.view.body.editor.viewport(), picture(tmp_path / "shed.jpg"))
        describe(hands, "A shed")
        hands.wait(lambda: "shed.jpg" in hands.body)
        hands.press("Ctrl+Z")
        assert hands.body == BODY

    def test_what_is_no_picture_is_told(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        (tmp_path / "shed.jpg").write_text("no picture")
        hands.drop(hands.view.body.editor.viewport(), tmp_path / "shed.jpg")
        describe(hands, "A shed")
        hands.wait(lambda: "cannot be used" in hands.status())
        assert hands.body == BODY
        assert desktop.files() == [DRAFT]

    def test_text_that_comes_with_a_picture_is_pasted_as_text(self, hands: Hands):
        data = QMimeData()
        data.setImageData(QImage(5, 5, QImage.Format.Format_RGB32))
        data.setText(" From a document.")
        QGuiApplication.clipboard().setMimeData(data)
        hands.press("Ctrl+V")
        assert hands.body == BODY + " From a document."

    def test_a_mixture_of_files_is_opened_as_before(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        other = desktop.put(FINE.replace("Bicycles taken", "Horses taken"), "news/Surrey/b.md")
        hands.drop(hands.view.body.editor.viewport(), other)
        hands.wait(lambda: len(hands.tabs()) == 2)

    def test_before_the_first_save_the_address_is_right_for_where_it_will_be_saved(
        self, desktop: Desktop, hands: Hands, tmp_path: Path
    ):
        hands.press("Ctrl+N")
        hands.into_text()
        hands.drop(hands.view.body.editor.viewport(), picture(tmp_path / "shed.jpg"))
        describe(hands, "A shed")
        hands.wait(lambda: hands.body == "![A shed](../../images/2024/shed.jpg)")

    def test_in_an_article_outside_of_every_archive_it_is_kept_beside_it(
        self, desktop: Desktop, hands: Hands, tmp_path: Path
    ):
        elsewhere = tmp_path / "elsewhere" / "a.md"
        elsewhere.parent.mkdir()
        elsewhere.write_text(FINE)
        hands.open(elsewhere)
        hands.into_text()
        hands.drop(hands.view.body.editor.viewport(), picture(tmp_path / "shed.jpg"))
        describe(hands, "A shed")
        hands.wait(lambda: "![A shed](images/2024/shed.jpg)" in hands.body)
        assert (elsewhere.parent / "images/2024/shed.jpg").is_file()


class TestThePictureOfTheArticle:
    def test_it_is_chosen_kept_and_one_undo_takes_it_back(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        hands.field("image").focus()
        with (
            hands.meeting("Choose a picture", choosing(picture(tmp_path / "shed.jpg"))),
            hands.meeting(CROP, lambda dialog: hands.click("Use the whole picture", dialog)),
        ):
            hands.click("Choose the picture from a file")
        hands.wait(lambda: hands.field("image").text == "../../images/2024/shed.jpg")
        assert [name for name in desktop.files() if name != DRAFT] == ["images/2024/shed.jpg"]
        hands.press("Ctrl+S")
        hands.settle()
        reading = parse((desktop.archive / DRAFT).read_bytes())
        assert reading.article.front["og"]["image"] == "../../images/2024/shed.jpg"

    def test_it_can_be_left_alone(self, desktop: Desktop, hands: Hands):
        with hands.meeting("Choose a picture", QDialog.reject):
            hands.menu("Format", "Picture of the article")
        assert desktop.files() == [DRAFT]

    def test_the_part_that_networks_show_is_kept_beside_it(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        def crop(dialog: QDialog) -> None:
            press_in(dialog, "Shift+Down", "Return")

        with (
            hands.meeting("Choose a picture", choosing(picture(tmp_path / "shed.jpg", (2000, 2600)))),
            hands.meeting(CROP, crop),
        ):
            hands.menu("Format", "Picture of the article")
        hands.wait(lambda: hands.field("image").text == "../../images/2024/shed-card.jpg")
        whole, card = desktop.archive / "images/2024/shed.jpg", desktop.archive / "images/2024/shed-card.jpg"
        assert (size_of(whole), size_of(card)) == ((1231, 1600), (1200, 630))
        assert b"Secret" not in card.read_bytes()
        hands.field("image").focus()
        hands.press("Ctrl+Z")
        assert hands.field("image").text == ""
        hands.press("Ctrl+Y")
        assert hands.field("image").text == "../../images/2024/shed-card.jpg"
        hands.press("Ctrl+S")
        hands.settle()
        front = parse((desktop.archive / DRAFT).read_bytes()).article.front
        assert front["og"]["image"] == "../../images/2024/shed-card.jpg"

    def test_nothing_is_kept_where_the_crop_is_cancelled(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        with (
            hands.meeting("Choose a picture", choosing(picture(tmp_path / "shed.jpg"))),
            hands.meeting(CROP, QDialog.reject),
        ):
            hands.menu("Format", "Picture of the article")
        assert desktop.files() == [DRAFT]
        assert hands.field("image").text == ""

    def test_what_is_no_picture_is_told(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        (tmp_path / "shed.jpg").write_text("no picture")
        with hands.meeting("Choose a picture", choosing(tmp_path / "shed.jpg")):
            hands.menu("Format", "Picture of the article")
        hands.wait(lambda: "cannot be used" in hands.status())
        assert desktop.files() == [DRAFT]


class TestCroppingLater:
    @pytest.fixture
    def hands(self, desktop: Desktop) -> Hands:
        """A person at an article whose picture lies in the archive."""
        (desktop.archive / "images").mkdir()
        Image.linear_gradient("L").resize((1600, 1600)).save(desktop.archive / "images/shed.jpg")
        hands = desktop.start(desktop.put(FINE, DRAFT))
        hands.field("image").type("../../images/shed.jpg")
        hands.into_text()
        return hands

    def crop(self, hands: Hands, *keys: str) -> None:
        with hands.meeting(CROP, lambda dialog: press_in(dialog, *keys, "Return")):
            hands.menu("Format", "Crop for the social card")

    def test_a_part_takes_its_place_and_the_whole_picture_is_cut_again(self, desktop: Desktop, hands: Hands):
        self.crop(hands)
        hands.wait(lambda: hands.field("image").text == "../../images/shed-card.jpg")
        self.crop(hands, "Shift+Down", "Shift+-")
        hands.wait(lambda: hands.field("image").text == "../../images/shed-card-2.jpg")
        assert size_of(desktop.archive / "images/shed-card-2.jpg") == (1200, 630)
        assert size_of(desktop.archive / "images/shed.jpg") == (1600, 1600)

    def test_the_whole_picture_comes_back(self, hands: Hands):
        self.crop(hands)
        hands.wait(lambda: hands.field("image").text == "../../images/shed-card.jpg")
        with hands.meeting(CROP, lambda dialog: hands.click("Use the whole picture", dialog)):
            hands.menu("Format", "Crop for the social card")
        assert hands.field("image").text == "../../images/shed.jpg"

    def test_undo_takes_it_back_in_one_step(self, hands: Hands):
        self.crop(hands)
        hands.wait(lambda: hands.field("image").text == "../../images/shed-card.jpg")
        hands.field("image").focus()
        hands.press("Ctrl+Z")
        assert hands.field("image").text == "../../images/shed.jpg"

    @pytest.mark.parametrize("address", ["", "https://pictures.example/shed.jpg", "../../images/gone.jpg"])
    def test_without_a_picture_of_its_own_it_says_what_to_do(self, hands: Hands, address: str):
        hands.field("image").type(address)
        hands.menu("Format", "Crop for the social card")
        hands.wait(lambda: "Choose one first" in hands.status())

    def test_a_picture_that_cannot_be_kept_is_told_and_the_field_stays(self, desktop: Desktop, hands: Hands):
        def crop(dialog: QDialog) -> None:
            (desktop.archive / "images/shed.jpg").unlink()
            (desktop.archive / "images").rmdir()
            press_in(dialog, "Return")

        with hands.meeting(CROP, crop):
            hands.menu("Format", "Crop for the social card")
        hands.wait(hands.status)
        assert hands.field("image").text == "../../images/shed.jpg"


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


def test_a_picture_that_the_clipboard_has_as_a_file_is_a_picture(hands: Hands, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "shed.jpg")))])
    QGuiApplication.clipboard().setMimeData(data)
    hands.press("Ctrl+V")
    describe(hands, "A shed")
    hands.wait(lambda: "![A shed](../../images/2024/shed.jpg)" in hands.body)
