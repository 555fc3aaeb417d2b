"""A person's name that is spelt in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.checks import names
from editor.core.checks.values import Finders
from tests.core.checks.language import ON, problems

NAMES = Finders(rules=names.RULES)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Andrew Thomson, 34, was jailed. Thompson pleaded guilty.", ("Thompson", "Thomson")),
        ("PC Stephen Brooks said: no. Steven Brooks added: yes.", ("Steven", "Stephen")),
        ("Leon Symons, aged 20, and Leon Symonds were charged.", ("Symonds", "Symons")),
        ("Mr Karpinski and Sam Karpinksi, 20, of Leeds. Karpinski fled.", ("Karpinski", "Karpinksi")),
        ("Andrew Thomson, 34, and Joan Thompson, 30, were jailed.", None),  # two people
        ("Andrew Thomson, 34, and the Thomsons; Thomson’s car", None),
        ("PC Ann White said. While they were out", None),
        ("Sam Harris, 20, lives in Harries Road. Harries Road was closed", None),
        ("Sam Florin, 20, and Flarin Costea, 31, of Oldham", None),
        ("Sam O'Connor, 20, and O’Connor", None),
        ("Andrew Thomson met Thompson", None),  # nothing says they are persons of the case
    ],
)
def test_two_spellings(text: str, pair: tuple[str, str] | None) -> None:
    found = problems(NAMES, text)
    assert [one.quote for one in found] == ([pair[0]] if pair else [])
    for one in found:
        assert pair
        assert f"“{pair[0]}” or “{pair[1]}”" in one.sentence
        assert {fix.text for fix in one.fixes} == set(pair)
        for fix in one.fixes:
            assert text[fix.start : fix.end] in pair


def test_titles_are_an_organisation_s_own() -> None:
    text = "Firefighter Sam Karpinski said it was quick. Karpinksi went in first."
    assert problems(NAMES, text) == []
    lists = {**ON.lists, "titles": [{"words": "Firefighter"}]}
    assert [one.quote for one in problems(NAMES, text, toolbox=replace(ON, lists=lists))] == ["Karpinksi"]
    assert problems(NAMES, "PC Stephen Brooks and Steven Brooks", toolbox=replace(ON, lists={})) == []
