"""The welcome page: what an empty window offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.core.language import _
from editor.gui.dialogs.organisations import OrganisationBox
from editor.gui.dialogs.rows import GREY, KEY, Rows, row
from editor.gui.icons import Icons
from editor.services.profiles import ProfileName

_WIDTH = 720
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class Recent:
    """An article that was open lately: its file, its headline (or the file's name), when in words.

    ``missing``: its file is not there just now.
    """

    path: Path
    title: str
    when_text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class WelcomeState:
    """What the page shows. ``area`` is the organisation that was used last."""

    areas: Sequence[ProfileName] = ()
    area: str = ""
    archive: Path | None = None
    recent: Sequence[Recent] = ()


class WelcomePage(QWidget):
    """Begin a release, open an article, choose the archive's folder, go on with a recent article."""

    new_wanted = Signal(str)
    open_wanted = Signal()
    archive_wanted = Signal()
    file_wanted = Signal(Path)
    forget_wanted = Signal(Path)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Welcome"))
        self._icons = icons
        self._new = QPushButton(icons.icon("file-plus", "accent_text"), _("New release"))
        self._new.setProperty("primary", True)
        self._new.setAutoDefault(True)  # Enter presses it, as in a dialog
        self._new.setIconSize(QSize(18, 18))
        self._area = OrganisationBox()
        self._open = Card(icons.icon("folder-open", "link"), _("Open an article"))
        self._open.say(_("One that is in the archive, or any other"))
        self._archive = Card(icons.icon("folder", "link"), _("Choose the archive folder"))
        self._recent = RecentList(icons)
        self._none = _hint(_("Articles that you open or save will be listed here."))
        self.setFocusProxy(self._new)
        self._lay_out()
        self._connect()
        self.show_state(WelcomeState())

    def show_state(self, state: WelcomeState) -> None:
        """Show this from now on."""
        self._area.show_areas(state.areas, state.area, _("Choose the organisation later"))
        if state.archive:
            self._archive.say(str(state.archive))
        else:
            self._archive.say(_("None chosen yet"))
        self._recent.show_recent(state.recent)
        self._recent.setVisible(bool(state.recent))
        self._none.setVisible(not state.recent)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(10)
        column.addWidget(self._new_card())
        cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addWidget(self._open)
        cards.addWidget(self._archive)
        column.addLayout(cards)
        column.addSpacing(14)
        title = _labelled(_("Recent articles"), "subheading")
        title.setBuddy(self._recent)
        column.addWidget(title)
        column.addWidget(self._none)
        column.addWidget(self._recent, 8)
        column.addWidget(_hint(_("You can also drop articles into this window.")))
        column.addStretch(2)
        row_of_page = QHBoxLayout(self)
        row_of_page.setContentsMargins(28, 24, 28, 20)
        row_of_page.addStretch(1)
        row_of_page.addWidget(page, 20)
        row_of_page.addStretch(1)

    def _head(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(self._icons.icon("copydesk").pixmap(QSize(52, 52), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_labelled(_("Copydesk"), "heading"))
        words.addWidget(_hint(_("Write, correct and release your organisation’s news.")))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(mark)
        head.addLayout(words, 1)
        return head

    def _new_card(self) -> QWidget:
        card = Panel()
        row_of_card = QHBoxLayout(card)
        row_of_card.setContentsMargins(16, 14, 16, 14)
        row_of_card.setSpacing(12)
        words = QLabel(_("&for"))
        words.setBuddy(self._area)
        row_of_card.addWidget(self._new)
        row_of_card.addWidget(words)
        row_of_card.addWidget(self._area, 1)
        return card

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: self.new_wanted.emit(self._area.area()))
        self._open.clicked.connect(self.open_wanted)
        self._archive.clicked.connect(self.archive_wanted)
        self._recent.file_wanted.connect(self.file_wanted)
        self._recent.forget_wanted.connect(self.forget_wanted)


class Panel(QWidget):
    """The ground of what belongs together, with round corners like a card's."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colours of a card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class Card(QPushButton):
    """A large button: an icon, what it does, and a line about it."""

    def __init__(self, icon: QIcon, title: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self._line = ""
        sign = QLabel()
        sign.setPixmap(icon.pixmap(QSize(22, 22), self.devicePixelRatioF()))
        self._shown = _hint("")
        self._shown.setWordWrap(False)
        self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(QLabel(title))
        words.addWidget(self._shown)
        self._inside = inside = QHBoxLayout(self)
        inside.setContentsMargins(18, 13, 18, 13)
        inside.setSpacing(14)
        inside.addWidget(sign)
        inside.addLayout(words, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, line: str) -> None:
        """The line below the title; a long one is shortened in its middle."""
        self._line = line
        self.setAccessibleDescription(line)
        self.setToolTip(line)
        self._shorten()

    def sizeHint(self) -> QSize:
        """As large as what is in it."""
        return self._inside.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the line anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        metrics = self._shown.fontMetrics()
        self._shown.setText(metrics.elidedText(self._line, Qt.TextElideMode.ElideMiddle, max(self.width() - 72, 60)))


class RecentList(QListWidget):
    """The recent articles: Enter or a click opens one, Delete or its cross takes it off the list."""

    file_wanted = Signal(Path)
    forget_wanted = Signal(Path)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._rows = Rows(tall=True, cross=icons.icon("x"), tip=_("Take off this list (Delete)"), parent=self)
        self.setItemDelegate(self._rows)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Recent articles"))
        self.setAccessibleDescription(_("Enter opens an article, Delete takes it off this list."))
        self._rows.remove_wanted.connect(self.forget_wanted)

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """List these; the keyboard stays at the row it was at."""
        at, had_focus = max(self.currentRow(), 0), self.hasFocus()
        self.clear()
        for article in recent:
            self._add(article)
        if recent:
            self.setMaximumHeight(len(recent) * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2)
            self.setMinimumHeight(min(3, len(recent)) * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2)
        if had_focus and recent:
            self.setCurrentRow(min(at, len(recent) - 1))

    def _add(self, article: Recent) -> None:
        folder = str(article.path.parent)
        hint = _("No longer in {folder}").format(folder=folder) if article.missing else folder
        icon = self._icons.icon("triangle-alert" if article.missing else "file-text", "muted")
        name = ", ".join((article.title, hint, article.when_text))
        item = row(article.path, article.title, hint=hint, right=article.when_text, icon=icon, name=name)
        item.setData(GREY, article.missing)
        item.setToolTip(str(article.path))
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete."""
        item = self.currentItem()
        if item and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.file_wanted.emit(item.data(KEY))
        elif item and event.key() in _REMOVE:
            self.forget_wanted.emit(item.data(KEY))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens, unless it is on the cross."""
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._rows.is_on_cross(event, self.visualItemRect(item)):
            self.file_wanted.emit(item.data(KEY))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.count():
            at = self.model().index(max(self.currentRow(), 0), 0)
            self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere: nothing here is chosen."""
        super().focusOutEvent(event)
        self.clearSelection()


def _labelled(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label


def _hint(text: str) -> QLabel:
    label = _labelled(text, "hint")
    label.setWordWrap(True)
    return label
