"""The fields: each rule as a table of what is wrong and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from editor.core.checks.engine import Checker, text_of
from editor.core.checks.fields import RULES
from editor.core.checks.values import Draft, Finders, Problem, Toolbox
from editor.core.library import Record
from editor.core.profile import Profile
from editor.services.resources import resources_dir
from editor.services.rules import Origin, load_rules
from tests.core.strategies import PLAIN, PLATFORM

BOOK = load_rules({resources_dir() / "rules": Origin.BUILT_IN})
TODAY = date(2024, 11, 21)
GOOD = {
    "area": "Surrey",
    "headline": "Bicycles taken from shed",
    "summary": "Two bicycles were taken from a shed in Woking.",
    "published": "2024-11-21T12:08",
    "section": "news",
    "slug": "bicycles-taken-from-shed",
    "url": "https://www.surrey.example/news/news/2024/11/bicycles-taken-from-shed/",
    "title": "Bicycles taken from shed | Surrey Police",
}
BODY = "Two bicycles were taken from a shed in Woking. Anyone who saw them is asked to call.\n"


def problems(
    changes: Mapping[str, str] | None = None,
    *,
    body: str = BODY,
    extra: Mapping[str, str] | None = None,
    profile: Profile | None = PLATFORM,
    released: bool = False,
    taken: Record | None = None,
) -> dict[str, Problem]:
    """What is found in a good article with some changes, by the rule's name without its family."""
    draft = Draft({**GOOD, **(changes or {})}, body, extra or {}, profile, released, TODAY)
    toolbox = Toolbox(BOOK.rules, taken=lambda url: taken)
    found = Checker(toolbox, Finders(rules=RULES)).problems(draft)
    return {problem.rule.removeprefix("fields."): problem for problem in found}


def mended(draft: Draft, problem: Problem, choice: int = 0) -> str:
    """The field's text after a fix."""
    fix = problem.fixes[choice]
    text = text_of(draft, fix.field)
    return text[: fix.start] + fix.text + text[fix.end :]


def after_fix(field: str, text: str, rule: str, choice: int = 0, body: str = BODY) -> str:
    return mended(Draft({**GOOD, field: text}, body), problems({field: text}, body=body)[rule], choice)


@pytest.mark.parametrize("released", [False, True])
def test_a_good_article_has_no_problems(released: bool) -> None:
    assert problems(released=released) == {}


WRONG = [
    ("area", "", "required"),
    ("headline", " ", "required"),
    ("summary", "", "required"),
    ("published", "", "required"),
    ("section", "", "required"),
    ("url", "", "required"),
    ("headline", "Bicycles " * 9, "headline-long"),
    ("summary", "Bicycles were taken. " * 9, "summary-long"),
    ("summary", "Two bicycles were taken from a...", "summary-cut"),
    ("summary", "Two bicycles were taken […]", "summary-cut"),
    ("summary", "Two bicycles were taken from a shed", "summary-cut"),
    ("summary", "Bicycles taken from shed.", "summary-repeats"),
    ("headline", "Bicycles taken from shed | Surrey Police", "headline-suffix"),
    ("headline", "BICYCLES TAKEN FROM SHED", "headline-capitals"),
    ("headline", "Bicycles taken from shed.", "headline-stop"),
    ("headline", "Tom &amp; Jerry", "entities"),
    ("summary", "The club&#39;s bicycles were taken.", "entities"),
    ("url", "www.surrey.example/news", "address"),
    ("url", "https://www.surrey.example/my news/", "address"),
    ("url", "https://localhost/news", "address"),
    ("url", "https://[", "address"),
    ("url", "https://www.surrey.example/elsewhere", "address-shape"),
    ("section", "new", "section"),
    ("published", "31/11/2024", "date"),
    ("published", "1924-11-21", "date-old"),
    ("published", "2042-11-21T12:08", "date-far"),
    ("published", "2024-11-20T12:08", "date-past"),
    ("published", "2024-11-22T03:00", "date-night"),
    ("image", "C:\\pictures\\man.jpg", "image"),
    ("image", "/media/man.jpg", "image"),
]


@pytest.mark.parametrize(("field", "text", "rule"), WRONG)
def test_what_is_wrong_is_found_and_nothing_else(field: str, text: str, rule: str) -> None:
    found = problems({field: text})
    assert [*found] == [rule]
    assert found[rule].field == field


