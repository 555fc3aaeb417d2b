"""What the codec promises: bytes to article and back, on tables, on generated files and on the shared corpus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from editor.core.article import Article, Tagged
from editor.core.codec import Outcome, Refusal, canonical_body, dump, is_canonical, parse
from editor.core.errors import CopydeskError
from tests.core.codec_files import agrees, bodies, some_fronts
from tests.core.strategies import articles

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
BLANKS = " \t\n\r"


def reads_as_itself(article: Article) -> bool:
    """Zero bytes in number are taken for damage, wherever they come from."""
    return "\0" not in article.body


# -- the lens between bytes and article


@given(articles)
def test_what_was_dumped_is_canonical(article):
    assume(article.front and reads_as_itself(article))
    data = dump(Article(article.front, canonical_body(article.body)))
    assert is_canonical(data)
    assert dump(parse(data).article) == data


@given(some_fronts, bodies)
@example({}, "```yaml\ntitle: x\n```\n\nText")
@example({}, "Text\n\n```yaml\ntitle: x\n```")
@example({}, "---\ntitle: x\n---\n\nText")
@example({}, "+++\nText")
@example({}, "+++")
@example({}, "---\na:")
@example({}, '{"title": "x"}')
@example({}, "\ufeffText")
@example({}, "\u00a0")
@example({}, "%PDF-1.7")
@example({}, "```\ntitle: x\n```")
@example({"title": "x"}, "```yaml\ntitle: y\n```")
@example({"a": Tagged("tag:yaml.org,2002:int", "5"), "b": ("x", ("y", {})), "c": {"d": {}}}, "Text")
@example({"\ufffe": "\U00100000\uffff", "k" * 2000: "v", "": "", "a: b": "- c"}, "Text")
def test_an_article_is_read_back_as_it_was_written(front, body):
    article = Article(front, re.sub(r"\r\n?", "\n", body).strip(BLANKS))
    assume(reads_as_itself(article))
    assert parse(dump(article)).article == article


def test_every_article_of_the_corpus_is_canonical():
    if not CORPUS.is_dir():
        pytest.skip("the shared sample is not here")
    files = sorted(CORPUS.rglob("*.md"))
    assert files
    for path in files:
        data = path.read_bytes()
        reading = parse(data)
        assert (path, reading.outcome, reading.departures) == (path, Outcome.OPEN, ())
        assert dump(reading.article) == data, path
        assert is_canonical(data), path
        assert canonical_body(reading.article.body) == reading.article.body, path


# -- the text


@given(bodies)
@example("\u00a0```\na\n```\nb\t\n")
@example("a  \n\u2028\nb  ")
@example("\u2003  \nb")
def test_the_canonical_body_is_already_canonical(body):
    once = canonical_body(body)
    assert canonical_body(once) == once
    assert re.sub(r"\s", "", once) == re.sub(r"\s", "", body)


@given(st.sampled_from(["```", "~~~~", "  ```js"]), st.lists(st.text(" \t\u00a0ax`~", max_size=6), max_size=6))
def test_code_is_not_touched(fence, lines):
    close = fence.strip().rstrip("js")
    assume(not any(line.strip(BLANKS).startswith(close) for line in lines))
    code = "\n".join([fence, *lines, close])
    assert canonical_body(f"Before\t\n\n\n{code}\n\n\n\tAfter ") == f"Before\n\n{code}\n\n    After"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One  \ntwo", "One  \ntwo"),
        ("One   \ntwo", "One  \ntwo"),
        ("One \ntwo", "One\ntwo"),
        ("One  \n\ntwo", "One\n\ntwo"),
        ("One  ", "One"),
        ("One\u00a0two", "One two"),
        ("One\ttwo", "One two"),
        ("A\r\nb\rc", "A\nb\nc"),
        ("A\n\n\n\nb", "A\n\nb"),
        ("A\n \n\t\n\u00a0\nb", "A\n\nb"),
        ("\n\n A\n\n", "A"),
        ("```code``` a\t\n\n\nb", "```code``` a\n\nb"),
        ("```\na\n````\n\n\nb", "```\na\n````\n\nb"),
        ("```\na\n~~~\n\n\nb", "```\na\n~~~\n\n\nb"),
    ],
)
def test_white_space_of_the_text(body, expected):
    assert canonical_body(body) == expected


# -- what no file can hold


@pytest.mark.parametrize(
    ("article", "where"),
    [
        (Article({"og": {"title": "half \ud83d"}}, "x"), "og.title"),
        (Article({"title\udc00": "x"}, "x"), "title\udc00"),
        (Article({"title": "x"}, "one\ntwo \udc00"), "line 6"),
    ],
)
def test_half_a_character_is_refused_with_its_place(article, where):
    with pytest.raises(CopydeskError, match="half of a character") as told:
        dump(article)
    assert told.value.code == "not-text"
    assert where in told.value.where


def test_a_text_of_zeros_is_not_written_since_it_would_not_be_opened_again():
    with pytest.raises(CopydeskError, match="zero characters") as told:
        dump(Article({"title": "x"}, "a\0" * 20))
    assert told.value.code == "not-text"
    with pytest.raises(Refusal, match="zero bytes"):
        parse(("a\0" * 20).encode("utf-16"))
    assert parse(dump(Article({"title": "x"}, "a\0b"))).article.body == "a\0b"


# -- any bytes at all


@given(
    st.one_of(
        st.binary(max_size=400), st.lists(st.binary(max_size=20) | st.just(b"```yaml\n"), max_size=8).map(b"".join)
    )
)
def test_any_bytes_are_read_or_refused(data):
    agrees(data)
    agrees(b"```yaml\n" + data + b"\n```\n\nText\n")
