"""What is found while a block of fields is read: each kind of departure with its sentence, at its line of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from editor.core.article import Path, Tagged, Value, dotted
from editor.core.codec.departures import Departure, Twice
from editor.core.codec.scalars import INVISIBLE, MOST_TOLD, FrontError, short
from editor.core.language import _

YAML = "tag:yaml.org,2002:"
# Names that a person would give: they neither begin nor end with a blank, and hold no sign that YAML uses.
_PLAIN_NAME = re.compile(r"(?![-? ])[^:#\[\]{},&*!|>'\"%@`\n]+(?<! )|<<")


class Notes:
    """The departures of one block, in the order in which they are found. Events are libyaml's, which have no types."""

    def __init__(self, front: str, first_line: int) -> None:
        self._front = front
        self._line = first_line
        self._ends: list[int] = []
        self._told: Counter[tuple[str, bool]] = Counter()
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

    def _tell(self, code: str, event: Any, sentence: Callable[[], str], *, kept: bool = False) -> None:
        # Looking up a sentence costs more than reading a value: of one kind, so many are enough.
        self._told[code, kept] += 1
        if self._told[code, kept] <= MOST_TOLD:
            self.departures.append(Departure(code, sentence(), self.line(event), loud=True, kept=kept))

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
            "document-marker",
            event,
            lambda: _("The marker “{marker}” goes when an edit is saved.").format(marker=marker),
        )

    def anchor(self, event: Any) -> None:
        """A value with a name by which it can be repeated."""
        self._tell(
            "anchor",
            event,
            lambda: _("The value that “&{name}” names is written out in full when an edit is saved.").format(
                name=short(event.anchor)
            ),
        )

    def merge(self, event: Any) -> None:
        """A key that brings in the fields of another mapping."""
        self._tell("merge", event, lambda: _("The values that “<<” brings in are written out when an edit is saved."))

    def key(self, key: str, other_type: bool, event: Any) -> None:
        """A name, of which something may have to be told; ``other_type`` where it is read as a number, a date ..."""
        if other_type:
            self._tell(
                "odd-key",
                event,
                lambda: _("The name “{key}” is put in quotes when an edit is saved.").format(key=short(key)),
            )
        if not _PLAIN_NAME.fullmatch(key):
            self._tell(
                "odd-key",
                event,
                lambda: _("The name “{key}” is unusual; perhaps a colon or a quote is missing. It is kept.").format(
                    key=short(key)
                ),
                kept=True,
            )
        elif INVISIBLE.search(key):
            self._tell(
                "suspicious-key",
                event,
                lambda: _("The name “{key}” holds an invisible character; perhaps it should be “{bare}”.").format(
                    key=short(key.replace("\u00a0", "⍽")), bare=short(INVISIBLE.sub("", key))
                ),
                kept=True,
            )

    def odd_scalar(self, text: str, path: Path, event: Any) -> None:
        """A value without quotes that other programs read as a number, a date, a truth value or nothing."""

        def sentence() -> str:
            if not text:
                return _("“{name}” has no value. It is kept as it is.").format(name=_named(path))
            return _("“{name}” has no quotes, and other programs read “{text}” as something else. It is kept.").format(
                name=_named(path), text=short(text)
            )

        self._tell("not-text", event, sentence, kept=True)

    def tag(self, tag: str, path: Path, event: Any) -> None:
        """A value with a type of its own."""
        self._tell(
            "tag",
            event,
            lambda: _("“{name}” is marked as “{tag}”; it is kept, and cannot be edited here.").format(
                name=_named(path), tag=short(tag.replace(YAML, "!!"))
            ),
            kept=True,
        )

    def text_tag(self, path: Path, event: Any) -> None:
        """A text that is marked as one."""
        self._tell(
            "tag",
            event,
            lambda: _(
                "The mark before the value of “{name}” says that it is a text. It goes when an edit is saved."
            ).format(name=_named(path)),
        )

    def block_style(self, path: Path, event: Any) -> None:
        """A value written as a block of lines; plain literal ones are common and not told."""
        start = event.start_mark.index
        header = self._front[start : self._front.find("\n", start)]
        if event.style == ">" or header.strip(" ") not in ("|", "|-"):
            self._tell(
                "block-style",
                event,
                lambda: _("“{name}” is written as a block of lines; saving an edit writes it in quotes.").format(
                    name=_named(path)
                ),
            )

    def stands_twice(self, path: Path, values: tuple[Value, Value], first: int, event: Any) -> None:
        """A name that stands a second time in its mapping; ``first`` is the place of the first one."""
        texts = (_shown(values[0]), _shown(values[1]))
        lines = (self._line_at(first), self.line(event))
        if len(self.twice) == MOST_TOLD:
            raise FrontError(_("more than {number} names stand twice").format(number=MOST_TOLD), lines[1])
        self.twice.append(Twice(path, texts, lines))
        self._tell(
            "twice",
            event,
            lambda: _(
                "“{name}” stands twice: “{first}” in line {line}, “{second}” in line {other}. "
                "Choose one of them; nothing is saved until then."
            ).format(name=_named(path), first=short(texts[0]), line=lines[0], second=short(texts[1]), other=lines[1]),
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
