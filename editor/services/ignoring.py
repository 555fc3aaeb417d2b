"""Problems that a person chose to leave as they are, each with the reason: kept beside the archive, a file an article.

They lie in ``.copydesk/ignored/`` of the archive, under the article's own place in it, so that colleagues share them
and a merge of two people's work is one of small files; without an archive in the user's own folder. An entry knows its
problem by rule, field and quoted text: an edit elsewhere in the article leaves it in force, one of the quoted text ends
it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from editor.core.checks.values import Problem
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.archive import OWN, Archive
from editor.services.files import NoVersions, key_of, open_file, save, visible

_FOLDER = "ignored"


@dataclass(frozen=True, slots=True, order=True)
class Ignored:
    """One problem that is ignored, why, by whom and since when (ISO 8601 to the minute, local time).

    ``sentence`` is what was said of it then: the problem itself is not looked at any more.
    """

    rule: str
    field: str
    quote: str
    reason: str = ""
    who: str = ""
    when: str = ""
    sentence: str = ""

    def covers(self, problem: Problem) -> bool:
        """Whether this is the problem that is ignored."""
        return (self.rule, self.field, self.quote) == (problem.rule, problem.field, problem.quote)


def left_of(problems: Iterable[Problem], ignored: Iterable[Ignored]) -> tuple[Problem, ...]:
    """The problems that are not ignored."""
    keys = {(one.rule, one.field, one.quote) for one in ignored}
    return tuple(problem for problem in problems if (problem.rule, problem.field, problem.quote) not in keys)


class Ignoring:
    """The store. ``data`` is the user's own folder, ``who`` the person's name as others are to read it."""

    def __init__(self, data: Path, who: str, now: Callable[[], datetime] = datetime.now) -> None:
        self._data = data / _FOLDER
        self._who = who
        self._now = now

    def of(self, path: Path) -> tuple[Ignored, ...]:
        """What is ignored of an article. A list that cannot be read counts as empty: then too much is shown."""
        place = self._place(path)
        # As nearly always; an error's sentence takes longer than the look.
        with suppress(CopydeskError, ValueError, RecursionError):
            return _read(open_file(place).data) if place.exists() else ()
        return ()

    def stamps(self, archive: Archive) -> dict[str, int]:
        """For each article of an archive of which anything is or was ignored a number that its list changes.

        The article is named by its path in the archive, with ``/`` and without its ending.
        """
        folder = archive.root / OWN / _FOLDER
        found = {}
        for place in folder.rglob("*.json"):
            with suppress(OSError):  # It went meanwhile.
                status = place.stat()
                found[place.relative_to(folder).with_suffix("").as_posix()] = status.st_mtime_ns ^ status.st_size
        return found

    def entry(self, problem: Problem, reason: str) -> Ignored:
        """The entry for a problem that this person ignores now."""
        when = self._now().isoformat(timespec="minutes")
        return Ignored(problem.rule, problem.field, problem.quote, reason.strip(), self._who, when, problem.sentence)

    def ignore(self, path: Path, entry: Ignored) -> tuple[Ignored, ...]:
        """Ignore this too; the new list. Raises CopydeskError where it cannot be kept."""
        others = (one for one in self.of(path) if not _same(one, entry))
        return self._write(path, (*others, entry))

    def unignore(self, path: Path, entry: Ignored) -> tuple[Ignored, ...]:
        """Ignore this no longer; the new list. Raises CopydeskError where it cannot be kept."""
        return self._write(path, (one for one in self.of(path) if not _same(one, entry)))

    def followed(self, old: Path, new: Path) -> None:
        """The article of ``old`` is saved at ``new`` (released, renamed, saved under another name) and takes its list.

        Where there is no article at the old place any more its list goes. Raises CopydeskError.
        """
        ignored = self.of(old)
        if not ignored or self._place(old) == self._place(new):
            return
        for entry in ignored:
            self.ignore(new, entry)
        if not old.exists():
            with suppress(OSError):  # A list of an article that is gone does no harm.
                self._place(old).unlink()

    def _place(self, path: Path) -> Path:
        path = path.absolute()
        archive = Archive.find_root(path)
        if archive is None:
            return self._data / f"{key_of(path)}.json"
        relative = path.relative_to(archive.root.absolute())
        return archive.root / OWN / _FOLDER / relative.with_name(f"{relative.stem}.json")

    def _write(self, path: Path, entries: Iterable[Ignored]) -> tuple[Ignored, ...]:
        """One entry a line, sorted: so that two people's lists merge by themselves."""
        ignored = tuple(sorted(entries))
        lines = [json.dumps(asdict(one), ensure_ascii=False) for one in ignored]
        # Half a character becomes \udxxx, which is how JSON writes it.
        data = ("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n").encode("utf-8", "backslashreplace")
        place = self._place(path)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CopydeskError(
                _("“{name}” shows this problem again next time: the folder {folder} cannot be made ({reason}).").format(
                    name=visible(path.name), folder=visible(str(place.parent)), reason=error.strerror
                ),
                code="no-folder",
                where=str(place.parent),
            ) from error
        expected = None
        with suppress(CopydeskError):
            expected = open_file(place).fingerprint
        save(place, data, expected, versions=NoVersions())
        return ignored


def _same(one: Ignored, other: Ignored) -> bool:
    return (one.rule, one.field, one.quote) == (other.rule, other.field, other.quote)


_NAMES = tuple(item.name for item in fields(Ignored))


def _read(data: bytes) -> tuple[Ignored, ...]:
    """The entries of a list; what is none (somebody else's hand was here) is passed over."""
    found = json.loads(data)
    entries = found if isinstance(found, list) else []
    texts = [
        {name: text for name, text in entry.items() if name in _NAMES and isinstance(text, str)}
        for entry in entries
        if isinstance(entry, dict)
    ]
    return tuple(Ignored(**entry) for entry in texts if {"rule", "field", "quote"} <= entry.keys())
