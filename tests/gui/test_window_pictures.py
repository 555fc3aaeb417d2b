"""Pictures in the window: taken in for the text and for the article, and cropped for the social card."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

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
            hands.menu("Insert", "Picture from a file")
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
            hands.menu("Insert", "Picture of the article")
        assert desktop.files() == [DRAFT]

    def test_the_part_that_networks_show_is_kept_beside_it(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        def crop(dialog: QDialog) -> None:
            press_in(dialog, "Shift+Down", "Return")

        with (
            hands.meeting("Choose a picture", choosing(picture(tmp_path / "shed.jpg", (2000, 2600)))),
            hands.meeting(CROP, crop),
        ):
            hands.menu("Insert", "Picture of the article")
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
            hands.menu("Insert", "Picture of the article")
        assert desktop.files() == [DRAFT]
        assert hands.field("image").text == ""

    def test_what_is_no_picture_is_told(self, desktop: Desktop, hands: Hands, tmp_path: Path):
        (tmp_path / "shed.jpg").write_text("no picture")
        with hands.meeting("Choose a picture", choosing(tmp_path / "shed.jpg")):
            hands.menu("Insert", "Picture of the article")
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
            hands.menu("Insert", "Crop for the social card")

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
            hands.menu("Insert", "Crop for the social card")
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
        hands.menu("Insert", "Crop for the social card")
        hands.wait(lambda: "Choose one first" in hands.status())

    def test_a_picture_that_cannot_be_kept_is_told_and_the_field_stays(self, desktop: Desktop, hands: Hands):
        def crop(dialog: QDialog) -> None:
            (desktop.archive / "images/shed.jpg").unlink()
            (desktop.archive / "images").rmdir()
            press_in(dialog, "Return")

        with hands.meeting(CROP, crop):
            hands.menu("Insert", "Crop for the social card")
        hands.wait(hands.status)
        assert hands.field("image").text == "../../images/shed.jpg"


def test_a_picture_that_the_clipboard_has_as_a_file_is_a_picture(hands: Hands, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "shed.jpg")))])
    QGuiApplication.clipboard().setMimeData(data)
    hands.press("Ctrl+V")
    describe(hands, "A shed")
    hands.wait(lambda: "![A shed](../../images/2024/shed.jpg)" in hands.body)
