"""Chunked HTML equals whole HTML byte for byte, and the chunks know where they came from."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown import Renderer
from editor.core.markdown.renderer import render_whole

CORPUS = Path(__file__).parents[2] / "../shared/corpus"

# Every construct that the editor offers, what may precede or follow it, and what is only nearly one of them.
CONSTRUCTS = (
    "A paragraph", "two\nlines", "line  \nbreak", "text *em* **st** ***both*** `code`", "\"q\" -- 'it''s' ... ---",
    "# Head", "## Head\ntext", "Head\n====", "Sub\n---", "# Head {.k}", "#", "#Head", "# A_1", "# A", "## A", "# 1",
    "# !!", "# Ünï", "# [y](z)", "# AB", "- a", "- a\n- b", "* a", "+ a", "1. one", "1. one\n2. two", "10. x", "٣. x",
    "2) x", "  - n", "    - n", "    - n\n    - m", "- a\n1. b", "1. a\n- b", "- a\nlazy", "- ", "-", "-\n  x", "[ ] t",
    "    indented", "        deep", "\tt", "> q", "> q\n> - l", "> > n", ">", "> a\nlazy", "a\n> lazy", "---", "***",
    "===", "=", "head\n\n---", "| a | b |\n|---|--:|\n| 1 | `x|y` |", "a | b\n- | -\n1 | 2", "[x][1] and [y]", "[y]",
    "[1]: http://a.b 'T'", "[y]: <http://c>", "[1]: http://two", "[y]:\n  http://late\n  \"T\"", "[a\nb]: http://z",
    "[a b]", "[](x)", "[x]()", "[ref]", "[REF]: http://r", "para\n[ref]: http://mid\n- item", "[1]: http://s\n- it",
    "    [1]: http://incode", "- [1]: http://initem", "> [1]: http://inquote", "*[AB]: Meaning", "*[AB] : Other",
    "AB and CD", "*[CD]:\n  late", "*[CD]: ''", "para\n*[AB]: mid\n- it", "*[AB]: start\n- it", "> *[AB]: inq",
    "- *[AB]: initem", "para {: .c}", "{: .x}", "p {: title='#1' }", "p {: #Head }", "![i](http://r/x.png)",
    "![i](a.png \"t\")", "![i][1]", "<b>x</b>", "<div>\n\nin\n\n</div>", "<div>", "</div>", "<div/v>", "<!-- c", "-->",
    "<http://auto.x>", "<a@b.cd>", "a < b", "[x]: <", "&amp; & &copy; &#39;", "&", "&#", "&#x", "&#12", "T&C\\*",
    "\xa0", "\u2003\n", "   ", "\t", "\x0c", "a\x0bb", "\x85x", "\x02", "`a", "``", "*a", "**a", "_x_y", "\\",
    "\\[1]: x", "1986\\. A", "word: x", ": def", "[^1]", "[^1]: note", "[TOC]", "```\ncode\n\n\nmore\n```", "~~~",
    "Ünï — “x”", "http://bare.x",
)  # fmt: skip
SEPARATORS = ("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n\n\n\n", "\n\t\n")
STARTS = ("", "", "", "\n", "  \n", "\t\n\n")

_JOINED_BELOW = (
    "<",
    "[^",
    "TOC",
    "&#",
)  # much of what follows one of these is one chunk: half the documents go without
_CALM = tuple(construct for construct in CONSTRUCTS if not any(sign in construct for sign in _JOINED_BELOW))


def documents(constructs: tuple[str, ...]) -> st.SearchStrategy[str]:
    parts = st.lists(st.tuples(st.sampled_from(constructs), st.sampled_from(SEPARATORS)), min_size=1, max_size=12)
    return st.builds(
        lambda start, pieces: start + "".join(text + end for text, end in pieces), st.sampled_from(STARTS), parts
    )


@settings(max_examples=300, deadline=None)
@given(documents(CONSTRUCTS) | documents(_CALM))
def test_chunked_equals_whole(body: str) -> None:
    assert str(Renderer().render(body)) == render_whole(body)


@pytest.mark.torture
@settings(max_examples=30_000, deadline=None)
@given(documents(CONSTRUCTS) | documents(_CALM))
def test_chunked_equals_whole_thirty_thousand_times(body: str) -> None:
    assert str(Renderer().render(body)) == render_whole(body)


@settings(max_examples=150, deadline=None)
@given(documents(_CALM), documents(_CALM), st.data())
def test_an_edited_text_is_the_same_as_a_new_one(body: str, other: str, data: st.DataObject) -> None:
    """What is remembered from before an edit never shows after it."""
    renderer = Renderer()
    renderer.render(body)
    place = data.draw(st.integers(0, len(body)))
    edited = body[:place] + other + body[place:]
    assert str(renderer.render(edited)) == render_whole(edited)
    assert str(renderer.render(body)) == render_whole(body)


edits = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), documents(_CALM) | st.just("")), max_size=5)


def as_it_is_typed(body: str, changes: list[tuple[int, int, str]]) -> None:
    """Every state of a text, laid out after the one before, equals the same text laid out for the first time."""
    renderer = Renderer()
    for place, gone, come in [(0, 0, ""), *changes]:
        body = body[:place] + come + body[place + gone :]
        whole = Renderer().rendered(body)
        renderer.learn(whole)
        quick = renderer.quick(body)
        assert quick is None or quick.blocks == whole.html.blocks


@settings(max_examples=50, deadline=None)
@given(documents(_CALM) | documents(CONSTRUCTS), edits)
def test_edits_one_after_the_other(body: str, changes: list[tuple[int, int, str]]) -> None:
    as_it_is_typed(body, changes)


@pytest.mark.torture
@settings(max_examples=2_000, deadline=None)
@given(documents(_CALM) | documents(CONSTRUCTS), edits)
def test_edits_one_after_the_other_thousands_of_times(body: str, changes: list[tuple[int, int, str]]) -> None:
    as_it_is_typed(body, changes)


def test_a_heading_above_changes_the_ids_below() -> None:
    """Two headings of one name have different ids; when the first goes, the second takes its id."""
    renderer = Renderer()
    body = "Start.\n\n# News\n\nText.\n\n# News\n\nEnd."
    assert str(renderer.quick(body)).count('news_1"') == 1
    edited = body.replace("# News", "# Olds", 1)
    assert str(renderer.quick(edited)) == render_whole(edited)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_chunked_equals_whole_on_real_articles() -> None:
    renderer = Renderer()
    files = sorted(CORPUS.rglob("*.md"))
    different = []
    for path in random.Random(5).sample(files, min(600, len(files))):
        body = path.read_text(encoding="utf-8").split("```\n", 1)[-1]
        if str(renderer.render(body)) != render_whole(body):
            different.append(path.name)
    assert different == []


def test_each_block_says_on_which_line_it_begins() -> None:
    body = (
        "\n\nfirst\n\n\n# second\n\nthird\nmore\n\n[x]: http://defined.example\n\nfourth [x]\n\n- item\n\n    inside\n"
    )
    lines = body.split("\n")
    blocks = Renderer().render(body).blocks
    assert [lines[block.first_line] for block in blocks] == ["first", "# second", "third", "fourth [x]"]


def test_only_the_edited_block_changes() -> None:
    renderer = Renderer()
    body = "\n\n".join(f"Paragraph {n} with *words*." for n in range(50))
    before = renderer.render(body)
    after = renderer.render(body.replace("Paragraph 20 ", "Paragraph twenty "))
    changed = [n for n, (old, new) in enumerate(zip(before.blocks, after.blocks, strict=True)) if old != new]
    assert changed == [20]


def test_a_definition_changes_the_blocks_that_use_it() -> None:
    renderer = Renderer()
    renderer.render("See [the map].\n\nOther.\n\n[the map]: https://old.example")
    html = str(renderer.render("See [the map].\n\nOther.\n\n[the map]: https://new.example"))
    assert 'href="https://new.example"' in html


def test_quick_declines_what_is_new_and_large_or_may_be_slow_and_accepts_what_is_known() -> None:
    renderer = Renderer()
    large = "\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(40))
    assert renderer.quick(large) is None
    assert renderer.quick("[" * 2000) is None
    learned = Renderer().rendered(large)
    renderer.learn(learned)
    edited = large + "\n\nOne more."
    quick = renderer.quick(edited)
    assert quick is not None
    assert str(quick) == render_whole(edited)
