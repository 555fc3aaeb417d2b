"""Numbers of the headline, and lists that are not as long as they say."""

from __future__ import annotations

import pytest

from editor.core.checks import numbers
from editor.core.checks.values import Finders
from tests.core.checks.language import mended, problems, told

LISTS = Finders(texts=numbers.TEXT_RULES)
HEADLINE = Finders(rules=numbers.RULES)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Three men, aged 20 and 31, were charged", "Two men, aged 20 and 31, were charged"),
        ("two teenage boys aged 14, 15 and 16 were", "three teenage boys aged 14, 15 and 16 were"),
        ("4 men – aged 20, 21, 22, 23, 24 – were", "5 men – aged 20, 21, 22, 23, 24 – were"),
        ("Three men, aged 20, 25 and 31, were", ""),
        ("Two men, both aged 20 and from Leeds", ""),
        ("Three men aged 20 and 25, and a third man", ""),
        ("three people, a man aged 19 and two women aged 21 and 44", ""),
        ("two men aged 25, two men aged 23 and a 24-year-old man", ""),
        ("four men aged between 20 and 25", ""),
        ("Five men, aged 21, 30, 34, 42 and 49 and all from Dorset", ""),
    ],
)
def test_lists(text: str, right: str) -> None:
    assert [rule for rule, _quote in told(LISTS, text)] == ["list-total"] * bool(right)
    assert mended(LISTS, text) == (right or text)


@pytest.mark.parametrize(
    ("headline", "body", "rules"),
    [
        ("Three men charged", "Two men were charged.", ["facts.headline-count"]),
        ("Two men charged", "Both men were charged with theft. Three men were seen.", []),
        ("Four people arrested", "Two men and two women were arrested. Two people fled, two people stayed.", []),
        ("Three men charged", "A man, 20, and two others were charged.", []),
        ("Three men charged", "Police arrested two men for theft, and one for assault.", []),
        ("Three men charged", "Two men were charged. Another man was charged later.", []),
        ("Man jailed for six years", "He was sentenced to five years.", ["facts.headline-number"]),
        ("Man jailed for six years", "He was sentenced to six years.", []),
        ("Man jailed for two years", "He was jailed for 27 months.", []),
        ("Man jailed for 18 months", "He was jailed for eighteen months.", []),
        ("Missing 16-year-old", "She is 15 years old.", ["facts.headline-number"]),
        ("Missing 16-year-old", "She is sixteen.", []),
        ("Man, 34, charged", "A 43-year-old was charged.", ["facts.headline-number"]),
        ("£16,000 of drugs found", "They are worth £16k.", []),
        ("£16,000 of drugs found", "They are worth £60,000.", ["facts.headline-number"]),
        ("£1.5m fraud", "He took £1,482,100.", []),
        ("Ten years on", "", []),
    ],
)
def test_headlines(headline: str, body: str, rules: list[str]) -> None:
    found = problems(HEADLINE, body, {"headline": headline})
    assert [one.rule for one in found] == rules
    assert all(one.field == "headline" and one.quote in headline for one in found)
