"""House style, and the lists it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.checks.house_style import LIST, TEXT_RULES
from editor.core.checks.phrases import phrases
from editor.core.checks.values import Finders
from tests.core.checks.language import BOOK, ON, mended, problems, told

STYLE = Finders(texts=TEXT_RULES)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("in order to help", "to help"),
        ("In order to help", "To help"),
        ("in  order\nto help", "to help"),
        ("They utilised it, utilising these", "They used it, using these"),
        ("He could of left", "He could have left"),
        ("a car in the carpark", "a car in the car park"),
        ("a [carpark](https://example.org/carpark)", "a [car park](https://example.org/carpark)"),
        ("the in-order-to-help plan", "the in-order-to-help plan"),
        ("prioritise", "prioritise"),
    ],
)
def test_what_the_list_that_comes_with_the_program_mends(text: str, better: str) -> None:
    assert mended(STYLE, text) == better


def test_what_takes_thought_has_no_fix() -> None:
    (problem,) = problems(STYLE, "after an altercation in the town")
    assert (problem.rule, problem.fixes) == ("style.avoid", ())
    assert "a fight or an argument" in problem.sentence


def test_the_sample_says_why_of_every_row_and_never_tells_of_what_it_advises() -> None:
    listed = phrases(BOOK.lists[LIST])
    for row in BOOK.lists[LIST]:
        assert row["why"] and row["not"]
        forms = row["not"].split("|")
        assert len(row["write"].split("|")) in (1, len(forms))
        for write in row["write"].split("|"):
            assert not [hit for hit in listed.find(write.strip()) if hit.row["not"] in row["not"]]


@pytest.mark.parametrize(
    ("rows", "text", "found"),
    [
        ([{"not": "colour", "write": "shade"}], "Colour of colours", [("plain", "Colour")]),
        ([{"not": "util", "write": "us", "whole": "no"}], "utilise", [("plain", "util")]),
        ([{"not": "Force", "write": "force", "case": "yes"}], "the Force, the force", [("plain", "Force")]),
        ([{"not": "force", "kind": "wrong", "write": "x"}], "the force", [("wrong", "force")]),
        ([{"not": "force", "kind": "taste", "write": "x"}], "the force", [("taste", "force")]),
        ([{"not": "the force"}], "the force", [("avoid", "the force")]),
        ([{"not": "a"}, {"not": "a b"}], "a b a", [("avoid", "a b"), ("avoid", "a")]),
        ([{"not": "don't"}], "don’t", [("avoid", "don’t")]),
        ([{"not": "force"}, {"not": "Force", "use": "no"}], "the force", []),
        ([{"not": "c++ (old)"}], "in c++ (old) style", [("avoid", "c++ (old)")]),
        ([{"not": ""}, {"write": "x"}, {"not": "|"}, {"not": "?"}], "x ? |", []),
    ],
)
def test_rows_of_an_organisation(rows: list[dict[str, str]], text: str, found: list[tuple[str, str]]) -> None:
    assert told(STYLE, text, toolbox=replace(ON, lists={LIST: rows})) == found


def test_a_later_row_counts() -> None:
    rows = [*BOOK.lists[LIST], {"not": "in order to", "write": "so as to", "why": "we like it"}]
    assert mended(STYLE, "in order to", toolbox=replace(ON, lists={LIST: rows})) == "so as to"


def test_without_a_list_nothing_is_told() -> None:
    assert told(STYLE, "in order to", toolbox=replace(ON, lists={})) == []
