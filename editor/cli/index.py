"""``copydesk index``: read an archive's articles, so that they are found at once."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from editor.cli.console import FINE, PROBLEMS, Console
from editor.cli.desk import Desk
from editor.core.language import _, ngettext
from editor.core.profile import Profile
from editor.services.archive import Archive
from editor.services.files import visible
from editor.services.index import Checked, Index, Progress, Refreshed, index_folder
from editor.services.index.checking import Checks
from editor.services.index.worker import CHECKS, KEPT_IN, be_modest, line_of
from editor.services.settings import Places

_TOLD_EVERY = 0.2  # seconds
_MODEST, _LAST = 10, 19  # how far other programs go first

Answer = TypeVar("Answer")


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", metavar=_("DIR"), help=_("an archive, or any folder with articles"))
    parser.add_argument(
        CHECKS, action="store_true", help=_("then check the articles too, for is:ready and is:unready of a search")
    )
    parser.add_argument(
        "--progress",
        action="store_true",
        help=_("for programs: print a line of JSON for every step and for the end; with --checks only of the checks"),
    )
    parser.add_argument(
        KEPT_IN, metavar=_("FOLDER"), type=Path, help=_("for programs: the folder that the index is kept in")
    )


def run(args: Namespace, desk: Desk) -> int:
    """Bring the index up to date; the exit code. Files that are no articles are problems."""
    with closing(opened(Path(args.folder), desk, checks=args.checks, kept_in=args.kept_in)) as index:
        if args.progress:
            return _for_programs(index, desk.console, checks=args.checks)
        found = refreshed(index, desk.console)
        desk.console.say(_summary(found))
        if args.checks:
            desk.console.say(_summary_of_checks(checked(index, desk.console)))
        return PROBLEMS if found.problems else FINE


def opened(folder: Path, desk: Desk, *, checks: bool = False, kept_in: Path | None = None) -> Index:
    """The index of a folder, with what is known of its organisations; ``checks`` where it is to be checked too.

    ``kept_in`` is the folder of the index, if it was chosen. Raises CopydeskError.
    """
    profiles = desk.profiles(Archive(folder))
    known: dict[str, Profile | None] = {}

    def profile_of(area: str) -> Profile | None:
        if area not in known:
            known[area] = profiles.get(area)
        return known[area]

    make_checks = partial(_checks, folder.resolve(), desk) if checks else None
    return Index.open(folder, kept_in or index_folder(), profile_of, make_checks)


def _checks(root: Path, desk: Desk) -> Checks:
    # Imported where they are asked for: their rules take a while to load.
    from editor.cli.check import check_tools, tell_faults  # noqa: PLC0415
    from editor.services.ignoring import Ignoring  # noqa: PLC0415
    from editor.services.inspecting import ArchiveChecks  # noqa: PLC0415

    places = Places.of_this_user()
    tools = check_tools(desk, places)
    tell_faults(tools, Archive.find_root(root / "article.md"), desk.console)
    return ArchiveChecks(root, tools, cache(desk.profiles), Ignoring(places.data, ""))


def refreshed(index: Index, console: Console) -> Refreshed:
    """Bring an index up to date, with how far it is where somebody watches."""
    found = _told(index.refresh, _shown, console)
    if said := index.said:
        console.tell(said)
    return found


def checked(index: Index, console: Console) -> Checked:
    """Check what has to be checked of an index, with how far it is where somebody watches."""
    return _told(index.check, _shown_checks, console)


def _told(
    act: Callable[[Callable[[Progress], bool]], Answer], shown: Callable[[Progress], str], console: Console
) -> Answer:
    """Do this, and where somebody watches show how far it is."""
    due = time.monotonic() + _TOLD_EVERY

    def tell(progress: Progress) -> bool:
        nonlocal due
        if console.is_watched and time.monotonic() >= due:
            due = time.monotonic() + _TOLD_EVERY
            console.progress(shown(progress))
        return True

    answer = act(tell)
    if console.is_watched:
        console.progress("")
    return answer


def _for_programs(index: Index, console: Console, *, checks: bool) -> int:
    be_modest(_LAST if checks else _MODEST)

    def tell(progress: Progress) -> bool:
        console.say(line_of(progress), at_once=True)
        return True

    console.say(line_of(index.check(tell) if checks else index.refresh(tell), index.said))
    return FINE


def _shown(progress: Progress) -> str:
    if not progress.total:
        return _("Looking through the folders …")
    return ngettext("{done} of {total} file: {path}", "{done} of {total} files: {path}", progress.total).format(
        done=progress.done, total=progress.total, path=visible(progress.current)
    )


def _shown_checks(progress: Progress) -> str:
    return ngettext(
        "{done} of {total} file checked: {path}", "{done} of {total} files checked: {path}", progress.total
    ).format(done=progress.done, total=progress.total, path=visible(progress.current))


def _summary_of_checks(found: Checked) -> str:
    return _("{checked} checked, {unready} with something to fix").format(checked=found.checked, unready=found.unready)


def _summary(found: Refreshed) -> str:
    return _("{added} added, {changed} changed, {removed} removed, {problems} not understood").format(
        added=found.added, changed=found.changed, removed=found.removed, problems=found.problems
    )
