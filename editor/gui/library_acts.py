"""The acts that have to do with the library: its pane, and what is done with an article that was found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from editor.app.starting import Carry, begin_from
from editor.core.errors import CopydeskError
from editor.core.library import Record
from editor.core.textops import Link, put_link
from editor.gui.kit import Kit
from editor.gui.wiring import connect

if TYPE_CHECKING:
    from editor.gui.library import LibraryPane
    from editor.gui.main_window import MainWindow

_SHOWN, _DIVIDED, _INSIDE = "library", "library_width", "library_details"  # in what is remembered
_WIDTH = 320


class LibraryPlace(QSplitter):
    """The library at the left of the rest of the window. The pane is made when it is first shown."""

    def __init__(self, rest: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.pane: LibraryPane | None = None
        self.holder = QWidget(self)
        self.holder.setMinimumWidth(240)
        QVBoxLayout(self.holder).setContentsMargins(0, 0, 0, 0)
        self.holder.hide()
        self.addWidget(self.holder)
        self.addWidget(rest)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes([_WIDTH, 10 * _WIDTH])

    def take(self, pane: LibraryPane) -> None:
        """Show this pane from now on."""
        self.pane = pane
        layout = self.holder.layout()
        assert layout is not None
        layout.addWidget(pane)

    def panes(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """The library and how the keyboard gets there, where it is made."""
        return [] if self.pane is None else [(self.pane, self.pane.enter)]


class LibraryActs(QObject):
    """What the library's pane and its action do."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._begun = False
        kit.library.failed.connect(self.told)
        kit.library.made_anew.connect(self._fill_again)
        kit.indexing.told.connect(self.told)
        kit.indexing.changed.connect(kit.library.refresh)

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        self._kit.saver.archive_chosen.connect(lambda folder: self.use_archive(window, folder))
        return {"library": lambda: self.toggle(window)}

    # -- the pane

    def restore(self, window: MainWindow) -> None:
        """Leave the room that the library had at the end of the last run; at first, where an archive was chosen."""
        place = window.place
        place.restoreState(QByteArray.fromBase64(self._kit.state.get(_DIVIDED, "").encode()))
        self.set_shown(window, self.is_wanted)

    @property
    def is_wanted(self) -> bool:
        """Whether the library is shown when nothing else is the matter."""
        return bool(self._kit.state.get(_SHOWN, self._kit.archive() is not None))

    def begin(self, window: MainWindow) -> None:
        """The window was painted: fill the pane, and look after the index."""
        self._begun = True
        self._use(self._kit.archive())
        self.set_shown(window, window.action("library").isChecked())
        self._kit.indexing.begin(self._kit.archive())

    def remember(self, window: MainWindow) -> None:
        """Note sizes for the next start."""
        place = window.place
        self._kit.state.put(_DIVIDED, place.saveState().toBase64().toStdString())
        if place.pane is not None:
            self._kit.state.put(_INSIDE, place.pane.divided.saveState().toBase64().toStdString())

    def toggle(self, window: MainWindow) -> None:
        """Show the library and go there; or hide it."""
        self._begun = True
        shown = window.action("library").isChecked()
        self._kit.state.put(_SHOWN, shown)
        self.set_shown(window, shown)
        if window.place.pane is not None and shown:
            window.place.pane.enter()

    def set_shown(self, window: MainWindow, shown: bool) -> None:
        """Show or hide the pane; before the window was painted, only its room."""
        window.action("library").setChecked(shown)
        if shown and self._begun and window.place.pane is None:
            window.place.take(self._pane(window))
        window.place.holder.setVisible(shown)

    def use_archive(self, window: MainWindow, folder: Path) -> None:
        """Another archive was chosen."""
        self._use(folder)
        self._kit.indexing.use(folder)
        if window.place.pane is not None:
            window.place.pane.set_archive(True)
        if self._kit.state.get(_SHOWN, True):
            self._begun = True
            self.set_shown(window, True)

    def follow(self, window: MainWindow) -> None:
        """Another article is in front, or none."""
        if window.place.pane is not None:
            window.place.pane.set_writing(window.view is not None and not window.view.body.editor.isReadOnly())

    def _pane(self, window: MainWindow) -> LibraryPane:
        from editor.gui.library import LibraryPane  # noqa: PLC0415 - a pane that is hidden is not loaded

        kit, indexing = self._kit, self._kit.indexing
        pane = LibraryPane(kit.library, kit.look.icons, kit.look.theme.colours, window)
        pane.divided.restoreState(QByteArray.fromBase64(kit.state.get(_INSIDE, "").encode()))
        connect(
            (
                (pane.wanted, lambda act, record, story: self._do(window, act, record, story)),
                (pane.archive_wanted, window.action("archive").trigger),
                (pane.left, lambda: _into_text(window)),
                (pane.cancel_wanted, indexing.cancel),
                (pane.resume_wanted, indexing.refresh),
                (indexing.progressed, pane.show_progress),
                (kit.look.changed, lambda theme: pane.set_colours(theme.colours)),
            )
        )
        pane.show_progress(indexing.progress)
        pane.set_archive(kit.archive() is not None)
        pane.set_writing(window.view is not None)
        return pane

    def _use(self, folder: Path | None) -> None:
        self._kit.library.use(self._kit.indexing.opening(folder) if folder else None)

    # -- what is done with an article

    def _do(self, window: MainWindow, act: str, record: Record, story: Sequence[Record]) -> None:
        from editor.core.library import following  # noqa: PLC0415 - its rules take long to load

        acts: Mapping[str, Callable[[], None]] = {
            "open": lambda: self.open(record),
            "background": lambda: self.open_in_background(window, record),
            "start": lambda: self._begin(record, following.start_from),
            "follow": lambda: self._begin(story[-1], lambda last: following.follow_up(last, story)),
            "insert": lambda: self.insert(window, record),
            "copy": lambda: self.copy(record),
            "folder": lambda: self.show_folder(record),
            "learn": lambda: self.learn(window, record.area),
        }
        acts[act]()

    def _path(self, record: Record) -> Path:
        archive = self._kit.archive()
        assert archive is not None  # only an archive has results
        return archive / record.path

    def open(self, record: Record) -> None:
        """Open an article."""
        self._kit.desk.open([self._path(record)])

    def open_in_background(self, window: MainWindow, record: Record) -> None:
        """Open an article; the one in front stays there, and the keyboard in the library."""
        desk = self._kit.desk
        before, focus = desk.current, QApplication.focusWidget()

        def opened() -> None:
            if before in desk.sessions:
                desk.make_current(before)
            if focus is not None and window.place.isAncestorOf(focus):
                focus.setFocus()
            self.told.emit(_("“{headline}” was opened in the background.").format(headline=record.headline))

        desk.open([self._path(record)], opened)

    def _begin(self, record: Record, carry: Carry) -> None:
        begin_from(self._path(record), carry, self._kit.desk, self._kit.jobs, self._tell)

    def learn(self, window: MainWindow, area: str) -> None:
        """Learn from the archive how an organisation's articles are made."""
        from editor.gui.dialogs.learning import LearnDialog  # noqa: PLC0415 - seldom wanted

        root = self._kit.archive()
        if root is not None:
            dialog = LearnDialog(root, area, self._kit.jobs, self._kit.versions, window)
            dialog.used.connect(self._kit.forget_profiles)
            dialog.show()

    def insert(self, window: MainWindow, record: Record) -> None:
        """Put a link to an article at the cursor; on selected words, where there are any."""
        if window.view is None:
            return

        window.view.body.editor.run(
            lambda passage: put_link(
                Link(
                    passage.start,
                    passage.end,
                    passage.text[passage.start : passage.end] or record.headline or record.url,
                    record.url,
                )
            )
        )
        self.told.emit(_("A link to “{headline}” was put into the text.").format(headline=record.headline))

    def copy(self, record: Record) -> None:
        """Copy an article's web address."""
        self._kit.prompts.copy_text(record.url)
        self.told.emit(_("The web address was copied: {address}").format(address=record.url))

    def show_folder(self, record: Record) -> None:
        """Show the folder of an article's file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path(record).parent)))

    def _fill_again(self, sentence: str) -> None:
        self.told.emit(sentence)
        self._kit.indexing.refresh()

    def _tell(self, error: CopydeskError) -> None:
        self.told.emit(error.sentence)


def _into_text(window: MainWindow) -> None:
    if window.view is not None:
        window.view.body.setFocus()
    else:
        window.welcome.setFocus()
