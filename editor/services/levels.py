"""Who chose which level for a rule: its files, an organisation's settings, a person's own, and what is locked.

In the settings the section ``[checks]`` has levels by rule, or by family for all its rules at once; what names a rule
counts before what names its family::

    [checks]
    fields.summary-long = off
    legal = hint

From the weakest: what comes with Copydesk, the organisation (its rules files, then its settings), rules files of the
person's own, the archive's rules, the person's settings, and the organisation's ``[policy]``, which no one can change
(``checks.fields.summary-long = error``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from editor.core.checks.values import Level, Rule
from editor.services.rules import LEVELS, Given, Origin, RuleBook, RuleFault, no_such_level, no_such_rule
from editor.services.settings import Part, Scope

SECTION = "checks"
"""The settings' section."""

_ORIGINS: Mapping[Scope, Origin] = MappingProxyType(
    {Scope.ORGANISATION: Origin.ORGANISATION, Scope.PERSON: Origin.PERSON, Scope.POLICY: Origin.POLICY}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule with the level in force, who has set that, and the level that it has without the person's settings."""

    rule: Rule
    given: Given
    usual: Level

    @property
    def is_locked(self) -> bool:
        """Whether the organisation has set it for everybody."""
        return self.given.origin is Origin.POLICY

    @property
    def is_own(self) -> bool:
        """Whether the person has chosen it in the settings."""
        return self.given.origin is Origin.PERSON


def setting_of(name: str) -> str:
    """The id of the setting that has the level of a rule, or of all rules of a family."""
    return f"{SECTION}.{name}"


def with_levels(book: RuleBook, parts: Sequence[Part]) -> RuleBook:
    """The rules with the levels of the settings; ``parts`` are those of their section, from the weakest."""
    if not any(part.values for part in parts):
        return book
    rules, given = dict(book.rules), dict(book.given)
    for part in parts:
        by = Given(_ORIGINS[part.scope], part.path)
        for rule in book.rules.values():
            level = LEVELS.get(part.values.get(rule.id, "")) or LEVELS.get(part.values.get(rule.family, ""))
            if level is not None and given[rule.id].origin <= by.origin:
                rules[rule.id], given[rule.id] = replace(rule, level=level), by
    faults = (*book.faults, *(fault for part in parts for fault in _faults(part, book)))
    return replace(book, rules=rules, given=given, faults=faults)


def chosen(book: RuleBook, parts: Sequence[Part]) -> Mapping[str, Chosen]:
    """Every rule with who chose its level; ``book`` is as its files have it."""
    now = with_levels(book, parts)
    without = with_levels(book, [part for part in parts if part.scope is not Scope.PERSON])
    return {name: Chosen(rule, now.given[name], without.rules[name].level) for name, rule in now.rules.items()}


def own_settings(parts: Sequence[Part], names: Sequence[str]) -> list[str]:
    """The ids of the settings by which a person chose levels for these rules and families."""
    own = {name for part in parts if part.scope is Scope.PERSON for name in part.values}
    return [setting_of(name) for name in names if name in own]


def _faults(part: Part, book: RuleBook) -> Iterator[RuleFault]:
    known = {*book.rules, *(rule.family for rule in book.rules.values())}
    for name, text in part.values.items():
        if name not in known:
            # A person's own settings go from version to version, and not by hand.
            if part.scope is not Scope.PERSON:
                yield RuleFault(part.path, part.lines.get(name, 0), no_such_rule(name, known))
        elif text not in LEVELS:
            yield RuleFault(part.path, part.lines.get(name, 0), no_such_level(text))
