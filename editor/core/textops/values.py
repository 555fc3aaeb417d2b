"""The values that editing commands are made of: a passage, and an edit of it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``start`` to ``end`` by ``replacement``, then select ``select`` (anchor, cursor; in the new text)."""

    start: int
    end: int
    replacement: str
    select: tuple[int, int]

    def moved(self, by: int) -> Edit:
        """The same edit in a text in which the passage begins ``by`` characters later."""
        anchor, cursor = self.select
        return replace(self, start=self.start + by, end=self.end + by, select=(anchor + by, cursor + by))

    def applied(self, text: str) -> str:
        """The text after the edit."""
        return text[: self.start] + self.replacement + text[self.end :]


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole lines of a text, what is selected in them, and the lines just above and below ("" where none)."""

    text: str
    start: int
    end: int
    above: str = ""
    below: str = ""

    @property
    def lines(self) -> list[str]:
        """The passage line by line."""
        return self.text.split("\n")

    @property
    def touched(self) -> range:
        """The numbers of the selected lines; one of which nothing but its start is reached is not selected."""
        first = self.text.count("\n", 0, self.start)
        last = first + self.text.count("\n", self.start, self.end)
        if last > first and self.text[self.end - 1] == "\n":
            last -= 1
        return range(first, last + 1)

    def line_above(self, number: int) -> str:
        """The line before a line of the passage."""
        return self.lines[number - 1] if number else self.above

    def line_below(self, number: int) -> str:
        """The line after a line of the passage."""
        lines = self.lines
        return lines[number + 1] if number + 1 < len(lines) else self.below


def common_prefix(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(one: str, other: str) -> int:
    """How many characters two texts have in common at their end."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def difference(old: str, new: str, select: tuple[int, int]) -> Edit:
    """The smallest single edit that makes ``new`` of ``old``."""
    start = common_prefix(old, new)
    same = min(common_suffix(old, new), len(old) - start, len(new) - start)
    return Edit(start, len(old) - same, new[start : len(new) - same], select)


def with_lines(
    passage: Passage,
    first: int,
    old: int,
    new: list[str],
    around: tuple[list[str], list[str]] = ([], []),
) -> Edit | None:
    """Put ``new`` in the place of ``old`` lines from line ``first`` on; None if that changes nothing.

    A selection covers the new lines afterwards; a cursor keeps its distance from the end of its line. The lines
    ``around`` (before, after) are written too, and not selected.
    """
    before, after = around
    lines = passage.lines
    text = "\n".join([*lines[:first], *before, *new, *after, *lines[first + old :]])
    if text == passage.text:
        return None
    begin = sum(len(line) + 1 for line in [*lines[:first], *before])
    end = begin + len("\n".join(new))
    if passage.start != passage.end:
        return difference(passage.text, text, (begin, end))
    old_end = len("\n".join(lines[: first + old]))
    cursor = max(begin, end - (old_end - passage.start))
    return difference(passage.text, text, (cursor, cursor))
