"""The filters: an organisation, a year, a section, a kind of article; beside each what it would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from editor.app.library import Asked, Kind
from editor.core.language import _, ngettext
from editor.core.library import Counts, Order


class Filters(QWidget):
    """The choices beside the search box, and how many articles there are. ``changed`` when a person chose."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = _Choice(_("Organisation"))
        self._year = _Choice(_("Year"))
        self._section = _Choice(_("Section"))
        self._kind = _Choice(_("Kind of article"))
        self._order = _Choice(_("Sorted by"))
        self._total = QLabel()
        self._total.setProperty("role", "hint")
        self._total.setAccessibleName(_("Articles found"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for at, widget in enumerate((self._area, self._year, self._section, self._kind, self._total, self._order)):
            grid.addWidget(widget, at // 2, at % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._order.show_rows([(order.value, words) for order, words in _orders()])
        self.show_counts(Counts())
        for choice in (self._area, self._year, self._section, self._kind, self._order):
            choice.activated.connect(lambda _at: self.changed.emit())

    def apply_to(self, asked: Asked) -> Asked:
        """The question with what is chosen here."""
        return replace(
            asked,
            area=self._area.chosen(),
            year=self._year.chosen(),
            section=self._section.chosen(),
            kind=Kind(self._kind.chosen() or Kind.ALL.value),
            order=Order(self._order.chosen()),
        )

    def clear(self) -> None:
        """Choose nothing."""
        for choice in (self._area, self._year, self._section, self._kind):
            choice.setCurrentIndex(0)
        self.changed.emit()

    def show_counts(self, counts: Counts) -> None:
        """Show how many articles there are; what is chosen stays chosen, also where it gives nothing."""
        self._total.setText(
            ngettext("{count} article", "{count} articles", counts.total).format(count=f"{counts.total:,}")
        )
        self._area.show_rows([("", _("All organisations")), *_counted(sorted(counts.areas.items()))])
        self._year.show_rows([("", _("All years")), *_counted(sorted(counts.years.items(), reverse=True))])
        self._section.show_rows([("", _("All sections")), *_counted(sorted(counts.sections.items()))])
        self._kind.show_rows(
            [
                ("", _("All kinds")),
                *_counted([(Kind.DRAFTS.value, counts.drafts)], _("Drafts")),
                (Kind.RELEASED.value, _("Released")),
                (Kind.UNREADY.value, _unready(counts)),
                *_counted([(Kind.PROBLEMS.value, counts.problems)], _("Cannot be read")),
            ]
        )


def _orders() -> Sequence[tuple[Order, str]]:
    return (
        (Order.NEWEST, _("Newest first")),
        (Order.OLDEST, _("Oldest first")),
        (Order.BEST, _("Best match first")),
        (Order.HEADLINE, _("By headline")),
    )


def _unready(counts: Counts) -> str:
    """In how many something has to be put right; as long as it is not known of all, so it says."""
    words = _("Not ready ({count})") if not counts.unchecked else _("Not ready ({count}; {unchecked} not checked yet)")
    return words.format(count=f"{counts.unready:,}", unchecked=f"{counts.unchecked:,}")


def _counted(rows: Sequence[tuple[str, int]], name: str = "") -> list[tuple[str, str]]:
    words = _("{name} ({count})")
    return [(key, words.format(name=name or key, count=f"{count:,}")) for key, count in rows if key]


_BOX = QStyle.ComplexControl.CC_ComboBox
_MARGIN = 2  # pixels that the style leaves beside the words


class _Choice(QComboBox):
    """A compact choice; its rows are a key and its words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: list[tuple[str, str]] = []
        self._is_open = False

    def chosen(self) -> str:
        """The key of the row that is chosen."""
        return str(self.currentData() or "")

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Offer these; not while the list is open under the person's hand."""
        chosen = self.chosen()
        if chosen and chosen not in (key for key, _words in rows):
            rows = [*rows, (chosen, _("{name} ({count})").format(name=chosen, count=0))]
        if rows == self._rows or self._is_open:
            return
        self._rows = rows
        self.clear()
        for key, words in rows:
            self.addItem(words, key)
        self.setCurrentIndex(next((at for at, (key, _words) in enumerate(rows) if key == chosen), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is chosen, with an ellipsis where it is too long for the box; Qt only cuts it off."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(_BOX, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        words: str = option.currentText  # the stubs have no fields of style options
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room - _MARGIN)
        painter.drawComplexControl(_BOX, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """As wide as its longest row. The list is not touched before: Qt would measure it without its style."""
        self._is_open = True
        super().showPopup()
        wanted = self.view().sizeHintForColumn(0) + 24
        if self.view().width() < wanted:
            self.view().window().resize(wanted, self.view().window().height())

    def hidePopup(self) -> None:
        """The rows may change again."""
        self._is_open = False
        super().hidePopup()
