"""A person's name that is spelt in two ways: Thompson and Thomson, Stephen and Steven.

Only names that the text gives as a person's (with an age, an "of", a rank or a title) are compared, with the other
names and with every word in capitals that stands alone. Two members of a family have the same surname and other first
names; two spellings of one name differ by a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, Toolbox
from editor.core.language import _

TWO_SPELLINGS = "facts.name"

_NAME = r"(?:(?:Mc|Mac|O['’]|De|Di|Le|La)?[A-Z][a-zà-öø-ÿ]{1,20}(?:[-'’][A-Z][a-zà-öø-ÿ]{1,20})?)"
_RANK = (
    r"(?:P\.?C|DC|DS|DI|DCI|DCC|ACC|PCSO|Sgt|Insp|Supt|Mr|Mrs|Ms|Miss|Dr|(?:Detective|Police|Chief|Acting|Temporary)\s"
    r"(?:Constable|Sergeant|Inspector|Superintendent|Officer)|Constable|Sergeant|Inspector|Superintendent|Councillor|Cllr)"
)
_PERSON = re.compile(
    rf"(?=[A-Z])(?<![\w’'-])(?:(?P<rank>{_RANK})\.?\s)?(?P<first>{_NAME})\s(?:{_NAME}\s|[A-Z]\.?\s){{0,2}}(?P<last>{_NAME})(?![\w-])"
    r"(?P<age>,?\s{1,2}(?:\(?\d\d\b|aged\s|who\sis\s\d|of\s(?!the\b)[A-Z]))?"
)
_WORD = re.compile(rf"(?=[A-Z])(?<![\w’'.@/-]){_NAME}(?![\w@/-]|\.\w)")
_PAIR = re.compile(rf"(?=[A-Z])(?<![\w’'-])(?P<first>{_NAME})\s(?=(?P<last>{_NAME})(?![\w-]))")
_PLACE_BEHIND = re.compile(
    r"\s(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|Crescent|Park|Hill|Place|Police|Square|Green|House|Hospital|School"
    r"|Town|City|Station|Village|Terrace|Gardens|Grove|Bridge|Island|Council|University|College|Crown|Magistrates|County"
    r"|Division|District|Walk|Parade|Row|Centre|Church|Farm|Valley|Estate)\b"
)
_BEFORE = re.compile(r"(?P<word>[\w’'-]{1,30})[.,]?\s{1,2}$")
_BEHIND = re.compile(rf"\s{_NAME}(?![\w-])")
_RANK_ONLY = re.compile(_RANK)
# Words that begin sentences and are a letter away from surnames (Whild, White, Murch, Walls, Thorne).
_COMMON = """
While White Wales March Where There Those These Their Other Under After Since Three Seven Eight Could Would Should
Police Justice North South Court Crown Still Never Every Early Later Young Local Green Black Brown Church Christmas
Monday Tuesday Thursday Friday Saturday Sunday April August England Ireland Scotland Street Officer Sheriff
"""
_WORDS = frozenset(_COMMON.split())
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


def find(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Each other spelling of a person's name, where it stands first, with either offered."""
    body = draft.body
    persons = [found for found in _PERSON.finditer(body) if found["rank"] or found["age"]][:_MOST]
    firsts: dict[str, set[str]] = {}
    for person in persons:
        firsts.setdefault(person["last"], set()).add(person["first"])
    if not firsts:
        return
    yield from _first_names(body, firsts)
    places: dict[str, list[re.Match[str]]] = {}
    for found in _WORD.finditer(body):
        if len(found[0]) >= _SHORTEST and (found[0] in places or len(places) < _MOST_WORDS):
            places.setdefault(found[0], []).append(found)
    for surname in [one for one in firsts if len(one) >= _SHORTEST]:
        for word in [one for one in places if one[0] == surname[0] and _is_a_slip(one, surname)]:
            # Two who have first names of their own are two people.
            if word in firsts and not firsts[word] & firsts[surname]:
                continue
            if word not in _WORDS and not (toolbox.speller and toolbox.speller.knows(word.lower())):
                yield from _surname(surname, firsts[surname], body, places[word])


RULES: Mapping[str, Finder] = {TWO_SPELLINGS: find}


def _surname(surname: str, firsts: set[str], body: str, places: list[re.Match[str]]) -> Iterator[Found]:
    for found in places[:_MOST]:
        if _PLACE_BEHIND.match(body, found.end()) or _BEHIND.match(body, found.end()):
            continue
        before = _BEFORE.search(body, max(0, found.start() - 40), found.start())
        named = before is not None and before["word"][0].isupper() and body[before.end("word")] not in ".,"
        if named and before and before["word"] not in firsts and not _RANK_ONLY.fullmatch(before["word"]):
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
