"""Article to bytes: the canonical form, whatever the article was read from."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

import yaml

from editor.core.article import Article, FrontMatter, Tagged
from editor.core.codec.fences import BLANK, opens_block
from editor.core.errors import CopydeskError

# The C emitter does not take an infinite width.
_NO_WRAPPING = 2**30


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


_Dumper.add_representer(Tagged, _tagged)
_Dumper.add_representer(tuple, lambda dumper, value: dumper.represent_list(value))


def dump_front(front: FrontMatter) -> str:
    """The lines between the fences, each ended by a newline; no line at all for an empty front matter."""
    if not front:
        return ""
    return str(
        yaml.dump(
            front,
            Dumper=_Dumper,
            sort_keys=True,
            default_flow_style=False,
            allow_unicode=False,
            width=_NO_WRAPPING,
        )
    )


def dump(article: Article) -> bytes:
    """The canonical file of an article; a text without fields gets no block of fields.

    Blank space around the body goes, everything inside it stays. Raises ``CopydeskError`` (``not-text``) where a
    value holds half of a surrogate pair, which no file can hold.
    """
    body = article.body.strip(BLANK)
    block = f"```yaml\n{dump_front(article.front)}```\n"
    if not article.front and not opens_block(body):
        whole = f"{body}\n" if body else ""
    else:
        whole = f"{block}\n{body}\n" if body else block
    try:
        return whole.encode("utf-8")
    except UnicodeEncodeError as error:
        raise surrogate_error(whole, error.start) from error


def surrogate_error(whole: str, at: int) -> CopydeskError:
    """The sentence for a lone surrogate at a place in the text."""
    line = whole.count("\n", 0, at) + 1
    return CopydeskError(
        _(
            "Line {line} holds half of a character (U+{number:04X}), which no file can keep. Nothing was saved; "
            "delete that character and save again."
        ).format(line=line, number=ord(whole[at])),
        code="not-text",
        where=f"line {line}",
    )
