"""How far an incident has come when an article tells of it: rules as data, tried on headline and first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from editor.core.language import _
from editor.core.library.likeness import words
from editor.core.library.records import Record
from editor.core.textual import plain


class Stage(Enum):
    """A step of a story, in the order in which they usually come."""

    REPORT = "report"
    APPEAL = "appeal"
    UPDATE = "update"
    TRIBUTE = "tribute"
    ARREST = "arrest"
    RELEASED = "released"
    CHARGED = "charged"
    COURT = "court"
    CONVICTED = "convicted"
    SENTENCED = "sentenced"
    FOUND = "found"
    CONCLUDED = "concluded"


def label(stage: Stage) -> str:
    """The plain name of a stage."""
    return {
        Stage.REPORT: _("Report"),
        Stage.APPEAL: _("Appeal"),
        Stage.UPDATE: _("Update"),
        Stage.TRIBUTE: _("Named, tribute"),
        Stage.ARREST: _("Arrest"),
        Stage.RELEASED: _("Released"),
        Stage.CHARGED: _("Charged"),
        Stage.COURT: _("In court"),
        Stage.CONVICTED: _("Convicted"),
        Stage.SENTENCED: _("Sentenced"),
        Stage.FOUND: _("Found"),
        Stage.CONCLUDED: _("Concluded"),
    }[stage]


# The first row that fits tells the stage: what comes late in a story is told with what came before it ("charged after
# arrest"), so the late stages stand first.
_DECISIVE: tuple[tuple[Stage, str], ...] = (
    (Stage.CONCLUDED, r"\binquest (?:has )?(?:concluded|heard)\b|\bno further action\b|\bno[tn][- ]suspicious\b"
     r"|\bnot guilty\b|\bacquitted\b|\bcleared of\b"
     r"|\binvestigation (?:is |has )?(?:now )?(?:been )?(?:closed|concluded)\b"),
    (Stage.SENTENCED, r"\b(?:jailed|imprisoned|sentenced|sentencing|behind bars|locked up|years in prison)\b"
     r"|\bjail (?:for|terms?|sentences?)\b|\bprison (?:for|sentences?)\b|\bhanded an? [\w-]+ (?:sentence|order)\b"
     r"|\b(?:banned from driving|community order|suspended sentence|life sentence)\b"),
    (Stage.CONVICTED, r"\b(?:convicted|found guilty|guilty of|admits|admitted|conviction for)\b"
     r"|\bplead(?:s|ed|ing)? guilty\b"),
    (Stage.COURT, r"\b(?:appears?|appeared|appearing|due) (?:\w+ ){0,3}(?:in|at|before) (?:[\w’'-]+ ){0,4}court\b"
     r"|\bcourt appearance\b|\bstands? trial\b|\bon trial\b"),
    (Stage.RELEASED, r"\breleased (?:under investigation|without charge|on bail|with no further)\b|\bbailed\b"),
    (Stage.CHARGED, r"\b(?:charged|charges|charge)\b(?! card)"),
    (Stage.FOUND, r"(?<!body )(?<!not )\b(?:found|located|traced)(?:,? safe| alive| well|[.!]?$)|\bsafe and well\b"
     r"|\b(?:missing|wanted)\b.*(?<!body )(?<!not )\b(?:found|located|traced|safe)\b"
     r"|\b(?:found|located)\b.*\bmissing\b"),
    (Stage.ARREST, r"\b(?:arrested|arrests?|in custody|held on suspicion|detained)\b"),
    (Stage.TRIBUTE, r"\btributes?\b|\bname victim\b|\bformally identified\b"
     r"|\b(?:man|woman|boy|girl|driver|victim|cyclist|pedestrian|motorcyclist|rider|teenager)s? (?:\w+ ){0,4}"
     r"(?:named|identified)\b"),
)  # fmt: skip
_SOFT: tuple[tuple[Stage, str], ...] = (
    (Stage.UPDATE, r"\bu+pdated?\b|\b(?:renewed|fresh|new|further|second) appeal|(?<![’'])\bre[- ]?appeal"
     r"|\b(?:search(?:es)?|investigations?|enquiries|appeals?)\b.*\bcontinues?\b"
     r"|\bcontinu(?:es?|ed|ing) (?:\w+ ){0,2}appeal"),
    (Stage.APPEAL, r"\bappeal|\bwitness(?:es)?\b|\bcan you help\b|\bhave you seen\b|\bdo you (?:know|recogni[sz]e)\b"
     r"|\bdid you (?:see|witness)\b|\bconcern(?:s|ed)?\b|\bmissing\b|\bwanted\b|\bidentify\b|\btrace\b|\bsought\b"
     r"|\binformation\b|\bimages? (?:released|issued)\b|\bcctv\b"),
)  # fmt: skip
_READ_DECISIVE = tuple((stage, re.compile(rule, re.IGNORECASE)) for stage, rule in _DECISIVE)
_READ_SOFT = tuple((stage, re.compile(rule, re.IGNORECASE)) for stage, rule in _SOFT)
_FEWEST_WORDS = 8
# What a first paragraph says of the past must not count ("after a man was charged"): only the perfect tense tells news.
_NEWS = re.compile(
    r"\b(?:has|have) (?:now |also |since |today |sadly )?(?:been|appeared|died|pleaded|admitted)\b[^.]*"
    r"|\b(?:is|are) due to[^.]*|\bwas (?:jailed|sentenced|found guilty|convicted)[^.]*",
    re.IGNORECASE,
)


def stage_of(record: Record) -> Stage:
    """The stage that an article tells of: what its headline says; where that says too little, its first paragraph."""
    told = _first(_READ_DECISIVE, record.headline)
    if told:
        return told
    soft = _first(_READ_SOFT, record.headline)
    if soft is Stage.APPEAL:
        return soft
    opening = opening_of(record.body)
    news = " ".join(_news(opening))
    return _first(_READ_DECISIVE, news) or soft or _first(_READ_SOFT, opening) or Stage.REPORT


def opening_of(body: str) -> str:
    """The first paragraph that says something; the lines of date and time before it don't."""
    parts = (plain(part) for part in body.split("\n\n") if not part.startswith("#"))
    return next((part for part in parts if _says_something(part)), "")


def _says_something(paragraph: str) -> bool:
    """Not "Posted on 11:03:00 on 3rd June 2020", nor "There is 1 related update to this story"."""
    return sum(word.isalpha() for word in words(paragraph)) >= _FEWEST_WORDS


def _news(opening: str) -> Iterator[str]:
    return (found[0] for found in _NEWS.finditer(opening))


def _first(rules: tuple[tuple[Stage, re.Pattern[str]], ...], text: str) -> Stage | None:
    return next((stage for stage, rule in rules if rule.search(text)), None)
