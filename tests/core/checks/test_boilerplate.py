"""Snippets, and the blanks in them."""

from __future__ import annotations

import re

import pytest

from editor.core.checks.boilerplate import LIST, TEXT_RULES, Snippet, filled, snippets
from editor.core.checks.values import Draft, Finders
from tests.core.checks.language import BOOK, told

BLANKS = Finders(texts=TEXT_RULES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quoting [reference] today", ["[reference]"]),
        ("thank [insert name of town] for", ["[insert name of town]"]),
        ("quoting [Incident reference].", ["[Incident reference]"]),
        ("call {phone} or {{ name }}", ["{phone}", "{{ name }}"]),
        ("at <insert place> and (add time)", ["<insert place>", "(add time)"]),
        ("call [phone]: or at [TBC]:", ["[phone]", "[TBC]"]),
        ("[location]: https://example.org", []),
        ("at [XX] and [TBC] and [ ]", ["[XX]", "[TBC]", "[ ]"]),
        ("Lorem ipsum dolor", ["Lorem ipsum"]),
        ("on XXXX at TBC", ["XXXX", "TBC"]),
        ("he said he “hit [the victim]” […] and [sic] left", []),
        ("see [details](https://example.org) or [link][1]\n\n[link]: https://example.org", []),
        ("XX Bomber Command, xxx, size XXL", []),
        ("snake____case and ***", []),
        ("- [ ](https://example.org)", []),
    ],
)
def test_open_blanks(text: str, found: list[str]) -> None:
    assert [quote for _rule, quote in told(BLANKS, text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "write to [email protected] today",
        "write to [[email\u00a0protected]](/cdn/l/email#1)",
        "[email protected](/cdn/l#1)",
    ],
)
def test_an_address_that_was_lost_in_copying_is_no_blank(text: str) -> None:
    ((rule, quote),) = told(BLANKS, text)
    assert (rule, " ".join(quote.split())) == ("email", "[email protected]")


def test_blanks_are_filled_from_the_fields() -> None:
    fields = {"area": "Surrey", "incident_reference": "4521/12", "published": "2019-11-21T12:08"}
    snippet = Snippet("x", "{organisation}: {incident_reference}, {published}, {case.number}, {phone}")
    passage = filled(snippet, Draft(fields, "", {"case.number": "7"}))
    assert passage.text == "Surrey: 4521/12, 21 November 2019, 12:08, 7, [phone]"
    assert [passage.text[start:end] for start, end in passage.blanks] == ["[phone]"]


def test_what_nothing_fills_stays_open_and_is_told() -> None:
    snippet = Snippet("x", "Quote {incident_reference}. Call {phone}, {shoe_size}.")
    text = filled(snippet, Draft({"incident_reference": ""}, "")).text
    assert text == "Quote [incident reference]. Call [phone], [insert shoe size]."
    assert [quote for _rule, quote in told(BLANKS, text)] == ["[incident reference]", "[phone]", "[insert shoe size]"]


@pytest.mark.parametrize("snippet", snippets(BOOK.lists[LIST]), ids=lambda one: one.name)
def test_every_blank_of_the_snippets_that_come_with_the_program_is_told_while_it_is_open(snippet: Snippet) -> None:
    blanks = re.findall(r"\{\w+\}", snippet.text)
    passage = filled(snippet, Draft({}, ""))
    assert len(told(BLANKS, passage.text)) == len(passage.blanks) == len(blanks)


def test_what_an_organisation_left_open_in_its_own_words_is_a_blank_too_and_the_first_comes_first() -> None:
    passage = filled(Snippet("x", "On XXXX at [TBC], call {phone}."), Draft({}, ""))
    assert [passage.text[start:end] for start, end in passage.blanks] == ["XXXX", "[TBC]", "[phone]"]


def test_a_later_snippet_of_the_same_name_counts_and_an_empty_one_takes_it_back() -> None:
    rows = [
        {"name": "a", "text": "1"},
        {"name": "b", "text": "2"},
        {"name": "a", "text": "3\n"},
        {"name": "b"},
        {"text": "4"},
    ]
    assert snippets(rows) == (Snippet("a", "3"),)