RIGHT = [
    ("summary", "“Two bicycles were taken from a shed”", "a quotation"),
    ("summary", "Bicycles: how to lock them", "a phrase that the text doesn't begin with"),
    ("headline", "Bicycles taken from St. Mary's shed at 5 p.m.", "dots of abbreviations"),
    ("headline", "UK PM", "short names are capitals"),
    ("headline", "A & E; bicycles taken", "an ampersand"),
    ("published", "2024-11-21", "a day without a time"),
    ("published", "2024-11-21T00:30:00+00:00".replace("T00", "T12"), "seconds and offset"),
    ("image", "https://www.surrey.example/a.png?a=1&b=2", "the organisation's own picture"),
    ("image", "", "no picture"),
    ("section", "appeals", "the other section"),
]


@pytest.mark.parametrize(("field", "text", "why"), RIGHT, ids=[why for _field, _text, why in RIGHT])
def test_what_is_right_is_left_alone(field: str, text: str, why: str) -> None:
    assert problems({field: text}) == {}


def test_a_description_of_the_picture_is_enough() -> None:
    image = {"image": "https://www.surrey.example/man.jpg"}
    assert problems(image, extra={"twitter.image.alt": "A man in a grey coat"}) == {}
    assert [*problems(image, extra={"twitter.image.alt": " "})] == ["image-description"]


@pytest.mark.parametrize(
    ("image_key", "place"),
    [("og.image", "extra.twitter.image.alt"), ("og.image.url", "extra.og.image.alt"), ("", "extra.twitter.image.alt")],
)
def test_a_description_that_is_missing_is_asked_for_where_the_file_has_room(image_key: str, place: str) -> None:
    profile = replace(PLAIN, image_key=image_key)
    found = problems({"image": "https://www.surrey.example/man.jpg"}, profile=profile)
    assert found["image-description"].field == place


def test_what_an_organisation_has_no_place_for_is_not_asked_for() -> None:
    changes = {"summary": "", "published": "", "section": "", "url": "http://elsewhere.example/news-article/a"}
    assert problems(changes, profile=PLAIN) == {}


def test_without_an_organisation_the_main_fields_are_asked_for() -> None:
    changes = {"summary": "", "published": "", "section": "", "title": "", "url": ""}
    assert {*problems(changes, profile=None)} == {"required"}
    assert problems({"section": "", "title": ""}, profile=None) == {}


def test_what_cannot_be_changed_any_more_is_not_told() -> None:
    changes = {
        "url": "https://www.surrey.example/elsewhere",
        "section": "",
        "published": "2019-03-01T03:00",
    }
    assert problems(changes, released=True) == {}
    assert {*problems(changes)} == {"required", "address-shape", "date-past", "date-night"}


def test_an_empty_text_is_a_problem_of_the_text() -> None:
    assert problems(body=" \n")["required"].field == "body"


def test_the_article_that_has_the_address_is_named() -> None:
    found = problems(taken=Record("news/Surrey/1.md", headline="Bicycles found"))
    assert "“Bicycles found”" in found["address-taken"].sentence


def test_a_code_in_another_value_of_the_file() -> None:
    found = problems(extra={"og.title": "Tom &amp;amp; Jerry"})["entities"]
    assert (found.field, found.quote) == ("extra.og.title", "&amp;")
    assert mended(Draft(GOOD, "", {"og.title": "Tom &amp;amp; Jerry"}), found) == "Tom & Jerry"


FIXES = [
    ("headline", "Bicycles taken | Surrey Police", "headline-suffix", "Bicycles taken"),
    ("headline", "Bicycles taken from shed.", "headline-stop", "Bicycles taken from shed"),
    ("summary", "The club&amp;#39;s bicycles", "entities", "The club's bicycles"),
    ("published", "2024-11-19T08:15", "date-past", "2024-11-21T08:15"),
    ("published", "2024-11-19", "date-past", "2024-11-21"),
    ("summary", "Two bicycles were taken from a...", "summary-cut", "Two bicycles were taken from a shed in Woking."),
]


@pytest.mark.parametrize(("field", "text", "rule", "right"), FIXES)
def test_a_fix_makes_it_right(field: str, text: str, rule: str, right: str) -> None:
    assert after_fix(field, text, rule) == right
    assert rule not in problems({field: right})


def test_a_summary_of_whole_sentences_can_end_after_the_last_of_them() -> None:
    text = "Two bicycles were taken from a shed in the town of Woking. Anyone who saw ..."
    right = "Two bicycles were taken from a shed in the town of Woking."
    assert after_fix("summary", text, "summary-cut", body="Something else.") == right


def test_an_organisation_sets_the_lengths() -> None:
    rules = dict(BOOK.rules)
    rule = rules["fields.headline-long"]
    rules[rule.id] = type(rule)(rule.id, rule.level, rule.sentence, options={"most": "10"})
    draft = Draft(GOOD, BODY, {}, PLATFORM, False, TODAY)
    (found,) = Checker(Toolbox(rules), Finders(rules=RULES)).problems(draft)
    assert "24 characters" in found.sentence and "about 10" in found.sentence
