"""What was there before of the article in front: when it is looked up, and what is told of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from editor.app.library import Library
from editor.app.seeing import Finding, Seeing
from editor.app.session import Session
from editor.core.errors import CopydeskError
from editor.core.library import Record
from editor.core.markdown import PreviewDocument
from editor.services.archive import Archive
from tests.app.fake_index import FakeIndex
from tests.app.person import FINE, URL, Office, place_of

HORSE = Record(
    "news/Surrey/horse.md",
    "Surrey",
    headline="Horse found asleep on the A3 near Guildford",
    published="2019-05-03T10:00",
    url=URL.format("horse-found-asleep-on-the-a3-near-guildford"),
    body="It was led to a field.",
)
USED = "The headline “Horse found asleep on the A3 near Guildford” was used on 3 May 2019."
SAME_ADDRESS = "“Horse found asleep on the A3 near Guildford” of 3 May 2019 has this web address."
KEEPS = "At release yours keeps its address: no released article has quite the same."


@dataclass
class Writer:
    """A person at a desk that tells ``Seeing`` of every change, as a window does."""

    qtbot: QtBot
    office: Office
    index: FakeIndex = field(default_factory=lambda: FakeIndex([HORSE]))

    def __post_init__(self) -> None:
        self.library = Library()
        self.library.use(self.index.opened)
        self.failed: list[str] = []
        self.library.failed.connect(self.failed.append)
        self.seeing = Seeing(self.library, self.office.desk, lambda: self.office.root, pause_ms=20)
        self.office.desk.opened.connect(self._listen)

    def _listen(self, session: Session) -> None:
        session.edited.connect(self.note)

    def note(self) -> None:
        session = self.office.session
        self.seeing.note(PreviewDocument(session.key, session.text_of_body()))

    def write(self, headline: str, **fields: str) -> Session:
        session = self.office.new(headline)
        session.change(fields)
        return session

    @property
    def asked(self) -> int:
        """How many times the archive was asked for a headline or a text."""
        return len(self.index.asked)

    def found(self) -> list[str]:
        """The sentences, once they are there."""
        session = self.office.session
        self.qtbot.waitUntil(lambda: bool(self.seeing.of(session)))
        return [one.text for one in self.seeing.of(session) or ()]

    def finding(self) -> Finding:
        self.found()
        (one,) = self.seeing.of(self.office.session) or ()
        return one

    def rest(self) -> None:
        """Wait until nothing is looked up any more."""
        (pause,) = self.seeing.findChildren(QTimer)
        self.qtbot.waitUntil(lambda: not pause.isActive() and not self.library.busy)

    def close(self) -> None:
        self.office.desk.make_current(None)
        self.library.close()


@pytest.fixture
def writer(qtbot: QtBot, office: Office) -> Iterator[Writer]:
    writer = Writer(qtbot, office)
    yield writer
    writer.close()


class TestWhen:
    def test_a_headline_that_was_used_is_told_of_after_the_last_key(self, writer: Writer):
        session = writer.write("H", slug="another")
        for end in range(2, len(HORSE.headline) + 1):
            session.change({"headline": HORSE.headline[:end]})
        assert writer.asked == 0
        assert writer.found() == [USED]

    def test_what_changes_nothing_that_matters_asks_nothing(self, writer: Writer):
        session = writer.write("Horse found on the A4")
        writer.rest()
        before = writer.asked
        assert before
        session.change({"summary": "It was grey."})
        writer.rest()
        assert writer.asked == before

    def test_the_newest_text_wins(self, writer: Writer):
        writer.index.gate.clear()
        session = writer.write(HORSE.headline, slug="another")
        writer.qtbot.waitUntil(lambda: bool(writer.index.waiting))
        session.change({"headline": "Bicycles taken in Woking"})
        (pause,) = writer.seeing.findChildren(QTimer)
        writer.qtbot.waitUntil(lambda: not pause.isActive())
        writer.index.gate.set()
        writer.rest()
        assert writer.seeing.of(session) == ()

    def test_the_next_key_ends_what_is_looked_up_and_it_is_looked_up_after_the_last(self, writer: Writer):
        writer.index.gate.clear()
        session = writer.write(HORSE.headline, slug="another")
        writer.qtbot.waitUntil(lambda: bool(writer.index.waiting))
        (pause,) = writer.seeing.findChildren(QTimer)
        pause.setInterval(60_000)  # the person goes on typing for so long
        session.change({"summary": "It was grey."})
        writer.index.gate.set()
        writer.qtbot.waitUntil(lambda: not writer.library.busy)
        assert writer.asked == 1, "one question was under way, the others were not put any more"
        pause.start(0)
        assert writer.found() == [USED]

    def test_an_index_that_has_changed_is_asked_again(self, writer: Writer):
        writer.index.records = []
        session = writer.write(HORSE.headline)
        writer.rest()
        assert writer.seeing.of(session) == ()
        writer.index.records = [HORSE]
        writer.seeing.again()
        assert writer.found()

    def test_without_an_archive_nothing_is_asked_and_with_one_it_is(self, writer: Writer):
        writer.library.use(None)
        session = writer.write(HORSE.headline)
        writer.rest()
        assert writer.seeing.of(session) is None
        writer.library.use(writer.index.opened)
        writer.seeing.again()
        assert writer.found()

    def test_a_plain_text_is_not_looked_up(self, writer: Writer):
        writer.office.open("No fields, only text.", "news/Surrey/plain.md")
        writer.note()
        writer.seeing.ask()
        writer.rest()
        assert writer.asked == 0

    def test_what_goes_wrong_is_told_and_the_next_text_is_looked_up(self, writer: Writer):
        writer.index.fault = CopydeskError("The disk is gone.", code="gone")
        session = writer.write("Bicycles taken in Woking")
        writer.rest()
        assert writer.failed == ["The disk is gone."]
        writer.index.fault = None
        session.change({"headline": HORSE.headline})
        assert writer.found()


class TestReleased:
    @pytest.fixture
    def released(self, writer: Writer) -> Session:
        session = writer.office.open(FINE.replace("Bicycles taken from shed", HORSE.headline))
        writer.note()
        return session

    def test_it_is_left_alone(self, writer: Writer, released: Session):
        writer.rest()
        released.change({"summary": "It was grey."})
        writer.rest()
        assert writer.seeing.of(released) is None
        assert writer.asked == 0

    def test_until_its_text_is_edited(self, writer: Writer, released: Session):
        writer.office.type_body(released, "Another text.")
        assert writer.found() == [USED]

    def test_or_its_headline(self, writer: Writer, released: Session):
        released.change({"headline": HORSE.headline.upper()})
        assert writer.found() == [USED]

    def test_or_somebody_asks(self, writer: Writer, released: Session):
        writer.seeing.ask()
        assert writer.found() == [USED]

    def test_what_was_told_of_a_draft_is_of_no_use_after_its_release(self, writer: Writer):
        session = writer.write(HORSE.headline)
        writer.found()
        writer.office.person.answers = ["release"]
        assert writer.office.release(session)
        assert writer.seeing.of(session) is None


class TestTheAddress:
    def test_a_taken_one_gets_the_number_that_the_release_gives_it(self, writer: Writer):
        writer.office.put(FINE, place_of(HORSE.url))
        session = writer.write(HORSE.headline)
        numbered = URL.format("horse-found-asleep-on-the-a3-near-guildford2")
        assert writer.finding().text == f"{SAME_ADDRESS}\nAt release a number is added to yours: {numbered}"
        assert writer.finding().warns
        writer.office.person.answers = ["release"]
        assert writer.office.release(session)
        assert session.fields["url"] == numbered

    def test_that_of_a_draft_is_not_taken(self, writer: Writer):
        session = writer.write(HORSE.headline)
        assert writer.finding().text == f"{SAME_ADDRESS}\n{KEEPS}"
        assert not writer.finding().warns
        writer.office.person.answers = ["release"]
        assert writer.office.release(session)
        assert session.fields["url"] == HORSE.url

    def test_one_that_no_number_fits_has_to_be_another(self, writer: Writer):
        url = "https://www.example.org/?id=7"
        writer.office.put(FINE, place_of(url))
        writer.index.records = [replace(HORSE, url=url)]
        session = writer.write("Bicycles taken in Woking", url=url)
        assert writer.finding().text.endswith("you have to give it another address before its release.")
        assert not writer.office.release(session)
        assert [title for title, _ in writer.office.person.told] == ["This web address is taken"]

    def test_where_the_disk_cannot_be_asked_the_rest_is_told(self, writer: Writer, monkeypatch: pytest.MonkeyPatch):
        def gone(_archive: Archive, _url: str) -> bool:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))

        monkeypatch.setattr(Archive, "taken", gone)
        writer.write(HORSE.headline)
        assert writer.finding().text == SAME_ADDRESS


def test_an_article_is_not_found_itself(writer: Writer):
    session = writer.write(HORSE.headline)
    writer.found()
    assert writer.office.save(session)
    assert session.path is not None
    writer.index.records = [replace(HORSE, path=session.path.relative_to(writer.office.root).as_posix())]
    writer.seeing.again()
    writer.rest()
    assert writer.seeing.of(session) == ()


@pytest.mark.parametrize(
    ("theirs", "found"), [("317 of 3 March 2024", True), ("317 of 4 March 2024", False), ("318 of 3 March 2024", False)]
)
def test_the_number_of_a_log_is_looked_up_with_its_day(writer: Writer, theirs: str, found: bool):
    writer.index.records = [replace(HORSE, headline="Fire at a barn", url="", incident=theirs)]
    session = writer.write(
        "Bicycles taken in Woking",
        incident_reference="317",
        incident_day="3",
        incident_month="March",
        incident_year="2024",
    )
    writer.rest()
    assert bool(writer.seeing.of(session)) is found


def test_what_was_put_away_stays_away_and_nothing_else(writer: Writer):
    session = writer.write(HORSE.headline, slug="another")
    writer.seeing.put_away(session, writer.finding())
    assert writer.seeing.of(session) == ()
    session.change({"headline": f"{HORSE.headline} again"})
    session.change({"headline": HORSE.headline})
    writer.rest()
    assert writer.seeing.of(session) == ()
    session.change({"slug": "horse-found-asleep-on-the-a3-near-guildford"})
    assert writer.found() == [f"{SAME_ADDRESS}\n{KEEPS}"]


def test_each_article_has_its_own(writer: Writer):
    first = writer.write(HORSE.headline)
    writer.found()
    second = writer.write("Bicycles taken in Woking")
    writer.rest()
    assert writer.seeing.of(second) == ()
    writer.office.desk.make_current(first)
    assert writer.found()
