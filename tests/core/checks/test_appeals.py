"""Appeals that nobody can answer."""

from __future__ import annotations

import pytest

from editor.core.checks import appeals
from editor.core.checks.values import Finders
from tests.core.checks.language import problems

APPEALS = Finders(rules=appeals.RULES)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("We are appealing for witnesses to a robbery.", ["facts.appeal-contact"]),
        ("Anyone with information is asked to contact police quoting 272 of 23 February.", ["facts.appeal-contact"]),
        ("Did you see anything? Please come forward.", ["facts.appeal-contact"]),
        ("We are appealing for witnesses to a robbery. Call 101 quoting incident 272 of 23 February.", []),
        ("We are appealing for witnesses to a robbery. Call 01483 571212.", ["facts.appeal-reference"]),
        ("Anyone who saw the incident should call **101**.", ["facts.appeal-reference"]),
        ("Anyone with information is asked to report it [here](https://example.org/report).", []),
        ("Anyone with concerns about drugs is asked to call 101.", []),
        ("It takes courage to come forward, and we thank all witnesses.", []),
        ("I am appealing to the country to stay at home.", []),
        ("", []),
    ],
)
def test_appeals(text: str, rules: list[str]) -> None:
    found = problems(APPEALS, text)
    assert [one.rule for one in found] == rules
    assert all(one.quote and one.quote in text for one in found)
