"""Who the person is: for the computer that has the team's archive, and for colleagues."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.language import _
from editor.services.clone import Author, Login


class Answering:
    """Asks the person who they are: the window's side of ``app.sharing.Answers``."""

    def credentials(self, host: str, user: str) -> Login | None:
        """A name and a password, and whether to keep them."""
        keep = QCheckBox(_("&Remember in this computer’s keyring"))
        form = _Form(
            _("Sign in"),
            _("The team’s archive at “{host}” asks who you are.").format(host=host),
            [(_("&Name"), user), (_("&Password"), "")],
            _("Sign in"),
            secret=1,
            last=keep,
        )
        texts = form.ask()
        return Login(texts[0], texts[1], keep.isChecked()) if texts else None

    def author(self, suggested: Author) -> Author | None:
        """The name and the address that colleagues will see."""
        form = _Form(
            _("Who is sharing?"),
            _("Colleagues will see this name and address beside what you share. It is asked only once."),
            [(_("&Name"), suggested.name), (_("&E-mail"), suggested.email)],
            _("Use these"),
        )
        texts = form.ask()
        return Author(*texts) if texts else None


class _Form(QDialog):
    """A few lines to fill in; all of them must be."""

    def __init__(
        self,
        title: str,
        sentence: str,
        lines: Sequence[tuple[str, str]],
        words: str,
        *,
        secret: int = -1,
        last: QWidget | None = None,
    ) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(title)
        self._lines = [QLineEdit(text) for _label, text in lines]
        told = QLabel(sentence, wordWrap=True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setMinimumWidth(400)
        form = QFormLayout()
        for at, line in enumerate(self._lines):
            form.addRow(lines[at][0], line)
            line.setAccessibleName(lines[at][0].replace("&", ""))
            line.textChanged.connect(self._enable)
            if at == secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
        if last is not None:
            form.addRow("", last)
        self._go = _button(words, self.accept)
        self._go.setProperty("primary", True)
        self._go.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(_button(_("Cancel"), self.reject))
        buttons.addWidget(self._go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(told)
        outer.addLayout(form)
        outer.addLayout(buttons)
        self._enable()
        next((line for line in self._lines if not line.text()), self._lines[0]).setFocus()

    def ask(self) -> list[str]:
        """What was filled in; nothing where the person would rather not."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return [line.text() for line in self._lines] if accepted else []

    def _enable(self) -> None:
        self._go.setEnabled(all(line.text().strip() for line in self._lines))


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
