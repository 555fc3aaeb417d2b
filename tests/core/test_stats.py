"""How long a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.stats import Stats, Tally, count_words, stats


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", 0),
        ("one two", 2),
        ("don't", 1),
        ("don’t well-known", 2),
        ("stop - start", 2),
        ("£10,000 fine", 2),
        ("at 12:08 on 21/11/2019", 4),
        ("cafe\u0301 bar", 2),
        ("soft\u00adhyphen", 1),
        (" 1. one", 1),
        (" * one **two** _three_", 3),
        ("* * *", 0),
        ("## A heading", 2),
        ("[our page](https://a.uk/some_(long)/path)", 2),
        ("<b>bold</b>", 1),
        ("as said[^1]", 2),
        ("'quoted'", 1),
        ("Siân’s", 1),
    ],
)
def test_words(line: str, words: int) -> None:
    assert count_words(line) == words


def test_measures() -> None:
    assert stats("One two\nthree\n\nfour\n") == Stats(words=4, characters=16, paragraphs=2)
    assert stats("") == Stats()


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (230, 1), (231, 2)])
def test_minutes(words: int, minutes: int) -> None:
    assert Stats(words=words).minutes == minutes


@given(st.lists(st.text("a -\n", max_size=12), min_size=1, max_size=8), st.data())
def test_a_tally_counts_what_a_count_from_scratch_counts(pieces: list[str], data: st.DataObject) -> None:
    tally, lines = Tally(), [""]
    for piece in pieces:
        first = data.draw(st.integers(0, len(lines) - 1))
        old = data.draw(st.integers(1, len(lines) - first))
        new = piece.split("\n")
        lines[first : first + old] = new
        tally.replace(first, old, len(new))
        assert tally.stats(lines.__getitem__) == stats("\n".join(lines))
