"""Finding and replacing, as tables."""

import pytest

from editor.core.errors import CopydeskError
from editor.core.finding import Query, find


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        (Query("the"), "The other the", ["The", "the", "the"]),
        (Query("the", match_case=True), "The other the", ["the", "the"]),
        (Query("the", whole_words=True), "The other the", ["The", "the"]),
        (Query("a.c"), "abc a.c", ["a.c"]),
        (Query("a.c", pattern=True), "abc a.c", ["abc", "a.c"]),
        (Query("^x", pattern=True), "x\nx y", ["x", "x"]),
        (Query("x*", pattern=True), "axxb", ["xx"]),
        (Query(""), "abc", []),
        (Query("£10"), "a £10 b", ["£10"]),
    ],
)
def test_found(query: Query, text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in find(query, text)] == found


def test_only_between_two_places() -> None:
    assert [hit.start for hit in find(Query("a"), "a a a", 1, 4)] == [2]


def test_groups_go_into_the_replacement() -> None:
    hits = find(Query(r"(\d+) (\w+)", pattern=True), "20 November", replacement=r"\2 \1")
    assert [hit.replacement for hit in hits] == ["November 20"]


def test_a_plain_replacement_is_taken_as_it_stands() -> None:
    assert find(Query("a"), "a", replacement=r"\1")[0].replacement == r"\1"


@pytest.mark.parametrize(
    ("query", "replacement", "code"),
    [
        (Query("(a", pattern=True), "", "find.pattern"),
        (Query("*", pattern=True), "", "find.pattern"),
        (Query("a", pattern=True), r"\3", "find.replacement"),
        (Query("(a|aa)+$", pattern=True), "", "find.slow"),
    ],
)
def test_what_cannot_be_done_is_said(query: Query, replacement: str, code: str) -> None:
    with pytest.raises(CopydeskError) as error:
        find(query, "a" * 80 + "b", replacement=replacement)
    assert error.value.code == code
