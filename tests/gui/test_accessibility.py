"""What a screen reader finds, and what can be reached without a mouse: the window, the welcome page, every dialog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from editor.gui.actions import ACTIONS
from tests.app.person import FINE
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ROLE = QAccessible.Role
# What a person does something with, so that it has to say what it is.
INTERACTIVE = {
    ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.EditableText, ROLE.SpinBox, ROLE.Slider,
    ROLE.List, ROLE.Tree, ROLE.Table, ROLE.PageTabList, ROLE.PageTab, ROLE.MenuItem, ROLE.ButtonMenu, ROLE.Link,
    ROLE.ButtonDropDown,
}  # fmt: skip


def walk(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader is told of."""
    for at in range(top.childCount()):
        child = top.child(at)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield child
        yield from walk(child)


def described(found: QAccessibleInterface) -> str:
    """Something in words that lead to it in the code."""
    thing, above = found.object(), found.parent()
    around = above.text(QAccessible.Text.Name) if above else ""
    return f"{type(thing).__name__} ({found.role().name}) in {around!r}"


def nameless(window: QWidget) -> list[str]:
    """What a person may use, and a screen reader has no word for."""
    top = QAccessible.queryAccessibleInterface(window)
    assert top is not None
    found = [
        one
        for one in walk(top)
        if (one.role() in INTERACTIVE or one.state().focusable) and speaks_for_itself(one.object())
    ]
    assert found, "nothing at all was found"
    return [described(one) for one in found if not name_of(one).strip()]


def speaks_for_itself(thing: object) -> bool:
    """Not what hands the focus on (the line in a choice), and not the sign in a line, which does nothing."""
    if not isinstance(thing, QWidget) or thing.focusProxy() is not None:
        return False
    return not (isinstance(thing, QToolButton) and isinstance(thing.parent(), QLineEdit))


def name_of(found: QAccessibleInterface) -> str:
    """What a screen reader calls it. Qt gives a choice its value for a name, so its label is asked for."""
    thing = found.object()
    if not isinstance(thing, QComboBox):
        return found.text(QAccessible.Text.Name)
    labels = [label.text() for label in thing.window().findChildren(QLabel) if label.buddy() is thing]
    return thing.accessibleName() or "".join(labels)


def reached_by_tab(hands: Hands, start: QWidget) -> set[QWidget]:
    """Every widget that Tab comes by, beginning and ending at one place."""
    start.setFocus()
    seen: set[QWidget] = set()
    for _ in range(300):
        here = QApplication.focusWidget()
        if here is None or here in seen:
            return seen
        seen.add(here)
        hands.press("Tab")
    return seen


def unreached(window: QWidget, seen: set[QWidget]) -> list[str]:
    """Widgets that take the focus by Tab, and that it did not come by."""
    wanted = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    assert wanted
    around = {widget for one in seen for widget in (one, *above(one))}
    return [f"{type(one).__name__} {one.accessibleName() or one.objectName()!r}" for one in wanted if one not in around]


def above(widget: QWidget) -> Iterator[QWidget]:
    """What a widget lies in: a list that has the focus for its field counts as reached."""
    while (parent := widget.parentWidget()) is not None and not parent.isWindow():
        yield parent
        widget = parent


@pytest.fixture
def article(desktop: Desktop) -> Hands:
    """An article in the window, with all that can be open beside it."""
    hands = desktop.start(desktop.put(FINE, "drafts/Surrey/article.md"))
    hands.view.form.set_fold_states(dict.fromkeys(hands.view.form.fold_states(), True))
    hands.press("Ctrl+H")
    QApplication.processEvents()
    return hands


class TestTheWindow:
    def test_everything_has_a_name(self, article: Hands):
        assert nameless(article.window) == []

    def test_so_has_the_bar_for_links(self, article: Hands):
        article.into_text()
        article.press("Ctrl+L")
        assert nameless(article.window) == []

    def test_so_has_a_file_with_banners(self, desktop: Desktop):
        hands = desktop.start(desktop.put("Only text.\n", "news/Surrey/article.md"))
        assert hands.banners()
        assert nameless(hands.window) == []

    def test_the_welcome_page_too(self, hands: Hands):
        assert nameless(hands.window) == []

    def test_and_with_recent_articles(self, article: Hands):
        article.press("Escape", "Ctrl+W")
        assert article.at_welcome
        assert nameless(article.window) == []

    def test_tab_goes_through_the_form_to_the_text(self, article: Hands):
        """From the text Tab goes on too: only in a list it nests."""
        article.field("headline").focus()
        seen = reached_by_tab(article, article.focus)
        assert unreached(article.window, seen) == []

    def test_tab_goes_round_the_welcome_page(self, hands: Hands):
        seen = reached_by_tab(hands, hands.focus)
        assert unreached(hands.window, seen) == []


