"""What a reader sees of a change: all of it, no more than it, and also what cannot be seen."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.core.diff import Change, Piece, compare
from editor.core.sequences import changes

characters = st.sampled_from(list("ab \n\t\u00a0\u2028\u200be\u0301"))
texts = st.one_of(st.text(characters, max_size=30), st.text(max_size=20))


def side(pieces: tuple[Piece, ...], without: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not without)


@given(texts, texts)
@example("", "a")
@example("a\n\nb", "a\n\nb\n")
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert side(pieces, Change.ADDED) == old
    assert side(pieces, Change.REMOVED) == new
    assert all(piece.text for piece in pieces)
    assert all(a.kind is not b.kind for a, b in pairwise(pieces))


@given(texts)
def test_the_same_text_has_no_changes(text: str) -> None:
    assert compare(text, text) == ((Piece(Change.SAME, text),) if text else ())


def told(old: str, new: str) -> str:
    marks = {Change.SAME: "", Change.REMOVED: "-", Change.ADDED: "+"}
    return "".join(f"[{marks[p.kind]}{p.shown}]" if p.kind is not Change.SAME else p.shown for p in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a red car", "a blue car", "a[- red][+ blue] car"),
        ("a car", "a car here", "a car[+ here]"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.¶\n¶\n]Three."),
        ("One a.\n\nTwo a.", "One b.\n\nTwo b.", "One[- a.][+ b.]\n\nTwo[- a.][+ b.]"),
        ("9 pm", "9\u00a0pm", "9[- pm][+⍽pm]"),
        ("a b c\u200bd", "a b cd", "a b[- c⟨U+200B⟩d][+ cd]"),
        ("caf\u00e9 now", "cafe\u0301 now", "[-café][+cafe⟨U+0301⟩] now"),
        ("end", "end  ", "end[+␣␣]"),
        ("a\u2028\tb", "a b", "a[-↵⇥b][+ b]"),
        ("one two three four", "five six seven eight", "[-one two three four][+five six seven eight]"),
        (
            "a one two b three four",
            "a five six b seven eight",
            "a[- one two][+ five six] b[- three four][+ seven eight]",
        ),
        ("a b c d e f g h", "1 2 3 d 5 6 7 8", "[-a b c d e f g h][+1 2 3 d 5 6 7 8]"),
    ],
)
def test_what_is_shown(old: str, new: str, shown: str) -> None:
    assert told(old, new) == shown


def spent(old: str, new: str) -> float:
    """Processor seconds; the least of three, because others use this machine too."""
    times = []
    for _ in range(3):
        began = time.process_time()
        compare(old, new)
        times.append(time.process_time() - began)
    return min(times)


def test_large_texts_are_compared_in_time() -> None:
    chance = random.Random(5)
    vocabulary = [f"word{number}" for number in range(3000)] + ["the"] * 300
    prose = [" ".join(chance.choices(vocabulary, k=60)) for _ in range(330)]
    old = "\n\n".join(prose)
    assert len(old) > 134_000
    edited = [text.replace("word1", "other", 1) for text in prose]
    del edited[100]
    one_line = old.replace("\n\n", " ")
    for new, before in (
        ("\n\n".join(edited), old),
        (one_line.replace("word2", "x", 400), one_line),
        ("\n\n".join(reversed(prose)), old),
        ("a b " * 34_000, "b a a " * 23_000),
        ("x\n\n" * 40_000, "y\n\nx\n\n" * 20_000),
        (" ".join(chance.choices(vocabulary, k=20_000)), one_line),
    ):
        assert spent(before, new) < 1.0


def test_the_largest_article_of_the_archive(corpus_files: list[Path]) -> None:
    largest = max(corpus_files, key=lambda path: path.stat().st_size).read_text("utf-8")
    lines = largest.split("\n")
    changed = "\n".join(line.replace("the", "a", 1) for line in lines[:50] + lines[51:])
    assert spent(largest, changed) < 0.3


# The changes themselves


@given(st.lists(st.sampled_from("abcdefgh")), st.lists(st.sampled_from("abcdefgh")), st.sampled_from([0, 3, 50_000]))
def test_changes_lead_from_one_to_the_other(old: list[str], new: list[str], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("editor.core.sequences._MOST_PAIRS", most)
        hunks = changes(old, new)
    out, at = [], 0
    for hunk in hunks:
        out += old[at : hunk.lo] + new[hunk.new_lo : hunk.new_hi]
        assert hunk.lo != hunk.hi or hunk.new_lo != hunk.new_hi
        at = hunk.hi
    assert out + old[at:] == new
    assert all(before.hi < after.lo for before, after in pairwise(hunks))
