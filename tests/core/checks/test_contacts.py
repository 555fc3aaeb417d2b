"""Telephone numbers, web addresses, e-mail addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks import contacts
from editor.core.checks.values import Finders
from tests.core.checks.language import ON, mended, problems, told

CONTACTS = Finders(texts=contacts.TEXT_RULES)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("call 0161 856 63985", ["phone"]),
        ("call **0161 856 639** today", ["phone"]),
        ("ring 07872 3577868 or 07872 357786", ["phone"]),
        ("phone +44 (0)161 856 639", ["phone"]),
        ("call 0300 333 333 ext 7742", ["phone"]),
        ("call 01632 960123", ["phone-drama"]),
        ("text 07700 900461", ["phone-drama"]),
        ("call 020 7946 0999, 0161 496 0001 or 0191 498 0123", ["phone-drama"] * 3),
        ("Crimestoppers on 0800 111 555", ["phone-line"]),
        ("Crimestoppers 100% anonymously on **0800 555 11**", ["phone-line"]),
        ("Crimestoppers on 0800 555 111 or Childline on 0800 1111", []),
        ("Crimestoppers or Childline on 0800 1111", []),
        ("call police on 110", ["phone-short"]),
        ("call police on **1001**", ["phone-short"]),
        ("call police on 101, 999, or 01483 571212", []),
        ("call 0808 178 4448 24 hours a day", []),
        ("call 0161 856 6398, 0800 1111, 0845 4647, 116 123 or +44 161 856 6398", []),
        ("call 101, quoting reference 0384 140221", []),
        ("crime number 0128 10012021", []),
        ("£28,000 - 55,000 and 0 0 0 0 0 0 0 0", []),
    ],
)
def test_numbers(text: str, rules: list[str]) -> None:
    assert [rule for rule, _quote in told(CONTACTS, text)] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("visit www.dorset.police,uk today", ["address"]),
        ("visit wwww.example.org", ["address"]),
        ("visit ww.example.org", ["address"]),
        ("visit www,example.org", ["address"]),
        ("visit www. example.org", ["address"]),
        ("visit http//example.org", ["address"]),
        ("visit htpp://example.org and https:/example.org", ["address", "address"]),
        ("visit https://https://example.org", ["address"]),
        ("visit https://www.example..org/a", ["address"]),
        ("visit www.example.ogr.", ["address"]),
        ("visit https://www.example.org/report-someth... today", ["address-cut"]),
        ("visit https://www.example.org/a..b/?q=1,2. Or www.example.co.uk, or http://bit.ly/2.", []),
        ("see [here](https://www.example.org/a) and <https://www.example.org>", []),
        ("mail 101@example.police,uk", ["email"]),
        ("mail a.b@example..uk", ["email"]),
        ("mail jo@@example.org", ["email"]),
        ("mail jo@example", ["email"]),
        ("mail jo @example.org", ["email"]),
        ("mail jo.bloggs@example.police.uk, or follow @ExamplePolice", []),
        ("follow us @ExamplePolice or jo@example.org, thanks", []),
    ],
)
def test_addresses(text: str, rules: list[str]) -> None:
    assert [rule for rule, _quote in told(CONTACTS, text)] == rules


def test_the_number_of_crimestoppers_is_put_right() -> None:
    text = "Call Crimestoppers on 0800 111 555."
    assert mended(CONTACTS, text) == "Call Crimestoppers on 0800 555 111."


@given(st.sampled_from(["01483", "0161 8", "020 7", "07911 "]), st.text("0123456789", min_size=12, max_size=12))
def test_a_number_that_is_too_long_is_found(start: str, rest: str) -> None:
    assert [rule for rule, _quote in told(CONTACTS, f"call {start}{rest}")] in (["phone"], ["phone-drama"])


OWN = {
    "helplines": [
        {"names": "Floodline | Flood Line", "number": "0345 988 1188", "begins": "0345"},
        {"names": "", "number": "0345 988 1188"},
        {"names": "Nobody"},
    ],
    "short-numbers": [
        {"called": "the council", "numbers": "105 159"},
        {"called": "the fire service", "name": "the fire and rescue service", "numbers": "999 112", "write": "999"},
        {"called": "nobody"},
    ],
}


@pytest.mark.parametrize(
    ("text", "sentence", "mend"),
    [
        ("Floodline on 0345 988 1199", "Floodline is 0345 988 1188; the text says “0345 988 1199”.", "0345 988 1188"),
        ("Flood line: 0345 988 1189", "Floodline is 0345 988 1188; the text says “0345 988 1189”.", "0345 988 1188"),
        ("call the council on 150", "“150” is not a number of the council. Is 105 meant?", "105"),
        ("ring the fire service on 998", "“998” is not a number of the fire and rescue service. Is 999 meant?", "999"),
        ("Floodline on 0345 988 1188 or our office on 0345 333 1234", "", ""),
        ("Crimestoppers on 0800 111 555; call police on 110", "", ""),
    ],
)
def test_numbers_are_an_organisation_s_own(text: str, sentence: str, mend: str) -> None:
    found = problems(CONTACTS, text, toolbox=replace(ON, lists=OWN))
    assert [one.sentence for one in found if one.rule != "facts.phone"] == [sentence] * bool(sentence)
    assert [one.fixes[0].text for one in found if one.fixes] == [mend] * bool(mend)
