"""Rendering in a process of its own, because nothing else can stop it.

python-markdown takes hours for some texts of a few kilobytes, and a thread cannot be ended. The worker gets a text,
answers with what the renderer made of it, and is killed when that takes too long; the next text starts a new one.

The worker ends with its parent whatever happens: its standard input closes (also when the parent is killed), and while
it renders, when no Python code may run, a watchdog in C ends it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import editor
from editor.core.markdown.renderer import Rendered, Renderer, too_long, too_tangled, unable

ARGUMENT = "--render-worker"
"""``main`` calls ``serve()`` when this is its first argument, before anything else: so it works in a frozen bundle."""

LIMIT = 2.0  # seconds for one text
START_LIMIT = 20.0  # seconds for a Python to start on a busy machine
MEMORY = 768 * 1024 * 1024  # bytes of address space, where the system can limit it

_LENGTH = struct.Struct("<Q")
_READY = b"ready"


def command() -> list[str]:
    """How to start a worker: this program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-m", "editor.services.render_worker"]


def _environment() -> dict[str, str] | None:
    """A worker that is not frozen finds the package where this process did."""
    if getattr(sys, "frozen", False):
        return None
    return {**os.environ, "PYTHONPATH": str(Path(editor.__file__).parents[1])}


class RenderWorker:
    """Renders texts in another process, one at a time. Started when first needed."""

    def __init__(self, argv: Sequence[str] | None = None, limit: float = LIMIT) -> None:
        self._argv = list(argv or command())
        self._limit = limit
        self._lock = threading.Lock()  # one text at a time
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process that waits or renders, if there is one."""
        process = self._process
        return process.pid if process is not None else None

    def rendered(self, body: str) -> Rendered:
        """The text laid out; as text with a sentence if that took longer than ``limit`` seconds or too much memory."""
        if (long := too_long(body)) is not None:
            return Rendered(long)
        with self._lock:
            process = self._running()
            if process is None:
                return Rendered(unable(body))
            answer = self._ask(process, body.encode("utf-8", "surrogatepass"))
        if answer is None:
            return Rendered(too_tangled(body))
        result = pickle.loads(answer)
        assert isinstance(result, Rendered)
        return result

    def rest(self) -> None:
        """End the process until it is needed again. Never waits for a text that is being rendered."""
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()

    def close(self) -> None:
        """End the process at once and for good, also in the middle of a text."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._end()

    def _ask(self, process: subprocess.Popen[bytes], text: bytes) -> bytes | None:
        assert process.stdin is not None
        try:
            _write(process.stdin, text)
            answer = self._answers.get(timeout=self._limit)
        except (OSError, queue.Empty):
            answer = None
        if answer is None:
            self._end()
        return answer

    def _running(self) -> subprocess.Popen[bytes] | None:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        if self._closed:
            return None
        try:
            self._process = self._popen()
        except OSError:
            return None
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        try:
            ready = self._answers.get(timeout=START_LIMIT) == _READY
        except queue.Empty:
            ready = False
        if not ready or self._closed:
            self._end()
        return self._process

    def _popen(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=_no_console(),
            env=_environment(),
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):  # what was not yet sent has nobody to read it
                process.stdin.close()


def _no_console() -> int:
    return getattr(subprocess, "CREATE_NO_WINDOW", 0)


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    """Put every answer, and None at the end, into a queue: a pipe cannot be waited for with a limit everywhere."""
    assert process.stdout is not None
    with process.stdout as pipe:
        while (answer := _read(pipe)) is not None:
            answers.put(answer)
    answers.put(None)


def _write(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(_LENGTH.pack(len(content)) + content)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    return content if len(content) == length else None


def serve(limit: float = LIMIT) -> int:
    """The worker's own life: read a text, answer, until the standard input closes."""
    texts, answers = os.fdopen(0, "rb", closefd=False), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not become part of an answer
    _bound_memory()
    renderer = Renderer()
    with Path(os.devnull).open("wb") as nowhere:
        _write(answers, _READY)
        while (text := _read(texts)) is not None:
            faulthandler.dump_traceback_later(limit + 1, exit=True, file=nowhere)
            rendered = renderer.rendered(text.decode("utf-8", "surrogatepass"))
            answer = pickle.dumps(rendered)
            faulthandler.cancel_dump_traceback_later()
            _write(answers, answer)
    return 0


def _bound_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the time limit alone has to do
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # an administrator's limit may be lower already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(serve())
