"""Every widget in every theme, to look at: ``python -m tests.gui.gallery FOLDER`` leaves pictures there."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDate, QSize, Qt, QTime
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QSplitter,
    QTabWidget,
    QTimeEdit,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from editor.gui.theme import Choice, Contrast, Look, quiet_calendar

RESOURCES = Path(__file__).parents[2] / "resources"


W = TypeVar("W", bound=QWidget)


def marked(widget: W, **properties: object) -> W:
    for name, value in properties.items():
        widget.setProperty(name, value)
    return widget


def label(text: str, role: str) -> QLabel:
    return marked(QLabel(text, wordWrap=role == "hint"), role=role)


class Gallery(QMainWindow):
    def __init__(self, look: Look) -> None:
        super().__init__(windowTitle="Gallery", windowIcon=look.icons.icon("copydesk"))
        self.icons = look.icons
        self.menu = self._menu()
        self._tool_bar()
        panes = QSplitter()
        for pane, size in ((self._library(), 250), (self._middle(), 680), (self._right(), 600)):
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, size)
        panes.setSizes([250, 680, 600])
        self.setCentralWidget(panes)
        for text in ("Saved 12:31", "512 words, 2 min", "Reading age 12", "Surrey"):
            self.statusBar().addPermanentWidget(QLabel(text))
        self.statusBar().addPermanentWidget(marked(QProgressBar(value=40, textVisible=False, maximumWidth=90)))
        self.statusBar().showMessage("Checked 312 articles")

    def _action(self, name: str, text: str, keys: str = "", checked: bool | None = None) -> QAction:
        action = QAction(self.icons.icon(name), text, self, shortcut=keys)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        return action

    def _menu(self) -> QMenu:
        menu = self.menuBar().addMenu("&File")
        for row in (
            ("file-plus", "New release", "Ctrl+N"),
            ("folder-open", "Open…", "Ctrl+O"),
            ("save", "Save", "Ctrl+S"),
            None,
            ("eye", "Show the preview", "Ctrl+E", True),
            ("panel-left", "Show the library", "", False),
            None,
            ("printer", "Print…", "Ctrl+P"),
        ):
            menu.addAction(self._action(*row)) if row else menu.addSeparator()
        plain = menu.addAction("Autosave")
        plain.setCheckable(True)
        plain.setChecked(True)
        menu.actions()[2].setEnabled(False)
        menu.addMenu(QMenu("Recent", menu, icon=self.icons.icon("history")))
        for title in ("&Edit", "F&ormat", "&View", "&Help"):
            self.menuBar().addMenu(title)
        return menu

    def _tool_bar(self) -> None:
        bar = self.addToolBar("Main")
        bar.setMovable(False)
        for group in (
            "file-plus folder-open save",
            "undo-2 redo-2",
            "bold italic heading list list-ordered quote link image table minus",
            "search eye maximize command",
        ):
            for name in group.split():
                bar.addAction(self._action(name, name, checked=True if name == "eye" else None))
            bar.addSeparator()
        bar.actions()[5].setEnabled(False)
        bar.addWidget(marked(QPushButton("Release", icon=self.icons.icon("send", "accent_text")), primary=True))
        more = QToolButton(
            icon=self.icons.icon("sun"), text="More", popupMode=QToolButton.ToolButtonPopupMode.InstantPopup
        )
        more.setMenu(QMenu(more))
        bar.addWidget(more)

    def _library(self) -> QWidget:
        pane = marked(QWidget(), pane=True)
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(pane)
        search = QLineEdit(placeholderText="Search the archive", clearButtonEnabled=True)
        search.addAction(self.icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        column.addWidget(search)
        model = QStandardItemModel()
        for area in ("Surrey", "Lancashire", "Wiltshire"):
            row = QStandardItem(self.icons.icon("folder", "muted"), area)
            for headline in ("Appeal after collision", "Two charged with theft", "Meet your team"):
                row.appendRow(QStandardItem(self.icons.icon("file-text", "muted"), headline))
            model.appendRow(row)
        tree = QTreeView(headerHidden=True)
        tree.setModel(model)
        model.setParent(tree)
        tree.expand(model.index(0, 0))
        tree.setCurrentIndex(model.index(1, 0, model.index(0, 0)))
        column.addWidget(tree)
        return pane

    def _middle(self) -> QWidget:
        tabs = QTabWidget(documentMode=True, tabsClosable=True, movable=True)
        tabs.addTab(self._form(), self.icons.icon("dot", "accent"), "HeForShe – UK policing")
        tabs.addTab(QWidget(), "Untitled")
        tabs.addTab(QWidget(), "Appeal after collision")
        return tabs

    def _form(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        page = marked(QWidget(), pane=True)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 20, 14)
        for kind, icon, text in (
            ("info", "info", "This release is in draft. Its address still follows the headline."),
            ("warning", "triangle-alert", "Saving puts 2 lines into the usual form."),
            ("error", "circle-alert", "The file changed on disk."),
        ):
            column.addWidget(self._banner(kind, icon, text))
        form = QGridLayout(horizontalSpacing=12, verticalSpacing=8)
        self.headline = QLineEdit("HeForShe – UK Policing Gender Equality Report")
        summary = QPlainTextEdit("Surrey Police came together with forces across the country.", maximumHeight=62)
        when = QHBoxLayout()
        when.addWidget(QDateEdit(QDate(2019, 11, 21), calendarPopup=True, displayFormat="dd/MM/yyyy"))
        when.addWidget(QTimeEdit(QTime(12, 8)))
        when.addStretch()
        who = QComboBox()
        who.addItems(["Surrey", "Lancashire", "Wiltshire"])
        self.combo = who
        address = marked(QLineEdit("surrey.police.uk/news/2019/11/heforshe", readOnly=True))
        wrong = marked(QLineEdit("www surrey"), problem=True)
        rows = (
            ("Organisation", who, ""), ("Headline", self.headline, "46 characters"), ("Summary", summary, ""),
            ("Published", when, ""), ("Web address", address, "Follows the headline until it is released"),
            ("Image", wrong, ""),
        )  # fmt: skip
        for line, (name, field, hint) in enumerate(rows):
            form.addWidget(label(name, "label"), 2 * line, 0)
            if isinstance(field, QHBoxLayout):
                form.addLayout(field, 2 * line, 1)
            else:
                form.addWidget(field, 2 * line, 1)
            if hint:
                form.addWidget(label(hint, "hint"), 2 * line + 1, 1)
        form.addWidget(label("This is not a web address.", "error"), 11, 1)
        column.addLayout(form)
        column.addStretch()
        area = QScrollArea(widgetResizable=True)
        area.setWidget(page)
        split.addWidget(area)
        body = marked(QPlainTextEdit("# Heading\n\n" + "Officers have released footage.\n\n" * 30), frame="none")
        body.setViewportMargins(20, 10, 20, 10)
        split.addWidget(body)
        split.setSizes([520, 260])
        return split

    def _banner(self, kind: str, icon: str, text: str) -> QFrame:
        banner = marked(QFrame(), banner=kind)
        row = QHBoxLayout(banner)
        row.setContentsMargins(10, 6, 8, 6)
        sign = QLabel()
        role = "link" if kind == "info" else kind
        sign.setPixmap(self.icons.icon(icon, role).pixmap(QSize(18, 18), self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addWidget(QLabel(text), 1)
        row.addWidget(marked(QPushButton("Show"), link=True))
        row.addWidget(QToolButton(icon=self.icons.icon("x")))
        return banner

    def _right(self) -> QWidget:
        tabs = QTabWidget(documentMode=True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label("What would you like to write?", "heading"))
        column.addWidget(label("Pick up where you were, or start something new.", "hint"))
        cards = QHBoxLayout(spacing=12)
        for name, text in (
            ("file-plus", "  New release"),
            ("folder-open", "  Open a file"),
            ("building-2", "  Organisation"),
        ):
            cards.addWidget(
                marked(QPushButton(text, icon=self.icons.icon(name, "link"), iconSize=QSize(22, 22)), card=True)
            )
        column.addLayout(cards)
        column.addWidget(self._options())
        row = QHBoxLayout()
        calendar = QCalendarWidget(maximumHeight=230)
        quiet_calendar(calendar)
        row.addWidget(calendar)
        row.addWidget(self._dialog())
        column.addLayout(row)
        column.addStretch()
        tabs.addTab(page, "Page")
        for name in ("Phone", "Search result", "Social"):
            tabs.addTab(QWidget(), name)
        return tabs

    def _options(self) -> QWidget:
        group = QGroupBox("Preferences")
        form = QFormLayout(group)
        for boxes in (
            (
                QCheckBox("Spelling", checked=True),
                QCheckBox("Off"),
                QCheckBox("Mixed", tristate=True),
                QCheckBox("No", enabled=False),
            ),
            (
                QRadioButton("System", checked=True),
                QRadioButton("Light"),
                QRadioButton("Dark"),
                QRadioButton("No", enabled=False),
            ),
        ):
            row = QHBoxLayout()
            for box in boxes:
                row.addWidget(box)
            holder = QWidget()
            holder.setLayout(row)
            form.addRow(holder)
        group.findChildren(QCheckBox)[2].setCheckState(Qt.CheckState.PartiallyChecked)
        form.addRow(label("Letter size", "label"), QSpinBox(value=14, suffix=" px"))
        form.addRow(label("Width", "label"), QSlider(Qt.Orientation.Horizontal, value=60))
        form.addRow(label("Language", "label"), QComboBox(enabled=False))
        return group

    def _dialog(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.addWidget(label("Subheading", "subheading"))
        column.addWidget(label("success", "success"))
        column.addWidget(label("warning", "warning"))
        for button in (
            QPushButton("Plain"),
            QPushButton("Disabled", enabled=False),
            marked(QPushButton("Primary"), primary=True),
        ):
            column.addWidget(button)
        buttons = QDialogButtonBox.StandardButton
        column.addWidget(QDialogButtonBox(buttons.Save | buttons.Cancel))
        column.addStretch()
        return side


def main(folder: Path) -> None:
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    look = Look(app, RESOURCES)
    choices: tuple[Choice, ...] = ("light", "dark")
    contrasts: tuple[Contrast, ...] = ("normal", "high")
    for choice, contrast in product(choices, contrasts):
        look.choose(choice)
        look.choose_contrast(contrast)
        gallery = Gallery(look)
        gallery.resize(1590, 960)
        gallery.show()
        gallery.headline.setFocus()
        for name in ("", "-menu", "-combo"):
            if name == "-menu":
                gallery.menu.popup(gallery.menuBar().mapToGlobal(gallery.menuBar().rect().bottomLeft()))
                gallery.menu.setActiveAction(gallery.menu.actions()[1])
            elif name == "-combo":
                gallery.combo.showPopup()
            QTest.qWait(500)
            app.primaryScreen().grabWindow(0).save(str(folder / f"{look.theme.name}{name}.png"))
            gallery.menu.close()
        gallery.combo.hidePopup()
        gallery.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
