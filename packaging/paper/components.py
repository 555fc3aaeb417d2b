"""What the bundle is made of: the program's own list of parts, of the packages that go into the bundle."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bundle import freezing
from kit import project

if TYPE_CHECKING:
    from editor.services.parts import Part

_ASK_QT = (
    "import PySide6.QtCore as core, PySide6.QtWebEngineCore as web;"
    "print(core.qVersion(), web.qWebEngineChromiumVersion(), web.qWebEngineChromiumSecurityPatchVersion())"
)


def components() -> list[Part]:
    """Everything in the bundle that others have written, the large parts first."""
    sys.path.insert(0, str(project.ROOT))
    from editor.services.parts import Engines, parts  # noqa: PLC0415 - the program is found only now

    engines = Engines(*project.run(freezing.python(), "-c", _ASK_QT).split())
    return parts(project.ROOT / "resources", engines, _site())


def _site() -> Path:
    folder = freezing.environment()
    return next(place for form in ("lib/python3*", "Lib") for place in folder.glob(f"{form}/site-packages"))
