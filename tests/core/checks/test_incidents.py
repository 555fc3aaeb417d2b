"""The incident reference in the fields against the one in the text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from editor.core.checks import incidents
from editor.core.checks.values import Finders, Problem
from editor.core.codec import parse
from editor.core.fields import label
from editor.core.lens import read
from tests.core.checks.language import problems

INCIDENTS = Finders(rules=incidents.RULES)
CORPUS = Path(__file__).parents[4] / "shared/corpus/news"
SCOTLAND = {"area": "Scotland", "published": "2020-02-25T10:00"}
TEXT = "Call 101, quoting incident 0272 of Sunday, 23 February, 2020."


def offered(found: list[Problem]) -> dict[str, str]:
    return {one.field: one.fixes[0].text for one in found if one.rule == "facts.incident-field"}


def test_the_reference_of_the_text_is_offered_field_by_field() -> None:
    fields = {"incident_reference": "0272", "incident_day": "23", "incident_month": "February", "incident_year": "2020"}
    assert offered(problems(INCIDENTS, TEXT, SCOTLAND)) == fields
    assert offered(problems(INCIDENTS, TEXT, {**SCOTLAND, "incident_reference": "0272", "incident_day": "23"})) == {
        "incident_month": "February",
        "incident_year": "2020",
    }
    assert problems(INCIDENTS, TEXT, {**SCOTLAND, **fields}) == []


def test_the_empty_field_is_named() -> None:
    sentences = {one.field: one.sentence for one in problems(INCIDENTS, TEXT, SCOTLAND)}
    for name, sentence in sentences.items():
        assert f"“{label(name)}”" in sentence


def test_an_organisation_that_has_no_such_fields_is_not_asked_for_them() -> None:
    assert problems(INCIDENTS, TEXT, {"area": "Surrey"}) == []


@pytest.mark.parametrize(
    ("fields", "text", "fixes"),
    [
        (
            {"incident_reference": "5220240962"},
            "quote reference 5220240926.",
            [("incident_reference", "5220240926"), ("body", "5220240962")],
        ),
        (
            {"incident_reference": "5220240962"},
            "quote reference 5220240862.",
            [("incident_reference", "5220240862"), ("body", "5220240962")],
        ),
        (
            {"incident_reference": "711", "incident_day": "28", "incident_month": "JAN"},
            "quote CAD 717/28JAN.",
            [("incident_reference", "717"), ("body", "711")],
        ),
        (
            {"incident_reference": "711", "incident_day": "27", "incident_month": "JAN"},
            "quote CAD 711/28JAN.",
            [("incident_day", "28")],
        ),
    ],
)
def test_a_slip_is_told_from_another_reference(
    fields: Mapping[str, str], text: str, fixes: list[tuple[str, str]]
) -> None:
    (found,) = problems(INCIDENTS, text, fields)
    assert found.rule == "facts.incident-differs"
    assert [(fix.field, fix.text) for fix in found.fixes] == fixes
    changed = {name: text for name, text in fixes if name != "body"}
    assert problems(INCIDENTS, text, {**fields, **changed}) == []


def test_a_reference_that_the_text_does_not_quote() -> None:
    (found,) = problems(INCIDENTS, "Call 101.", {"incident_reference": "5220240962"})
    assert (found.rule, found.quote) == ("facts.incident-not-quoted", "5220240962")
    (other,) = problems(INCIDENTS, "quote reference 5219111111.", {"incident_reference": "5220240962"})
    assert [fix.text for fix in other.fixes] == ["5219111111"]


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared sample is not here")
def test_real_articles_get_back_what_was_taken_from_their_fields() -> None:
    same = seen = 0
    for area in ("Avon and Somerset", "Metropolitan", "Scotland"):
        for file in sorted((CORPUS / area).glob("*.md")):
            fields = read(parse(file.read_bytes()).article)
            own = {name: fields[name] for name in incidents.FIELDS if fields[name]}
            if "incident_reference" not in own:
                continue
            about = {"area": area, "published": fields["published"]}
            told = {one.rule for one in problems(INCIDENTS, fields.body, {**about, **own})}
            assert told <= {"facts.incident-field", "facts.incident-not-quoted"}
            seen += 1
            found = offered(problems(INCIDENTS, fields.body, about))
            same += all(found.get(name, "") == text for name, text in own.items())
    assert seen > 80
    assert same / seen >= 0.95
