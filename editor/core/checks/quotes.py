"""Quotation marks: straight and curly ones in one text, and those that are opened and not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from editor.core.checks.paragraphs import paragraphs
from editor.core.checks.prose import FILLER, prose
from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, Toolbox
from editor.core.language import _

MIXED, UNCLOSED, UNOPENED = "typing.quotes-mixed", "typing.quote-unclosed", "typing.quote-unopened"

_LONGEST_FIX = 20_000
"""Characters between the first mark and the last that one fix may span."""


@dataclass(frozen=True, slots=True)
class _Kind:
    straight: str
    opening: str
    closing: str
    curly: re.Pattern[str]


_DOUBLE = _Kind('"', "“", "”", re.compile("[“”]"))
_SINGLE = _Kind("'", "‘", "’", re.compile("[‘’]"))
_QUOTED_BLANK = re.compile(r"\n[ >]{1,20}(?=\n)")
_MARKS = " >#*_\\-•\n"  # may stand before the first word of a paragraph
_QUOTES = frozenset("“”‘\"'")
_BEFORE_OPENING = f" \t\n([—–-“‘\"'{FILLER}"


def mixed(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Straight and curly marks in one text: one problem a kind, whose fix makes the fewer ones like the others."""
    text = draft.body
    for kind in (_DOUBLE, _SINGLE):
        if kind.straight not in text or not kind.curly.search(text):
            continue
        plain = prose(text)
        straight = [found.start() for found in re.finditer(kind.straight, plain)]
        curly = [found.start() for found in kind.curly.finditer(plain)]
        if straight and curly:
            yield _mixed(text, kind, straight, curly)


def _mixed(text: str, kind: _Kind, straight: list[int], curly: list[int]) -> Found:
    to_curly = len(straight) <= len(curly)
    places = straight if to_curly else curly
    start, end = places[0], places[-1] + 1
    fixes: tuple[Fix, ...] = ()
    if end - start <= _LONGEST_FIX:
        changed = list(text[start:end])
        for at in places:
            changed[at - start] = _curled(text, at, kind) if to_curly else kind.straight
        label = _("Make all of them curly") if to_curly else _("Make all of them straight")
        fixes = (Fix(label, BODY, start, end, "".join(changed)),)
    kept = f"{kind.opening} {kind.closing}" if to_curly else f"{kind.straight} {kind.straight}"
    words = {"straight": str(len(straight)), "curly": str(len(curly)), "mark": text[start], "marks": kept}
    return Found(MIXED, start=start, end=start + 1, words=words, fixes=fixes)


def _curled(text: str, at: int, kind: _Kind) -> str:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    opens = (not before or before in _BEFORE_OPENING or before in "*_") and bool(after) and not after.isspace()
    return kind.opening if opens else kind.closing


def unpaired(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Curly marks without their other half. A speech of several paragraphs is closed in the last one only."""
    if "“" not in draft.body and "”" not in draft.body:
        return
    pieces = list(_pieces(draft.body))
    following = [*(text for _start, text in pieces), ""][1:]
    goes_on = False
    for (start, text), after in zip(pieces, following, strict=True):
        spoken_on, goes_on = goes_on, False
        if '"' in text:
            continue  # half of a pair may be straight: that is told as mixed
        opened = -1
        for mark in _DOUBLE.curly.finditer(text):
            if mark[0] == "“":
                opened = mark.start()
            elif opened >= 0 or spoken_on:
                opened, spoken_on = -1, False
            elif not text[: mark.start()][-1:].isdigit():  # 5’2” is a height
                yield Found(UNOPENED, start=start + mark.start(), end=start + mark.end())
        goes_on = opened >= 0 and after.lstrip(_MARKS)[:1] in _QUOTES
        if opened >= 0 and not goes_on:
            yield Found(UNCLOSED, start=start + opened, end=start + opened + 1)


def _pieces(body: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a body, also those within a quotation."""
    for start, text in paragraphs(body):
        done = 0
        for gap in _QUOTED_BLANK.finditer(text):
            yield start + done, text[done : gap.start()]
            done = gap.end()
        yield start + done, text[done:]


RULES: Mapping[str, Finder] = MappingProxyType({MIXED: mixed, UNCLOSED: unpaired, UNOPENED: unpaired})
