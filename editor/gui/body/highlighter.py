"""Colours and weights for Markdown: what is written stands out, the marks step back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

_LONG = 5_000
"""Characters of a line that are looked at: more would be felt at every key."""
_AT_ONCE = 2_500
"""Lines that are coloured before a text is shown; a longer text is coloured around the view, then bit by bit."""
_SLICE = 150

ROLES: Mapping[str, str] = {
    "text": "#1f2328", "muted": "#6a737d", "accent": "#0b5cad", "link": "#0b5cad",
    "md_heading": "#16324f", "md_marker": "#8a929b", "md_quote": "#4f5b66", "md_code": "#7a3e00",
    "md_code_bg": "#f3f1ec", "current_line": "#f5f7fa", "selection": "#cfe3f7", "found": "#cedcf1",
    "error": "#b3261e",
}  # fmt: skip
"""The colours before a theme says its own, by role."""

Span: TypeAlias = tuple[int, int, str]

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"(?P<mark> {0,3}#{1,6}) +\S")
_RULE = re.compile(r" {0,3}([*_-])(?: *\1){2,} *")
_TABLE_RULE = re.compile(r" *\|? *:?-{3,}:? *(?:\| *:?-{3,}:? *)*\|? *")
_START = re.compile(r"(?P<quote>(?: {0,3}>)*) *(?P<item>[*+-]|\d{1,9}[.)])?(?= |$)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>`+)(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<link>!?\[(?:\\.|[^\\\[\]]){0,500}\]\((?:<[^<>]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)\))"
    r"|(?P<note>\[\^[^\]\s]{1,40}\])"
    r"|(?P<auto><(?:https?://|mailto:)[^<>\s]{1,2000}>|https?://[^\s<>()]{1,2000})"
    r"|(?P<tag></?[A-Za-z][^<>]{0,500}>|<!--|-->|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)"
)
_BEGINS_INLINE = re.compile(r"[\\`\[<&]|https?://|-->")
"""Without one of these in a line there is nothing for ``_INLINE`` to find, which it takes ten times as long to say."""
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=[^\s*_]|[*_]\S)(.{1,1000}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\\*\w])\*(?=[^\s*])([^*]{1,1000})(?<=\S)\*(?!\*)|(?<![\\_\w])_(?=[^\s_])([^_]{1,1000})(?<=\S)_(?![\w_])"
)

_PLAIN, _BACKTICKS, _TILDES = 0, 1, 1_000
"""Block states: in no fence; in one of that many backticks; 1,000 more than that many tildes."""


class Highlighter(QSyntaxHighlighter):
    """Markdown in a document. The fonts are the document's; the colours come by role from the theme."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._mixed: dict[tuple[str, ...], QTextCharFormat] = {}
        self._colours = dict(ROLES)
        self._bulk = False
        self._next = -1
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._colour_a_slice)
        document.blockCountChanged.connect(self._lines_changed)
        self._build()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Other colours, ``#rrggbb`` by role; a role left out keeps its colour."""
        self._colours.update(colours)
        self.restyle()

    def restyle(self) -> None:
        """Build the formats again, after the font or the colours changed."""
        self._build()
        self.loading()
        self.loaded()

    def loading(self) -> None:
        """A whole text is about to be put in: until ``loaded`` only the fences are followed."""
        self._bulk = True

    def loaded(self) -> None:
        """The text is in: colour it, at once if it is of a usual length."""
        self._bulk = False
        if self.document().blockCount() <= _AT_ONCE:
            self._next = -1
            self.rehighlight()
        else:
            self._next = 0
            self._later.start()

    def ensure(self, first: QTextBlock, count: int) -> None:
        """Colour these lines now if their turn hasn't come yet: they are being shown."""
        if self._next < 0:
            return
        block = first
        for _line in range(count):
            if block.isValid() and block.blockNumber() >= self._next:
                self.rehighlightBlock(block)
            block = block.next()

    def in_fence(self, block: QTextBlock) -> bool:
        """Whether a line belongs to fenced code, where marks mean themselves."""
        return block.userState() > _PLAIN

    def highlightBlock(self, text: str) -> None:
        """Colour one line, and follow the fences."""
        previous = max(self.previousBlockState(), _PLAIN)
        fence = _FENCE.match(text)
        state = _state_after(previous, fence, text)
        self.setCurrentBlockState(state)
        if self._bulk or not text:
            return
        if previous or state:
            role = "marker" if previous != state else "code_block"
            self.setFormat(0, len(text), self._formats[role])
            return
        text = text[:_LONG]
        if not text.isascii() and max(text) > "\uffff":
            text = "".join(one if one <= "\uffff" else "\ufffd\ufffd" for one in text)
        for start, end, roles in _runs(spans(text)):
            self.setFormat(start, end - start, self._merged(roles))

    def _merged(self, roles: tuple[str, ...]) -> QTextCharFormat:
        """The formats of these roles laid over each other, so that bold in a heading stays a heading."""
        if roles not in self._mixed:
            mixed = QTextCharFormat()
            for role in roles:
                mixed.merge(self._formats[role])
            self._mixed[roles] = mixed
        return self._mixed[roles]

    def _lines_changed(self) -> None:
        if self._next > self.document().blockCount():
            self._next = 0

    def _colour_a_slice(self) -> None:
        block = self.document().findBlockByNumber(self._next)
        for _line in range(_SLICE):
            if not block.isValid():
                self._next = -1
                self._later.stop()
                return
            self.rehighlightBlock(block)
            block = block.next()
        self._next += _SLICE

    def _build(self) -> None:
        """The formats by role. Sizes follow the document's font."""
        colour = self._colours
        size = self.document().defaultFont().pointSizeF()
        style = _style
        self._mixed = {}
        self._formats = {
            "marker": style(colour["md_marker"]),
            "strong": style(bold=True),
            "emphasis": style(italic=True),
            "code": style(colour["md_code"], background=colour["md_code_bg"], fixed=True),
            "code_block": style(colour["md_code"], fixed=True),
            "quote": style(colour["md_quote"], italic=True),
            "item": style(colour["accent"], bold=True),
            "link": style(colour["link"]),
            "address": style(colour["muted"]),
            "table": style(colour["muted"]),
            **{
                f"heading{level}": style(colour["md_heading"], bold=True, size=size * factor)
                for level, factor in enumerate((1.55, 1.35, 1.18, 1.08, 1.0, 1.0), 1)
            },
        }


