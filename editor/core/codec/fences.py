"""Where the block of fields begins and ends in a text.

Canonical is a first line of three backticks and ``yaml``, and a line of three backticks. Other spellings that
Markdown allows are read, and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What may be cut from the ends of a body. Other white space (NBSP, U+2028 ...) is content.
BLANK = " \t\n\r"

_OPENING = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<gap>[ \t]*)(?P<word>ya?ml)(?P<tail>[ \t]*)", re.IGNORECASE)
CANONICAL = "```yaml"


@dataclass(frozen=True, slots=True)
class Block:
    """A text taken apart: the lines between the fences, and what follows them.

    ``line`` is the number of the first line between the fences, counted from 1; ``spelling`` says whether the fences
    are spelt in another way than the canonical one.
    """

    front: str
    rest: str
    line: int
    spelling: bool
    leading_lines: int


def opens_block(text: str) -> bool:
    """Whether the first line of this text would be read as the start of a block of fields."""
    return _OPENING.fullmatch(text.lstrip("\n").split("\n", 1)[0]) is not None


def take_apart(text: str) -> Block | None:
    """The block of fields at the start of a text (LF line ends); None where there is none.

    Raises ``EOFError`` where the block never ends.
    """
    start = len(text) - len(text.lstrip("\n"))
    first, newline, after = text[start:].partition("\n")
    opening = _OPENING.fullmatch(first)
    if opening is None:
        return None
    fence = opening["fence"]
    closing = re.compile(rf"^{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    found = closing.search(after) if newline else None
    if found is None:
        raise EOFError
    return Block(
        front=after[: found.start()],
        rest=after[found.end() + 1 :],
        line=start + 2,
        spelling=first != CANONICAL or found.group() != "```",
        leading_lines=start,
    )
