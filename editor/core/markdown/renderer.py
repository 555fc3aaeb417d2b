"""The renderer: a body in, safe HTML out, with what was laid out before remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple, TypeAlias

from editor.core.language import _
from editor.core.markdown.chunks import Chunk, Splitter, is_tied_together, normalised
from editor.core.markdown.cleaning import clean
from editor.core.markdown.engine import Definitions, Engine, together

LONGEST_BODY = 256 * 1024
"""Characters. A longer body is shown as text (the longest real article has 133 thousand)."""

_FAULTS = (RecursionError, MemoryError, ValueError, LookupError, AssertionError, TypeError, AttributeError)
"""What python-markdown and the parsers below it may raise for an odd text: too many levels first of all."""

_REMEMBERED = 8192  # pieces, a few megabytes
_QUICK = 5000  # characters to lay out at once: about 6 ms
_PER_PIECE = 100  # what each piece costs besides, in characters
_PER_LINE = 60  # what each further line costs: it may be an item, a row, a heading

# Python-markdown is quadratic in each of these; below these counts a piece of text takes a few milliseconds.
_CALM: Mapping[str, int] = {
    "[": 40, "]": 60, "<": 8, "`": 30, "*": 120, "_": 120, "!": 60, ">": 60, "&": 120, "|": 200, '"': 120, "'": 160,
    "\\": 120, "#": 120, "{": 40, "\n": 60,
}  # fmt: skip
_CALM_TOGETHER = 300
_NESTED_ITEMS = re.compile(r"(?:(?:[*+-]|\d+\.)[ ]+){6}|^[ ]{32}", re.MULTILINE)


class Block(NamedTuple):
    """A part of the page that changes as one: its first line in the body (from 0) and its HTML, safe to show."""

    first_line: int
    html: str


@dataclass(frozen=True, slots=True)
class Html:
    """A body as safe HTML. ``problem`` is a sentence where it could not be laid out and is shown as text."""

    blocks: tuple[Block, ...] = ()
    problem: str = ""

    def __str__(self) -> str:
        return "\n".join(block.html for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk laid out: its safe HTML and the ids that its headings got."""

    html: str
    ids: tuple[str, ...] = ()


