"""The canonical form of a body, and the quick question whether a file has it."""

from __future__ import annotations

import re
from itertools import pairwise

from editor.core.codec.departures import Outcome, Refusal
from editor.core.codec.fences import BLANK
from editor.core.codec.plain import QUICK, plain_fields
from editor.core.codec.reading import parse
from editor.core.codec.white import body_lines, without_end
from editor.core.codec.writing import dump

_TAB = 4
_UNUSUAL = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\xa0]")
_UNTIDY = (b" \n", b"\n\n\n")


def is_canonical(data: bytes) -> bool:
    """Whether a file is in the canonical form byte for byte; values that are no texts are kept, and count as such."""
    if _plainly_canonical(data):
        return True
    try:
        reading = parse(data)
    except Refusal:
        return False
    return (
        reading.outcome is not Outcome.OPEN_RAW
        and all(departure.kept for departure in reading.departures)
        and dump(reading.article) == data
    )


def _plainly_canonical(data: bytes) -> bool:
    """The quick way for the files that archives are full of; False says nothing."""
    end = data.find(b"\n```\n\n", 0, QUICK)
    if end < 0 or not data.startswith(b"```yaml\n") or _UNUSUAL.search(data) or any(part in data for part in _UNTIDY):
        return False
    if plain_fields(data[8 : end + 1]) is None:
        return False
    try:
        body = data[end + 6 :].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return body.endswith("\n") and body == body.strip(BLANK) + "\n" != "\n"


def canonical_body(body: str) -> str:
    """A body with the archive's white space: no tabs, no NBSP, no blank line ends, no two empty lines in a row.

    A line break made of two blanks is kept, and so is everything inside a code block.
    """
    tidy = _tidied(re.sub(r"\r\n?", "\n", body))
    # A blank in the place of an NBSP may make a line the beginning of a code block: then all is looked at again.
    while tidy != body:
        body, tidy = tidy, _tidied(tidy)
    return tidy


def _tidied(body: str) -> str:
    lines = [*body_lines(body.strip(BLANK + "\u00a0")), ("", False)]
    out: list[str] = []
    for (line, code), (following, _code) in pairwise(lines):
        tidy = line if code else without_end(line.replace("\u00a0", " ").expandtabs(_TAB), following)
        if tidy or code or (out and out[-1]):
            out.append(tidy)
    return "\n".join(out).strip(BLANK)
