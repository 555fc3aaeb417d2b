"""The library pane: search box, filters, results, and the article that is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.app.indexing import Progress
from editor.app.library import Library
from editor.core.language import _
from editor.core.library import Counts, Record
from editor.core.library.stories import Story
from editor.gui.icons import Icons
from editor.gui.library.acts import RESULT_ACTS, can, make_acts
from editor.gui.library.details import Details
from editor.gui.library.filters import Filters
from editor.gui.library.results import ResultsView
from editor.gui.library.search_box import Complaint, SearchBox
from editor.gui.library.states import Building, NoArchive, Nothing
from editor.gui.wiring import connect

_STORY_MS = 250  # who goes through the list looks at nothing in particular


class LibraryPane(QWidget):
    """Finds articles of the archive.

    ``wanted`` carries the id of an act (``acts.RESULT_ACTS``), the ``Record``, and the records of its story.

    ``left`` when the keyboard is to go back to the text.
    """

    wanted = Signal(str, object, list)
    archive_wanted = Signal()
    cancel_wanted = Signal()
    resume_wanted = Signal()
    left = Signal()

    def __init__(
        self, library: Library, icons: Icons, colours: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._writing = False
        self._record: Record | None = None
        self._story: Story | None = None
        self.setAccessibleName(_("Library"))
        self._acts = make_acts(self, icons, self._do)
        self.box = SearchBox(icons, colours)
        self._complaint = Complaint(self.box)
        self.building = Building()
        self.filters = Filters()
        self.results = ResultsView(library, icons, colours)
        self.results.setAccessibleName(_("Articles found"))
        self.nothing = Nothing()
        self.details = Details(self._acts, colours)
        self.no_archive = NoArchive()
        self._linger = QTimer(self, singleShot=True, interval=_STORY_MS)
        self._lay_out()
        self._connect()
        self._on_selected(None)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 8)
        head.setSpacing(6)
        for widget in (self.box, self._complaint, self.filters, self.building):
            head.addWidget(widget)
        self._list = QStackedWidget()
        self._list.addWidget(self.results)
        self._list.addWidget(self.nothing)
        self.divided = QSplitter(Qt.Orientation.Vertical)
        self.divided.addWidget(self._list)
        self.divided.addWidget(self.details)
        self.divided.setStretchFactor(0, 3)
        self.divided.setStretchFactor(1, 2)
        self.divided.setChildrenCollapsible(False)
        search = QWidget()
        column = QVBoxLayout(search)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.divided, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(search)
        self._pages.addWidget(self.no_archive)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        library, results = self._library, self.results
        connect(
            (
                (self.box.textChanged, self._ask),
                (self.box.down_wanted, results.enter),
                (self.box.left, self.left.emit),
                (self.filters.changed, self._ask),
                (self.nothing.unfiltered, self.filters.clear),
                (results.selected, self._on_selected),
                (results.wanted, self._do),
                (results.menu_wanted, self._show_menu),
                (results.left_upwards, self.box.setFocus),
                (results.typed, self.box.type_on),
                (library.counted, self._show_counts),
                (library.renewed, self._show_list),
                (library.rows_changed, self._show_list),
                (library.refused, self._complaint.take),
                (library.shown, self._show_details),
                (library.story_found, self._show_story),
                (self._linger.timeout, self._find_story),
                (self.details.followed, library.look_at),
                (self.no_archive.wanted, self.archive_wanted.emit),
                (self.building.cancel_wanted, self.cancel_wanted.emit),
                (self.building.resume_wanted, self.resume_wanted.emit),
            )
        )

    # -- for the window

    def enter(self) -> None:
        """Take the keyboard: ready to be typed into."""
        if self.no_archive.isVisible():
            self.no_archive.setFocus()
        else:
            self.box.setFocus()
            self.box.selectAll()

    def set_archive(self, there: bool) -> None:
        """Whether an archive was chosen; another one is asked the same."""
        self._pages.setCurrentIndex(0 if there else 1)
        if there:
            self._ask()

    def set_writing(self, writing: bool) -> None:
        """Whether a text is open that links can be put into."""
        self._writing = writing
        self._enable()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self.box.colours = colours
        self.results.set_colours(colours)
        self.details.set_colours(colours)

    def show_progress(self, progress: Progress) -> None:
        """How far the reading of the archive is."""
        self.building.show_progress(progress)

    # -- asking

    def _ask(self) -> None:
        self._library.ask(self.filters.apply_to(replace(self._library.asked, text=self.box.text())))

    def _show_counts(self, counts: Counts) -> None:
        self.filters.show_counts(counts)
        if not counts.total:
            self.nothing.show_for(self._library.asked, reading=self.building.isVisible())
            self._list.setCurrentWidget(self.nothing)

    def _show_list(self) -> None:
        if self._library.total:
            self._list.setCurrentWidget(self.results)

    # -- the article that is looked at

    def _on_selected(self, record: Record | None) -> None:
        self._take(record)
        if record is not None:
            self._library.look_at(record.path)

    def _take(self, record: Record | None) -> None:
        self._record, self._story = record, None
        self.details.setVisible(record is not None)
        self._enable()

    def _show_details(self, record: Record | None) -> None:
        """It was read: the one that was selected, or one of its story that was followed."""
        self._take(record)
        self.details.show_record(record)
        self._linger.start()

    def _find_story(self) -> None:
        if self._record is not None:
            self._library.find_story(self._record)

    def _show_story(self, story: Story) -> None:
        self._story = story
        self.details.show_story(story)

    def _enable(self) -> None:
        for act in RESULT_ACTS:
            self._acts[act.id].setEnabled(can(act, self._record, writing=self._writing))

    def _do(self, act_id: str) -> None:
        if self._record is not None and self._acts[act_id].isEnabled():
            story = [step.record for step in self._story.steps] if self._story else [self._record]
            self.wanted.emit(act_id, self._record, story)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in RESULT_ACTS:
            if act.gap:
                menu.addSeparator()
            menu.addAction(self._acts[act.id])
        menu.popup(at)
