"""The lines between the fences to values: every scalar a text, and nothing changed in silence.

The event stream is bounded before anything is built from it (aliases, depth, size), and duplicate keys, comments,
anchors, tags and odd scalars are found in it and told. Values are read as ``BaseLoader`` reads them, through libyaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import Any

import yaml

from editor.core.article import Path, Tagged, Value, dotted
from editor.core.codec.departures import Departure, Refusal, Twice
from editor.core.codec.scalars import (
    INVISIBLE,
    FrontError,
    comments,
    explain,
    explain_character,
    is_date,
    reads_back,
)

MAX_BLOCK = 1_000_000  # characters
MAX_EVENTS = 50_000
MAX_ALIASES = 20
MAX_DEPTH = 20
MAX_EXPANDED = 100_000  # values, after every alias is followed

_YAML = "tag:yaml.org,2002:"
_OPEN, _UNKNOWN = -1, -2  # sizes of an anchored value that is still being read, and of none
_EXECUTABLE = re.compile(r"(tag:yaml\.org,2002:|!)(python|ruby|perl|php|js|java|object|eval)\b", re.IGNORECASE)
# Names that a person would give: they neither begin nor end with a blank, and hold no sign that YAML uses.
_PLAIN_NAME = re.compile(r"(?![-? ])[^:#\[\]{},&*!|>'\"%@`\n]+(?<! )|<<")
_RESOLVER: Any = yaml.resolver.Resolver()
# U+FFFE and U+FFFF may stand in a text but not in a YAML stream: they travel as these two private characters.
_NONCHARACTERS = {0xFFFE: "\U0010fff0", 0xFFFF: "\U0010fff1"}
_BACK = {0x10FFF0: "\ufffe", 0x10FFF1: "\uffff"}


def too_much(detail: str) -> Refusal:
    """The refusal of a block that would take unbounded time or memory, or run something."""
    return Refusal(
        _("The lines at the top of this file cannot be opened safely: {detail}. The file was left as it is.").format(
            detail=detail
        ),
        code="unsafe",
    )


class FrontReader:
    """Reads one block. Used once; ``departures`` and ``twice`` are filled while reading."""

    def __init__(self, front: str, first_line: int) -> None:
        if len(front) > MAX_BLOCK:
            raise too_much(_("they are larger than one megabyte"))
        self._stand_ins = "\ufffe" in front or "\uffff" in front
        self._front = front.translate(_NONCHARACTERS) if self._stand_ins else front
        self._line = first_line
        self._events: Iterator[Any] = iter(())  # libyaml's events have no useful types
        self._seen = 0
        self._aliases = 0
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._size = 0
        self._spans: list[tuple[int, int]] = []
        self.departures: list[Departure] = []
        self.twice: list[Twice] = []

    def read(self) -> dict[str, Value]:
        """The values. Raises ``FrontError`` where they are not understood, ``Refusal`` where they are not safe."""
        self._events = yaml.parse(self._front, Loader=yaml.CBaseLoader)
        try:
            front = self._document()
        except yaml.MarkedYAMLError as error:
            if "nesting depth" in str(error.problem):
                raise self._too_deep() from error
            raise explain(self._front, self._line, error) from error
        except yaml.reader.ReaderError as error:
            raise explain_character(self._front, self._line, error) from error
        self.departures += comments(self._front, self._line, self._spans)
        return front

    # -- events

    def _too_deep(self) -> Refusal:
        return too_much(_("values are nested more than {depth} deep").format(depth=MAX_DEPTH))

    def _next(self) -> Any:
        self._seen += 1
        if self._seen > MAX_EVENTS:
            raise too_much(_("they hold more than {number} values").format(number=MAX_EVENTS // 2))
        return next(self._events)

    def _at(self, event: Any) -> int:
        return self._line + int(event.start_mark.line)

    def _tell(self, code: str, sentence: str, line: int, *, loud: bool = True, kept: bool = False) -> None:
        self.departures.append(Departure(code, sentence, line, loud=loud, kept=kept))

    def _document(self) -> dict[str, Value]:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            return {}
        if start.explicit:
            self._tell("document-marker", _("The marker “---” goes when an edit is saved."), self._at(start))
        first = self._next()
        if not isinstance(first, yaml.MappingStartEvent):
            raise FrontError(_("the lines are not of the form “name: value”"), self._at(first))
        value = self._value(first, (), 1)
        end = self._next()
        if end.explicit:
            self._tell("document-marker", _("The marker “...” goes when an edit is saved."), self._at(end))
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            raise FrontError(_("a second document begins after “---” or “...”"), self._at(following))
        while isinstance(value, Tagged):
            value = value.value
        return dict(value) if isinstance(value, Mapping) else {}

    # -- values

    def _value(self, event: Any, path: Path, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise self._too_deep()
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._size
        if event.anchor is not None:
            self._anchors[event.anchor] = ("", _OPEN)
            self._tell(
                "anchor",
                _("The value that “&{name}” names is written out in full when an edit is saved.").format(
                    name=event.anchor
                ),
                self._at(event),
            )
        value: Value
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path)
        else:
            value = self._collection(event, path, depth)
        self._grow(1)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, self._size - before)
        return value

    def _grow(self, by: int) -> None:
        self._size += by
        if self._size > MAX_EXPANDED:
            raise too_much(_("values repeat each other without end"))

    def _alias(self, event: Any) -> Value:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise too_much(_("values repeat each other more than {number} times").format(number=MAX_ALIASES))
        value, size = self._anchors.get(event.anchor, ("", _UNKNOWN))
        if size == _UNKNOWN:
            raise FrontError(
                _("“*{name}” refers to nothing; put the value in quotes").format(name=event.anchor),
                self._at(event),
            )
        if size == _OPEN:
            raise FrontError(_("“*{name}” refers to itself").format(name=event.anchor), self._at(event))
        self._grow(size)
        return value

    def _collection(self, event: Any, path: Path, depth: int) -> Value:
        tag = event.tag
        self._check_tag(tag)
        value: Value
        if isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(path, depth)
        else:
            items = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(item, path, depth + 1))
            value = tuple(items)
        if tag in (None, "!", _YAML + "map", _YAML + "seq"):
            return value
        self._tell_tag(tag, path, event)
        return Tagged(tag, value)

    def _mapping(self, path: Path, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        lines: dict[str, int] = {}
        merged: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise FrontError(_("a name is not a text"), self._at(event))
            key = self._key(event)
            value = self._value(self._next(), (*path, key), depth + 1)
            if key == "<<" and event.implicit[0]:
                merged = {**self._merge(value, event), **merged}
                continue
            if key in values:
                self._tell_twice((*path, key), (values[key], value), (lines[key], self._at(event)))
            values[key], lines[key] = value, self._at(event)
        return {**merged, **values}

    def _merge(self, value: Value, event: Any) -> dict[str, Value]:
        self._tell(
            "merge",
            _("The values that “<<” brings in are written out when an edit is saved."),
            self._at(event),
        )
        parts = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(part, Mapping) for part in parts):
            raise FrontError(_("“<<” brings in something that has no names"), self._at(event))
        merged: dict[str, Value] = {}
        for part in reversed(parts):
            merged.update(part if isinstance(part, Mapping) else {})
        return merged

    def _key(self, event: Any) -> str:
        key = self._text(event)
        self._spans.append((event.start_mark.index, event.end_mark.index))
        if event.implicit[0] and not event.tag:
            tag = _RESOLVER.resolve(yaml.ScalarNode, key, (True, False))
            if tag not in (_YAML + "str", _YAML + "merge"):
                self._tell(
                    "odd-key",
                    _("The name “{key}” is put in quotes when an edit is saved.").format(key=key),
                    self._at(event),
                )
        if not _PLAIN_NAME.fullmatch(key):
            self._tell(
                "odd-key",
                _("The name “{key}” is unusual; perhaps a colon or a quote is missing. It is kept.").format(key=key),
                self._at(event),
                kept=True,
            )
        elif INVISIBLE.search(key):
            self._tell(
                "suspicious-key",
                _("The name “{key}” holds an invisible character; perhaps it should be “{bare}”.").format(
                    key=key.replace("\u00a0", "⍽"), bare=INVISIBLE.sub("", key)
                ),
                self._at(event),
                kept=True,
            )
        return key

    def _text(self, event: Any) -> str:
        value = str(event.value)
        return value.translate(_BACK) if self._stand_ins else value

    def _scalar(self, event: Any, path: Path) -> Value:
        text = self._text(event)
        self._spans.append((event.start_mark.index, event.end_mark.index))
        if event.style in ("|", ">"):
            self._tell_style(event, path)
        if event.tag:
            return self._explicit(event, text, path)
        if event.style or not event.implicit[0]:
            return text
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
        if tag == _YAML + "str":
            return text
        return self._implicit(event, text, tag, path)

    def _explicit(self, event: Any, text: str, path: Path) -> Value:
        self._check_tag(event.tag)
        self._tell_tag(event.tag, path, event)
        return text if event.tag in ("!", _YAML + "str") else Tagged(event.tag, text)

    def _implicit(self, event: Any, text: str, tag: str, path: Path) -> Value:
        """A plain scalar that other YAML programs read as a number, a date, a truth value or nothing."""
        kind = tag.removeprefix(_YAML)
        if kind == "value":
            raise FrontError(_("the value “=” has to stand in quotes"), self._at(event))
        if kind == "merge":
            return text
        if kind == "timestamp" and not is_date(text):
            raise FrontError(
                _("“{text}” looks like a date and is none; put it in quotes").format(text=text),
                self._at(event),
            )
        if not reads_back(kind, text):
            self._tell(
                "not-text",
                _("“{name}” has no quotes, and other programs read “{text}” as something else. It is kept.").format(
                    name=dotted(path), text=text
                )
                if text
                else _("“{name}” has no value. It is kept as it is.").format(name=dotted(path)),
                self._at(event),
                kept=True,
            )
        return Tagged(tag, text)

    # -- telling

    def _check_tag(self, tag: str | None) -> None:
        if tag and _EXECUTABLE.match(tag):
            raise too_much(_("they ask for a program to be run ({tag})").format(tag=tag))

    def _tell_tag(self, tag: str, path: Path, event: Any) -> None:
        self._tell(
            "tag",
            _("“{name}” is marked as “{tag}”; it is kept, and cannot be edited here.").format(
                name=dotted(path), tag=tag.replace(_YAML, "!!")
            ),
            self._at(event),
            kept=True,
        )

    def _tell_style(self, event: Any, path: Path) -> None:
        header = self._front[event.start_mark.index :].partition("\n")[0]
        if event.style == ">" or header.strip(" ") not in ("|", "|-"):
            self._tell(
                "block-style",
                _("“{name}” is written as a block of lines; saving an edit writes it in quotes.").format(
                    name=dotted(path)
                ),
                self._at(event),
            )

    def _tell_twice(self, path: Path, values: tuple[Value, Value], lines: tuple[int, int]) -> None:
        texts = tuple(value if isinstance(value, str) else str(value) for value in values)
        self.twice.append(Twice(path, texts, lines))
        self._tell(
            "twice",
            _(
                "“{name}” stands twice: “{first}” in line {line}, “{second}” in line {other}. "
                "Choose one of them; nothing is saved until then."
            ).format(name=dotted(path), first=texts[0], line=lines[0], second=texts[1], other=lines[1]),
            lines[1],
        )
