"""A disk that writes down every call, and fails the ones it is told to fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from editor.services.files import THIS_DISK, Disk

PURE = ("sleep", "token", "geteuid", "windows")


@dataclass
class Recorder:
    """Fails call number ``n`` (from 0) with ``failures[n]``; a question (``access``) is answered with no instead."""

    failures: Mapping[int, OSError] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def on(self, disk: Disk = THIS_DISK) -> Disk:
        names = [f.name for f in fields(disk) if f.name not in PURE]
        return replace(disk, **{name: self._recorded(name, getattr(disk, name)) for name in names})

    def _recorded(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(*arguments: Any) -> Any:
            failure = self.failures.get(len(self.calls))
            self.calls.append(name)
            if failure is None:
                return call(*arguments)
            if name == "access":
                return False
            if name == "close":  # A failed close gives the number back all the same.
                call(*arguments)
            raise failure

        return recorded


def system_error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


class WindowsError(PermissionError):
    """What Windows' own errors look like."""

    def __init__(self, winerror: int) -> None:
        super().__init__(13, "The process cannot access the file")
        self.winerror = winerror
