"""Where the block of fields begins and ends in a text.

Canonical is a first line of three backticks and ``yaml``, and a line of three backticks. Other spellings that
Markdown allows are read, and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.core.language import _

# What may be cut from the ends of a body. Other white space (NBSP, U+2028 ...) is content.
BLANK = " \t\n\r"

CANONICAL = "```yaml"
_OPENING = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?:\{?\.?ya?ml\}?)[ \t]*", re.IGNORECASE)
# A block that does not say what it holds, but whose first line does.
_UNNAMED = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*\n(?=[\w.-]+:(?:[ \t]|\n))")


@dataclass(frozen=True, slots=True)
class Block:
    """A text taken apart: the lines between the fences, and what follows them.

    ``line`` is the number of the first line between the fences, counted from 1; ``spelling`` says whether the fences
    (or what is above them) are spelt in another way than the canonical one. ``ended`` is False where the closing fence
    is the end of the file, without a line end.
    """

    front: str
    rest: str
    line: int
    spelling: bool
    ended: bool

    @property
    def rest_line(self) -> int:
        """The number of the first line after the closing fence."""
        return self.line + self.front.count("\n") + 1


def take_apart(text: str) -> Block | None:
    """The block of fields at the start of a text (LF line ends); None where there is none.

    Raises ``EOFError`` where the block never ends.
    """
    start = _start(text)
    first, newline, after = text[start:].partition("\n")
    opening = _OPENING.fullmatch(first) or _UNNAMED.match(text, start)
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
        line=text.count("\n", 0, start) + 2,
        spelling=start > 0 or first != CANONICAL or found.group() != "```",
        ended=found.end() < len(after),
    )


def _start(text: str) -> int:
    """Where the first line begins that is not blank."""
    return text.rfind("\n", 0, len(text) - len(text.lstrip(BLANK))) + 1


def _tops() -> tuple[tuple[str, str], ...]:
    """Beginnings of a text that look like fields, but not like ours."""
    return (
        (r"\+\+\+[ \t]*(?:\n|\Z)", _("it begins with TOML fields (+++)")),
        (
            r"---[ \t]*\n(?:[\w.-]+:[ \t\n]|(?s:.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z))",
            _("it begins with fields between “---” lines"),
        ),
        (r"[ \t]*\{\s*\"", _("it begins with JSON fields")),
        (r"[ ]{1,3}(?:```|~~~)[ \t]*ya?ml\b", _("the block at its top is indented")),
        (r"(?:`{3,}|~{3,})[ \t]*ya?ml[ \t]+[^ \t\n]", _("the first line of the block holds more than ```yaml")),
        (r"(?s)(?!```|~~~).*?\n```yaml[ \t]*\n", _("there is text before the block of fields")),
    )


def not_ours(text: str) -> str:
    """Why a text whose beginning looks like fields, but not like ours, is shown raw; '' where it does not."""
    if text.startswith(CANONICAL + "\n"):
        return ""
    top = text[_start(text) :]
    return next((reason for pattern, reason in _tops() if re.match(pattern, top, re.IGNORECASE)), "")


def looks_like_fields(text: str) -> bool:
    """Whether the beginning of a text would be taken for fields, ours or others'."""
    try:
        return take_apart(text) is not None or not_ours(text) != ""
    except EOFError:
        return True
