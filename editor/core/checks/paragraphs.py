"""A text in paragraphs."""

from __future__ import annotations

from collections.abc import Iterator


def paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text (what stands between blank lines), each with the place where it begins."""
    at = begin = end = 0
    for line in body.split("\n"):
        if line and not line.isspace():
            begin, end = (at if end <= begin else begin), at + len(line)
        elif end > begin:
            yield begin, body[begin:end]
            begin = end
        at += len(line) + 1
    if end > begin:
        yield begin, body[begin:end]
