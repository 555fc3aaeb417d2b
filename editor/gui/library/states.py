"""What the library shows where there is nothing to list: no archive yet, an index that is being built, no results."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.app.indexing import Progress, Stage
from editor.app.library import Asked
from editor.core.language import _


class NoArchive(QWidget):
    """Offers to choose an archive. ``wanted`` when the person does."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _hint(_("Choose the folder that your articles are kept in, and find any of them here while you type."))
        button = QPushButton(_("Choose archive &folder …"))
        button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(button)
        column.addStretch(3)
        self.setFocusProxy(button)


class Nothing(QWidget):
    """Says that nothing was found, and what to loosen. ``unfiltered`` when the filters are to go."""

    unfiltered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = _hint("")
        self._button = QPushButton(_("Search without the filters"))
        self._button.clicked.connect(self.unfiltered)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self._button)
        column.addStretch(1)

    def show_for(self, asked: Asked, *, reading: bool) -> None:
        """Say it of this question; while the archive is being read (``reading``), more may come."""
        self._words.setText(_("The archive is being read …") if reading else _loosen(asked))
        self._button.setVisible(asked.filtered)


def _loosen(asked: Asked) -> str:
    text = asked.text.strip()
    if text and asked.filtered:
        return _("No article fits “{text}” with these filters.").format(text=text)
    if '"' in text:
        return _("No article fits “{text}”. Without the quotation marks the words may stand apart.").format(text=text)
    if len(text.split()) > 1:
        return _("No article has all of “{text}”. Try fewer words.").format(text=text)
    if text:
        return _("No article has “{text}”. Try the beginning of the word, or another one.").format(text=text)
    return _("No article fits these filters.") if asked.filtered else _("There is no article in this archive yet.")


class Building(QWidget):
    """How far the reading of the archive is, with a way to stop it and to go on."""

    cancel_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("role", "hint")
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Articles read"))
        self._cancel = QPushButton(_("Cancel"))
        self._resume = QPushButton(_("Resume"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        for button, signal in ((self._cancel, self.cancel_wanted), (self._resume, self.resume_wanted)):
            button.setProperty("link", True)
            button.clicked.connect(signal)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addLayout(row)
        self.hide()

    def show_progress(self, progress: Progress) -> None:
        """Show this; nothing where the index is up to date, or will be in a moment."""
        stopped = progress.stage is Stage.STOPPED
        self.setVisible(stopped or (progress.stage is Stage.READING and progress.total > 0))
        self._bar.setMaximum(max(1, progress.total))
        self._bar.setValue(progress.done)
        words = _("Stopped after {done} of {total} articles.") if stopped else _("Reading {done} of {total} articles …")
        self._words.setText(words.format(done=f"{progress.done:,}", total=f"{progress.total:,}"))
        self._cancel.setVisible(not stopped)
        self._resume.setVisible(stopped)


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
