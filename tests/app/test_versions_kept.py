"""Earlier states of an article are kept while a person works, and go with it wherever it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.app.watcher import follow
from editor.services.versions import Versions
from tests.app.person import FINE, Office, office_on


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path / "versions")


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, versions: Versions) -> Iterator[Office]:
    with office_on(qtbot, tmp_path / "archive", versions) as office:
        yield office


def kept(versions: Versions, path: Path | None) -> list[str]:
    assert path is not None
    return [versions.read(version.id).decode() for version in versions.of(path)]


def test_a_saved_file_that_somebody_renames_keeps_its_versions(office: Office, versions: Versions):
    session = office.open(FINE)
    office.type_body(session, "Once.")
    assert office.save(session)
    once = session.path.read_text("utf-8") if session.path else ""
    assert office.close_article(session)
    renamed = office.root / "news/Surrey/renamed.md"
    (office.root / "news/Surrey/article.md").rename(renamed)
    office.desk.open([renamed])
    office.settle()
    assert kept(versions, renamed) == [once, FINE]


def test_going_on_under_another_name_keeps_the_versions(office: Office, versions: Versions):
    session = office.open(FINE)
    office.type_body(session, "Once.")
    path = office.root / "news/Surrey/renamed.md"
    (office.root / "news/Surrey/article.md").rename(path)
    follow(session, path)
    assert office.save(session)
    assert kept(versions, path) == [FINE]


def test_a_copy_of_a_file_has_no_versions_but_its_own(office: Office, versions: Versions):
    session = office.open(FINE)
    office.type_body(session, "Once.")
    assert office.save(session)
    assert session.path is not None
    once = session.path.read_text("utf-8")
    copy = office.open(once, "news/Surrey/copy.md")
    assert kept(versions, copy.path) == [once]
    assert kept(versions, session.path) == [FINE]


def test_a_released_article_takes_its_versions_along_and_is_known_when_it_is_renamed(
    office: Office, versions: Versions
):
    session = office.new("Bicycles found", "First.")
    assert office.save(session)
    draft = session.path
    office.type_body(session, "Second.")
    office.person.answers = ["release"]
    assert office.release(session)
    assert kept(versions, draft) == []
    assert [text.partition("```\n\n")[2] for text in kept(versions, session.path)] == ["First.\n"]
    assert session.path is not None and session.fingerprint is not None
    assert versions.find(session.fingerprint.sha256) == (session.path,)


def test_a_save_whose_earlier_state_cannot_be_kept_is_done_and_says_so(office: Office, tmp_path: Path):
    session = office.open(FINE)
    for place in sorted((tmp_path / "versions").rglob("*"), reverse=True):
        place.unlink() if place.is_file() else place.rmdir()
    (tmp_path / "versions").rmdir()
    (tmp_path / "versions").write_bytes(b"a file in the folder's place")
    office.type_body(session, "Once.")
    assert office.save(session)
    assert "Once." in (office.root / "news/Surrey/article.md").read_text("utf-8")
    assert office.said[-1] == ("Saved at 09:30; what the file held before could not be kept as an earlier version.")
    office.type_body(session, "Twice.")
    assert office.save(session)
    assert office.said[-1] == "Saved at 09:30"


def test_that_nothing_can_be_kept_is_said_once_not_with_every_article(office: Office, tmp_path: Path):
    (tmp_path / "versions").write_bytes(b"a file in the folder's place")
    for number in range(3):
        session = office.open(FINE, f"news/Surrey/{number}.md")
        office.type_body(session, "Typed.")
        assert office.save(session)
    assert len([sentence for sentence in office.said if "could not be kept" in sentence]) == 1
    assert office.said[-1] == "Saved at 09:30"