def _style(
    colour: str = "",
    *,
    background: str = "",
    bold: bool = False,
    italic: bool = False,
    fixed: bool = False,
    size: float = 0,
) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour:
        made.setForeground(QColor(colour))
    if background:
        made.setBackground(QColor(background))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if italic:
        made.setFontItalic(True)
    if fixed:
        made.setFontFamilies(["monospace"])
        made.setFontFixedPitch(True)
    if size > 0:
        made.setFontPointSize(size)
    return made


def _state_after(previous: int, fence: re.Match[str] | None, text: str) -> int:
    """In which fence the next line is."""
    if fence is None:
        return previous
    mark = fence[1]
    this = len(mark) + (_TILDES if mark[0] == "~" else 0)
    if previous == _PLAIN:
        return this
    closes = (this >= _TILDES) == (previous >= _TILDES) and this >= previous and text.strip() == mark
    return _PLAIN if closes else previous


def _runs(spans: Iterator[Span]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Spans that overlap, as runs that don't, each with its roles in the order of the spans."""
    ordered = list(enumerate(spans))
    opens = [(start, number, role) for number, (start, _end, role) in ordered]
    closes = [(end, number, None) for number, (_start, end, _role) in ordered]
    active: dict[int, str] = {}
    last = 0
    for at, number, role in sorted([*opens, *closes], key=lambda edge: (edge[0], edge[2] is not None)):
        if active and at > last:
            yield last, at, tuple(active[one] for one in sorted(active))
        last = at
        if role is None:
            active.pop(number, None)
        else:
            active[number] = role


def spans(text: str) -> Iterator[Span]:
    """What stands where in a line outside a fence: (start, end, role), the broad ones first."""
    if _RULE.fullmatch(text) or ("|" in text and _TABLE_RULE.fullmatch(text)):
        yield 0, len(text), "marker"
        return
    heading = _HEADING.match(text)
    if heading:
        yield 0, len(text), f"heading{min(6, heading['mark'].count('#'))}"
        yield 0, heading.end("mark"), "marker"
    yield from _start(text)
    hidden: list[tuple[int, int]] = []
    for found in _INLINE.finditer(text) if _BEGINS_INLINE.search(text) else ():
        yield from _inline(found)
        if found.lastgroup != "note":
            hidden.append(_covered(found))
    yield from _emphasised(text, hidden)
    if text.lstrip().startswith("|"):
        yield from ((at, at + 1, "table") for at, one in enumerate(text) if one == "|")


def _start(text: str) -> Iterator[Span]:
    start = _START.match(text)
    if start and start["quote"]:
        yield 0, len(text), "quote"
        yield 0, start.end("quote"), "marker"
    if start and start["item"]:
        yield start.start("item"), start.end("item"), "item"
    note = _FOOTNOTE.match(text)
    if note:
        yield 0, note.end(), "item"


def _covered(found: re.Match[str]) -> tuple[int, int]:
    """Where ``*`` and ``_`` mean themselves: all of a code or a tag, and the address of a link."""
    if found["link"]:
        return found.start() + found[0].rindex("](") if "](" in found[0] else found.start(), found.end()
    return found.span()


def _inline(found: re.Match[str]) -> Iterator[Span]:
    start, end = found.span()
    if found["escape"]:
        yield start, start + 1, "marker"
    elif found["code"]:
        ticks = len(found["ticks"])
        yield start, end, "code"
        yield start, start + ticks, "marker"
        yield end - ticks, end, "marker"
    elif found["link"]:
        middle = start + found[0].index("](")
        opening = 2 if found[0].startswith("!") else 1
        yield start, start + opening, "marker"
        yield start + opening, middle, "link"
        yield middle, end, "address"
    elif found["tag"]:
        yield start, end, "marker"
    else:
        yield start, end, "link"


def _emphasised(text: str, hidden: list[tuple[int, int]]) -> Iterator[Span]:
    """Bold and emphasis, looked for in the line with what is hidden blotted out."""
    if "*" not in text and "_" not in text:
        return
    for start, end in hidden:
        text = text[:start] + "\ufffd" * (end - start) + text[end:]
    for found in _STRONG.finditer(text):
        yield found.start(), found.end(), "strong"
        yield found.start(), found.start() + 2, "marker"
        yield found.end() - 2, found.end(), "marker"
    without = _STRONG.sub(lambda found: f"\x00\x00{found[2]}\x00\x00", text)
    if "*" not in without and "_" not in without:
        return
    for found in _EMPHASIS.finditer(without):
        yield found.start(), found.end(), "emphasis"
        yield found.start(), found.start() + 1, "marker"
        yield found.end() - 1, found.end(), "marker"
