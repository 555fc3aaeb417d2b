"""Checking files, one after the other: what the command line and the library do with whole folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

from editor import __version__
from editor.core import lens
from editor.core.article import text_at
from editor.core.checks.engine import Checker
from editor.core.checks.families import ALL
from editor.core.checks.values import Draft, Level, Problem, Rule
from editor.core.codec import Outcome, Reading, parse
from editor.core.encoding import decode
from editor.core.library import Tally
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.ignoring import Ignoring, left_of
from editor.services.index.checking import NO_ARTICLE
from editor.services.profiles import ProfileStore

ProfilesOf = Callable[[Archive | None], ProfileStore]

_COUNTED = (Level.ERROR, Level.WARNING)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file as it was read, and its problems by place; none where it was not ``understood`` as an article."""

    reading: Reading
    problems: tuple[Problem, ...] = ()
    understood: bool = True


class Inspector:
    """Checks the files of any folders with the rules, words and organisations that count for each.

    ``ignoring`` is None where also what somebody chose to ignore is a problem. ``levels`` are those that are looked
    for. For one thread at a time.
    """

    def __init__(
        self,
        tools: CheckTools,
        profiles_of: ProfilesOf,
        ignoring: Ignoring | None,
        today: Callable[[], date] = date.today,
        levels: tuple[Level, ...] = tuple(Level),
    ) -> None:
        self._tools, self._profiles_of, self._ignoring = tools, profiles_of, ignoring
        self._today, self._levels = today, levels

    def inspect(self, path: Path, data: bytes) -> Inspected:
        """The problems of a file that holds this."""
        reading = parse(data)
        if reading.outcome is Outcome.OPEN_RAW or not reading.article.front:
            return Inspected(reading, understood=False)
        archive = Archive.find_root(path)
        toolbox = self._tools.toolbox(archive, path)
        rules = {name: rule for name, rule in toolbox.rules.items() if rule.level in self._levels}
        problems = Checker(replace(toolbox, rules=rules), ALL).problems(self._draft(archive, path, reading))
        return Inspected(reading, left_of(problems, self._ignoring.of(path)) if self._ignoring else problems)

    def _draft(self, archive: Archive | None, path: Path, reading: Reading) -> Draft:
        area = text_at(reading.article.front, ("area",))
        profile = self._profiles_of(archive).get(decode(area)) if area else None
        fields = lens.read(reading.article, profile)
        released = archive is None or not archive.is_draft(path)
        return Draft(fields.values, reading.article.body, fields.extra, profile, released, self._today())


class ArchiveChecks:
    """How much the checks find in the articles of an archive, for its index (``services.index.checking.Checks``)."""

    def __init__(
        self,
        root: Path,
        tools: CheckTools,
        profiles_of: ProfilesOf,
        ignoring: Ignoring,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._root, self._tools, self._profiles_of = root.absolute(), tools, profiles_of
        self._archive = Archive.find_root(self._root / "article.md")
        below = self._root.relative_to(self._archive.root).as_posix() if self._archive else "."
        self._prefix = "" if below == "." else f"{below}/"
        self._ignoring, self._today = ignoring, today
        self._inspector = Inspector(tools, profiles_of, ignoring, today, _COUNTED)
        self._areas: dict[str, bytes] = {}
        self._lists: dict[str, int] | None = None

    def tally(self, path: str, data: bytes) -> Tally:
        """How many errors and warnings there are in a file of the archive that holds this."""
        found = self._inspector.inspect(self._root / path, data)
        if not found.understood:
            return NO_ARTICLE
        errors = sum(problem.level is Level.ERROR for problem in found.problems)
        return Tally(errors, len(found.problems) - errors)

    def stamp(self, path: str, area: str, *, by_day: bool) -> int:
        """A number of 63 bits for what the checks of a file depend on beside it: rules, words, what is ignored.

        ``by_day``: it is another number tomorrow. An article that takes an address of another one changes nothing here.
        """
        if self._lists is None:
            self._lists = self._ignoring.stamps(self._archive) if self._archive else {}
        ignored = self._lists.get(self._prefix + path.rpartition(".")[0], 0)
        day = self._today().isoformat() if by_day else ""
        return _number(self._of_area(area), f"{ignored} {day}".encode())

    def _of_area(self, area: str) -> bytes:
        if area not in self._areas:
            book, spelling = self._tools.book(self._archive), self._tools.spelling(self._archive)
            rules = sorted(map(_told, (rule for rule in book.rules.values() if rule.level in _COUNTED)))
            lists = [(name, [sorted(row.items()) for row in rows]) for name, rows in sorted(book.lists.items())]
            words = sorted({word for listed in spelling.lists for word in listed.words})
            profile = self._profiles_of(self._archive).get(area)
            parts = (__version__, spelling.load(), words, rules, lists, profile)
            self._areas[area] = blake2b(repr(parts).encode("utf-8", "surrogatepass")).digest()
        return self._areas[area]


def _told(rule: Rule) -> tuple[str, str, list[tuple[str, str]]]:
    """What of a rule makes a difference to what is found."""
    return rule.id, rule.level.value, sorted(rule.options.items())


def _number(*parts: bytes) -> int:
    return int.from_bytes(blake2b(b"\0".join(parts), digest_size=8).digest(), "big") >> 1
