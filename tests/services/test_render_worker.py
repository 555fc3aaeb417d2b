"""The renderer that can be killed: answers, limits, and no process left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.markdown.renderer import render_whole
from editor.services.render_worker import RenderWorker

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a Linux to look at processes")

ENDLESS = "[" * 30_000  # minutes in python-markdown

SLOW = {
    "brackets": "[" * 16_000,
    "nested brackets": "[" * 8000 + "a" + "]" * 8000,
    "CDATA": "<![CDATA[" * 4000,
    "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(9000)),
    "stars": "*a**b" * 40_000,
    "backticks": "`a " * 80_000,
    "levels": "".join("    " * n + "- a\n" for n in range(300)),
    "list items": "* " * 600 + "x",
}


@pytest.fixture
def worker() -> Iterator[RenderWorker]:
    worker = RenderWorker()
    yield worker
    worker.close()


def _ends(pid: int, seconds: float = 10.0) -> bool:
    """Wait for a process that need not be a child of this one."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def test_the_worker_renders_as_this_process_does(worker: RenderWorker) -> None:
    body = "# Head\n\nTwo *words*[^1] — “ü”\n\n[^1]: note"
    assert str(worker.rendered(body).html) == render_whole(body)


def test_a_body_of_any_characters_comes_through(worker: RenderWorker) -> None:
    assert str(worker.rendered("a \ud800\x00 \u2028 \U0001f600").html)


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW.keys())
def test_what_takes_too_long_is_shown_as_text_within_two_seconds(worker: RenderWorker, body: str) -> None:
    worker.rendered("warm up")
    begun = time.monotonic()
    html = worker.rendered(body).html
    assert time.monotonic() - begun < 2.6
    assert html.problem
    assert html.blocks[0].html.startswith('<pre class="as-text">')


def test_after_a_kill_the_next_text_is_rendered() -> None:
    worker = RenderWorker(limit=0.3)
    assert worker.rendered(ENDLESS).html.problem
    assert str(worker.rendered("fine").html) == "<p>fine</p>"
    worker.close()


def test_a_worker_that_dies_between_two_texts_is_replaced(worker: RenderWorker) -> None:
    worker.rendered("one")
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert _ends(pid)
    assert str(worker.rendered("two").html) == "<p>two</p>"


def test_a_worker_that_cannot_start_is_said_and_the_text_is_shown() -> None:
    for argv in (["/no/such/program"], [sys.executable, "-c", "raise SystemExit(3)"]):
        worker = RenderWorker(argv)
        html = worker.rendered("some *text*").html
        assert "did not start" in html.problem
        assert "some *text*" in str(html)
        worker.close()


def test_resting_ends_the_process_until_it_is_needed(worker: RenderWorker) -> None:
    worker.rendered("one")
    pid = worker.pid
    assert pid is not None
    worker.rest()
    assert _ends(pid, 0)
    assert str(worker.rendered("two").html) == "<p>two</p>"


def test_memory_is_bounded(worker: RenderWorker) -> None:
    worker.rendered("one")
    limits = Path(f"/proc/{worker.pid}/limits").read_text()
    line = next(line for line in limits.splitlines() if line.startswith("Max address space"))
    assert int(line.split()[3]) <= 1024**3


PARENT = """
import sys
from editor.services.render_worker import RenderWorker
worker = RenderWorker(limit=60)
worker.rendered("one")
print(worker.pid, flush=True)
body = sys.argv[1]
worker.rendered(body * 30_000) if body else sys.stdin.read()
"""


@pytest.mark.parametrize("body", ["", "["], ids=["waiting", "in the middle of a text"])
def test_no_worker_outlives_a_killed_parent(body: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, body],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert not _ends(pid, 0)
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    assert _ends(pid)
