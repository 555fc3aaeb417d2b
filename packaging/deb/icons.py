"""Draws the icon in the sizes of a desktop: ``icons.py DRAWING FOLDER``, run by the bundle's Python, which has Qt."""

from __future__ import annotations

import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main(drawing: Path, folder: Path) -> None:
    """Write ``<size>.png`` for each size."""
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415, TID251 - the caller has no Qt
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    _app = QGuiApplication(["icons", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(drawing))
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            sys.exit(f"The icon of {size} pixels could not be written.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
