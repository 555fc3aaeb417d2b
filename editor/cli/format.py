"""``copydesk format``: bring files into the archive's form, or only say what is not in it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from pathlib import Path

from editor.cli.articles import saving, to_bytes
from editor.cli.console import CANNOT, FINE, PROBLEMS
from editor.cli.desk import Desk
from editor.cli.files import watched
from editor.core.article import Article
from editor.core.codec import Departure, Outcome, canonical_body, is_canonical, parse
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext
from editor.services.files import open_file, save, visible
from editor.services.folders import articles_in, kind_of, read_bytes


class _Found(Enum):
    """What became of a file."""

    CANONICAL = auto()
    CHANGED = auto()
    TO_CHANGE = auto()
    NOT_UNDERSTOOD = auto()
    NOT_SAVED = auto()


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", metavar=_("PATH"), nargs="+", help=_("an article, or a folder with articles"))
    parser.add_argument("--check", action="store_true", help=_("change nothing; say what would be changed"))


def run(args: Namespace, desk: Desk) -> int:
    """Go through the files; the exit code."""
    formatter = _Formatter(desk, check=args.check)
    missing = formatter.go_through([Path(path) for path in args.paths])
    desk.console.say(_summary(formatter.counts, check=args.check))
    if missing:
        return CANNOT
    return PROBLEMS if formatter.has_problems else FINE


class _Formatter:
    """Takes file after file, counts what became of each, and says what is wrong; one never stops the others."""

    def __init__(self, desk: Desk, *, check: bool) -> None:
        self.counts: Counter[_Found] = Counter()
        self._desk = desk
        self._check = check
        self._folder_faults = 0

    @property
    def has_problems(self) -> bool:
        """Whether a person has something to do."""
        fine = self.counts[_Found.CANONICAL] + self.counts[_Found.CHANGED]
        return self._folder_faults > 0 or fine < self.counts.total()

    def go_through(self, paths: Sequence[Path]) -> int:
        """Take all the files in these paths; how many of the paths are not there."""
        missing = 0
        for path in paths:
            if not kind_of(path):
                missing += 1
                sentence = _("There is no file or folder “{path}”.").format(path=visible(str(path)))
                self._desk.console.tell(sentence)
        for path in watched(self._files(paths), self._desk.console):
            self.counts[self._one(path)] += 1
        return missing

    def _files(self, paths: Sequence[Path]) -> Iterator[Path]:
        for path in paths:
            match kind_of(path):
                case "folder":
                    yield from articles_in(path, self._folder_fault)
                case "file":
                    yield path

    def _folder_fault(self, folder: Path, sentence: str) -> None:
        self._folder_faults += 1
        self._desk.console.tell(f"{folder}: {sentence}")

    def _one(self, path: Path) -> _Found:
        try:
            data = read_bytes(path)
            if is_canonical(data):
                return _Found.CANONICAL
            article, departures = _understood(data)
            if article is None:
                self._report(path, departures)
                return _Found.NOT_UNDERSTOOD
            new = to_bytes(article)
        except CopydeskError as error:
            self._report(path, (Departure(error.code, error.sentence),))
            return _Found.NOT_UNDERSTOOD
        if new == data:
            return _Found.CANONICAL
        if self._check:
            told = tuple(departure for departure in departures if not departure.kept)
            self._report(path, told or (Departure("layout", _("The file is not in the archive's form.")),))
            return _Found.TO_CHANGE
        return self._save(path, data, new)

    def _save(self, path: Path, old: bytes, new: bytes) -> _Found:
        try:
            opened = open_file(path)
            if opened.data != old:
                raise CopydeskError(_("The file changed while it was read; it was left as it is."), code="conflict")
            saving(lambda: save(path, new, opened.fingerprint, versions=self._desk.versions))
        except CopydeskError as error:
            self._report(path, (Departure(error.code, error.sentence),))
            return _Found.NOT_SAVED
        return _Found.CHANGED

    def _report(self, path: Path, departures: Sequence[Departure]) -> None:
        for departure in departures:
            self._desk.console.say(f"{visible(str(path))}:{departure.line or 1}: {departure.sentence}")


def _understood(data: bytes) -> tuple[Article | None, tuple[Departure, ...]]:
    """The article in the archive's form, or None for a file that must not be changed; and what to say about it."""
    reading = parse(data)
    told = tuple(departure for departure in reading.departures if departure.loud) or reading.departures
    if reading.outcome is Outcome.OPEN_RAW or not reading.exact or reading.twice:
        return None, told
    article = reading.article
    if not article.front:
        return None, told or (Departure("no-fields", _("The file has no fields, so it is no article.")),)
    return Article(article.front, canonical_body(article.body)), reading.departures


def _summary(counts: Counter[_Found], *, check: bool) -> str:
    total = counts.total()
    if check and counts[_Found.TO_CHANGE]:
        sentence = ngettext(
            "{total} file: {canonical} canonical, {changed} changed, {broken} not understood, {left} to change",
            "{total} files: {canonical} canonical, {changed} changed, {broken} not understood, {left} to change",
            total,
        )
    elif counts[_Found.NOT_SAVED]:
        sentence = ngettext(
            "{total} file: {canonical} canonical, {changed} changed, {broken} not understood, {left} not saved",
            "{total} files: {canonical} canonical, {changed} changed, {broken} not understood, {left} not saved",
            total,
        )
    else:
        sentence = ngettext(
            "{total} file: {canonical} canonical, {changed} changed, {broken} not understood",
            "{total} files: {canonical} canonical, {changed} changed, {broken} not understood",
            total,
        )
    return sentence.format(
        total=total,
        canonical=counts[_Found.CANONICAL],
        changed=counts[_Found.CHANGED],
        broken=counts[_Found.NOT_UNDERSTOOD],
        left=counts[_Found.TO_CHANGE] + counts[_Found.NOT_SAVED],
    )
