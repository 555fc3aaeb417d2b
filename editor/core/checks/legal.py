"""Words that tell a case as decided before it is: advice, off unless an organisation turns it on.

How far the case is, the text says (``library.stages``). The list ``legal`` says which words go too far at which stage;
an organisation's lawyers write their own. Nothing here is legal advice, and nothing found is no clearance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from editor.core.checks.paragraphs import paragraphs
from editor.core.checks.phrases import Hit, phrases
from editor.core.checks.prose import prose
from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, Toolbox
from editor.core.library import Record
from editor.core.library.stages import Stage, stage_of

ARRESTED, CHARGED, TRIAL = "legal.arrested", "legal.charged", "legal.trial"

LIST = "legal"
"""The list's name. A row's ``stages`` are those at which it counts ("arrested charged"); no stages, all."""

_RULE_OF: Mapping[Stage, str] = MappingProxyType(
    {Stage.ARREST: ARRESTED, Stage.RELEASED: ARRESTED, Stage.CHARGED: CHARGED, Stage.COURT: TRIAL}
)


_CAUTIOUS = re.compile(r"\b(?:suspected|alleged|allegedly|accused)\b", re.IGNORECASE)
_NEAR = 40  # characters before a word in which it may be said that it is only alleged


def look(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Words that go too far while somebody is only suspected, charged or tried."""
    headline = draft.fields.get("headline", "")
    rule = _RULE_OF.get(stage_of(Record(path="", headline=headline, body=draft.body)))
    if rule is None or rule not in toolbox.rules:
        return
    listed = phrases(toolbox.lists.get(LIST, ()))
    texts = [(name, 0, draft.fields.get(name, "")) for name in ("headline", "summary")]
    texts += [(BODY, start, text) for start, text in paragraphs(draft.body)]
    for field, start, text in texts:
        plain = prose(text)
        for hit in listed.find(plain):
            if _counts(hit, rule) and not _CAUTIOUS.search(plain, max(0, hit.start - _NEAR), hit.start):
                yield _found(rule, field, start, hit)


def _counts(hit: Hit, rule: str) -> bool:
    stages = hit.row.get("stages", "").split()
    return not stages or rule.partition(".")[2] in stages


def _found(rule: str, field: str, start: int, hit: Hit) -> Found:
    fixes = tuple(Fix(fix.label, field, fix.start + start, fix.end + start, fix.text) for fix in hit.fixes())
    return Found(rule, field, hit.start + start, hit.end + start, hit.words(), fixes)


RULES: Mapping[str, Finder] = MappingProxyType(dict.fromkeys((ARRESTED, CHARGED, TRIAL), look))
