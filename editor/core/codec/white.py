"""White space of a body, and how it departs from the archive's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from editor.core.codec.departures import Departure
from editor.core.codec.fences import BLANK

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def body_lines(body: str) -> Iterator[tuple[str, bool]]:
    """The lines of a body, and whether each stands inside a fenced code block (its fences included)."""
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


_ODD_WHITE_SPACE = re.compile("[\t\u00a0]|[ \t]$|\n\n\n", re.MULTILINE)


def white_space(body: str, first_line: int) -> Iterator[Departure]:
    """One quiet departure a kind, at its first line. Code blocks may hold any white space."""
    if not _ODD_WHITE_SPACE.search(body):
        return
    told = set()
    before = "x"
    lines = list(body_lines(body))
    for number, (line, code) in enumerate(lines):
        following = lines[number + 1][0] if number + 1 < len(lines) else ""
        for code_name, sentence in () if code else _line_departures(line, before, following):
            if code_name not in told:
                told.add(code_name)
                yield Departure(code_name, sentence.format(line=first_line + number), first_line + number)
        before = line


def _line_departures(line: str, before: str, following: str) -> Iterator[tuple[str, str]]:
    if "\t" in line:
        yield "tab", _("Line {line} holds a tab.")
    if "\u00a0" in line:
        yield "no-break-space", _("Line {line} holds a no-break space.")
    blanks = len(line) - len(line.rstrip(" \t"))
    # Two blanks at the end of a line inside a paragraph mean a line break: they are meant.
    if blanks and not (line.endswith("  ") and blanks == 2 and line.strip() and following.strip()):
        yield "line-end", _("Line {line} ends in blanks.")
    if not line and not before:
        yield "empty-lines", _("Line {line} is a second empty line.")
