"""Slips of the fingers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks import quotes, typing
from editor.core.checks.values import Finders
from tests.core.checks.language import mended, problems, told

TYPING = Finders(texts=typing.TEXT_RULES)
QUOTES = Finders(rules=quotes.RULES)


@pytest.mark.parametrize(
    ("text", "mended_text", "rules"),
    [
        ("joined in in the search", "joined in the search", ["repeated"]),
        ("The the man", "The man", ["repeated"]),
        ("the\nthe man", "the man", ["repeated"]),
        ("the the the man", "the the man", ["repeated"]),
        ("he had had it, and that that was so", None, []),
        ("Duran Duran in Baden Baden", None, []),
        ("three-and-a-half and half", None, []),
        ("call 101 101", None, []),
        ("two  men", "two men", ["spaces"]),
        ("a line break  \nhere", None, []),
        ("| a  | b  |\n| -- | -- |", None, []),
        (" *   an item", None, []),
        ("on Monday , officers", "on Monday, officers", ["space-before"]),
        ("they left .", "they left.", ["space-before"]),
        ("a .22 rifle and … then", None, []),
        ("was arrested.He remains", "was arrested. He remains", ["no-space"]),
        ("some,for years", "some, for years", ["no-space"]),
        ("at surrey.police.uk/Report, 3.30pm, e.g. U.K. and 1,000", None, []),
        ("a incident", "an incident", ["article"]),
        ("An firearm", "A firearm", ["article"]),
        ("a hour, an university", "an hour, a university", ["article", "article"]),
        ("a university, a one-off, a European, a unanimous vote, an MP, an hour", None, []),
        ("Class A and class A drugs from A to", None, []),
        ("ze\u200bro", "zero", ["unseen"]),
        ("in\u00adcident \ufeff\ufeffhere", "incident here", ["unseen", "unseen"]),
        ("\u202acollision@example.org\u202c", "collision@example.org", ["unseen", "unseen"]),
        ("a\x07b", "ab", ["unseen"]),
        ("👩\u200d👧 family", None, []),
        ("CafÃ© Rouge", "Café Rouge", ["mojibake"]),
        ("â€œYesâ€\x9d", "“Yes”", ["mojibake"]),
        ("Ângela ÂÃ façade naïve", None, []),
        ("Caf\ufffd Rouge", "Caf\ufffd Rouge", ["lost"]),
    ],
)
def test_slips(text: str, mended_text: str | None, rules: list[str]) -> None:
    assert [rule for rule, _quote in told(TYPING, text) if rule != "unseen" or "mojibake" not in rules] == rules
    if "mojibake" not in rules:
        assert mended(TYPING, text) == (mended_text or text)
    else:
        (fix,) = (one.fixes[0] for one in problems(TYPING, text) if one.rule == typing.MOJIBAKE)
        assert text[: fix.start] + fix.text + text[fix.end :] == mended_text


@given(st.text(alphabet="ath ,.A\n“”\"'’*\u200b\u00ad", max_size=60))
def test_a_fix_changes_something_and_mends_what_was_told(text: str) -> None:
    found = problems(TYPING, text)
    for problem in found:
        fix = problem.fixes[0]
        after = problems(TYPING, text[: fix.start] + fix.text + text[fix.end :])
        told_before = sum(one.rule == problem.rule for one in found)
        assert sum(one.rule == problem.rule for one in after) < told_before


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        ('“Yes,” he said. “No,” she said. "Never."', "“Yes,” he said. “No,” she said. “Never.”"),
        ('"Yes," he said. "No," she said. “Never.”', '"Yes," he said. "No," she said. "Never."'),
        ("We’re here; they’re there. It's so", "We’re here; they’re there. It’s so"),
        ("It’s ’til he's 'free'", "It's 'til he's 'free'"),
        ('“Yes,” [a](/b "c") <i class="d">e</i>', '“Yes,” [a](/b "c") <i class="d">e</i>'),
        ('“Yes” and **"No"**', "“Yes” and **“No”**"),
    ],
)
def test_mixed_marks_become_alike_in_one_step(text: str, mended_text: str) -> None:
    found = problems(QUOTES, text)
    assert len(found) == (text != mended_text)
    assert mended(QUOTES, text) == mended_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Yes,” he said.", []),
        ("He said: “Yes.\n\n“And no.”", []),
        ("> “Yes.\n>\n> “And no.”", []),
        ("#### “Yes.\n\n#### “And no.”", []),
        ("He said: “Yes.\n\nHe left.", ["quote-unclosed"]),
        ("He said: “Yes.", ["quote-unclosed"]),
        ("```\n“Code’", []),  # a text without a paragraph
        ("Yes,” he said.", ["quote-unopened"]),
        ("He is 5’2” tall", []),
        ('He said: “Yes."', []),
        ("“Yes. “\n\nHe left", ["quote-unclosed"]),
    ],
)
def test_quotations_are_closed(text: str, found: list[str]) -> None:
    assert [rule for rule, _quote in told(QUOTES, text) if rule != "quotes-mixed"] == found


def test_ftfy_is_loaded_only_for_garbled_text() -> None:
    """It would add a fifth of a second to every start."""
    script = (
        "import sys\n"
        "from editor.core.checks.typing import look\n"
        "from editor.core.checks.values import Toolbox\n"
        "list(look('“Café” \\u200b and so on', Toolbox({})))\n"
        "assert 'ftfy' not in sys.modules\n"
        "list(look('CafÃ©', Toolbox({})))\n"
        "assert 'ftfy' in sys.modules\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "marks"),
    [('“a” and “b” and "c"', "“ ”"), ('"a" and "b" and “c”', '" "'), ("don’t, won’t, can't", "‘ ’")],
)
def test_who_mixes_marks_is_told_which_to_choose(text: str, marks: str) -> None:
    (problem,) = problems(QUOTES, text)
    assert f"Write {marks} everywhere" in problem.sentence
    assert len(problem.fixes) == 1
