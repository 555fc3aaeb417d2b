"""The versions of each file.

A file's list is a folder of empty files: each name says when, why, how long and which bytes. A name is there or not, so
a list cannot be torn by a crash, and two windows that add to it never meet.

Kept of each file: everything of the last 30 days, the last 50 states however old, and for good the state in which it
was first opened. A file that somebody renamed is known by its bytes, and its versions follow it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import THIS_DISK, Disk, key_of, visible
from editor.services.files.disk import CREATE
from editor.services.files.faults import Trouble
from editor.services.files.private import make_folders, put
from editor.services.files.reading import read_whole
from editor.services.files.replacing import sweep, sync_folder
from editor.services.files.values import digest
from editor.services.versions.contents import Contents

KEPT = timedelta(days=30)
LEAST = 50
"""How many versions of a file stay even if they are older than that."""

# Microseconds since 1970, why, size in bytes. "seen" are no versions: what a file held after a save.
_NAME = re.compile(r"(?P<when>[0-9a-f]{14})-(?P<why>opened|saved|seen)-(?P<size>\d+)-(?P<sha256>[0-9a-f]{64})")
_MICROSECONDS = 10**6
_PATH = "path"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of a file. ``why``: ``opened`` (by us, in this state) or ``saved`` (over it). Size in bytes."""

    id: str
    when: datetime
    size: int
    sha256: str
    why: str


