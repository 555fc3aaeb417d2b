"""A package with an older version and a file that the new one has not: what an upgrade has to do away with."""

from __future__ import annotations

import shutil
from pathlib import Path

from kit import project

OLDER = "0.0.1"


def former(package: Path) -> Path:
    """A former version of a package, made of itself."""
    tree = project.BUILD / "former"
    shutil.rmtree(tree, ignore_errors=True)
    project.run("dpkg-deb", "--raw-extract", package, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(
        control.read_text("utf-8").replace(f"Version: {project.version()}", f"Version: {OLDER}"), "utf-8"
    )
    (tree / "usr/lib/copydesk/_internal/stale").write_text("Of an older version.\n", "utf-8")
    made = project.BUILD / f"{project.NAME}_{OLDER}_amd64.deb"
    project.run("dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, made)
    shutil.rmtree(tree)
    return made
