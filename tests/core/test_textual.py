"""Plain words for readers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.codec import parse
from editor.core.lens import read
from editor.core.textual import date_for_readers, first_paragraph


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("", ""),
        ("One line.", "One line."),
        ("Two\nlines  \nand\\\na third.\n\nMore.", "Two lines and a third."),
        ("# Heading\nText below.", "Text below."),
        ("Heading\n===\n\nText.", "Text."),
        (" * item\n\n1. item\n\n> quote\n\n* * *\n\n| a | b |\n\n```\ncode\n```\n\nText.", "Text."),
        ("![A picture](a.png)\n\nText.", "Text."),
        ("**Bold _and_ light** with `co*de*`.", "Bold and light with co*de*."),
        ("[A **link**](https://x.example/(y)) and <https://z.example>", "A link and https://z.example"),
        ("5 \\* 3, 2 * 2, snake_case_name, c\\_d", "5 * 3, 2 * 2, snake_case_name, c_d"),
        ("Fish &amp; chips<br>twice[^1]", "Fish & chipstwice"),
        ("£3\u00a0million", "£3 million"),
        (" * only a list", ""),
    ],
)
def test_the_first_paragraph_without_its_marks(body: str, first: str):
    assert first_paragraph(body) == first


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\\`*_[]()<>&!#-=+|~:{}", max_codepoint=0x2FF))
)
def test_plain_text_is_its_own_first_line(text: str):
    words = " ".join(f"x{word}" for word in text.split())
    assert first_paragraph(words) == words[:2000]


@pytest.mark.parametrize("piece", ["[", "*", "_a", "`", "<a ", "![", "[a](", "**a", "&", "\\"])
def test_no_text_takes_long(piece: str):
    start = time.process_time()
    first_paragraph(piece * 100_000)
    assert time.process_time() - start < 0.5


def test_many_real_summaries_are_first_paragraphs(shared: Path):
    """The article format counts 55% in Surrey and 72% in Staffordshire."""
    for area, share in (("Surrey", 0.5), ("Staffordshire", 0.7)):
        articles = [parse(file.read_bytes()).article for file in (shared / "corpus/news" / area).glob("*.md")]
        same = sum(read(article)["summary"] == first_paragraph(article.body) for article in articles)
        assert same / len(articles) >= share


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2019-11-21T12:08", "21 November 2019, 12:08"),
        ("2021-06-03T08:05:00+00:00", "3 June 2021, 09:05"),
        ("2021-01-13", "13 January 2021"),
        ("", ""),
        ("last Tuesday", "last Tuesday"),
    ],
)
def test_a_date_as_readers_see_it(iso: str, said: str):
    assert date_for_readers(iso) == said
