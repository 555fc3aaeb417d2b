"""The window: builds the panes and connects them. It decides nothing; the desk does."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget

from editor.app.session import Session
from editor.gui.actions import ACTIONS, make_actions
from editor.gui.article_view import ArticleView, take_focus
from editor.gui.commands import Commands
from editor.gui.dialogs.welcome import WelcomePage
from editor.gui.in_step import InStep
from editor.gui.kit import Kit
from editor.gui.late_pane import LatePane
from editor.gui.menus import build_menus
from editor.gui.preview import PreviewPane
from editor.gui.preview.printing import Paper
from editor.gui.preview.views import Views
from editor.gui.room import Room, Side
from editor.gui.status import StatusLine
from editor.gui.tabs import ArticleTabs
from editor.gui.titles import window_title
from editor.gui.tool_bar import ToolBar
from editor.gui.wiring import connect

if TYPE_CHECKING:
    from editor.gui.checks import ReadyPane
    from editor.gui.library import LibraryPane
    from editor.gui.library_acts import LibraryActs

_SIZE = (1360, 880)
_LEAST = (660, 360)  # a small screen at twice its size has 683 pixels across
_SHARES = (58, 42)  # of the width: form and text, preview
_LIBRARY, _PREVIEW = 240, 260  # the least widths of the panes beside an article


class MainWindow(QMainWindow):
    """The one window of Copydesk. ``ready`` tells that it was painted for the first time."""

    ready = Signal()

    def __init__(self, kit: Kit, commands: Commands) -> None:
        super().__init__()
        self._kit = kit
        self._commands = commands
        self._painted = False
        self._may_close = False
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST)
        self._build_panes()
        self.acts = make_actions(self, kit.look.icons, commands.acts(self))
        # The window has the actions as well as its menus: their keys work while the menu bar is hidden.
        self.addActions(list(self.acts.values()))
        build_menus(self, self.acts)
        self.tool_bar = ToolBar(self.acts, self)
        self.addToolBar(self.tool_bar)
        self._connect()
        self.room = Room(self.width, _sides(self, kit, commands.library))
        self._restore()
        self._show_current(None)

    def _build_panes(self) -> None:
        self.tabs = ArticleTabs(self._kit, self)
        look, fetch = self._kit.page_look, self._kit.pictures.fetch
        self.preview = PreviewPane(look, fetch=fetch)
        self.views = Views(self.preview, self._kit.look.icons, self)
        self.views.setMinimumWidth(_PREVIEW)
        self.paper = Paper(look, fetch, self)
        self.in_step = InStep(self.preview, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for at, (pane, share) in enumerate(zip((self.tabs, self.views), _SHARES, strict=True)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(at, share)
            self.splitter.setCollapsible(at, False)
        self.splitter.setSizes([share * _SIZE[0] // 100 for share in _SHARES])
        self.welcome = WelcomePage(self._kit.look.icons, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.welcome)
        down, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self.ready_place: LatePane[ReadyPane]
        self.ready_place = LatePane(self.splitter, down, first=False, least=130, shares=(205, 820))
        self.pages.addWidget(self.ready_place)
        self.place: LatePane[LibraryPane]
        self.place = LatePane(self.pages, across, first=True, least=_LIBRARY, shares=(320, 3200))
        self.setCentralWidget(self.place)
        self.status = StatusLine(self._kit.look.icons, self)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        desk, commands, welcome, tabs = self._kit.desk, self._commands, self.welcome, self.tabs
        preview, model = self.preview, self._kit.preview
        connect(
            (
                (desk.opened, lambda session: tabs.add(session, commands.areas(session))),
                (desk.closed, self._forget),
                (desk.current_changed, self._show_current),
                (commands.told, self.status.tell),
                (commands.field_wanted, self._focus_field),
                (commands.settings_changed, tabs.apply_settings),
                (commands.team.ready_changed, self._show_facts),
                (model.patched, self.in_step.show_page),
                (model.patched, self.views.note_page),
                *commands.pages.wires(self),
                *commands.checks.wires(self),
                *commands.seen.wires(self),
                (model.failed, self.status.tell),
                (preview.visibility_changed, model.set_active),
                (preview.link_clicked, lambda url: QDesktopServices.openUrl(QUrl(url))),
                (tabs.chosen, desk.make_current),
                (tabs.close_wanted, desk.close),
                (tabs.changed, self._show_facts),
                (tabs.preview_wanted, model.show),
                (tabs.files_dropped, desk.open),
                (tabs.area_wanted, desk.change_area),
                (tabs.trouble, self.status.tell),
                (welcome.new_wanted, commands.new),
                (welcome.open_wanted, self.acts["open"].trigger),
                (welcome.archive_wanted, self.acts["archive"].trigger),
                (welcome.file_wanted, lambda path: desk.open([path])),
                (welcome.forget_wanted, lambda path: commands.forget(self, path)),
            )
        )

    # -- the article in front

    @property
    def view(self) -> ArticleView | None:
        """The article in front; None for the welcome page."""
        return self.tabs.view if self._kit.desk.current else None

    def _forget(self, session: Session) -> None:
        self.tabs.remove(session)
        self.preview.forget(session.key)

    def _show_current(self, session: Session | None) -> None:
        view = self.tabs.view_of(session)
        self._kit.file.follow(session)
        self.in_step.follow(view.body.editor if view else None, session.key if session else "")
        self.pages.setCurrentWidget(self.welcome if view is None else self.ready_place)
        if view is None:
            if self.acts["focus"].isChecked():
                self.set_focus_mode(False)
            self._commands.refresh_welcome(self)
            self.welcome.setFocus()
        else:
            self.tabs.setCurrentWidget(view)
            view.send_preview()
            take_focus(view)
        self._commands.library.follow(self)
        self._commands.checks.follow(self)
        self._show_facts()

    def _show_facts(self) -> None:
        """Title, status line and what can be done now."""
        view = self.view
        session = view.session if view else None
        self.setWindowTitle(window_title(session) if session else "Copydesk")
        self.setWindowModified(session is not None and session.is_dirty)
        self.status.show_article(session, view.stats if view else None)
        understood = session is not None and session.raw is None
        able = {
            "": True,
            "article": session is not None,
            "saved": session is not None and session.path is not None,
            "draft": understood and session is not None and not session.released,
            "team": self._commands.team.is_ready,
        }
        for spec in ACTIONS:
            self.acts[spec.id].setEnabled(able[spec.needs])

    def _focus_field(self, field_id: str) -> None:
        if self.view is not None:
            self.set_form_shown(True)
            self.view.form.focus_field(field_id)

    # -- panes

    def action(self, action_id: str) -> QAction:
        """An action of the table."""
        return self.acts[action_id]

    def set_preview_shown(self, shown: bool) -> None:
        """Show or hide the page; a hidden one costs nothing."""
        self.views.setVisible(shown)
        self.acts["preview"].setChecked(shown)

    def set_form_shown(self, shown: bool) -> None:
        """Show or hide the fields of every article."""
        self.acts["form"].setChecked(shown)
        self.tabs.set_form_shown(shown)

    def set_focus_mode(self, on: bool) -> None:
        """Only the text, on the whole screen; everything else comes back as it was."""
        self.acts["focus"].setChecked(on)
        for bar in (self.menuBar(), self.tool_bar, self.status, self.tabs.tabBar()):
            bar.setVisible(not on)
        state = self._kit.state
        self.room.set_open(not on)
        self.set_form_shown(not on and state.get("form", True))
        self._commands.checks.set_shown(self, not on and self._commands.checks.is_wanted)
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        if self.view is not None:
            self.view.body.setFocus()

    # -- coming and going

    def _restore(self) -> None:
        state = self._kit.state
        usual, room = QSize(*_SIZE), self.screen().availableSize()
        self.resize(usual.boundedTo(room))
        if usual != usual.boundedTo(room):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.restoreGeometry(QByteArray.fromBase64(state.get("geometry", "").encode()))
        self.splitter.restoreState(QByteArray.fromBase64(state.get("splitter", "").encode()))
        self.set_form_shown(state.get("form", True))
        self._commands.pages.restore(self)
        self._commands.library.restore(self)
        self._commands.checks.restore(self)
        self.room.fit()
        self.acts["in_step"].setChecked(state.get("in_step", True))
        self.in_step.set_on(state.get("in_step", True))

    def remember(self) -> None:
        """Note sizes and places for the next start."""
        if not self.acts["focus"].isChecked():
            self._kit.state.put("geometry", self.saveGeometry().toBase64().toStdString())
            self._kit.state.put("splitter", self.splitter.saveState().toBase64().toStdString())
            self._commands.library.remember(self)
            self._commands.checks.remember(self)
        if self.view is not None:
            self.tabs.remember(self.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell once that the window is there: what is not needed for the first paint starts then."""
        super().showEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self.ready.emit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other panes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.room.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for every unsaved article first; saves that run are waited for."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self._commands.leave(self, self._on_left)

    def _on_left(self, left: bool) -> None:
        if left:
            self._may_close = True
            QTimer.singleShot(0, self, self.close)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._kit.desk.open(paths)


def _sides(window: MainWindow, kit: Kit, library: LibraryActs) -> dict[str, Side]:
    """The panes beside the articles."""
    wants_preview = partial(kit.state.get, "preview", kit.settings.get("preview.shown"))
    return {
        "preview": Side(_PREVIEW, wants_preview, window.set_preview_shown),
        "library": Side(_LIBRARY, lambda: library.is_wanted, partial(library.set_shown, window)),
    }
