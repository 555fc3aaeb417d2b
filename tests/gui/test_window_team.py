"""A team's archive through the window: shared from the menu, updated, and its history among the versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygit2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPushButton, QTreeWidget

from tests.hands import Desktop, Hands, choosing
from tests.services.clone.team import Team, article, on_its_own

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SHARE = "Share with the team"
ONE = "news/Surrey/one.md"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path) -> Iterator[None]:
    with on_its_own(tmp_path):
        yield


@pytest.fixture
def team(tmp_path: Path) -> Team:
    folder = tmp_path / "team"
    folder.mkdir()
    return Team(folder)


def begin(desktop: Desktop, team: Team) -> Hands:
    """Bob has shared an article; Ann starts Copydesk on a clone of her own, with the article open."""
    bob = team.join("bob")
    bob.put(ONE, article("Bicycles taken"), "The first one")
    ann = team.join("ann")
    who = pygit2.Repository(str(ann.root)).config
    who["user.name"], who["user.email"] = "Ann", "ann@example.org"
    desktop.settings().set("archive.folder", str(ann.root))
    hands = desktop.start(ann.root / ONE)
    hands.program.commands.team.use(ann.root)
    hands.wait(lambda: hands.window.action("share").isEnabled())
    hands.settle()
    return hands


def button(dialog: QDialog, label: str) -> QPushButton:
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.text() == label]
    return found


def test_an_archive_that_is_no_team_s_is_not_shared(desktop: Desktop) -> None:
    hands = desktop.start()
    hands.program.commands.team.use(desktop.archive)
    hands.settle()
    assert not hands.window.action("share").isEnabled()


def test_an_archive_that_is_chosen_at_the_first_save_may_be_a_team_s(desktop: Desktop, team: Team) -> None:
    team.join("bob").put(ONE, article("Bicycles taken"), "The first one")
    ann = team.join("ann")
    desktop.settings().set("archive.folder", "")
    hands = desktop.start()
    hands.press("Ctrl+N")
    hands.field("area").type("Surrey")
    hands.field("headline").type("Bicycles found")
    with hands.meeting("archive", choosing(ann.root)):
        hands.press("Ctrl+S")
    hands.wait(lambda: hands.window.action("share").isEnabled())


def test_what_was_written_is_shared_with_its_headline(desktop: Desktop, team: Team) -> None:
    hands = begin(desktop, team)
    hands.field("headline").type("Bicycles found")
    hands.press("Ctrl+S")
    hands.settle()

    def share(dialog: QDialog) -> None:
        listed = dialog.findChild(QTreeWidget)
        assert listed is not None
        hands.wait(lambda: listed.topLevelItemCount() == 1)
        item = listed.topLevelItem(0)
        assert item is not None and item.text(0) == "Bicycles found"
        QTest.mouseClick(button(dialog, "Share"), Qt.MouseButton.LeftButton)
        hands.wait(lambda: len(team.messages()) == 2)
        hands.wait(lambda: any("1 article is shared" in label.text() for label in dialog.findChildren(QLabel)))
        dialog.close()

    with hands.meeting(SHARE, share):
        hands.menu("File", "Share with the team")
    assert team.messages()[0] == "Bicycles found"
    assert b"Bicycles found" in (team.shared(ONE) or b"")


def test_updates_reach_the_open_article(desktop: Desktop, team: Team) -> None:
    hands = begin(desktop, team)
    carol = team.join("carol")
    carol.put(ONE, article("Bicycles taken", last="Call 101."), "Say how to call")

    def update(dialog: QDialog) -> None:
        hands.wait(lambda: button(dialog, "Get updates").isEnabled())
        QTest.mouseClick(button(dialog, "Get updates"), Qt.MouseButton.LeftButton)
        hands.wait(lambda: "Call 101." in hands.body)
        dialog.close()

    with hands.meeting(SHARE, update):
        hands.menu("File", "Share with the team")
    assert not hands.session.is_dirty


def test_the_states_that_the_team_has_are_among_the_versions(desktop: Desktop, team: Team) -> None:
    hands = begin(desktop, team)
    hands.field("headline").type("Bicycles found")
    hands.press("Ctrl+S")
    hands.settle()
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        listed = dialog.findChild(QListWidget)
        assert listed is not None
        texts = lambda: [listed.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(listed.count())]  # noqa: E731
        hands.wait(lambda: any("Shared by" in text for text in texts()))
        seen.extend(texts())
        dialog.close()

    with hands.meeting("Earlier versions", look):
        hands.menu("File", "Earlier versions")
    assert [text for text in seen if "Shared by bob: The first one" in text]
    assert [text for text in seen if "Before a save" in text or "As it was opened" in text]
