"""How grave a problem is, to the eye and in words: the same shape, colour and name wherever one is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QTextCharFormat

from editor.core.checks.values import Level, Problem
from editor.core.language import _, ngettext

Underline = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True)
class LevelLook:
    """An icon, a colour of the theme and a line: each tells the level without the others (WCAG 2.2, 1.4.1)."""

    icon: str
    role: str
    line: Underline


LOOKS: Mapping[Level, LevelLook] = MappingProxyType(
    {
        Level.ERROR: LevelLook("circle-alert", "error", Underline.WaveUnderline),
        Level.WARNING: LevelLook("triangle-alert", "warning", Underline.DashUnderline),
        Level.HINT: LevelLook("info", "muted", Underline.DotLine),
    }
)
FINE = LevelLook("circle-check", "success", Underline.NoUnderline)
ORDER = tuple(LOOKS)
"""From the gravest."""


def name_of(level: Level) -> str:
    """A level in words."""
    return {
        Level.ERROR: _("Has to be put right"),
        Level.WARNING: _("Probably a mistake"),
        Level.HINT: _("Could be better"),
    }.get(level, "")


def short_name(level: Level) -> str:
    """A level in one word, where there is room for no more."""
    return {
        Level.ERROR: _("Error"),
        Level.WARNING: _("Warning"),
        Level.HINT: _("Hint"),
        Level.OFF: _("Off"),
    }[level]


def full_name(level: Level) -> str:
    """A level in one word, and what that means."""
    return {
        Level.ERROR: _("Error: has to be put right"),
        Level.WARNING: _("Warning: probably a mistake"),
        Level.HINT: _("Hint: could be better"),
        Level.OFF: _("Off: not looked for"),
    }[level]


def gravest_first(problems: Iterable[Problem]) -> Sequence[Problem]:
    """The problems by level, and within a level as they come: by their place in the article."""
    return sorted(problems, key=lambda problem: ORDER.index(problem.level))


def gravest(problems: Iterable[Problem]) -> Level | None:
    """The gravest level that there is."""
    return min((problem.level for problem in problems), key=ORDER.index, default=None)


def counted(problems: Sequence[Problem]) -> Sequence[str]:
    """How many there are of each level, in words, the gravest first; a level of which there is none is left out."""
    return said_of({level: sum(problem.level is level for problem in problems) for level in ORDER})


def said_of(numbers: Mapping[Level, int]) -> Sequence[str]:
    """So many of each level, in words, in their order; a level of which there is none is left out."""
    return [_said(level, number).format(count=number) for level, number in numbers.items() if number]


def _said(level: Level, number: int) -> str:
    return {
        Level.ERROR: ngettext("{count} has to be put right", "{count} have to be put right", number),
        Level.WARNING: ngettext("{count} is probably a mistake", "{count} are probably mistakes", number),
        Level.HINT: ngettext("{count} could be better", "{count} could be better", number),
    }[level]
