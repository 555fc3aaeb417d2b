"""The one save recipe: the old file or the new one, whole, whatever happens; and never over somebody else's."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace as with_changes
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.services.files.disk import THIS_DISK, Disk
from editor.services.files.faults import Conflict, Trouble, cannot_save
from editor.services.files.looking import look, obstacle
from editor.services.files.names import is_portable, is_readable
from editor.services.files.reading import holds, read_whole
from editor.services.files.replacing import Model, name_exclusively, replace, sweep, sync_folder, whole_file
from editor.services.files.values import LIMIT, Fingerprint, Saved, VersionStore, digest, stat_mark

# ``news/<area>``: more than that missing means that the archive itself is not there (a drive not connected).
_MOST_FOLDERS_MADE = 2


def save(
    path: Path, data: bytes, expected: Fingerprint | None, *, versions: VersionStore, disk: Disk = THIS_DISK
) -> Saved:
    """Save bytes in a file's place, or, where nothing is ``expected`` there, as a new file.

    ``expected`` is the fingerprint from opening or from the last save. A file that holds these bytes already is not
    written. A symbolic link is followed and stays. Raises ``Conflict`` where someone else changed the file, and
    ``SaveFailed`` for all else (``gone``, ``taken``, ``read-only``, ``disk-full`` ... see ``faults``); the file is then
    as it was and nothing is left beside it.
    """
    try:
        path = path.absolute()
        if len(data) > LIMIT:
            raise Trouble("text-too-large")
        if expected is None:
            return _create(disk, path, data)
        return _overwrite(disk, path, data, expected, versions)
    except (OSError, Trouble) as fault:
        raise cannot_save(path, fault) from fault


def publish(
    draft: Path | None,
    draft_fingerprint: Fingerprint | None,
    target: Path,
    data: bytes,
    *,
    versions: VersionStore,
    disk: Disk = THIS_DISK,
) -> Saved:
    """Save bytes as a new file in the archive, making its folders, and only then remove the draft they came from.

    The draft goes when the new file is confirmed by the disk and the draft still has this fingerprint; otherwise it
    stays, and ``draft_left`` says so. A draft that someone changed before is a ``Conflict``, and nothing is published.
    May be repeated after a failure or a crash. Raises as ``save``.
    """
    try:
        target = target.absolute()
        if not is_readable(target):
            raise Trouble("bad-name")
        if draft is not None and draft_fingerprint is not None:
            _refuse_changed(disk, draft.absolute(), draft_fingerprint)
        folders_durable = _make_folders(disk, target.parent)
    except (OSError, Trouble) as fault:
        raise cannot_save(target, fault) from fault
    saved = save(target, data, None, versions=versions, disk=disk)
    saved = with_changes(saved, durable=saved.durable and folders_durable)
    if draft is None or draft_fingerprint is None:
        return saved
    return _remove_draft(disk, draft.absolute(), draft_fingerprint, saved, versions)


def _overwrite(disk: Disk, path: Path, data: bytes, expected: Fingerprint, versions: VersionStore) -> Saved:
    """Steps 2 to 11 of the recipe."""
    try:
        real, _ = look(disk, path)
    except FileNotFoundError as error:
        raise _gone(disk, path) from error
    old, found = read_whole(disk, real)
    now = Fingerprint.of(found, old)
    if old == data:
        return Saved(path, now, sync_folder(disk, real.parent), written=False)
    if now.sha256 != expected.sha256:
        raise Conflict(path, old, now)
    if reason := obstacle(disk, real, found):
        raise Trouble(reason)
    kept = _keep_version(versions, path, old)
    with whole_file(disk, real.parent, data, Model(real, found)) as (temp, written):
        replace(disk, temp, real, lambda: _check_still(disk, path, real, now))
    durable = sync_folder(disk, real.parent)
    sweep(disk, real.parent, written.st_mtime_ns)
    return Saved(path, _after(disk, real, written, data), durable, written=True, version_kept=kept)


def _create(disk: Disk, path: Path, data: bytes) -> Saved:
    """A new file: whole from its first moment, and never in another's place."""
    if not (is_readable(path) and is_portable(path.name)):
        raise Trouble("bad-name")
    if _is_there(disk, path):
        return _found_there(disk, path, data)
    try:
        with whole_file(disk, path.parent, data, None) as (temp, written):
            name_exclusively(disk, temp, path)
    except FileExistsError:
        return _found_there(disk, path, data)
    durable = sync_folder(disk, path.parent)
    sweep(disk, path.parent, written.st_mtime_ns)
    return Saved(path, _after(disk, path, written, data), durable, written=True)


