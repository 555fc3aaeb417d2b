"""An article for a mail: formatted, and fetching nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown import render
from editor.core.markdown.rich import rich_html, rich_plain


def test_headline_and_text_are_formatted() -> None:
    html = rich_html("A & B", str(render("Some **words**\n\n * one")))
    assert "<h1>A &amp; B</h1>" in html
    assert "<strong>words</strong>" in html
    assert "<li>one</li>" in html


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        ("![A shed](a.png)", "[A shed]"),
        ("![A <b> & c](https://pictures.example/a.png)", "[A &lt;b&gt; &amp; c]"),
        ("![](a.png) words", "words"),
        ('<img src="a.png"> words', "words"),
        ("![x](data:image/png;base64,iVBORw0KGgo=)", "[x]"),
    ],
)
def test_of_a_picture_its_description_is_left(markdown: str, left: str) -> None:
    html = rich_html("", str(render(markdown)))
    assert left in html
    assert "<img" not in html
    assert "pictures.example" not in html


@given(
    st.lists(
        st.sampled_from(['<p title="', '<img src="', "<img ", 'alt="', '">', "' onclick=x ", " onclick=x ", "a", ">"])
    ).map("".join)
)
def test_no_odd_text_makes_anything_that_runs_or_loads(text: str) -> None:
    html = rich_html("", str(render(text)))
    tags = [part.split(">")[0] for part in html.split("<")[1:]]
    assert not any(tag.startswith("img") for tag in tags if '"' not in tag)
    assert not any(" onclick=" in _outside_of_values(tag) for tag in tags)


def _outside_of_values(tag: str) -> str:
    return "".join(tag.split('"')[::2])


def test_plain_text_is_what_was_typed() -> None:
    assert rich_plain("Headline", "Some **words**") == "Headline\n\nSome **words**"
    assert rich_plain("", "words") == "words"
