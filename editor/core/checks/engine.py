"""Runs the finders over a draft, and makes sentences of what they found.

What looks at one paragraph alone is remembered by the paragraph's text: after a key only that paragraph is looked at
again. The answer is the same as from scratch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from editor.core.checks.paragraphs import paragraphs
from editor.core.checks.values import BODY, Draft, Finders, Fix, Found, Level, ParagraphFinder, Problem, Rule, Toolbox
from editor.core.fields import FIELDS

TEXT_FIELDS = ("headline", "summary")
"""The fields that are prose: what is looked for in every paragraph is looked for in them too."""

LONGEST_QUOTE = 200
"""Characters of a place that a problem quotes."""

MOST = 500
"""What one look at one paragraph tells at most; nobody reads more, and the rest is told when these are mended."""

_PLACE = re.compile(r"\{(\w+)\}")
_ORDER = {name: number for number, name in enumerate((*(spec.id for spec in FIELDS), "extra", BODY))}

Run = TypeVar("Run")
Pieces = dict[str, tuple[Found, ...]]


class Checker:
    """Checks one draft again and again. For one thread at a time; other rules or word lists need another checker."""

    def __init__(self, toolbox: Toolbox, finders: Finders) -> None:
        self._toolbox = toolbox
        self._whole = _to_run(finders.rules, toolbox.rules)
        self._texts = _to_run(finders.texts, toolbox.rules)
        self._paragraphs = [
            *self._texts,
            *(run for run in _to_run(finders.paragraphs, toolbox.rules) if run not in self._texts),
        ]
        self._fields: dict[str, tuple[str, tuple[Found, ...]]] = {}
        self._known: Pieces = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """What it cannot check for, and why, in sentences."""
        return self._toolbox.faults

    def problems(self, draft: Draft) -> tuple[Problem, ...]:
        """What was found, by place: the fields in the form's order, then the text."""
        found = [*self._of_draft(draft), *self._of_fields(draft), *self._of_body(draft.body)]
        return tuple(_problems(found, draft, self._toolbox.rules))

    def _of_draft(self, draft: Draft) -> Iterator[Found]:
        for look in self._whole:
            # A pattern that takes too long says so; what it had found by then counts.
            with suppress(TimeoutError):
                yield from look(draft, self._toolbox)

    def _of_fields(self, draft: Draft) -> Iterator[Found]:
        for name in TEXT_FIELDS:
            text = draft.fields.get(name, "")
            if self._fields.get(name, ("",))[0] != text:
                self._fields[name] = text, self._looked(self._texts, text)
            if text:
                yield from (_moved(found, name, 0) for found in self._fields[name][1])

    def _of_body(self, body: str) -> Iterator[Found]:
        known: Pieces = {}
        for start, text in paragraphs(body):
            if text not in known:
                known[text] = self._known[text] if text in self._known else self._looked(self._paragraphs, text)
            yield from (_moved(found, BODY, start) for found in known[text])
        self._known = known

    def _looked(self, looks: Iterable[ParagraphFinder], text: str) -> tuple[Found, ...]:
        found: list[Found] = []
        for look in looks:
            with suppress(TimeoutError):
                found.extend(islice(look(text, self._toolbox), MOST))
        return tuple(found)


def _to_run(table: Mapping[str, Run], rules: Mapping[str, Rule]) -> list[Run]:
    """The functions of a table that look for anything that is on, each once."""
    return list(dict.fromkeys(look for rule, look in table.items() if _is_on(rule, rules)))


def _is_on(rule: str, rules: Mapping[str, Rule]) -> bool:
    return rule in rules and rules[rule].level is not Level.OFF


def _moved(found: Found, field: str, by: int) -> Found:
    if not by and field == found.field:
        return found
    return replace(
        found,
        field=field,
        start=found.start + by,
        end=found.end + by,
        fixes=tuple(_moved_fix(fix, field, by) for fix in found.fixes),
    )


def _moved_fix(fix: Fix, field: str, by: int) -> Fix:
    return replace(fix, field=field, start=fix.start + by, end=fix.end + by)


def _problems(found: Iterable[Found], draft: Draft, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    on = {_place(one): one for one in found if _is_on(one.rule, rules)}
    lines = [place.end() for place in re.finditer("\n", draft.body)] if on else []
    for place in sorted(on):
        one = on[place]
        rule = rules[one.rule]
        text = text_of(draft, one.field)
        yield Problem(
            rule=one.rule,
            level=rule.level,
            sentence=worded(rule.sentence, one.words),
            field=one.field,
            start=one.start,
            end=one.end,
            line=bisect_right(lines, one.start) + 1 if one.field == BODY else 0,
            quote=text[one.start : min(one.end, one.start + LONGEST_QUOTE)],
            why=rule.why,
            fixes=one.fixes,
        )


def _place(found: Found) -> tuple[int, str, int, int, str]:
    return _ORDER.get(found.field, _ORDER["extra"]), found.field, found.start, found.end, found.rule


def text_of(draft: Draft, field: str) -> str:
    """The text of a field, of the body, or of another key (``extra.`` and its name)."""
    if field == BODY:
        return draft.body
    if field.startswith("extra."):
        return draft.extra.get(field.removeprefix("extra."), "")
    return draft.fields.get(field, "")


def worded(sentence: str, words: Mapping[str, str]) -> str:
    """A rule's sentence with the finder's words in its places; a place for which there is no word stays as it is."""
    return _PLACE.sub(lambda place: words.get(place[1], place[0]), sentence)
