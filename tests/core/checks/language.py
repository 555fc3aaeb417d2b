"""Hands for the checks of language: what a text is told, and what it becomes when all fixes are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from editor.core.checks.engine import Checker
from editor.core.checks.values import BODY, Draft, Finders, Level, Problem, Toolbox
from editor.services.resources import resources_dir
from editor.services.rules import Origin, load_rules

BOOK = load_rules({resources_dir() / "rules": Origin.BUILT_IN})
ALL_ON = {
    name: replace(rule, level=Level.HINT) if rule.level is Level.OFF else rule for name, rule in BOOK.rules.items()
}

_KNOWN = """
a about after all an and appeal appealing are at be behaviour behaviours bladed brought by call can centre colour
coordinate court crime defence did driving enquiries fibre for from grey had has have he her his home in incident is
it jewellery lay left man manoeuvre men neighbourhood no of off officers old on or our paediatric people police
published publicly quick re report said seen she skilful station street that the their then there they this to
town traveller travelling two was we were who with witnesses woman year years you
BBC CCTV Grimsby Jones Monday September Smith Surrey Wales Crimestoppers University don't
"""
KNOWN = frozenset(_KNOWN.split())


class Words:
    """A dictionary of a few words, with the manners of a real one: a capital letter is never wrong."""

    def knows(self, word: str) -> bool:
        return word in KNOWN or (word[:1].isupper() and (word.lower() in KNOWN or word.capitalize() in KNOWN))

    def suggestions(self, word: str) -> Sequence[str]:
        raise AssertionError("a check must not ask for suggestions: they are slow")


ON = Toolbox(ALL_ON, Words(), BOOK.lists)
"""All rules, a dictionary of a few words, the lists that come with the program."""


def problems(
    finders: Finders, body: str, fields: Mapping[str, str] | None = None, toolbox: Toolbox = ON
) -> list[Problem]:
    """Everything that is found, with all rules on."""
    return list(Checker(toolbox, finders).problems(Draft(fields or {}, body)))


def told(finders: Finders, body: str, toolbox: Toolbox = ON) -> list[tuple[str, str]]:
    """The rules without their family's name, each with the text at its place."""
    return [(one.rule.partition(".")[2], one.quote) for one in problems(finders, body, toolbox=toolbox)]


def mended(finders: Finders, body: str, toolbox: Toolbox = ON) -> str:
    """The body once the first fix of every problem has been taken, from the last to the first."""
    fixes = [one.fixes[0] for one in problems(finders, body, toolbox=toolbox) if one.fixes]
    for fix in sorted(fixes, key=lambda fix: -fix.start):
        assert fix.field == BODY
        body = body[: fix.start] + fix.text + body[fix.end :]
    return body
