"""``copydesk new``."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from editor.core.codec import dump, is_canonical, parse
from editor.core.lens import read
from tests.cli.conftest import Copydesk

BASE = "https://www.surrey.police.uk/news/surrey/news"


def fields_of(path: Path) -> dict[str, str]:
    data = path.read_bytes()
    assert is_canonical(data)
    return dict(read(parse(data).article).values)


@pytest.fixture
def new(copydesk: Copydesk, tmp_path: Path, text: Path):
    """Writes an article about bicycles; options can be changed, or left out with None."""

    def run(*flags: str, **changes: str | None):
        options = {
            "archive": str(tmp_path / "archive"),
            "area": "Surrey",
            "headline": "Bikes & 'trikes' found",
            "published": "2019-11-21T12:08",
            "body": str(text),
            **changes,
        }
        words = [f"--{name}={value}" for name, value in options.items() if value is not None]
        return copydesk("new", *words, *flags)

    return run


def test_the_seed_article_comes_out_byte_for_byte(new, shared: Path, tmp_path: Path):
    seed = (shared / "seed-article.md").read_bytes()
    article = parse(seed).article
    fields = read(article)
    body = tmp_path / "seed-body.md"
    body.write_text(article.body, "utf-8", newline="\r\n")
    said = new(headline=fields["headline"], summary=fields["summary"], published="2019-11-21T12:08", body=str(body))
    path = tmp_path / "archive/news/Surrey/a0992a60d4569347e42c6cef48b8e7654a0e495b.md"
    assert (said.code, said.out) == (0, f"{path}\n")
    assert path.read_bytes() == seed


def test_everything_follows_from_headline_date_and_text(new):
    said = new()
    path = Path(said.out.strip())
    url = f"{BASE}/2019/11/bikes--trikes-found/"
    assert path.name == hashlib.sha1(url.encode()).hexdigest() + ".md"
    assert fields_of(path) | {"image": ""} == {
        "area": "Surrey",
        "headline": "Bikes & 'trikes' found",
        "summary": "Two bicycles were found by police.",
        "published": "2019-11-21T12:08",
        "section": "",
        "slug": "bikes--trikes-found",
        "url": url,
        "title": "Bikes & 'trikes' found | Surrey Police",
        "image": "",
        "incident_reference": "",
        "incident_day": "",
        "incident_month": "",
        "incident_year": "",
    }
    assert b"\r" not in path.read_bytes()


def test_what_is_given_is_taken_as_given(new):
    given = {
        "summary": "A summary",
        "slug": "short",
        "title": "Another title",
        "image": "https://x.example/a.png?b=1&c=2",
    }
    fields = fields_of(Path(new(**given).out.strip()))
    assert {name: fields[name] for name in given} == given
    assert fields["url"] == f"{BASE}/2019/11/short/"


def test_a_section_stands_in_the_address(new):
    fields = fields_of(Path(new(area="Hampshire", section="appeals").out.strip()))
    assert "/appeals/2019/november/" in fields["url"]


def test_a_taken_address_gets_a_number(new):
    written = [Path(new().out.strip()) for _ in range(3)]
    assert [fields_of(path)["slug"] for path in written] == [
        "bikes--trikes-found",
        "bikes--trikes-found2",
        "bikes--trikes-found3",
    ]


def test_a_given_address_that_is_taken_is_left_alone(new):
    url = f"{BASE}/2019/11/bikes--trikes-found/"
    path = Path(new(summary="The first").out.strip())
    before = path.read_bytes()
    said = new(url=url, summary="The second")
    assert said.code == 2
    assert url in said.sentence
    assert path.read_bytes() == before


def test_a_draft_lies_among_the_drafts_and_never_on_another(new, tmp_path: Path):
    first, second = (Path(new("--draft").out.strip()) for _ in range(2))
    drafts = tmp_path / "archive/drafts/Surrey"
    assert [first, second] == [drafts / "bikes--trikes-found.md", drafts / "bikes--trikes-found2.md"]
    assert first.read_bytes() == second.read_bytes()


def test_a_draft_needs_no_date(new):
    path = Path(new("--draft", published=None).out.strip())
    assert path.name == "bikes--trikes-found.md"
    assert fields_of(path)["url"] == ""


def test_an_organisation_of_the_archives_own(new, tmp_path: Path):
    profiles = tmp_path / "archive/.copydesk/profiles"
    profiles.mkdir(parents=True)
    (profiles / "harbour.yaml").write_text(
        "area: Harbour\nname: Harbour Patrol\nbase: https://harbour.example\npath: /n/{slug}\n"
        "title_suffix: ' - Harbour'\nkeys: [title]\n",
        "utf-8",
    )
    path = Path(new(area="Harbour", published=None).out.strip())
    assert dict(parse(path.read_bytes()).article.front) == {
        "area": "Harbour",
        "title": "Bikes & 'trikes' found - Harbour",
        "url": "https://harbour.example/n/bikes-trikes-found",
    }


def test_a_broken_profile_is_told_and_stops_nothing(new, tmp_path: Path):
    profiles = tmp_path / "archive/.copydesk/profiles"
    profiles.mkdir(parents=True)
    (profiles / "broken.yaml").write_text("area: [", "utf-8")
    said = new()
    assert said.code == 0
    assert "broken.yaml" in said.err


def test_an_unknown_organisation_needs_an_address(new):
    said = new(area="Surey")
    assert said.code == 2
    assert "Surrey" in said.sentence
    assert "--url" in said.sentence


def test_an_unknown_organisation_with_an_address_is_written(new):
    path = Path(new(area="Harbour", url="https://harbour.example/n/1").out.strip())
    assert path.parent.name == "Harbour"
    fields = fields_of(path)
    assert (fields["area"], fields["headline"], fields["published"]) == (
        "Harbour",
        "Bikes & 'trikes' found",
        "2019-11-21T12:08",
    )


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"published": None}, "--published"),
        ({"headline": "???"}, "--slug"),
        ({"area": "Wiltshire"}, "--url"),
        ({"published": "yesterday"}, "yesterday"),
        ({"body": "missing.md"}, "missing.md"),
        ({"area": "../../etc", "url": "https://x.example/a"}, "../../etc"),
        ({"headline": "half \udcff"}, "character"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(new, tmp_path: Path, changes: dict[str, str], word: str):
    said = new(**changes)
    assert said.code == 2
    assert word in said.sentence
    assert not (tmp_path / "archive").exists()


def test_a_text_that_is_not_utf8_is_refused(new, tmp_path: Path):
    body = tmp_path / "latin.md"
    body.write_bytes(b"Caf\xe9")
    said = new(body=str(body))
    assert said.code == 2
    assert "byte 4" in said.sentence


def test_the_archives_folder_must_have_a_place(new, tmp_path: Path, text: Path):
    for folder in (tmp_path / "a/b/archive", text):
        said = new(archive=str(folder))
        assert said.code == 2
        assert str(folder) in said.sentence


def test_real_releases_are_written_as_their_archive_has_them(new, corpus_files: list[Path], tmp_path: Path):
    """A slice of one organisation; the table of profiles measures all of them."""
    files = [file for file in corpus_files if file.parent.name == "Surrey"][:20]
    same = 0
    for file in files:
        article = parse(file.read_bytes()).article
        fields = read(article)
        body = tmp_path / "body.md"
        body.write_bytes(article.body.encode())
        names = ("headline", "summary", "published", "url", "title", "image")
        said = new(body=str(body), **{name: fields[name] for name in names if fields[name]})
        assert said.code == 0, said.err
        path = Path(said.out.strip())
        assert path.name == file.name
        same += path.read_bytes() == dump(article)
    assert same >= len(files) - 1
