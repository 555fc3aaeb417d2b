"""What was seen before of the article in front: told in the status line, and shown beside it when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.app.session import Session
from editor.core.language import _
from editor.core.library import Record
from editor.gui.found_acts import FoundActs
from editor.gui.kit import Kit
from editor.gui.wiring import Wires

if TYPE_CHECKING:
    from editor.gui.dialogs.seen import SeenDialog
    from editor.gui.main_window import MainWindow


class SeenActs(QObject):
    """Shows what was found, and does what is chosen there."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._found = FoundActs(kit, self)
        self._found.told.connect(self.told)
        self._dialog: SeenDialog | None = None
        kit.indexing.changed.connect(kit.seeing.again)

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        return {"seen": lambda: self.show(window)}

    def wires(self, window: MainWindow) -> Wires:
        """What of the window leads here."""
        seeing, tabs, status = self._kit.seeing, window.tabs, window.status
        return (
            (tabs.preview_wanted, seeing.note),
            # An article that was released has another state, and nothing to be told of any more.
            (tabs.changed, partial(self._tell, window)),
            (seeing.changed, partial(self._tell, window)),
            (status.seen_wanted, window.action("seen").trigger),
        )

    def _tell(self, window: MainWindow) -> None:
        session = self._kit.desk.current
        found = (self._kit.seeing.of(session) if session else None) or ()
        window.status.show_seen(len(found), found[0].text if found else "", warns=any(one.warns for one in found))

    def show(self, window: MainWindow) -> None:
        """Show what was found beside the article in front, or that nothing was."""
        from editor.gui.dialogs.seen import SeenDialog  # noqa: PLC0415 - the window must not wait for it

        kit, session = self._kit, self._kit.desk.current
        if session is None:
            return
        if not kit.library.is_used:
            self.told.emit(_("Choose an archive folder first: earlier articles are looked for there."))
            return
        kit.seeing.ask()
        if self._dialog is not None:
            if self._dialog.session is session:
                self._dialog.raise_()
                self._dialog.activateWindow()
                return
            self._dialog.close()
        dialog = SeenDialog(session, kit.seeing, kit.jobs, kit.look, window)
        dialog.open_wanted.connect(self._found.open)
        dialog.link_wanted.connect(partial(self._insert, window, session))
        dialog.finished.connect(partial(self._forget, dialog))
        self._dialog = dialog
        dialog.show()

    def _forget(self, dialog: SeenDialog, _result: int) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _insert(self, window: MainWindow, session: Session, record: Record) -> None:
        self._kit.desk.make_current(session)  # it may be behind the article that was opened from here
        self._found.insert(window, record)
