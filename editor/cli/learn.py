"""``copydesk learn``: a profile from an archive, with how sure each part of it is."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from editor.cli.articles import saving
from editor.cli.console import FINE, PROBLEMS
from editor.cli.desk import Desk
from editor.core.language import _, ngettext
from editor.core.learning import Lesson, learn
from editor.core.learning_findings import FEW
from editor.core.profile import dump_profile
from editor.services.files import visible
from editor.services.learning import Gathered, as_yaml, gather, write_file

_PROGRESS_AFTER = 1.0  # seconds
_PROGRESS_EVERY = 0.2
_MOST_TOLD = 10


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", metavar=_("DIR"), help=_("an archive, or any folder of articles"))
    parser.add_argument(
        "--area", metavar=_("AREA"), default="", help=_("the organisation; may be left out where there is only one")
    )
    parser.add_argument("--name", metavar=_("NAME"), default="", help=_("what people call it, if its pages do not say"))
    parser.add_argument("-o", metavar=_("FILE"), dest="out", help=_("write the profile into this file"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document, for other programs"))


def run(args: Namespace, desk: Desk) -> int:
    """Learn and print; the exit code."""
    progress = _Progress(desk)
    try:
        gathered = gather(Path(args.folder), args.area, progress.seen)
    finally:
        progress.wipe()
    lesson = learn(gathered.fronts, gathered.area, args.name)
    _tell(desk, gathered, lesson)
    if args.out:
        path, text = Path(args.out), as_yaml(lesson)
        saved = saving(lambda: write_file(path, text, desk.versions))
        if not args.json:
            desk.console.say(visible(str(saved.path)))
    if args.json:
        desk.console.say(json.dumps(_document(gathered, lesson), ensure_ascii=False, indent=2))
    elif not args.out:
        desk.console.say(as_yaml(lesson).rstrip("\n"))
    return FINE if lesson.profile.path else PROBLEMS


class _Progress:
    """How many files were read so far, where it takes long and somebody watches."""

    def __init__(self, desk: Desk) -> None:
        self._console = desk.console
        self._due = time.monotonic() + _PROGRESS_AFTER
        self._is_shown = False

    def seen(self, count: int) -> None:
        """Show it, but not too often."""
        if self._console.is_watched and time.monotonic() >= self._due:
            self._console.progress(ngettext("{n} file …", "{n} files …", count).format(n=count))
            self._due, self._is_shown = time.monotonic() + _PROGRESS_EVERY, True

    def wipe(self) -> None:
        """Leave the line empty."""
        if self._is_shown:
            self._console.progress("")


def _tell(desk: Desk, gathered: Gathered, lesson: Lesson) -> None:
    """Say beside the output what the person has to know about it."""
    console, broken = desk.console, gathered.broken
    for one in broken[:_MOST_TOLD]:
        console.tell(f"{visible(str(one.path))}: {one.sentence}")
    if broken:
        console.tell(
            ngettext(
                "{n} file could not be read, and was passed over.",
                "{n} files could not be read, and were passed over.",
                len(broken),
            ).format(n=len(broken))
        )
    if lesson.articles < FEW:
        console.tell(
            ngettext(
                "Learnt from {n} article only, which proves little: check every line.",
                "Learnt from {n} articles only, which prove little: check every line.",
                lesson.articles,
            ).format(n=lesson.articles)
        )
    if not lesson.profile.path:
        console.tell(_("No article has a web address: fill in “base” and “path” before the profile can be used."))


def _document(gathered: Gathered, lesson: Lesson) -> dict[str, object]:
    return {
        "profile": dump_profile(lesson.profile),
        "articles": lesson.articles,
        "findings": [{**asdict(one), "thin": one.is_thin} for one in lesson.findings],
        "example": asdict(lesson.example) if lesson.example else None,
        "broken": [{"path": str(one.path), "sentence": one.sentence} for one in gathered.broken],
    }
