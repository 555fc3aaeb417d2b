"""The checker: the same answer however the text came about, and work only where it changed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks.engine import MOST, Checker, text_of
from editor.core.checks.families import ALL
from editor.core.checks.values import BODY, Draft, Finders, Fix, Found, Level, Problem, Rule, Toolbox
from editor.core.fields import BY_ID
from editor.services.resources import resources_dir
from editor.services.rules import Origin, load_rules
from tests.core.strategies import PLATFORM, profiles

BOOK = load_rules({resources_dir() / "rules": Origin.BUILT_IN})
# Each rule is on here, whatever it is in use.
RULES = {name: replace(rule, level=Level.HINT) for name, rule in BOOK.rules.items()}


class Anagrams:
    """A dictionary that knows the words that read the same backwards."""

    def knows(self, word: str) -> bool:
        return word.casefold() == word.casefold()[::-1]

    def suggestions(self, word: str) -> tuple[str, ...]:
        return (word[::-1],)


TOOLBOX = Toolbox(RULES, Anagrams(), BOOK.lists)


@dataclass
class Shouting:
    """Finds exclamation marks in paragraphs, and notes which ones it was shown."""

    seen: list[str] = field(default_factory=list)

    def look(self, text: str, toolbox: Toolbox) -> Iterator[Found]:
        self.seen.append(text)
        for at, character in enumerate(text):
            if character == "!":
                fix = Fix("Stop", BODY, at, at + 1, ".")
                yield Found("test.shout", start=at, end=at + 1, words={"n": str(at)}, fixes=(fix,))


RULE = Rule("test.shout", Level.WARNING, "Do not shout at {n}, {nobody}.", why="It is loud.")


def checker(look: Shouting, level: Level = Level.WARNING, **tables: Mapping[str, object]) -> Checker:
    finders = Finders(texts={"test.shout": look.look})
    return Checker(Toolbox({"test.shout": replace(RULE, level=level)}), finders)


def test_a_problem_says_where_it_is_and_what() -> None:
    draft = Draft({"headline": "Stop!", "summary": ""}, "One.\n\nTwo\nand three!\n")
    headline, text = checker(Shouting()).problems(draft)
    assert headline == Problem(
        "test.shout",
        Level.WARNING,
        "Do not shout at 4, {nobody}.",
        "headline",
        4,
        5,
        0,
        "!",
        "It is loud.",
        (Fix("Stop", "headline", 4, 5, "."),),
    )
    assert (text.field, text.line, text.start, text.quote) == (BODY, 4, 19, "!")
    assert text.fixes == (Fix("Stop", BODY, 19, 20, "."),)


def test_after_a_key_only_its_paragraph_is_looked_at() -> None:
    look = Shouting()
    checking = checker(look)
    body = "\n\n".join(f"Paragraph {n}!" for n in range(200))
    checking.problems(Draft({}, body))
    look.seen.clear()
    found = checking.problems(Draft({}, body.replace("Paragraph 77!", "Paragraph 77!!")))
    assert look.seen == ["Paragraph 77!!"]
    assert len(found) == 201


def test_what_is_off_is_not_looked_for() -> None:
    look = Shouting()
    assert checker(look, Level.OFF).problems(Draft({"headline": "No!"}, "No!")) == ()
    assert look.seen == []


def test_a_pattern_that_takes_too_long_gives_what_it_has_found() -> None:
    def slow(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
        yield Found("test.shout", start=0, end=1)
        raise TimeoutError

    checking = Checker(Toolbox({"test.shout": RULE}), Finders(rules={"test.shout": slow}))
    assert len(checking.problems(Draft({}, "Text"))) == 1


def test_of_a_hundred_thousand_in_one_paragraph_some_are_told() -> None:
    """Nobody reads them, and a window that lists them stands still; mended, the next are told."""
    body = "short\n" * 100_000
    found = Checker(TOOLBOX, ALL).problems(Draft({}, body))
    told = [problem.start for problem in found if problem.rule == "typing.repeated"]
    assert len(told) == MOST
    rest = body[told[-1] :]
    assert any(one.rule == "typing.repeated" for one in Checker(TOOLBOX, ALL).problems(Draft({}, rest)))


def test_every_rule_has_a_finder_and_every_finder_a_rule() -> None:
    found = {*ALL.rules, *ALL.paragraphs, *ALL.texts}
    assert found == {*BOOK.rules}
    assert BOOK.faults == ()


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert rule.sentence.rstrip()[-1] in ".?)”"
    assert rule.why.endswith(".") and rule.example


# -- properties

PIECES = (
    "Police are are appealing  for witnesses.",
    "On Wednesday 17 May 2018, at 25:61, a man aged 20",
    "call 101 or 0800 555 111, quoting 4522/12",
    "## Heading",
    "#### Deep",
    "![](a.jpg) [click here](http://x) <https://example.org/a>",
    "| | |\n|-|-|\n| 1 | 2 |",
    "STAY AT HOME AND PROTECT EVERYBODY",
    "[NAME] ____ “quoted' text’",
    "Jon Smith and John Smith, PC Smyth",
    "\u200bzero\u00adsoft â€œmojibakeâ€ &amp;amp;",
    "```",
    "Mae Llywodraeth Cymru yn argymell gwisgo gorchudd ac mae yn y wlad ar hyn o bryd",
)
lines = st.one_of(st.sampled_from(PIECES), st.text(max_size=30), st.just(""))
bodies = st.lists(lines, max_size=12).map("\n".join)
fields = st.dictionaries(st.sampled_from([*BY_ID]), st.one_of(st.sampled_from(PIECES), st.text(max_size=40)))
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
drafts = st.builds(
    Draft,
    fields,
    bodies,
    st.dictionaries(st.sampled_from(["og.image.alt", "x"]), st.text(max_size=20)),
    profiles,
    st.booleans(),
    st.one_of(st.none(), days),
)


@given(drafts)
def test_every_problem_lies_in_its_field(draft: Draft) -> None:
    for problem in Checker(TOOLBOX, ALL).problems(draft):
        text = text_of(draft, problem.field)
        assert 0 <= problem.start <= problem.end <= len(text), problem
        assert text[problem.start : problem.end].startswith(problem.quote)
        assert problem.sentence and "{" not in _without_quote(problem, draft), problem.sentence
        for fix in problem.fixes:
            assert 0 <= fix.start <= fix.end <= len(text_of(draft, fix.field)), fix
            assert fix.label


def _without_quote(problem: Problem, draft: Draft) -> str:
    """The sentence without braces that come from the text, or stand in an address pattern."""
    return "" if "{" in "".join((*draft.fields.values(), draft.body)) or "address" in problem.rule else problem.sentence


@given(st.lists(drafts, min_size=2, max_size=5))
def test_step_by_step_is_the_same_as_from_scratch(steps: list[Draft]) -> None:
    checking = Checker(TOOLBOX, ALL)
    for draft in steps:
        assert checking.problems(draft) == Checker(TOOLBOX, ALL).problems(draft)


@given(drafts, st.integers(0, 300), st.integers(0, 40), st.sampled_from([*PIECES, "", "\n", "\n\n", "x", " "]))
def test_an_edit_is_the_same_as_from_scratch(draft: Draft, at: int, gone: int, typed: str) -> None:
    checking = Checker(TOOLBOX, ALL)
    checking.problems(draft)
    edited = replace(draft, body=draft.body[:at] + typed + draft.body[at + gone :])
    assert checking.problems(edited) == Checker(TOOLBOX, ALL).problems(edited)


def test_problems_are_in_the_order_of_form_and_text() -> None:
    draft = Draft({"headline": "MAN CHARGED WITH BURGLARY", "url": "no address"}, "# Top\n\n##### Deep\n", {}, PLATFORM)
    order = [*BY_ID, BODY]
    found = Checker(TOOLBOX, ALL).problems(draft)
    places = [(order.index(problem.field), problem.start) for problem in found]
    assert len({problem.field for problem in found}) > 3
    assert places == sorted(places)


SIZE = 60_000
HOSTILE = {
    "one word": "a" * SIZE,
    "capitals": "A" * SIZE,
    "capital words": "AB " * (SIZE // 3),
    "digits": "1" * SIZE,
    "numbers": "1,234 " * (SIZE // 6),
    "dates": "1 May " * (SIZE // 6),
    "spaces": " " * SIZE + "x",
    "dashes": "-" * SIZE,
    "pipes": "|-" * (SIZE // 2),
    "table": "|\n" + "|-" * (SIZE // 2) + "x",
    "brackets": "[" * SIZE,
    "parentheses": "](" * (SIZE // 2),
    "images": "![" * (SIZE // 2),
    "links": "[a](" * (SIZE // 4),
    "stars": "*" * SIZE,
    "quotes": "“'\"" * (SIZE // 3),
    "hashes": "#" * SIZE,
    "headings": "# \n" * (SIZE // 3),
    "angle brackets": "<" * SIZE,
    "addresses": "http://a.b/" * (SIZE // 11),
    "mail": "a@b." * (SIZE // 4),
    "names": "Ab Cd " * (SIZE // 6),
    "full stops": "a." * (SIZE // 2),
    "dots": "." * SIZE,
    "entities": "&#" * (SIZE // 2),
    "halves of characters": "\ud800" * 2000,
    "short paragraphs": "a\n\n" * (SIZE // 3),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_takes_long(kind: str) -> None:
    text = HOSTILE[kind]
    values = {"headline": text, "summary": text, "url": text, "image": text, "title": text, "published": text}
    begun = time.process_time()
    Checker(TOOLBOX, ALL).problems(Draft(values, text, {"x": text}, PLATFORM, False, date(2024, 11, 21)))
    assert time.process_time() - begun < 6


CORPUS = Path(__file__).parents[3] / "../shared/corpus/news"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the shared sample")
@pytest.mark.corpus
def test_no_warning_cries_wolf() -> None:
    """Of the sample at most 2% of the articles have each warning."""
    from tests.benchmarks.rules_table import articles

    checking = Checker(Toolbox(BOOK.rules, None, BOOK.lists), ALL)
    sample = list(articles(CORPUS, every=5))
    hit: dict[str, int] = {}
    for article in sample:
        for rule in {one.rule for one in checking.problems(article.draft) if one.level is Level.WARNING}:
            hit[rule] = hit.get(rule, 0) + 1
    assert {rule: n for rule, n in hit.items() if n > 0.02 * len(sample) + 4} == {}


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_what_is_fenced_in_as_code_is_no_text(fence: str) -> None:
    look = Shouting()
    body = f"One!\n\n{fence}\ncode!\n\nmore!\n\n# code!\n{fence}\nTwo!\n"
    problems = checker(look).problems(Draft({}, body))
    assert [(one.line, body[: one.start].rpartition("\n")[2]) for one in problems] == [(1, "One"), (10, "Two")]
    assert "".join(look.seen) == "One!Two!"
