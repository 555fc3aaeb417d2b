"""Finding and replacing in a text, in bounded time.

Patterns are Python's, run by the ``regex`` package because it can be told when to stop: ``re`` cannot be
interrupted, and ``(a|aa)+$`` takes it longer than anyone waits for.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from editor.core.errors import CopydeskError
from editor.core.language import _

SECONDS = 0.4
"""How long a pattern may take for one search; a search happens while a person types."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for, and how."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it was found (in characters), and what would stand there instead."""

    start: int
    end: int
    replacement: str = ""


def find(query: Query, text: str, start: int = 0, end: int | None = None, replacement: str = "") -> list[Hit]:
    """Every hit between two places, in order, with what would replace it; hits of no length don't count.

    Raises CopydeskError: ``find.pattern`` for a wrong pattern, ``find.replacement`` for a wrong replacement,
    ``find.slow`` if the pattern takes longer than ``SECONDS``.
    """
    if not query.text:
        return []
    compiled = _compiled(query)
    stop = len(text) if end is None else end
    try:
        found = [one for one in compiled.finditer(text, start, stop, timeout=SECONDS) if one.start() < one.end()]
    except TimeoutError:
        raise CopydeskError(
            _("This pattern takes too long on this text. Make it simpler, or search without a pattern."),
            code="find.slow",
        ) from None
    if not query.pattern:
        return [Hit(one.start(), one.end(), replacement) for one in found]
    try:
        return [Hit(one.start(), one.end(), one.expand(replacement)) for one in found]
    except (regex.error, IndexError) as error:
        raise CopydeskError(
            _("The replacement is not right: {reason}.").format(reason=error), code="find.replacement"
        ) from error


def _compiled(query: Query) -> regex.Pattern[str]:
    source = query.text if query.pattern else regex.escape(query.text)
    if query.whole_words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    flags = regex.MULTILINE if query.match_case else regex.MULTILINE | regex.IGNORECASE
    try:
        return regex.compile(source, flags)
    except regex.error as error:
        raise CopydeskError(
            _("The pattern is not right: {reason}.").format(reason=error), code="find.pattern"
        ) from error
