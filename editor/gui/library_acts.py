"""The library in the window: its place, its pane, its index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal

from editor.gui.found_acts import FoundActs
from editor.gui.kit import Kit
from editor.gui.wiring import connect

if TYPE_CHECKING:
    from editor.gui.library import LibraryPane
    from editor.gui.main_window import MainWindow

_SHOWN, _DIVIDED, _INSIDE = "library", "library_width", "library_details"  # in what is remembered


class LibraryActs(QObject):
    """What the library's pane and its action do."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._begun = False
        self._found = FoundActs(kit, self)
        self._found.told.connect(self.told)
        kit.library.failed.connect(self.told)
        kit.library.made_anew.connect(self._fill_again)
        for one in (kit.indexing, kit.rechecking):
            one.told.connect(self.told)
            one.changed.connect(kit.library.refresh)

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        self._kit.saver.archive_chosen.connect(lambda folder: self.use_archive(window, folder))
        return {"library": lambda: self.toggle(window), "find_in_archive": lambda: self.search(window)}

    # -- the pane

    def restore(self, window: MainWindow) -> None:
        """Leave the room that the library had at the end of the last run; at first, where an archive was chosen."""
        window.place.put_back(self._kit.state.get(_DIVIDED, ""))

    @property
    def is_wanted(self) -> bool:
        """Whether the library is shown when nothing else is the matter."""
        return bool(self._kit.state.get(_SHOWN, self._kit.archive() is not None))

    def begin(self, window: MainWindow) -> None:
        """The window was painted: fill the pane, and look after the index."""
        self._begun = True
        self._use(self._kit.archive())
        self.set_shown(window, window.action("library").isChecked())
        self._kit.rechecking.use(self._kit.archive())
        self._kit.indexing.begin(self._kit.archive())

    def remember(self, window: MainWindow) -> None:
        """Note sizes for the next start."""
        place = window.place
        self._kit.state.put(_DIVIDED, place.to_remember())
        if place.pane is not None:
            self._kit.state.put(_INSIDE, place.pane.divided.saveState().toBase64().toStdString())

    def toggle(self, window: MainWindow) -> None:
        """Show the library and go there; or hide it."""
        self._begun = True
        shown = window.action("library").isChecked()
        self._kit.state.put(_SHOWN, shown)
        window.room.ask("library")
        if window.place.pane is not None and shown:
            window.place.pane.enter()

    def search(self, window: MainWindow) -> None:
        """Go to the library's search box, wherever one is; never hide it."""
        window.action("library").setChecked(True)
        self.toggle(window)

    def set_shown(self, window: MainWindow, shown: bool) -> None:
        """Show or hide the pane; before the window was painted, only its room."""
        window.action("library").setChecked(shown)
        if shown and self._begun and window.place.pane is None:
            window.place.take(self._pane(window))
        window.place.set_shown(shown)

    def use_archive(self, window: MainWindow, folder: Path) -> None:
        """Another archive was chosen."""
        self._use(folder)
        self._kit.rechecking.use(folder)
        self._kit.indexing.use(folder)
        if window.place.pane is not None:
            window.place.pane.set_archive(True)
        if self._kit.state.get(_SHOWN, True):
            self._begun = True
            window.room.ask("library")

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
                (pane.wanted, partial(self._found.do, window)),
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

    def _fill_again(self, sentence: str) -> None:
        self.told.emit(sentence)
        self._kit.indexing.refresh()


def _into_text(window: MainWindow) -> None:
    if window.view is not None:
        window.view.body.setFocus()
    else:
        window.welcome.setFocus()