def _found_there(disk: Disk, path: Path, data: bytes) -> Saved:
    """A new file that exists: fine where it is this very text (an earlier attempt got this far)."""
    with suppress(OSError, Trouble):
        real, _ = look(disk, path)
        there, found = read_whole(disk, real)
        if there == data:
            return Saved(path, Fingerprint.of(found, data), sync_folder(disk, path.parent), written=False)
    raise Trouble("taken")


def _is_there(disk: Disk, path: Path) -> bool:
    try:
        disk.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _gone(disk: Disk, path: Path) -> Trouble:
    """Only the file is gone; or OSError, where its folder is too."""
    disk.stat(path.parent)
    return Trouble("gone")


def _check_still(disk: Disk, path: Path, real: Path, now: Fingerprint) -> None:
    """The last look before the file is replaced: raise where it is not what it was a moment ago."""
    try:
        found = disk.stat(real)
    except FileNotFoundError as error:
        raise _gone(disk, real) from error
    if not holds(disk, real, found, now):
        data, found = read_whole(disk, real)
        raise Conflict(path, data, Fingerprint.of(found, data))


def _keep_version(versions: VersionStore, path: Path, data: bytes) -> bool:
    """Whether the earlier bytes were kept. Not being able to is told; losing the new ones would be worse."""
    try:
        versions.keep(path, data)
    except (OSError, CopydeskError):
        return False
    return True


def _after(disk: Disk, path: Path, written: os.stat_result, data: bytes) -> Fingerprint:
    """The fingerprint of the file just saved, also where a look fails or finds somebody's newer file."""
    with suppress(OSError):
        found = disk.stat(path)
        if stat_mark(found)[:3] == stat_mark(written)[:3]:  # Its new name changes the last of the times.
            return Fingerprint.of(found, data)
    return Fingerprint.of(written, data)


def _make_folders(disk: Disk, folder: Path) -> bool:
    """Make the folders that an article needs; whether the disk confirmed them. They stay where a save then fails."""
    missing: list[Path] = []
    while not _is_there(disk, folder):
        if len(missing) == _MOST_FOLDERS_MADE:
            raise Trouble("folder-gone")
        missing.append(folder)
        folder = folder.parent
    if not all(is_portable(new.name) for new in missing):
        raise Trouble("bad-name")
    durable = True
    for new in reversed(missing):
        with suppress(FileExistsError):  # Somebody made it just now.
            disk.mkdir(new)
        durable = sync_folder(disk, new.parent) and durable
    return durable


def _refuse_changed(disk: Disk, draft: Path, expected: Fingerprint) -> None:
    """Raise ``Conflict`` for a draft that is not what was opened. One that is gone cannot be lost."""
    with suppress(FileNotFoundError):
        real, _ = look(disk, draft)
        data, found = read_whole(disk, real)
        if digest(data) != expected.sha256:
            raise Conflict(draft, data, Fingerprint.of(found, data))


def _remove_draft(disk: Disk, draft: Path, expected: Fingerprint, saved: Saved, versions: VersionStore) -> Saved:
    """Remove the draft of a published article where nothing can be lost by it; it stays in all other cases."""
    left = with_changes(saved, draft_left=True)
    try:
        if not _is_there(disk, draft):
            return saved
        data, found = read_whole(disk, look(disk, draft)[0])
        same_file = os.path.samestat(found, disk.stat(saved.path))
        if not saved.durable or same_file or digest(data) != expected.sha256:
            return left
        kept = _keep_version(versions, draft, data)
        disk.unlink(draft)
    except (OSError, Trouble):
        return left
    sync_folder(disk, draft.parent)
    return with_changes(saved, version_kept=kept)
