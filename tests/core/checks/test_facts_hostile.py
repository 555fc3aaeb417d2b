"""Whatever the text, the checks of facts neither break nor take long, and their places and fixes lie in the text."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks import appeals, contacts, dates, incidents, names, numbers, timing, weekdays
from editor.core.checks.engine import Checker, text_of
from editor.core.checks.values import Draft, Finder, Finders, Level, ParagraphFinder, Problem
from editor.services.resources import resources_dir
from editor.services.rules import Origin, load_rules
from tests.core.checks.language import ON

RULES: Mapping[str, Finder] = {
    **weekdays.RULES, **timing.RULES, **numbers.RULES, **names.RULES, **incidents.RULES, **appeals.RULES,
}  # fmt: skip
TEXTS: Mapping[str, ParagraphFinder] = {
    **weekdays.TEXT_RULES, **dates.TEXT_RULES, **contacts.TEXT_RULES, **numbers.TEXT_RULES,
}  # fmt: skip
FACTS = Finders(rules=RULES, texts=TEXTS)
LENGTH = 40_000
SECONDS = 4.0
PIECES = [
    "Monday 9 March, he said. ", "Sunday 9 March 2021. ",
    "Monday 3 and ", "Monday, ", "1, ", "1 and 2 and ", "3 May, ", "31 ", "at 1", "on the the ", "17/05/", "1.1.",
    "of ", "the twenty-first of ", "(", "0", "0 ", "0*", "+44 ", "0800 ", "http://", "www.", "www..", "a@", "@", "a.",
    "a,uk", "Andrew Thomson, 34, ", "Mr Aaaaa ", "Aaaab ", "Aaaac Baaad, 31, ", "anyone ", "anyone with ",
    "appealing for ", "reference 1", "quoting ", "two men aged 20, ", "20, ", "two ", "£1,", "£1,000", " ", "\t",
    "\u00a0", "*", "_", "é", "Crimestoppers ", "call ", "will ", "1st ", "<sup>th</sup>", "Thursday night/", "- ",
    "-",
]  # fmt: skip


def check(text: str) -> list[Problem]:
    fields = {"headline": text[:300], "summary": text[:3000], "published": "2021-03-12T09:00", "area": "Scotland"}
    draft = Draft({**fields, "incident_day": "1"}, text, today=date(2021, 3, 12))
    found = list(Checker(ON, FACTS).problems(draft))
    for one in found:
        assert 0 <= one.start <= one.end <= len(text_of(draft, one.field))
        assert "{" not in one.sentence.replace(text, "") or "{" in text
        for fix in one.fixes:
            assert 0 <= fix.start <= fix.end <= len(text_of(draft, fix.field))
            assert fix.label
    return found


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text_only(piece: str) -> None:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    start = time.process_time()
    check(text)
    assert time.process_time() - start < SECONDS


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join))
def test_places_and_fixes_lie_in_the_text(text: str) -> None:
    check(text)


def _described() -> Iterator[str]:
    for name, rule in load_rules({resources_dir() / "rules": Origin.BUILT_IN}).rules.items():
        if name.startswith("facts."):
            assert rule.sentence
            assert rule.why
            assert rule.example
            assert rule.level is not Level.OFF
            yield name


def test_each_rule_is_described_and_each_description_has_a_rule() -> None:
    assert set(_described()) == {*RULES, *TEXTS}
