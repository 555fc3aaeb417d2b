"""The dialog in which a person chooses the part of a picture for the social card: real mouse, real keys."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.core.framing import CARD, LEAST, RATIO, Frame
from editor.gui.dialogs.cropping import CropDialog
from editor.services.cropping import uncropped

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
Show = Callable[[QWidget], None]


def picture(size: tuple[int, int], colour: str = "#2a5") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


class Cropper:
    """A person at the dialog."""

    def __init__(self, show: Show, size: tuple[int, int] = (2400, 2400), headline: str = "Lanterns lit") -> None:
        self.dialog = CropDialog(uncropped(picture(size)), headline, "Westshire Council")
        # Still there to be looked at when it is closed.
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.chosen: list[Frame | None] = []
        self.dialog.chosen.connect(self.chosen.append)
        show(self.dialog)
        self.stage = self.dialog.stage

    @property
    def frame(self) -> Frame:
        return self.stage.frame

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.stage, key, SHIFT if shift else NONE)

    def drag(self, start: QPointF, *ways: QPointF) -> None:
        QTest.mousePress(self.stage, LEFT, NONE, start.toPoint())
        for way in ways:
            QTest.mouseMove(self.stage, (start + way).toPoint())
        QTest.mouseRelease(self.stage, LEFT, NONE, (start + ways[-1]).toPoint())

    def says(self) -> str:
        return " ".join(label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())

    def click(self, words: str) -> None:
        button = next(one for one in self.dialog.findChildren(QAbstractButton) if one.text() == words)
        QTest.mouseClick(button, LEFT)

    def seen(self) -> QImage:
        return self.stage.grab().toImage()


@pytest.fixture
def cropper(shown: Show) -> Cropper:
    return Cropper(shown)


class TestTheMouse:
    def test_the_frame_is_dragged_and_stays_in_the_picture(self, cropper: Cropper) -> None:
        before = cropper.frame
        cropper.drag(cropper.stage.marked().center(), QPointF(0, 30), QPointF(0, 60))
        scale = 2400 / cropper.stage.place().width()
        assert cropper.frame.y - before.y == pytest.approx(60 * scale, abs=scale)
        cropper.drag(cropper.stage.marked().center(), QPointF(-500, 900))
        assert cropper.frame.box == pytest.approx((0, 2400 - cropper.frame.height, 2400, 2400))

    @pytest.mark.parametrize("right", [False, True])
    @pytest.mark.parametrize("bottom", [False, True])
    def test_every_corner_resizes_it_and_keeps_the_shape(self, cropper: Cropper, right: bool, bottom: bool) -> None:
        marked, before = cropper.stage.marked(), cropper.frame
        corner = QPointF(marked.right() if right else marked.x(), marked.bottom() if bottom else marked.y())
        inwards = QPointF(-60 if right else 60, -10 if bottom else 10)
        cropper.drag(corner, inwards / 2, inwards)
        after = cropper.frame
        assert after.width < before.width
        assert after.width / after.height == pytest.approx(RATIO)
        left, top, far, low = after.box
        still = (left if right else far, top if bottom else low)
        was = before.box
        assert still == pytest.approx((was[0] if right else was[2], was[1] if bottom else was[3]), abs=1e-3)

    def test_it_becomes_no_smaller_than_networks_show_and_does_not_turn_over(self, cropper: Cropper) -> None:
        marked = cropper.stage.marked()
        cropper.drag(marked.bottomRight(), QPointF(-2 * marked.width(), -300))
        assert cropper.frame.width == LEAST

    def test_a_click_beside_the_frame_brings_it_there(self, cropper: Cropper) -> None:
        place = cropper.stage.place()
        QTest.mouseClick(cropper.stage, LEFT, NONE, QPointF(place.center().x(), place.bottom() - 3).toPoint())
        assert cropper.frame.box[3] == pytest.approx(2400)

    def test_a_click_beside_the_picture_does_nothing(self, shown: Show) -> None:
        cropper = Cropper(shown, (6000, 700))
        before = cropper.frame
        QTest.mouseClick(cropper.stage, LEFT, NONE, QPointF(20, 5).toPoint())
        assert cropper.frame == before

    def test_the_pointer_tells_what_it_would_do(self, cropper: Cropper) -> None:
        marked = cropper.stage.marked()
        QTest.mouseMove(cropper.stage, marked.center().toPoint())
        assert cropper.stage.cursor().shape() is Qt.CursorShape.SizeAllCursor
        QTest.mouseMove(cropper.stage, marked.topLeft().toPoint())
        assert cropper.stage.cursor().shape() is Qt.CursorShape.SizeFDiagCursor
        QTest.mouseMove(cropper.stage, marked.topRight().toPoint())
        assert cropper.stage.cursor().shape() is Qt.CursorShape.SizeBDiagCursor


class TestTheKeyboard:
    def test_arrows_move_it(self, cropper: Cropper) -> None:
        cropper.press(Qt.Key.Key_Minus, shift=True)
        before = cropper.frame
        cropper.press(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down)
        assert (cropper.frame.x - before.x, cropper.frame.y - before.y) == pytest.approx((24, 48))
        cropper.press(Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up)
        assert cropper.frame.box == pytest.approx(before.box)

    def test_shift_takes_bigger_steps(self, cropper: Cropper) -> None:
        before = cropper.frame
        cropper.press(Qt.Key.Key_Down, shift=True)
        assert cropper.frame.y - before.y == pytest.approx(240)

    @pytest.mark.parametrize(("keys", "shift", "by"), [
        ((Qt.Key.Key_Minus,), False, 24), ((Qt.Key.Key_Underscore,), True, 240), ((Qt.Key.Key_Minus,), True, 240),
    ])  # fmt: skip
    def test_minus_makes_it_smaller_around_its_middle_and_plus_larger(
        self, cropper: Cropper, keys: tuple[Qt.Key, ...], shift: bool, by: int
    ) -> None:
        before = cropper.frame
        cropper.press(*keys, shift=shift)
        assert before.width - cropper.frame.width == pytest.approx(by)
        assert cropper.frame.x == pytest.approx(by / 2)
        cropper.press(Qt.Key.Key_Plus, shift=shift)
        assert cropper.frame.box == pytest.approx(before.box)

    def test_return_takes_it_and_escape_leaves_it_be(self, shown: Show) -> None:
        one, two = Cropper(shown), Cropper(shown)
        two.press(Qt.Key.Key_Escape)
        assert two.chosen == []
        assert not two.dialog.isVisible()
        one.dialog.activateWindow()
        frame = one.frame
        QTest.keyClick(one.stage, Qt.Key.Key_Return)
        assert one.chosen == [frame]

    def test_tab_goes_through_all_of_it(self, cropper: Cropper) -> None:
        seen = []
        for _ in range(4):
            here = QApplication.focusWidget()
            assert here is not None
            seen.append(here.accessibleName() or getattr(here, "text", str)())
            QTest.keyClick(here, Qt.Key.Key_Tab)
        assert seen == ["Part of the picture for the card", "Cancel", "Use the whole picture", "Use this crop"]
        assert QApplication.focusWidget() is cropper.stage


class TestWhatIsChosen:
    def test_the_part(self, cropper: Cropper) -> None:
        cropper.press(Qt.Key.Key_Down)
        frame = cropper.frame
        cropper.click("Use this crop")
        assert cropper.chosen == [frame]

    def test_the_whole(self, cropper: Cropper) -> None:
        cropper.click("Use the whole picture")
        assert cropper.chosen == [None]

    def test_nothing(self, cropper: Cropper) -> None:
        cropper.click("Cancel")
        assert cropper.chosen == []
        assert not cropper.dialog.isVisible()


class TestWhatIsSeen:
    def test_a_large_picture_makes_what_networks_ask_for(self, cropper: Cropper) -> None:
        assert "1200 × 630 pixels, as networks ask for" in cropper.says()

    def test_a_small_one_is_told_in_a_sentence_and_can_be_used(self, shown: Show) -> None:
        cropper = Cropper(shown, (800, 600))
        assert "800 × 420 pixels" in cropper.says()
        assert "may show it small, or not at all" in cropper.says()
        cropper.click("Use this crop")
        assert cropper.chosen == [Frame.first(800, 600)]

    def test_a_frame_that_becomes_too_small_is_told_and_one_that_grows_again_not(self, cropper: Cropper) -> None:
        for _ in range(6):
            cropper.press(Qt.Key.Key_Minus, shift=True)
        assert "or not at all" in cropper.says()
        for _ in range(6):
            cropper.press(Qt.Key.Key_Plus, shift=True)
        assert "as networks ask for" in cropper.says()

    def test_outside_of_the_frame_it_is_dim(self, cropper: Cropper) -> None:
        seen, marked, place = cropper.seen(), cropper.stage.marked(), cropper.stage.place()
        ratio = seen.devicePixelRatio()
        inside = seen.pixelColor((marked.center() * ratio).toPoint())
        outside = seen.pixelColor((QPointF(place.center().x(), place.bottom() - 8) * ratio).toPoint())
        assert inside.lightness() > 1.5 * outside.lightness()

    def test_the_card_follows_the_frame(self, shown: Show, qtbot: QtBot) -> None:
        out = BytesIO()
        image = Image.new("RGB", (1200, 2400), "white")
        image.paste((220, 0, 0), (0, 1400, 1200, 2400))
        image.save(out, "PNG")
        dialog = CropDialog(uncropped(out.getvalue()), "Lanterns lit", "Westshire Council")
        shown(dialog)
        assert dialog.card.grab().toImage().pixelColor(150, 80).green() > 200
        for _ in range(10):
            QTest.keyClick(dialog.stage, Qt.Key.Key_Down, SHIFT)
        assert dialog.card.grab().toImage().pixelColor(150, 80).green() < 50

    def test_a_reader_is_told_what_it_is_and_where_the_frame_is(self, cropper: Cropper) -> None:
        assert cropper.stage.accessibleDescription() == "2400 × 1260 pixels, 0 from the left, 570 from the top"
        cropper.press(Qt.Key.Key_Down)
        assert "594 from the top" in cropper.stage.accessibleDescription()
        assert "Westshire Council" in cropper.dialog.card.accessibleDescription()

    @pytest.mark.parametrize("size", [(1, 1), (6000, 60), (60, 6000)])
    def test_the_oddest_shapes_can_be_shown_and_used(self, shown: Show, size: tuple[int, int]) -> None:
        cropper = Cropper(shown, size, "word " * 400)
        cropper.press(Qt.Key.Key_Down, Qt.Key.Key_Minus, Qt.Key.Key_Right)
        assert not cropper.seen().isNull()
        cropper.click("Use this crop")
        (frame,) = cropper.chosen
        assert frame is not None
        assert frame.size[0] <= CARD[0]
