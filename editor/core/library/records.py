"""What an archive's index knows of an article, and the values in which it is asked and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Record:
    """One article of an archive, as a list shows it.

    ``path`` is relative to the archive, with ``/``. ``published`` is ISO 8601 to the minute, or empty. ``problem`` says
    in a sentence why the file cannot be read as an article, and is empty where it can. ``body`` is the Markdown text,
    and empty where a list has no need of it.
    """

    path: str
    area: str = ""
    draft: bool = False
    headline: str = ""
    summary: str = ""
    section: str = ""
    published: str = ""
    url: str = ""
    incident: str = ""
    problem: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to look for: a word, or several that stand beside each other (a phrase)."""

    text: str
    prefix: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of an archive. Every word and every condition must hold; of the ``areas`` one, if any is named.

    ``from_day`` and ``to_day`` are ISO 8601 days, both included; empty for no bound. None stands for "either".
    ``unready``: whether the checks found anything; an article that was not checked yet is neither.
    """

    words: tuple[Word, ...] = ()
    areas: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    from_day: str = ""
    to_day: str = ""
    incident: bool | None = None
    draft: bool | None = None
    problem: bool | None = None
    unready: bool | None = None


class Order(Enum):
    """How results are sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet; ``hit`` where it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How much the checks found in an article that stands between it and publication; hints do not."""

    errors: int = 0
    warnings: int = 0

    @property
    def to_fix(self) -> int:
        """Both together."""
        return self.errors + self.warnings


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the article, the part of it that answers the question, and what the checks found in it.

    ``tally`` is None while it was not checked.
    """

    record: Record
    snippet: tuple[Piece, ...] = ()
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles answer a question: all of them, and by organisation, year and section.

    In ``unready`` of them the checks found something; ``unchecked`` were not checked yet.
    """

    total: int = 0
    drafts: int = 0
    problems: int = 0
    areas: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    unready: int = 0
    unchecked: int = 0
