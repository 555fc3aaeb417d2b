"""The values of the checks.

A family (a module of this package) has tables of rule ids and the functions that look for them: ``RULES`` looks at
the whole draft, ``PARAGRAPH_RULES`` at one paragraph of the text, ``TEXT_RULES`` at each paragraph, the headline and
the summary alike. One function may stand under several ids; it is run once. What a rule is called, how grave it is and
what it says is data, in ``resources/rules/*.yaml`` (the form: ``editor.services.rules``): an organisation chooses and
words its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Protocol, TypeAlias

from editor.core.library import Record
from editor.core.profile import Profile

BODY = "body"
"""The name of the text among the fields, in ``Found.field`` and in the JSON of ``copydesk check``."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Level(Enum):
    """How grave a problem is: it must not be published so; it is probably a mistake; it could be better; off."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as data.

    ``sentence`` has named places (``{weekday}``) for what the finder gives; ``why`` says what readers lose; ``example``
    shows it wrong and right. ``options`` are numbers and words that an organisation may set. ``title`` is what it is
    called in a list of rules.
    """

    id: str
    level: Level
    sentence: str
    why: str = ""
    example: str = ""
    options: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NOTHING)
    title: str = ""

    @property
    def family(self) -> str:
        """The id of the rules that it stands with: the part of its own before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that stand together: what they are called, and in a sentence what they are about."""

    id: str
    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """One change that mends a problem, as one step of undo: in ``field``, from ``start`` to ``end``, ``text`` instead.

    ``label`` is what the button says ("Change to Thursday"). Several are choices (spellings), the likeliest first.
    """

    label: str
    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder found. ``start`` and ``end`` are characters of the field's text; of ``body``, of all of it."""

    rule: str
    field: str = BODY
    start: int = 0
    end: int = 0
    words: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NOTHING)
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One item of the list. ``line`` is of the body, from 1; 0 for a field. ``quote`` is the text at the place."""

    rule: str
    level: Level
    sentence: str
    field: str
    start: int = 0
    end: int = 0
    line: int = 0
    quote: str = ""
    why: str = ""
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be checked: decoded fields as the form shows them, other keys by dotted name, and its text."""

    fields: Mapping[str, str]
    body: str
    extra: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NOTHING)
    profile: Profile | None = None
    released: bool = False
    today: date | None = None


class Speller(Protocol):
    """Says whether words are spelt right, from a dictionary and word lists."""

    def knows(self, word: str) -> bool:
        """Whether a word is right."""

    def suggestions(self, word: str) -> Sequence[str]:
        """What may have been meant, the likeliest first. Slow: for one word at a time."""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What finders need besides the draft: the rules that are on, a speller if there is one, lists as data.

    ``lists`` are an organisation's lists by name ("house-style", "snippets" ...), each row a mapping. ``taken`` gives
    the other article that already has an address, if any. ``faults`` say in sentences what of all this is missing.
    """

    rules: Mapping[str, Rule]
    speller: Speller | None = None
    lists: Mapping[str, Sequence[Mapping[str, str]]] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    taken: Callable[[str], Record | None] = lambda url: None
    faults: tuple[str, ...] = ()

    def number(self, rule: str, option: str, usual: int) -> int:
        """An option of a rule that is a whole number; the usual one where it is not set, or to no number."""
        found = self.rules.get(rule)
        text = found.options.get(option, "") if found else ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else usual


Finder: TypeAlias = Callable[[Draft, Toolbox], Iterator[Found]]
"""Looks at the whole draft. Run again at every change: microseconds, or the other kind."""

ParagraphFinder: TypeAlias = Callable[[str, Toolbox], Iterator[Found]]
"""Looks at one paragraph of the body alone (positions from its start), so that its answer is remembered by its text.

``Found.field`` and ``Fix.field`` stay ``BODY``, also where the text is the headline or the summary: the engine moves
both to where the text stands."""


@dataclass(frozen=True, slots=True)
class Finders:
    """The tables of a family, or of all of them together."""

    rules: Mapping[str, Finder] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    paragraphs: Mapping[str, ParagraphFinder] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, ParagraphFinder] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
