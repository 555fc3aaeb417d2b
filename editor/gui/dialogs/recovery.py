"""Unsaved work of a run that ended badly, beside the file as it is now: bring it back, put it away, or decide later."""

from __future__ import annotations

import html
from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editor.app.keeping import Keeper, state_on_disk
from editor.core.diff import Piece, compare
from editor.gui.theme import Look
from editor.services.journal import Leftover


class RecoveryDialog(QDialog):
    """One row an article. What is neither brought back nor put away is offered again at the next start."""

    def __init__(
        self, leftovers: Sequence[Leftover], keeper: Keeper, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Unsaved work was found"))
        self.resize(860, 560)
        self._left = list(leftovers)
        self._keeper = keeper
        self._look = look
        self._list = QListWidget()
        self._list.setAccessibleName(_("Articles with unsaved work"))
        self._list.currentRowChanged.connect(self._show)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setProperty("role", "hint")
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.setAccessibleName(_("The unsaved text, compared with the file"))
        self._lay_out()
        for leftover in self._left:
            self._list.addItem(QListWidgetItem(_title(leftover)))
        self._list.setCurrentRow(0)

    def _lay_out(self) -> None:
        heading = QLabel(_("Copydesk did not end properly last time. This was not saved:"))
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(self._text, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self._list)
        halves.addWidget(side)
        halves.setStretchFactor(1, 1)
        halves.setSizes([260, 600])
        row = QHBoxLayout()
        away = QPushButton(_("Put away"))
        away.setToolTip(_("It is kept for 30 days and not offered again"))
        away.clicked.connect(lambda: self._decide(self._keeper.discard))
        later = QPushButton(_("Decide later"))
        later.clicked.connect(self.reject)
        back = QPushButton(_("Bring back"))
        back.setProperty("primary", True)
        back.setDefault(True)
        back.clicked.connect(lambda: self._decide(self._keeper.restore))
        row.addWidget(away)
        row.addStretch(1)
        row.addWidget(later)
        row.addWidget(back)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(heading)
        outer.addWidget(halves, 1)
        outer.addLayout(row)

    def _decide(self, act: object) -> None:
        row = self._list.currentRow()
        if row < 0 or not callable(act):
            return
        act(self._left.pop(row))
        self._list.takeItem(row)
        if not self._left:
            self.accept()

    def _show(self, row: int) -> None:
        if row < 0:
            return
        entry = self._left[row].entry
        disk = state_on_disk(entry)
        if entry.path is None:
            told = _("It has never been saved. This is its text:")
        elif disk is None:
            told = _("Its file {path} is not there any more. This is the unsaved text:")
        elif disk.sha256 != entry.base:
            told = _("Its file {path} has been changed since. Marked: what differs from the file.")
        else:
            told = _("Its file is {path}. Marked: what had been changed and not saved.")
        self._told.setText(told.format(path=entry.path))
        before = disk.body if disk else entry.body
        self._text.setHtml(_page(compare(before, entry.body), self._look))


def _title(leftover: Leftover) -> str:
    entry = leftover.entry
    name = entry.values.get("headline") or (entry.path.name if entry.path else _("New release"))
    return _("{name}\n{time}").format(name=name, time=entry.time.strftime("%d/%m/%Y %H:%M"))


def _page(pieces: Sequence[Piece], look: Look) -> str:
    colours = look.theme.colours
    styles = {
        "same": "",
        "added": f"background:{colours['selection']};color:{colours['selection_text']}",
        "removed": f"color:{colours['error']};text-decoration:line-through",
    }
    parts = [
        f'<span style="{styles.get(piece.kind, "")}">{html.escape(piece.text)}</span>' for piece in pieces if piece.text
    ]
    return f'<pre style="white-space:pre-wrap;font-family:sans-serif">{"".join(parts)}</pre>'


def show_recovery(leftovers: Sequence[Leftover], keeper: Keeper, look: Look, parent: QWidget) -> None:
    """Offer unsaved work; the window stays usable beside it."""
    dialog = RecoveryDialog(leftovers, keeper, look, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
