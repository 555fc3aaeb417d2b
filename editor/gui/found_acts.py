"""What is done with an article that was found in the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from editor.app.starting import Carry, begin_from
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.library import Record
from editor.core.textops import Link, put_link
from editor.gui.kit import Kit

if TYPE_CHECKING:
    from editor.gui.main_window import MainWindow


class FoundActs(QObject):
    """Opens, links and continues what was found. ``told`` carries sentences."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit

    def do(self, window: MainWindow, act: str, record: Record, story: Sequence[Record]) -> None:
        """Carry out an act of ``library.acts.RESULT_ACTS`` on an article; ``story`` are those it belongs to."""
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

    def _tell(self, error: CopydeskError) -> None:
        self.told.emit(error.sentence)
