"""Where articles belong in an archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.services.archive import Archive, check_area
from editor.services.files import is_portable

URL = "https://www.example.police.uk/news/example/news/2019/11/station-opens/"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.mark.parametrize("mark", ["news", "drafts", ".copydesk"])
@pytest.mark.parametrize("place", ["news/Surrey/a.md", "drafts/Surrey/a.md", "a.md", "incoming/today/a.md"])
def test_the_archive_is_found_from_any_file_in_it(tmp_path: Path, mark: str, place: str) -> None:
    (tmp_path / mark).mkdir()
    assert Archive.find_root(tmp_path / place) == Archive(tmp_path)


def test_the_nearest_archive_counts_and_there_may_be_none(tmp_path: Path) -> None:
    (tmp_path / "news/inner/drafts").mkdir(parents=True)
    assert Archive.find_root(tmp_path / "news/inner/drafts/Surrey/a.md") == Archive(tmp_path / "news/inner")
    (tmp_path / "news").rename(tmp_path / "other")
    assert Archive.find_root(tmp_path / "other/a.md") is None


def test_drafts(archive: Archive) -> None:
    assert archive.is_draft(archive.root / "drafts/Surrey/a.md")
    assert not archive.is_draft(archive.root / "news/Surrey/a.md")
    assert not archive.is_draft(archive.root / "drafts-of-old/a.md")


def test_the_canonical_place(archive: Archive) -> None:
    seed = "https://www.surrey.police.uk/news/surrey/news/2019/11/heforshe---uk-policing-gender-equality-scheme/"
    place = archive.news_path("Surrey", seed)
    assert place.parent == archive.root / "news/Surrey"
    assert len(place.stem) == 40
    assert place.suffix == ".md"
    assert place == archive.news_path("Surrey", seed) != archive.news_path("Surrey", seed[:-1])


def test_the_archives_own_names_are_what_we_would_give() -> None:
    corpus = Path(__file__).parents[2] / "../shared/corpus"
    if not corpus.is_dir():
        pytest.skip("the sample of articles is not here")
    for path in sorted((corpus / "news/Surrey").glob("*.md"))[:50]:
        (url,) = [
            line.removeprefix("url: ").strip("'\"")
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.startswith("url: ")
        ]
        assert Archive(corpus).news_path("Surrey", url) == path
        assert Archive(corpus).taken(url)


def test_taken_looks_in_every_area(archive: Archive) -> None:
    assert not archive.taken(URL)
    place = archive.news_path("Surrey", URL)
    place.parent.mkdir(parents=True)
    assert not archive.taken(URL)
    place.touch()
    assert archive.taken(URL)
    assert not archive.taken(URL + "2")


def test_a_taken_draft_name_gets_a_number(archive: Archive) -> None:
    folder = archive.root / "drafts/Surrey"
    folder.mkdir(parents=True)
    assert archive.draft_path("Surrey", "station") == folder / "station.md"
    for name in ("Station.md", "station2.md", "cafe\u0301.md"):
        (folder / name).touch()
    assert archive.draft_path("Surrey", "station") == folder / "station3.md"
    assert archive.draft_path("Surrey", "café") == folder / "café2.md"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("", "untitled.md"),
        ("...", "untitled.md"),
        ("aux", "aux2.md"),
        ("com", "com.md"),
        ("../../x", "x.md"),
        ("a/b", "a-b.md"),
    ],
)
def test_a_draft_name_is_made_safe(archive: Archive, stem: str, name: str) -> None:
    assert archive.draft_path("Surrey", stem).name == name


@given(stem=st.text(max_size=400))
def test_any_stem_gives_a_draft_name_that_every_system_takes(stem: str) -> None:
    archive = Archive(Path("/nowhere"))
    path = archive.draft_path("Surrey", stem)
    assert path.parent == Path("/nowhere/drafts/Surrey")
    assert is_portable(path.name)
    assert path.name.isprintable()
    assert len(path.name.encode()) <= 130


@pytest.mark.parametrize("area", ["Surrey", "Avon and Somerset", "Dyfed-Powys", "Llŷn", "D.C."[:-1]])
def test_an_organisation_can_be_a_folder(area: str) -> None:
    check_area(area)


@pytest.mark.parametrize(
    "area",
    ["", ".", "..", "../x", "a/b", "a\\b", "/", "C:", "con", "NUL.x", "dot.", " a", "a ", ".git", "a\nb", "\udcff"],
)
def test_an_organisation_that_cannot_be_a_folder(archive: Archive, area: str) -> None:
    for act in (lambda: archive.news_path(area, URL), lambda: archive.draft_path(area, "x")):
        with pytest.raises(CopydeskError) as refusal:
            act()
        assert (refusal.value.code, refusal.value.where) == ("bad-area", "area")
        refusal.value.sentence.encode()
