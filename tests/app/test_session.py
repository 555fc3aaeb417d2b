"""An open article: what is unsaved, what a step back takes back, what follows what."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editor.core.errors import CopydeskError
from tests.app.person import URL, Office

TWICE = """```yaml
area: Surrey
title: The first title | Surrey Police
title: The second title | Surrey Police
url: https://www.surrey.police.uk/news/surrey/news/2024/11/the-second-title/
```

Some text.
"""
BROKEN = "```yaml\narea: Surrey\ntitle: Update: man arrested\n```\n\nSome text.\n"
MENDED = "```yaml\narea: Surrey\ntitle: 'Update: man arrested | Surrey Police'\n```\n\nSome text.\n"


class TestWhatIsUnsaved:
    def test_an_opened_article_has_nothing_to_save(self, office: Office):
        assert not office.open().is_dirty

    def test_a_new_article_has_nothing_to_save_before_it_is_typed_into(self, office: Office):
        office.desk.new("Surrey")
        assert not office.session.is_dirty
        assert office.session.fields["published"] == "2024-11-21T09:30"

    def test_a_changed_field_is_unsaved_until_it_is_as_it_was(self, office: Office):
        session = office.open()
        summary = session.fields["summary"]
        session.change({"summary": "Another summary."})
        assert session.is_dirty
        session.change({"summary": summary})
        assert not session.is_dirty

    def test_a_changed_text_is_unsaved_until_it_is_as_it_was(self, office: Office):
        session = office.open()
        office.type_body(session, session.body + " More.")
        assert session.is_dirty
        office.type_body(session, session.body)
        assert not session.is_dirty

    def test_the_window_hears_of_it(self, office: Office, qtbot: QtBot):
        session = office.open()
        with qtbot.waitSignals([session.state_changed, session.edited]):
            office.type_body(session, "Other words.")

    def test_a_value_that_cannot_be_stored_changes_nothing(self, office: Office):
        session = office.open()
        before = session.fields
        with pytest.raises(CopydeskError, match="is not a date"):
            session.change({"published": "yesterday"})
        assert session.fields == before
        assert not session.history.can_undo


class TestStepsBack:
    def test_letters_typed_into_one_field_are_one_step(self, office: Office):
        session = office.open()
        before = session.fields
        for typed in ("B", "Bi", "Bik", "Bike"):
            session.change({"headline": typed})
        session.undo()
        assert session.fields == before
        session.redo()
        assert session.fields["headline"] == "Bike"

    def test_each_field_is_a_step_of_its_own(self, office: Office):
        session = office.open()
        session.change({"summary": "One."})
        session.change({"image": "https://example.org/a.jpg"})
        session.undo()
        assert (session.fields["summary"], session.fields["image"]) == ("One.", "")

    def test_coming_back_to_a_field_is_another_step(self, office: Office):
        session = office.open()
        session.change({"summary": "One."})
        session.history.end_step()
        session.change({"summary": "Two."})
        session.undo()
        assert session.fields["summary"] == "One."

    def test_typing_on_after_a_step_back_is_another_step(self, office: Office):
        session = office.open()
        session.change({"summary": "One."})
        session.undo()
        before = session.fields["summary"]
        session.change({"summary": "Two."})
        session.redo()
        assert session.fields["summary"] == "Two.", "nothing is left to be done again"
        session.undo()
        assert session.fields["summary"] == before

    def test_what_followed_a_field_goes_back_with_it(self, office: Office):
        session = office.new("Bicycles taken")
        address = session.fields["url"]
        session.history.end_step()
        session.change({"headline": "Bicycles found"})
        session.undo()
        assert (session.fields["headline"], session.fields["url"]) == ("Bicycles taken", address)

    def test_nothing_to_take_back_is_no_fault(self, office: Office):
        session = office.open()
        session.undo()
        session.redo()
        assert not session.is_dirty

    def test_a_step_back_after_the_release_does_not_lead_to_another_address(self, office: Office):
        session = office.new("Bicycles taken")
        session.history.end_step()
        session.change({"headline": "Bicycles found"})
        office.person.answers = ["release"]
        assert office.release(session)
        session.undo()
        assert session.fields["url"] == URL.format("bicycles-found")
        assert not session.is_dirty


class TestTheAddress:
    def test_it_follows_the_headline_of_a_new_article(self, office: Office):
        assert office.new("Bicycles found").fields["url"] == URL.format("bicycles-found")

    def test_it_stays_when_it_was_typed(self, office: Office):
        session = office.new("Bicycles found")
        session.change({"slug": "found"})
        session.change({"headline": "Bicycles found again"})
        assert session.fields["url"] == URL.format("found")
        assert not session.slug_follows

    def test_a_lock_keeps_it_and_its_opening_lets_it_follow(self, office: Office):
        session = office.new("Bicycles found")
        session.lock_slug(True)
        session.change({"headline": "Bicycles returned"})
        assert session.fields["url"] == URL.format("bicycles-found")
        session.lock_slug(False)
        assert session.fields["url"] == URL.format("bicycles-returned")
        session.undo()
        assert session.fields["url"] == URL.format("bicycles-found")

    def test_it_stays_with_a_published_article(self, office: Office):
        session = office.open()
        address = session.fields["url"]
        session.change({"headline": "Bicycles found", "published": "2020-01-01T10:00"})
        assert session.fields["url"] == address
        assert not session.slug_follows

    def test_a_draft_whose_address_was_typed_keeps_it_when_it_is_opened_again(self, office: Office):
        session = office.new("Bicycles found")
        session.change({"slug": "found"})
        assert office.save(session)
        path = session.path
        assert path
        office.close_article(session)
        office.desk.open([path])
        office.settle()
        office.session.change({"headline": "Bicycles returned"})
        assert office.session.fields["url"] == URL.format("found")


class TestAnotherOrganisation:
    def test_what_was_typed_stays(self, office: Office):
        session = office.new("Bicycles found")
        session.change({"summary": "A summary.", "published": "2024-11-20T10:00", "extra.position": "2"})
        office.desk.change_area(session, "Kent")
        fields = session.fields
        assert (fields["area"], fields["headline"], fields["summary"]) == ("Kent", "Bicycles found", "A summary.")
        assert (fields["published"], fields.extra["position"]) == ("2024-11-20T10:00", "2")
        assert fields["url"].startswith("https://www.kent.police.uk/")
        assert fields["title"] == "Bicycles found | Kent Police"
        assert session.text_of_body() == "Some text."

    def test_an_address_part_that_was_typed_stays_too(self, office: Office):
        session = office.new("Bicycles found")
        session.change({"slug": "found"})
        office.desk.change_area(session, "Kent")
        assert session.fields["slug"] == "found"

    def test_a_saved_draft_is_unsaved_then(self, office: Office):
        session = office.new("Bicycles found")
        assert office.save(session)
        office.desk.change_area(session, "Kent")
        assert session.is_dirty
        assert office.save(session)
        assert "area: Kent" in (session.path or office.root).read_text()

    def test_and_back_again_is_as_before(self, office: Office):
        session = office.new("Bicycles found")
        before = session.fields
        office.desk.change_area(session, "Kent")
        office.desk.change_area(session, "Surrey")
        assert session.fields == before

    def test_a_published_article_keeps_its_address(self, office: Office):
        session = office.open()
        address = session.fields["url"]
        office.desk.change_area(session, "Kent")
        assert (session.fields["area"], session.fields["url"]) == ("Kent", address)


class TestAKeyThatStandsTwice:
    def test_the_chosen_value_is_kept(self, office: Office):
        session = office.open(TWICE)
        session.resolve(0, "The first title | Surrey Police")
        assert session.fields["title"] == "The first title | Surrey Police"
        assert session.reading and not session.reading.twice
        assert session.is_dirty

    def test_what_was_typed_before_the_choice_stays(self, office: Office):
        session = office.open(TWICE)
        session.change({"summary": "A summary.", "extra.position": "2"})
        session.resolve(0, "The first title | Surrey Police")
        assert session.fields["summary"] == "A summary."
        assert session.fields.extra["position"] == "2"

    def test_nothing_is_saved_before_the_choice(self, office: Office):
        session = office.open(TWICE)
        office.type_body(session, "Other words.")
        assert not office.save(session)
        assert [title for title, _ in office.person.told] == ["Choose one value first"]
        assert office.files() == ["news/Surrey/article.md"]
        assert (office.root / "news/Surrey/article.md").read_text() == TWICE

    def test_after_it_one_value_is_in_the_file(self, office: Office):
        session = office.open(TWICE)
        session.resolve(0, "The first title | Surrey Police")
        office.person.answers = ["save"] if session.departures else []
        assert office.save(session)
        written = (office.root / "news/Surrey/article.md").read_text()
        assert "The first title" in written
        assert "The second title" not in written


class TestPlainText:
    def test_a_file_that_is_not_understood_is_saved_as_it_is_shown(self, office: Office):
        session = office.open(BROKEN.replace("\n", "\r\n"))
        assert session.raw == BROKEN
        office.type_body(session, BROKEN + "More.\n")
        assert office.save(session)
        assert session.path and session.path.read_bytes() == (BROKEN + "More.\n").replace("\n", "\r\n").encode()
        assert session.raw is not None

    def test_mended_it_is_an_article_again(self, office: Office, qtbot: QtBot):
        session = office.open(BROKEN)
        office.type_body(session, MENDED)
        with qtbot.waitSignal(session.body_replaced) as replaced:
            assert office.save(session)
        assert replaced.args == ["Some text."]
        assert session.raw is None
        assert session.fields["headline"] == "Update: man arrested"
        assert session.profile and session.profile.area == "Surrey"
        assert not session.is_dirty
        assert session.path and session.path.read_text() == MENDED

    def test_what_is_typed_while_it_is_saved_is_not_replaced(self, office: Office):
        session = office.open(BROKEN)
        office.type_body(session, MENDED)
        with office.disk.waiting():
            office.saver.save(session)
            office.type_body(session, MENDED + "More.\n")
        office.settle()
        assert session.raw is not None
        assert session.is_dirty
        assert office.save(session)
        assert session.path and session.path.read_text() == MENDED + "More.\n"


class TestTypingWhileItIsSaved:
    def test_it_stays_unsaved(self, office: Office):
        session = office.open()
        office.type_body(session, "First words.")
        with office.disk.waiting():
            office.saver.save(session)
            office.type_body(session, "First words. Later words.")
            session.change({"summary": "Later."})
        office.settle()
        assert session.is_dirty
        assert "Later" not in (office.root / "news/Surrey/article.md").read_text()
        assert office.save(session)
        assert not session.is_dirty
        assert office.reading("news/Surrey/article.md").article.body == "First words. Later words."

    def test_taking_everything_back_afterwards_is_unsaved_too(self, office: Office):
        """The editor takes the text that was opened for the saved one; the file holds another by then."""
        session = office.open()
        opened = session.body
        office.type_body(session, "First words.")
        with office.disk.waiting():
            office.saver.save(session)
            office.type_body(session, "First words. Later words.")
        office.settle()
        session.text_of_body = lambda: opened
        session.body_changed(False)
        assert session.is_dirty
        assert office.save(session)
        assert office.reading("news/Surrey/article.md").article.body == opened
