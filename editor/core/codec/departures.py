"""What a reading found that a person should know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.core.article import Path
from editor.core.errors import CopydeskError


class Outcome(StrEnum):
    """How a file opens. A file that is refused raises ``Refusal`` instead."""

    OPEN = "OPEN"  # nothing to say
    OPEN_WARN = "OPEN_WARN"  # with a notice
    OPEN_RAW = "OPEN_RAW"  # the whole file as text, no form


_WHITE_SPACE = frozenset({"tab", "no-break-space", "line-end", "empty-lines"})


@dataclass(frozen=True, slots=True)
class Departure:
    """One way in which a file is not in the canonical form, or one thing in it that is unusual.

    ``loud`` ones are shown when the file opens, all of them before a save changes them. ``line`` is the line of the
    file, from 1; 0 where it concerns the file as a whole. ``kept`` ones stay in the file whatever is saved.
    """

    code: str
    sentence: str
    line: int = 0
    loud: bool = False
    kept: bool = False

    @property
    def in_text(self) -> bool:
        """Whether it is white space of the body: a save keeps it, only tidying (or ``format``) changes it."""
        return self.code in _WHITE_SPACE


@dataclass(frozen=True, slots=True)
class Twice:
    """A key that stands twice in one mapping: nothing is saved until one of its values is chosen."""

    path: Path
    values: tuple[str, ...]
    lines: tuple[int, ...]


class Refusal(CopydeskError):
    """A file that is not opened: the sentence says why and what to do."""
