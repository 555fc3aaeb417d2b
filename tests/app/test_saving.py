"""Save, release, close: what a person sees happen, and what lies on the disk after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app import questions
from editor.app.ports import Role
from editor.core.codec import Departure, Outcome
from tests.app.person import FINE, URL, Office, place_of

LOOSE = FINE.replace("title: Bicycles taken from shed |", "title:   'Bicycles taken from shed |").replace(
    "Surrey Police\nurl", "Surrey Police'\nurl"
)
ARTICLE = "news/Surrey/article.md"


def state(path: Path) -> tuple[int, int, bytes]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, path.read_bytes()


class TestANewArticle:
    def test_it_is_saved_among_the_drafts(self, office: Office):
        session = office.new("Bicycles found")
        assert office.save(session)
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]
        reading = office.reading("drafts/Surrey/bicycles-found.md")
        assert (reading.outcome, reading.departures) == (Outcome.OPEN, ())
        assert reading.article.body == "Some text."
        assert not session.is_dirty
        assert not session.released
        assert office.said == ["Saved at 09:30"]

    def test_a_second_one_of_the_same_name_gets_a_number(self, office: Office):
        for _ in range(2):
            assert office.save(office.new("Bicycles found"))
        assert office.files() == ["drafts/Surrey/bicycles-found.md", "drafts/Surrey/bicycles-found2.md"]

    def test_saved_again_it_is_the_same_file(self, office: Office):
        session = office.new("Bicycles found")
        assert office.save(session)
        session.change({"headline": "Bicycles returned"})
        assert office.save(session)
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]
        assert session.fields["url"] == URL.format("bicycles-returned")

    def test_without_a_headline_it_is_saved_all_the_same(self, office: Office):
        assert office.save(office.new())
        assert office.files() == ["drafts/Surrey/untitled.md"]

    def test_without_an_organisation_it_is_asked_for(self, office: Office):
        session = office.new(area="")
        assert not office.save(session)
        assert office.asked_for == ["area"]
        assert office.said == ["“Organisation” is still empty."]
        assert office.files() == []
        assert session.is_dirty

    def test_without_an_archive_its_folder_is_asked_for(self, office: Office):
        office.home = type(office.home)(None, office.home.profiles)
        session = office.new("Bicycles found")
        assert not office.save(session)
        office.person.archive = office.root
        chosen: list[Path] = []
        office.saver.archive_chosen.connect(chosen.append)
        assert office.save(session)
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]
        assert chosen == [office.root]

    def test_what_could_not_be_opened_again_is_not_written(self, office: Office):
        session = office.new("Bicycles found")
        session.change({"extra." + ".".join("deeper" for _level in range(25)): "x"})
        office.person.answers = ["cancel"]
        assert not office.save(session)
        assert "nested" in office.person.asked[-1].sentence
        assert (office.files(), session.is_dirty) == ([], True)

    @pytest.mark.parametrize("area", ["../outside", "con", "a/b", ".hidden"])
    def test_an_organisation_that_is_no_folder_is_a_sentence(self, office: Office, area: str):
        session = office.new("Bicycles found", area=area)
        office.person.answers = ["cancel"]
        assert not office.save(session)
        assert "cannot be the name of a folder" in office.person.asked[-1].sentence
        assert office.files() == []
        assert session.is_dirty


class TestSavingTwice:
    def test_the_second_save_waits_and_is_no_conflict(self, office: Office):
        session = office.open()
        heard: list[str] = []
        office.type_body(session, "First words.")
        with office.disk.waiting():
            office.saver.save(session, lambda saved: heard.append(f"first {saved}"))
            office.type_body(session, "Second words.")
            office.saver.save(session, lambda saved: heard.append(f"second {saved}"))
        office.settle()
        assert heard == ["first True", "second True"]
        assert office.reading(ARTICLE).article.body == "Second words."
        assert not session.is_dirty
        assert not office.person.asked

    def test_a_new_article_is_one_file(self, office: Office):
        session = office.new("Bicycles found")
        with office.disk.waiting():
            office.saver.save(session)
            office.saver.save(session)
        office.settle()
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]

    def test_when_the_first_fails_the_second_hears_of_it(self, office: Office):
        session = office.open()
        office.type_body(session, "First words.")
        heard: list[bool] = []
        office.person.answers = ["cancel"]
        with office.disk.waiting():
            office.disk.is_full = True
            office.saver.save(session, heard.append)
            office.saver.save(session, heard.append)
        office.settle()
        assert heard == [False, False]
        assert len(office.person.asked) == 1

    def test_two_articles_do_not_wait_for_each_others_questions(self, office: Office):
        one, two = office.new("One"), office.new("Two")
        office.saver.save(one)
        office.saver.save(two)
        office.settle()
        assert office.files() == ["drafts/Surrey/one.md", "drafts/Surrey/two.md"]


class TestNothingEdited:
    @pytest.mark.parametrize("text", [FINE, LOOSE, FINE.replace("\n", "\r\n"), "Only text.\n"])
    def test_nothing_is_written(self, office: Office, text: str):
        session = office.open(text)
        before = state(office.root / ARTICLE)
        assert office.save(session)
        assert state(office.root / ARTICLE) == before
        assert office.said == ["There is nothing to save: the file holds exactly this."]
        assert not office.person.asked

    def test_an_edit_taken_back_is_none(self, office: Office):
        session = office.open(LOOSE)
        before = state(office.root / ARTICLE)
        session.change({"summary": "Another."})
        session.undo()
        assert office.save(session)
        assert state(office.root / ARTICLE) == before
        assert not office.person.asked


class TestAnotherLayout:
    def test_it_is_told_once_before_the_first_save(self, office: Office):
        session = office.open(LOOSE)
        office.person.answers = ["save"]
        for words in ("One.", "Two."):
            office.type_body(session, words)
            assert office.save(session)
        (asked,) = office.person.asked
        assert asked.title == "Save in the archive's form?"
        assert asked.detail
        assert office.reading(ARTICLE).departures == ()

    def test_dont_save_leaves_the_bytes(self, office: Office):
        session = office.open(LOOSE)
        before = state(office.root / ARTICLE)
        office.type_body(session, "One.")
        office.person.answers = ["cancel"]
        assert not office.save(session)
        assert state(office.root / ARTICLE) == before
        assert session.is_dirty

    def test_many_of_them_are_not_a_wall(self):
        many = [Departure("layout", f"Sentence {number}.", kept=False) for number in range(20)]
        shown = questions.canonical_form(many).detail.splitlines()
        assert len(shown) == 9
        assert "12 more" in shown[-1]


class TestAConflict:
    @pytest.fixture
    def theirs(self) -> str:
        return FINE.replace("Anyone", "THEIRS: Anyone")

    def test_nothing_is_overwritten(self, office: Office, theirs: str):
        session = office.open()
        office.put(theirs)
        office.type_body(session, "Mine.")
        office.person.answers = ["cancel"]
        assert not office.save(session)
        assert (office.root / ARTICLE).read_text() == theirs
        assert session.is_dirty
        (asked,) = office.person.asked
        assert [answer.id for answer in asked.answers] == ["merge", "save-as", "copy", "theirs", "cancel"]
        assert [answer.id for answer in asked.answers if answer.role is Role.DESTRUCTIVE] == ["theirs"]

    def test_save_as_keeps_both(self, office: Office, theirs: str):
        session = office.open()
        office.put(theirs)
        office.type_body(session, "Mine.")
        office.person.answers = ["save-as"]
        office.person.save_under = [office.root / "news/Surrey/mine.md"]
        assert office.save(session)
        assert (office.root / ARTICLE).read_text() == theirs
        assert office.reading("news/Surrey/mine.md").article.body == "Mine."
        assert session.path == office.root / "news/Surrey/mine.md"

    def test_discarding_mine_opens_theirs(self, office: Office, theirs: str):
        session = office.open()
        office.put(theirs)
        office.type_body(session, "Mine.")
        office.person.answers = ["theirs"]
        assert not office.save(session)
        office.settle()
        assert [one.path for one in office.desk.sessions] == [office.root / ARTICLE]
        assert "THEIRS" in office.session.body
        assert not office.session.is_dirty

    def test_copying_the_text_leaves_it_in_hand(self, office: Office, theirs: str):
        session = office.open()
        office.put(theirs)
        office.type_body(session, "Mine.")
        office.person.answers = ["copy"]
        assert not office.save(session)
        assert office.person.clipboard == "Mine."
        assert session.is_dirty

    def test_a_file_that_went_away_is_not_made_again_in_silence(self, office: Office):
        session = office.open()
        (office.root / ARTICLE).unlink()
        office.type_body(session, "Mine.")
        office.person.answers = ["save-as"]
        office.person.save_under = [office.root / ARTICLE]
        assert office.save(session)
        assert office.reading(ARTICLE).article.body == "Mine."


class TestADiskThatFails:
    def test_the_text_stays_in_hand_and_the_file_as_it_was(self, office: Office):
        session = office.open()
        before = state(office.root / ARTICLE)
        office.type_body(session, "Mine.")
        office.disk.is_full = True
        office.person.answers = ["cancel"]
        assert not office.save(session)
        assert state(office.root / ARTICLE) == before
        assert office.files() == [ARTICLE]
        assert session.is_dirty
        assert session.text_of_body() == "Mine."
        (asked,) = office.person.asked
        assert asked.title == "The article was not saved"
        assert "article.md" in asked.sentence
        assert "still in the window" in asked.sentence

    def test_trying_again_when_there_is_room(self, office: Office):
        session = office.new("Bicycles found")
        office.disk.is_full = True
        office.person.answers = ["retry", "retry"]

        def make_room() -> None:
            office.disk.is_full = len(office.person.asked) < 2

        office.person.while_asked = make_room
        assert office.save(session)
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]
        assert not session.is_dirty

    def test_a_release_that_failed_is_none(self, office: Office):
        session = office.new("Bicycles found")
        assert office.save(session)
        office.disk.is_full = True
        office.person.answers = ["release", "cancel"]
        assert not office.release(session)
        assert not session.released
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]
        office.disk.is_full = False
        office.person.answers = ["release"]
        assert office.release(session)
        assert office.files() == [place_of(URL.format("bicycles-found"))]

    def test_a_text_that_cannot_be_written_is_a_sentence(self, office: Office):
        session = office.open("```yaml\narea: Surrey\ntitle: Update: man arrested\n```\n\nText.\n")
        office.type_body(session, "half a pair \ud83d")
        assert not office.save(session)
        assert [title for title, _ in office.person.told] == ["The article was not saved"]
        assert session.is_dirty


class TestAFileThatMayOnlyBeRead:
    def test_bytes_that_are_no_text_are_never_saved(self, office: Office):
        session = office.open(FINE.encode() + b"caf\xe9 \xff\n")
        assert session.read_only
        office.type_body(session, "Mine.")
        assert not office.save(session)
        assert [title for title, _ in office.person.told] == ["This file cannot be changed"]
        assert (office.root / ARTICLE).read_bytes().endswith(b"caf\xe9 \xff\n")

    def test_a_protected_file_is_kept_and_its_text_saved_elsewhere(self, office: Office):
        office.put().chmod(0o444)
        office.desk.open([office.root / ARTICLE])
        office.settle()
        session = office.session
        if not session.is_protected:
            pytest.skip("whoever runs this may write everything")
        assert not session.read_only
        office.type_body(session, "Mine.")
        before = state(office.root / ARTICLE)
        assert not office.save(session)
        assert state(office.root / ARTICLE) == before
        assert office.save_as(session, office.root / "news/Surrey/mine.md")
        office.type_body(session, "Mine, and more.")
        assert office.save(session)
        assert office.reading("news/Surrey/mine.md").article.body == "Mine, and more."


class TestSaveAs:
    def test_the_file_it_came_from_stays(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        assert office.save_as(session, office.root / "elsewhere.md")
        assert (office.root / ARTICLE).read_text() == FINE
        assert office.reading("elsewhere.md").article.body == "Mine."
        assert not session.is_dirty

    def test_no_name_no_file(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.person.save_under = [None]
        heard: list[bool] = []
        office.saver.save_as(session, heard.append)
        office.settle()
        assert heard == [False]
        assert office.files() == [ARTICLE]

    def test_over_a_file_that_the_person_agreed_to_replace(self, office: Office):
        session = office.open()
        office.put("Other text.\n", "elsewhere.md")
        office.type_body(session, "Mine.")
        assert office.save_as(session, office.root / "elsewhere.md")
        assert office.reading("elsewhere.md").article.body == "Mine."

    def test_while_it_is_saved_it_waits(self, office: Office):
        session = office.open()
        office.type_body(session, "Mine.")
        office.person.save_under = [office.root / "elsewhere.md"]
        with office.disk.waiting():
            office.saver.save(session)
            office.saver.save_as(session)
        office.settle()
        assert office.reading(ARTICLE).article.body == "Mine."
        assert session.path == office.root / "elsewhere.md"


class TestManyKeys:
    def test_twenty_thousand_of_them(self, office: Office):
        keys = "\n".join(f"k{number:05}: text" for number in range(20_000))
        session = office.open(FINE.replace("og:", f"{keys}\nog:"))
        assert len(session.fields.extra) == 20_000
        session.change({"summary": "Another."})
        office.person.answers = ["save"] if session.departures else []
        assert office.save(session)
        article = office.reading(ARTICLE).article
        assert len([key for key in article.front if key.startswith("k")]) == 20_000
        assert article.front["og"]["description"] == "Another."
