"""White space of a body, and how it departs from the archive's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from editor.core.codec.departures import Departure
from editor.core.codec.fences import BLANK
from editor.core.language import _

# A line of backticks with another backtick behind them is code inside a paragraph.
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")


def body_lines(body: str) -> Iterator[tuple[str, bool]]:
    """The lines of a body, and whether each stands inside a fenced code block (its fences included)."""
    if "```" not in body and "~~~" not in body:
        yield from ((line, False) for line in body.split("\n"))
        return
    fence = ""
    for line in body.split("\n"):
        found = _FENCE.match(line)
        if fence:
            yield line, True
            if found and found[1].startswith(fence) and not line[found.end() :].strip(BLANK):
                fence = ""
        else:
            fence = found[1] if found else ""
            yield line, bool(fence)


_HARD_BREAK = "  "
_WHITE = BLANK + "\u00a0"


def without_end(line: str, following: str) -> str:
    """A line without the blanks at its end.

    Two blanks stay at the end of a line that another one follows in its paragraph: they are a line break, and meant.
    """
    bare = line.rstrip(" \t")
    hard_break = line.endswith(_HARD_BREAK) and bare.strip(_WHITE) and following.strip(_WHITE)
    return bare + _HARD_BREAK if hard_break else bare


_ODD_WHITE_SPACE = re.compile("[\t\u00a0]|[ \t]$|\n\n\n", re.MULTILINE)


def white_space(body: str, first_line: int) -> Iterator[Departure]:
    """One quiet departure a kind, at its first line. Code blocks may hold any white space."""
    if not _ODD_WHITE_SPACE.search(body):
        return
    told = set()
    before = "x"
    lines = [*body_lines(body), ("", False)]
    for number, ((line, code), (following, _code)) in enumerate(pairwise(lines)):
        for kind in () if code else _line_departures(line, before, following):
            if kind not in told:
                told.add(kind)
                yield Departure(kind, _sentences()[kind].format(line=first_line + number), first_line + number)
        before = line


def _sentences() -> dict[str, str]:
    return {
        "tab": _("Line {line} holds a tab."),
        "no-break-space": _("Line {line} holds a no-break space."),
        "line-end": _("Line {line} ends in blanks."),
        "empty-lines": _("Line {line} is a second empty line."),
    }


def _line_departures(line: str, before: str, following: str) -> Iterator[str]:
    if "\t" in line:
        yield "tab"
    if "\u00a0" in line:
        yield "no-break-space"
    if line.endswith((" ", "\t")) and line != without_end(line, following):
        yield "line-end"
    if not line and not before:
        yield "empty-lines"
