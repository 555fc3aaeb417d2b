"""The terminal: what is printed, what is read from it, and how a command ends."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TextIO

from editor.core.errors import CopydeskError
from editor.core.language import _

FINE, PROBLEMS, CANNOT = 0, 1, 2
# As shells count them: 128 and the number of the signal that would have ended the program.
INTERRUPTED, UNREAD = 130, 141


class _OutputLost(Exception):
    """The standard output took no more: nobody reads it (``reason`` is empty), or it cannot be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        # Windows says EINVAL where a reader is gone.
        self.reason = "" if error.errno in (errno.EPIPE, errno.EINVAL) else error.strerror or str(error)


class Console:
    """Standard input, output and error, in UTF-8 whatever the language of the computer."""

    def __init__(self, out: TextIO | None, err: TextIO | None, keyboard: TextIO | None) -> None:
        self._out, self._err, self._keyboard = out, err, keyboard
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                # File names need not be text: what has no letter is shown by its number.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    @classmethod
    def of_this_process(cls) -> Console:
        """The streams that the program was started with; each may be missing."""
        return cls(sys.stdout, sys.stderr, sys.stdin)

    def run(self, action: Callable[[], int]) -> int:
        """Do something, and turn how it ends into an exit code. Where it cannot be done, one sentence says why."""
        try:
            code = self._answered(action)
            self._to_out(lambda out: out.flush())
        except KeyboardInterrupt:
            return INTERRUPTED
        except _OutputLost as lost:
            _silence(self._out)
            if not lost.reason:
                return UNREAD
            self.tell(_("The output could not be written ({reason}).").format(reason=lost.reason))
            return CANNOT
        return code

    def _answered(self, action: Callable[[], int]) -> int:
        try:
            return action()
        except SystemExit as done:  # The help was printed.
            return done.code if isinstance(done.code, int) else FINE
        except CopydeskError as error:
            self.tell(error.sentence)
            return CANNOT

    def say(self, text: str, *, at_once: bool = False) -> None:
        """Print what was asked for, as a line (or lines); ``at_once`` where another program waits for it."""
        self._to_out(lambda out: out.write(f"{text}\n"))
        if at_once:
            self._to_out(lambda out: out.flush())

    def _to_out(self, act: Callable[[TextIO], object]) -> None:
        if self._out is not None:
            try:
                act(self._out)
            except OSError as error:
                raise _OutputLost(error) from error

    def tell(self, sentence: str) -> None:
        """Say something beside the output, on standard error."""
        if self._err is not None:
            with suppress(OSError):
                self._err.write(f"{sentence}\n")
                self._err.flush()

    @property
    def is_watched(self) -> bool:
        """Whether somebody sees standard error as it comes."""
        return self._err is not None and self._err.isatty()

    def progress(self, text: str) -> None:
        """Put a text in place of the last one on the terminal's line; "" wipes it."""
        if self._err is not None:
            with suppress(OSError):
                self._err.write(f"\r\x1b[K{text}")
                self._err.flush()

    def typed(self, most: int) -> bytes:
        """What comes by standard input, at most so many bytes."""
        if self._keyboard is None:
            return b""
        source: IO[bytes] = self._keyboard.buffer
        return source.read(most)


def _silence(stream: TextIO | None) -> None:
    """Let Python's own last flush go nowhere; it would complain after us."""
    with suppress(OSError, ValueError, AttributeError):
        assert stream is not None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
