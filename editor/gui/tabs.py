"""The open articles as tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QWidget

from editor.app.session import Session
from editor.core.language import _
from editor.gui.article_view import ArticleView, apply_settings
from editor.gui.kit import Kit
from editor.gui.notices import OutsideActs
from editor.gui.titles import title_of
from editor.gui.wiring import connect

_SPLITTER, _FOLDS = "article_splitter", "folds"


class ArticleTabs(QTabWidget):
    """A tab for each session. What happens in a view that is not in front is kept from the rest of the window."""

    chosen = Signal(object)
    close_wanted = Signal(object)
    changed = Signal()
    preview_wanted = Signal(object)
    files_dropped = Signal(list)
    area_wanted = Signal(object, str)
    trouble = Signal(str)
    picture_wanted = Signal(object, object, str)
    lead_wanted = Signal()
    menu_wanted = Signal(object, object, int, object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._form_shown = True
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setTabsClosable(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.tabBar().setAccessibleName(_("Open articles"))
        self.currentChanged.connect(self._on_current)
        self.tabCloseRequested.connect(self._on_close)

    @property
    def view(self) -> ArticleView | None:
        """The article in front."""
        widget = self.currentWidget()
        return widget if isinstance(widget, ArticleView) else None

    def views(self) -> Iterator[ArticleView]:
        """Every article, from left to right."""
        for at in range(self.count()):
            widget = self.widget(at)
            if isinstance(widget, ArticleView):
                yield widget

    def view_of(self, session: Session | None) -> ArticleView | None:
        """The view of a session."""
        return next((view for view in self.views() if view.session is session), None)

    def add(self, session: Session, areas: Sequence[tuple[str, str]]) -> None:
        """A tab for a session that was opened."""
        saver = self._kit.saver
        acts = OutsideActs(save=saver.save, merge=saver.merge_wanted.emit)
        view = ArticleView(session, areas, self._kit.look, self._kit.settings, acts, parent=self)
        view.splitter.keep(self._kit.state.get(_SPLITTER, ""))
        view.form.set_fold_states(self._kit.state.get(_FOLDS, {}))
        view.form.setVisible(self._form_shown and session.raw is None)
        connect(
            (
                (view.preview_wanted, lambda document: self._from(view, self.preview_wanted, document)),
                (view.stats_changed, lambda _stats: self.changed.emit()),
                (view.files_dropped, self.files_dropped.emit),
                (view.area_wanted, lambda area: self.area_wanted.emit(session, area)),
                (view.trouble, self.trouble.emit),
                (view.body.picture_wanted, lambda picture, words: self.picture_wanted.emit(view, picture, words)),
                (view.form.picture_wanted, self.lead_wanted.emit),
                (view.body.editor.menu_wanted, partial(self.menu_wanted.emit, view)),
                (session.state_changed, lambda: self._show(view)),
            )
        )
        self.addTab(view, "")
        self._show(view)

    def remove(self, session: Session) -> None:
        """The session was closed."""
        view = self.view_of(session)
        if view is not None:
            self.remember(view)
            self.removeTab(self.indexOf(view))
            view.deleteLater()

    def set_form_shown(self, shown: bool) -> None:
        """Show or hide the fields of every article."""
        self._form_shown = shown
        for view in self.views():
            view.form.setVisible(shown and view.session.raw is None)

    def apply_settings(self) -> None:
        """Take changed settings into use."""
        for view in self.views():
            apply_settings(view.body.editor, self._kit.settings)

    def step(self, by: int) -> None:
        """Bring the next tab, or the one before, to the front."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def remember(self, view: ArticleView) -> None:
        """Note how a view is divided, for the next one."""
        if view.form.isVisible():
            self._kit.state.put(_SPLITTER, view.splitter.kept())
            self._kit.state.put(_FOLDS, view.form.fold_states())

    def _from(self, view: ArticleView, signal: SignalInstance, value: object) -> None:
        if view is self.view:
            signal.emit(value)

    def _show(self, view: ArticleView) -> None:
        at = self.indexOf(view)
        if at < 0:
            return
        session, icons = view.session, self._kit.look.icons
        self.setTabText(at, title_of(session).replace("&", "&&"))
        self.setTabToolTip(at, str(session.path or _("Not saved yet")))
        self.setTabIcon(at, icons.icon("dot", "accent") if session.is_dirty else icons.icon("file-text"))
        self.changed.emit()

    def _on_current(self, _index: int) -> None:
        if self.view is not None:
            self.chosen.emit(self.view.session)

    def _on_close(self, index: int) -> None:
        view = self.widget(index)
        if isinstance(view, ArticleView):
            self.close_wanted.emit(view.session)
