"""The language in which an archive is asked."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.core.library import Query, QueryError, Word, parse_query

PIECES = st.sampled_from(
    [
        "police",
        "polic*",
        "-",
        "−",
        '"',
        "“",
        "”",
        "«",
        "»",
        "*",
        " ",
        "\xa0",
        "area:",
        "section:",
        "from:",
        "to:",
        "has:",
        "is:",
        "2019",
        "-05",
        "/",
        "incident",
        "draft",
        "AND",
        "NOT",
        "NEAR(",
        ")",
        "{",
        "^",
        "+",
        "'",
        "\x00",
        "é",
        "🚓",
        "\n",
    ]
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("missing man", Query((Word("missing"), Word("man")))),
        ('"missing man" dog', Query((Word("missing man"), Word("dog")))),
        ("“missing man”", Query((Word("missing man"),))),
        ("„missing man“ «x y»", Query((Word("missing man"), Word("x y")))),
        ("polic*", Query((Word("polic", prefix=True),))),
        ('"missing ma"*', Query((Word("missing ma", prefix=True),))),
        ("-dog −cat", Query((Word("dog", excluded=True), Word("cat", excluded=True)))),
        ('-"missing man"', Query((Word("missing man", excluded=True),))),
        ('area:surrey AREA:"West Midlands"', Query(areas=("surrey", "West Midlands"))),
        ("section:news", Query(sections=("news",))),
        ("from:2019 to:2019", Query(from_day="2019-01-01", to_day="2019-12-31")),
        ("from:2020-02 to:2020-02", Query(from_day="2020-02-01", to_day="2020-02-29")),
        ("from:2019-5-3 to:3/5/2019", Query(from_day="2019-05-03", to_day="2019-05-03")),
        ("to:05/2019", Query(to_day="2019-05-31")),
        ("from:2018 from:2019 to:2021 to:2020", Query(from_day="2019-01-01", to_day="2020-12-31")),
        ("has:incident", Query(incident=True)),
        ("-has:incident", Query(incident=False)),
        ("is:draft is:problem", Query(draft=True, problem=True)),
        ("is:release", Query(draft=False)),
        ("is:unready", Query(unready=True)),
        ("is:ready", Query(unready=False)),
        ("-IS:Unready", Query(unready=False)),
        ("-is:ready is:unready", Query(unready=True)),
        ("!!! - “”", Query()),
        ("https://x.example/a", Query((Word("https://x.example/a"),))),
    ],
)
def test_what_is_asked(text: str, query: Query):
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ('dog "missing man', 4),
        ("missing man”", 11),
        ("a » b", 2),
        ("dog po*ice", 6),
        ("dog from:2019-13", 4),
        ("from:20", 0),
        ("to:31/02/2019", 0),
        ("to:0000", 0),
        ("from:", 0),
        ("x area: y", 2),
        ('area:""', 0),
        ("-area:kent", 0),
        ("has:dog", 0),
        ("is:new", 0),
        ("is:draft is:release", 9),
        ("is:draft -is:draft", 9),
        ("from:2020 to:2019", 16),
    ],
)
def test_a_mistake_names_its_place(text: str, at: int):
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.at == at
    assert str(at + 1) in caught.value.sentence


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("missing m", Query((Word("missing"), Word("m", prefix=True)))),
        ("missing ", Query((Word("missing"),))),
        ('"missing m', Query((Word("missing m", prefix=True),))),
        ('"missing man"', Query((Word("missing man"),))),
        ("dog area:", Query((Word("dog"),))),
        ("dog -ca", Query((Word("dog"), Word("ca", excluded=True)))),
    ],
)
def test_while_somebody_types(text: str, query: Query):
    assert parse_query(text, typing=True) == query


@given(st.text() | st.lists(PIECES).map("".join), st.booleans())
@example("\ud800", False)
def test_any_text_is_a_question_or_a_mistake_in_it(text: str, typing: bool):
    try:
        query = parse_query(text, typing=typing)
    except QueryError as error:
        assert 0 <= error.at < len(text)
        return
    assert all(any(letter.isalnum() for letter in word.text) for word in query.words)
    assert not (query.from_day and query.to_day) or query.from_day <= query.to_day
