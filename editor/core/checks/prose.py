"""What a reader reads of a piece of Markdown, place for place.

Checks of language look at words and sentences, and answer in places of the text as it is written. So what is no prose
(marks, code, addresses, tags) is covered by as many fillers, and everything else keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from editor.core.codec.white import body_lines

FILLER = "\ufffc"
"""Stands where something is not prose; neither a word nor white space."""

ITEM = "\ufff9"
"""Stands in its place at the beginning of a line that is a heading or an item of a list."""

# Every repetition is bounded, or begins only where it cannot have begun before: a hostile text costs its length.
_MARK = re.compile(
    r"""
    (?=[`<&\[\]\\*~_@\#])(?:
        (?<!`)(?P<ticks>`{1,9})(?!`)[^`]{1,1000}(?P=ticks)(?!`)          # code
        | <(?:https?://|mailto:)[^<>\s]{1,2000}> | </?[A-Za-z!][^<>]{0,500}>
        | &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});
        | (?<![^\n])\[[^\]\n]{1,200}\]:[^\n]{0,2000}                     # where a link leads
        | \]\((?:<[^<>\n]{0,1000}>|[^()\s]{0,1000}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,2})(?:[ ]+"[^"\n]{0,300}")?\)
        | \]\[[^\]\n]{0,200}\] | \[\^[^\]\s]{1,40}\]
        | (?<!\w)[@\#]\w{1,140}
        | \\(?=[!-/:-@\[-`{-~]) | [*~]{1,9} | (?<!\w)_{1,3} | _{1,3}(?!\w)
    )
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"^(?=[ >\#*+\d\\•·▪◦–—-])[ ]{0,12}(?:[>][ ]?){0,9}"
    # Also as lists look that were copied from elsewhere: "• one", "\- one".
    r"(\#{1,6}(?!\S)|(?:\\?[*+-]|[–—]|\d{1,9}[.)])(?=[ ])|[•·▪◦])?[ ]{0,12}",
    re.MULTILINE,
)
_ENDINGS = "uk|com|org|net|gov|info|tv|ly|me|co|eu|io|scot|wales|cymru|london|jobs|online|app|gl"
_ADDRESS_SIGN = re.compile(rf"@|://|www\.|\w\.(?:{_ENDINGS})\b")
_ADDRESS = re.compile(
    rf"""
    (?<![^\W_])(?:https?://|www\.)[^\s<>()\[\]]{{1,2000}}
    | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}
    | (?<![^\W_])(?<![.-])(?:[a-z0-9-]{{1,40}}\.){{1,4}}(?:{_ENDINGS})\b(?:/[^\s<>()\[\]]{{0,500}})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(
    r"[\w\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]+(?:['’‘´][\w\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]+)*"
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_SENTENCE = re.compile(rf"[.!?…]+[\"'”’)\]]{{0,3}}(?=\s|$)|\n(?={ITEM})|\n[ {FILLER}]{{0,12}}(?=\n)")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Rev|Prof|Hon|Sgt|Insp|Supt|Det|Ch|Con|Cllr|Lt|Col|Capt|No|Nos|Ltd|Co|Jr|Sr|vs|etc|approx|Rd|Ave"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun|a\.m|p\.m|e\.g|i\.e)|\b[A-Za-z])$",
)
_LONGEST_SHORTENED = 8


@lru_cache(maxsize=8)  # each check of one paragraph asks for the same
def prose(markdown: str) -> str:
    """The text, as long as it was, with fillers where no prose is."""
    if "```" in markdown or "~~~" in markdown:
        markdown = "\n".join(FILLER * len(line) if code else line for line, code in body_lines(markdown))
    if _ADDRESS_SIGN.search(markdown):
        markdown = _ADDRESS.sub(_filler, markdown)
    return _MARK.sub(_filler, _LINE_START.sub(_line_start, markdown))


def _line_start(found: re.Match[str]) -> str:
    return ITEM + FILLER * (len(found[0]) - 1) if found[1] else FILLER * len(found[0])


def _filler(found: re.Match[str]) -> str:
    return FILLER * len(found[0])


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a prose: letters and digits, with the apostrophes inside; the parts of a hyphenated word apart."""
    return _WORD.finditer(text)


def seen(word: str) -> str:
    """A word as a reader sees it: without the characters that take no room."""
    return _UNSEEN.sub("", word) if _UNSEEN.search(word) else word


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a prose begin and end. An item of a list is one for itself."""
    start = 0
    for stop in _SENTENCE.finditer(text):
        if stop[0] == "." and _SHORTENED.search(text[max(0, stop.start() - _LONGEST_SHORTENED) : stop.start()]):
            continue
        if text[start : stop.end()].strip():
            yield start, stop.end()
        start = stop.end()
    if text[start:].strip():
        yield start, len(text)
