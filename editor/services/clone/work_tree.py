"""The files of the work tree: read whole, written and removed by the recipe, never through a link to elsewhere."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from editor.services.clone.faults import problem
from editor.services.files import THIS_DISK, Disk, Fingerprint, NoVersions, VersionStore, save
from editor.services.files.faults import Trouble, cannot_open, cannot_save
from editor.services.files.looking import look
from editor.services.files.reading import read_whole
from editor.services.files.replacing import sync_folder


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies in the work tree."""

    data: bytes
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class WorkTree:
    """A work tree at ``top``. Paths are relative to it, with slashes. Replaced bytes that nobody shared are kept."""

    top: Path
    versions: VersionStore
    disk: Disk = THIS_DISK

    def read(self, path: str) -> Found | None:
        """A file; None where there is none. Raises CopydeskError where it cannot be read."""
        full = self.top / path
        try:
            real, _found = look(self.disk, full)
            data, found = read_whole(self.disk, real)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, Trouble) as fault:
            raise cannot_open(full, fault) from fault
        return Found(data, Fingerprint.of(found, data))

    def write(self, path: str, data: bytes, was: Found | None, *, is_shared: bool) -> None:
        """Put bytes in the place of what was read there; ``is_shared`` where a commit has those anyway.

        Raises CopydeskError, with the file as it was, where somebody changed it since it was read.
        """
        full = self.top / path
        self._check_inside(full)
        if was is None:
            self._make_folders(full.parent)
        keeper = NoVersions() if is_shared else self.versions
        save(full, data, was.fingerprint if was else None, versions=keeper, disk=self.disk)

    def remove(self, path: str, was: Found, *, is_shared: bool) -> None:
        """Remove a file that is still what was read. Raises CopydeskError where it is not, or cannot be kept first."""
        full = self.top / path
        self._check_inside(full)
        now = self.read(path)
        if now is None:
            return
        if now.data != was.data:
            raise problem("moved", str(full))
        try:
            if not is_shared:
                self.versions.keep(full, now.data)
            self.disk.unlink(full)
        except OSError as fault:
            raise cannot_save(full, fault) from fault
        sync_folder(self.disk, full.parent)
        self._remove_empty(full.parent)

    def is_same_file(self, one: str, other: str) -> bool:
        """Whether two names are one file: of those that differ in case, where the disk takes them for the same."""
        with suppress(OSError):
            return (self.top / one).samefile(self.top / other)
        return False

    def rename(self, old: str, new: str) -> None:
        """Give a file another spelling of its name."""
        try:
            self.disk.rename(self.top / old, self.top / new)
        except OSError as fault:
            raise cannot_save(self.top / new, fault) from fault

    def _check_inside(self, full: Path) -> None:
        """No folder on the way may be a link: it could lead anywhere."""
        for folder in full.parents:
            if folder == self.top:
                return
            if folder.is_symlink():
                raise problem("link", str(full))

    def _make_folders(self, folder: Path) -> None:
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        try:
            for new in reversed(missing):
                with suppress(FileExistsError):
                    self.disk.mkdir(new)
                sync_folder(self.disk, new.parent)
        except OSError as fault:
            raise cannot_save(new, fault) from fault

    def _remove_empty(self, folder: Path) -> None:
        """Git knows no empty folders: what it leaves empty it removes."""
        while folder != self.top:
            try:
                self.disk.rmdir(folder)
            except OSError:
                return
            folder = folder.parent
