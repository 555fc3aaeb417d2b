"""Questions and choices as dialogs: the window's side of ``app.ports``."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QMessageBox, QSizePolicy, QSpacerItem, QWidget

from editor.app.ports import Question, Role
from editor.core.language import _

_ROLES = {
    Role.MAIN: QMessageBox.ButtonRole.AcceptRole,
    Role.OTHER: QMessageBox.ButtonRole.ActionRole,
    Role.DESTRUCTIVE: QMessageBox.ButtonRole.DestructiveRole,
    Role.CANCEL: QMessageBox.ButtonRole.RejectRole,
}
_LEAST_WIDTH = 440  # pixels: an address of a web page fits in two lines


def _as_html(text: str) -> str:
    """A plain text with its line breaks; what looks like markup is shown as it is."""
    return html.escape(text).replace("\n", "<br>")


def _widen(box: QMessageBox) -> None:
    """Last of all: the box sets its own least width and makes its grid anew with every text."""
    grid = box.layout()
    if isinstance(grid, QGridLayout):
        room = QSpacerItem(_LEAST_WIDTH, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        grid.addItem(room, grid.rowCount(), 0, 1, grid.columnCount())


class QtPrompts:
    """Asks the person in front of a window. ``parent`` is set once the window is there."""

    def __init__(self) -> None:
        self.parent: QWidget | None = None

    def ask(self, question: Question) -> str:
        """The id of the answer chosen; closing the question is its CANCEL answer."""
        box = self._box(QMessageBox.Icon.NoIcon, question.title, question.sentence)
        box.setInformativeText(_as_html(f"{question.sentence}\n\n{question.detail}".strip()))
        buttons = {}
        for answer in question.answers:
            button = box.addButton(answer.label, _ROLES[answer.role])
            button.setProperty("primary", answer.role is Role.MAIN)
            button.style().polish(button)  # the box has polished it already, without the property
            button.setIcon(button.icon().fromTheme(""))
            buttons[button] = answer
            if answer.role is Role.CANCEL:
                box.setEscapeButton(button)
            elif answer.role is Role.MAIN and box.defaultButton() is None:
                box.setDefaultButton(button)
        _widen(box)
        box.exec()
        chosen = buttons.get(box.clickedButton())  # type: ignore[call-overload]  # keyed by QPushButton, which it is
        cancel = next((answer.id for answer in question.answers if answer.role is Role.CANCEL), "")
        box.deleteLater()
        return chosen.id if chosen else cancel

    def tell(self, title: str, sentence: str) -> None:
        """Say something that went wrong."""
        box = self._box(QMessageBox.Icon.NoIcon, title, sentence)
        box.setInformativeText(_as_html(sentence))
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        _widen(box)
        box.exec()
        box.deleteLater()

    def _box(self, icon: QMessageBox.Icon, title: str, sentence: str) -> QMessageBox:
        box = QMessageBox(self.parent)
        box.setIcon(icon)
        box.setWindowTitle(title)
        box.setText(f"<b>{_as_html(title)}</b>")
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setAccessibleName(title)
        box.setAccessibleDescription(sentence)
        return box

    def files_to_open(self, start: Path) -> list[Path]:
        """Choose articles to open; empty for none."""
        names, _filter = QFileDialog.getOpenFileNames(
            self.parent, _("Open articles"), str(start), _("Articles (*.md);;All files (*)")
        )
        return [Path(name) for name in names]

    def file_to_save(self, start: Path) -> Path | None:
        """Choose a name to save under; None for not at all."""
        name, _filter = QFileDialog.getSaveFileName(
            self.parent, _("Save as"), str(start), _("Articles (*.md);;All files (*)")
        )
        return Path(name) if name else None

    def archive_folder(self, start: Path) -> Path | None:
        """Choose the folder of the archive."""
        name = QFileDialog.getExistingDirectory(
            self.parent, _("Choose the archive folder: articles are kept in it"), str(start)
        )
        return Path(name) if name else None

    def picture(self, start: Path) -> Path | None:
        """Choose a picture; None for none."""
        name, _filter = QFileDialog.getOpenFileName(
            self.parent,
            _("Choose a picture"),
            str(start),
            _("Pictures (*.jpg *.jpeg *.png *.gif *.webp *.avif *.bmp *.tif *.tiff);;All files (*)"),
        )
        return Path(name) if name else None

    def printer(self, printer: QPrinter) -> bool:
        """Choose a printer and set it up; whether to go on."""
        dialog = QPrintDialog(printer, self.parent)
        dialog.setWindowTitle(_("Print the page"))
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return chosen

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
