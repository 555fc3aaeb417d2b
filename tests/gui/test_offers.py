"""The list of what holds the typed part of a name: it offers, and never has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.dialogs.organisations import OrganisationBox
from editor.gui.form.choices import AreaInput
from editor.services.profiles import ProfileName

AREAS = (
    ("Elsewhere", "Elsewhere Council"),
    ("North Downs", "North Downs Police"),
    ("South Downs", "South Downs Police"),
)
# The offscreen platform says that it cannot raise a list, nor hold the keyboard for one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def form_box() -> tuple[QComboBox, Callable[[], str]]:
    box = AreaInput()
    box.show_choices(AREAS)
    return box, lambda: box.value


def dialog_box() -> tuple[QComboBox, Callable[[], str]]:
    box = OrganisationBox()
    box.show_areas([ProfileName(area, name) for area, name in AREAS], "", "None")
    return box, box.area


class Desk:
    """A dialog with a box and a line below it, and what a person does there."""

    def __init__(self, box: QComboBox, chosen: Callable[[], str]) -> None:
        self.dialog = QDialog()
        self.box, self.chosen = box, chosen
        self.words, self.next = QLabel("Here is nothing to type into"), QLineEdit()
        column = QVBoxLayout(self.dialog)
        for widget in (box, self.next, self.words):
            column.addWidget(widget)
        self.dialog.resize(400, 300)

    @property
    def window(self) -> QWindow:
        window = self.dialog.windowHandle()
        assert window is not None
        return window

    @property
    def here(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        """Each key goes where the window system sends it: to the window that has the keyboard."""
        for character in text:
            window = QGuiApplication.focusWindow()
            assert window is not None
            QTest.keyClick(window, character)

    def press(self, key: Qt.Key) -> None:
        window = QGuiApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, key)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=widget.mapTo(self.dialog, widget.rect().center()))


def lists() -> list[QListView]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QListView) and each.isVisible()]


def offered() -> list[str]:
    (the_list,) = lists()
    model = the_list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture(params=[form_box, dialog_box])
def desk(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Desk]:
    desk = Desk(*request.param())
    qtbot.addWidget(desk.dialog)
    with qtbot.waitActive(desk.dialog):
        desk.dialog.show()
        desk.dialog.activateWindow()
    desk.box.setFocus()
    yield desk
    assert lists() == []


def test_the_window_keeps_the_keyboard(desk: Desk) -> None:
    desk.type("downs")
    assert offered() == ["North Downs Police", "South Downs Police"]
    assert QGuiApplication.focusWindow() is desk.window
    assert QApplication.activePopupWidget() is None
    desk.press(Qt.Key.Key_Escape)


@pytest.mark.filterwarnings("ignore:.*setActiveWindow:DeprecationWarning")  # nothing else speaks as the system does
def test_late_news_of_the_keyboard_does_not_take_it_from_the_next_field(desk: Desk) -> None:
    news: list[QWindow | None] = []
    QGuiApplication.instance().focusWindowChanged.connect(news.append)
    desk.type("elsewh")
    desk.press(Qt.Key.Key_Return)
    desk.next.setFocus()
    desk.type("Man ")
    for window in news:  # as X11 on a busy machine: who has had the keyboard is told when the list is long closed
        QApplication.setActiveWindow(next(w for w in QApplication.topLevelWidgets() if w.windowHandle() is window))
    assert desk.here is desk.next
    desk.type("found")
    assert desk.next.text() == "Man found"
    assert desk.box.currentText() == "Elsewhere Council"
    assert desk.chosen() == "Elsewhere"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_the_only_one_that_fits_is_taken(desk: Desk, key: Qt.Key) -> None:
    desk.type("council")
    desk.press(key)
    assert desk.chosen() == "Elsewhere"
    assert lists() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_one_of_several_is_chosen_by_keys(desk: Desk, key: Qt.Key) -> None:
    desk.type("downs")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(key)
    assert desk.chosen() == "South Downs"
    assert lists() == []


def test_enter_goes_on_once(qtbot: QtBot) -> None:
    desk = Desk(*form_box())
    qtbot.addWidget(desk.dialog)
    with qtbot.waitActive(desk.dialog):
        desk.dialog.show()
        desk.dialog.activateWindow()
    desk.box.setFocus()
    sent: list[object] = []
    assert isinstance(desk.box, AreaInput)
    desk.box.edited.connect(sent.append)
    desk.type("north")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert sent == ["North Downs"]
    assert desk.here is desk.next
    assert desk.dialog.isVisible()


def test_one_is_chosen_with_the_mouse(desk: Desk) -> None:
    desk.type("downs")
    (the_list,) = lists()
    row = the_list.visualRect(the_list.model().index(1, 0))
    QTest.mouseClick(the_list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert desk.chosen() == "South Downs"
    assert desk.here is desk.box


def test_escape_closes_the_list_and_nothing_else(desk: Desk) -> None:
    desk.type("downs")
    desk.press(Qt.Key.Key_Escape)
    assert lists() == []
    assert desk.dialog.isVisible()
    assert desk.here is desk.box
    desk.type("x")
    assert desk.box.currentText() == "downsx"


def test_a_click_elsewhere_closes_the_list(desk: Desk) -> None:
    desk.type("downs")
    desk.click(desk.words)
    assert lists() == []
    assert desk.here is desk.box
    desk.press(Qt.Key.Key_Backspace)
    assert offered() == ["North Downs Police", "South Downs Police"]
    desk.click(desk.next)
    assert lists() == [] and desk.here is desk.next


def test_the_list_does_not_stay_behind(desk: Desk) -> None:
    desk.type("downs")
    desk.dialog.resize(500, 350)
    QApplication.processEvents()
    assert lists() == []
    desk.press(Qt.Key.Key_Backspace)
    assert lists() != []
    desk.dialog.hide()
    assert lists() == []
