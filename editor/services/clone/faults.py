"""What Git's library and the other computer say, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pygit2

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import visible

# What the library's messages have in common, by code; the first that fits counts. They are English in every language.
_SAYS: tuple[tuple[str, str], ...] = (
    ("race", r"non-?fast-?forward|fetch first|not present locally|stale info|cannot lock ref|failed to update ref"),
    ("owner", r"not owned by current user|dubious ownership"),
    ("certificate", r"certificate|hostkey|host key|known_hosts|remote key"),
    ("password", r"authenticat|status code: 40[13]|credential|replays|username does not match"),
    (
        "gone",
        r"status code: 404|not found on this server|unsupported url|repository not found|could not find repository",
    ),
    ("network", r"resolve address|failed to connect|timed? ?out|unreachable|connection (?:refused|reset|closed)"),
    ("network", r"failed to send|failed to receive|unexpected (?:disconnect|eof|http)|early eof|SSL error|socket"),
    ("gone", r"failed to resolve path|no such file or directory|does not exist"),
    ("in-use", r"\block(?:ed|file)?\b"),
)


def code_of(message: str) -> str:
    """What a message of the library is about: a code of ``sentence_for``."""
    return next((code for code, pattern in _SAYS if re.search(pattern, message, re.IGNORECASE)), "other")


def sentence_for(code: str, where: str, reason: str = "") -> str:
    """What happened, and what to do next. ``where`` is a host or a folder, ``reason`` what the other side said."""
    return _sentences()[code].format(where=visible(where), reason=visible(reason))


def problem(code: str, where: str, reason: str = "") -> CopydeskError:
    """The same as an error; its code is ``clone-`` and this one."""
    return CopydeskError(sentence_for(code, where, reason), code=f"clone-{code}", where=where)


@contextmanager
def as_sentences(where: str) -> Iterator[None]:
    """Whatever the library cannot do in here is told with what to do next."""
    try:
        yield
    except CopydeskError:
        raise
    except pygit2.AuthError as error:
        raise problem("password", where, str(error)) from error
    except pygit2.CertificateError as error:
        raise problem("certificate", where, str(error)) from error
    except (pygit2.GitError, OSError) as error:
        raise problem(code_of(str(error)), where, str(error)) from error


def _sentences() -> dict[str, str]:
    """Made when needed: the language may be chosen after this module was read."""
    return {**_about_the_clone(), **_about_the_others()}


def _about_the_clone() -> dict[str, str]:
    again = _("Git is in the middle of something in “{where}” ({reason}). Finish or cancel it there, then try again.")
    return {
        "owner": _(
            "“{where}” belongs to another user of this computer, so it is not used as a shared archive. "
            "Ask your IT support to make it yours, or to list it as safe.directory in Git’s settings."
        ),
        "bare": _("“{where}” is a Git repository without files to edit. Open a clone of it instead."),
        "busy": again,
        "staged": _(
            "“{where}” holds files that Git could not put together. Resolve them with the program that left them so, "
            "then try again."
        ),
        "detached": _(
            "“{where}” shows an earlier state and is on no branch, so nothing can be shared. "
            "Ask whoever set it up to choose a branch."
        ),
        "no-remote": _(
            "“{where}” is not connected to a team’s archive, so there is nothing to share with. "
            "Ask whoever set it up to add the place to share with (a remote)."
        ),
        "unrelated": _(
            "What is in “{where}” and what the team has do not have a beginning in common, so they cannot be put "
            "together. Make a new clone, or ask whoever looks after the archive."
        ),
        "left-alone": _(
            "“{where}” was changed here and by others, and Copydesk cannot put it together ({reason}). "
            "Do it with Git, then try again."
        ),
        "moved": _("Another program worked on “{where}” at the same time. Nothing is lost: try again."),
        "in-use": _("Another program is working on “{where}” just now. Try again in a moment."),
        "other": _("Git could not do this in “{where}” ({reason}). Nothing of yours is lost: try again."),
    }


def _about_the_others() -> dict[str, str]:
    return {
        "network": _(
            "“{where}” cannot be reached ({reason}). Your work is safe on this computer: "
            "check the connection and try again."
        ),
        "password": _(
            "“{where}” did not accept who you are ({reason}). Check the name and the password or the key, "
            "or ask whoever looks after the archive for access."
        ),
        "no-key": _(
            "“{where}” wants an SSH key, and none of yours was accepted. Start your key agent, or ask your IT support "
            "to set up a key for you."
        ),
        "cancelled": _("Nothing was sent or fetched: “{where}” asks who you are, and that was not answered."),
        "no-author": _("Nothing was shared: a name is needed under which colleagues see your changes."),
        "certificate": _(
            "“{where}” could not prove that it is the right computer ({reason}), so nothing was sent. "
            "Ask your IT support before you try again."
        ),
        "gone": _(
            "The team’s archive was not found at “{where}”. It may have moved, or you may have no access: "
            "ask whoever looks after it."
        ),
        "refused": _("“{where}” refused what was to be shared and said: {reason}. Your work is safe on this computer."),
        "race": _("Colleagues keep sharing to “{where}” at the same moment. Try again in a minute."),
        "stopped": _("It was stopped. Nothing of yours is lost."),
        "nothing": _("There is nothing to share: the team has these articles as they are here."),
        "link": _(
            "“{where}” leads to another place by a link, and nothing is written or shared through one. "
            "Put a real file or folder there, then try again."
        ),
        "lfs": _(
            "“{where}” is kept by Git LFS, which Copydesk cannot write. Share it with the program that put it there."
        ),
    }
