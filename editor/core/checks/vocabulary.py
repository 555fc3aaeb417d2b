"""Words that a check goes by, as lists that an organisation adds to."""

from __future__ import annotations

from editor.core.checks.values import Toolbox


def words_of(toolbox: Toolbox, name: str) -> tuple[str, ...]:
    """All words of a list whose rows have ``words``, with blanks between them."""
    return tuple(word for row in toolbox.lists.get(name, ()) for word in row.get("words", "").split())
