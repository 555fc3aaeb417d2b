"""An appeal that does not say how to answer it, or what to quote.

Of 18,409 appeals to witnesses 3.3% named no telephone number, address or form, and 7.7% no reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor.core.checks.helplines import helplines
from editor.core.checks.values import BODY, Draft, Finder, Found, Toolbox
from editor.core.library.references import references

NO_CONTACT = "facts.appeal-contact"
NO_REFERENCE = "facts.appeal-reference"

# What asks readers for something: each must say whom it asks, or for what.
_APPEAL = re.compile(
    r"""
    \b(?:
        appealing\s{1,2}(?:for|to)\s{1,2}(?:any\s|more\s|further\s|potential\s|possible\s|independent\s)?
          (?:witness(?:es)?|information|anyone|anybody|one|the\spublic|help|assistance|footage|dash|drivers|motorists)\b
        | (?:anyone|anybody|any\s(?:one|witnesses)|witnesses|those)\b[^.!?\n]{0,160}?\b(?:is|are)\s{1,2}
          (?:being\s|also\s|now\s|still\s)?(?:asked|urged|encouraged|requested)\s{1,2}to\s{1,2}
          (?:please\s)?(?:contact|call|phone|ring|come\sforward|get\sin\stouch|report|make\scontact|speak|e-?mail)
        | (?:anyone|anybody)\s(?:with|who\s(?:saw|witnessed|was|has\sinformation|recognises|knows|may|might))\b
          [^.!?\n]{0,160}?
          \b(?:should|can|please|must)\s{1,2}(?:contact|call|phone|ring|come\sforward|get\sin\stouch|e-?mail)
        | did\s(?:you|anyone)\s(?:see|witness)\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CONTACT = re.compile(
    r"""
    (?<!\d)(?:101|999|112|18000|18001)(?!\d) | (?<!\d)\+?\(?0\d[\d\s()]{5,} | \+44
    | @[\w-]{2,63}\b | :// | \bwww\. | \b[\w-]{2,63}\.(?:[a-z]{2,12}\.uk|org|com)\b
    | \]\([^)\s]{4}
    | \b(?:live\s?chat|web\s?chat|online|website|web\ssite|web\sform|direct\smessage|facebook|twitter|social\smedia)\b
    | \b(?:local|nearest|any)\s\w{2,20}\s(?:station|force|officer|office)\b | \bemail(?:ing)?\b | \bpostal\saddress\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REFERENCE = re.compile(
    r"\b(?:quot(?:e|es|ed|ing)|ref(?:erence)?s?\b|(?:incident|crime|log|investigation|case|job|cad|event)\s(?:number|no\b|id\b)"
    r"|cad\b|iml\b|ois\b|urn\b|operation\s[A-Z]|op\s[A-Z])|(?:incident|log)\s[\w/*-]{0,10}\d{2}",
    re.IGNORECASE,
)
# Who asks for witnesses of one case has a reference for it; general advice ("report anything suspicious") has none.
_CASE = re.compile(
    r"\b(?:appeal(?:ing|s)?\s(?:for|to)\s(?:any\s|more\s|further\s)?(?:witnesses|information)|(?:saw|witnessed)\sthe\s(?:incident"
    r"|collision|assault|crash|robbery|attack)|witnesses\sto\s|information\s(?:about|regarding|on|in\srelation\sto)\s(?:the|this)\s"
    r"(?:incident|collision|assault|crash|robbery|attack|burglary))",
    re.IGNORECASE,
)


def find(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Where the last appeal of the text stands, if the text gives no way to answer it, or nothing to quote."""
    appeals = [found.span() for found in _APPEAL.finditer(draft.body)]
    if not appeals:
        return
    start, end = appeals[-1]
    named = any(line.named.search(draft.body) for line in helplines(toolbox))
    if not named and not _CONTACT.search(draft.body):
        yield Found(NO_CONTACT, BODY, start, end)
    elif _CASE.search(draft.body) and not _REFERENCE.search(draft.body) and not references(draft.body):
        yield Found(NO_REFERENCE, BODY, start, end)


RULES: Mapping[str, Finder] = {NO_CONTACT: find, NO_REFERENCE: find}
