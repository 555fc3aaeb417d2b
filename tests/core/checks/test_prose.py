"""What of a piece of Markdown is prose: covered text keeps its length, so that every place stays what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks.prose import FILLER, ITEM, prose, sentences, words


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("A **bold** and _quiet_ word", "A bold and quiet word"),
        ("see [the appeal](https://example.org/xyzzy) now", "see the appeal now"),
        ('see [the appeal](/a_(b) "xyzzy") now', "see the appeal now"),
        ("see [the appeal][ref] now", "see the appeal now"),
        ("![a grey van](van.jpg)", "a grey van"),
        ("run `xyzzy` now", "run now"),
        ("text\n```\nxyzzy\n```", "text"),
        ("write to jo.bloggs+x@example.police.uk today", "write to today"),
        ("at www.example.org/xyzzy or https://example.org/a_b now", "at or now"),
        ("visit _www.example.police.uk/report_ now", "visit now"),
        ("visit example.police.uk/xyzzy now", "visit now"),
        ("from @ExampleWatch with #StaySafe today", "from with today"),
        ("a<br>b <span class='xyzzy'>c</span>", "a b c"),
        ("salt &amp; vinegar", "salt vinegar"),
        ("> * ## x", "x"),
        ("12. twelfth", "twelfth"),
        ("[ref]: https://example.org/xyzzy 'Xyzzy'\nmore", "more"),
        ("first[^1] second", "first second"),
        ("It ended.He left", "It ended He left"),
    ],
)
def test_only_prose_is_left(markdown: str, read: str) -> None:
    assert [word[0] for word in words(prose(markdown))] == read.split()


@given(st.text(alphabet="ab1 .\n`*_[]()<>!&#@:/\\|~-'’\u00ad", max_size=80))
def test_every_place_stays_what_it_was(markdown: str) -> None:
    covered = prose(markdown)
    assert len(covered) == len(markdown)
    assert all(one in (FILLER, ITEM, other) for one, other in zip(covered, markdown, strict=True))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left. She stayed.", 2),
        ("Mr. Jones of St. Albans left at 3 p.m. on Sept. 4.", 1),
        ("“He left.” She stayed", 2),
        ("It was £3.50. No more", 2),
        ("At the scene:\n * a knife\n * a bat", 3),
        ("", 0),
        ("Stop! Who? What…", 3),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(sentences(prose(text)))) == count


@given(st.text(alphabet="aB .!?\n*-”", max_size=60))
def test_sentences_leave_out_white_space_only(text: str) -> None:
    kept = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())
