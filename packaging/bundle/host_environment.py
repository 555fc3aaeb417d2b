"""Run by the frozen program before anything else: gives programs that it starts the libraries of the host.

PyInstaller's starter points LD_LIBRARY_PATH at the bundle, for its own libraries. The loader has read that by now; a
browser or a file manager that is opened from here must not find our Qt and SQLite by it.
"""

from __future__ import annotations

import os

_NAME = "LD_LIBRARY_PATH"
_before = os.environ.pop(f"{_NAME}_ORIG", None)
if _before:
    os.environ[_NAME] = _before
else:
    os.environ.pop(_NAME, None)
