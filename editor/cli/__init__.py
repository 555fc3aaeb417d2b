"""The command line: the same core as the window, and no Qt. One module a command.

A command's module has ``arguments(parser)``, which says what it takes, and ``run(args, desk)``, which does it and
returns the exit code. It is imported only when it is called for, so that none pays for another.
"""

from __future__ import annotations

from editor.core.language import _


def summaries() -> dict[str, str]:
    """The commands in the order of the help, each with what it does."""
    return {
        "new": _("write a new article into an archive"),
        "show": _("show the fields of an article, and what is unusual about its file"),
        "edit": _("change fields of an article, and nothing else"),
        "format": _("bring files into the archive's form, or say what is not in it"),
        "check": _("say what stands between articles and publication"),
        "render": _("print an article as a page in HTML"),
        "index": _("read a folder of articles, so that they are found at once"),
        "search": _("find articles in a folder by their words"),
        "learn": _("learn an organisation's profile from its articles"),
        "settings": _("say what is set on this computer, by whom, and what is wrong in the files"),
    }
