"""What is found while a block of fields is read: each kind of departure with its sentence, at its line of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from gettext import gettext as _
from typing import Any

from editor.core.article import Path, Tagged, Value, dotted
from editor.core.codec.departures import Departure, Twice
from editor.core.codec.scalars import INVISIBLE, short

YAML = "tag:yaml.org,2002:"
# Names that a person would give: they neither begin nor end with a blank, and hold no sign that YAML uses.
_PLAIN_NAME = re.compile(r"(?![-? ])[^:#\[\]{},&*!|>'\"%@`\n]+(?<! )|<<")


class Notes:
    """The departures of one block, in the order in which they are found. Events are libyaml's, which have no types."""

    def __init__(self, front: str, first_line: int) -> None:
        self._front = front
        self._line = first_line
        self._ends: list[int] = []
        self.departures: list[Departure] = []
        self.twice: list[Twice] = []

    def line(self, event: Any) -> int:
        """The line of the file in which something begins.

        Not the parser's own count: it takes U+0085, U+2028 and U+2029 for line ends.
        """
        return self._line_at(event.start_mark.index)

    def _line_at(self, index: int) -> int:
        if not self._ends:
            self._ends = [found.start() for found in re.finditer("\n", self._front)]
        return self._line + bisect_left(self._ends, index)

    def _tell(self, code: str, sentence: str, event: Any, *, kept: bool = False) -> None:
        self.departures.append(Departure(code, sentence, self.line(event), loud=True, kept=kept))

    def mark_at_start(self) -> None:
        """An invisible mark begins the block."""
        sentence = _("Line {line} begins with an invisible mark (U+FEFF). It goes when an edit is saved.")
        self.departures.append(
            Departure("hidden-character", sentence.format(line=self._line), self._line, loud=True),
        )

    def layout(self) -> None:
        """The block holds what it should, written in another way than the archive's."""
        sentence = _(
            "The order, quotes or line breaks of the fields are not the archive's. They are when an edit is saved."
        )
        self.departures.append(Departure("layout", sentence, self._line))

    def document_marker(self, marker: str, event: Any) -> None:
        """A line that begins or ends a YAML document."""
        self._tell(
            "document-marker", _("The marker “{marker}” goes when an edit is saved.").format(marker=marker), event
        )

    def anchor(self, event: Any) -> None:
        """A value with a name by which it can be repeated."""
        self._tell(
            "anchor",
            _("The value that “&{name}” names is written out in full when an edit is saved.").format(
                name=short(event.anchor)
            ),
            event,
        )

    def merge(self, event: Any) -> None:
        """A key that brings in the fields of another mapping."""
        self._tell("merge", _("The values that “<<” brings in are written out when an edit is saved."), event)

    def key(self, key: str, other_type: bool, event: Any) -> None:
        """A name, of which something may have to be told; ``other_type`` where it is read as a number, a date ..."""
        if other_type:
            self._tell(
                "odd-key",
                _("The name “{key}” is put in quotes when an edit is saved.").format(key=short(key)),
                event,
            )
        if not _PLAIN_NAME.fullmatch(key):
            self._tell(
                "odd-key",
                _("The name “{key}” is unusual; perhaps a colon or a quote is missing. It is kept.").format(
                    key=short(key)
                ),
                event,
                kept=True,
            )
        elif INVISIBLE.search(key):
            self._tell(
                "suspicious-key",
                _("The name “{key}” holds an invisible character; perhaps it should be “{bare}”.").format(
                    key=short(key.replace("\u00a0", "⍽")), bare=short(INVISIBLE.sub("", key))
                ),
                event,
                kept=True,
            )

    def odd_scalar(self, text: str, path: Path, event: Any) -> None:
        """A value without quotes that other programs read as a number, a date, a truth value or nothing."""
        sentence = (
            _("“{name}” has no quotes, and other programs read “{text}” as something else. It is kept.")
            if text
            else _("“{name}” has no value. It is kept as it is.")
        )
        self._tell("not-text", sentence.format(name=_named(path), text=short(text)), event, kept=True)

    def tag(self, tag: str, path: Path, event: Any) -> None:
        """A value with a type of its own."""
        self._tell(
            "tag",
            _("“{name}” is marked as “{tag}”; it is kept, and cannot be edited here.").format(
                name=_named(path), tag=short(tag.replace(YAML, "!!"))
            ),
            event,
            kept=True,
        )

    def text_tag(self, path: Path, event: Any) -> None:
        """A text that is marked as one."""
        self._tell(
            "tag",
            _("The mark before the value of “{name}” says that it is a text. It goes when an edit is saved.").format(
                name=_named(path)
            ),
            event,
        )

    def block_style(self, path: Path, event: Any) -> None:
        """A value written as a block of lines; plain literal ones are common and not told."""
        start = event.start_mark.index
        header = self._front[start : self._front.find("\n", start)]
        if event.style == ">" or header.strip(" ") not in ("|", "|-"):
            self._tell(
                "block-style",
                _("“{name}” is written as a block of lines; saving an edit writes it in quotes.").format(
                    name=_named(path)
                ),
                event,
            )

    def stands_twice(self, path: Path, values: tuple[Value, Value], first: int, event: Any) -> None:
        """A name that stands a second time in its mapping; ``first`` is the place of the first one."""
        texts = (_shown(values[0]), _shown(values[1]))
        lines = (self._line_at(first), self.line(event))
        self.twice.append(Twice(path, texts, lines))
        self._tell(
            "twice",
            _(
                "“{name}” stands twice: “{first}” in line {line}, “{second}” in line {other}. "
                "Choose one of them; nothing is saved until then."
            ).format(name=_named(path), first=short(texts[0]), line=lines[0], second=short(texts[1]), other=lines[1]),
            event,
        )


def _named(path: Path) -> str:
    return short(dotted(path))


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Tagged):
        return _shown(value.value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    return ", ".join(map(_shown, value))
