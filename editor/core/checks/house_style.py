"""House style: "write this, not that", as a list that an organisation edits (see ``phrases``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from editor.core.checks.phrases import phrases
from editor.core.checks.prose import prose
from editor.core.checks.values import Found, ParagraphFinder, Toolbox

WRONG, PLAIN, AVOID, TASTE = "style.wrong", "style.plain", "style.avoid", "style.taste"

LIST = "house-style"
"""The list's name. A row's ``kind`` is ``wrong``, ``plain`` (plainer words; the usual one) or ``taste``.

Where a plain row doesn't say what to write, that is for the writer to think of (``style.avoid``)."""

_RULE_OF = MappingProxyType({"wrong": WRONG, "taste": TASTE})


def look(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Words that the house writes otherwise."""
    for hit in phrases(toolbox.lists.get(LIST, ())).find(prose(text)):
        rule = _RULE_OF.get(hit.row.get("kind", ""), PLAIN if hit.write else AVOID)
        yield Found(rule, start=hit.start, end=hit.end, words=hit.words(), fixes=hit.fixes())


TEXT_RULES: Mapping[str, ParagraphFinder] = MappingProxyType(dict.fromkeys((WRONG, PLAIN, AVOID, TASTE), look))
