"""Where the files that come with Copydesk are: profiles, icons, themes, help."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _

_PACKAGE = Path(__file__).resolve().parents[1]


def resources_dir() -> Path:
    """The folder of the files that come with Copydesk. Raises CopydeskError where the installation lacks it."""
    # Installed, they are a part of the package; in the repository they stand beside it.
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (folder / "profiles").is_dir():
            return folder
    raise CopydeskError(
        _("Copydesk's own files are missing beside {folder}; please install it again.").format(folder=_PACKAGE),
        code="resources",
        where=str(_PACKAGE),
    )
