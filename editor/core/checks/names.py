"""A person's name that is spelt in two ways: Thompson and Thomson, Stephen and Steven.

Only names that the text gives as a person's (with an age, an "of", a rank or a title) are compared, with the other
names and with every word in capitals that stands alone. Two members of a family have the same surname and other first
names; two spellings of one name differ by a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, Toolbox
from editor.core.checks.vocabulary import words_of
from editor.core.language import _

TWO_SPELLINGS = "facts.name"

TITLES, PLACES, NO_NAMES = "titles", "places", "no-names"
"""Lists: what stands before a person's name (``words``, and ``after`` for what may stand before those), what stands
behind the name of a place, and words with a capital that are no names."""

NOTHING = "(?!)"
"""A pattern that finds nothing."""

_NAME = r"(?:(?:Mc|Mac|O['’]|De|Di|Le|La)?[A-Z][a-zà-öø-ÿ]{1,20}(?:[-'’][A-Z][a-zà-öø-ÿ]{1,20})?)"
_WORD = re.compile(rf"(?=[A-Z])(?<![\w’'.@/-]){_NAME}(?![\w@/-]|\.\w)")
_PAIR = re.compile(rf"(?=[A-Z])(?<![\w’'-])(?P<first>{_NAME})\s(?=(?P<last>{_NAME})(?![\w-]))")
_BEFORE = re.compile(r"(?P<word>[\w’'-]{1,30})[.,]?\s{1,2}$")
_BEHIND = re.compile(rf"\s{_NAME}(?![\w-])")
_SAME = """
Stephen Steven, Geoffrey Jeffrey, Sarah Sara, Ann Anne, Matthew Mathew, Philip Phillip, Alan Allan Allen, John Jon,
Mark Marc, Catherine Katherine Kathryn, Graham Graeme, Neil Neal, Sean Shaun Shawn, Lesley Leslie, Lindsay Lindsey,
Tracy Tracey, Carl Karl, Mohammed Mohamed Muhammad Mohammad, Kelly Kelley, Nicholas Nicolas, Hannah Hanna, Lewis Louis,
Aaron Arron, Bryan Brian, Connor Conor, Callum Calum
"""
_SETS = {name: names for names in _SAME.split(",") for name in names.split()}
_SHORTEST = 5
# So many people, and words in capitals, are compared.
_MOST = 100
_MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class _Words:
    """What tells persons from other words with capitals: lists of an organisation, made ready."""

    title: re.Pattern[str]
    person: re.Pattern[str]
    place_behind: re.Pattern[str]


def _words(toolbox: Toolbox) -> _Words:
    titles = tuple((row.get("words", ""), row.get("after", "")) for row in toolbox.lists.get(TITLES, ()))
    return _ready(titles, words_of(toolbox, PLACES))


@lru_cache(maxsize=16)
def _ready(titles: tuple[tuple[str, str], ...], places: tuple[str, ...]) -> _Words:
    rows = [(_any(words.split()), _any(after.split())) for words, after in titles if words.split()]
    title = "|".join([rf"(?:{after})\s(?:{words})" if after else words for words, after in rows]) or NOTHING
    return _Words(
        re.compile(title),
        re.compile(
            rf"(?=[A-Z])(?<![\w’'-])(?:(?P<rank>{title})\.?\s)?(?P<first>{_NAME})\s(?:{_NAME}\s|[A-Z]\.?\s){{0,2}}"
            rf"(?P<last>{_NAME})(?![\w-])(?P<age>,?\s{{1,2}}(?:\(?\d\d\b|aged\s|who\sis\s\d|of\s(?!the\b)[A-Z]))?"
        ),
        re.compile(rf"\s(?:{_any(places) or NOTHING})\b"),
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def find(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Each other spelling of a person's name, where it stands first, with either offered."""
    body, words = draft.body, _words(toolbox)
    persons = [found for found in words.person.finditer(body) if found["rank"] or found["age"]][:_MOST]
    firsts: dict[str, set[str]] = {}
    for person in persons:
        firsts.setdefault(person["last"], set()).add(person["first"])
    if not firsts:
        return
    yield from _first_names(body, firsts)
    no_names = frozenset(words_of(toolbox, NO_NAMES))
    places: dict[str, list[re.Match[str]]] = {}
    for found in _WORD.finditer(body):
        if len(found[0]) >= _SHORTEST and (found[0] in places or len(places) < _MOST_WORDS):
            places.setdefault(found[0], []).append(found)
    for surname in [one for one in firsts if len(one) >= _SHORTEST]:
        for word in [one for one in places if one[0] == surname[0] and _is_a_slip(one, surname)]:
            # Two who have first names of their own are two people.
            if word in firsts and not firsts[word] & firsts[surname]:
                continue
            if word not in no_names and not (toolbox.speller and toolbox.speller.knows(word.lower())):
                yield from _surname(surname, firsts[surname], body, places[word], words)


RULES: Mapping[str, Finder] = {TWO_SPELLINGS: find}


def _surname(surname: str, firsts: set[str], body: str, places: list[re.Match[str]], words: _Words) -> Iterator[Found]:
    for found in places[:_MOST]:
        if words.place_behind.match(body, found.end()) or _BEHIND.match(body, found.end()):
            continue
        before = _BEFORE.search(body, max(0, found.start() - 40), found.start())
        named = before is not None and before["word"][0].isupper() and body[before.end("word")] not in ".,"
        if named and before and before["word"] not in firsts and not words.title.fullmatch(before["word"]):
            continue
        yield _found(found, surname, body)
        return


def _first_names(body: str, firsts: Mapping[str, set[str]]) -> Iterator[Found]:
    """Stephen Smith and Steven Smith."""
    seen: dict[tuple[str, str], re.Match[str]] = {}
    for found in _PAIR.finditer(body):
        if found["last"] in firsts:
            seen.setdefault((found["first"], found["last"]), found)
    for (first, last), found in seen.items():
        for other in sorted(firsts[last]):
            same = first in _SETS and _SETS[first] == _SETS.get(other)
            slip = len(first) >= _SHORTEST and _is_a_slip(first, other)
            if first != other and (same or slip) and (first not in firsts[last] or first > other):
                yield _found(found, other, body, "first")


def _found(found: re.Match[str], other: str, body: str, group: str | int = 0) -> Found:
    start, end = found.span(group)
    fixes = (
        Fix(_("Change to {name}").format(name=other), BODY, start, end, other),
        *_elsewhere(other, found[group], body),
    )
    return Found(TWO_SPELLINGS, BODY, start, end, {"name": found[group], "other": other}, fixes)


def _elsewhere(old: str, new: str, body: str) -> Iterator[Fix]:
    """The other spelling changed to this one, where it stands first."""
    at = body.find(old)
    if at >= 0:
        yield Fix(_("Change “{old}” to “{new}”").format(old=old, new=new), BODY, at, at + len(old), new)


def _is_a_slip(one: str, other: str) -> bool:
    """Whether one letter is another, missing or too many, or two have changed places. A final s or y is an ending."""
    one, other = one.replace("’", "'"), other.replace("’", "'")
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or one.rstrip("sy") == other.rstrip("sy"):
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )
