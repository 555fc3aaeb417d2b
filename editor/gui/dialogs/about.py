"""About Copydesk: its version, what it is made of, and under which licences."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor import __version__
from editor.app.jobs import Jobs
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.gui.dialogs.frame import give_size
from editor.gui.dialogs.licences import Entry, LicencesPage, entries
from editor.gui.icons import Icons
from editor.services.parts import Engines, Part, own, parts

LICENCE = "GPL-3.0-or-later"


def versions() -> list[tuple[str, str]]:
    """What to write in a mail to support, but for the parts that have to be looked up."""
    return [
        ("Copydesk", __version__),
        (_("Operating system"), f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"),
        (_("Processor"), QSysInfo.currentCpuArchitecture()),
        (_("Screen"), QGuiApplication.platformName()),
    ]


def engines() -> Engines:
    """The versions of Qt and, where it is loaded, of its Chromium: to load it only for that would take a second."""
    module = sys.modules.get("PySide6.QtWebEngineCore")
    if module is None:
        return Engines(qVersion())
    return Engines(qVersion(), module.qWebEngineChromiumVersion(), module.qWebEngineChromiumSecurityPatchVersion())


class AboutDialog(QDialog):
    """Says what Copydesk is, which versions run here, and under which licences."""

    def __init__(self, icons: Icons, resources: Path, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Copydesk"))
        give_size(self, 1020, 680)
        self._rows = versions()
        self._open = True
        self._versions = _table(_("Versions"), (_("Part"), _("Version")), self._rows)
        self._licences = LicencesPage()
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(_page(self._versions, self._copy_button()), _("Versions"))
        tabs.addTab(self._licences, _("Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(_("Close"))
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(14)
        column.addLayout(_head(icons, self.devicePixelRatioF()))
        column.addWidget(tabs, 1)
        column.addWidget(buttons)
        close.setFocus()
        self.finished.connect(self._end)
        running = engines()
        jobs.read(lambda: _looked_up(resources, running), self._show, self._fail)

    def _end(self) -> None:
        self._open = False

    def _show(self, found: tuple[list[Part], list[Entry]]) -> None:
        if self._open:
            parts, shown = found
            rows = [(part.name, part.version) for part in parts if part.version and not part.inside]
            self._rows += rows
            self._versions.addTopLevelItems([QTreeWidgetItem(list(row)) for row in rows])
            self._licences.show_entries(shown)

    def _fail(self, error: CopydeskError) -> None:
        if self._open:
            self._licences.show_sentence(error.sentence)

    def _copy_button(self) -> QPushButton:
        copy = QPushButton(_("Copy"))
        copy.setAccessibleDescription(_("Copy the versions, to put them in a mail to whoever helps you"))
        copy.setToolTip(copy.accessibleDescription())
        copy.setAutoDefault(False)

        def copy_them() -> None:
            QGuiApplication.clipboard().setText("\n".join(f"{name}: {version}" for name, version in self._rows))
            copy.setText(_("Copied"))

        copy.clicked.connect(copy_them)
        return copy


def _looked_up(resources: Path, running: Engines) -> tuple[list[Part], list[Entry]]:
    """The parts, and what is shown of them: a tenth of a second on a thread."""
    try:
        found = parts(resources, running)
        return found, entries([own(resources, __version__, LICENCE), *found])
    except OSError as error:
        sentence = _("The licences cannot be read: {reason}. Please install Copydesk again.")
        raise CopydeskError(sentence.format(reason=error.strerror or error), code="licences") from error


def _head(icons: Icons, ratio: float) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(icons.icon("copydesk").pixmap(QSize(64, 64), ratio))
    name = QLabel(_("Copydesk {version}").format(version=__version__))
    name.setProperty("role", "heading")
    line = QLabel(_("Write, correct and release your organisation’s news."))
    licence = QLabel(_("Free software under the GNU General Public License ({licence}).").format(licence=LICENCE))
    words = QVBoxLayout()
    words.setSpacing(3)
    for label in (name, line, licence):
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(label)
    licence.setProperty("role", "hint")
    licence.setWordWrap(True)
    head = QHBoxLayout()
    head.setSpacing(16)
    head.addWidget(mark)
    head.addLayout(words, 1)
    return head


def _table(name: str, titles: Sequence[str], rows: Sequence[tuple[str, str]]) -> QTreeWidget:
    table = QTreeWidget()
    table.setAccessibleName(name)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setAllColumnsShowFocus(True)
    table.setHeaderLabels(list(titles))
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    for row in rows:
        table.addTopLevelItem(QTreeWidgetItem(list(row)))
    return table


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(10)
    for widget in widgets:
        is_button = isinstance(widget, QPushButton)
        column.addWidget(
            widget, 0 if is_button else 1, Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0)
        )
    return page
