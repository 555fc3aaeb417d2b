"""Long sentences, and the reading age."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.checks.readability import FEWEST_WORDS, LONG, OLDEST, RULES, YOUNGEST, reading_age
from editor.core.checks.values import Finders
from tests.core.checks.language import ALL_ON, ON, problems, told

READING = Finders(rules=RULES)


BULLETS = ("* ", "- ", "1. ", "• ", "•", "\\- ", "– ")


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        (f"{words(40)}.", []),
        (f"{words(41)}.", [words(41)]),
        (f"{words(30)}. {words(30)}.", []),
        (f"Mr. {words(41)}. {words(41)}!", [f"Mr. {words(41)}", words(41)]),
        *((f"These are:\n{bullet}{words(30)}\n{bullet}{words(30)}", []) for bullet in BULLETS),
        (f"{words(30)}\n{words(30)}", [f"{words(30)}\n{words(30)}"]),
        (f"> {words(30)}:\n>\n> {words(30)}", []),
        (f"{words(35)} [{words(4)}](https://example.org/a-b-c-d-e-f-g) end.", []),
    ],
)
def test_long_sentences(text: str, told_of: list[str]) -> None:
    assert [quote for _rule, quote in told(READING, text)] == [quote[:200] for quote in told_of]


def test_the_three_longest_of_an_article_are_told() -> None:
    body = "\n\n".join(f"{words(count)}." for count in (41, 60, 45, 42, 50))
    told_of = [one.sentence for one in problems(READING, body)]
    assert len(told_of) == 3
    for sentence, count in zip(told_of, ("60", "45", "50"), strict=True):
        assert f"{count} words" in sentence


def test_an_organisation_says_how_long_is_too_long() -> None:
    stricter = replace(ON, rules={LONG: replace(ALL_ON[LONG], options={"most": "10"})})
    (problem,) = problems(READING, f"{words(11)}.", toolbox=stricter)
    assert "11 words" in problem.sentence


def test_the_reading_age_follows_the_published_formula() -> None:
    # 25 sentences of 4 words of 5 letters: 4.71 * 5 + 0.5 * 4 - 21.43 = 4.12, so grade 4, aged 9
    assert reading_age("Aaaaa bbbbb ccccc ddddd. " * 25) == 9


def test_longer_words_and_longer_sentences_are_harder() -> None:
    short = reading_age("Three drivers reported damage. " * 30)
    longer = reading_age("Three drivers reported damage and three drivers reported damage again. " * 15)
    hardest = reading_age("The investigating constable established the identification. " * 20)
    assert short is not None and longer is not None and hardest is not None
    assert YOUNGEST <= short < longer < hardest <= OLDEST


def test_a_few_words_have_no_reading_age() -> None:
    assert reading_age(f"{words(FEWEST_WORDS - 1)}.") is None
    assert reading_age("") is None
