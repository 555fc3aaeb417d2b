"""A file that two people changed: what collides is decided by the person, the rest comes by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor.core.article import Article
from editor.core.codec import dump, parse
from editor.core.merge import merge
from editor.core.profile import Profile
from editor.gui.dialogs.merging import MergeDialog, questions
from editor.gui.theme import Look
from editor.services.profiles import ProfileStore
from tests.app.person import FINE
from tests.core.strategies import articles, profiles
from tests.gui.dialogs.hands import RESOURCES, is_filled
from tests.gui.test_accessibility import nameless
from tests.gui.test_leaks import alive

SURREY = ProfileStore([RESOURCES / "profiles"]).get("Surrey")
BASE = FINE.replace("Anyone who", "The shed was locked.\n\nAnyone who")
MINE = (
    BASE.replace("Bicycles taken from shed", "Bikes taken")
    .replace("was locked.", "was locked\u00a0well.")
    .replace("Two bicycles were taken from", "Two old bicycles were taken from")
)
THEIRS = (
    BASE.replace("Bicycles taken from shed", "Bicycles stolen")
    .replace("was locked.", "was not locked.")
    .replace("call us.", "call 101.")
)
WHO = "Ann saved this file at 10:40, after you had begun to change it."


def article(text: str) -> Article:
    return parse(text.encode()).article


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(qapp, RESOURCES, "light")
    yield look
    look.deleteLater()


class Person:
    """Somebody who has to decide."""

    def __init__(self, qtbot: QtBot, dialog: MergeDialog) -> None:
        self.qtbot, self.dialog = qtbot, dialog
        self.closed: list[str] = []
        dialog.finished.connect(lambda _code: self.closed.append(self.result()))

    def result(self) -> str:
        result = self.dialog.result_article()
        return dump(result).decode() if result else ""

    def click(self, label: str) -> None:
        buttons = [*self.dialog.findChildren(QPushButton), *self.dialog.findChildren(QRadioButton)]
        (button,) = [one for one in buttons if label in (one.text(), one.accessibleName())]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def sees(self, words: str) -> bool:
        return any(words in label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())

    def can_use(self) -> bool:
        (button,) = [one for one in self.dialog.findChildren(QPushButton) if one.text() == "Use this text"]
        return button.isEnabled()

    def choices(self) -> list[str]:
        return [one.accessibleName() for one in self.dialog.findChildren(QRadioButton)]


Meet = Callable[..., Person]


@pytest.fixture
def meet(qtbot: QtBot, look: Look, shown: Callable[[QWidget], None]) -> Meet:
    """A person to whom it happens."""

    def meet(mine: str = MINE, theirs: str = THEIRS, base: str = BASE) -> Person:
        states = (article(text) for text in (base, mine, theirs))
        dialog = MergeDialog(*states, who_text=WHO, profile=SURREY, look=look)
        shown(dialog)
        qtbot.waitUntil(lambda: is_filled(dialog))
        return Person(qtbot, dialog)

    return meet


def test_it_asks_only_for_what_collides_and_a_field_once(meet: Meet) -> None:
    person = meet()
    assert person.sees(WHO)
    assert person.sees("2 things to decide")
    assert person.choices() == [
        "Keep mine: Headline",
        "Take theirs: Headline",
        "Keep mine: Paragraph 2",
        "Take theirs: Paragraph 2",
        "Keep both: Paragraph 2",
    ]


def test_both_texts_stand_side_by_side_and_what_came_by_itself_below(meet: Meet) -> None:
    person = meet()
    for words in ("Bikes", "stolen", "⍽well", "not", "Put together by itself", "101"):
        assert person.sees(words)


def test_nothing_is_decided_beforehand(meet: Meet) -> None:
    person = meet()
    assert not person.can_use()
    person.click("Keep mine: Headline")
    assert person.sees("1 thing to decide")
    assert not person.can_use()
    person.click("Take theirs: Paragraph 2")
    assert person.sees("Everything is decided")
    assert person.can_use()


TOGETHER = BASE.replace("Two bicycles were taken from", "Two old bicycles were taken from").replace(
    "call us", "call 101"
)


@pytest.mark.parametrize(
    ("headline", "paragraph", "expected"),
    [
        ("Keep mine", "Take theirs", ("Bikes taken", "was not locked.")),
        ("Take theirs", "Keep mine", ("Bicycles stolen", "was locked\u00a0well.")),
        ("Take theirs", "Keep both", ("Bicycles stolen", "was locked\u00a0well.\n\nThe shed was not locked.")),
    ],
)
def test_each_thing_is_what_was_chosen(meet: Meet, headline: str, paragraph: str, expected: tuple[str, str]) -> None:
    person = meet()
    person.click(f"{headline}: Headline")
    person.click(f"{paragraph}: Paragraph 2")
    person.click("Use this text")
    assert person.closed == [
        TOGETHER.replace("Bicycles taken from shed", expected[0]).replace("was locked.", expected[1])
    ]


def test_it_is_decided_by_keys(qtbot: QtBot, meet: Meet) -> None:
    person = meet()
    first = person.dialog.findChildren(QRadioButton)[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    here = QApplication.focusWidget()
    assert here is not None
    assert here.accessibleName() == "Take theirs: Headline"
    qtbot.keyClick(here, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None
    assert here.accessibleName() == "Keep mine: Paragraph 2"
    qtbot.keyClick(here, Qt.Key.Key_Space)
    qtbot.keyClick(here, Qt.Key.Key_Return)
    assert len(person.closed) == 1
    assert "Bicycles stolen" in person.closed[0]


@pytest.mark.parametrize(
    ("label", "words"), [("Keep mine everywhere", "Bikes taken"), ("Take theirs everywhere", "stolen")]
)
def test_all_of_it_at_once(meet: Meet, label: str, words: str) -> None:
    person = meet()
    person.click(label)
    person.click("Use this text")
    assert words in person.closed[0]
    assert "Two old bicycles" in person.closed[0]


@pytest.mark.parametrize("how", ["Decide later", "Escape"])
def test_who_decides_later_has_no_result(qtbot: QtBot, meet: Meet, how: str) -> None:
    person = meet()
    person.click("Take theirs everywhere")
    if how == "Escape":
        qtbot.keyClick(person.dialog, Qt.Key.Key_Escape)
    else:
        person.click(how)
    assert person.closed == [""]


def test_where_nothing_collides_there_is_nothing_to_decide(meet: Meet) -> None:
    person = meet(mine=BASE.replace("Two bicycles", "Three bicycles"), theirs=BASE.replace("call us", "call 101"))
    assert person.choices() == []
    person.click("Use this text")
    assert person.closed == [BASE.replace("Two bicycles", "Three bicycles").replace("call us", "call 101")]


def test_a_value_of_no_field_is_told_by_its_name(meet: Meet) -> None:
    base, mine, theirs = (BASE.replace("  title", f"  locale: {value}\n  title") for value in ("en", "en_GB", "cy"))
    person = meet(mine, theirs, base)
    assert person.choices() == ["Keep mine: og.locale", "Take theirs: og.locale"]


def test_everything_has_a_name(meet: Meet) -> None:
    assert nameless(meet().dialog) == []


def test_in_another_theme_it_has_other_colours(meet: Meet, look: Look) -> None:
    person = meet()
    look.choose("dark")
    assert person.sees(look.theme.colours["error"])


def test_closed_it_is_gone(qtbot: QtBot, look: Look) -> None:
    before = len([one for one in alive(MergeDialog) if isValid(one)])
    for _ in range(3):
        dialog = MergeDialog(*map(article, (BASE, MINE, THEIRS)), who_text=WHO, profile=SURREY, look=look)
        dialog.show()
        Person(qtbot, dialog).click("Keep mine everywhere")
        dialog.close()
        del dialog
    assert len([one for one in alive(MergeDialog) if isValid(one)]) == before


@given(articles, articles, articles, profiles)
def test_every_conflict_belongs_to_one_question(
    base: Article, mine: Article, theirs: Article, profile: Profile | None
) -> None:
    merged = merge(base, mine, theirs)
    asked = questions(merged, base, mine, theirs, profile)
    assert sorted(place for one in asked for place in one.conflicts) == list(range(len(merged.conflicts)))
