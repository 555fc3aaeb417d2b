"""“Learn from these articles”: what an archive's articles have in common, to look at before it is used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.app.jobs import Jobs
from editor.app.learning import Learner, Learnt
from editor.core.language import _, ngettext
from editor.core.learning import Lesson
from editor.core.learning_findings import FEW
from editor.gui.dialogs.frame import give_size
from editor.gui.dialogs.lesson_rows import lesson_rows, summary
from editor.services.files import VersionStore
from editor.services.learning import areas_in

_AIR = 12  # pixels between one row's words and the next


class LearnDialog(QDialog):
    """Reads the articles of an organisation while one may look on, and shows what was learnt.

    ``used`` carries the area of a profile that was kept in the archive.
    """

    used = Signal(str)

    def __init__(
        self, archive: Path, area: str, jobs: Jobs, versions: VersionStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Learn from these articles"))
        give_size(self, 980, 680)
        self._archive = archive
        self._lesson: Lesson | None = None
        self._learner = Learner(jobs, versions)
        self._areas = QComboBox()
        self._areas.addItems(areas_in(archive))
        self._areas.setCurrentIndex(max(self._areas.findText(area), 0))
        self._name = QLineEdit()
        self._name.setAccessibleName(_("What people call the organisation"))
        self._told = _words()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Reading the articles"))
        self._table = _table()
        self._real, self._made = _words(), _words()
        for words in (self._real, self._made):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._example = QWidget()
        self._use = QPushButton(_("Use for this archive"))
        self._use.setProperty("primary", True)
        self._use.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._begin()

    def _lay_out(self) -> None:
        top = _labelled((_("Organisation"), self._areas), (_("Name"), self._name))
        example = _labelled((_("A real address"), self._real), (_("As Copydesk makes it"), self._made))
        self._example.setLayout(example)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons.addWidget(cancel)
        buttons.addWidget(self._use)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addLayout(top)
        for widget in (self._told, self._bar):
            outer.addWidget(widget)
        outer.addWidget(self._table, 1)
        outer.addWidget(self._example)
        outer.addLayout(buttons)

    def _connect(self) -> None:
        self._areas.currentTextChanged.connect(self._begin)
        self._name.textChanged.connect(self._enable)
        self._use.clicked.connect(self._keep)
        self._learner.progressed.connect(self._progress)
        self._learner.learnt.connect(self._show)
        self._learner.failed.connect(self._fail)
        self._learner.kept.connect(self._kept)
        self.finished.connect(self._learner.stop)

    def _begin(self) -> None:
        self._lesson = None
        self._table.setRowCount(0)
        self._example.hide()
        self._bar.show()
        self._told.setText(_("Reading the articles …"))
        self._name.clear()
        self._enable()
        self._learner.begin(self._archive, self._areas.currentText())

    def _progress(self, count: int) -> None:
        self._told.setText(
            ngettext("Reading the articles: {n} so far …", "Reading the articles: {n} so far …", count).format(
                n=f"{count:,}"
            )
        )

    def _show(self, found: Learnt) -> None:
        lesson = self._lesson = found.lesson
        self._bar.hide()
        self._told.setText(" ".join(_sentences(found)))
        rows = list(lesson_rows(lesson))
        self._table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate((row.what, row.value, row.share, row.others)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(at, column, item)
        self._table.resizeRowsToContents()
        for at in range(len(rows)):
            self._table.setRowHeight(at, self._table.rowHeight(at) + _AIR)
        if lesson.example:
            self._real.setText(lesson.example.real)
            self._made.setText(lesson.example.made or _("It cannot be made: the web site adds what only it knows."))
        self._example.setVisible(lesson.example is not None)
        self._name.setText(lesson.profile.name)
        self._name.setFocus()

    def _fail(self, sentence: str) -> None:
        self._bar.hide()
        self._told.setText(sentence)
        self._enable()

    def _enable(self) -> None:
        usable = self._lesson is not None and bool(self._lesson.profile.path)
        self._use.setEnabled(usable and bool(self._name.text().strip()))

    def _keep(self) -> None:
        if self._lesson is not None:
            self._use.setEnabled(False)
            self._learner.keep(self._archive, self._lesson, " ".join(self._name.text().split()))

    def _kept(self) -> None:
        if self._lesson is not None:
            self.used.emit(self._lesson.profile.area)
        self.accept()


def _sentences(found: Learnt) -> list[str]:
    lesson: Lesson = found.lesson
    said = [summary(lesson)]
    if found.broken:
        said.append(
            ngettext("{n} file could not be read.", "{n} files could not be read.", found.broken).format(n=found.broken)
        )
    if lesson.articles < FEW:
        said.append(_("So few articles prove little: check every line."))
    if not lesson.profile.path:
        said.append(_("None of them has a web address, so this cannot be used yet."))
    return said


def _labelled(*rows: tuple[str, QWidget]) -> QGridLayout:
    """Widgets below each other, each with its label before it."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(1, 1)
    for at, (words, widget) in enumerate(rows):
        label = QLabel(words)
        label.setBuddy(widget)
        grid.addWidget(label, at, 0)
        grid.addWidget(widget, at, 1)
    return grid


def _words() -> QLabel:
    words = QLabel(wordWrap=True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)  # an address may be one long word
    return words


def _table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setHorizontalHeaderLabels([_("What"), _("In these articles"), _("In how many"), _("Others have")])
    table.setAccessibleName(_("What these articles have in common"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table
