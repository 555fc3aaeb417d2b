"""The canonical form of a body, and the quick question whether a file has it."""

from __future__ import annotations

import re

import yaml

from editor.core.codec.departures import Outcome, Refusal
from editor.core.codec.fences import BLANK
from editor.core.codec.reading import parse
from editor.core.codec.white import body_lines
from editor.core.codec.writing import dump, dump_front

_HARD_BREAK = "  "
_TAB = 4
# Blocks of fields longer than this, and files with any of these bytes, are read with every guard.
_QUICK = 8_000
_NOT_QUICK = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\xa0]|&id|[ ]$|\n\n\n|\xef\xbb\xbf```", re.MULTILINE)


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
    end = data.find(b"\n```\n\n", 0, _QUICK)
    if end < 0 or not data.startswith(b"```yaml\n") or _NOT_QUICK.search(data):
        return False
    block = data[8 : end + 1]
    try:
        front = yaml.load(block, Loader=yaml.CBaseLoader)
        body = data[end + 6 :].decode("utf-8")
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    return (
        _only_texts(front)
        and dump_front(front).encode("ascii") == block
        and body.endswith("\n")
        and body == body.strip(BLANK) + "\n" != "\n"
    )


def _only_texts(front: object) -> bool:
    return isinstance(front, dict) and all(isinstance(value, str) or _only_texts(value) for value in front.values())


def _tidy(line: str, following: str) -> str:
    line = line.replace("\u00a0", " ").expandtabs(_TAB)
    bare = line.rstrip(" ")
    # Two blanks at the end of a line inside a paragraph are a line break that the writer wants.
    hard_break = bare and line.endswith(_HARD_BREAK) and following.strip(BLANK + "\u00a0")
    return bare + _HARD_BREAK if hard_break else bare


def canonical_body(body: str) -> str:
    """A body with the archive's white space: no tabs, no NBSP, no blank line ends, no two empty lines in a row.

    A line break made of two blanks is kept, and so is everything inside a code block.
    """
    lines = list(body_lines(re.sub(r"\r\n?", "\n", body).strip(BLANK + "\u00a0")))
    out: list[str] = []
    for number, (line, code) in enumerate(lines):
        following = lines[number + 1][0] if number + 1 < len(lines) else ""
        tidy = line if code else _tidy(line, following)
        if tidy or code or (out and out[-1]):
            out.append(tidy)
    return "\n".join(out).strip(BLANK)
