"""Dates against the day of publication, ages against dates of birth."""

from __future__ import annotations

import pytest

from editor.core.checks import timing
from editor.core.checks.values import Finders
from tests.core.checks.language import problems

TIMING = Finders(rules=timing.RULES)
PUBLISHED = {"published": "2021-03-12T09:00"}  # a Friday


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The collision happened on 15 March 2021.", ["facts.date-to-come"]),
        ("The collision happened on Monday 15 March.", ["facts.date-to-come"]),
        ("The collision happened on 15 March.", []),  # of another year, perhaps
        ("The collision happened on Thursday 11 March.", []),
        ("He was arrested and will appear in court on 15 March 2021.", []),
        ("He was charged and is due in court on Monday 15 March.", []),
        ("The meeting will be held on 3 March 2021.", ["facts.date-past"]),
        ("The meeting will be held on Wednesday 3 March.", ["facts.date-past"]),
        ("The meeting will be held on 3 April 2021.", []),
        ("The meeting was held on 3 March 2021.", []),
    ],
)
def test_what_was_and_what_will_be(text: str, rules: list[str]) -> None:
    assert [one.rule for one in problems(TIMING, text, PUBLISHED)] == rules
    assert problems(TIMING, text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("John Doe, 31 (01.02.99), of Woking", "22"),
        ("John Doe (01/02/1999), 31, of Woking", "22"),
        ("John Doe, 43 (DOB: 19/01/78)", ""),
        ("John Doe, 21 (01.02.99)", ""),  # at the time
        ("John Doe, 31 (31.02.99)", ""),
        ("John Doe, 31 (6 July), of Woking", ""),
        ("on 31 (01.02.99)", "22"),
    ],
)
def test_ages(text: str, right: str) -> None:
    found = problems(TIMING, text, PUBLISHED)
    assert [one.rule for one in found] == ["facts.age"] * bool(right)
    assert [fix.text for one in found for fix in one.fixes] == [right] * bool(right)
