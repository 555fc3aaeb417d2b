"""A refresh, or the checking of what was read, in a process of its own, so that the window never waits for it.

It is this program's own command line, ``copydesk index DIR --progress`` (and ``--checks``), which prints a line of JSON
for each step and one for the end. It ends soon after its parent is gone, for nobody reads its lines then; and it may be
killed at any time, because what it has read is kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Generic, TypeVar

import editor
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.index.checking import Checked
from editor.services.index.refreshing import Progress, Refreshed

COMMAND = ("index", "--progress")
CHECKS = "--checks"
KEPT_IN = "--kept-in"

Found = TypeVar("Found", Refreshed, Checked)


def command(root: Path, *options: str, folder: Path | None = None) -> list[str]:
    """How to start a worker: this program again, frozen or not. ``folder`` has the index, where it is not to choose."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "editor.main"]
    kept_in = [f"{KEPT_IN}={folder}"] if folder else []
    return [*program, *COMMAND, *options, *kept_in, "--", str(root.absolute())]


def line_of(step: Progress | Refreshed | Checked, said: str = "") -> str:
    """A step, or the end with what has to be said, as the worker prints it."""
    return json.dumps(asdict(step) if isinstance(step, Progress) else {**asdict(step), "said": said})


def be_modest(nice: int = 10) -> None:
    """Let every other program go first; with 19 as far as that is possible."""
    with suppress(AttributeError, OSError):  # Windows is asked for this at the start.
        os.nice(nice)


class _Worker(Generic[Found]):
    """Does something about the index of one archive, once. ``run`` waits for it: on a thread of its own.

    ``found`` is the kind of its last line, ``priority`` the name of the priority that Windows is asked for, ``failure``
    what is said where it fails, with a place for the ``reason``.
    """

    def __init__(self, root: Path, argv: Sequence[str], found: type[Found], *, priority: str, failure: str) -> None:
        self._argv, self._priority, self._failure = list(argv), priority, failure
        self._found: type[Found] = found
        self._root = root
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False
        self.said = ""
        """A sentence for the person, as ``Index.said``."""

    @property
    def pid(self) -> int | None:
        """The process, if it was started."""
        return self._process.pid if self._process is not None else None

    def run(self, progress: Callable[[Progress], bool] = lambda _progress: True) -> Found:
        """Do it; ``progress`` is told how far it is and returns False to cancel. Raises CopydeskError."""
        with self._lock:
            if self._cancelled:
                return self._found(cancelled=True)
            self._process = self._started()
        process = self._process
        assert process.stdout is not None
        assert process.stderr is not None
        complaints: list[bytes] = []
        listening = threading.Thread(target=_collect, args=(process.stderr, complaints), daemon=True)
        listening.start()
        found = self._follow(process.stdout, progress)
        process.wait()
        listening.join()
        if found is not None:
            return found
        if self._cancelled:
            return self._found(cancelled=True)
        raise self._failed(b"".join(complaints).decode("utf-8", "replace").strip())

    def cancel(self) -> None:
        """End it at once, from any thread; the next one goes on where it was."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                self._process.kill()

    def _follow(self, lines: IO[bytes], progress: Callable[[Progress], bool]) -> Found | None:
        """Read the lines to their end; what the last one says, if it was reached."""
        found = None
        with lines:
            for line in lines:
                step = json.loads(line)
                if "said" in step:
                    self.said = step.pop("said")
                    found = self._found(**step)
                elif not progress(Progress(**step)):
                    self.cancel()
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        environment = None
        if not getattr(sys, "frozen", False):
            environment = {**os.environ, "PYTHONPATH": str(Path(editor.__file__).parents[1])}
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, self._priority, 0)
        try:
            return subprocess.Popen(
                self._argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=flags,
                env=environment,
            )
        except OSError as error:
            raise self._failed(error.strerror or str(error)) from error

    def _failed(self, reason: str) -> CopydeskError:
        last = reason.splitlines()[-1] if reason else _("it ended before it was done")
        return CopydeskError(
            self._failure.format(reason=last),
            code="index",
            where=str(self._root),
        )


class IndexWorker(_Worker[Refreshed]):
    """Refreshes the index of one archive, in a folder of indexes."""

    def __init__(self, root: Path, argv: Sequence[str] | None = None, *, folder: Path | None = None) -> None:
        super().__init__(
            root,
            argv or command(root, folder=folder),
            Refreshed,
            priority="BELOW_NORMAL_PRIORITY_CLASS",
            failure=_("The list of this archive's articles could not be brought up to date: {reason}"),
        )


class CheckWorker(_Worker[Checked]):
    """Checks the articles that an index has, with the least priority."""

    def __init__(self, root: Path, argv: Sequence[str] | None = None, *, folder: Path | None = None) -> None:
        super().__init__(
            root,
            argv or command(root, CHECKS, folder=folder),
            Checked,
            priority="IDLE_PRIORITY_CLASS",
            failure=_("The articles of this archive could not be checked for the library: {reason}"),
        )


def _collect(pipe: IO[bytes], chunks: list[bytes]) -> None:
    with pipe:
        chunks.append(pipe.read())
