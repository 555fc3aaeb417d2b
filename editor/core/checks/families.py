"""All families of checks in one table; a rule id belongs to one of them."""

from __future__ import annotations

from editor.core.checks import accessibility, fields
from editor.core.checks.values import Finders

ALL = Finders(
    rules={**fields.RULES, **accessibility.RULES},
    texts={},
    paragraphs={**accessibility.PARAGRAPH_RULES},
)
