"""Commands on whole lines: headings, quotes, indenting, moving, duplicating."""

from __future__ import annotations

from dataclasses import replace

from editor.core.textops.marks import NEST, Line, parse, separators
from editor.core.textops.values import Edit, Passage, difference, with_lines

DEEPEST_HEADING = 5
"""The archive's articles use headings of one to five marks (FORMAT.md, part 1)."""


def set_heading(passage: Passage, level: int) -> Edit | None:
    """Make the selected lines headings of a level; text again if they are, or if the level is 0."""
    touched = passage.touched
    lines = [parse(passage.lines[number]) for number in touched]
    empty = all(line.blank for line in lines)
    mark = "#" * level + " " if level else ""
    if all(line.heading == mark for line in lines if empty or not line.blank):
        mark = ""
    new = [str(_headed(line, mark) if empty or not line.blank else line) for line in lines]
    return with_lines(passage, touched.start, len(lines), new)


def _headed(line: Line, mark: str) -> Line:
    return replace(line.unlisted(), indent="", heading=mark)


def cycle_heading(passage: Passage) -> Edit | None:
    """The next level of heading for the selected lines; after the deepest, text."""
    level = len(parse(passage.lines[passage.touched.start]).heading.rstrip())
    return set_heading(passage, level + 1 if level < DEEPEST_HEADING else 0)


def toggle_quote(passage: Passage) -> Edit | None:
    """Make the selected lines a quote, or take one level of quoting away if they all are in one."""
    touched = passage.touched
    lines = [passage.lines[number] for number in touched]
    written = [line for line in lines if line.strip()]
    if written and all(parse(line).quote for line in written):
        new = [_unquoted(line) for line in lines]
        return with_lines(passage, touched.start, len(lines), new)
    quoted = [f"> {line}" if line.strip() or not written else ">" for line in lines]
    above, below = passage.line_above(touched.start), passage.line_below(touched.stop - 1)
    return with_lines(passage, touched.start, len(lines), quoted, separators(above, below, "quote"))


def _unquoted(line: str) -> str:
    mark = line.find(">")
    if mark < 0:
        return line
    return line[mark + 2 :] if line[mark + 1 : mark + 2] == " " else line[mark + 1 :]


def indent(passage: Passage) -> Edit | None:
    """Move the selected lines four columns to the right."""
    touched = passage.touched
    lines = [passage.lines[number] for number in touched]
    new = [" " * NEST + line if line.strip() else line for line in lines]
    return with_lines(passage, touched.start, len(lines), new)


def outdent(passage: Passage) -> Edit | None:
    """Move the selected lines up to four columns to the left."""
    touched = passage.touched
    lines = [passage.lines[number] for number in touched]
    new = [line[min(NEST, len(line) - len(line.lstrip(" "))) :] for line in lines]
    return with_lines(passage, touched.start, len(lines), new)


def move_lines_up(passage: Passage) -> Edit | None:
    """Change places with the line above, which has to be in the passage."""
    touched = passage.touched
    return _swapped(passage, touched.start - 1, touched.start, touched.stop) if touched.start else None


def move_lines_down(passage: Passage) -> Edit | None:
    """Change places with the line below, which has to be in the passage."""
    touched = passage.touched
    if touched.stop >= len(passage.lines):
        return None
    return _swapped(passage, touched.start, touched.stop, touched.stop + 1)


def _swapped(passage: Passage, first: int, middle: int, stop: int) -> Edit:
    """Lines ``first`` to ``middle`` change places with those up to ``stop``; the selection goes with its lines."""
    lines = passage.lines
    upper, lower = lines[first:middle], lines[middle:stop]
    new = [*lines[:first], *_numbers_kept(lines[first:stop], [*lower, *upper]), *lines[stop:]]
    if passage.touched.start == first:
        shift = sum(len(line) + 1 for line in new[first : first + len(lower)])
    else:
        shift = -sum(len(line) + 1 for line in upper)
    text = "\n".join(new)
    start, end = (min(max(at + shift, 0), len(text)) for at in (passage.start, passage.end))
    return difference(passage.text, text, (start, end))


def _numbers_kept(old: list[str], new: list[str]) -> list[str]:
    """The moved lines with the numbers of a list in the order in which they were."""
    numbers = [line.number for line in map(parse, old) if line.number is not None]
    left = iter(numbers)
    lines = [parse(line) for line in new]
    return [str(line.numbered(next(left))) if line.number is not None else str(line) for line in lines]


def duplicate_lines(passage: Passage) -> Edit | None:
    """The selected lines a second time, below; the copy is selected as the lines were."""
    touched, lines = passage.touched, passage.lines
    copy = lines[touched.start : touched.stop]
    new = [*lines[: touched.stop], *copy, *lines[touched.stop :]]
    shift = len("\n".join(copy)) + 1
    return difference(passage.text, "\n".join(new), (passage.start + shift, passage.end + shift))
