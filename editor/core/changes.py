"""What differs between two states of an article, one by one: a person can decide about each.

Laws: ``take(old, new, changes(old, new))`` is the old state, ``take(old, new, ())`` the new one; taking one change
touches only what it stands for. Values that are no texts are told of, but stay as they are: nobody can edit them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from editor.core import sequences
from editor.core.diff import Change as Kind
from editor.core.diff import Piece, compare
from editor.core.fields import FIELDS, FROM_ADDRESS, Fields, label
from editor.core.language import _
from editor.core.textual import date_for_readers

BODY = "body"
WHITE = -2
"""The place of what stands between the paragraphs: blank lines and blanks."""

_NOWHERE = -1
_BLANK = " \t\n"
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_NEW_PARAGRAPH = "\n\n"

Pair = tuple[int | None, int | None]
"""A paragraph of the old text and of the new one that belong together; None where it has none there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. ``where`` is a field id, ``extra.`` with a dotted key, or ``body``.

    ``pieces`` are both texts as they are shown; there are none where nothing can be seen. What is ``fixed`` cannot be
    taken.
    """

    where: str
    label: str
    pieces: tuple[Piece, ...] = ()
    place: int = _NOWHERE
    fixed: bool = False

    @property
    def old(self) -> str:
        """The old text, as it is shown."""
        return "".join(piece.text for piece in self.pieces if piece.kind is not Kind.ADDED)

    @property
    def new(self) -> str:
        """The new text, as it is shown."""
        return "".join(piece.text for piece in self.pieces if piece.kind is not Kind.REMOVED)


@dataclass(frozen=True, slots=True)
class Same:
    """Paragraphs in a row that are the same in both."""

    text: str
    count: int


Row = Change | Same


def rows(old: Fields, new: Fields) -> tuple[Row, ...]:
    """Two states of an article as a reader compares them: the fields that differ, then the whole text."""
    return (*_field_changes(old, new), *_body_rows(old.body, new.body))


def changes(old: Fields, new: Fields) -> tuple[Change, ...]:
    """Everything that differs."""
    return tuple(row for row in rows(old, new) if isinstance(row, Change))


def take(old: Fields, new: Fields, chosen: Collection[Change]) -> Fields:
    """The new state with some of its changes taken back. ``chosen`` are changes of these two states."""
    wanted = {change.where for change in chosen if not change.fixed}
    values, extra = dict(new.values), dict(new.extra)
    for where in wanted & values.keys():
        for name in _together(where, old, new):
            values[name] = old[name]
    for key in {**old.extra, **new.extra}:
        if f"extra.{key}" not in wanted:
            continue
        extra.pop(key, None)
        if key in old.extra:
            extra[key] = old.extra[key]
    places = {change.place for change in chosen if change.where == BODY}
    return replace(new, values=values, extra=extra, body=_taken(old.body, new.body, places))


# -- the fields


def _field_changes(old: Fields, new: Fields) -> Iterator[Change]:
    follows = {name for spec in FIELDS for name in _together(spec.id, old, new)[1:]}
    for spec in FIELDS:
        if old[spec.id] != new[spec.id] and spec.id not in follows:
            before, after = old[spec.id], new[spec.id]
            if spec.id == "published" and date_for_readers(before) != date_for_readers(after):
                before, after = date_for_readers(before), date_for_readers(after)
            yield Change(spec.id, label(spec.id), compare(before, after))
    untouchable = {**old.kept, **new.kept}
    for key in {**old.extra, **new.extra}:
        if old.extra.get(key) != new.extra.get(key) and key not in untouchable:
            yield Change(f"extra.{key}", key, compare(old.extra.get(key, ""), new.extra.get(key, "")))
    for key in untouchable:
        if old.kept.get(key) != new.kept.get(key):
            yield Change(f"extra.{key}", key, fixed=True)


def _together(field_id: str, old: Fields, new: Fields) -> tuple[str, ...]:
    """A field, and those that changed only because it did."""
    if field_id == "url" and old["url"] != new["url"]:
        return ("url", *FROM_ADDRESS)
    if field_id == "headline" and old["title"] != new["title"]:
        around = _around(old)
        if around is not None and around == _around(new):
            return ("headline", "title")
    return (field_id,)


def _around(fields: Fields) -> tuple[str, str] | None:
    """What the page title has around the headline."""
    before, headline, after = fields["title"].partition(fields["headline"] or "\0")
    return (before, after) if headline else None


# -- the text


@dataclass(frozen=True, slots=True)
class _Text:
    """A text cut into paragraphs. ``gaps`` has what follows each; behind the last one, what a next one would need."""

    lead: str
    paragraphs: list[str]
    gaps: list[str]
    tail: str

    @classmethod
    def of(cls, text: str) -> _Text:
        start = text.rfind("\n", 0, len(text) - len(text.lstrip(_BLANK))) + 1
        inner = text[start:].rstrip(_BLANK)
        pieces = _BLANK_LINES.split(inner) if inner else []
        return cls(text[:start], pieces[::2], [*pieces[1::2], _NEW_PARAGRAPH], text[start + len(inner) :])


def _body_rows(old: str, new: str) -> Iterator[Row]:
    before, after = _Text.of(old), _Text.of(new)
    same: list[str] = []
    for place, (i, j) in enumerate(_aligned(before.paragraphs, after.paragraphs)):
        was = "" if i is None else before.paragraphs[i]
        now = "" if j is None else after.paragraphs[j]
        if was == now:
            same.append(now)
            continue
        if same:
            yield Same(_NEW_PARAGRAPH.join(same), len(same))
            same = []
        yield Change(BODY, _paragraph(i, j), compare(was, now), place)
    if same:
        yield Same(_NEW_PARAGRAPH.join(same), len(same))
    if _white_differs(before, after):
        yield Change(BODY, _("Blank lines and spaces"), place=WHITE)


def _paragraph(i: int | None, j: int | None) -> str:
    if j is None:
        return _("Paragraph {number}, removed").format(number=(i or 0) + 1)
    return (_("Paragraph {number}, new") if i is None else _("Paragraph {number}")).format(number=j + 1)


def _white_differs(old: _Text, new: _Text) -> bool:
    if (old.lead, old.tail) != (new.lead, new.tail):
        return True
    return any(
        i is not None and j is not None and _has_next(old, i) and _has_next(new, j) and old.gaps[i] != new.gaps[j]
        for i, j in _aligned(old.paragraphs, new.paragraphs)
    )


def _has_next(text: _Text, at: int) -> bool:
    return at + 1 < len(text.paragraphs)


def _taken(old: str, new: str, places: Collection[int]) -> str:
    if not places:
        return new
    before, after = _Text.of(old), _Text.of(new)
    parts: list[tuple[str, str]] = []
    for place, (i, j) in enumerate(_aligned(before.paragraphs, after.paragraphs)):
        back = place in places
        if i is not None and j is not None:
            old_gap = _has_next(before, i) and (WHITE in places or not _has_next(after, j))
            gap = before.gaps[i] if old_gap else after.gaps[j]
            parts.append((before.paragraphs[i] if back else after.paragraphs[j], gap))
        elif i is not None and back:
            parts.append((before.paragraphs[i], before.gaps[i]))
        elif j is not None and not back:
            parts.append((after.paragraphs[j], after.gaps[j]))
    around = before if WHITE in places else after
    inner = "".join(text + gap for text, gap in parts[:-1]) + "".join(text for text, _gap in parts[-1:])
    return around.lead + inner + around.tail


# -- which paragraph became which


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """All paragraphs of both texts in reading order."""
    at = new_at = 0
    for hunk in sequences.changes(old, new):
        yield from zip(range(at, hunk.lo), range(new_at, hunk.new_lo), strict=True)
        for i, j in _paired(old[hunk.lo : hunk.hi], new[hunk.new_lo : hunk.new_hi]):
            yield None if i is None else hunk.lo + i, None if j is None else hunk.new_lo + j
        at, new_at = hunk.hi, hunk.new_hi
    yield from zip(range(at, len(old)), range(new_at, len(new)), strict=True)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Those that are alike are pairs; between them, one is taken for the other in their order."""
    alike = sequences.alike(old, new) if len(old) != len(new) else []
    for (lo, new_lo), (hi, new_hi) in pairwise([(-1, -1), *alike, (len(old), len(new))]):
        yield from zip_longest(range(lo + 1, hi), range(new_lo + 1, new_hi))
        if hi < len(old):
            yield hi, new_hi
