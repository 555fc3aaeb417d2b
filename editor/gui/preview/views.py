"""The views of an article: its page, the same on a telephone, its cards elsewhere, and the file as it will be saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from editor.core.language import _
from editor.core.markdown import Page
from editor.core.markdown.cards import search_page, social_page
from editor.gui.icons import Icons
from editor.gui.preview.file_view import FileView
from editor.gui.preview.pane import Face, PreviewPane

PHONE_PIXELS = 390
"""Of CSS, across: the usual telephone."""

ZOOM_STEP = 1.1
_FRAME = 12  # pixels around the telephone


def _search(page: Page) -> Page:
    return search_page(page.document) if page.document else page


def _social(page: Page) -> Page:
    return social_page(page.document) if page.document else page


def _phone(page: Page) -> Page:
    # A telephone has no scroll bar that takes room.
    return replace(page, style=f"{page.style}\nhtml {{ scrollbar-width: none; }}")


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at an article. ``face`` makes the page that is shown of the article's."""

    id: str
    icon: str
    face: Face | None = None


VIEWS = (
    View("page", "eye"),
    View("phone", "smartphone", _phone),
    View("search", "search", _search),
    View("social", "message-square", _social),
    View("file", "file-text"),
)
BY_ID: Mapping[str, View] = {view.id: view for view in VIEWS}


def label_of(view_id: str) -> str:
    """A view's name."""
    return {
        "page": _("Page"),
        "phone": _("Phone"),
        "search": _("Search result"),
        "social": _("Social card"),
        "file": _("File"),
    }[view_id]


class Views(QWidget):
    """The preview with a row of buttons above it.

    ``chosen`` carries the id of the view that the person chose. ``pictures_wanted``: the pictures of this article may
    be loaded from other computers. ``file_shown`` says whether the file is looked at.
    """

    chosen = Signal(str)
    pictures_wanted = Signal()
    file_shown = Signal(bool)

    def __init__(self, pane: PreviewPane, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = pane
        self.file = FileView(self)
        self.current = "page"
        self._row = _Row(icons, self)
        self._stage = _Stage(pane, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._stage)
        self._stack.addWidget(self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        self._row.chosen.connect(self._choose)
        self._row.pictures.clicked.connect(lambda _checked: self.pictures_wanted.emit())
        self.show_view("page")

    def show_view(self, view_id: str) -> None:
        """Look at the article in this way; an unknown id is the page."""
        view = BY_ID.get(view_id, VIEWS[0])
        was_file, self.current = self.current == "file", view.id
        self._row.check(view.id)
        self._stage.set_phone(view.id == "phone")
        self.pane.set_face(view.face)
        shown: QWidget = self.file if view.id == "file" else self._stage
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(self.file if view.id == "file" else self.pane)
        if was_file != (view.id == "file"):
            self.file_shown.emit(view.id == "file")

    def note_page(self, page: Page) -> None:
        """A page is shown: its pictures may be waiting to be allowed."""
        withheld = page.has_withheld_pictures
        if withheld is self._row.pictures.isHidden():  # asked at every key
            self._row.pictures.setVisible(withheld)
            self._row.fit()

    def zoom_by(self, steps: int) -> None:
        """Larger, or smaller where negative."""
        if self.current == "file":
            self.file.text.zoomIn(steps)
        else:
            self.pane.set_zoom(self.pane.zoom() * ZOOM_STEP**steps)
            self._stage.fit()

    def zoom_reset(self) -> None:
        """The page's own size."""
        self.pane.set_zoom(1.0)
        self._stage.fit()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours by role: for all but the page, which has its own."""
        self.file.set_colours(colours)

    def _choose(self, view_id: str) -> None:
        self.show_view(view_id)
        self.chosen.emit(view_id)


class _Row(QWidget):
    """The buttons. Where there is no room for all words, the views that are not shown have only their icon."""

    chosen = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons = {view.id: self._button(icons, view) for view in VIEWS}
        self.pictures = QToolButton(self)
        self.pictures.setIcon(icons.icon("image"))
        self.pictures.setText(_("Show pictures from the web"))
        self.pictures.setAccessibleName(self.pictures.text())
        self.pictures.setToolTip(_("Load the pictures of this article from other computers, until it is closed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.pictures)
        self.setAccessibleName(_("View of the preview"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.pictures.hide()

    def _button(self, icons: Icons, view: View) -> QToolButton:
        button = QToolButton(self)
        button.setText(label_of(view.id))
        button.setIcon(icons.icon(view.icon))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(label_of(view.id))
        button.setToolTip(label_of(view.id))
        button.clicked.connect(_without_arguments(lambda: self.chosen.emit(view.id)))
        self._group.addButton(button)
        return button

    def check(self, view_id: str) -> None:
        """Press the button of a view."""
        self._buttons[view_id].setChecked(True)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other words."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many words as there is room for: all, those of the current view, or none."""
        both, icon = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        ways: tuple[Callable[[QToolButton], bool], ...] = (
            lambda _button: True,
            lambda button: button is not self.pictures,
            lambda button: button.isChecked(),
            lambda _button: False,
        )
        for has_words in ways:
            for button in (*self._buttons.values(), self.pictures):
                button.setToolButtonStyle(both if has_words(button) else icon)
            if self.minimumSizeHint().width() <= self.width():
                break


class _Stage(QWidget):
    """Holds the page: filling all of it, or as wide as a telephone in a quiet frame."""

    def __init__(self, pane: PreviewPane, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = pane
        self._phone = False
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(pane)
        self.fit()
        pane.zoomed.connect(self.fit)

    def set_phone(self, phone: bool) -> None:
        """Be a telephone, or not."""
        self._phone = phone
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The telephone stays in the middle."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the page its place."""
        margins = QMargins(0, 0, 0, 0)
        if self._phone:
            spare = max(0, self.width() - round(PHONE_PIXELS * self._pane.zoom()))
            margins = QMargins(spare // 2, _FRAME, spare - spare // 2, _FRAME)
        if margins != self._layout.contentsMargins():
            self._layout.setContentsMargins(margins)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another frame."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line around the telephone."""
        if not self._phone:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.palette().color(QPalette.ColorRole.Mid)))
        painter.setBrush(QColor(Qt.GlobalColor.white))
        around = QRectF(self._pane.geometry()).adjusted(-0.5, -8.5, 0.5, 8.5)
        painter.drawRoundedRect(around.adjusted(-8, 0, 8, 0), 14, 14)


def _without_arguments(act: Callable[[], None]) -> Callable[[bool], None]:
    def clicked(_checked: bool = False) -> None:
        act()

    return clicked
