"""Bold, emphasis and code: putting marks around words, and taking them away again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.core.textops.marks import parse
from editor.core.textops.values import Edit, Passage, difference

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['\u2019-](?:[^\W_]|[\u0300-\u036f])+)*")
_BLANKS = " \t\u00a0\u200b\u2028"
_TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class _Style:
    """``mark`` is written; a run of a character in ``characters`` has the style if its length is in ``runs``."""

    mark: str
    characters: str
    runs: tuple[int, ...]

    @property
    def length(self) -> int:
        return len(self.mark)


_BOLD = _Style("**", "*_", (2, 3))
_EMPHASIS = _Style("_", "_*", (1, 3))


@dataclass(frozen=True, slots=True)
class _Span:
    """Some words of the passage and the marks that stand symmetrically around them."""

    outer_start: int
    start: int
    end: int
    outer_end: int


def toggle_bold(passage: Passage) -> Edit | None:
    """Bold on or off for the selection or the word at the cursor, line by line, with no blank inside the marks.

    With nothing to mark it writes an empty pair to type into; at the closing mark it steps behind it.
    """
    return _toggle(passage, _BOLD)


def toggle_emphasis(passage: Passage) -> Edit | None:
    """Emphasis on or off, as ``toggle_bold``; ``*`` where ``_`` would stand inside a word and mean itself."""
    return _toggle(passage, _EMPHASIS)


def _toggle(passage: Passage, style: _Style) -> Edit | None:
    text = passage.text
    spans = [_span(text, start, end) for start, end in _segments(passage)]
    if not spans:
        return _at_cursor(passage, style)
    marked = [_mark_at(text, span, style) for span in spans]
    off = all(at is not None for at in marked)
    pieces: list[str] = []
    done = 0
    bounds: list[tuple[int, int]] = []
    for span, at in zip(spans, marked, strict=True):
        pieces.append(text[done : span.outer_start])
        left, right = text[span.outer_start : span.start], text[span.end : span.outer_end]
        if off and at is not None:
            left, right = left[:at] + left[at + style.length :], _mirrored_cut(right, at, style.length)
        elif at is None:
            mark = _mark_for(text, span, style)
            left, right = mark + left, right + mark
        begin = sum(map(len, pieces)) + len(left)
        pieces.append(left + text[span.start : span.end] + right)
        bounds.append((begin, begin + span.end - span.start))
        done = span.outer_end
    new = "".join(pieces) + text[done:]
    return difference(text, new, _selection(passage, spans, bounds))


def _mirrored_cut(right: str, at: int, length: int) -> str:
    end = len(right) - at
    return right[: end - length] + right[end:]


def _selection(passage: Passage, spans: list[_Span], bounds: list[tuple[int, int]]) -> tuple[int, int]:
    """The same words as before; a cursor without a selection stays at its place in its word."""
    if passage.start == passage.end:
        cursor = bounds[0][0] + passage.start - spans[0].start
        return cursor, cursor
    return bounds[0][0], bounds[-1][1]


def _segments(passage: Passage) -> list[tuple[int, int]]:
    """What to mark: the selected part of each line's text without blanks at its ends, or the word at the cursor."""
    if passage.start == passage.end:
        return [word.span() for word in _WORD.finditer(passage.text) if word.start() < passage.start < word.end()]
    segments: list[tuple[int, int]] = []
    begin = 0
    for line in passage.lines:
        parts = parse(line)
        start = max(passage.start, begin + len(parts.prefix) + len(parts.heading))
        end = min(passage.end, begin + len(line))
        part = passage.text[start:end] if start < end else ""
        start += len(part) - len(part.lstrip(_BLANKS))
        end -= len(part) - len(part.rstrip(_BLANKS))
        if start < end:
            segments.append((start, end))
        begin += len(line) + 1
    return segments


def _span(text: str, start: int, end: int) -> _Span:
    """The words within and the marks around the selection, whether the marks were selected too or not."""
    inner_start, inner_end = start, end
    core = text[start:end].strip("*_")
    if core:
        inner_start = start + text[start:end].index(core)
        inner_end = inner_start + len(core)
    if any(mark in core for mark in set(text[start:inner_start]) | set(text[inner_end:end])):
        return _Span(start, start, end, end)  # "**one** and **two**" is not one bold text
    start, end = inner_start, inner_end
    while start > 0 and end < len(text) and text[start - 1] in "*_" and text[start - 1] == text[end]:
        start, end = start - 1, end + 1
    return _Span(start, inner_start, inner_end, end)


def _mark_at(text: str, span: _Span, style: _Style) -> int | None:
    """Where in the left marks of the span those of the style begin; None if it hasn't got the style."""
    left = text[span.outer_start : span.start]
    for run in re.finditer(r"\*+|_+", left):
        if run[0][0] in style.characters and len(run[0]) in style.runs:
            return run.start()
    return None


def _mark_for(text: str, span: _Span, style: _Style) -> str:
    before, after = text[: span.outer_start][-1:], text[span.outer_end :][:1]
    return style.mark.replace("_", "*") if before.isalnum() or after.isalnum() else style.mark


def _at_cursor(passage: Passage, style: _Style) -> Edit | None:
    """Write an empty pair; take an empty pair away; or step behind the closing mark."""
    text, at, length = passage.text, passage.start, style.length
    for character in style.characters:
        mark = character * length
        if text[at : at + length] != mark:
            continue
        if text[:at].endswith(mark):
            return Edit(at - length, at + length, "", (at - length, at - length))
        if mark in text[text.rfind("\n", 0, at) + 1 : at]:
            return Edit(at, at, "", (at + length, at + length))
    return Edit(at, at, style.mark * 2, (at + length, at + length))


def toggle_code(passage: Passage) -> Edit | None:
    """Code on or off for the selection or the word at the cursor; the fence outnumbers the backticks inside."""
    text = passage.text
    segments = _segments(passage)
    if not segments:
        at = passage.start
        if text[at : at + 1] == "`" and "`" in text[text.rfind("\n", 0, at) + 1 : at]:
            empty = text[at - 1 : at] == "`"
            return Edit(at - 1, at + 1, "", (at - 1, at - 1)) if empty else Edit(at, at, "", (at + 1, at + 1))
        return Edit(at, at, "``", (at + 1, at + 1))
    start, end = segments[0][0], segments[-1][1]
    before, after = re.search("`*$", text[:start]), re.match("`*", text[end:])
    ticks = min(len(before[0]) if before else 0, len(after[0]) if after else 0)
    if ticks:
        return _with_code(passage, start - ticks, end + ticks, text[start:end], 0)
    within = re.fullmatch(r"(`+) ?((?:(?!\1).)+?) ?\1", text[start:end], re.DOTALL)
    if within:
        return _with_code(passage, start, end, within[2], 0)
    fence = max((len(run) for run in _TICKS.findall(text[start:end])), default=0) + 1
    return _with_code(passage, start, end, text[start:end], fence)


def _with_code(passage: Passage, start: int, end: int, code: str, ticks: int) -> Edit:
    pad = " " if ticks and (code.startswith("`") or code.endswith("`")) else ""
    new = "`" * ticks + pad + code + pad + "`" * ticks
    begin = start + ticks + len(pad)
    select = (begin, begin + len(code))
    if passage.start == passage.end:
        word = start + (end - start - len(code)) // 2 if not ticks else start
        select = (begin + passage.start - word,) * 2
    return Edit(start, end, new, select)
