"""Article to bytes: the canonical form, whatever the article was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from editor.core.article import Article, FrontMatter, Tagged, dotted, leaves
from editor.core.codec.decoding import decode, has_many_zeros
from editor.core.codec.departures import Refusal
from editor.core.codec.fences import BLANK, looks_like_fields
from editor.core.errors import CopydeskError
from editor.core.language import _


class _Dumper(yaml.CSafeDumper):
    """libyaml's emitter, for the four kinds of value an article holds."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write an anchor: every value is written where it stands."""
        return True


def _tagged(dumper: _Dumper, value: Tagged) -> yaml.Node:
    inner = value.value
    if isinstance(inner, str):
        return dumper.represent_scalar(value.tag, inner)
    if isinstance(inner, tuple):
        return dumper.represent_sequence(value.tag, inner)
    if isinstance(inner, Tagged):
        return _tagged(dumper, inner)
    return dumper.represent_mapping(value.tag, inner)


# The C emitter does not take an infinite width.
_STYLE: Mapping[str, Any] = {"Dumper": _Dumper, "allow_unicode": False, "width": 2**30}
_Dumper.add_representer(Tagged, _tagged)
_Dumper.add_representer(tuple, lambda dumper, value: dumper.represent_list(value))


def dump_front(front: FrontMatter) -> str:
    """The lines between the fences, each ended by a newline; no line at all for an empty front matter.

    Raises ``CopydeskError`` (``not-text``) as ``dump`` does.
    """
    if not front:
        return ""
    try:
        return str(yaml.dump(front, sort_keys=True, default_flow_style=False, **_STYLE))
    except UnicodeEncodeError as error:
        name = next((dotted(path) for path, value in leaves(front) if error.object in (*path, value)), "")
        raise _half_character(error, where=name) from error


def writes_as(node: yaml.Node) -> bytes:
    """The lines that a composed YAML tree of texts is written as, in the order and nesting it has."""
    return str(yaml.serialize(node, **_STYLE)).encode("ascii")


def dump(article: Article) -> bytes:
    """The canonical file of an article; a text without fields gets no block of fields.

    Blank space around the body goes, everything inside it stays. Raises ``CopydeskError`` (``not-text``) where a
    text holds half of a surrogate pair, which no file can hold, or so many zeros that it would not be opened again.
    """
    body = re.sub(r"\r\n?", "\n", article.body).strip(BLANK)
    front = "" if not article.front and stands_alone(body) else f"```yaml\n{dump_front(article.front)}```\n"
    gap = "\n" if front and body else ""
    whole = _encoded(f"{front}{gap}{body}\n" if body else front)
    if has_many_zeros(whole):
        raise CopydeskError(
            _(
                "The text holds many zero characters (U+0000); a file with them would be taken for damaged. "
                "Nothing was saved; delete them and save again."
            ),
            code="not-text",
        )
    return whole


def stands_alone(body: str) -> bool:
    """Whether a text without a block of fields above it is read back as that text, and as nothing else."""
    try:
        return not looks_like_fields(f"{body}\n") and decode(_encoded(body)).text == body
    except Refusal:
        return False


def _encoded(whole: str) -> bytes:
    try:
        return whole.encode("utf-8")
    except UnicodeEncodeError as error:
        line = whole.count("\n", 0, error.start) + 1
        raise _half_character(error, where=_("line {line} of the file").format(line=line)) from error


def _half_character(error: UnicodeEncodeError, where: str) -> CopydeskError:
    return CopydeskError(
        _(
            "There is half of a character (U+{number:04X}) in {place}, which no file can keep. Nothing was saved; "
            "delete that character and save again."
        ).format(place=where, number=ord(error.object[error.start])),
        code="not-text",
        where=where,
    )
