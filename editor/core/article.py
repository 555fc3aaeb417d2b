"""The article: a nested mapping of texts, and a body.

The front matter is kept exactly as stored (HTML-encoded). Every leaf of a canonical file is a text; what another
program may have put there (numbers, lists, tagged values) is kept as what it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A YAML value that is not a text: a number, a date, null, ``!!binary`` ...; kept with its type."""

    tag: str
    value: Value


Value: TypeAlias = "str | Tagged | tuple[Value, ...] | Mapping[str, Value]"
FrontMatter: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Article:
    """What a file holds. ``front`` is never changed in place."""

    front: FrontMatter = field(default_factory=dict)
    body: str = ""


def value_at(front: FrontMatter, path: Path) -> Value | None:
    """The value at a path of keys, or None."""
    here: Value = front
    for key in path:
        if not isinstance(here, Mapping) or key not in here:
            return None
        here = here[key]
    return here


def text_at(front: FrontMatter, path: Path) -> str | None:
    """The text at a path of keys; None where there is no value or it is not a text."""
    value = value_at(front, path)
    return value if isinstance(value, str) else None


def with_value(front: FrontMatter, path: Path, value: Value | None) -> FrontMatter:
    """The same front matter with one value set, or with it and the mappings it leaves empty removed (None)."""
    key, rest = path[0], path[1:]
    if rest:
        below = front.get(key)
        value = with_value(below if isinstance(below, Mapping) else {}, rest, value)
        if not value:
            value = None
    if value is None:
        return {k: v for k, v in front.items() if k != key}
    return {**front, key: value}


def leaves(front: FrontMatter, above: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Every value that is not a mapping (an empty mapping counts as one), with its path, in stored order."""
    for key, value in front.items():
        if isinstance(value, Mapping) and value:
            yield from leaves(value, (*above, key))
        else:
            yield (*above, key), value


def dotted(path: Path) -> str:
    """A path as people and scripts write it: ``og.site.name``. A dot inside a key is written ``\\.``."""
    return ".".join(key.replace("\\", "\\\\").replace(".", "\\.") for key in path)


def undotted(name: str) -> Path:
    """The path that ``dotted`` made this name from."""
    keys, key, escaped = [], "", False
    for character in name:
        if escaped:
            key, escaped = key + character, False
        elif character == "\\":
            escaped = True
        elif character == ".":
            keys.append(key)
            key = ""
        else:
            key += character
    return (*keys, key)
