"""The desk: which articles are open, and what closing them asks."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.app.session import Session
from tests.app.person import FINE, Office

ARTICLE = "news/Surrey/article.md"


class TestOpening:
    def test_a_file_is_opened_once(self, office: Office):
        session = office.open()
        office.open(FINE, "news/Surrey/other.md")
        office.desk.open([office.root / ARTICLE])
        office.settle()
        assert office.desk.current is session
        assert len(office.desk.sessions) == 2

    def test_asked_for_twice_at_once_too(self, office: Office):
        path = office.put()
        office.desk.open([path])
        office.desk.open([path])
        office.settle()
        assert len(office.desk.sessions) == 1

    def test_several_files_keep_their_order_and_the_last_is_in_front(self, office: Office):
        paths = [office.put(FINE, f"news/Surrey/{name}.md") for name in "abc"]
        heard: list[str] = []
        office.desk.open(paths, lambda: heard.append("done"))
        office.settle()
        assert [session.path for session in office.desk.sessions] == paths
        assert office.session.path == paths[-1]
        assert heard == ["done"]

    def test_a_file_that_is_refused_is_said_and_the_others_open(self, office: Office):
        missing, fine = office.root / "missing.md", office.put()
        office.desk.open([missing, fine])
        office.settle()
        assert [title for title, _ in office.person.told] == ["“missing.md” was not opened"]
        assert [session.path for session in office.desk.sessions] == [fine]

    def test_a_release_nobody_typed_into_gives_way(self, office: Office):
        office.desk.new("Surrey")
        office.open()
        assert len(office.desk.sessions) == 1

    def test_one_that_was_typed_into_stays(self, office: Office):
        office.new("Bicycles found")
        office.open()
        assert len(office.desk.sessions) == 2

    def test_the_last_part_of_a_draft_follows_and_that_of_the_news_does_not(self, office: Office):
        assert not office.open().slug_follows
        assert office.open(FINE, "drafts/Surrey/article.md").slug_follows

    def test_an_organisation_without_a_profile_opens_too(self, office: Office):
        session = office.open(FINE.replace("area: Surrey", "area: Atlantis"))
        assert session.profile is None
        session.change({"summary": "Another."})
        assert office.save(session)
        assert office.reading(ARTICLE).article.front["area"] == "Atlantis"

    def test_recent_articles_are_told(self, office: Office):
        heard: list[Session] = []
        office.desk.recent_added.connect(heard.append)
        opened = office.open()
        new = office.new("Bicycles found")
        assert heard == [opened]
        office.save(new)
        assert heard == [opened, new]


class TestClosing:
    def test_nothing_is_asked_where_nothing_changed(self, office: Office):
        session = office.open()
        assert office.close_article(session)
        assert office.desk.sessions == []
        assert office.desk.current is None

    def test_save_saves_and_closes(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.person.answers = ["save"]
        assert office.close_article(session)
        assert office.reading(ARTICLE).article.body == "Mine."
        assert office.desk.sessions == []

    def test_discard_closes_and_leaves_the_file(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.person.answers = ["discard"]
        assert office.close_article(session)
        assert (office.root / ARTICLE).read_text() == FINE
        assert office.desk.sessions == []

    def test_keep_editing_keeps_it(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.person.answers = ["cancel"]
        assert not office.close_article(session)
        assert office.desk.sessions == [session]
        assert session.is_dirty

    def test_the_question_names_the_article_and_it_is_in_front(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.open(FINE, "news/Surrey/other.md")
        in_front: list[Session | None] = []
        office.person.while_asked = lambda: in_front.append(office.desk.current)
        office.person.answers = ["cancel"]
        office.close_article(session)
        assert in_front == [session]
        assert "Bicycles taken from shed" in office.person.asked[0].sentence

    def test_a_save_that_fails_keeps_it_open(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.disk.is_full = True
        office.person.answers = ["save", "cancel"]
        assert not office.close_article(session)
        assert office.desk.sessions == [session]

    def test_a_save_under_way_is_waited_for(self, office: Office, qtbot: QtBot):
        session = office.open()
        office.type_body(session, "Mine.")
        heard: list[bool] = []
        with office.disk.waiting():
            office.saver.save(session)
            office.desk.close(session, heard.append)
            assert office.desk.sessions == [session]
        office.settle()
        assert heard == [True]
        assert office.desk.sessions == []
        assert office.reading(ARTICLE).article.body == "Mine."

    def test_a_release_under_way_is_waited_for(self, office: Office):
        session = office.new("Bicycles found")
        office.person.answers = ["release"]
        heard: list[bool] = []
        office.saver.release(session)
        office.desk.close(session, heard.append)
        office.settle()
        assert heard == [True]
        assert [Path(name).parent.name for name in office.files()] == ["Surrey"]

    def test_the_one_beside_it_comes_to_the_front(self, office: Office):
        one, two, three = (office.open(FINE, f"news/Surrey/{name}.md") for name in "abc")
        office.desk.make_current(two)
        office.close_article(two)
        assert office.desk.current is three
        office.close_article(three)
        assert office.desk.current is one


class TestClosingAll:
    def test_all_go_where_nothing_is_unsaved(self, office: Office):
        for name in "abc":
            office.open(FINE, f"news/Surrey/{name}.md")
        assert office.close_all()
        assert office.desk.sessions == []

    def test_it_stops_at_the_first_that_is_to_stay(self, office: Office):
        sessions = [office.open(FINE, f"news/Surrey/{name}.md") for name in "abc"]
        for session in sessions[1:]:
            office.type_body(session, "Mine.")
        office.person.answers = ["cancel"]
        assert not office.close_all()
        assert office.desk.sessions == sessions[1:]
        assert len(office.person.asked) == 1

    def test_each_unsaved_one_is_asked_for(self, office: Office):
        for name in "abc":
            office.type_body(office.open(FINE, f"news/Surrey/{name}.md"), f"Mine {name}.")
        office.person.answers = ["save", "discard", "save"]
        assert office.close_all()
        bodies = [office.reading(f"news/Surrey/{name}.md").article.body.partition(" ")[0] for name in "abc"]
        assert bodies == ["Mine", "Two", "Mine"]

    def test_no_article_at_all(self, office: Office):
        assert office.close_all()
