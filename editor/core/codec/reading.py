"""Bytes to article, with what a person should know about the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _

from editor.core.article import Article, FrontMatter, Tagged, Value, dotted, leaves, value_at
from editor.core.codec.decoding import Decoded, decode
from editor.core.codec.departures import Departure, Outcome, Refusal, Twice
from editor.core.codec.fences import BLANK, CANONICAL, Block, take_apart
from editor.core.codec.front import FrontReader
from editor.core.codec.scalars import FrontError
from editor.core.codec.white import white_space
from editor.core.codec.writing import dump_front

MANY_FIELDS = 1_000
LONG_LINE = 50_000  # characters
MANY_LINES = 50_000
DEEP_INDENT = 100  # blanks before a list item

__all__ = ["Departure", "Outcome", "Reading", "Refusal", "Twice", "parse"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds and how it opens.

    ``text`` is the whole file as text (LF line ends): what a raw view shows. ``exact`` is False for bytes that are no
    valid text and can only be looked at. ``twice`` holds keys of which one value has to be chosen before a save.
    """

    outcome: Outcome
    article: Article
    text: str
    newline: str = "\n"
    exact: bool = True
    departures: tuple[Departure, ...] = ()
    twice: tuple[Twice, ...] = field(default=())

    @property
    def notices(self) -> tuple[Departure, ...]:
        """The departures that are shown when the file opens."""
        return tuple(departure for departure in self.departures if departure.loud)


def parse(data: bytes) -> Reading:
    """Read a file. Raises ``Refusal`` for what is not opened at all."""
    decoded = decode(data)
    text = decoded.text
    if not text.strip():
        return _empty(decoded)
    reason = _not_understood(text)
    if reason:
        return _raw(decoded, reason)
    try:
        block = take_apart(text)
    except EOFError:
        return _raw(decoded, _("the lines at the top have no end (a line of three backticks is missing)"))
    if block is None:
        return _without_fields(decoded)
    reader = FrontReader(block.front, block.line)
    try:
        front = reader.read()
    except FrontError as error:
        return _raw(decoded, error.sentence, error.line)
    body_line = block.line + block.front.count("\n") + 1
    body, layout = _body(block.rest)
    departures = (
        *decoded.departures,
        *_spelling(block),
        *reader.departures,
        *_front_layout(block, front, reader.departures),
        *_shapes(front),
        *layout,
        *_body_departures(body, body_line + 1),
    )
    return _reading(decoded, Article(front, body), departures, tuple(reader.twice))


def _reading(
    decoded: Decoded, article: Article, departures: tuple[Departure, ...], twice: tuple[Twice, ...] = ()
) -> Reading:
    loud = any(departure.loud for departure in departures)
    outcome = Outcome.OPEN_WARN if loud else Outcome.OPEN
    return Reading(outcome, article, decoded.text, decoded.newline, decoded.exact, departures, twice)


def _raw(decoded: Decoded, reason: str, line: int = 0) -> Reading:
    sentence = (
        _("Line {line}: {reason}. The whole file is shown as text; it is saved exactly as shown.")
        if line
        else _("The fields of this file are not understood: {reason}. It is shown, and saved, as plain text.")
    ).format(line=line, reason=reason)
    departures = (*decoded.departures, Departure("not-understood", sentence, line, loud=True))
    return Reading(Outcome.OPEN_RAW, Article(), decoded.text, decoded.newline, decoded.exact, departures)


def _empty(decoded: Decoded) -> Reading:
    told = Departure(
        "empty",
        _("The file is empty. If it should not be, it may have been damaged: look for a backup before you save."),
        loud=True,
    )
    return _reading(decoded, Article(), (*decoded.departures, told))


def _without_fields(decoded: Decoded) -> Reading:
    body, layout = _body("\n" + decoded.text)
    told = Departure(
        "no-fields",
        _("The file holds only text. Fields that you fill are added at its top when you save."),
        line=1,
        loud=True,
    )
    return _reading(decoded, Article({}, body), (*decoded.departures, told, *layout, *_body_departures(body, 1)))


def _tops() -> tuple[tuple[str, str], ...]:
    """Beginnings of a file that look like fields, but not like ours."""
    return (
        (r"\+\+\+[ \t]*\n", _("it begins with TOML fields (+++)")),
        (
            r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
            _("it begins with fields between “---” lines"),
        ),
        (r"\s*\{\s*\n?\s*\"", _("it begins with JSON fields")),
        (r"\n*[ ]{1,3}(?:```|~~~)[ \t]*ya?ml", _("the block at its top is indented")),
        (r"(?s)(?!```|~~~).*?\n```yaml[ \t]*\n", _("there is text before the block of fields")),
    )


