"""The lines between the fences to values: every scalar a text, and nothing changed in silence.

The event stream is bounded before anything is built from it (aliases, depth, size), and duplicate keys, comments,
anchors, tags and odd scalars are found in it and told. Values are read as ``BaseLoader`` reads them, through libyaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from editor.core.article import Path, Tagged, Value
from editor.core.codec.departures import Refusal
from editor.core.codec.scalars import (
    FrontError,
    comments,
    conflict_error,
    explain,
    explain_character,
    is_date,
    reads_back,
    short,
)
from editor.core.codec.telling import YAML, Notes
from editor.core.language import _

MAX_BLOCK = 1_000_000  # characters
MAX_EVENTS = 50_000
MAX_ALIASES = 20
MAX_DEPTH = 20
MAX_EXPANDED = 2_000_000  # values and their characters, after every alias is followed

_OPEN, _UNKNOWN = -1, -2  # sizes of an anchored value that is still being read, and of none
_EXECUTABLE = re.compile(r"(tag:yaml\.org,2002:|!)(python|ruby|perl|php|js|java|object|eval)\b", re.IGNORECASE)
_RESOLVER: Any = yaml.resolver.Resolver()
# These may stand in a text but not in a YAML stream: they travel as private characters.
_NONCHARACTERS = ("\ufffe", "\uffff")
_PRIVATE = range(0x100000, 0x10FFFE)


def too_much(detail: str) -> Refusal:
    """The refusal of a block that would take unbounded time or memory, or run something."""
    return Refusal(
        _("The lines at the top of this file cannot be opened safely: {detail}. The file was left as it is.").format(
            detail=detail
        ),
        code="unsafe",
    )


def _stand_ins(front: str) -> dict[int, str]:
    """For each character that no YAML stream may hold, one that this block does not hold, not even as a code."""
    wanted = [character for character in _NONCHARACTERS if character in front]
    if not wanted:
        return {}
    coded = front.lower()
    free = (chr(number) for number in _PRIVATE if chr(number) not in front and f"{number:08x}" not in coded)
    return {ord(character): next(free) for character in wanted}


def _too_deep() -> Refusal:
    return too_much(_("values are nested more than {depth} deep").format(depth=MAX_DEPTH))


def _check_tag(tag: str | None) -> None:
    if tag and _EXECUTABLE.match(tag):
        raise too_much(_("they ask for a program to be run ({tag})").format(tag=short(tag.replace(YAML, "!!"))))


def _check_plain(kind: str, text: str, line: int) -> None:
    """Refuse what a scalar without quotes cannot be, although it looks like it."""
    if kind == "value":
        raise FrontError(_("the value “=” has to stand in quotes"), line)
    if kind == "timestamp" and not is_date(text):
        raise FrontError(_("“{text}” looks like a date and is none; put it in quotes").format(text=short(text)), line)


def _place(event: Any) -> int:
    return int(event.start_mark.index)


def _no_fields(value: Value, line: int) -> FrontError:
    if isinstance(value, str) and re.match("<{7}|>{7}", value):
        return conflict_error(line)
    if isinstance(value, Tagged) and isinstance(value.value, Mapping):
        return FrontError(_("the fields as a whole are marked as “{tag}”").format(tag=short(value.tag)), line)
    return FrontError(_("the lines are not of the form “name: value”"), line)


class FrontReader:
    """Reads one block. Used once; ``notes`` are filled while reading."""

    def __init__(self, front: str, first_line: int) -> None:
        if len(front) > MAX_BLOCK:
            raise too_much(_("they are larger than one megabyte"))
        self._stand_ins = _stand_ins(front)
        # libyaml passes over a mark at the beginning without counting it.
        self._front = front.translate(self._stand_ins).lstrip("\ufeff")
        self._line = first_line
        self._events: Iterator[Any] = iter(())  # libyaml's events have no useful types
        self._seen = 0
        self._aliases = 0
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._size = 0
        self._spans: list[tuple[int, int]] = []
        self.notes = Notes(self._front, first_line)
        if front.startswith("\ufeff"):
            self.notes.mark_at_start()

    def read(self) -> dict[str, Value]:
        """The values. Raises ``FrontError`` where they are not understood, ``Refusal`` where they are not safe."""
        self._events = yaml.parse(self._front, Loader=yaml.CBaseLoader)
        try:
            front = self._document()
        except yaml.MarkedYAMLError as error:
            if "nesting depth" in str(error.problem):
                raise _too_deep() from error
            raise explain(self._front, self._line, error) from error
        except yaml.reader.ReaderError as error:
            raise explain_character(self._front, self._line, error) from error
        self.notes.departures += comments(self._front, self._line, self._spans)
        return front

    # -- events

    def _next(self) -> Any:
        self._seen += 1
        if self._seen > MAX_EVENTS:
            raise too_much(_("they hold more than {number} values").format(number=MAX_EVENTS // 2))
        return next(self._events)

    def _document(self) -> dict[str, Value]:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            return {}
        if start.explicit:
            self.notes.document_marker("---", start)
        first = self._next()
        value = self._value(first, (), 1)
        if not isinstance(value, Mapping):
            raise _no_fields(value, self.notes.line(first))
        end = self._next()
        if end.explicit:
            self.notes.document_marker("...", end)
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            raise FrontError(_("a second document begins after “---” or “...”"), self.notes.line(following))
        return dict(value)

    # -- values

    def _value(self, event: Any, path: Path, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise _too_deep()
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._size
        if event.anchor is not None:
            self._anchors[event.anchor] = ("", _OPEN)
            self.notes.anchor(event)
        value: Value
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path)
        else:
            value = self._collection(event, path, depth)
        self._grow(1 + (len(event.value) if isinstance(event, yaml.ScalarEvent) else 0))
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
                _("“*{name}” refers to nothing; put the value in quotes").format(name=short(event.anchor)),
                self.notes.line(event),
            )
        if size == _OPEN:
            raise FrontError(_("“*{name}” refers to itself").format(name=short(event.anchor)), self.notes.line(event))
        self._grow(size)
        return value

    def _collection(self, event: Any, path: Path, depth: int) -> Value:
        tag = event.tag
        _check_tag(tag)
        value: Value
        if isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(path, depth)
        else:
            items = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(item, path, depth + 1))
            value = tuple(items)
        if tag in (None, "!", YAML + "map", YAML + "seq"):
            return value
        self.notes.tag(tag, path, event)
        return Tagged(tag, value)

    def _mapping(self, path: Path, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        places: dict[str, int] = {}
        merged: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise FrontError(_("a name is not a text"), self.notes.line(event))
            key = self._key(event)
            value = self._value(self._next(), (*path, key), depth + 1)
            if key == "<<" and event.implicit[0]:
                self._merge(value, event, merged)
                continue
            if key in values:
                self.notes.stands_twice((*path, key), (values[key], value), places[key], event)
            values[key], places[key] = value, _place(event)
        return {**merged, **values}

    def _merge(self, value: Value, event: Any, merged: dict[str, Value]) -> None:
        """Add the fields that ``<<`` brings in; those that came first win."""
        self.notes.merge(event)
        for part in value if isinstance(value, tuple) else (value,):
            if not isinstance(part, Mapping):
                raise FrontError(_("“<<” brings in something that has no names"), self.notes.line(event))
            for key, inner in part.items():
                merged.setdefault(key, inner)

    def _key(self, event: Any) -> str:
        key = self._text(event)
        self._spans.append((event.start_mark.index, event.end_mark.index))
        if event.tag:
            _check_tag(event.tag)
            raise FrontError(_("the name “{key}” is marked with “!”").format(key=short(key)), self.notes.line(event))
        if event.anchor is not None:
            self._anchors[event.anchor] = (key, 1 + len(key))
            self.notes.anchor(event)
        tag = _RESOLVER.resolve(yaml.ScalarNode, key, (True, False)) if event.implicit[0] else YAML + "str"
        self.notes.key(key, tag not in (YAML + "str", YAML + "merge"), event)
        return key

    def _text(self, event: Any) -> str:
        value = str(event.value)
        for character, stand_in in self._stand_ins.items():
            value = value.replace(stand_in, chr(character))
        return value

    def _scalar(self, event: Any, path: Path) -> Value:
        text = self._text(event)
        self._spans.append((event.start_mark.index, event.end_mark.index))
        if event.style in ("|", ">"):
            self.notes.block_style(path, event)
        if event.tag:
            return self._explicit(event, text, path)
        if event.style or not event.implicit[0]:
            return text
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
        if tag == YAML + "str":
            return text
        return self._implicit(event, text, tag, path)

    def _explicit(self, event: Any, text: str, path: Path) -> Value:
        _check_tag(event.tag)
        if event.tag in ("!", YAML + "str"):
            self.notes.text_tag(path, event)
            return text
        self.notes.tag(event.tag, path, event)
        # It would be written without the tag where it does not need one, and then has to be understood.
        if _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == event.tag:
            _check_plain(event.tag.removeprefix(YAML), text, self.notes.line(event))
        return Tagged(event.tag, text)

    def _implicit(self, event: Any, text: str, tag: str, path: Path) -> Value:
        """A plain scalar that other YAML programs read as a number, a date, a truth value or nothing."""
        kind = tag.removeprefix(YAML)
        _check_plain(kind, text, self.notes.line(event))
        if kind == "merge":
            return text
        if not reads_back(kind, text):
            self.notes.odd_scalar(text, path, event)
        return Tagged(tag, text)
