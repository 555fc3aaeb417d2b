"""Accessibility: headings, links, pictures, capitals, tables, languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks.accessibility import PARAGRAPH_RULES, RULES
from editor.core.checks.engine import Checker
from editor.core.checks.values import Draft, Finders, Problem, Toolbox
from editor.services.resources import resources_dir
from editor.services.rules import Origin, load_rules

BOOK = load_rules({resources_dir() / "rules": Origin.BUILT_IN})
TOOLBOX = Toolbox(BOOK.rules, lists=BOOK.lists)

ENGLISH = "Two bicycles were taken from a shed in the town, and the police are asking for witnesses of it."
WELSH = "Mae dau feic wedi eu cymryd o sied yn y dref, ac mae yr heddlu yn gofyn am dystion i hyn."
FRENCH = "Deux vélos ont été pris dans la remise de la ville, et la police est à la recherche des témoins."


def problems(body: str) -> list[Problem]:
    return list(Checker(TOOLBOX, Finders(rules=RULES, paragraphs=PARAGRAPH_RULES)).problems(Draft({}, body)))


def rules(body: str) -> list[str]:
    return [problem.rule.removeprefix("access.") for problem in problems(body)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## A\n\n### B\n\n## C\n\n### D\n\n#### E\n\n## F", []),
        ("# A", ["heading-first"]),
        ("### A", ["heading-first"]),
        ("## A\n\n#### B", ["heading-order"]),
        ("## A\n\n### B\n\n##### C", ["heading-order"]),
        ("## A\n\n###", ["heading-empty"]),
        ("```\n##### a remark\n```", []),
        ("~~~\n# a\n```\n# b\n~~~\n\n## A", []),
        ("#tag", ["heading-first"]),  # python-markdown makes a heading of it
        ("Call us [here](https://x.example).", ["link-text"]),
        ("[**Click here!**](https://x.example)", ["link-text"]),
        ("[Read more][1]\n\n[1]: https://x.example", ["link-text"]),
        ("[How to lock a shed](https://x.example)", []),
        ("[here] is a bracket", []),
        ("<https://www.example.org/a/b>", ["link-address"]),
        ("[https://www.example.org/news/2024/11/a](https://x.example)", ["link-address"]),
        ("[www.example.org](https://x.example)", []),
        ("![](custody.jpg)", ["image-description"]),
        ("![IMG_2041.jpg](custody.jpg)", ["image-file-name"]),
        ("![Photo 1](custody.jpg)", ["image-file-name"]),
        ("![A man in a grey coat on CCTV](custody.jpg)", []),
        ("DO NOT APPROACH THIS MAN, CALL 999", ["capitals"]),
        ("The BBC, ITV, NHS and RSPCA", []),
        ("CCTV", []),
        ("| | |\n|--|--|\n| a | 1 |", ["table-header"]),
        ("| | Thefts |\n|--|--|\n| May | 1 |", []),
        ("| Month | Thefts |\n|--|--|\n| May | 1 |", []),
        ("<table><tr><td>1</td></tr></table>", ["table-header"]),
        ("<table><tr><th>A</th></tr></table>", []),
        ("a | b\nc", []),
        (ENGLISH, []),
        (f"{ENGLISH}\n\n{WELSH}\n\n{WELSH}\n\n{ENGLISH}", ["language"]),
        (f"{ENGLISH}\n\n{WELSH}\n\n{FRENCH}", ["language", "language"]),
        ("Officers in Llanelli, Pontypridd, Ystrad Mynach, Aberystwyth, Rhyl, Bala, Barry, Neath, Mold, Denbigh.", []),
    ],
)
def test_each_rule(body: str, found: list[str]) -> None:
    assert rules(body) == found


def test_the_language_is_named() -> None:
    (problem,) = problems(f"{ENGLISH}\n\n{FRENCH}")
    assert "French" in problem.sentence
    assert problem.line == 3


def mended(body: str) -> str:
    """The text after every fix that puts headings right."""
    for _step in range(50):
        fixes = [
            fix for problem in problems(body) if problem.rule.startswith("access.heading") for fix in problem.fixes
        ]
        if not fixes:
            break
        body = body[: fixes[0].start] + fixes[0].text + body[fixes[0].end :]
    return body


def test_one_fix_puts_all_headings_right() -> None:
    body = "# A\n\nText.\n\n### B\n\n### C\n\n# D\n\n##### E\n\nEnd."
    assert mended(body) == "## A\n\nText.\n\n### B\n\n### C\n\n## D\n\n### E\n\nEnd."


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["A", "B", "", "*C*"])), max_size=12))
def test_mended_headings_are_right(headings: list[tuple[int, str]]) -> None:
    body = "\n\n".join(f"{'#' * level} {text}\n\nText." for level, text in headings)
    after = mended(body)
    assert not [problem for problem in problems(after) if problem.rule.startswith("access.heading")]
    assert after.count("Text.") == len(headings)


def test_a_heading_is_named_by_its_words() -> None:
    (problem,) = problems("## One\n\n##### **Please call us**\n")
    assert "“Please call us”" in problem.sentence
    (problem,) = problems(f"# {'A long heading ' * 20}\n")
    assert len(problem.sentence) < 250