def _not_understood(text: str) -> str:
    """Why a text whose beginning looks like fields, but not like ours, is shown raw; '' where it does not."""
    if text.startswith(CANONICAL + "\n"):
        return ""
    return next((reason for pattern, reason in _tops() if re.match(pattern, text, re.IGNORECASE)), "")


def _spelling(block: Block) -> Iterator[Departure]:
    if block.spelling or block.leading_lines:
        yield Departure(
            "fence",
            _("The lines around the fields are not spelt ```yaml and ```. They are when an edit is saved."),
            max(1, block.line - 1),
            loud=True,
        )


def _front_layout(block: Block, front: FrontMatter, told: list[Departure]) -> Iterator[Departure]:
    if not told and dump_front(front) != block.front:
        yield Departure(
            "layout",
            _("The order, quotes or line breaks of the fields are not the archive's. They are when an edit is saved."),
            block.line,
        )


# Names under which every archive keeps further names, and those that hold one text.
_GROUPS = ("og", "article", "publish", "incident", "twitter", "fb")
_TEXTS = (
    ("title",),
    ("url",),
    ("area",),
    ("og", "title"),
    ("og", "description"),
    ("og", "url"),
    ("publish", "date"),
)
_IN_ADDRESS = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]")
_LOUD_IN_VALUE = re.compile(
    "[\u200e\u200f\u2028-\u202e\u2060-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|(?<![^\x00-\u2000])\u200d"
)
_LOUD_IN_BODY = re.compile(
    "[\u2028\u2029\u202d\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
)


def _shapes(front: FrontMatter) -> Iterator[Departure]:
    """Values that are not what their name promises, and names that stand in two ways."""
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
    yield from _hidden_in_values(front)


def _odd(name: str, sentence: str) -> Departure:
    return Departure("shape", sentence.format(name=name), loud=True, kept=True)


def _hidden_in_values(front: FrontMatter) -> Iterator[Departure]:
    count = 0
    for path, value in leaves(front):
        count += 1
        text = _scalar_text(value)
        found = (_IN_ADDRESS if path[-1] == "url" else _LOUD_IN_VALUE).search(text)
        if found:
            yield Departure(
                "hidden-character",
                _("“{name}” holds an invisible character (U+{number:04X}). It is kept.").format(
                    name=dotted(path), number=ord(found.group())
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


def _scalar_text(value: Value) -> str:
    while isinstance(value, Tagged):
        value = value.value
    return value if isinstance(value, str) else ""


def _body(rest: str) -> tuple[str, tuple[Departure, ...]]:
    """The body after the closing fence, and how the white space around it departs."""
    if not rest:
        return "", ()
    inner = rest.removeprefix("\n")
    body = inner.removesuffix("\n")
    canonical = rest == "\n" + body + "\n" and body == body.strip(BLANK) and body != ""
    if canonical:
        return body, ()
    told = Departure("around-body", _("The empty lines around the text are not the archive's."))
    return body, (told,)


def _body_departures(body: str, first_line: int) -> Iterator[Departure]:
    yield from white_space(body, first_line)
    found = _LOUD_IN_BODY.search(body)
    if found:
        yield Departure(
            "hidden-character",
            _("Line {line} holds a control character (U+{number:04X}). It is kept.").format(
                line=first_line + body.count("\n", 0, found.start()), number=ord(found.group())
            ),
            first_line + body.count("\n", 0, found.start()),
            loud=True,
            kept=True,
        )
    if slow_to_render(body):
        yield Departure(
            "slow-preview",
            _("The text is very long or repeats itself; the preview may show it as plain text."),
            loud=True,
            kept=True,
        )
    found = re.search(r"^<{7} .*\n(?:.*\n)*?>{7} ", body, re.MULTILINE) if "<<<<<<<" in body else None
    if found:
        line = first_line + body.count("\n", 0, found.start())
        sentence = _("Line {line}: merge conflict markers of a version control program stand in the text.")
        yield Departure("conflict-markers", sentence.format(line=line), line, loud=True, kept=True)


def slow_to_render(body: str) -> bool:
    """Whether a Markdown converter may take unbounded time on this text (measured patterns: deep nesting, repeats)."""
    if len(body) > LONG_LINE and max(map(len, body.split("\n"))) > LONG_LINE:
        return True
    if body.count("\n") > MANY_LINES or re.search(rf"^ {{{DEEP_INDENT},}}\S", body, re.MULTILINE):
        return True
    return _REPEATED.search(body) is not None


# A short piece of punctuation, hundreds of times in a row: "[[[[", "- - - ", "<a <a ".
_REPEATED = re.compile(r"([\[\]<>!`*_|&(\"'^{#]|\]\(|[-*+>] |\d\. |<a |</a>|<!--|`a |\*a\*\*b)\1{199,}")
