"""The user guide: contents and search at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QDesktopServices,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from editor.core.language import _
from editor.gui.dialogs.frame import give_size
from editor.gui.dialogs.guide_pages import PAGES, GuidePage, load_page
from editor.gui.icons import Icons

_PLACE = Qt.ItemDataRole.UserRole
_HTML = QTextDocument.ResourceType.HtmlResource
_START = "index"

_STYLE = """
h1 {{ font-size: 22px; font-weight: 600; margin-bottom: 10px; }}
h2 {{ font-size: 17px; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }}
h3 {{ font-size: 14px; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }}
p, li {{ margin-bottom: 8px; line-height: 140%; }}
.picture {{ margin-top: 12px; margin-bottom: 12px; }}
a {{ color: {link}; text-decoration: underline; }}
code, pre {{ font-family: monospace; background-color: {md_code_bg}; }}
table {{ border-collapse: collapse; margin-top: 6px; margin-bottom: 12px; }}
th, td {{ padding: 4px 20px 4px 8px; border-bottom: 1px solid {separator}; }}
th {{ color: {muted}; font-weight: 600; text-align: left; border-bottom: 1px solid {border}; }}
blockquote {{ color: {muted}; margin-left: 12px; }}
"""


class GuideWindow(QDialog):
    """Shows the guide of ``folder`` in the theme's colours. Not modal: one reads it while one works."""

    def __init__(self, folder: Path, icons: Icons, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("User guide"))
        give_size(self, 980, 720)
        self._page = _Page(folder, colours)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search the guide"))
        self._search.setAccessibleName(_("Search the guide"))
        self._search.setClearButtonEnabled(True)
        sign = self._search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(_("Search"))
        self._search.installEventFilter(self)
        self._contents = QTreeWidget()
        self._contents.setHeaderHidden(True)
        self._contents.setAccessibleName(_("Contents"))
        self._contents.setIndentation(14)
        self._tops = {name: _item(page) for name, page in self._page.pages.items()}
        self._contents.addTopLevelItems(list(self._tops.values()))
        self._back = _button(icons, "chevron-left", _("Back"), QKeySequence(QKeySequence.StandardKey.Back))
        self._forward = _button(icons, "chevron-right", _("Forward"), QKeySequence(QKeySequence.StandardKey.Forward))
        self._lay_out()
        self._connect()
        self.show_page(_START)

    def show_page(self, name: str, anchor: str = "") -> None:
        """Turn to a page, at one of its headings; the start for a name that is no page."""
        self._page.turn_to(name if name in PAGES else _START, anchor)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self._page.set_colours(colours)
        self._mark()

    def _lay_out(self) -> None:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 12, 6, 12)
        left.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(2)
        for widget in (self._search, self._back, self._forward):
            line.addWidget(widget)
        left.addLayout(line)
        left.addWidget(self._contents)
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        panes.addWidget(side)
        panes.addWidget(self._page)
        panes.setStretchFactor(1, 1)
        panes.setSizes([280, 700])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panes)
        find = QAction(self)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.triggered.connect(self._begin_search)
        self.addAction(find)
        self._page.setFocus()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._narrow)
        self._contents.currentItemChanged.connect(self._chosen)
        self._contents.itemClicked.connect(self._chosen)
        self._page.historyChanged.connect(self._turned)
        self._back.clicked.connect(self._page.backward)
        self._forward.clicked.connect(self._page.forward)
        self._page.backwardAvailable.connect(self._back.setEnabled)
        self._page.forwardAvailable.connect(self._forward.setEnabled)
        self._back.setEnabled(False)
        self._forward.setEnabled(False)

    def _begin_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _PLACE) != self._place():
            self.show_page(*item.data(0, _PLACE))

    def _place(self) -> tuple[str, str]:
        source = self._page.source()
        return source.path(), source.fragment()

    def _turned(self) -> None:
        """The page is another, by whatever way: show it in the contents."""
        items = list(self._items())
        here = [item for item in items if item.data(0, _PLACE) == self._place()]
        page = [item for item in items if item.data(0, _PLACE)[0] == self._place()[0]]
        self._contents.blockSignals(True)
        for item in (here or page)[:1]:
            self._contents.setCurrentItem(item)
        self._contents.blockSignals(False)
        self._mark()

    def _items(self) -> list[QTreeWidgetItem]:
        walk, items = QTreeWidgetItemIterator(self._contents), []
        while item := walk.value():
            items.append(item)
            walk += 1
        return items

    def _narrow(self, text: str) -> None:
        """Leave those sections in the contents that have every word, and open their pages."""
        words = text.casefold().split()
        for name, item in self._tops.items():
            fits = [all(word in section.words for word in words) for section in self._page.pages[name].sections]
            for at, fit in enumerate(fits[1:]):
                if below := item.child(at):
                    below.setHidden(not fit)
            item.setHidden(not any(fits))
            item.setExpanded(bool(words) and any(fits))
        self._mark()

    def _mark(self) -> None:
        self._page.mark(self._search.text().split())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search: Enter turns to the first that fits, Down goes to the contents, Esc ends the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            fitting = [item for item in self._items() if self._fits(item)]
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and fitting:
                if self._search.text():
                    self._contents.setCurrentItem(fitting[0])
                if event.key() == Qt.Key.Key_Down:
                    self._contents.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self._search.text():
                self._search.clear()
                return True
        return super().eventFilter(watched, event)

    def _fits(self, item: QTreeWidgetItem) -> bool:
        name, anchor = item.data(0, _PLACE)
        sections = self._page.pages[name].sections
        section = next((section for section in sections if anchor and section.anchor == anchor), sections[0])
        return not item.isHidden() and all(word in section.words for word in self._search.text().casefold().split())


