"""A picture for the text: its description is asked for in a row below, before anything is put anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from editor.core.language import _
from editor.gui.body.asking_bar import AskingBar

PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif"}
)  # fmt: skip
_LONGEST_NAME = 40


def pictures_in(data: QMimeData) -> list[Path] | list[QImage]:
    """The pictures that are pasted or dropped: files, or one that is not in a file; none where there is text too."""
    urls = data.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if paths and len(paths) == len(urls) and all(path.suffix.lower() in PICTURE_SUFFIXES for path in paths):
        return paths
    if data.hasImage() and (urls or not data.text().strip()):
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return [image]
    return []


class PictureBar(AskingBar):
    """Asks what a picture shows; Esc leaves that one out.

    ``wanted`` carries the picture (a Path or a QImage) and its description.
    """

    wanted = Signal(object, str)

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._waiting: list[Path | QImage] = []
        self._name = QLabel(self)
        self._label = QLabel(_("What does it s&how?"), self)
        self._text = QLineEdit(self)
        self._label.setBuddy(self._text)
        self._text.setAccessibleName(_("Description of the picture"))
        self._text.setPlaceholderText(_("For readers who cannot see it: “Three officers with a stolen bicycle”"))
        self.setAccessibleName(_("Picture"))
        self._text.textChanged.connect(lambda text: self.insert.setEnabled(bool(text.strip())))
        self.accepted.connect(self._accept)
        self.left.connect(self._next)
        self.lay_out([(self._name, 0), (self._label, 0), (self._text, 1)])

    def open(self, pictures: Sequence[Path | QImage]) -> None:
        """Ask for these, one after the other."""
        asking = bool(self._waiting)
        self._waiting += pictures
        if not asking:
            self._ask()

    def _ask(self) -> None:
        if not self._waiting:
            self.go()
            return
        picture = self._waiting[0]
        name = picture.name if isinstance(picture, Path) else _("Pasted picture")
        self._name.setText(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._text.clear()
        self.insert.setEnabled(False)
        self.ask(self._text)

    def _accept(self) -> None:
        description = " ".join(self._text.text().split())
        if description and self._waiting:
            self.wanted.emit(self._waiting[0], description)
            self._next()

    def _next(self) -> None:
        del self._waiting[:1]
        self._ask()
