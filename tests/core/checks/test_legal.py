"""Words that tell a case as decided, by how far the case is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.checks.engine import Checker
from editor.core.checks.legal import LIST, RULES
from editor.core.checks.values import Draft, Finders, Level, Toolbox
from tests.core.checks.language import BOOK, ON, problems

LEGAL = Finders(rules=RULES)
TEXT = "The thief was seen in the town centre at 4pm on Monday. He has a criminal record."


@pytest.mark.parametrize(
    ("headline", "rule"),
    [
        ("Man arrested after burglary", "legal.arrested"),
        ("Man released on bail", "legal.arrested"),
        ("Man charged with burglary", "legal.charged"),
        ("Man on trial for burglary", "legal.trial"),
        ("Man to appear before magistrates' court", "legal.trial"),
        ("Man jailed for burglary", ""),
        ("Man found guilty of burglary", ""),
        ("Witness appeal after burglary", ""),
    ],
)
def test_what_counts_depends_on_how_far_the_case_is(headline: str, rule: str) -> None:
    found = problems(LEGAL, TEXT, {"headline": headline})
    assert [(one.rule, one.quote) for one in found] == (
        [(rule, "The thief"), (rule, "criminal record")] if rule else []
    )


def test_it_is_advice_and_is_worded_so() -> None:
    for rule in (rule for name, rule in BOOK.rules.items() if name in RULES):
        assert rule.level is Level.OFF
        assert rule.sentence.startswith("Worth a second look")
        assert "legal adviser" in rule.why and "Advice" in rule.why


def test_nothing_is_told_until_an_organisation_turns_it_on() -> None:
    draft = Draft({"headline": "Man charged with burglary"}, TEXT)
    assert Checker(Toolbox(BOOK.rules, lists=BOOK.lists), LEGAL).problems(draft) == ()


@pytest.mark.parametrize("word", ["suspected", "alleged", "allegedly a", "man accused of being a"])
def test_what_is_told_as_suspicion_is_let_pass(word: str) -> None:
    assert problems(LEGAL, f"A {word} drug dealer is in court.", {"headline": "Man charged with burglary"}) == []


def test_headline_and_summary_are_read_and_fixed_in_their_place() -> None:
    fields = {"headline": "The burglar charged", "summary": "Police have charged the burglar"}
    fixes = [one.fixes[0] for one in problems(LEGAL, "", fields)]
    assert [(fix.field, fields[fix.field][: fix.start] + fix.text + fields[fix.field][fix.end :]) for fix in fixes] == [
        ("headline", "The suspect charged"),
        ("summary", "Police have charged the suspect"),
    ]


def test_a_row_may_count_at_some_stages_only() -> None:
    rows = [{"not": "the driver", "stages": "trial"}]
    toolbox = replace(ON, lists={LIST: rows})
    assert problems(LEGAL, "Of the driver", {"headline": "Man charged with theft"}, toolbox) == []
    assert len(problems(LEGAL, "Of the driver", {"headline": "Man on trial for theft"}, toolbox)) == 1
