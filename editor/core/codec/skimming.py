"""The quick way to what an article says, for lists of many: nothing is told of how its file departs from the form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from editor.core.article import Article, Value
from editor.core.codec.plain import QUICK, is_name
from editor.core.codec.reading import Reading, parse

_DEPTH = 10
# An earlier end, an alias (which may make much of little), a conflict that was not solved.
_UNUSUAL = (b"\n```", b" *", b"<<<<<<<")
_START, _END = b"```yaml\n", b"\n```\n\n"
_RESOLVERS: Mapping[str | None, Any] = yaml.resolver.Resolver.yaml_implicit_resolvers
_FIRST = frozenset(first for first in _RESOLVERS if first)


_is_name = lru_cache(maxsize=1_000)(is_name)


class _Loader(yaml.CBaseLoader):
    """libyaml's tree without a look at what each value might be: that takes half of the time.

    The tag of a value is empty, unless one stands before it.
    """

    def resolve(self, *_node: object) -> str:
        """What is not marked is looked at later, where it has to be."""
        return ""

    def descend_resolver(self, *_place: object) -> None:
        """Nothing depends on where a value stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a value stands."""


class _NotPlainError(Exception):
    """The block has to be read with every guard."""


def skim(data: bytes) -> Article | Reading:
    """The article of a file that is plainly one; for any other what ``parse`` says. Raises ``Refusal`` as it does.

    The article is the one that ``parse`` would read; only what it would tell about white space is not looked for.
    """
    end = data.find(_END, 0, QUICK)
    block = data[len(_START) : end + 1]
    if (
        end < 0
        or not data.startswith(_START)
        or not block.isascii()
        or b"\r" in data
        or b"\0" in data
        or any(part in block for part in _UNUSUAL)
    ):
        return parse(data)
    try:
        front = _fields(_Loader(block).get_single_node(), _DEPTH)
        body = data[end + len(_END) :].decode("utf-8")
    except (yaml.YAMLError, _NotPlainError, UnicodeDecodeError):
        return parse(data)
    return Article(front, body.removesuffix("\n"))


def _fields(node: Any, depth: int) -> dict[str, Value]:
    """The texts of a tree. Raises _NotPlainError where a guard would have something to say."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style or node.tag or not depth:
        raise _NotPlainError
    fields: dict[str, Value] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _NotPlainError
        name = key.value
        if key.style or key.tag or value.tag or name in fields or not _is_name(name):
            raise _NotPlainError
        if isinstance(value, yaml.ScalarNode):
            if not value.style and _may_be_no_text(value.value):
                raise _NotPlainError
            fields[name] = value.value
        else:
            fields[name] = _fields(value, depth - 1)
    return fields


def _may_be_no_text(text: str) -> bool:
    """Whether YAML takes a value without quotes for a number, a date, a truth value or nothing."""
    return not text or (text[0] in _FIRST and any(form.match(text) for _tag, form in _RESOLVERS[text[0]]))
