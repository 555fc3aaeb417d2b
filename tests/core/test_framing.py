"""The frame around the part of a picture that a social card shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.framing import CARD, LEAST, RATIO, Frame, is_card

SIDES = st.integers(1, 20_000)
FAR = st.floats(-30_000, 30_000)
CORNERS = st.tuples(st.booleans(), st.booleans())
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("moved"), FAR, FAR),
        st.tuples(st.just("widened"), FAR),
        st.tuples(st.just("dragged"), CORNERS, FAR, FAR),
    ),
    max_size=8,
)
NEAR = 1e-6


def inside(frame: Frame) -> bool:
    width, height = frame.of
    left, top, right, bottom = frame.box
    return 0 <= left < right <= width and 0 <= top < bottom <= height


@given(SIDES, SIDES, ACTS)
def test_whatever_is_done_it_stays_inside_the_picture_and_keeps_its_shape(width: int, height: int, acts: list) -> None:
    frame = Frame.first(width, height)
    assert inside(frame)
    for name, *values in acts:
        frame = getattr(frame, name)(*values)
        assert inside(frame)
        assert frame.width / frame.height == pytest.approx(RATIO)
        assert frame.width <= min(width, height * RATIO) + NEAR
        assert frame.width >= min(LEAST, width, height * RATIO) - NEAR


@given(SIDES, SIDES, CORNERS, FAR, FAR)
def test_the_corner_opposite_to_the_one_that_is_dragged_stays(
    width: int, height: int, corner: tuple[bool, bool], x: float, y: float
) -> None:
    before = Frame.first(width, height).widened(-min(width, height) / 3)
    after = before.dragged(corner, x, y)
    right, bottom = corner
    assert (after.x if right else after.x + after.width) == pytest.approx(
        before.x if right else before.x + before.width, abs=1e-3
    )
    assert (after.y if bottom else after.y + after.height) == pytest.approx(
        before.y if bottom else before.y + before.height, abs=1e-3
    )


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((1200, 630), (0, 0, 1200, 630)),
        ((2400, 630), (600, 0, 1800, 630)),  # a panorama: its middle
        ((1200, 1000), (0, 185, 1200, 815)),  # wide: the middle
        ((1200, 2400), (0, 485, 1200, 1115)),  # tall: around a third of the way down
        ((1200, 1260), (0, 105, 1200, 735)),  # hardly tall
    ],
)
def test_the_first_frame(size: tuple[int, int], box: tuple[float, ...]) -> None:
    assert Frame.first(*size).box == pytest.approx(box)


@pytest.mark.parametrize(
    ("size", "card"),
    [((6000, 4000), CARD), ((1200, 630), CARD), ((800, 800), (800, 420)), ((1, 1), (1, 1)), ((5000, 100), (190, 100))],
)
def test_a_card_is_what_networks_ask_for_or_the_largest_there_is(size: tuple[int, int], card: tuple[int, int]) -> None:
    frame = Frame.first(*size)
    assert frame.size == card
    assert frame.is_small is (card != CARD)


@given(SIDES, SIDES)
def test_what_is_made_has_the_shape_of_a_card(width: int, height: int) -> None:
    assert is_card(*Frame.first(width, height).size) or min(width, height) < 2


@pytest.mark.parametrize("size", [(600, 600), (1200, 675), (1200, 628), (630, 1200)])
def test_other_shapes_are_no_card(size: tuple[int, int]) -> None:
    assert not is_card(*size)


def test_it_grows_and_shrinks_around_its_middle() -> None:
    frame = Frame((4000, 3000), 1000, 1000, 1200)
    smaller = frame.widened(-400)
    assert (smaller.x, smaller.y, smaller.width) == pytest.approx((1200, 1105, 800))
    assert smaller.widened(400) == frame
