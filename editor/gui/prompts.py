"""Questions and choices as dialogs: the window's side of ``app.ports``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.app.ports import Question, Role

_ROLES = {
    Role.MAIN: QMessageBox.ButtonRole.AcceptRole,
    Role.OTHER: QMessageBox.ButtonRole.ActionRole,
    Role.DESTRUCTIVE: QMessageBox.ButtonRole.DestructiveRole,
    Role.CANCEL: QMessageBox.ButtonRole.RejectRole,
}


class QtPrompts:
    """Asks the person in front of a window. ``parent`` is set once the window is there."""

    def __init__(self) -> None:
        self.parent: QWidget | None = None

    def ask(self, question: Question) -> str:
        """The id of the answer chosen; closing the question is its CANCEL answer."""
        box = self._box(QMessageBox.Icon.NoIcon, question.title, question.sentence)
        box.setInformativeText(f"{question.sentence}\n\n{question.detail}".strip())
        buttons = {}
        for answer in question.answers:
            button = box.addButton(answer.label, _ROLES[answer.role])
            button.setProperty("primary", answer.role is Role.MAIN)
            button.setIcon(button.icon().fromTheme(""))
            buttons[button] = answer
            if answer.role is Role.CANCEL:
                box.setEscapeButton(button)
            elif answer.role is Role.MAIN and box.defaultButton() is None:
                box.setDefaultButton(button)
        box.exec()
        chosen = buttons.get(box.clickedButton())  # type: ignore[call-overload]  # keyed by QPushButton, which it is
        cancel = next((answer.id for answer in question.answers if answer.role is Role.CANCEL), "")
        box.deleteLater()
        return chosen.id if chosen else cancel

    def tell(self, title: str, sentence: str) -> None:
        """Say something that went wrong."""
        box = self._box(QMessageBox.Icon.NoIcon, title, sentence)
        box.setInformativeText(sentence)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        box.deleteLater()

    def _box(self, icon: QMessageBox.Icon, title: str, sentence: str) -> QMessageBox:
        box = QMessageBox(self.parent)
        box.setIcon(icon)
        box.setWindowTitle(title)
        box.setText(f"<b>{title}</b>")
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setAccessibleName(title)
        box.setAccessibleDescription(sentence)
        box.setMinimumWidth(420)
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

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