Key: TypeAlias = tuple[str, Definitions | None, frozenset[str]]
"""What a piece depends on: its text, the definitions it can see (None: the whole body), the ids taken above it."""

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A result that can be handed to another renderer, in another process, for it to remember."""

    html: Html
    pieces: tuple[tuple[Key, Piece], ...] = ()
    definitions: tuple[tuple[str, Definitions], ...] = ()


@dataclass(slots=True)
class _Memory:
    pieces: dict[Key, Piece] = field(default_factory=dict)
    definitions: dict[str, Definitions] = field(default_factory=dict)

    def trim(self) -> None:
        """Forget what was not used for longest."""
        for oldest in list(self.pieces)[: max(0, len(self.pieces) - _REMEMBERED)]:
            del self.pieces[oldest]
        for old in list(self.definitions)[: max(0, len(self.definitions) - _REMEMBERED)]:
            del self.definitions[old]


@dataclass(frozen=True, slots=True)
class _Last:
    """What was laid out last: of each chunk the piece."""

    definitions: Definitions = field(default_factory=Definitions)
    chunks: Sequence[Chunk] = ()
    pieces: Sequence[Piece] = ()


class _TooMuch(Exception):
    """A quick rendering would not be quick."""


def as_text(body: str, problem: str) -> Html:
    """A body that cannot be laid out, shown as it was typed."""
    return Html((Block(0, f'<pre class="as-text">{escape(body[:LONGEST_BODY])}</pre>'),), problem)


def too_long(body: str) -> Html | None:
    """The body as text if it is too long to lay out."""
    if len(body) <= LONGEST_BODY:
        return None
    return as_text(body, _("This text is very long, so the preview shows it as it was typed, without its layout."))


def too_tangled(body: str) -> Html:
    """The body as text because laying it out took too long, too much memory, or too many levels."""
    return as_text(
        body,
        _("The preview cannot lay out this text, so it shows it as it was typed. Look for a long run of one sign."),
    )


def unable(body: str) -> Html:
    """The body as text because the helper process is not there."""
    return as_text(
        body,
        _("The preview’s helper program did not start, so the preview shows this text as it was typed. Start again."),
    )


class Renderer:
    """Renders bodies, and remembers the pieces. Not for use by two threads at once."""

    def __init__(self) -> None:
        self._engine = Engine()
        self._memory = _Memory()
        self._budget: int | None = None
        self._used: dict[Key, Piece] = {}
        self._splitter = Splitter()
        self._last = _Last()

    def render(self, body: str) -> Html:
        """A body as safe HTML, however long it takes."""
        return self.rendered(body).html

    def quick(self, body: str) -> Html | None:
        """The same, if it takes only a few milliseconds because most of it is remembered; else None."""
        self._budget = _QUICK
        try:
            return self.rendered(body).html
        except _TooMuch:
            return None
        finally:
            self._budget = None

    def rendered(self, body: str) -> Rendered:
        """The same as ``render``, with the pieces it is made of."""
        if (long := too_long(body)) is not None:
            return Rendered(long)
        self._used = {}
        try:
            return self._rendered(normalised(body))
        except _FAULTS:
            self._engine = Engine()  # the old one may still believe that it is inside a list
            return Rendered(too_tangled(body))
        finally:
            self._memory.trim()

    def learn(self, rendered: Rendered) -> None:
        """Remember what another renderer laid out."""
        self._memory.pieces.update(rendered.pieces)
        self._memory.definitions.update(rendered.definitions)
        self._memory.trim()

    def _rendered(self, text: str) -> Rendered:
        pieces: Sequence[Piece]
        if is_tied_together(text):
            chunks: tuple[Chunk, ...] = (Chunk(0, text),)
            known: list[tuple[str, Definitions]] = []
            pieces = [self._piece((text, None, _NONE))]
        else:
            chunks = self._splitter.chunks(text)
            defining = [chunk.text for chunk in chunks if _may_define(chunk.text)] if _may_define(text) else []
            known = [(some, self._definitions(some)) for some in defining]
            pieces = self._pieces(chunks, together(definitions for _text, definitions in known))
        blocks = tuple(Block(c.first_line, p.html) for c, p in zip(chunks, pieces, strict=True) if p.html)
        return Rendered(Html(blocks), tuple(self._used.items()), tuple(known))

    def _pieces(self, chunks: Sequence[Chunk], definitions: Definitions) -> Sequence[Piece]:
        """The pieces of a body. In a hurry those above the change are the last ones, and mostly those below it too.

        What a piece depends on besides is the ids above it, which change where a heading does.
        """
        last, hurried = self._last, self._budget is not None
        usable = hurried and last.definitions == definitions
        above, below = _unchanged(last.chunks, chunks) if usable else (0, 0)
        taken = set(_ids(last.pieces[:above]))
        pieces = [*last.pieces[:above], *self._laid_out(chunks[above : len(chunks) - below], definitions, taken)]
        end = len(last.pieces) - below
        if _ids(pieces[above:]) == _ids(last.pieces[above:end]):
            pieces += last.pieces[end:]
        else:
            pieces += self._laid_out(chunks[len(chunks) - below :], definitions, taken)
        self._last = _Last(definitions, chunks, pieces)
        return pieces

    def _laid_out(self, chunks: Sequence[Chunk], definitions: Definitions, taken: set[str]) -> Iterator[Piece]:
        """Chunks laid out one after the other; ``taken`` gathers the ids."""
        without_links = Definitions(abbreviations=definitions.abbreviations)
        for chunk in chunks:
            visible = definitions if "[" in chunk.text else without_links
            piece = self._piece((chunk.text, visible, _NONE))
            if not taken.isdisjoint(piece.ids):
                piece = self._piece((chunk.text, visible, frozenset(taken)))
            taken.update(piece.ids)
            yield piece

    def _piece(self, key: Key) -> Piece:
        piece = self._memory.pieces.pop(key, None)
        if piece is None:
            text, definitions, taken = key
            self._spend(text)
            html, ids = self._engine.html(text, definitions, set(taken))
            piece = Piece(clean(html), ids)
        self._memory.pieces[key] = self._used[key] = piece
        return piece

    def _definitions(self, text: str) -> Definitions:
        definitions = self._memory.definitions.pop(text, None)
        if definitions is None:
            self._spend(text)
            definitions = self._engine.definitions(text)
        self._memory.definitions[text] = definitions
        return definitions

    def _spend(self, text: str) -> None:
        if self._budget is None:
            return
        self._budget -= len(text) + _PER_PIECE + _PER_LINE * text.count("\n")
        if self._budget < 0 or not _is_calm(text):
            raise _TooMuch


def _ids(pieces: Sequence[Piece]) -> list[str]:
    return [given for piece in pieces for given in piece.ids]


def _unchanged(before: Sequence[Chunk], now: Sequence[Chunk]) -> tuple[int, int]:
    """How many chunks at the beginning and how many at the end have the text that they had."""
    most = min(len(before), len(now))
    above = next((at for at in range(most) if before[at].text != now[at].text), most)
    below = next((at for at in range(most - above) if before[-1 - at].text != now[-1 - at].text), most - above)
    return above, below


def _may_define(text: str) -> bool:
    return "]:" in text or "] :" in text


def _is_calm(text: str) -> bool:
    counts = {sign: text.count(sign) for sign in _CALM}
    few = all(counts[sign] <= most for sign, most in _CALM.items()) and sum(counts.values()) <= _CALM_TOGETHER
    return few and _NESTED_ITEMS.search(text) is None


def render(body: str) -> Html:
    """A body as safe HTML, once."""
    return Renderer().render(body)


def render_whole(body: str) -> str:
    """The same HTML without chunks: what ``str(render(body))`` must equal, and the baseline of the benchmark."""
    html, _ids = Engine().html(normalised(body), None, set())
    return clean(html)
