"""Prints the manual page, made from the command table: ``manpage.py DAY``, run by the bundle's Python."""

from __future__ import annotations

import sys
from importlib import import_module


def escaped(text: str) -> str:
    """A text as troff shows it, whatever it begins with."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in lines)


def page(day: str) -> str:
    """The manual page in troff."""
    from editor import __version__  # noqa: PLC0415 - found only where the caller puts it
    from editor.cli import summaries  # noqa: PLC0415
    from editor.cli.parsing import command_parser, top_parser  # noqa: PLC0415

    parts = [
        f'.TH COPYDESK 1 "{day}" "Copydesk {__version__}" "User Commands"',
        ".SH NAME\ncopydesk \\- write, correct and release an organisation's news",
        ".SH SYNOPSIS\n.B copydesk\n[\\fIFILES\\fR]\n.br\n.B copydesk\n\\fICOMMAND\\fR ...",
        f".SH DESCRIPTION\n.nf\n{escaped(top_parser().format_help())}.fi",
        ".SH COMMANDS",
    ]
    for name, summary in summaries().items():
        parser = command_parser(name)
        import_module(f"editor.cli.{name}").arguments(parser)
        parts.append(f".SS {name}: {escaped(summary)}\n.nf\n{escaped(parser.format_help())}.fi")
    parts.append(
        ".SH FILES\n.TP\n.I /etc/xdg/copydesk/copydesk.ini\nSettings for everybody on this computer.\n"
        ".TP\n.I ~/.config/copydesk/copydesk.ini\nA person's own settings."
    )
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    print(page(sys.argv[1]), end="")