class _Page(QTextBrowser):
    """A page of the guide. Links between pages turn to them; others go to the system's browser."""

    def __init__(self, folder: Path, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._folder = folder
        self.setProperty("frame", "none")
        self.setAccessibleName(_("Page of the guide"))
        self.setOpenLinks(False)
        self.setViewportMargins(24, 16, 12, 8)
        self.anchorClicked.connect(self._follow)
        self.set_colours(colours)

    @cached_property
    def pages(self) -> Mapping[str, GuidePage]:
        """Every page by name; they are few and small."""
        return {name: load_page(self._folder, name) for name in PAGES}

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Show the page in these."""
        self._tint = QColor(colours["warning"])
        self._tint.setAlpha(70)
        self.document().setDefaultStyleSheet(_STYLE.format_map(colours))
        if self.source().path():
            at = self.verticalScrollBar().value()
            self.reload()
            self.verticalScrollBar().setValue(at)

    def turn_to(self, name: str, anchor: str) -> None:
        """Show a page, at one of its headings."""
        url = QUrl(name)
        if anchor:
            url.setFragment(anchor)
        self.setSource(url, _HTML)

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Pages and their pictures, and nothing from anywhere else."""
        url = QUrl(url)
        name = url.path()
        if kind == _HTML.value and name in PAGES:
            return self.pages[name].html
        picture = self._folder / name
        return QImage(str(picture)) if picture.is_relative_to(self._folder) and not url.scheme() else None

    def mark(self, words: list[str]) -> None:
        """Mark these words on the page."""
        style = QTextCharFormat()
        style.setBackground(self._tint)
        marks = []
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = QTextCursor(cursor), style
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            name = url.path().removesuffix(".md") or self.source().path()
            self.turn_to(name, url.fragment())


def _item(page: GuidePage) -> QTreeWidgetItem:
    title, *rest = page.sections
    item = QTreeWidgetItem([title.title])
    item.setData(0, _PLACE, (page.name, ""))
    for section in rest:
        below = QTreeWidgetItem([section.title])
        below.setData(0, _PLACE, (page.name, section.anchor))
        item.addChild(below)
    return item


def _button(icons: Icons, icon: str, name: str, keys: QKeySequence) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(18, 18))
    button.setAccessibleName(name)
    button.setToolTip(
        _("{name} ({keys})").format(name=name, keys=keys.toString(QKeySequence.SequenceFormat.NativeText))
    )
    button.setShortcut(keys)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
