"""Work on threads, and when its answer comes."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.app.jobs import Jobs
from editor.core.errors import CopydeskError

_OFTEN = 300


@pytest.fixture
def _hasty_threads() -> Iterator[None]:
    """The threads take turns so often that work is done before its caller has gone on."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_hasty_threads")
def test_no_answer_comes_in_the_middle_of_what_asked(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[object] = []

    def fails() -> None:
        raise CopydeskError("No.", code="no")

    for _ in range(_OFTEN):
        jobs.read(lambda: "read", answers.append, answers.append)
        jobs.save(lambda: "saved", answers.append, answers.append)
        jobs.read(fails, answers.append, answers.append)
    assert not answers
    qtbot.waitUntil(lambda: len(answers) == 3 * _OFTEN)
    assert not jobs.busy
    assert {str(answer) for answer in answers} == {"read", "saved", "No."}
