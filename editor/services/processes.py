"""Which machine and process this is, and whether another process of it still runs."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

if sys.platform == "win32":  # pragma: no cover - only run on Windows
    import ctypes

    def is_running(pid: int) -> bool:
        """Whether there is a process of this number. ``os.kill(pid, 0)`` would end it on this system."""
        query_limited_information, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(query_limited_information, False, pid)
        if not handle:
            access_denied = 5
            return bool(kernel.GetLastError() == access_denied)
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == still_active

else:

    def is_running(pid: int) -> bool:
        """Whether there is a process of this number."""
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:  # Somebody else's.
            return True
        return True


@dataclass(frozen=True, slots=True)
class Machine:
    """This machine since it was started (``boot``; empty where the system does not say), and this process on it."""

    host: str
    boot: str
    pid: int
    is_running: Callable[[int], bool] = is_running

    @classmethod
    def this(cls) -> Machine:
        """The one that this program runs on."""
        boot = ""
        with suppress(OSError):
            boot = _BOOT_ID.read_text("ascii").strip()
        return cls(platform.node(), boot, os.getpid())

    def is_alive(self, pid: int, boot: str) -> bool:
        """Whether a process of this machine, started since ``boot``, still runs."""
        return pid > 0 and boot == self.boot and self.is_running(pid)
