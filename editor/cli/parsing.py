"""How words on the command line are understood. Mistakes are sentences, like any other error."""

from __future__ import annotations

import argparse
from typing import NoReturn

from editor import __version__
from editor.cli import summaries
from editor.core.errors import CopydeskError
from editor.core.language import _


class Parser(argparse.ArgumentParser):
    """argparse, with one sentence instead of a page where something is wrong."""

    def __init__(self, prog: str, description: str = "", epilog: str = "", usage: str | None = None) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise CopydeskError (``usage``) with what argparse found wrong."""
        raise CopydeskError(
            _("{program}: {message}. “{program} --help” says how to use it.").format(
                program=self.prog, message=message
            ),
            code="usage",
        )


def top_parser() -> Parser:
    """What ``copydesk`` takes where no command is named: the files to open in the window."""
    rows = "\n".join(f"  {name:<9}{summary}" for name, summary in summaries().items())
    parser = Parser(
        "copydesk",
        usage=_("copydesk [FILES]\n       copydesk COMMAND …"),
        description=_("Write, correct and release an organisation's news. Without a command the window opens."),
        epilog=_(
            "commands:\n{rows}\n\n"
            "“copydesk COMMAND --help” says what a command takes. A file whose name is that of a command, or begins "
            "with\na dash, is written as ./NAME. Exit codes: 0 fine, 1 problems found, 2 it cannot be done."
        ).format(rows=rows),
    )
    parser.add_argument("files", metavar=_("FILES"), nargs="*", help=_("articles to open in the window"))
    parser.add_argument(
        "--self-test",
        action="store_true",
        help=_("try whether this installation works, without a window to be seen, and print a table"),
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    return parser


def command_parser(name: str) -> Parser:
    """An empty parser for one of the commands."""
    return Parser(f"copydesk {name}", description=_("Copydesk: {summary}.").format(summary=summaries()[name]))
