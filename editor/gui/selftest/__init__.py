"""``copydesk --self-test``: does this installation work? For whoever installs it, and for the tests of the packages.

The real window is opened off the screen, in a temporary home with an archive of its own; nothing of the person's is
read or changed, and no other computer is asked. Every part that an incomplete installation may lack is used once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.gui.selftest.stage import Failed, LeftOut, Stage, staged
from editor.gui.selftest.trials import trials

_WIDTH = 12

Trial = Callable[[Stage], str]
"""Uses a part of the program; the details to print. Raises ``Failed`` or ``LeftOut`` with a sentence."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a trial: its name, how it ended, how long it took in seconds, and a detail or a sentence."""

    name: str
    outcome: str
    seconds: float
    detail: str

    def __str__(self) -> str:
        return f"{self.outcome:<9} {self.seconds:5.1f} s  {self.name:<{_WIDTH}} {self.detail}".rstrip()


def run(home: Path, say: Callable[[str], None]) -> bool:
    """Try every part in this empty home and say a line for each; whether all of them work."""
    fine = True
    with staged(home) as stage:
        for name, trial in trials().items():
            result = _tried(name, trial, stage)
            say(str(result))
            fine = fine and result.outcome != _outcomes()["failed"]
    say(_("Everything works.") if fine else _("Something does not work: see the lines that begin with FAILED."))
    return fine


def _outcomes() -> Mapping[str, str]:
    return {"ok": _("ok"), "failed": _("FAILED"), "left out": _("left out")}


def _tried(name: str, trial: Trial, stage: Stage) -> Result:
    begun = time.monotonic()
    try:
        outcome, detail = "ok", trial(stage)
    except LeftOut as why:
        outcome, detail = "left out", str(why)
    except (Failed, CopydeskError) as error:
        outcome, detail = "failed", str(error)
    except Exception as error:
        # Anything may be missing or broken in an installation, and the other parts are to be tried all the same.
        logging.exception("The self-test of %s", name)
        outcome, detail = "failed", " ".join(f"{type(error).__name__}: {error}".split())
    return Result(name, _outcomes()[outcome], time.monotonic() - begun, detail)
