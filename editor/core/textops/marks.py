"""What stands at the start of a line of Markdown: quote marks, list marks, heading marks.

The forms are those of the archive: ``` * item``` and ``` 1. item``` with one space before the mark (FORMAT.md, part 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

NEST = 4
"""Columns by which a nested item stands further right: python-markdown nests by four."""

_QUOTE = r"(?P<quote>(?: {0,3}>(?: |(?=\S)|$))*)"
_LINE = re.compile(
    _QUOTE + r"(?P<indent> *)(?:(?P<mark>[*+-]|\d{1,3}[.)])(?P<gap> +))?(?P<heading>#{1,6} +)?(?P<rest>.*)", re.DOTALL
)
_RULE = re.compile(r" {0,3}([*_-])(?: *\1){2,} *")


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart; ``str`` puts it together again, unchanged."""

    quote: str
    indent: str
    mark: str
    gap: str
    heading: str
    rest: str

    def __str__(self) -> str:
        return self.prefix + self.heading + self.rest

    @property
    def prefix(self) -> str:
        """What a new item of the same list or quote begins with."""
        return self.quote + self.indent + self.mark + self.gap

    @property
    def blank(self) -> bool:
        """Nothing follows the marks."""
        return not (self.heading + self.rest).strip()

    @property
    def number(self) -> int | None:
        """The number of an item of an ordered list."""
        return int(self.mark[:-1]) if self.mark[:-1].isdigit() else None

    @property
    def level(self) -> int:
        """How deep the item is nested; 0 at the outside."""
        return len(self.indent) // NEST

    def numbered(self, number: int) -> Line:
        """The same item with another number."""
        return replace(self, mark=f"{number}{self.mark[-1]}")

    def unlisted(self) -> Line:
        """The line without its list mark and the space before it."""
        return replace(self, indent="", mark="", gap="") if self.mark else self


def parse(line: str) -> Line:
    """Take a line apart."""
    if _RULE.fullmatch(line):
        return Line("", "", "", "", "", line)
    found = _LINE.fullmatch(line)
    parts = found.groupdict(default="") if found else {"rest": line}
    return Line(
        **{key: parts.get(key, "") for key in ("quote", "indent", "mark", "gap", "heading", "rest")},
    )


def separators(above: str, below: str, joins: str) -> tuple[list[str], list[str]]:
    """The empty lines needed before and after a block, where a paragraph would otherwise swallow it.

    ``joins`` is "list" or "quote": a neighbour of the same kind needs no empty line.
    """
    before = [""] if above.strip() and not _joins(above, joins) else []
    after = [""] if below.strip() and not _joins(below, joins) else []
    return before, after


def _joins(neighbour: str, kind: str) -> bool:
    line = parse(neighbour)
    return bool(line.mark) or line.indent != "" if kind == "list" else bool(line.quote)
