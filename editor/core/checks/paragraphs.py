"""A text in paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from editor.core.codec.white import body_lines


def paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text (what stands between blank lines), each with the place where it begins.

    What is fenced in as code is none: readers see it as it is, and no rule of language is meant for it.
    """
    at = begin = end = 0
    for line, is_code in body_lines(body):
        if line and not is_code and not line.isspace():
            begin, end = (at if end <= begin else begin), at + len(line)
        elif end > begin:
            yield begin, body[begin:end]
            begin = end
        at += len(line) + 1
    if end > begin:
        yield begin, body[begin:end]
