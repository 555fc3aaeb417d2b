"""A value, what an input can show of it, and how a person's change reaches the one through the other.

Qt's inputs cannot hold every character of a value: a text document makes lines of some, and the Python binding takes
others for a byte-order mark. Those are shown as something of the same length, so that a change can be carried over to
the value character by character: what the person did not touch stays as it was, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_LINES = dict.fromkeys(map(ord, "\r\u2029\ufdd0\ufdd1"), "\n")
_NO_TEXT = dict.fromkeys([0xFEFF, 0xFFFE, *range(0xD800, 0xE000)], "\ufffd")
_SHOWN = _LINES | _NO_TEXT
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def shown(value: str) -> str:
    """A value as an input can hold it, character for character."""
    return value.translate(_SHOWN)


def one_line(text: str) -> str:
    """What is typed or pasted into a field of one paragraph: its line breaks and tabs are spaces."""
    return _BREAKS.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a text that became another: where it stands, how long it was, what is there now."""

    start: int
    removed: int
    added: str

    def applied(self, text: str) -> str:
        """The text after the change."""
        return text[: self.start] + self.added + text[self.start + self.removed :]


def change(before: str, after: str, clean: Callable[[str], str] = one_line) -> Change:
    """The shortest change that makes ``after`` of ``before``, with what was added cleaned."""
    start = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        start += 1
    most = min(len(before), len(after)) - start
    end = 0
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    return Change(start, len(before) - start - end, clean(after[start : len(after) - end]))


def utf16_length(text: str) -> int:
    """How many positions of a Qt cursor a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
