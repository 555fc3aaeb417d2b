"""``copydesk index``: read an archive's articles, so that they are found at once."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from editor.cli.console import FINE, PROBLEMS, Console
from editor.cli.desk import Desk
from editor.core.language import _, ngettext
from editor.core.profile import Profile
from editor.services.archive import Archive
from editor.services.files import visible
from editor.services.index import Index, Progress, Refreshed, index_folder
from editor.services.index.worker import be_modest, line_of

_TOLD_EVERY = 0.2  # seconds


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", metavar=_("DIR"), help=_("an archive, or any folder with articles"))
    parser.add_argument(
        "--progress", action="store_true", help=_("for programs: print a line of JSON for every step and for the end")
    )


def run(args: Namespace, desk: Desk) -> int:
    """Bring the index up to date; the exit code. Files that are no articles are problems."""
    with closing(opened(Path(args.folder), desk)) as index:
        if args.progress:
            return _for_programs(index, desk.console)
        found = refreshed(index, desk.console)
        desk.console.say(_summary(found))
        return PROBLEMS if found.problems else FINE


def opened(folder: Path, desk: Desk) -> Index:
    """The index of a folder, with what is known of its organisations. Raises CopydeskError."""
    profiles = desk.profiles(Archive(folder))
    known: dict[str, Profile | None] = {}

    def profile_of(area: str) -> Profile | None:
        if area not in known:
            known[area] = profiles.get(area)
        return known[area]

    return Index.open(folder, index_folder(), profile_of)


def refreshed(index: Index, console: Console) -> Refreshed:
    """Bring an index up to date, with how far it is where somebody watches."""
    due = time.monotonic() + _TOLD_EVERY

    def tell(progress: Progress) -> bool:
        nonlocal due
        if console.is_watched and time.monotonic() >= due:
            due = time.monotonic() + _TOLD_EVERY
            console.progress(_shown(progress))
        return True

    found = index.refresh(tell)
    if console.is_watched:
        console.progress("")
    if said := index.said:
        console.tell(said)
    return found


def _for_programs(index: Index, console: Console) -> int:
    be_modest()

    def tell(progress: Progress) -> bool:
        console.say(line_of(progress), at_once=True)
        return True

    console.say(line_of(index.refresh(tell), index.said))
    return FINE


def _shown(progress: Progress) -> str:
    if not progress.total:
        return _("Looking through the folders …")
    return ngettext("{done} of {total} file: {path}", "{done} of {total} files: {path}", progress.total).format(
        done=progress.done, total=progress.total, path=visible(progress.current)
    )


def _summary(found: Refreshed) -> str:
    return _("{added} added, {changed} changed, {removed} removed, {problems} not understood").format(
        added=found.added, changed=found.changed, removed=found.removed, problems=found.problems
    )
