"""What is worth saying about a file that opens: it cannot be saved, has other names, is a copy, is in use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from editor.core.language import _
from editor.services.files.disk import Disk
from editor.services.files.locks import Holder, holder_in, holder_of, locked_name
from editor.services.files.looking import obstacle
from editor.services.files.names import conflict_copy, shown
from editor.services.files.values import Notice
from editor.services.processes import Machine


def notices(disk: Disk, path: Path, real: Path, found: os.stat_result) -> tuple[Notice, ...]:
    """Everything unusual about an opened file. ``real`` and ``found``: where the path leads, and what is there."""
    return (
        *_about_saving(disk, real, found),
        *_about_the_name(disk, path),
        *_about_locks(disk, path, real),
    )


def _about_saving(disk: Disk, real: Path, found: os.stat_result) -> Iterator[Notice]:
    match obstacle(disk, real, found):
        case "read-only":
            sentence = _("“{name}” is read-only. You can change the text and save it under another name.")
            yield Notice("read-only", sentence.format(name=shown(real)))
        case "read-only-folder":
            sentence = _(
                "Nothing may be changed in the folder of “{name}”. You can change the text and save it elsewhere."
            )
            yield Notice("read-only", sentence.format(name=shown(real)))
    if found.st_nlink > 1:
        sentence = _(
            "“{name}” has another name elsewhere on this disk. After you save, the other name keeps the old text."
        )
        yield Notice("hard-link", sentence.format(name=shown(real)))


def _about_the_name(disk: Disk, path: Path) -> Iterator[Notice]:
    def is_beside(name: str) -> bool:
        try:
            disk.lstat(path.with_name(name))
        except OSError:
            return False
        return True

    if copy := conflict_copy(path.name, is_beside):
        sentence = _(
            "“{name}” looks like a conflict copy of “{original}” that {program} made when two people changed it "
            "at once. Compare the two before you go on with one of them."
        )
        yield Notice(
            "conflict-copy",
            sentence.format(name=shown(path), original=shown(Path(copy.original)), program=copy.program),
        )


def _about_locks(disk: Disk, path: Path, real: Path) -> Iterator[Notice]:
    if locked := locked_name(path.name):
        yield Notice("lock-file", _lock_itself(shown(path), shown(Path(locked)), holder_in(disk, path)))
    elif holder := holder_of(disk, path) or (holder_of(disk, real) if real != path else None):
        machine = Machine.this()
        # What this very program put there, or left when it was killed, keeps nobody else's text.
        if not (holder.is_here(machine) or holder.is_stale(machine, datetime.now().timestamp())):
            yield Notice("lock-file", _locked(shown(path), holder))


def _locked(name: str, holder: Holder) -> str:
    if holder == Holder():
        return _(
            "“{name}” may be open in another program: a lock lies beside it, which does not say whose. "
            "You can open it all the same; find out before you save."
        ).format(name=name)
    return _(
        "“{name}” may be open elsewhere: by {user} on the computer {host}, since {since}. "
        "You can open it all the same; ask them before you save."
    ).format(name=name, **_known(holder))


def _lock_itself(name: str, locked: str, holder: Holder) -> str:
    if holder == Holder():
        return _(
            "“{name}” is not an article: another program made it while it had “{locked}” open. Leave it as it is."
        ).format(name=name, locked=locked)
    return _(
        "“{name}” is not an article: another program made it when {user} on the computer {host} opened “{locked}”, "
        "on {since}. Leave it as it is."
    ).format(name=name, locked=locked, **_known(holder))


def _known(holder: Holder) -> dict[str, str]:
    return {
        "user": holder.user or _("someone"),
        "host": holder.host or _("(unknown)"),
        "since": holder.since or _("(unknown)"),
    }
