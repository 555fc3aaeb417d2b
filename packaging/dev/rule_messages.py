"""The sentences of rules files, for Babel: what ``editor.services.rules`` looks up when it loads them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO

import yaml

_PARTS = {
    "rules": ("title", "sentence", "why", "example"),
    "families": ("title", "about"),
}
Message = tuple[int, str | None, str, list[str]]


def extract(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Line, function (there is none), sentence and comments of each; Babel calls it."""
    for place, named in _pairs(yaml.compose(file, yaml.SafeLoader)):
        for name, texts in _pairs(named) if place in _PARTS else ():
            for part, text in _pairs(texts):
                if part in _PARTS[place] and isinstance(text, yaml.ScalarNode) and text.value:
                    yield text.start_mark.line + 1, None, text.value, [f"Translators: {name}, {part}"]


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield str(name.value), value
