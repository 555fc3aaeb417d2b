"""The composition root: builds the objects, and leads to the window or to a command of the command line.

Nothing is imported before it is needed: ``copydesk --version`` must cost next to nothing, and no command loads Qt.
"""
# ruff: noqa: PLC0415 - imports inside functions are what this module is for

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, cast

from editor.cli import summaries
from editor.cli.console import Console

if TYPE_CHECKING:
    from editor.cli.desk import Command, Desk
    from editor.services.archive import Archive
    from editor.services.profiles import ProfileStore

# Also in services.render_worker, which takes long to import and is needed only where it says so.
_RENDER_WORKER = "--render-worker"

# Where systems look for a person's folders.
_HOME = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run Copydesk with these arguments (the process's own where none are given); the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [_RENDER_WORKER]:
        from editor.services.render_worker import serve

        return serve()
    console = Console.of_this_process()
    return console.run(lambda: _run(arguments, console))


def _run(arguments: list[str], console: Console) -> int:
    from editor.services.resources import resources_dir

    gettext.bindtextdomain("copydesk", resources_dir() / "locale")
    gettext.textdomain("copydesk")
    if arguments and arguments[0] in summaries():
        return _command(arguments[0], arguments[1:], console)
    from editor.cli.parsing import top_parser

    asked = top_parser().parse_args(arguments)
    return _self_test(console) if asked.self_test else _window(asked.files)


def _command(name: str, arguments: list[str], console: Console) -> int:
    from editor.cli.parsing import command_parser

    command = cast("Command", import_module(f"editor.cli.{name}"))
    parser = command_parser(name)
    command.arguments(parser)
    return command.run(parser.parse_args(arguments), _desk(console))


def _desk(console: Console) -> Desk:
    from editor.cli.desk import Desk
    from editor.services.resources import resources_dir
    from editor.services.settings import Places
    from editor.services.versions import Versions

    versions = Versions(Places.of_this_user().data / "versions")
    return Desk(console, _profiles, versions, resources_dir())


def _profiles(archive: Archive | None) -> ProfileStore:
    """Organisations that come with Copydesk, then the computer's, the person's and the archive's own."""
    from editor.services.profiles import ProfileStore, profile_folders
    from editor.services.resources import resources_dir
    from editor.services.settings import Places

    return ProfileStore(profile_folders(resources_dir(), Places.of_this_user(), archive))


def _window(files: list[str]) -> int:
    _need_a_screen()
    with _parts_of_the_window():
        from editor.gui.start import run
    return run(files)


def _self_test(console: Console) -> int:
    """Everything happens in a home that is thrown away; which folders that are is asked of the environment."""
    import os
    import tempfile
    from pathlib import Path

    from editor.cli.console import FINE, PROBLEMS

    with tempfile.TemporaryDirectory(prefix="copydesk-self-test-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        os.environ.update({name: str(home / part) for name, part in _HOME.items()} | {"QT_QPA_PLATFORM": "offscreen"})
        with _parts_of_the_window():
            from editor.gui.selftest import run
        return FINE if run(home, lambda line: console.say(line, at_once=True)) else PROBLEMS


def _need_a_screen() -> None:
    """Without one Qt would end the process before anybody could say why."""
    import os

    from editor.core.errors import CopydeskError

    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        sentence = gettext.gettext(
            "The window cannot be opened, because there is no screen here. Start Copydesk on a desktop, or use the "
            "command line: “copydesk --help” lists its commands."
        )
        raise CopydeskError(sentence, code="no-screen")


@contextmanager
def _parts_of_the_window() -> Iterator[None]:
    from editor.core.errors import CopydeskError

    try:
        yield
    except ImportError as error:
        sentence = gettext.gettext(
            "The window cannot be opened, because a part that it needs is missing ({reason}). Install Copydesk again, "
            "or use the command line: “copydesk --help” lists its commands."
        )
        raise CopydeskError(sentence.format(reason=error), code="no-window") from error


if __name__ == "__main__":
    sys.exit(main())
