"""All families of checks in one table; a rule id belongs to one of them."""

from __future__ import annotations

from editor.core.checks import (
    accessibility,
    appeals,
    boilerplate,
    contacts,
    dates,
    fields,
    house_style,
    incidents,
    legal,
    names,
    numbers,
    quotes,
    readability,
    spelling,
    timing,
    typing,
    weekdays,
)
from editor.core.checks.values import Finders

ALL = Finders(
    rules={
        **fields.RULES,
        **weekdays.RULES,
        **timing.RULES,
        **numbers.RULES,
        **names.RULES,
        **incidents.RULES,
        **appeals.RULES,
        **quotes.RULES,
        **readability.RULES,
        **legal.RULES,
        **accessibility.RULES,
    },
    texts={
        **weekdays.TEXT_RULES,
        **dates.TEXT_RULES,
        **numbers.TEXT_RULES,
        **contacts.TEXT_RULES,
        **spelling.TEXT_RULES,
        **typing.TEXT_RULES,
        **house_style.TEXT_RULES,
        **boilerplate.TEXT_RULES,
    },
    paragraphs={**accessibility.PARAGRAPH_RULES},
)
