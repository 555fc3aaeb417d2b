"""What is published can be read by everybody: the Web Content Accessibility Guidelines 2.2, as far as texts go.

Headings (1.3.1, 2.4.6), link texts (2.4.4), descriptions of pictures (1.1.1), capitals, table headers (1.3.1),
language of parts (3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from editor.core.checks.paragraphs import paragraphs
from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, ParagraphFinder, Toolbox
from editor.core.language import _

# -- headings

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LONGEST_HEADING = 60
_HEADING = re.compile(r"(#{1,6})(?!#)[ \t]*(.*)")


def _headings(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    """Headings begin below the headline, which is the page's top one, and leave no level out on the way down."""
    headings = list(_headings_of(draft.body))
    above = 1
    for number, (start, level, text) in enumerate(headings):
        end = start + level + len(text)
        if not text.strip(" \t#*_"):
            fix = Fix(_("Remove the empty heading"), BODY, start, end, "")
            yield Found("access.heading-empty", BODY, start, end, fixes=(fix,))
            continue
        if level == 1 or level > above + 1:
            rule = "access.heading-first" if number == 0 or level == 1 else "access.heading-order"
            words = {"level": str(level), "right": str(above + 1), "above": str(above), "text": _short(text)}
            yield Found(rule, BODY, start, end, words, (_put_right(draft.body, headings),))
        above = level


def _short(text: str) -> str:
    """A heading's words, the first of them where there are many."""
    said = " ".join(text.strip(" \t#*_").split())
    return said if len(said) <= _LONGEST_HEADING else f"{said[:_LONGEST_HEADING].rstrip()} …"


def _put_right(body: str, headings: Sequence[tuple[int, int, str]]) -> Fix:
    """All headings on the level on which they stand among each other, the top ones on level 2."""
    first, last = headings[0][0], headings[-1][0] + headings[-1][1]
    pieces, at = [], first
    open_levels: list[int] = []
    for start, level, _text in headings:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        pieces += [body[at:start], "#" * (len(open_levels) + 1)]
        at = start + level
    return Fix(_("Put the levels of the headings right"), BODY, first, last, "".join(pieces))


def _headings_of(body: str) -> Iterator[tuple[int, int, str]]:
    """Where each heading begins, its level, and what follows the marks."""
    if "#" not in body:
        return
    start, fence = 0, ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (found := _HEADING.match(line)):
            yield start, len(found[1]), line[len(found[1]) :]
        start += len(line) + 1


# -- links and pictures

