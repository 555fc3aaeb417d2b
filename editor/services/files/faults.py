"""What can go wrong with a file, as sentences: one row a code, what it means when opening and when saving."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files.names import shown
from editor.services.files.values import Fingerprint


class Trouble(Exception):
    """A reason to stop that is no OSError. Stays inside this package; ``detail`` is what the system said."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class SaveFailed(CopydeskError):
    """A save that did not happen: the file is as it was.

    ``reason`` says what happened; the whole sentence adds what to do in the window, where the text still is.
    """

    def __init__(self, reason: str, advice: str, *, code: str, where: str) -> None:
        super().__init__(f"{reason} {advice}", code=code, where=where)
        self.reason = reason


class Conflict(SaveFailed):
    """The file was changed by someone else since it was opened. Holds what it is now.

    To save over it all the same, save again with this ``fingerprint`` as the expected one.
    """

    def __init__(self, path: Path, data: bytes, fingerprint: Fingerprint) -> None:
        words = _sentences()["conflict"]
        super().__init__(words.saving.format(name=shown(path)), words.advice, code="conflict", where=str(path))
        self.path = path
        self.data = data
        self.fingerprint = fingerprint


# Windows' own numbers come first where there is one: Python gives several of them the same errno.
_BY_WINERROR = {
    5: "no-permission",
    19: "read-only",
    32: "in-use",
    33: "in-use",
    39: "disk-full",
    51: "out-of-reach",
    53: "out-of-reach",
    59: "out-of-reach",
    64: "out-of-reach",
    67: "out-of-reach",
    112: "disk-full",
    123: "bad-name",
    206: "name-too-long",
    1921: "link-loop",
}
# By name: not every system has every number.
_BY_ERRNO = {
    "ENOENT": "missing",
    "ENOTDIR": "missing",
    "EACCES": "no-permission",
    "EPERM": "no-permission",
    "EROFS": "read-only",
    "ENOSPC": "disk-full",
    "EDQUOT": "disk-full",
    "EFBIG": "disk-full",
    "ENAMETOOLONG": "name-too-long",
    "EILSEQ": "bad-name",
    "ELOOP": "link-loop",
    "EISDIR": "folder",
    "ENXIO": "not-a-file",
    "ENODEV": "not-a-file",
    "EBUSY": "in-use",
    "EAGAIN": "in-use",
    "EWOULDBLOCK": "in-use",
    "ETXTBSY": "in-use",
    "ESTALE": "out-of-reach",
    "ETIMEDOUT": "out-of-reach",
    "EHOSTDOWN": "out-of-reach",
    "EHOSTUNREACH": "out-of-reach",
    "ENETDOWN": "out-of-reach",
    "ENETUNREACH": "out-of-reach",
    "ENOTCONN": "out-of-reach",
    "ECONNRESET": "out-of-reach",
}


def errno_name(error: OSError) -> str:
    """``"ENOSPC"`` and the like; empty where the system gave no number."""
    return errno.errorcode.get(error.errno or 0, "")


def _code(fault: OSError | Trouble) -> tuple[str, str]:
    """The code of a fault, and what the system said."""
    if isinstance(fault, Trouble):
        return fault.code, fault.detail
    by_winerror = _BY_WINERROR.get(getattr(fault, "winerror", None) or 0)
    return by_winerror or _BY_ERRNO.get(errno_name(fault), "io-error"), fault.strerror or str(fault)


def cannot_open(path: Path, fault: OSError | Trouble) -> CopydeskError:
    """The error that a person sees instead of the file."""
    code, detail = _code(fault)
    sentence = _sentences()[code].opening
    return CopydeskError(sentence.format(name=shown(path), reason=detail), code=code, where=str(path))


