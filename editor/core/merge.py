"""Three-way merge: what two people made of the same article, in one.

What only one of them changed is taken: of the front matter by key, of the text by paragraph, inside a paragraph that
both changed by word, where at least one unchanged word stands between their changes. Everything else is a conflict,
in which mine stands until a person has chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.core.article import Article, FrontMatter, Path, Value, dotted, with_value
from editor.core.sequences import Region, changes, fine_changes, regions

_LEAD = re.compile(r"(?:[ \t]*\n)*")
_TAIL = re.compile(r"[ \t\n]*\Z")
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_NEW_PARAGRAPH = "\n\n"
_WORDS = re.compile(r"\s*\S+|\s+\Z")
BODY = "body"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed in different ways; None where there was nothing, or where one of them removed it.

    ``where`` is a dotted key (``path`` its keys), or ``body``; then ``paragraph`` counts the merged text's from 1.
    """

    where: str
    base: Value | None
    mine: Value | None
    theirs: Value | None
    path: Path = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a merged text, with what stands between it and the next; "" where nothing is left of it."""

    text: str
    after: str = _NEW_PARAGRAPH
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A merged text: its parts, and the white space around them."""

    lead: str
    parts: tuple[Part, ...]
    tail: str

    def __str__(self) -> str:
        parts = [part for part in self.parts if part.text]
        inner = "".join(part.text + part.after for part in parts[:-1]) + "".join(part.text for part in parts[-1:])
        return self.lead + inner + self.tail


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged article, with mine where there is a conflict. Conflicts of keys come first, then those of the text."""

    article: Article
    conflicts: tuple[Conflict, ...]
    text: Text


def merge(base: Article, mine: Article, theirs: Article) -> Merged:
    """Both people's changes of ``base`` in one article."""
    conflicts: list[Conflict] = []
    front = _merged_front(base.front, mine.front, theirs.front, (), conflicts)
    text = _merged_body(base.body, mine.body, theirs.body)
    conflicts += [part.conflict for part in text.parts if part.conflict]
    return Merged(Article(front, str(text)), tuple(conflicts), text)


def resolve(merged: Merged, choices: Sequence[Value | None]) -> Article:
    """The article with a value chosen for each conflict, in their order: mine, theirs or another; None removes it.

    Raises ValueError where there are more or fewer choices than conflicts.
    """
    front = merged.article.front
    texts: list[str] = []
    for conflict, value in zip(merged.conflicts, choices, strict=True):
        if conflict.path:
            front = with_value(front, conflict.path, value)
        else:
            texts.append(value if isinstance(value, str) else "")
    chosen = iter(texts)
    parts = tuple(replace(part, text=next(chosen)) if part.conflict else part for part in merged.text.parts)
    return Article(front, str(replace(merged.text, parts=parts)))


# -- by key


def _merged_front(
    base: FrontMatter, mine: FrontMatter, theirs: FrontMatter, above: Path, conflicts: list[Conflict]
) -> FrontMatter:
    merged: dict[str, Value] = {}
    for key in _in_order(list(mine), list(theirs)):
        value = _merged_value(base.get(key), mine.get(key), theirs.get(key), (*above, key), conflicts)
        if value is not None:
            merged[key] = value
    return merged


def _merged_value(
    base: Value | None, mine: Value | None, theirs: Value | None, path: Path, conflicts: list[Conflict]
) -> Value | None:
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    my_group, their_group = _group(mine, base), _group(theirs, base)
    if my_group is not None and their_group is not None:
        return _merged_front(_group(base, None) or {}, my_group, their_group, path, conflicts) or None
    conflicts.append(Conflict(dotted(path), base, mine, theirs, path))
    return mine


def _group(value: Value | None, base: Value | None) -> FrontMatter | None:
    """A group of keys to be merged one by one; None for anything else. One that was removed is an empty one."""
    if value is None and isinstance(base, Mapping):
        return {}
    return value if isinstance(value, Mapping) else None


def _in_order(mine: list[str], theirs: list[str]) -> list[str]:
    """All keys: mine in their order, those that only they have behind the key that stands before them there."""
    keys = list(mine)
    known = set(mine)
    before = ""
    for key in theirs:
        if key not in known:
            keys.insert(keys.index(before) + 1 if before in known else 0, key)
            known.add(key)
        before = key
    return keys


# -- by paragraph


