"""Snippets with blanks that the fields fill, and blanks that were left open in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from editor.core import fields
from editor.core.checks.values import Draft, Found, ParagraphFinder, Toolbox
from editor.core.textual import date_for_readers

BLANK, FILLING, EMAIL = "boilerplate.blank", "boilerplate.filling", "boilerplate.email"

LIST = "snippets"
"""The list's name. A row has ``name`` (as a menu shows it) and ``text`` with ``{incident_reference}`` for a blank."""

_PLACE = re.compile(r"\{([\w .'-]{1,60})\}")
_KNOWN_BLANKS = (
    "add|address|area|contact|crime|date|day|details|e-mail|email|enter|headline|incident|insert|link|location|month|name|names|number|officer"
    "|organisation|phone|place|quote|rank|ref|reference|street|time|town|url|year"
)
_OPEN = re.compile(
    rf"""
    (?!(?<![^\n])\[[^\[\]\n]{{1,80}}\]:)\[(?:                  # not where a link leads
        (?:{_KNOWN_BLANKS})\b[^\[\]\n]{{0,60}}                 # [reference], [insert name]
        | tbc | tba | x{{2,20}} | _{{2,40}} | [ ]{{1,40}}
    )\](?![(\[])                                             # not a link
    | \{{\{{?[\w .-]{{1,60}}\}}?\}}
    | <(?:insert|add|enter)\b[^<>\n]{{1,60}}>
    | \(\s?(?:insert|add)\b[^()\n]{{1,60}}\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FILLING = re.compile(
    r"\b[Ll]orem ipsum\b|(?<![\w'’])X{3,20}(?![\w])|(?<![\w'’])x{5,20}(?![\w])"
    r"|\b(?:TBC|TBA)\b|(?<![\w_])_{4,40}(?![\w_])(?=[ \w.,])"
)
# What is left of an address that a web site hides from programs, with or without the link around it.
_SCRAMBLED = re.compile(r"\[email\sprotected\]", re.IGNORECASE)

# To look for these first costs a tenth of looking for the pattern.
_SIGNS = ("XXX", "xxxxx", "TBC", "TBA", "____", "orem ipsum")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text for many articles, as a menu shows it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A snippet as it reads in an article; ``blanks`` is from where to where it is left open, place by place."""

    name: str
    text: str
    blanks: tuple[tuple[int, int], ...] = ()


def snippets(rows: Sequence[Mapping[str, str]]) -> tuple[Snippet, ...]:
    """The snippets of a list; of two of the same name the later counts, and one without a text is taken back."""
    named = {row["name"]: row.get("text", "").strip("\n") for row in rows if row.get("name")}
    return tuple(Snippet(name, text) for name, text in named.items() if text)


def filled(snippet: Snippet, draft: Draft) -> Filled:
    """The text with its blanks filled from the draft; one for which there is nothing stays open, as ``[reference]``."""
    text = _PLACE.sub(lambda place: _value(place[1], draft) or _open(place[1]), snippet.text)
    blanks = sorted((found.start(), found.end()) for _rule, found in _places(text))
    return Filled(snippet.name, text, tuple(blanks))


def _value(name: str, draft: Draft) -> str:
    if name == "organisation":
        return draft.profile.name if draft.profile else draft.fields.get("area", "")
    text = draft.fields.get(name) or draft.extra.get(name, "")
    return date_for_readers(text) if name == "published" and text else text


def _open(name: str) -> str:
    """An open blank, by the field's name as the form has it; in whichever language, so that ``look`` finds it."""
    known = fields.label(name)
    words = (known[:1].lower() + known[1:]) if known != name else name.replace("_", " ")
    return f"[{words}]" if _OPEN.fullmatch(f"[{words}]") else f"[insert {words}]"


def look(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Blanks that were left open, and what stands for a text that is to come."""
    for rule, found in _places(text):
        yield Found(rule, start=found.start(), end=found.end(), words={"blank": found[0]})


def _places(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What is still to be filled in, each place once, with the rule that tells it."""
    blanks = list(_OPEN.finditer(text)) if any(sign in text for sign in "[{<(") else []
    for found in _SCRAMBLED.finditer(text) if "protected]" in text else ():
        yield EMAIL, found
    for found in blanks:
        if not _SCRAMBLED.fullmatch(found[0]):
            yield BLANK, found
    for found in _FILLING.finditer(text) if any(sign in text for sign in _SIGNS) else ():
        if not any(blank.start() < found.end() and found.start() < blank.end() for blank in blanks):
            yield FILLING, found


TEXT_RULES: Mapping[str, ParagraphFinder] = MappingProxyType({BLANK: look, FILLING: look, EMAIL: look})