def cannot_save(path: Path, fault: OSError | Trouble) -> SaveFailed:
    """The error that a person sees instead of "Saved"."""
    code, detail = _code(fault)
    if code == "missing":  # What is missing while writing a new name is the folder for it.
        code = "folder-gone"
    words = _sentences()[code]
    reason = words.saving.format(name=shown(path), folder=shown(path.parent), reason=detail)
    return SaveFailed(reason, words.advice, code=code, where=str(path))


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of one code; those that cannot be needed are empty."""

    opening: str = ""
    saving: str = ""
    advice: str = ""


def _sentences() -> dict[str, _Words]:
    """Every code. Made when needed: the language may be chosen after this module was read."""
    elsewhere = _("Your text is still in the window: save it under another name or in another folder.")
    again = _("Your text is still in the window: try again in a moment, or save it in another folder.")
    return {
        **_about_the_entry(elsewhere),
        **_about_the_name(elsewhere),
        **_about_permission(elsewhere),
        **_about_the_medium(again),
        **_about_the_others(),
    }


def _about_the_entry(elsewhere: str) -> dict[str, _Words]:
    """What is found under the name."""
    return {
        "missing": _Words(
            _("There is no file “{name}”. It may have been moved, renamed or deleted: look for it and open it there.")
        ),
        "folder": _Words(
            _("“{name}” is a folder, not an article. Open an article inside it."),
            _("“{name}” was not saved: there is a folder of this name now."),
            elsewhere,
        ),
        "not-a-file": _Words(
            _("“{name}” is not an ordinary file but a pipe, a device or the like, so it was not opened."),
            _("“{name}” was not saved: it is not an ordinary file, and a text written to it would be lost."),
            elsewhere,
        ),
        "link-target-missing": _Words(
            _("“{name}” is a link to a file that is missing. Find that file, or ask who made the link."),
            _("“{name}” was not saved: it is a link to a file that is missing."),
            elsewhere,
        ),
        "link-loop": _Words(
            _("“{name}” is a link that leads back to itself, so there is no file to open. Ask who made the link."),
            _("“{name}” was not saved: it is a link that leads back to itself."),
            elsewhere,
        ),
    }


def _about_the_name(elsewhere: str) -> dict[str, _Words]:
    """How the file is called, and how large it is."""
    return {
        "bad-name": _Words(
            _("The name or folder of “{name}” has characters that are damaged. Rename it, then open it again."),
            _("“{name}” was not saved: not every computer can have a file or folder of this name."),
            _("Your text is still in the window: save it under a name of letters, digits and dashes."),
        ),
        "name-too-long": _Words(
            _("The name of “{name}”, with its folders, is too long. Rename or move it, then open it again."),
            _("“{name}” was not saved: its name, with its folders, is too long."),
            _("Your text is still in the window: save it under a shorter name."),
        ),
        "too-large": _Words(
            _("“{name}” is over 10 MB, more than an article can be. Open it in another program."),
            _("“{name}” was not saved: the file has grown to over 10 MB since it was opened."),
            elsewhere,
        ),
        "text-too-large": _Words(
            saving=_("“{name}” was not saved: the text is over 10 MB, more than could be opened again."),
            advice=_(
                "Your text is still in the window: take out what is not part of the article, or copy it elsewhere."
            ),
        ),
    }


def _about_permission(elsewhere: str) -> dict[str, _Words]:
    """What the disk and the system allow."""
    return {
        "no-permission": _Words(
            _("You have no permission to read “{name}”. Ask its owner or your IT support for access."),
            _("“{name}” was not saved: you have no permission to write it there."),
            elsewhere,
        ),
        "read-only": _Words(
            _("“{name}” could not be opened: the disk allows no changes."),
            _("“{name}” was not saved: it is read-only."),
            elsewhere,
        ),
        "read-only-folder": _Words(
            saving=_("“{name}” was not saved: nothing may be changed in its folder, “{folder}”."), advice=elsewhere
        ),
        "disk-full": _Words(
            _("“{name}” could not be opened: the disk is full. Make room, then open it again."),
            _("“{name}” was not saved: the disk is full, or your share of it."),
            _("Your text is still in the window: make room and save again, or save it on another disk."),
        ),
    }


def _about_the_medium(again: str) -> dict[str, _Words]:
    """How the disk behaves."""
    return {
        "in-use": _Words(
            _("“{name}” is in use by another program. Close it there, or try again in a moment."),
            _("“{name}” was not saved: another program is using the file."),
            again,
        ),
        "out-of-reach": _Words(
            _("“{name}” is on a drive that cannot be reached now. Check the network connection, then open it again."),
            _("“{name}” was not saved: its drive cannot be reached now."),
            again,
        ),
        "still-changing": _Words(
            _("“{name}” kept changing while it was being read. Try again in a moment."),
            _("“{name}” was not saved: another program is writing to the file right now."),
            again,
        ),
        "not-verified": _Words(
            saving=_("“{name}” was not saved: the disk gave back something else than was written to it."),
            advice=_("Your text is still in the window: save it on another disk, and tell your IT support."),
        ),
        "io-error": _Words(
            _("“{name}” could not be read ({reason}). Try again; if it fails again, tell your IT support."),
            _("“{name}” was not saved: the disk reported an error ({reason})."),
            again,
        ),
    }


def _about_the_others() -> dict[str, _Words]:
    """What other people did meanwhile."""
    return {
        "gone": _Words(
            saving=_("“{name}” was not saved: the file has been moved, renamed or deleted since it was opened."),
            advice=_("Your text is still in the window: save it there anew, or save it under another name."),
        ),
        "folder-gone": _Words(
            saving=_("“{name}” was not saved: its folder, “{folder}”, is not there."),
            advice=_("Your text is still in the window: bring the folder back and save again, or save it elsewhere."),
        ),
        "taken": _Words(
            saving=_("“{name}” was not saved: there is another file of this name, and it was left as it is."),
            advice=_("Your text is still in the window: save it under another name."),
        ),
        "conflict": _Words(
            saving=_("“{name}” was not saved: someone else has changed the file since it was opened."),
            advice=_("Your text is still in the window: compare the two, then keep yours or take theirs."),
        ),
    }
