"""Sharing with the team, as a person does it: ticks, keys, a decision, and the sentence at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.app.jobs import Jobs
from editor.app.sharing import Sharing
from editor.gui.dialogs.merging import MergeDialog
from editor.gui.dialogs.sharing import ShareDialog
from editor.gui.dialogs.signing_in import Answering
from editor.gui.theme import Look
from editor.services.clone import Author, Login
from editor.services.files import NoVersions
from tests.app.person import Person
from tests.gui.dialogs.hands import RESOURCES
from tests.gui.test_accessibility import nameless
from tests.services.clone.team import Someone, Team, article, on_its_own

ONE, TWO = "news/Surrey/one.md", "news/Surrey/two.md"
Show = Callable[[QWidget], None]


class Sharer:
    """Ann, who has the dialog open, and Bob, who shares from elsewhere."""

    def __init__(self, qtbot: QtBot, folder: Path, look: Look, show: Show) -> None:
        self.qtbot, self.look, self.show = qtbot, look, show
        self.bob = Team(folder).join("bob")
        self.bob.save(ONE, article())
        self.bob.save(TWO, article("Cars taken"))
        self.bob.share(ONE, TWO)
        self.ann = Team(folder).join("ann")
        self.jobs = Jobs()
        self.person = Person()
        self.someone = Someone(name=Author("Ann", "ann@example.org"))
        self.sharing = Sharing(self.jobs, self.someone, NoVersions())
        self.sharing.use(self.ann.root)
        self.settle()

    def open(self) -> ShareDialog:
        self.dialog = ShareDialog(self.sharing, self.person, self.look, lambda _area: None)
        self.show(self.dialog)
        self.settle()
        return self.dialog

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def close(self) -> None:
        self.settle()
        self.sharing.close()
        self.jobs.close()
        self.sharing.deleteLater()

    # -- what is seen and done

    @property
    def list(self) -> QTreeWidget:
        found = self.dialog.findChild(QTreeWidget)
        assert isinstance(found, QTreeWidget)
        return found

    def rows(self) -> list[tuple[str, str, bool]]:
        items = [self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())]
        return [(item.text(0), item.text(1), item.checkState(0) == Qt.CheckState.Checked) for item in items if item]

    @property
    def message(self) -> QPlainTextEdit:
        found = self.dialog.findChild(QPlainTextEdit)
        assert isinstance(found, QPlainTextEdit)
        return found

    def words(self) -> str:
        document = self.message.document()
        return "\n".join(document.findBlockByNumber(at).text() for at in range(document.blockCount()))

    def button(self, label: str, within: QWidget | None = None) -> QPushButton:
        (found,) = [one for one in (within or self.dialog).findChildren(QPushButton) if one.text() == label]
        return found

    def click(self, label: str) -> None:
        self.qtbot.mouseClick(self.button(label), Qt.MouseButton.LeftButton)
        self.settle()

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(qapp, RESOURCES, "light")
    yield look
    look.deleteLater()


@pytest.fixture
def sharer(qtbot: QtBot, tmp_path: Path, look: Look, shown: Show) -> Iterator[Sharer]:
    with on_its_own(tmp_path):
        sharer = Sharer(qtbot, tmp_path, look, shown)
        yield sharer
        sharer.close()


def test_what_was_changed_is_ticked_and_shared_with_its_headline(sharer: Sharer):
    sharer.ann.save(ONE, article("Bicycles found"))
    sharer.open()
    assert sharer.rows() == [("Bicycles found", "Changed here", True)]
    assert sharer.words() == "Bicycles found"
    sharer.click("Share")
    assert sharer.says("1 article is shared.")
    assert sharer.rows() == []
    assert not sharer.button("Share").isEnabled()
    sharer.bob.update()
    assert sharer.bob.clone.history(sharer.bob.root / ONE)[0].message == "Bicycles found"


def test_an_article_is_left_out_by_key_and_stays_left_out(sharer: Sharer, qtbot: QtBot):
    sharer.ann.save(ONE, article("Bicycles found"))
    sharer.ann.save(TWO, article("Cars found"))
    sharer.open()
    sharer.list.setFocus()
    qtbot.keyClick(sharer.list, Qt.Key.Key_Space)
    assert [row[2] for row in sharer.rows()] == [False, True]
    assert sharer.words() == "Cars found"
    sharer.click("Share")
    assert sharer.rows() == [("Bicycles found", "Changed here", False)]
    sharer.bob.update()
    assert "Bicycles found" not in sharer.bob.text(ONE) and "Cars found" in sharer.bob.text(TWO)


def test_own_words_stay_when_the_ticks_change(sharer: Sharer, qtbot: QtBot):
    sharer.ann.save(ONE, article("Bicycles found"))
    sharer.ann.save(TWO, article("Cars found"))
    sharer.open()
    assert sharer.words().startswith("Bicycles found and 1 more")
    sharer.message.setFocus()
    sharer.message.selectAll()
    qtbot.keyClicks(sharer.message, "Corrected")
    sharer.list.setFocus()
    qtbot.keyClick(sharer.list, Qt.Key.Key_Space)
    assert sharer.words() == "Corrected"
    sharer.click("Share")
    sharer.bob.update()
    assert sharer.bob.clone.history(sharer.bob.root / TWO)[0].message == "Corrected"


def test_a_removed_article_is_not_ticked_for_the_person(sharer: Sharer):
    sharer.ann.remove(ONE)
    sharer.open()
    assert sharer.rows() == [("Bicycles taken", "Removed here", False)]
    assert not sharer.button("Share").isEnabled()


def test_updates_come_in(sharer: Sharer):
    sharer.bob.put(ONE, article("Bicycles found"))
    sharer.open()
    assert not sharer.says("updated")
    sharer.click("Get updates")
    assert sharer.says("1 file was updated.")
    assert "Bicycles found" in sharer.ann.text(ONE)


def deciding(sharer: Sharer, *labels: str) -> None:
    """Press these in the merge view when it opens."""

    def meet() -> None:
        dialog = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MergeDialog)), None)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(5, meet)
            return

        def buttons(label: str) -> list[QAbstractButton]:
            return [one for one in dialog.findChildren(QAbstractButton) if one.text() == label and one.isEnabled()]

        for label in labels:  # what is to be decided is worked out on a thread
            sharer.qtbot.waitUntil(lambda label=label: bool(buttons(label)))
            buttons(label)[0].click()

    QTimer.singleShot(5, meet)


def collide(sharer: Sharer) -> None:
    sharer.bob.put(ONE, article(first="Three bicycles."))
    sharer.ann.save(ONE, article(first="Four motorbikes."))


def test_a_collision_is_decided_in_the_merge_view_and_then_shared(sharer: Sharer):
    collide(sharer)
    sharer.open()
    deciding(sharer, "Take theirs", "Use this text")
    sharer.click("Share")
    sharer.qtbot.waitUntil(lambda: sharer.ann.text(ONE) == article(first="Three bicycles."))
    sharer.settle()
    assert sharer.rows() == []


def test_deciding_later_changes_nothing(sharer: Sharer):
    collide(sharer)
    sharer.open()
    deciding(sharer, "Decide later")
    sharer.click("Get updates")
    sharer.qtbot.waitUntil(lambda: sharer.says("Nothing was decided"))
    assert sharer.ann.text(ONE) == article(first="Four motorbikes.")
    assert sharer.rows() == [("Bicycles taken", "Changed by you and a colleague: get updates to decide", False)]


@pytest.mark.parametrize(("answer", "is_there"), [("mine", True), ("theirs", False)])
def test_one_removed_it_and_the_other_changed_it(sharer: Sharer, answer: str, is_there: bool):
    sharer.bob.remove(ONE)
    sharer.bob.share(ONE)
    sharer.ann.save(ONE, article("Mine"))
    sharer.person.answers = [answer]
    sharer.open()
    sharer.click("Get updates")
    sharer.settle()
    assert "a colleague removed it" in sharer.person.asked[0].sentence
    assert (sharer.ann.root / ONE).exists() is is_there


def test_everything_has_a_name_and_is_reached_by_key(sharer: Sharer, qtbot: QtBot):
    sharer.ann.save(ONE, article("Bicycles found"))
    dialog = sharer.open()
    assert nameless(dialog) == []
    sharer.list.setFocus()
    seen = []
    for _step in range(6):
        here = QApplication.focusWidget()
        assert here is not None
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    for wanted in (sharer.list, sharer.message, *(sharer.button(name) for name in ("Get updates", "Close", "Share"))):
        assert wanted in seen


def test_a_password_is_typed_unseen_and_kept_only_on_request(qtbot: QtBot):
    seen: list[str] = []

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, QDialog)
        name, password = form.findChildren(QLineEdit)
        (go,) = [one for one in form.findChildren(QPushButton) if one.text() == "Sign in"]
        (keep,) = form.findChildren(QCheckBox)
        assert not keep.isChecked() and not go.isEnabled() and nameless(form) == []
        qtbot.keyClicks(name, "ann")
        qtbot.keyClicks(password, "secret")
        seen.append(password.displayText())
        go.click()

    QTimer.singleShot(0, fill)
    assert Answering().credentials("example.org", "") == Login("ann", "secret", keep=False)
    assert "secret" not in seen[0]


def test_no_name_is_an_answer_too(qtbot: QtBot):
    def leave() -> None:
        form = QApplication.activeModalWidget()
        assert form is not None
        qtbot.keyClick(form, Qt.Key.Key_Escape)

    QTimer.singleShot(0, leave)
    assert Answering().author(Author("ann", "ann@example.org")) is None
