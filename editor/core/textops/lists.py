"""Lists: making and unmaking them, what Enter and Tab do in them, and their numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editor.core.textops.marks import NEST, Line, parse, separators
from editor.core.textops.values import Edit, Passage, difference, with_lines


def is_list_item(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(parse(line).mark)


def toggle_bullets(passage: Passage) -> Edit | None:
    """Make the selected lines a bullet list, or text again if they are one."""
    return _toggle(passage, lambda line: bool(line.mark) and line.number is None, "*")


def toggle_numbers(passage: Passage) -> Edit | None:
    """Make the selected lines a numbered list, or text again if they are one."""
    return _toggle(passage, lambda line: line.number is not None, "1.")


def _toggle(passage: Passage, already: Callable[[Line], bool], mark: str) -> Edit | None:
    touched = passage.touched
    lines = [parse(passage.lines[number]) for number in touched]
    empty = not any(map(_written, lines))
    if not empty and all(already(line) for line in lines if _written(line)):
        new = [str(line.unlisted()) for line in lines]
        return with_lines(passage, touched.start, len(lines), new)
    new = [str(_listed(line, mark) if empty or _written(line) else line) for line in lines]
    above, below = passage.line_above(touched.start), passage.line_below(touched.stop - 1)
    numbered = renumber([above, *new], 1)[1:]
    return with_lines(passage, touched.start, len(lines), numbered, separators(above, below, "list"))


def _written(line: Line) -> bool:
    return not line.blank or bool(line.mark)


def _listed(line: Line, mark: str) -> Line:
    if line.mark:
        return replace(line, mark=mark)
    return replace(line, indent=" ", mark=mark, gap=" ", heading="")


def renumber(lines: list[str], first: int) -> list[str]:
    """The lines with the numbers of ordered items put in sequence, from line ``first`` on.

    The lines before it only say where to count on from. An item nested deeper counts for itself.
    """
    counts: dict[int, int | None] = {}
    new: list[str] = []
    after_blank = True
    for number, text in enumerate(lines):
        line = parse(text)
        if line.mark:
            counts = {level: count for level, count in counts.items() if level <= line.level}
            last = counts.get(line.level)
            if number >= first and line.number is not None and last is not None:
                line = line.numbered(last + 1)
            counts[line.level] = line.number
        elif not line.blank and after_blank and not line.indent:
            counts = {}
        after_blank = not text.strip()
        new.append(str(line))
    return new


def new_line(passage: Passage) -> Edit | None:
    """What Enter does in a list or a quote: the same mark again, or the end of the list on an empty item.

    None outside lists and quotes, and before an item's text: there Enter is an ordinary line break.
    """
    text = passage.text[: passage.start] + passage.text[passage.end :]
    begin = text.rfind("\n", 0, passage.start) + 1
    stop = text.find("\n", passage.start)
    line = parse(text[begin : stop if stop >= 0 else len(text)])
    if not line.mark and not line.quote:
        return None
    if passage.start - begin < len(line.prefix):
        return None
    at = text.count("\n", 0, begin)
    lines = text.split("\n")
    if line.blank:
        lines[at : at + 1], down = _ended(line, lines[at - 1] if at else passage.above)
    else:
        lines[at : at + 1], down = _continued(line, passage.start - begin), 1
    lines = renumber(lines, at)
    cursor = sum(len(one) + 1 for one in lines[: at + down]) + len(parse(lines[at + down]).prefix)
    return difference(passage.text, "\n".join(lines), (cursor, cursor))


def _continued(line: Line, column: int) -> list[str]:
    """The line broken at the column; blanks at the break go, for no line of the archive ends in one."""
    text = str(line)
    following = line.numbered(line.number + 1) if line.number is not None else line
    return [text[:column].rstrip(" "), following.prefix + text[column:].lstrip(" ")]


def _ended(line: Line, above: str) -> tuple[list[str], int]:
    """What an empty item becomes, and how many lines below it the cursor goes.

    One level up; or an empty line and one more to write in, for text right below an item would belong to it.
    """
    if line.mark and line.level:
        return [str(replace(line, indent=line.indent[NEST:], rest=""))], 0
    if line.mark and line.quote:
        return [line.quote.rstrip(" "), line.quote], 1
    return (["", ""], 1) if above.strip() else ([""], 0)


def nest(passage: Passage) -> Edit | None:
    """Move the selected items one level in; the first item of a list has nothing to be nested in."""
    first = passage.touched.start
    above, here = parse(passage.line_above(first)), parse(passage.lines[first])
    if not above.mark and not above.indent:
        return None
    if above.mark and here.mark and here.level > above.level:
        return None
    return _shifted(passage, _nested)


def unnest(passage: Passage) -> Edit | None:
    """Move the selected items one level out."""
    return _shifted(passage, lambda line: replace(line, indent=line.indent[NEST:]) if line.level else line)


def _nested(line: Line) -> Line:
    deeper = replace(line, indent=line.indent + " " * NEST)
    return deeper.numbered(1) if line.number is not None else deeper


def _shifted(passage: Passage, shift: Callable[[Line], Line]) -> Edit | None:
    lines, touched = passage.lines, passage.touched
    if not any(parse(lines[number]).mark for number in touched):
        return None
    for number in touched:
        if lines[number].strip():
            lines[number] = str(shift(parse(lines[number])))
    new = renumber(lines, touched.start)
    edit = with_lines(passage, 0, len(lines), new)
    if edit is None:
        return None
    begin = sum(len(line) + 1 for line in new[: touched.start])
    end = begin + len("\n".join(new[touched.start : touched.stop]))
    if passage.start != passage.end:
        return replace(edit, select=(begin, end))
    old_end = sum(len(line) + 1 for line in passage.lines[: touched.stop]) - 1
    cursor = max(begin, end - (old_end - passage.start))
    return replace(edit, select=(cursor, cursor))
