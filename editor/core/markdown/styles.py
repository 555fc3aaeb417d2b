"""An organisation's style sheet, made harmless: it may say how the page looks, and nothing in it loads anything.

The page's policy and the interceptor stop every request too. This is the first of those layers, for the page that is
written to a file, where neither is.
"""

from __future__ import annotations

import re

LONGEST = 100_000
"""Characters of a style sheet that are used."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# A function that takes an address, or did in some browser, is renamed: what it stands in becomes invalid and is left
# out by the browser. The same for rules that bring in what is elsewhere.
_LOADS = re.compile(
    r"(?<![\w-])(-[a-z]+-)?(url|src|image|image-set|cross-fade|element|expression|attr|paint|env|format|local)\s*\(",
    re.IGNORECASE,
)
_RULES = re.compile(r"@(?!media\b|supports\b|page\b|container\b|layer\b(?![^;{}]*;))[\w-]*", re.IGNORECASE)
_BINDINGS = re.compile(r"(?<![\w-])(behavior|-moz-binding)\s*:", re.IGNORECASE)


def safe_css(css: str) -> str:
    """The style sheet with all taken out that could load, run, or end the element that holds it."""
    # A backslash hides letters (``u\\72l(``); "<" could end a style element.
    css = _COMMENT.sub(" ", css[:LONGEST]).translate({ord("\\"): None, ord("<"): None, 0: None})
    css = _LOADS.sub("blocked(", css)
    css = _BINDINGS.sub("blocked:", css)
    return _RULES.sub("@blocked", css).strip()
