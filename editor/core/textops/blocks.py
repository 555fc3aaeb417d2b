"""Blocks put in as skeletons: a rule, a table, a footnote."""

from __future__ import annotations

import re

from editor.core.language import _
from editor.core.textops.values import Edit, Passage

_FOOTNOTE = re.compile(r"\[\^(\d{1,6})\]")


def rule(passage: Passage) -> Edit:
    """A rule as the archive writes it, with empty lines around; the cursor goes below.

    The line below has to be in the passage, where there is one.
    """
    return _as_block(passage, "* * *", None)


def table(passage: Passage, columns: int = 2, rows: int = 2) -> Edit:
    """A table to fill in, with its first heading selected."""
    heading = _("Heading")
    lines = [
        "| " + " | ".join([heading] * columns) + " |",
        "| " + " | ".join(["---"] * columns) + " |",
        *["|" + "   |" * columns] * rows,
    ]
    return _as_block(passage, "\n".join(lines), (2, 2 + len(heading)))


def _as_block(passage: Passage, block: str, select: tuple[int, int] | None) -> Edit:
    """The block below the line of the cursor, or in its place if that is empty."""
    text = passage.text
    stop = text.find("\n", passage.end)
    end = len(text) if stop < 0 else stop
    start = text.rfind("\n", 0, end) + 1
    number = text.count("\n", 0, end)
    if text[start:end].strip():
        start, before = end, "\n\n"
    else:
        before = "\n" if passage.line_above(number).strip() else ""
    below = passage.line_below(number)
    after = "\n" if below.strip() else ""
    begin = start + len(before)
    if select is None:
        after = after or ("\n\n" if stop < 0 else "")
        cursor = begin + len(block) + max(1, len(after))
        return Edit(start, end, before + block + after, (cursor, cursor))
    return Edit(start, end, before + block + after, (begin + select[0], begin + select[1]))


def put_paragraphs(passage: Passage, block: str, select: tuple[int, int] | None = None) -> Edit:
    """A block as paragraphs of its own, which never tear one apart: where the cursor is on an empty line, or at the
    very beginning of a paragraph, there; or else below the passage, which goes to the end of the paragraph.

    ``select`` is what of the block is selected afterwards; without it the cursor stands at its end.
    """
    text, number = passage.text, passage.text.count("\n", 0, passage.end)
    first = text.rfind("\n", 0, passage.end) + 1
    stop = text.find("\n", passage.end)
    last = len(text) if stop < 0 else stop
    above = passage.line_above(number).strip()
    if not text[first:last].strip():
        start, end = first, last
        before, after = "\n" if above else "", "\n" if passage.line_below(number).strip() else ""
    elif passage.start == passage.end == first and not above:
        start = end = first
        before, after = "", "\n\n"
    else:
        start = end = len(text)
        before, after = "\n\n", "\n" if passage.below.strip() else ""
    begin = start + len(before)
    chosen = select or (len(block), len(block))
    return Edit(start, end, before + block + after, (begin + chosen[0], begin + chosen[1]))


def next_footnote(text: str) -> int:
    """The first number greater than those of the footnotes in a text."""
    return max((int(number) for number in _FOOTNOTE.findall(text)), default=0) + 1


def footnote(passage: Passage, number: int) -> Edit:
    """A reference at the cursor, and the note to write below the passage (a paragraph, or a whole list).

    It stands below its paragraph rather than at the end of the text, so that one sees both; readers collect the
    notes at the end wherever they stand.
    """
    mark = f"[^{number}]"
    text = passage.text[: passage.end] + mark + passage.text[passage.end :]
    note = f"\n\n{mark}: "
    cursor = len(text) + len(note)
    after = "\n" if passage.below.strip() else ""
    return Edit(passage.end, len(passage.text), text[passage.end :] + note + after, (cursor, cursor))
