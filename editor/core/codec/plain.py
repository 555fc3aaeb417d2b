"""The quick way through a block of fields that is just as the archive writes it; nearly all are."""

from __future__ import annotations

import re

import yaml

from editor.core.article import Value
from editor.core.codec.writing import writes_as

QUICK = 8_000  # bytes of a block; a longer one is read with every guard
_DEPTH = 10
_TEXT, _MAPPING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"
# What begins an anchor, an alias, a tag or a collection in one line: those are read with every guard.
_UNPLAIN = re.compile(rb"(?:^ *|[:?-] +)[&*!\[{]", re.MULTILINE)
is_name = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*").fullmatch
"""Whether a key is one of those that archives have."""


class _NotPlainError(Exception):
    """The block has to be read with every guard."""


def plain_fields(block: bytes) -> dict[str, Value] | None:
    """The fields of a block of texts in canonical form, of which there is nothing to tell; None for any other."""
    if len(block) > QUICK or not block.isascii() or _UNPLAIN.search(block):
        return None
    try:
        tree = yaml.compose(block, Loader=yaml.CBaseLoader)
        fields = _fields(tree, _DEPTH)
    except (yaml.YAMLError, _NotPlainError):
        return None
    return fields if tree is not None and writes_as(tree) == block else None


def _fields(node: yaml.Node | None, depth: int) -> dict[str, Value]:
    """The texts of a tree in the archive's order; the tree forgets in which style each was written."""
    if not isinstance(node, yaml.MappingNode) or node.tag != _MAPPING or not depth:
        raise _NotPlainError
    node.flow_style = False
    fields: dict[str, Value] = {}
    before = ""
    for key, value in node.value:
        if key.tag != _TEXT or key.value <= before or not is_name(key.value):
            raise _NotPlainError
        before, key.style = key.value, None
        if value.tag == _TEXT:
            value.style = None
            fields[before] = value.value
        else:
            fields[before] = _fields(value, depth - 1)
    return fields