# Bounds keep a text full of brackets from taking long.
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,300})\](\(|\[(?=[^\[\]\n]{0,100}\]))([^()\n]{0,500})")
_AUTOMATIC = re.compile(r"<(https?://[^<>\s]{1,500})>")
_SAYS_NOTHING = frozenset(
    (
        "at this link", "by clicking here", "click", "click here", "details", "find out more", "follow this link",
        "here", "info", "learn more", "link", "more", "please click here", "read more", "see here", "this",
        "this link", "this page", "via this link", "visit", "web site", "website",
    )
)  # fmt: skip
_FILE_NAME = re.compile(r"[\w%.-]+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)", re.IGNORECASE)
_CAMERA = re.compile(r"(?:img|dsc|dscn|screenshot|photo|image|picture|pic)[\s_-]*\d*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG_ADDRESS = 30


def _links(text: str, _toolbox: Toolbox) -> Iterator[Found]:
    if "[" in text:
        for found in _LINK.finditer(text):
            yield from _picture(found) if found[1] else _link(found)
    for found in _AUTOMATIC.finditer(text):
        yield Found("access.link-address", BODY, *found.span(1), {"address": found[1]})


def _picture(found: re.Match[str]) -> Iterator[Found]:
    said = found[2].strip()
    if not said:
        yield Found("access.image-description", BODY, found.start(), found.end(2) + 1)
    elif _FILE_NAME.fullmatch(said) or _CAMERA.fullmatch(said):
        yield Found("access.image-file-name", BODY, *found.span(2), {"text": said})


def _link(found: re.Match[str]) -> Iterator[Found]:
    said = re.sub(r"[*_`\\]", "", found[2]).strip()
    words = " ".join(said.casefold().strip(" .,:;!>»→…").split())
    if words in _SAYS_NOTHING or not words:
        yield Found("access.link-text", BODY, *found.span(2), {"text": said})
    elif _ADDRESS.fullmatch(said) and len(said) > _LONG_ADDRESS:
        yield Found("access.link-address", BODY, *found.span(2), {"address": said})


# -- capitals

_CAPITALS = re.compile(r"\b[A-Z][A-Z’']+(?:[ ,–-]{1,3}[A-Z][A-Z’']*){0,60}")
_LEAST_WORDS, _LEAST_LETTERS = 4, 20


def _capitals(text: str, toolbox: Toolbox) -> Iterator[Found]:
    least = toolbox.number("access.capitals", "words", _LEAST_WORDS)
    for found in _CAPITALS.finditer(text):
        words = re.findall(r"[A-Z’']{2,}", found[0])
        if len(words) >= least and sum(map(len, words)) >= _LEAST_LETTERS:
            yield Found("access.capitals", BODY, *found.span())


# -- tables

_RULE_LINE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def _tables(text: str, _toolbox: Toolbox) -> Iterator[Found]:
    """A table needs a header for each column. (Markdown has no table without a header row, but an empty one.)"""
    if "|" in text and "\n" in text:
        header, _line_end, rest = text.partition("\n")
        line = rest.partition("\n")[0]
        cells = header.strip().removeprefix("|").removesuffix("|").split("|")
        if "-" in line and "|" in line and len(line) < 2000 and _RULE_LINE.fullmatch(line):
            empty = sum(not cell.strip() for cell in cells)
            # The corner above the names of the rows may be empty.
            if empty > (1 if not cells[0].strip() else 0) or empty == len(cells):
                yield Found("access.table-header", BODY, 0, len(header))
    if (at := text.lower().find("<table")) >= 0 and "<th" not in text.lower().replace("<thead", ""):
        yield Found("access.table-header", BODY, at, at + len("<table"))


# -- language

_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST_FOREIGN = 4
_LOOKED_AT = 400  # characters of a paragraph


def _language(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """Paragraphs in another language than English, told by the small words that are frequent in each."""
    languages = {row.get("language", ""): _frequent(row.get("words", "")) for row in toolbox.lists.get("languages", ())}
    least = toolbox.number("access.language", "words", 12)
    before = ""
    for start, text in paragraphs(draft.body):
        words = _LETTERS.findall(text[:_LOOKED_AT].casefold())
        if len(words) >= least:
            language = _language_of(words, languages)
            if language not in ("", before):
                # One problem for all the paragraphs that stand together.
                yield Found("access.language", BODY, start, start + len(text), {"language": _(language)})
            before = language


def _language_of(words: Sequence[str], languages: Mapping[str, frozenset[str]]) -> str:
    """The language that these words are in; "" for English, and where it cannot be told."""
    english = _count(words, languages.get("English", frozenset()))
    if english * 7 >= len(words):
        return ""  # as nearly always: the others need not be looked at
    counted = {name: _count(words, frequent) for name, frequent in languages.items() if name != "English"}
    language = max(counted, key=lambda name: counted[name], default="")
    most = counted.get(language, 0)
    return language if most >= _LEAST_FOREIGN and most * 5 >= len(words) and most > 2 * english else ""


def _count(words: Sequence[str], frequent: frozenset[str]) -> int:
    return sum(map(frequent.__contains__, words))


@lru_cache(maxsize=64)
def _frequent(words: str) -> frozenset[str]:
    return frozenset(words.split())


RULES: Mapping[str, Finder] = {
    "access.heading-order": _headings,
    "access.heading-first": _headings,
    "access.heading-empty": _headings,
    "access.language": _language,
}
PARAGRAPH_RULES: Mapping[str, ParagraphFinder] = {
    "access.link-text": _links,
    "access.link-address": _links,
    "access.image-description": _links,
    "access.image-file-name": _links,
    "access.capitals": _capitals,
    "access.table-header": _tables,
}
