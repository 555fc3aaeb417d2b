"""The quick way to an article: it must find what the careful one finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import lens
from editor.core.article import Article
from editor.core.codec import Refusal, dump, parse, skim
from editor.core.lens import Glance
from editor.core.profile import Profile

IDS = ("area", "headline", "summary", "published", "section", "slug", "url", "incident_reference")
KENT = Profile(
    area="Kent",
    name="Kent Police",
    base="https://kent.example",
    path="/news/{section}/{slug}/",
    sections=("news", "appeals"),
    title_suffix=" | Kent Police",
    date_keys={"publish.date": "{d} {Month} {yyyy}"},
)
LINES = st.sampled_from(
    [
        "area: Kent",
        "og:",
        "  title: A &amp; b",
        "  title: twice",
        "title: 'x: y'",
        'url: "\\u2019"',
        "day: 23",
        "n: ~",
        "b: yes",
        "a: &x 1",
        "b: *x",
        "c: !!int 3",
        "d: [1, 2]",
        "e: {a: b}",
        "- item",
        "# note",
        "? k",
        "```",
        "t: 2020-13-45",
        "v: =",
        "<<<<<<< ours",
        "f: |",
        "  text",
        "g: 'a",
        "  b'",
        "%YAML 1.1",
        "---",
        "x: a # b",
        "",
        "é: ü",
    ]
)


def same(data: bytes) -> None:
    try:
        expected = parse(data)
    except Refusal as refusal:
        with pytest.raises(type(refusal)):
            skim(data)
        return
    read = skim(data)
    if isinstance(read, Article):
        assert lens.read(read).values == lens.read(expected.article).values
        assert read.body == expected.article.body
        assert expected.outcome.name != "OPEN_RAW"
    else:
        assert read == expected


@given(
    st.lists(LINES).map("\n".join),
    st.sampled_from(["\nText.\n", "Text\n", "", "\n\n a\t \n\n\n", "\nA\r\nb\n", "\n\0"]),
)
def test_it_finds_what_the_careful_way_finds(front: str, rest: str):
    same(f"```yaml\n{front}\n```\n{rest}".encode())


def test_hostile_files(shared: Path):
    for path in sorted((shared / "hostile/files").iterdir()):
        same(path.read_bytes())


@pytest.mark.corpus
def test_real_files(corpus_files: list[Path]):
    quick = 0
    for path in corpus_files[::4]:
        data = path.read_bytes()
        same(data)
        quick += isinstance(skim(data), Article)
    assert quick > 0.99 * len(corpus_files[::4])


@pytest.mark.parametrize("profile", [None, KENT])
@given(
    st.dictionaries(
        st.sampled_from(["title", "url"]), st.sampled_from(["", "A | Kent Police", "https://kent.example/news/x/y/"])
    ),
    st.dictionaries(st.sampled_from(["title", "description", "url"]), st.text(max_size=5)),
    st.sampled_from(["", "3 May 2019", "12:08 21/11/2019", "some day"]),
)
def test_a_glance_is_the_lens(profile: Profile | None, top: dict[str, str], og: dict[str, str], day: str):
    article = Article({**top, "og": og, "publish": {"date": day}}, "Text")
    seen = Glance(IDS, profile).of(article.front)
    assert {name: seen[name] for name in IDS} == {name: lens.read(article, profile)[name] for name in IDS}


def test_a_canonical_file_is_read_quickly():
    data = dump(Article({"area": "Kent", "og": {"title": "It’s &#39;found&#39;"}, "n": "23"}, "Text\n\nMore."))
    assert skim(data) == parse(data).article
