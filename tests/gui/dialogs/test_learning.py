"""The dialog that shows what was learnt, used as a person does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from editor.app.jobs import Jobs
from editor.gui.dialogs.learning import LearnDialog
from editor.services.files import NoVersions
from editor.services.profiles import ProfileStore

Show = Callable[[QWidget], None]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for area in ("Ely", "March"):
        folder = tmp_path / "news" / area
        folder.mkdir(parents=True)
        for n in range(12):
            title, url = f"Eel {n} | {area} Council", f"https://{area.lower()}.example/{n % 12 + 1}/eel-{n}"
            (folder / f"{n}.md").write_text(
                f"```yaml\narea: {area}\ntitle: {title}\nurl: {url}\n```\n\nText.\n", "utf-8"
            )
    return tmp_path


def button(dialog: LearnDialog, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == words)


def cells(dialog: LearnDialog) -> dict[str, str]:
    table = dialog.findChild(QTableWidget)
    assert table is not None
    items = [[table.item(row, column) for column in range(2)] for row in range(table.rowCount())]
    return {what.text(): value.text() for what, value in items if what and value}


def opened(archive: Path, area: str, jobs: Jobs, shown: Show, qtbot: QtBot) -> LearnDialog:
    dialog = LearnDialog(archive, area, jobs, NoVersions())
    assert not button(dialog, "Use for this archive").isEnabled()
    shown(dialog)
    qtbot.waitUntil(lambda: bool(cells(dialog)))
    return dialog


def test_look_name_and_use(archive: Path, jobs: Jobs, shown: Show, qtbot: QtBot) -> None:
    dialog = opened(archive, "March", jobs, shown, qtbot)
    assert cells(dialog)["Page title ends in"] == " | March Council"
    assert "march.example" in cells(dialog)["Web address"]
    name = dialog.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert name is not None
    assert name.text() == "March Council"
    name.selectAll()
    qtbot.keyClicks(name, "Town of  March ")
    with qtbot.waitSignal(dialog.used) as used:
        qtbot.mouseClick(button(dialog, "Use for this archive"), Qt.MouseButton.LeftButton)
    assert used.args == ["March"]
    store = ProfileStore([archive / ".copydesk/profiles"])
    assert [(one.area, one.name) for one in store.areas()] == [("March", "Town of March")]


def test_another_organisation_is_learnt_from_when_it_is_chosen(
    archive: Path, jobs: Jobs, shown: Show, qtbot: QtBot
) -> None:
    dialog = opened(archive, "", jobs, shown, qtbot)
    assert cells(dialog)["Page title ends in"] == " | Ely Council"
    box = dialog.findChild(QComboBox)
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: cells(dialog).get("Page title ends in") == " | March Council")


def test_cancel_keeps_nothing(archive: Path, jobs: Jobs, shown: Show, qtbot: QtBot) -> None:
    dialog = opened(archive, "Ely", jobs, shown, qtbot)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not (archive / ".copydesk").exists()


def test_closed_while_it_reads(archive: Path, jobs: Jobs, shown: Show, qtbot: QtBot) -> None:
    dialog = LearnDialog(archive, "Ely", jobs, NoVersions())
    shown(dialog)
    dialog.close()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_an_archive_without_articles_says_so(tmp_path: Path, jobs: Jobs, shown: Show, qtbot: QtBot) -> None:
    dialog = LearnDialog(tmp_path, "", jobs, NoVersions())
    shown(dialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not button(dialog, "Use for this archive").isEnabled()
