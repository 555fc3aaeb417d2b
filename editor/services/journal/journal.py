"""The journal: a folder a running program, in it a folder an article, in that the last two states of unsaved work.

Each program writes in its own folder only, so two of them never overwrite each other's, and what a dead one left is
never touched before the person has decided about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import THIS_DISK, Disk, visible
from editor.services.files.faults import Trouble
from editor.services.files.private import make_folders, put, remove_folder
from editor.services.files.reading import read_whole
from editor.services.files.replacing import sync_folder
from editor.services.journal.entry import Entry, decode, encode
from editor.services.journal.living import claim, is_live, release
from editor.services.processes import Machine

KEPT = timedelta(days=30)
"""How long discarded work can still be had back."""

_GENERATIONS = ("unsaved-0", "unsaved-1")
_LOCK = "lock"
_TRASH = "trash"
_GOING = ".going-"
# An article may be as large as a file may be, and its fields come on top of it.
_LIMIT = 40 * 1024 * 1024
_CLAIMS = 5
_STARTING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Unsaved work of a program that does not run any more. ``older`` is the state before, where that is whole."""

    entry: Entry
    older: Entry | None
    folder: Path
    serial: int


class NoJournal(CopydeskError):
    """Unsaved work cannot be kept; ``reason`` is the system's word for why."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            _(
                "Copydesk cannot keep your unsaved work safe from a crash, because its own folder “{folder}” cannot be "
                "written to ({reason}). Save often until that is mended; your IT support can help."
            ).format(folder=visible(str(folder)), reason=reason),
            code="no-journal",
            where=str(folder),
        )
        self.reason = reason


class Journal:
    """The unsaved work of one running program. One thread at a time: the one that saves.

    ``write``, ``drop``, ``discard`` and ``take_over`` return whether it was done. A failing disk is said once, by a
    NoJournal, until a ``write`` succeeds again; after that they only return False.
    """

    def __init__(
        self,
        folder: Path,
        disk: Disk = THIS_DISK,
        now: Callable[[], datetime] = datetime.now,
        machine: Machine | None = None,
    ) -> None:
        self.folder = folder
        self._disk = disk
        self._now = now
        self._machine = machine or Machine.this()
        self._home: Path | None = None
        self._lock: int | None = None
        # The serial of the newest state of each article.
        self._kept: dict[str, int] = {}
        self._told = False

    # -- one's own unsaved work

    def write(self, entry: Entry) -> bool:
        """Keep a state of unsaved work, in the place of the last but one."""

        def act() -> None:
            folder = self._own() / entry.key
            make_folders(self._disk, folder)
            serial = self._kept.get(entry.key, 0) + 1
            put(self._disk, folder / _GENERATIONS[serial % 2], encode(entry, serial))
            self._kept[entry.key] = serial
            self._told = False

        return self._done(act)

    def drop(self, key: str) -> bool:
        """Forget an article's unsaved work: it is saved, and nothing was typed since."""
        if key not in self._kept:
            return True
        return self._done(lambda: self._remove(self._own() / key, key))

    def discard(self, which: str | Leftover) -> bool:
        """Put away unsaved work that the person does not want, own or left over. It can be had back for 30 days."""

        if not isinstance(which, Leftover) and which not in self._kept:
            return True

        def act() -> None:
            folder = which.folder if isinstance(which, Leftover) else self._own() / which
            trash = self.folder / _TRASH
            make_folders(self._disk, trash)
            key = folder.name.partition("~")[0]
            place = trash / f"{key}~{int(self._now().timestamp())}~{self._disk.token(4)}"
            with suppress(FileNotFoundError):  # Nothing was written yet, or another window was quicker.
                self._disk.rename(folder, place)
            sync_folder(self._disk, trash)
            if not isinstance(which, Leftover):
                self._kept.pop(which)

        return self._done(act)

    # -- the unsaved work of others

    def leftovers(self) -> list[Leftover]:
        """What programs left that do not run any more, the latest first. Never raises; leaves out what is not whole."""
        dead = [folder for folder in self._others() if not self._is_live(folder)]
        return self._read_all(inner for folder in dead for inner in self._inside(folder))

    def discarded(self) -> list[Leftover]:
        """What was discarded and is still there, the latest first. Never raises."""
        return self._read_all(self._inside(self.folder / _TRASH))

    def take_over(self, leftover: Leftover) -> bool:
        """Make left-over (or discarded) work one's own, when it was brought back into the window, under the same key.

        False where another window took it first, or where this one has unsaved work of the same article already.
        """

        key = leftover.entry.key
        if key in self._kept:
            return False

        def act() -> None:
            place = self._own() / key
            with suppress(FileNotFoundError):
                self._disk.rename(leftover.folder, place)
                self._kept[key] = leftover.serial
            sync_folder(self._disk, place.parent)

        return self._done(act) and key in self._kept

    # -- order

    def prune(self) -> None:
        """Remove what was discarded 30 days ago, and what dead programs left that nobody can use. Never raises."""
        for place in self._inside(self.folder / _TRASH):
            with suppress(OSError, ValueError):
                if self._now().timestamp() - int(place.name.partition("~")[2].partition("~")[0]) > KEPT.total_seconds():
                    remove_folder(self._disk, place)
        for folder in self._others():
            with suppress(OSError):
                self._prune(folder)

    def refresh(self) -> None:
        """Say that this program still runs, every minute: other computers may have the same home. Never raises."""
        if self._home is not None:
            with suppress(OSError):
                self._disk.utime(self._home / _LOCK)

    def close(self) -> None:
        """Let go at the end of the program; what is unsaved stays, to be offered at the next start. Never raises."""
        if self._home is None or self._lock is None:
            return
        release(self._disk, self._lock)
        with suppress(OSError):
            if self._disk.listdir(self._home) == [_LOCK]:
                remove_folder(self._disk, self._home)
            else:
                self._disk.unlink(self._home / _LOCK)
        self._home, self._lock, self._kept = None, None, {}

    def _done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except (OSError, Trouble) as fault:
            if self._told:
                return False
            self._told = True
            raise NoJournal(self.folder, reason_of(fault)) from fault
        return True

    def _own(self) -> Path:
        """The folder of this program, made and held when first needed."""
        for _attempt in range(_CLAIMS):
            if self._home is not None:
                break
            home = self.folder / self._disk.token(8)
            make_folders(self._disk, home)
            with suppress(BlockingIOError):  # Another program looks whether we live, before we can say so.
                self._lock = claim(self._disk, home / _LOCK, self._machine)
                self._home = home
        if self._home is None:
            raise BlockingIOError
        return self._home

    def _remove(self, folder: Path, key: str) -> None:
        """Remove an article's folder: all of it at once, then what is in it."""
        going = folder.with_name(_GOING + self._disk.token(4))
        with suppress(FileNotFoundError):  # Another program took us for dead and took it over.
            self._disk.rename(folder, going)
            sync_folder(self._disk, folder.parent)
        self._kept.pop(key)
        with suppress(OSError):  # ``prune`` finds it.
            remove_folder(self._disk, going)

    def _prune(self, home: Path) -> None:
        names = self._disk.listdir(home)
        if self._is_live(home):
            return
        for name in names:
            place = home / name
            # Not whole today may be whole tomorrow, when the disk is well again.
            if name.startswith(_GOING) or (name != _LOCK and self._age(place) > KEPT and not self._read(place)):
                remove_folder(self._disk, place)
        # A program that is just starting has not had the time to hold its lock.
        if self._age(home) > _STARTING and self._disk.listdir(home) in ([], [_LOCK]):
            remove_folder(self._disk, home)

    def _is_live(self, home: Path) -> bool:
        return is_live(self._disk, home / _LOCK, self._machine, self._now().timestamp())

    def _age(self, place: Path) -> timedelta:
        return timedelta(seconds=self._now().timestamp() - self._disk.stat(place).st_mtime)

    def _others(self) -> Iterator[Path]:
        return (place for place in self._inside(self.folder) if place != self._home and place.name != _TRASH)

    def _inside(self, folder: Path) -> Iterator[Path]:
        names: list[str] = []
        with suppress(OSError):
            names = self._disk.listdir(folder)
        return (folder / name for name in sorted(names) if name != _LOCK and not name.startswith("."))

    def _read_all(self, folders: Iterator[Path]) -> list[Leftover]:
        found = [leftover for folder in folders if (leftover := self._read(folder))]
        return sorted(found, key=lambda leftover: leftover.entry.time.timestamp(), reverse=True)

    def _read(self, folder: Path) -> Leftover | None:
        """The states of an article in a folder; None where none is whole."""
        whole: dict[int, Entry] = {}
        for name in _GENERATIONS:
            with suppress(OSError, Trouble, ValueError, LookupError, TypeError):
                data = read_whole(self._disk, folder / name, limit=_LIMIT)[0]
                if found := decode(data, folder.name.partition("~")[0]):
                    whole[found[0]] = found[1]
        if not whole:
            return None
        newest = max(whole)
        return Leftover(whole[newest], whole.get(newest - 1), folder, newest)


def reason_of(fault: OSError | Trouble) -> str:
    """Why, in the system's words."""
    return fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
