"""Sharing from the window's side: off its thread, one thing at a time, and beside articles with unsaved edits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.app.sharing import Sharing, message_for
from editor.app.watcher import Watcher
from editor.services.clone import Author, Collision, Decision, Login, Standing, State
from editor.services.files import NoVersions
from tests.app.person import FINE, Office
from tests.services.clone.team import Colleague, Team, on_its_own

ARTICLE = "news/Surrey/article.md"
OTHER = "news/Surrey/other.md"
THEIRS = FINE.replace("Two bicycles were taken from a shed in Woking.\n\n", "Three bicycles were taken.\n\n")


class Window:
    """Answers, and notes on which thread it was asked."""

    def __init__(self) -> None:
        self.name: Author | None = Author("Ann", "ann@example.org")
        self.threads: list[threading.Thread] = []

    def credentials(self, host: str, user: str) -> Login | None:
        self.threads.append(threading.current_thread())
        return None

    def author(self, suggested: Author) -> Author | None:
        self.threads.append(threading.current_thread())
        return self.name


class Desk:
    """An office whose archive is a clone, and a colleague with another one."""

    def __init__(self, office: Office, bob: Colleague) -> None:
        self.office, self.bob = office, bob
        self.window = Window()
        self.sharing = Sharing(office.jobs, self.window, NoVersions())
        self.states: list[tuple[str, str]] = []
        self.listed: list[Standing] = []
        self.collisions: list[Collision] = []
        self.steps: list[str] = []
        self.sharing.told.connect(office.said.append)
        self.sharing.state_changed.connect(lambda path, state: self.states.append((self.name(path), state)))
        self.sharing.listed.connect(self._list)
        self.sharing.conflicts.connect(self.collisions.extend)
        self.sharing.progress.connect(lambda step, _done, _total: self.steps.append(step))
        self.sharing.use(office.root)
        office.settle()

    def _list(self, standings: list[Standing]) -> None:
        self.listed = standings

    def name(self, path: Path) -> str:
        return path.relative_to(self.office.root).as_posix()

    def share(self, *names: str) -> None:
        self.sharing.share([self.office.root / name for name in names], "Shared")
        self.office.settle()

    def get_updates(self) -> None:
        self.sharing.get_updates()
        self.office.settle()


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Iterator[Desk]:
    with on_its_own(tmp_path):
        bob = Team(tmp_path).join("bob")
        bob.put(ARTICLE, FINE)
        office.root.rmdir()
        Team(tmp_path).join("archive")
        desk = Desk(office, bob)
        yield desk
        office.settle()
        desk.sharing.close()
        desk.sharing.deleteLater()


def test_a_changed_article_is_listed_shared_and_unchanged_again(office: Office, desk: Desk):
    assert desk.sharing.is_clone and desk.listed == []
    session = office.open(FINE)
    session.change({"headline": "Bicycles found"})
    assert office.save(session)
    desk.sharing.look()
    office.settle()
    assert [(desk.name(one.path), one.state, one.headline) for one in desk.listed] == [
        (ARTICLE, State.CHANGED, "Bicycles found")
    ]
    desk.share(ARTICLE)
    assert office.said[-1] == "1 article is shared."
    assert desk.states == [(ARTICLE, "changed"), (ARTICLE, "unchanged")]
    assert desk.listed == []
    desk.bob.update()
    assert "Bicycles found" in desk.bob.text(ARTICLE)


def test_the_person_is_asked_on_the_window_s_thread(office: Office, desk: Desk):
    office.put(THEIRS)
    desk.share(ARTICLE)
    assert desk.window.threads == [threading.main_thread()]
    assert "Sending …" in desk.steps


def test_an_answer_that_is_refused_is_a_sentence(office: Office, desk: Desk):
    desk.window.name = None
    office.put(THEIRS)
    desk.share(ARTICLE)
    assert "a name is needed" in office.said[-1]
    assert not desk.sharing.is_busy
    assert [one.state for one in desk.listed] == [State.CHANGED]


def test_updates_reach_an_open_article_and_leave_unsaved_edits_alone(office: Office, desk: Desk, qtbot: QtBot):
    watcher = Watcher(office.desk, office.saver, office.jobs)
    desk.sharing.files_changed.connect(watcher.look)
    clean = office.open(FINE)
    session = office.open(FINE.replace("shed", "barn"), OTHER)
    desk.share(OTHER)
    desk.bob.update()
    desk.bob.put(OTHER, THEIRS)
    desk.bob.put(ARTICLE, THEIRS)
    session.change({"headline": "Mine, not saved"})
    desk.get_updates()
    qtbot.waitUntil(lambda: session.outside is not None and clean.base.body.startswith("Three"))
    assert session.fields["headline"] == "Mine, not saved" and session.is_dirty
    assert session.outside and session.outside.reading
    assert session.outside.reading.article.body.startswith("Three bicycles")
    assert "2 files were updated." in office.said
    watcher.close()
    watcher.deleteLater()


def test_what_collides_is_handed_out_and_finished(office: Office, desk: Desk):
    desk.bob.put(ARTICLE, THEIRS)
    office.put(FINE.replace("Two bicycles were taken from a shed in Woking.\n\n", "Four bicycles were taken.\n\n"))
    desk.share(ARTICLE)
    (collision,) = desk.collisions
    assert collision.theirs == THEIRS.encode()
    assert [one.state for one in desk.listed] == [State.CONFLICT]
    desk.sharing.finish([Decision(collision, FINE.encode())])
    office.settle()
    assert [one.state for one in desk.listed] == [State.CHANGED]
    desk.share(ARTICLE)
    assert desk.listed == []
    assert len(desk.collisions) == 1


def test_nothing_new_is_said(office: Office, desk: Desk):
    desk.get_updates()
    assert office.said[-1] == "You have everything that colleagues have shared."


def test_only_one_thing_at_a_time(office: Office, desk: Desk):
    changes: list[bool] = []
    desk.sharing.busy_changed.connect(changes.append)
    desk.sharing.get_updates()
    desk.sharing.get_updates()
    desk.sharing.look()
    office.settle()
    assert changes == [True, False]


def test_what_cannot_be_reached_is_said_and_the_work_is_still_there(office: Office, desk: Desk, tmp_path: Path):
    office.put(THEIRS)
    (tmp_path / "team.git").rename(tmp_path / "elsewhere.git")
    desk.share(ARTICLE)
    assert "was not found" in office.said[-1]
    assert [one.state for one in desk.listed] == [State.CHANGED]


def test_closing_while_it_waits_for_an_answer_ends_it(office: Office, desk: Desk, qtbot: QtBot):
    def closing(suggested: Author) -> Author | None:
        desk.sharing.close()
        return Author("Too", "late@example.org")

    desk.window.author = closing  # type: ignore[method-assign]
    office.put(THEIRS)
    desk.share(ARTICLE)
    assert "a name is needed" in office.said[-1]


def test_the_history_of_an_article(office: Office, desk: Desk):
    desk.bob.put(ARTICLE, THEIRS, "Another")
    desk.get_updates()
    heard: list[list[str]] = []
    desk.sharing.history(office.root / ARTICLE, lambda found: heard.append([one.message for one in found]))
    office.settle()
    assert heard == [["Another", "Shared"]]


def test_an_ordinary_folder_offers_nothing(office: Office, tmp_path: Path):
    sharing = Sharing(office.jobs, Window(), NoVersions())
    heard: list[bool] = []
    sharing.found.connect(heard.append)
    sharing.use(office.root)
    office.settle()
    assert heard == [False]
    sharing.get_updates()
    sharing.share([], "x")
    assert not sharing.is_busy
    sharing.close()


def test_another_archive_chosen_meanwhile_is_the_one_in_the_end(office: Office, desk: Desk, tmp_path: Path):
    heard: list[bool] = []
    desk.sharing.found.connect(heard.append)
    desk.sharing.get_updates()
    desk.sharing.use(tmp_path / "not there")
    desk.sharing.use(tmp_path)
    office.settle()
    assert heard == [False]
    desk.sharing.use(tmp_path / "not there")
    office.settle()
    assert heard == [False, False]
    assert not desk.sharing.is_clone


@pytest.mark.parametrize(
    ("headlines", "message"),
    [
        (["Bicycles found"], "Bicycles found"),
        ([""], "Untitled release"),
        (["A", "B", "C"], "A and 2 more\n\n- A\n- B\n- C"),
    ],
)
def test_the_headline_is_the_message(headlines: list[str], message: str):
    assert message_for(headlines) == message
