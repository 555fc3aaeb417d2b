"""Which folders the pictures of an article may be in, and where new ones are kept."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.app.comparing import Comparison, FileModel
from editor.app.pictures import Pictures
from editor.app.session import Session
from editor.core.errors import CopydeskError
from editor.core.framing import Frame
from editor.services.cropping import Uncropped
from editor.services.pictures import Picture
from tests.app.person import FINE, NOW, Office


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (3, 2)).save(out, "PNG")
    return out.getvalue()


class Onlooker:
    """Looks for pictures, and takes some in."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.pictures = Pictures(office.jobs, office.desk, lambda _path: office.home, lambda: NOW)

    def sees(self, key: str, address: str) -> bool:
        found: list[Picture | None] = []
        self.pictures.fetch(key, address, found.append)
        self.office.settle()
        assert len(found) == 1
        return found[0] is not None

    def keeps(self, session: Session, name: str = "shed", data: bytes = b"") -> str | CopydeskError:
        heard: list[str | CopydeskError] = []
        self.pictures.keep(session, lambda: data or picture(), name, heard.append, heard.append)
        self.office.settle()
        assert len(heard) == 1
        return heard[0]


@pytest.fixture
def onlooker(office: Office) -> Onlooker:
    return Onlooker(office)


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture())


def test_the_article_and_its_archive_are_looked_through_and_nothing_else(onlooker: Onlooker, office: Office) -> None:
    session = office.open()
    for place in ("news/Surrey/beside.png", "images/2024/a.png", "../outside.png"):
        put(office.root / place)
    assert onlooker.sees(session.key, "beside.png")
    assert onlooker.sees(session.key, "../../images/2024/a.png")
    assert onlooker.sees(session.key, "images/2024/a.png")
    assert not onlooker.sees(session.key, "../../../outside.png")


def test_a_new_article_sees_the_archives_pictures(onlooker: Onlooker, office: Office) -> None:
    put(office.root / "images/2024/a.png")
    session = office.new()
    assert onlooker.sees(session.key, "images/2024/a.png")


def test_an_article_that_is_closed_or_unknown_sees_none(onlooker: Onlooker, office: Office) -> None:
    session = office.open()
    put(office.root / "news/Surrey/beside.png")
    office.close_article(session)
    assert not onlooker.sees(session.key, "beside.png")
    assert not onlooker.sees("nobody", "beside.png")


def test_an_article_elsewhere_sees_only_what_is_beside_it(onlooker: Onlooker, office: Office) -> None:
    session = office.open(FINE, "../elsewhere/a.md")
    put(office.root / "images/2024/a.png")
    put(office.root / "../elsewhere/beside.png")
    assert onlooker.sees(session.key, "beside.png")
    assert not onlooker.sees(session.key, "images/2024/a.png")


@pytest.mark.parametrize("place", ["drafts/Surrey/a.md", "news/Surrey/a.md"])
def test_a_picture_is_kept_with_an_address_from_where_the_article_is(
    onlooker: Onlooker, office: Office, place: str
) -> None:
    session = office.open(FINE, place)
    address = onlooker.keeps(session)
    assert address == "../../images/2024/shed.png"
    assert onlooker.sees(session.key, str(address))


def test_an_address_stays_right_when_a_draft_is_saved_and_released(onlooker: Onlooker, office: Office) -> None:
    session = office.new("Shed found")
    address = str(onlooker.keeps(session))
    assert onlooker.sees(session.key, address)
    assert office.save(session)
    assert onlooker.sees(session.key, address)
    office.person.answers.append("release")
    assert office.release(session)
    assert session.released
    assert onlooker.sees(session.key, address)


def test_what_is_no_picture_is_an_error_and_nothing_is_kept(onlooker: Onlooker, office: Office) -> None:
    session = office.open()
    assert isinstance(onlooker.keeps(session, data=b"no picture"), CopydeskError)
    assert office.files() == ["news/Surrey/article.md"]


class TestTheFile:
    def seen(self, office: Office, model: FileModel) -> list[Comparison]:
        seen: list[Comparison] = []
        model.compared.connect(seen.append)
        return seen

    def test_nothing_is_compared_while_nobody_looks(self, office: Office) -> None:
        model = FileModel(office.jobs)
        seen = self.seen(office, model)
        model.follow(office.open())
        office.settle()
        assert seen == []
        model.set_active(True)
        office.settle()
        assert [found.key for found in seen] == [office.session.key]
        model.follow(None)

    def test_only_the_article_in_front_is_told_of(self, office: Office) -> None:
        model = FileModel(office.jobs)
        seen = self.seen(office, model)
        one, two = office.open(), office.open(FINE, "news/Surrey/two.md")
        model.set_active(True)
        model.follow(one)
        model.follow(two)
        office.settle()
        assert {found.key for found in seen} <= {two.key}
        assert seen
        model.follow(None)

    def test_what_cannot_be_compared_is_told(self, office: Office) -> None:
        model = FileModel(office.jobs)
        seen = self.seen(office, model)
        session = office.open()
        assert session.path is not None
        session.path.write_bytes(b"\xff")
        model.set_active(True)
        model.follow(session)
        office.settle()
        assert "not UTF-8" in seen[-1].problem
        session.path.unlink()
        model.set_active(True)
        office.settle()
        assert seen[-1].problem
        model.follow(None)


class TestTheCard:
    """A part of the article's picture, for social networks."""

    def put_lead(self, office: Office) -> Session:
        path = office.root / "images/2024/crowd.png"
        path.parent.mkdir(parents=True)
        Image.new("RGB", (1600, 1600), "red").save(path)
        session = office.open()
        session.change({"image": "../../images/2024/crowd.png"})
        return session

    def looked_at(self, onlooker: Onlooker, session: Session) -> Uncropped | CopydeskError:
        heard: list[Uncropped | CopydeskError] = []
        onlooker.pictures.look_at_lead(session, heard.append, heard.append)
        onlooker.office.settle()
        (found,) = heard
        return found

    def test_it_gets_an_address_like_that_of_the_picture_and_leads_back_to_it(
        self, onlooker: Onlooker, office: Office
    ) -> None:
        session = self.put_lead(office)
        whole = self.looked_at(onlooker, session)
        assert not isinstance(whole, CopydeskError)
        heard: list[str | CopydeskError] = []
        onlooker.pictures.crop_lead(whole, Frame.first(*whole.size), heard.append, heard.append)
        office.settle()
        assert heard == ["../../images/2024/crowd-card.png"]
        assert onlooker.sees(session.key, str(heard[0]))
        session.change({"image": str(heard[0])})
        again = self.looked_at(onlooker, session)
        assert not isinstance(again, CopydeskError)
        assert again.address == "../../images/2024/crowd.png"

    def test_an_article_without_one_is_told(self, onlooker: Onlooker, office: Office) -> None:
        error = self.looked_at(onlooker, office.open())
        assert isinstance(error, CopydeskError)
        assert error.code == "no-picture"

    def test_a_file_that_is_gone_is_told(self, onlooker: Onlooker, office: Office) -> None:
        heard: list[object] = []
        onlooker.pictures.look_at(office.root / "gone.jpg", heard.append, heard.append)
        office.settle()
        assert [type(one) for one in heard] == [CopydeskError]
