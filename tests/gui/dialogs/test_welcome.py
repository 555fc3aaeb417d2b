"""The welcome page, with nothing but a keyboard, and with a mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.dialogs.welcome import Recent, WelcomePage, WelcomeState
from editor.gui.icons import Icons
from tests.gui.dialogs.hands import AREAS

RECENT = [
    Recent(Path("/archive/drafts/Kent/appeal.md"), "Appeal after collision", "Today, 12:31"),
    Recent(Path("/stick/old.md"), "old.md", "12 November", missing=True),
    Recent(Path("/archive/news/Surrey/1.md"), "Meet your team", "11 November"),
]


@pytest.fixture
def page(icons: Icons, shown: Callable[[QWidget], None]) -> WelcomePage:
    page = WelcomePage(icons)
    page.resize(1000, 700)
    page.show_state(WelcomeState(AREAS, "Surrey", Path("/archive"), RECENT))
    shown(page)
    page.setFocus(Qt.FocusReason.TabFocusReason)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def recent_list(page: WelcomePage) -> QListWidget:
    view = page.findChild(QListWidget)
    assert isinstance(view, QListWidget)
    return view


def areas(page: WelcomePage) -> QComboBox:
    box = page.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    return box


def go_to(qtbot: QtBot, widget: QWidget) -> None:
    """By Tab, as a person without a mouse does."""
    for _step in range(12):
        if focused() is widget or widget.isAncestorOf(focused()):
            return
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    pytest.fail("Tab does not lead there")


def test_the_first_stop_begins_a_release_for_the_last_organisation(qtbot: QtBot, page: WelcomePage) -> None:
    assert isinstance(focused(), QPushButton)
    with qtbot.waitSignal(page.new_wanted) as waited:
        qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert waited.args == ["Surrey"]


@pytest.mark.parametrize(
    ("typed", "area"), [("kent", "Kent"), ("ssex p", "Sussex"), ("police", "Surrey"), ("zzz", "Surrey")]
)
@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen platform
def test_an_organisation_is_found_by_a_part_of_its_name(qtbot: QtBot, page: WelcomePage, typed: str, area: str) -> None:
    go_to(qtbot, areas(page))
    qtbot.keyClicks(focused(), typed)
    QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.keyClick(areas(page), Qt.Key.Key_Return)
    new = next(button for button in page.findChildren(QPushButton) if button.text() == "New release")
    with qtbot.waitSignal(page.new_wanted) as waited:
        qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    assert waited.args == [area]
    assert areas(page).currentText() == next(name.name for name in AREAS if name.area == area)


def test_no_organisation_yet(qtbot: QtBot, page: WelcomePage) -> None:
    page.show_state(WelcomeState(AREAS))
    with qtbot.waitSignal(page.new_wanted) as waited:
        qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert waited.args == [""]
    assert areas(page).currentText() == "Choose the organisation later"


@pytest.mark.parametrize(
    ("name", "signal"), [("Open an article", "open_wanted"), ("Choose the archive folder", "archive_wanted")]
)
def test_the_cards_by_keys_and_by_clicks(qtbot: QtBot, page: WelcomePage, name: str, signal: str) -> None:
    card = next(button for button in page.findChildren(QPushButton) if button.accessibleName() == name)
    go_to(qtbot, card)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(card, Qt.Key.Key_Space)
    # On the words in it, not beside them.
    words = page.childAt(card.mapTo(page, QPoint(70, card.height() // 2)))
    assert words is not None
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(page.window().windowHandle(), Qt.MouseButton.LeftButton, pos=card.mapTo(page, QPoint(70, 20)))  # type: ignore[arg-type]  # a window takes clicks as well


def test_the_archive_is_shown(page: WelcomePage) -> None:
    card = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Choose the archive folder")
    assert card.accessibleDescription() == "/archive"


def test_a_recent_article_by_arrow_keys_and_enter(qtbot: QtBot, page: WelcomePage) -> None:
    go_to(qtbot, recent_list(page))
    for _step in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_Down)
    with qtbot.waitSignal(page.file_wanted) as waited:
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert waited.args == [RECENT[2].path]


def test_delete_forgets_and_the_keyboard_stays(qtbot: QtBot, page: WelcomePage) -> None:
    page.forget_wanted.connect(
        lambda path: page.show_state(WelcomeState(AREAS, "", None, [r for r in RECENT if r.path != path]))
    )
    view = recent_list(page)
    go_to(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [view.item(at).text() for at in range(view.count())] == ["Appeal after collision", "Meet your team"]
    assert (view.currentRow(), view.hasFocus()) == (1, True)


def test_a_click_opens_and_a_click_on_the_cross_forgets(qtbot: QtBot, page: WelcomePage) -> None:
    view = recent_list(page)
    rect = view.visualItemRect(view.item(0))
    with qtbot.assertNotEmitted(page.forget_wanted), qtbot.waitSignal(page.file_wanted) as waited:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert waited.args == [RECENT[0].path]
    cross = QPoint(rect.right() - 18, rect.center().y())
    with qtbot.assertNotEmitted(page.file_wanted), qtbot.waitSignal(page.forget_wanted) as waited:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert waited.args == [RECENT[0].path]


def test_a_missing_article_says_so(page: WelcomePage) -> None:
    said = recent_list(page).item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "old.md, No longer in /stick, 12 November"


def test_nothing_recent(page: WelcomePage) -> None:
    page.show_state(WelcomeState(AREAS, "Kent", None, []))
    assert not recent_list(page).isVisible()
