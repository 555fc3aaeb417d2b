"""Stories: the articles of one incident as a chain by date, told from what the articles say.

Two articles belong together by an incident reference, by a link from one to the other, by the name of a person in both
headlines, or by a headline about the same in a like text within weeks. What belongs to one of them belongs to the
story; a story never grows beyond ``MOST_STEPS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from editor.core.language import _
from editor.core.library.likeness import content, shingles, text_share
from editor.core.library.lookup import Lookup, quoting, references_of
from editor.core.library.records import Query, Record, Word
from editor.core.library.seen import same_address
from editor.core.library.stages import Stage, stage_of
from editor.core.library.usual import PERIODIC, USUAL

MOST_STEPS = 30
# More links from one article, or to one, make a list or a page of advice, not a story.
_MOST_LINKS = 6
# A name in more headlines of an organisation is a place, a team or its chief.
_MOST_OF_A_NAME = 12
_NAME_SPAN = timedelta(days=400)
_HEADLINE_SPAN = timedelta(days=90)
# What part of the shorter text must stand in the other, where only the headlines speak for one story.
_TEXT_SHARE = 0.4
_HEADLINE_SHARE = 0.6
_MOST_CANDIDATES = 25

_LINK = re.compile(r"https?://[^\s)>\]\"”’]+")
_NAMES = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_NOT_A_PERSON = (
    r"(?i:\b(?:in|at|near|around|across|towards|outside|the|constable|sergeant|inspector|superintendent|commissioner"
    r"|detective|officer|pc|dc|ds|di|pcc)[\s–-]+){name}|[–|-] ?{name}\s*$|{name}[’']?s? [A-Z]"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One article of a story, the stage it tells of, and in a sentence why it belongs (empty for the one asked for)."""

    record: Record
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one incident, the oldest first; those without a date by their stage, behind the others."""

    steps: tuple[Step, ...]

    @property
    def is_chain(self) -> bool:
        """Whether there is more than the article itself."""
        return len(self.steps) > 1

    @property
    def last(self) -> Step:
        """The newest article, where the next one would follow."""
        return self.steps[-1]


Joined = Iterator[tuple[Record, str]]


def story_of(record: Record, lookup: Lookup) -> Story:
    """The story that an article belongs to: itself, and whatever belongs to it or to what was found."""
    found: dict[str, Step] = {record.path: Step(record, stage_of(record), "")}
    waiting = [record]
    while waiting and len(found) < MOST_STEPS:
        here = waiting.pop(0)
        for rule in _RULES:
            for other, reason in sorted(rule(here, lookup), key=lambda joined: joined[0].path):
                if other.path not in found and not other.problem and len(found) < MOST_STEPS:
                    found[other.path] = Step(other, stage_of(other), reason)
                    waiting.append(other)
    return Story(tuple(sorted(found.values(), key=_place)))


def _place(step: Step) -> tuple[bool, str, int, str]:
    return not step.record.published, step.record.published, tuple(Stage).index(step.stage), step.record.path


# -- what joins two articles


def _by_reference(record: Record, lookup: Lookup) -> Joined:
    for reference in references_of(record):
        sentence = _("Has the same incident reference, {reference}.").format(reference=reference.written)
        yield from ((other, sentence) for other in quoting(lookup, reference, record.area))


def _by_link(record: Record, lookup: Lookup) -> Joined:
    for url in _links(record):
        for found in (url, url.rstrip("/"), f"{url.rstrip('/')}/"):
            for other in lookup.of_url(found):
                yield other, _("“{headline}” links to it.").format(headline=record.headline)
    if not record.url:
        return
    address = record.url.partition("://")[2].removeprefix("www.")
    candidates = lookup.asked(Query(words=(Word(address),)), _MOST_LINKS + 1) if address else ()
    linking = [other for other in candidates if any(same_address(url, record.url) for url in _links(other))]
    if len(linking) <= _MOST_LINKS:
        for other in linking:
            yield other, _("Links to “{headline}”.").format(headline=record.headline)


def _links(record: Record) -> Sequence[str]:
    found = {url.rstrip(".,;:") for url in _LINK.findall(record.body)}
    return sorted(found) if len(found) <= _MOST_LINKS else ()


def _by_name(record: Record, lookup: Lookup) -> Joined:
    for name in _people(record):
        others = lookup.asked(_about(record, name, _NAME_SPAN), 4 * _MOST_OF_A_NAME)
        named = [other for other in others if name in _people(other) and _within(record, other, _NAME_SPAN)]
        if len(named) <= _MOST_OF_A_NAME:
            for other in named:
                if _is_called(name, f"{record.body}\n{other.body}"):
                    yield other, _("{name} is in both headlines.").format(name=name)


def _people(record: Record) -> Sequence[str]:
    """What may be the first name and surname of a person in a headline: two names, and nothing says otherwise."""
    text = f"{record.headline}\n{record.body}"
    names = {name for found in _NAMES.findall(record.headline) if (name := _pair(found))}
    return sorted(name for name in names if not re.search(_NOT_A_PERSON.format(name=re.escape(name)), text, re.M))


def _pair(capitalised: str) -> str:
    """The only two names beside each other in a row of words with capitals, or nothing."""
    bare = [re.sub(r"[’']s?$", "", word) for word in capitalised.split()]
    named = [word for word in bare if not (_is_usual(word) or word.isupper())]
    return " ".join(named) if len(named) == 2 and " ".join(named) in " ".join(bare) else ""


def _is_called(name: str, text: str) -> bool:
    """Whether a text speaks of somebody: gives the age, or one of the two names alone."""
    first, last = map(re.escape, name.split())
    alone = rf"\b{first}\b(?!-|[’']?s? {last})|(?<!{first} )(?<!-)\b{last}\b"
    return re.search(rf"{alone}|{first} {last}(?:, | \(|,? aged )\d", text) is not None


def _by_headline(record: Record, lookup: Lookup) -> Joined:
    mine, names = frozenset(content(record.headline)), _names(record.headline)
    if not record.area or mine & PERIODIC:
        return
    text = shingles(record.body)
    for name in sorted(names):
        for other in lookup.asked(_about(record, name, _HEADLINE_SPAN), _MOST_CANDIDATES):
            theirs = frozenset(content(other.headline))
            if (
                name in _names(other.headline)
                and not theirs & PERIODIC
                and _within(record, other, _HEADLINE_SPAN)
                and len(mine & theirs) >= max(2, _HEADLINE_SHARE * min(len(mine), len(theirs)))
                and text_share(text, shingles(other.body)) >= _TEXT_SHARE
            ):
                yield other, _("Has a headline and a text much like “{headline}”.").format(headline=record.headline)


def _names(headline: str) -> frozenset[str]:
    """The words with a capital that are names of people, places and things."""
    return frozenset(word for found in _NAMES.findall(headline) for word in content(found) if not _is_usual(word))


def _is_usual(word: str) -> bool:
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    return plain in USUAL or not content(plain) or any(map(str.isdigit, plain)) or len(plain) < 3


_RULES: tuple[Callable[[Record, Lookup], Joined], ...] = (_by_reference, _by_link, _by_name, _by_headline)


# -- time


def _day(record: Record) -> date | None:
    try:
        return date.fromisoformat(record.published[:10])
    except ValueError:
        return None


def _within(one: Record, other: Record, span: timedelta) -> bool:
    """Whether two articles are no further apart; unknown dates never part them."""
    first, second = _day(one), _day(other)
    return first is None or second is None or abs(first - second) <= span


def _about(record: Record, name: str, span: timedelta) -> Query:
    """The question for articles of the same organisation and time with a name."""
    query, day = Query(words=(Word(name),), areas=(record.area,)), _day(record)
    return replace(query, from_day=str(day - span), to_day=str(day + span)) if day else query