class Versions:
    """The store of all files; a ``VersionStore``. Those who write raise CopydeskError (``no-versions``)."""

    def __init__(self, folder: Path, disk: Disk = THIS_DISK, now: Callable[[], datetime] = datetime.now) -> None:
        self._files = folder / "files"
        self._contents = Contents(folder / "bytes", disk)
        self._disk = disk
        self._now = now

    def keep(self, path: Path, data: bytes) -> None:
        """Keep the bytes that are about to be replaced."""
        with _told(path):
            self._keep(path, data, "saved")

    def keep_original(self, path: Path, data: bytes) -> None:
        """Keep the bytes of a file that was just opened."""
        with _told(path):
            self._keep(path, data, "opened")

    def note(self, path: Path, sha256: str) -> None:
        """Remember which bytes a file holds since it was saved, to know it again if somebody renames it."""
        with _told(path):
            names = self._names(path)
            if names and _sha256(names[-1]) == sha256:
                return
            self._add(path, names, "seen", 0, sha256)
            for name in names:
                if _why(name) == "seen":
                    self._disk.unlink(self._folder(path) / name)

    def of(self, path: Path) -> tuple[Version, ...]:
        """The versions of a file, the latest first. Never raises."""
        names: list[str] = []
        with suppress(OSError):
            names = self._names(path)
        return tuple(_version(name) for name in reversed(_states(names)) if self._contents.holds(_sha256(name)))

    def read(self, version_id: str) -> bytes:
        """The bytes of a version. Raises CopydeskError (``no-version``) where they are not there or not whole."""
        with suppress(OSError, Trouble, zlib.error):
            return self._contents.read(_sha256(version_id))
        raise CopydeskError(
            _("This version cannot be read any more: it was removed, or the disk has damaged it. Choose another."),
            code="no-version",
            where=version_id,
        )

    def find(self, sha256: str) -> tuple[Path, ...]:
        """The files that held these bytes last as far as known: what a renamed file was called. Never raises."""
        found = []
        with suppress(OSError):
            for folder in self._folders():
                names = _records(self._disk.listdir(folder))
                if names and _sha256(names[-1]) == sha256:
                    with suppress(OSError, Trouble):
                        found.append((names[-1], Path(self._text(folder / _PATH))))
        return tuple(path for _name, path in sorted(found, reverse=True))

    def moved(self, old: Path, new: Path) -> None:
        """Let a file's versions follow it to another place (a released draft, a renamed file)."""
        source, target = self._folder(old), self._folder(new)
        with _told(new):
            names = self._names(old)
            if not names or source == target:
                return
            try:
                self._disk.rename(source, target)
            except OSError:  # There was a file of this name before.
                make_folders(self._disk, target)
                for name in names:
                    self._disk.rename(source / name, target / name)
            put(self._disk, target / _PATH, _encoded(new))
            sync_folder(self._disk, self._files)

    def prune(self) -> None:
        """Remove the versions that are neither recent nor among the last of their file. Never raises."""
        now = self._now().timestamp()
        with suppress(OSError):
            stored = self._contents.all()
            used = {sha256 for folder in self._folders() for sha256 in self._thin_out(folder, now)}
            self._contents.remove(stored, used, now)

    def _thin_out(self, folder: Path, now: float) -> Iterator[str]:
        """Remove what a file need not keep, and tell which bytes it needs."""
        sweep(self._disk, folder, int(now * 10**9))
        names = _states(_records(self._disk.listdir(folder)))
        first = next((name for name in names if _why(name) == "opened"), "")
        for at, name in enumerate(reversed(names)):
            if at < LEAST or name == first or now - _when(name) <= KEPT.total_seconds():
                yield _sha256(name)
            else:
                self._disk.unlink(folder / name)

    def _keep(self, path: Path, data: bytes, why: str) -> None:
        sha256 = digest(data)
        self._contents.add(sha256, data)
        names = self._names(path) or self._of_renamed(path, sha256)
        if [_sha256(name) for name in _states(names)[-1:]] != [sha256]:
            self._add(path, names, why, len(data), sha256)

    def _of_renamed(self, path: Path, sha256: str) -> list[str]:
        """The records of a file that is new here but held these bytes under a name of its folder that is gone."""
        for old in self.find(sha256):
            if old.parent == path.absolute().parent and not self._is_there(old):
                self.moved(old, path)
                return self._names(path)
        return []

    def _is_there(self, path: Path) -> bool:
        """Whether there is a file of this name; also where it cannot be told."""
        try:
            self._disk.lstat(path)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True

    def _add(self, path: Path, names: list[str], why: str, size: int, sha256: str) -> None:
        """Add a name behind all others, even where the clock was set back."""
        folder = self._folder(path)
        if not self._is_called(folder, path):
            make_folders(self._disk, folder)
            put(self._disk, folder / _PATH, _encoded(path))
        when = int(self._now().timestamp() * _MICROSECONDS)
        if names:
            when = max(when, int(names[-1].partition("-")[0], 16) + 1)
        self._disk.close(self._disk.open(folder / f"{when:014x}-{why}-{size}-{sha256}", CREATE, 0o600))
        sync_folder(self._disk, folder)

    def _is_called(self, folder: Path, path: Path) -> bool:
        with suppress(OSError, Trouble):
            return self._text(folder / _PATH).encode("utf-8", "surrogatepass") == _encoded(path)
        return False

    def _text(self, place: Path) -> str:
        return read_whole(self._disk, place)[0].decode("utf-8", "surrogatepass")

    def _names(self, path: Path) -> list[str]:
        with suppress(FileNotFoundError):
            return _records(self._disk.listdir(self._folder(path)))
        return []

    def _folders(self) -> Iterator[Path]:
        return (self._files / name for name in self._disk.listdir(self._files))

    def _folder(self, path: Path) -> Path:
        return self._files / key_of(path)[:32]  # Windows' paths end soon.


def _records(names: Iterable[str]) -> list[str]:
    """Those names that are records, from the first to the last."""
    return sorted(filter(_NAME.fullmatch, names))


def _states(names: Iterable[str]) -> list[str]:
    """Those records that are versions."""
    return [name for name in names if _why(name) != "seen"]


def _sha256(name: str) -> str:
    return name.rpartition("-")[2]


def _why(name: str) -> str:
    return name.split("-")[1]


def _when(name: str) -> float:
    return int(name.partition("-")[0], 16) / _MICROSECONDS


def _version(name: str) -> Version:
    _time, why, size, sha256 = name.split("-")
    return Version(name, datetime.fromtimestamp(_when(name)), int(size), sha256, why)


def _encoded(path: Path) -> bytes:
    return str(path.absolute()).encode("utf-8", "surrogatepass")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what kept a version from being kept."""
    try:
        yield
    except (OSError, Trouble) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise CopydeskError(
            _("The earlier state of “{name}” could not be kept ({reason}). What you have saved is safe.").format(
                name=visible(path.name), reason=reason
            ),
            code="no-versions",
            where=str(path),
        ) from fault
