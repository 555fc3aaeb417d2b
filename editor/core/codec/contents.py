"""What is unusual in the values and the text of an article: told when it opens, kept whatever is saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from editor.core.article import FrontMatter, Path, Tagged, Value, dotted, leaves, value_at
from editor.core.codec.departures import Departure
from editor.core.codec.scalars import MOST_TOLD, short
from editor.core.codec.white import white_space
from editor.core.language import _

MANY_FIELDS = 1_000

# Names under which every archive keeps further names, and those that hold one text.
_GROUPS = ("og", "article", "publish", "incident", "twitter", "fb")
_TEXTS: tuple[Path, ...] = (
    ("title",),
    ("url",),
    ("area",),
    ("og", "title"),
    ("og", "description"),
    ("og", "url"),
    ("publish", "date"),
)
# Control characters, characters for private use, replaced and missing ones, and those that Unicode will never define.
_NOWHERE = "\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff\U0001fffe\U0001ffff\U000f0000-\U0010ffff"
# A joiner is right inside an emoji and in some scripts, never after a Latin letter. Archives hold U+200B and U+FEFF.
_IN_VALUE = re.compile(f"[\u200e\u200f\u2028-\u202e\u2060-\u2069{_NOWHERE}]|(?<![^\x00-\u2000])\u200d")
_IN_ADDRESS = re.compile(f"[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff{_NOWHERE}\t\n]")
# Archives hold some invisible marks in their texts: those are not told.
_IN_TEXT = re.compile(f"[\u2028\u2029\u202d\u202e\u2066-\u2069{_NOWHERE}]")


def unusual_values(front: FrontMatter) -> Iterator[Departure]:
    """Values that are not what their name promises, names that stand in two ways, characters that do not show."""
    for key in _GROUPS:
        if key in front and not isinstance(front[key], Mapping):
            yield _odd(key, _("“{name}” holds one value where a group of fields is expected. It is kept."))
    for path in _TEXTS:
        value = value_at(front, path)
        if isinstance(value, tuple | Mapping):
            yield _odd(dotted(path), _("“{name}” holds a list or a group where a text is expected. It is kept."))
    for key in front:
        if "." in key and value_at(front, tuple(key.split("."))) is not None:
            yield _odd(key, _("“{name}” stands both as one name and as a group. Both are kept."))
    for path in islice(_nearly_twice(front), MOST_TOLD):
        yield _odd(dotted(path), _("“{name}” stands twice, in capitals and small letters. Both are kept."))
    yield from _characters(front)


def _odd(name: str, sentence: str) -> Departure:
    return Departure("shape", sentence.format(name=short(name)), loud=True, kept=True)


def _nearly_twice(front: FrontMatter, above: Path = ()) -> Iterator[Path]:
    seen: set[str] = set()
    for key, value in front.items():
        folded = key.casefold()
        if folded in seen:
            yield (*above, key)
        seen.add(folded)
        if isinstance(value, Mapping):
            yield from _nearly_twice(value, (*above, key))


def _characters(front: FrontMatter) -> Iterator[Departure]:
    count = told = 0
    for path, value in leaves(front):
        count += 1
        found = (_IN_ADDRESS if path[-1] == "url" else _IN_VALUE).search(_texts(value))
        if found and told < MOST_TOLD:
            told += 1
            yield Departure(
                "hidden-character",
                _("“{name}” holds a character that cannot be shown (U+{number:04X}). It is kept.").format(
                    name=short(dotted(path)), number=ord(found.group())
                ),
                loud=True,
                kept=True,
            )
    if count > MANY_FIELDS:
        yield Departure(
            "many-fields",
            _("The file holds {count} fields; that is far more than an article needs.").format(count=count),
            loud=True,
            kept=True,
        )


def _texts(value: Value) -> str:
    """All that a value holds that may be looked through for odd characters."""
    if isinstance(value, str):
        return value
    if isinstance(value, Tagged):
        return _texts(value.value)
    return " ".join(map(_texts, value.values() if isinstance(value, Mapping) else value))


def unusual_text(body: str, first_line: int) -> Iterator[Departure]:
    """What is unusual in a body that begins in a line of the file; its white space too, which is not kept."""
    yield from white_space(body, first_line)
    found = _IN_TEXT.search(body)
    if found:
        line = first_line + body.count("\n", 0, found.start())
        sentence = _("Line {line} holds a character that cannot be shown (U+{number:04X}). It is kept.")
        yield Departure(
            "hidden-character", sentence.format(line=line, number=ord(found.group())), line, loud=True, kept=True
        )
    if slow_to_render(body):
        yield Departure(
            "slow-preview",
            _("The text is very long or repeats itself; the preview may show it as plain text."),
            loud=True,
            kept=True,
        )
    begin = re.search(r"^<{7} ", body, re.MULTILINE)
    if begin and re.compile(r"^>{7} ", re.MULTILINE).search(body, begin.end()):
        line = first_line + body.count("\n", 0, begin.start())
        sentence = _("Line {line}: merge conflict markers of a version control program stand in the text.")
        yield Departure("conflict-markers", sentence.format(line=line), line, loud=True, kept=True)


# What a Markdown converter was measured to take unbounded time on: long texts and lines, deep nesting ...
_LONG_TEXT = 256 * 1024  # characters
_LONG_LINE = 50_000  # characters
_MANY_LINES = 50_000
_DEEP = re.compile(r"^ {100,}\S", re.MULTILINE)
# ... a short piece of punctuation hundreds of times in a row, and some pieces very often anywhere.
_IN_A_ROW = tuple(
    piece * 200
    for piece in (
        *"[]<>!`*_|&(\"'^{#\\~$:",
        *("](", "![", "[^", "[a](", "[a][", "- ", "* ", "+ ", "> ", "1. ", "<a ", "<a>", "</a>", "<b>", "<!--"),
        *("<![CDATA[", "`a ", "*a**b", "**a", "_a", "*a ", "a|"),
    )
)
_OFTEN = (("[^", 500), ("[", 5_000), ("<", 5_000), ("`", 5_000), ("|", 10_000))


def slow_to_render(body: str) -> bool:
    """Whether a Markdown converter may take unbounded time on this text."""
    return (
        len(body) > _LONG_TEXT
        or body.count("\n") > _MANY_LINES
        or (len(body) > _LONG_LINE and max(map(len, body.split("\n"))) > _LONG_LINE)
        or any(pieces in body for pieces in _IN_A_ROW)
        or any(body.count(piece) > limit for piece, limit in _OFTEN)
        or _DEEP.search(body) is not None
    )
