"""How a file departs from the canonical form is told: nothing is changed unseen, and each at its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.article import Article, Tagged
from editor.core.codec import Outcome, Refusal, dump, parse
from tests.core.codec_files import blocks, soups


@given(st.one_of(blocks, soups))
def test_a_file_that_a_save_would_change_is_told(text):
    data = text.encode()
    try:
        reading = parse(data)
    except Refusal:
        return
    if reading.outcome is not Outcome.OPEN_RAW and dump(reading.article) != data:
        assert any(not departure.kept for departure in reading.departures)


@given(st.one_of(blocks, soups))
def test_a_departure_names_a_line_of_the_file(text):
    try:
        reading = parse(text.encode())
    except Refusal:
        return
    last = reading.text.count("\n") + 1
    for departure in reading.departures:
        assert 0 <= departure.line <= last
        found = re.match(r"Line (\d+)", departure.sentence)
        assert found is None or int(found[1]) == departure.line


@pytest.mark.parametrize(
    ("front", "sign"),
    [
        ("a: x\nb: yes # HERE\n", "HERE"),
        ('a: "x\x85y\u2028z\u2029"\nb: 012 # HERE\n', "HERE"),
        ("\ufeffa: x\nb: &HERE y\nc: *HERE\n", "HERE"),
        ("a: é\U0001f693\nb: !HERE y\n", "HERE"),
        ("a: x\nHERE: y\nb: z\nHERE: y\n", "\nHERE: y\n```"),
        ("a: x\nb: >\n  HERE\n", "b: >"),
        ("a: x\n? HERE\n: y\n# END\n", "END"),
        ('a: "x\nHERE: y\n', 'a: "x'),
        ("a: x\nHERE\nb: y\n", "HERE"),
        ("a: one\x85HERE\nb: y\n", "HERE"),
        ("a: x\nb: HERE: y\n", "HERE"),
        ("a: x\nog:\n\tHERE: y\n", "HERE"),
        ("a: x\n<<<<<<< HERE\n", "HERE"),
        ("a: x\nb: HERE\x01\n", "HERE"),
        ("a: x\nb: '=' \nc: = # HERE\n", "HERE"),
        ("a: x\n---\nb: HERE\n", "---"),
        ("a: [x, y\nHERE: z\n", "a: [x"),
    ],
)
def test_the_last_departure_is_told_at_its_line(front, sign):
    text = f"```yaml\n{front}```\n\nText\n"
    departure = [departure for departure in parse(text.encode()).departures if departure.loud and departure.line][-1]
    at = text.index(sign) + len(sign) - len(sign.lstrip("\n"))
    assert departure.line == text.count("\n", 0, at) + 1


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n"])
def test_lines_of_the_text_are_counted_from_the_top_of_the_file(gap):
    text = f"```yaml\ntitle: x\n```\n{gap}One\n\nTwo\tHERE\x07\n"
    lines = {
        departure.line for departure in parse(text.encode()).departures if departure.code in ("tab", "hidden-character")
    }
    assert lines == {text[: text.index("HERE")].count("\n") + 1}


@given(st.text(max_size=300).filter(lambda text: len(text) > 200))
def test_a_sentence_is_never_as_long_as_the_value(text):
    data = dump(Article({"a": Tagged("tag:yaml.org,2002:int", "9" * 5_000), text: {"b": Tagged("!x", text)}}, "x"))
    assert all(len(departure.sentence) < 300 for departure in parse(data).departures)
