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
    # 25 sentences of 4 words of 5 letters on average: 4.71 * 5 + 0.5 * 4 - 21.43 = 4.12, so grade 4, aged 9
    assert reading_age("The bbbbb ccccc ddddddd. " * 25) == 9


def test_longer_words_and_longer_sentences_are_harder() -> None:
    short = reading_age("The drivers reported damage. " * 30)
    longer = reading_age("The drivers reported damage and the drivers reported damage again. " * 15)
    hardest = reading_age("The investigating constable established the identification. " * 20)
    assert short is not None and longer is not None and hardest is not None
    assert YOUNGEST <= short < longer < hardest <= OLDEST


def test_a_few_words_have_no_reading_age() -> None:
    assert reading_age("The " * FEWEST_WORDS) is not None
    assert reading_age("The " * (FEWEST_WORDS - 1)) is None
    assert reading_age("") is None


WELSH = (
    "Mae swyddogion yn apelio am dystion ar ôl i feic gael ei ddwyn o sied yn y dref ddydd Sadwrn diwethaf. "
    "Os gwelsoch chi unrhyw beth, ffoniwch ni os gwelwch yn dda. "
)


@pytest.mark.parametrize(
    "text",
    [
        WELSH * 5,
        "Die Polizei bittet um Hinweise, nachdem am Samstag in ein Fahrrad aus einem Schuppen gestohlen wurde. " * 8,
        "La police lance un appel à témoins après le vol d’un vélo dans un cabanon samedi dernier. " * 8,
        WELSH * 3 + "Officers would like to hear from witnesses who saw a bicycle stolen last Saturday. " * 6,
    ],
    ids=["Welsh", "German", "French", "half in Welsh"],
)
def test_a_text_that_is_not_in_english_has_no_reading_age(text: str) -> None:
    assert reading_age(text) is None
