"""Plain words for readers: a paragraph without its marks, a date as one says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from editor.core import dates
from editor.core.codec.white import body_lines

# No summary needs more, and the patterns below take long for a text that is one endless line.
_LONGEST = 2_000

_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_NO_PARAGRAPH = re.compile(
    r"""
    [ ]{4} | \t                             # code
    | [ ]{0,3}(?:
        >                                   # a quotation
        | [*+-](?:\s|$) | \d{1,9}[.)]\s     # an item of a list
        | (?:[*_-][ ]*){3,}$                # a rule
        | \|                                # a table
        | \[[^\]]+\]:                       # the address of a link, a footnote
        | </?[A-Za-z!]                      # HTML
    )
    """,
    re.VERBOSE,
)
_MARKS = re.compile(
    r"""
    \\(?P<escaped>[\\`*_{}\[\]()<>\#+.!|~"'-])
    | (?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)
    | !\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])           # a picture
    | \[\^[^\]]+\]                                  # the mark of a footnote
    | \[(?P<link>(?:\\.|[^\[\]\\])+)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])
    | <(?P<address>https?://[^<>\s]+|[^<>\s@]+@[^<>\s]+)>
    | </?[A-Za-z][^<>]*>
    | (?P<entity>&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);)
    | (?P<stars>\*{1,3})(?=\S)(?P<starred>.+?)(?<=\S)(?P=stars)
    | (?<!\w)(?P<lines>_{1,3})(?=\S)(?P<lined>.+?)(?<=\S)(?P=lines)(?!\w)
    """,
    re.VERBOSE,
)


def first_paragraph(body: str) -> str:
    """The first paragraph of a body on one line, without marks; "" where there is none.

    Headings, lists, quotations, code, tables and pictures that stand before it are passed over.
    """
    return next((text for block in _paragraphs(body) if (text := plain(" ".join(block)))), "")


def plain(markdown: str) -> str:
    """A piece of Markdown without its marks, its white space made single blanks; cut after 2,000 characters."""
    if len(markdown) > _LONGEST:
        markdown = markdown[:_LONGEST].rpartition(" ")[0] or markdown[:_LONGEST]
    return " ".join(_MARKS.sub(_bare, markdown).split())


def date_for_readers(iso: str) -> str:
    """A date on the calendar and clock of the United Kingdom, ``21 November 2019, 12:08``; as it is if it is none."""
    stamp = dates.uk_stamp(iso)
    if stamp is None:
        return iso
    return dates.written(stamp, "{d} {Month} {yyyy}, {HH}:{MM}" if stamp.precision else "{d} {Month} {yyyy}")


def _bare(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "escaped" | "code" | "address":
            return found[found.lastgroup]
        case "entity":
            return unescape(found[0])
        case "link" | "starred" | "lined":
            return _MARKS.sub(_bare, found[found.lastgroup])
    return ""


def _paragraphs(body: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line, code in (*body_lines(body), ("", False)):
        if block and _UNDERLINE.match(line):
            block.clear()
        elif code or not line.strip() or _HEADING.match(line):
            if block and not _NO_PARAGRAPH.match(block[0]):
                yield block
            block = []
        else:
            block.append(line.rstrip("\\"))
