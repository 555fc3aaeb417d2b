"""Two texts compared for a reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.diff import Kind, Piece, compare

TEXTS = st.text(st.sampled_from("ab ,.\n\u00a0é"), max_size=30)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_pieces(old: str, new: str):
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED) == new
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_the_same_text_is_one_piece(text: str):
    assert compare(text, text) == ((Piece(Kind.SAME, text),) if text else ())


def test_one_word_changed_is_one_word_marked():
    assert compare("One.\n\nA man was held.\n\nThree.", "One.\n\nA woman was held.\n\nThree.") == (
        Piece(Kind.SAME, "One.\n\nA "),
        Piece(Kind.REMOVED, "man"),
        Piece(Kind.ADDED, "woman"),
        Piece(Kind.SAME, " was held.\n\nThree."),
    )


def test_a_paragraph_of_very_many_words_is_another_text_as_a_whole():
    old, new = "a " * 3_000, "b " * 3_000
    assert [piece.kind for piece in compare(old, new)] == [Kind.REMOVED, Kind.ADDED]