@dataclass(frozen=True, slots=True)
class _Body:
    """A text cut into paragraphs. ``after`` is what follows each; the last one has what a new one would have."""

    lead: str
    paragraphs: list[str]
    after: list[str]
    tail: str

    @classmethod
    def of(cls, text: str) -> _Body:
        lead = _LEAD.match(text)
        start = lead.end() if lead else 0
        tail = _TAIL.search(text, start)
        end = tail.start() if tail else len(text)
        pieces = _BLANK_LINES.split(text[start:end]) if start < end else []
        return cls(text[:start], pieces[::2], [*pieces[1::2], _NEW_PARAGRAPH], text[end:])

    def parts(self, where: slice) -> Iterator[Part]:
        return map(Part, self.paragraphs[where], self.after[where])

    def text(self, where: slice) -> str:
        return str(Text("", tuple(self.parts(where)), ""))


def _merged_body(base: str, mine: str, theirs: str) -> Text:
    if theirs in (mine, base):
        return Text("", (Part(mine),), "")
    if mine == base:
        return Text("", (Part(theirs),), "")
    bodies = _Body.of(base), _Body.of(mine), _Body.of(theirs)
    lead = _either(*(body.lead for body in bodies))
    tail = _either(*(body.tail for body in bodies))
    return Text(lead, _numbered(_merged_paragraphs(*bodies)), tail)


def _either(base: str, mine: str, theirs: str) -> str:
    """The changed one of three pieces of white space; where both were changed the shorter one, whose-ever it is."""
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else min(mine, theirs, key=lambda white: (len(white), white))


def _merged_paragraphs(base: _Body, mine: _Body, theirs: _Body) -> Iterator[Part]:
    mine_changed, theirs_changed = (fine_changes(base.paragraphs, side.paragraphs) for side in (mine, theirs))
    for region in regions(len(base.paragraphs), mine_changed, theirs_changed, gap=0):
        if region.mine and region.theirs:
            yield from _both_changed(base, mine, theirs, region)
        elif region.mine:
            yield from mine.parts(region.my_part)
        elif region.theirs:
            yield from theirs.parts(region.their_part)
        else:
            white = (base.after[region.base], mine.after[region.my_part], theirs.after[region.their_part])
            yield from map(Part, base.paragraphs[region.base], map(_either, *white))


def _both_changed(base: _Body, mine: _Body, theirs: _Body, region: Region) -> Iterator[Part]:
    """Paragraph by paragraph where there are as many on each side, else all of them as one."""
    parts = [
        list(body.parts(where))
        for body, where in ((base, region.base), (mine, region.my_part), (theirs, region.their_part))
    ]
    if len({len(each) for each in parts}) == 1:
        for part, my_part, their_part in zip(*parts, strict=True):
            after = _either(part.after, my_part.after, their_part.after)
            yield _one_paragraph(part.text, my_part.text, their_part.text, after)
        return
    after = min((each[-1].after for each in parts if each), key=lambda white: (len(white), white))
    texts = (base.text(region.base), mine.text(region.my_part), theirs.text(region.their_part))
    yield _one_paragraph(*texts, after)


def _one_paragraph(base: str, mine: str, theirs: str, after: str) -> Part:
    merged = _merged_words(base, mine, theirs)
    if merged is not None:
        return Part(merged, after)
    return Part(mine, after, Conflict(BODY, base or None, mine or None, theirs or None))


def _merged_words(base: str, mine: str, theirs: str) -> str | None:
    """Both sides' changes inside a paragraph; None where they come too near each other."""
    if theirs in (mine, base):
        return mine
    words, my_words, their_words = (_WORDS.findall(text) for text in (base, mine, theirs))
    merged: list[str] = []
    for region in regions(len(words), changes(words, my_words), changes(words, their_words), gap=1):
        my_part, their_part = my_words[region.my_part], their_words[region.their_part]
        if region.mine and region.theirs and my_part != their_part:
            return None
        merged += my_part if region.mine else their_part
    return "".join(merged)


def _numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts, each conflict with the number of its paragraph."""
    numbered: list[Part] = []
    number = 1
    for part in parts:
        conflict = replace(part.conflict, paragraph=number) if part.conflict else None
        numbered.append(replace(part, conflict=conflict))
        if part.text:
            number += 1 + len(_BLANK_LINES.findall(part.text))
    return tuple(numbered)