def opened_by_menu(*labels: str) -> Callable[[Hands], None]:
    return lambda hands: hands.menu(*labels)


DIALOGS = {
    "Preferences": opened_by_menu("File", "Preferences"),
    "About Copydesk": opened_by_menu("Help", "About Copydesk"),
    "Save your changes?": lambda hands: hands.press("Ctrl+W"),
    "Release this article?": lambda hands: hands.press("Ctrl+Return"),
}


class TestTheDialogs:
    @pytest.mark.parametrize("title", DIALOGS)
    def test_everything_has_a_name_and_is_reached_by_tab(self, desktop: Desktop, title: str):
        hands = desktop.start(desktop.put(FINE, "drafts/Surrey/article.md"))
        hands.into_text()
        hands.type("x")
        faults: list[str] = []

        def look(dialog: QDialog) -> None:
            start = QApplication.focusWidget()
            if start is None:
                faults.append("nothing has the focus")
            else:
                faults.extend(nameless(dialog))
                faults.extend(unreached(dialog, reached_by_tab(hands, start)))
            dialog.reject()

        with hands.meeting(title, look):
            DIALOGS[title](hands)
        assert faults == []

    @pytest.mark.parametrize("keys", ["Ctrl+K", "F1"])
    def test_what_opens_beside_the_window(self, article: Hands, keys: str):
        article.press(keys)
        article.settle()
        (other,) = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not article.window]
        assert nameless(other) == []
        assert other.windowTitle()
        other.close()


class TestHighContrast:
    def test_what_is_chosen_in_the_preferences_holds_at_once_and_at_the_next_start(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE, "drafts/Surrey/article.md"))
        before = background(hands)

        def choose(dialog: QDialog) -> None:
            box = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "Contrast")
            box.setFocus()
            QTest.keyClicks(box, "High")
            dialog.reject()

        with hands.meeting("Preferences", choose):
            hands.menu("File", "Preferences")
        assert before != background(hands) == "#ffffff"
        hands.press("Ctrl+Q")
        assert background(desktop.start()) == "#ffffff"


def background(hands: Hands) -> str:
    """What lies behind the menus, at the right end of their bar."""
    bar = hands.window.menuBar()
    return bar.grab().toImage().pixelColor(bar.width() - 4, bar.height() // 2).name()


class TestTheActs:
    def test_every_act_has_a_text_and_a_tip(self, hands: Hands):
        for spec in ACTIONS:
            action = hands.window.acts[spec.id]
            assert action.text().replace("&", "").strip()
            assert action.toolTip()

    def test_no_key_leads_to_two_acts(self):
        keys = Counter(QKeySequence(one).toString() for spec in ACTIONS for one in spec.keys)
        assert "" not in keys, "a key that Qt does not know"
        assert [one for one, times in keys.items() if times > 1] == []

    def test_a_letter_leads_to_one_entry_of_a_menu(self, hands: Hands):
        bar = hands.window.menuBar()
        menus = {"the menu bar": bar.actions()}
        menus |= {menu.title(): menu.actions() for menu in hands.window.findChildren(QMenu) if menu.title()}
        assert len(menus) > 5
        for title, actions in menus.items():
            letters = [QKeySequence.mnemonic(one.text()).toString() for one in actions if not one.isSeparator()]
            twice = [letter for letter, times in Counter(letters).items() if letter and times > 1]
            assert twice == [], title

    def test_every_menu_is_opened_by_a_letter(self, hands: Hands):
        assert all(not QKeySequence.mnemonic(one.text()).isEmpty() for one in hands.window.menuBar().actions())

    def test_the_forms_letters_are_not_the_menus(self, article: Hands):
        """Alt and a letter goes to one place."""
        menus = {QKeySequence.mnemonic(one.text()).toString() for one in article.window.menuBar().actions()}
        labels = [label for label in article.view.form.findChildren(QLabel) if label.isVisible() and label.buddy()]
        assert labels
        letters = [QKeySequence.mnemonic(label.text()).toString() for label in labels]
        letters = [letter for letter in letters if letter]
        assert not menus & set(letters)
        assert len(letters) == len(set(letters))
