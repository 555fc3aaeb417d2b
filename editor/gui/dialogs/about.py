"""About Copydesk: its version, what it is made of, and under which licences."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QSize, QSysInfo, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor import __version__
from editor.core.language import _
from editor.gui.icons import Icons

LICENCE = "GPL-3.0-or-later"


@dataclass(frozen=True, slots=True)
class Part:
    """Something Copydesk is made with: its licence by SPDX, and its package where it is one of Python's.

    ``text`` is where its licence's text lies below the resources, ``home`` where its makers publish it.
    """

    name: str
    licence: str
    home: str
    package: str = ""
    text: str = ""


_LGPL = "licences/LGPL-3.0.txt"
_QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
PARTS: tuple[Part, ...] = (
    Part("Qt", _QT, "https://www.qt.io/licensing/open-source-lgpl-obligations", text=_LGPL),
    Part(
        "Chromium (in Qt WebEngine)",
        "BSD-3-Clause AND LGPL-2.1-or-later",
        "https://www.chromium.org",
        text="licences/Chromium.txt",
    ),
    Part("PySide6", _QT, "https://doc.qt.io/qtforpython-6/licenses.html", "PySide6", _LGPL),
    Part("Shiboken6", _QT, "https://doc.qt.io/qtforpython-6/licenses.html", "shiboken6", _LGPL),
    Part("Python-Markdown", "BSD-3-Clause", "https://python-markdown.github.io", "Markdown"),
    Part("nh3", "MIT", "https://github.com/messense/nh3", "nh3"),
    Part("PyYAML", "MIT", "https://pyyaml.org", "PyYAML"),
    Part("python-slugify", "MIT", "https://github.com/un33k/python-slugify", "python-slugify"),
    Part(
        "text-unidecode",
        "Artistic-1.0-Perl OR GPL-1.0-or-later",
        "https://github.com/kmike/text-unidecode",
        "text-unidecode",
        "licences/Artistic-1.0-Perl.txt",
    ),
    Part("regex", "Apache-2.0 AND CNRI-Python", "https://github.com/mrabarnett/mrab-regex", "regex"),
    Part("Pillow", "MIT-CMU", "https://python-pillow.github.io", "Pillow"),
    Part("pygit2", "GPL-2.0-only WITH GCC-exception-2.0", "https://www.pygit2.org", "pygit2"),
    Part("keyring", "MIT", "https://github.com/jaraco/keyring", "keyring"),
    Part("SecretStorage", "BSD-3-Clause", "https://github.com/mitya57/secretstorage", "SecretStorage"),
    Part("cryptography", "Apache-2.0 OR BSD-3-Clause", "https://cryptography.io", "cryptography"),
    Part("pyenchant", "LGPL-2.1-or-later", "https://pyenchant.github.io/pyenchant", "pyenchant"),
    Part("ftfy", "Apache-2.0", "https://ftfy.readthedocs.io", "ftfy"),
    Part("phonenumbers", "Apache-2.0", "https://github.com/daviddrysdale/python-phonenumbers", "phonenumberslite"),
    Part("platformdirs", "MIT", "https://platformdirs.readthedocs.io", "platformdirs"),
    Part("tzdata", "Apache-2.0", "https://tzdata.readthedocs.io", "tzdata"),
    Part("Lucide icons", "ISC AND MIT", "https://lucide.dev/license", text="icons/LICENSE"),
)


def versions() -> list[tuple[str, str]]:
    """What to write in a mail to support: every part with its version."""
    return [
        ("Copydesk", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        *_chromium(),
        *((part.name, version) for part in PARTS if (version := _version(part))),
        (_("Operating system"), f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"),
        (_("Processor"), QSysInfo.currentCpuArchitecture()),
        (_("Screen"), QGuiApplication.platformName()),
    ]


def licence_text(part: Part, resources: Path) -> str:
    """The text of a part's licence where it came with one; else where to read it."""
    with suppress(OSError):
        if part.text:
            return (resources / part.text).read_text("utf-8")
    shipped = list(_shipped_texts(part.package)) if part.package else []
    return "\n\n\n".join(shipped) or _("{name} is used under {licence}.\n\nIts licence can be read at {home}").format(
        name=part.name, licence=part.licence, home=part.home
    )


def own_licence_text(resources: Path) -> str:
    """The text of Copydesk's licence."""
    with suppress(OSError):
        return (resources.parent / "LICENSE").read_text("utf-8")
    return "\n\n".join(_shipped_texts("copydesk")) or _("It can be read at {home}").format(
        home="https://www.gnu.org/licenses/gpl-3.0.html"
    )


def _chromium() -> Iterator[tuple[str, str]]:
    # Loading it only to ask for its version would cost a second.
    module = sys.modules.get("PySide6.QtWebEngineCore")
    if module is not None:
        yield "Chromium", str(module.qWebEngineChromiumVersion())


def _version(part: Part) -> str:
    if part.package:
        with suppress(metadata.PackageNotFoundError):
            return metadata.version(part.package)
    return ""


def _shipped_texts(package: str) -> Iterator[str]:
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return
    for file in files:
        name = file.name.upper()
        if ".dist-info" in str(file) and name.startswith(("LICEN", "COPYING", "NOTICE")):
            with suppress(OSError, UnicodeError):
                yield file.read_text("utf-8").strip()


class AboutDialog(QDialog):
    """Says what Copydesk is, which versions run here, and under which licences."""

    def __init__(self, icons: Icons, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Copydesk"))
        self.resize(720, 600)
        self._resources = resources
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self._versions_page(), _("Versions"))
        tabs.addTab(self._licences_page(), _("Licences"))
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

    def _versions_page(self) -> QWidget:
        rows = versions()
        table = _table(_("Versions"), (_("Part"), _("Version")), rows)
        copy = QPushButton(_("Copy"))
        copy.setAccessibleDescription(_("Copy the versions, to put them in a mail to whoever helps you"))
        copy.setToolTip(copy.accessibleDescription())
        copy.setAutoDefault(False)

        def copy_them() -> None:
            QGuiApplication.clipboard().setText("\n".join(f"{name}: {version}" for name, version in rows))
            copy.setText(_("Copied"))

        copy.clicked.connect(copy_them)
        return _page(table, copy)

    def _licences_page(self) -> QWidget:
        own = Part("Copydesk", LICENCE, "")
        parts = (own, *(part for part in PARTS if not part.package or _version(part)))
        table = _table(_("Licences"), (_("Part"), _("Licence")), [(part.name, part.licence) for part in parts])
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setTabChangesFocus(True)
        text.setAccessibleName(_("Text of the licence"))

        def show(item: QTreeWidgetItem) -> None:
            part = parts[table.indexOfTopLevelItem(item)]
            text.setPlainText(own_licence_text(self._resources) if part is own else licence_text(part, self._resources))

        table.currentItemChanged.connect(show)
        table.setCurrentIndex(table.model().index(0, 0))
        return _page(table, text)


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
