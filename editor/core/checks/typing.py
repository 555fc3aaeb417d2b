"""Slips of the fingers: doubled words and spaces, stray marks, characters that nobody meant to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from editor.core.checks.prose import FILLER, prose
from editor.core.checks.values import BODY, Fix, Found, ParagraphFinder, Toolbox
from editor.core.language import _

REPEATED, SPACES, SPACE_BEFORE, NO_SPACE = "typing.repeated", "typing.spaces", "typing.space-before", "typing.no-space"
ARTICLE, UNSEEN, LOST, MOJIBAKE = "typing.article", "typing.unseen", "typing.lost", "typing.mojibake"

_REPEATED = re.compile(r"(?<![\w'’.-])([^\W\d_]{1,30})([ \n]{1,2})(?i:(\1))(?![\w'’-])")
# Words that stand twice for good reason.
_MEANT_TWICE = frozenset({
    "had", "that", "do", "no", "bye", "very", "so", "really", "ha", "knock", "now", "there",
    "long", "far", "many", "never", "again", "yes",
})  # fmt: skip
_SPACES = re.compile(rf"(?<=[^\s|{FILLER}])([ ]{{2,20}})(?=[^\s|{FILLER}])")
_SPACE_BEFORE = re.compile(r"(?<=[^\W_])( {1,3})[,;:.!?](?=\s|$)")
_NO_SPACE = re.compile(r"(?<=[a-z][a-z])([.!?])(?=[A-Z][a-z]+[\s,])|(?<=[a-z][a-z])([,;])(?=[A-Za-z]{2,30}\b)")
_AN_BEFORE = r"(?!eu|ewe|one|once|ouija)[aeio][a-z]{2,30}|hours?|honest|honours?|heirs?|un(?!i|anim)[a-z]{2,30}"
_A_BEFORE = r"[bcdfgjkpqtvwz][a-z]{2,30}|uni(?:on|t|form|que|versity|versal)[a-z]{0,9}"
_ARTICLE = re.compile(
    rf"(?<![\w'’.&-])(?:(?P<a>a|(?<![^\W_] )(?<![^\W_][,-])A)(?= (?:{_AN_BEFORE})(?![\w-]))"
    rf"|(?P<an>[Aa]n)(?= (?:{_A_BEFORE})(?![\w-])))"
)
_LETTERS = frozenset(
    {"an", "and", "in", "at", "of", "on", "or", "as", "is", "it", "all", "am", "are"}
)  # "vitamin A in", "from A and"
_UNSEEN = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+"
)
_LOST = re.compile("\ufffd+")
# How UTF-8 looks that was read as Latin-1 or as Windows' own: a capital with an accent, then a mark.
_MOJIBAKE = re.compile(r"[ÂÃâåæïðÅÄ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_ROUND = 40


def look(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """What of a text was mistyped."""
    plain = prose(text)
    for finder in (_repeated, _spaces, _space_before, _no_space, _article):
        yield from finder(plain)
    if not text.isascii():
        for finder in (_unseen, _lost, _mojibake):
            yield from finder(text)
    elif not text.isprintable():
        yield from _unseen(text)


def _repeated(text: str) -> Iterator[Found]:
    for found in _REPEATED.finditer(text):
        word = found[1]
        names = word[0].isupper() and found[3][0].isupper()  # "Duran Duran", "Baden Baden"
        if word.lower() in _MEANT_TWICE or names:
            continue
        fix = Fix(_("Remove the second “{word}”").format(word=word), BODY, found.end(1), found.end(3), "")
        yield Found(REPEATED, start=found.start(), end=found.end(), words={"word": word}, fixes=(fix,))


def _spaces(text: str) -> Iterator[Found]:
    for found in _SPACES.finditer(text):
        fix = Fix(_("Make it one space"), BODY, found.start(), found.end(), " ")
        yield Found(SPACES, start=found.start(), end=found.end(), words={"count": str(len(found[1]))}, fixes=(fix,))


def _space_before(text: str) -> Iterator[Found]:
    for found in _SPACE_BEFORE.finditer(text):
        mark = found[0][-1]
        fix = Fix(_("Remove the space"), BODY, found.start(1), found.end(1), "")
        yield Found(SPACE_BEFORE, start=found.start(), end=found.end(), words={"mark": mark}, fixes=(fix,))


def _no_space(text: str) -> Iterator[Found]:
    for found in _NO_SPACE.finditer(text):
        fix = Fix(_("Add a space"), BODY, found.end(), found.end(), " ")
        yield Found(NO_SPACE, start=found.start(), end=found.end(), words={"mark": found[0]}, fixes=(fix,))


def _article(text: str) -> Iterator[Found]:
    for found in _ARTICLE.finditer(text):
        following = re.match(r"\w+", text[found.end() + 1 : found.end() + 32])
        if following is None or following[0] in _LETTERS:
            continue
        right = found[0][0] + ("n" if found["a"] else "")
        words = {"word": found[0], "right": right, "following": following[0]}
        fix = Fix(_("Change to “{word}”").format(word=f"{right} {following[0]}"), BODY, *found.span(), right)
        yield Found(ARTICLE, start=found.start(), end=found.end() + 1 + following.end(), words=words, fixes=(fix,))


def _unseen(text: str) -> Iterator[Found]:
    for found in _UNSEEN.finditer(text):
        fix = Fix(_("Remove it"), BODY, *found.span(), "")
        yield Found(UNSEEN, start=found.start(), end=found.end(), words={"what": _name(found[0][0])}, fixes=(fix,))


def _name(character: str) -> str:
    known = {
        "\u00ad": _("soft hyphen"),
        "\u200b": _("zero-width space"),
        "\u2060": _("word joiner"),
        "\ufeff": _("byte-order mark"),
    }
    if character in known:
        return known[character]
    name = unicodedata.name(character, "").lower()
    return name or _("control character {code}").format(code=f"{ord(character):04X}")


def _lost(text: str) -> Iterator[Found]:
    for found in _LOST.finditer(text):
        yield Found(LOST, start=found.start(), end=found.end())


def _mojibake(text: str) -> Iterator[Found]:
    """What ftfy mends. It is loaded (0.2 s, 10 MB) only when something looks like it."""
    done = 0
    for found in _MOJIBAKE.finditer(text):
        if found.start() < done:
            continue
        start, end = _word_around(text, *found.span())
        mend: Callable[[str], str] = import_module("ftfy").fix_encoding
        right = mend(text[start:end])
        done = end
        if right != text[start:end]:
            fix = Fix(_("Change to “{word}”").format(word=right), BODY, start, end, right)
            words = {"word": text[start:end], "right": right}
            yield Found(MOJIBAKE, start=start, end=end, words=words, fixes=(fix,))


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters between white space around a place, a few at most."""
    before = text[max(0, start - _ROUND) : start]
    after = text[end : end + _ROUND]
    left = re.search(r"\S*$", before)
    right = re.match(r"[^ \n\t]*", after)
    return start - (len(left[0]) if left else 0), end + (len(right[0]) if right else 0)


TEXT_RULES: Mapping[str, ParagraphFinder] = MappingProxyType(
    dict.fromkeys((REPEATED, SPACES, SPACE_BEFORE, NO_SPACE, ARTICLE, UNSEEN, LOST, MOJIBAKE), look)
)
