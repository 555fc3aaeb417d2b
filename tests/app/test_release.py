"""Release: where the article goes, its address, and what else is under way."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.codec import parse
from tests.app.person import FINE, URL, Office, place_of

LOOSE = FINE.replace("title: Bicycles taken from shed |", "title:   'Bicycles taken from shed |").replace(
    "Surrey Police\nurl", "Surrey Police'\nurl"
)


class TestRelease:
    def test_the_draft_moves_to_its_place(self, office: Office):
        session = office.new("Bicycles found")
        assert office.save(session)
        office.person.answers = ["release"]
        assert office.release(session)
        url = URL.format("bicycles-found")
        assert office.files() == [place_of(url)]
        assert url in office.person.asked[0].detail
        assert (session.released, session.is_dirty) == (True, False)
        assert office.said[-1] == "Released at 09:30"

    def test_an_article_never_saved_goes_there_at_once(self, office: Office):
        session = office.new("Bicycles found")
        office.person.answers = ["release"]
        assert office.release(session)
        assert office.files() == [place_of(URL.format("bicycles-found"))]

    def test_its_address_is_locked_then(self, office: Office):
        session = office.new("Bicycles found")
        office.person.answers = ["release"]
        office.release(session)
        session.change({"headline": "Bicycles returned", "published": "2024-01-01T10:00"})
        assert session.fields["url"] == URL.format("bicycles-found")
        assert office.save(session)
        assert office.files() == [place_of(URL.format("bicycles-found"))]

    def test_a_taken_address_gets_a_number_and_the_question_says_so(self, office: Office):
        for number in ("", "2", "3"):
            session = office.new("Bicycles found")
            office.person.answers = ["release"]
            assert office.release(session)
            assert session.fields["url"] == URL.format(f"bicycles-found{number}")
            assert session.fields["headline"] == "Bicycles found"
            assert session.path == office.root / place_of(URL.format(f"bicycles-found{number}"))
            assert ("is taken" in office.person.asked[-1].detail) == bool(number)
        assert len(office.files()) == 3

    def test_not_yet_changes_nothing(self, office: Office):
        office.put(FINE, place_of(URL.format("bicycles-found")))
        session = office.new("Bicycles found")
        office.person.answers = ["cancel"]
        assert not office.release(session)
        assert session.fields["url"] == URL.format("bicycles-found")
        assert not session.released
        assert len(office.files()) == 1

    @pytest.mark.parametrize(
        ("answer", "body"), [("tidy", "One.\n\nTwo  \nlines."), ("release", "One. \n\n\nTwo  \nlines.")]
    )
    def test_stray_white_space_is_offered_to_be_tidied_and_never_is_in_silence(
        self, office: Office, answer: str, body: str
    ):
        session = office.new("Bicycles found", "One. \n\n\nTwo  \nlines.")
        assert office.save(session)
        assert office.person.asked == []
        office.person.answers = [answer]
        assert office.release(session)
        assert session.path is not None
        assert parse(session.path.read_bytes()).article.body == body

    def test_a_tidy_text_is_not_offered_to_be_tidied(self, office: Office):
        session = office.new("Bicycles found", "One.\n\nTwo.\n")
        office.person.answers = ["release"]
        office.release(session)
        assert [one.id for one in office.person.asked[0].answers] == ["release", "cancel"]

    @pytest.mark.parametrize("empty", ["headline", "area"])
    def test_what_it_needs_is_asked_for(self, office: Office, empty: str):
        session = office.new("" if empty == "headline" else "Found", area="" if empty == "area" else "Surrey")
        assert not office.release(session)
        assert office.asked_for == [empty]
        assert office.files() == []

    def test_a_whole_address_that_was_typed_gets_a_number_too(self, office: Office):
        url = "https://www.example.org/whole"
        office.put(FINE, f"news/Other/{Path(place_of(url)).name}")
        session = office.new("Bicycles found")
        session.change({"url": url})
        office.person.answers = ["release"]
        assert office.release(session)
        assert session.fields["url"] == "https://www.example.org/whole2"

    def test_an_address_that_no_number_fits_has_to_be_another(self, office: Office):
        url = "https://www.example.org/?id=7"
        office.put(FINE, f"news/Other/{Path(place_of(url)).name}")
        session = office.new("Bicycles found")
        session.change({"url": url})
        assert not office.release(session)
        assert [title for title, _ in office.person.told] == ["This web address is taken"]
        assert office.asked_for == ["url"]
        assert len(office.files()) == 1

    def test_asked_for_while_it_is_saved_it_waits(self, office: Office):
        session = office.new("Bicycles found")
        office.person.answers = ["release"]
        with office.disk.waiting():
            office.saver.save(session)
            office.saver.release(session)
        office.settle()
        assert office.files() == [place_of(URL.format("bicycles-found"))]

    def test_a_save_asked_for_while_it_is_released_waits(self, office: Office):
        session = office.new("Bicycles found")
        office.person.answers = ["release"]
        with office.disk.waiting():
            office.saver.release(session)
            office.saver.save(session)
        office.settle()
        assert office.files() == [place_of(URL.format("bicycles-found"))]
        assert session.released

    def test_twice_asked_it_is_released_once(self, office: Office):
        session = office.new("Bicycles found")
        office.person.answers = ["release"]
        office.saver.release(session)
        office.saver.release(session)
        office.settle()
        assert office.files() == [place_of(URL.format("bicycles-found"))]
        assert len(office.person.asked) == 1

    def test_a_published_article_is_not_released_again(self, office: Office):
        session = office.open()
        assert not office.release(session)
        assert "released already" in office.said[-1]

    def test_a_draft_that_someone_else_changed_is_a_conflict(self, office: Office):
        session = office.new("Bicycles found")
        assert office.save(session)
        assert session.path
        session.path.write_text(FINE)
        office.person.answers = ["release", "cancel"]
        assert not office.release(session)
        assert office.files() == ["drafts/Surrey/bicycles-found.md"]
        assert session.path.read_text() == FINE
        assert not session.released
