"""``copydesk check``: what stands between articles and publication."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from editor.cli.console import CANNOT, FINE, PROBLEMS, Console
from editor.cli.desk import Desk
from editor.cli.files import watched
from editor.cli.rules import archive_of, list_rules
from editor.cli.settings import tell_faults as tell_settings
from editor.core.checks.values import BODY, Level
from editor.core.codec import Reading
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.files import visible
from editor.services.folders import articles_in, kind_of, read_bytes
from editor.services.ignoring import Ignoring
from editor.services.inspecting import Inspector
from editor.services.levels import SECTION
from editor.services.profiles import ProfileStore
from editor.services.settings import Places, Settings


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", metavar=_("PATH"), nargs="*", help=_("an article, or a folder with articles"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document, for other programs"))
    parser.add_argument("--all", action="store_true", help=_("show also what somebody chose to ignore"))
    parser.add_argument(
        "--rules",
        action="store_true",
        help=_("check nothing, but list the rules, their levels and who has chosen them; for the archive of PATH"),
    )


def run(args: Namespace, desk: Desk) -> int:
    """Check the files; the exit code: 1 if an error was found, 2 if a file or folder could not be read.

    For the list of the rules it is 1 where something in rules, words or settings could not be used.
    """
    wrong = tell_settings(Settings.of(Places.of_this_user()), desk.console)
    if args.rules:
        return _list_rules(args.paths, desk, as_json=args.json) or wrong
    if not args.paths:
        raise CopydeskError(_("Say which article or folder is to be checked."), code="usage")
    inspection = _Inspection(desk, Places.of_this_user(), with_ignored=args.all)
    found: list[_Row] = []
    for row in inspection.rows([Path(path) for path in args.paths]):
        if args.json:
            found.append(row)
        else:
            desk.console.say(f"{visible(row.path)}:{row.line}: {row.level} {row.code} {visible(row.sentence)}")
    if args.json:
        document = {"problems": [asdict(row) for row in found]}
        desk.console.say(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        desk.console.tell(_summary(inspection.files, inspection.counts))
    if inspection.unread:
        return CANNOT
    return PROBLEMS if inspection.counts[Level.ERROR.value] else FINE


def _list_rules(paths: Sequence[str], desk: Desk, *, as_json: bool) -> int:
    if len(paths) > 1:
        raise CopydeskError(_("The rules are listed for one file or folder at a time."), code="usage")
    tools, archive = check_tools(desk, Places.of_this_user()), archive_of(Path(paths[0])) if paths else None
    faults = tell_faults(tools, archive, desk.console)
    list_rules(tools, archive, desk.console, as_json=as_json)
    return PROBLEMS if faults else FINE


@dataclass(frozen=True, slots=True)
class _Row:
    """A problem as it is printed. ``line`` is of the file; 1 for a problem of a field."""

    path: str
    line: int
    field: str
    level: str
    code: str
    sentence: str


class _Inspection:
    """Takes file after file and counts what it finds; a file that cannot be read never stops the others."""

    def __init__(self, desk: Desk, places: Places, *, with_ignored: bool) -> None:
        self.files = 0
        self.unread = 0
        self.counts: Counter[str] = Counter()
        self._console = desk.console
        self._profiles_of = desk.profiles
        self._tools = check_tools(desk, places)
        ignoring = None if with_ignored else Ignoring(places.data, "")
        self._inspector = Inspector(self._tools, self._profiles, ignoring)
        self._stores: dict[Archive | None, ProfileStore] = {}

    def rows(self, paths: Sequence[Path]) -> Iterator[_Row]:
        """The problems of all the files in these paths, as they are found."""
        for path in watched(self._files_of(paths), self._console):
            try:
                rows = list(self._rows_of(path))
            except CopydeskError as error:
                self._cannot(f"{visible(str(path))}: {error.sentence}")
                continue
            self.files += 1
            self.counts.update(row.level for row in rows)
            yield from rows

    def _files_of(self, paths: Sequence[Path]) -> Iterator[Path]:
        for path in paths:
            match kind_of(path):
                case "folder":
                    yield from articles_in(path, lambda folder, why: self._cannot(f"{visible(str(folder))}: {why}"))
                case "file":
                    yield path
                case _:
                    self._cannot(_("There is no file or folder “{path}”.").format(path=visible(str(path))))

    def _cannot(self, sentence: str) -> None:
        self.unread += 1
        self._console.tell(sentence)

    def _rows_of(self, path: Path) -> Iterator[_Row]:
        found = self._inspector.inspect(path, read_bytes(path))
        if not found.understood:
            yield from _not_understood(path, found.reading)
            return
        first_line = _line_of_body(found.reading)
        for problem in found.problems:
            line = first_line + problem.line - 1 if problem.field == BODY else 1
            yield _Row(str(path), line, problem.field, problem.level.value, problem.rule, problem.sentence)

    def _profiles(self, archive: Archive | None) -> ProfileStore:
        """The organisations of an archive; the first time what cannot be checked with there is said."""
        if archive not in self._stores:
            self._stores[archive] = self._profiles_of(archive)
            tell_faults(self._tools, archive, self._console)
        return self._stores[archive]


def check_tools(desk: Desk, places: Places) -> CheckTools:
    """The rules and words of this person, with the levels of the settings."""
    return CheckTools(desk.resources, places, partial(Settings.of(places).parts, SECTION))


def tell_faults(tools: CheckTools, archive: Archive | None, console: Console) -> bool:
    """Say what of the rules and words for an archive cannot be used; whether there is anything."""
    book, spelling = tools.book(archive).faults, tools.spelling(archive).faults
    for fault in book:
        console.tell(f"{visible(str(fault.path))}:{fault.line or 1}: {fault.sentence}")
    for sentence in spelling:
        console.tell(sentence)
    return bool(book or spelling)


def _not_understood(path: Path, reading: Reading) -> Iterator[_Row]:
    """A file that is no article in the archive's form: why, at its line."""
    loud = reading.notices or reading.departures
    for told in loud:
        yield _Row(str(path), told.line or 1, BODY, Level.ERROR.value, told.code, told.sentence)
    if not loud:
        sentence = _("The file has no fields, so it is no article.")
        yield _Row(str(path), 1, BODY, Level.ERROR.value, "no-fields", sentence)


def _line_of_body(reading: Reading) -> int:
    """The line of the file on which its text begins."""
    body = reading.article.body
    bare = body.lstrip()
    start = reading.text.rfind(bare.rstrip())
    return reading.text.count("\n", 0, max(0, start)) + 1 - body.count("\n", 0, len(body) - len(bare))


def _summary(files: int, counts: Counter[str]) -> str:
    return ngettext(
        "{files} file checked. Errors: {errors}, warnings: {warnings}, hints: {hints}.",
        "{files} files checked. Errors: {errors}, warnings: {warnings}, hints: {hints}.",
        files,
    ).format(
        files=files,
        errors=counts[Level.ERROR.value],
        warnings=counts[Level.WARNING.value],
        hints=counts[Level.HINT.value],
    )
