"""Earlier articles that are like the one that is being written, each compared with it as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidgetItem, QWidget

from editor.app.jobs import Jobs
from editor.app.seeing import Finding, Seeing
from editor.app.session import Session
from editor.core.changes import Row, rows
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.core.language import _
from editor.core.library import Record
from editor.core.library.seen import Kind
from editor.gui.dialogs.comparing import Comparison, Words
from editor.gui.dialogs.frame import Frame, beside, list_of_rows, plain_label, quiet_button
from editor.gui.dialogs.rows import KEY, row
from editor.gui.theme import Look
from editor.gui.titles import title_of

_PAUSE_MS = 400
"""After the last key in the article, before it is compared again."""

_ICONS: Mapping[Kind, str] = MappingProxyType(
    {Kind.ADDRESS: "link", Kind.TEXT: "file-text", Kind.HEADLINE: "heading", Kind.INCIDENT: "tag"}
)


class SeenDialog(Frame):
    """What was found, in a list at the left; at the right what the two articles have and have not in common.

    One writes on beside it. ``open_wanted`` and ``link_wanted`` carry the ``Record`` of an earlier article.
    """

    open_wanted = Signal(object)
    link_wanted = Signal(object)

    def __init__(self, session: Session, seeing: Seeing, jobs: Jobs, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.session = session
        self._seeing, self._jobs, self._look = seeing, jobs, look
        self._found: tuple[Finding, ...] = ()
        self._compared: tuple[Record, Fields] | None = None
        self._asked = 0
        self._list = list_of_rows(_("Earlier articles like this one"))
        self._told = plain_label()
        words = Words(_("only in the earlier article"), _("only in yours"))
        self._comparison = Comparison(look, words, _("What differs from yours"))
        self._open = quiet_button(_("Open"), self._want_open)
        self._open.setProperty("primary", True)
        self._link = quiet_button(_("Insert link"), lambda: self.link_wanted.emit(self._chosen().seen.record))
        self._away = quiet_button(_("Not the same"), lambda: seeing.put_away(session, self._chosen()))
        self._away.setToolTip(_("This article is not told of again until you close yours."))
        halves = beside(self._list, [self._told, self._comparison], grows=self._comparison)
        halves.setSizes([360, 600])
        close = quiet_button(_("Close"), self.reject)
        self.lay_out([halves], [self._away], [self._link, self._open, close], grows=halves)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()
        self._show_found()

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._choose)
        self._list.itemActivated.connect(lambda _item: self._want_open())
        self._pause.timeout.connect(self._compare)
        self._seeing.changed.connect(self._show_found)
        self._session_signals()
        self.finished.connect(self._end)

    def _session_signals(self) -> None:
        self.session.edited.connect(self._pause.start)
        self.session.destroyed.connect(self.reject)

    def _end(self) -> None:
        self._asked += 1
        self._pause.stop()
        self._seeing.changed.disconnect(self._show_found)

    # -- the list

    def _chosen(self) -> Finding:
        return self._found[self._list.currentRow()]

    def _want_open(self) -> None:
        self.open_wanted.emit(self._chosen().seen.record)

    def _show_found(self) -> None:
        self.setWindowTitle(_("Seen before: {headline}").format(headline=title_of(self.session)))
        found = self._seeing.of(self.session)
        if found == self._found and found:
            return
        at, before = self._list.currentRow(), self._list.currentItem()
        key = before.data(KEY) if before else None
        self._found = found or ()
        self._list.blockSignals(True)
        self._list.clear()
        for one in self._found:
            self._list.addItem(self._row(one))
        keys = [one.key for one in self._found]
        self._list.setCurrentRow(keys.index(key) if key in keys else max(0, min(at, len(keys) - 1)))
        self._list.blockSignals(False)
        self._list.setVisible(bool(self._found))
        self._choose()
        if not self._found:
            looking, nothing = _("Looking in the archive …"), _("Nothing else in the archive is like this article.")
            self._comparison.show_sentence(looking if found is None else nothing)

    def _row(self, finding: Finding) -> QListWidgetItem:
        record = finding.seen.record
        what, day = _what(finding), _day(record)
        hint = " · ".join(part for part in (what, day, record.area) if part)
        name = _("{sentence} {organisation}").format(sentence=finding.text, organisation=record.area)
        return row(finding.key, record.headline, hint=hint, right="", icon=self._icon(finding), name=name)

    def _icon(self, finding: Finding) -> QIcon:
        icons = self._look.icons
        if finding.warns:
            return icons.icon("triangle-alert", "warning")
        return icons.icon(_ICONS[finding.seen.kind])

    def _choose(self) -> None:
        self._compared = None
        self._comparison.begin()
        for button in (self._open, self._link, self._away):
            button.setEnabled(bool(self._found))
        self._told.setVisible(bool(self._found))
        if self._found:
            chosen = self._chosen()
            self._link.setEnabled(bool(chosen.seen.record.url) and not self.session.read_only)
            self._told.setText(chosen.text)
            self._told.setProperty("role", "warning" if chosen.warns else "")
            self._told.style().polish(self._told)
            self._compare()

    # -- the comparison

    def _compare(self) -> None:
        if not self._found:
            return
        record = self._chosen().seen.record
        present = replace(self.session.fields, body=self.session.text_of_body())
        compared = record, present
        if compared == self._compared:
            return
        self._compared = compared
        self._asked += 1
        asked = self._asked

        def show(rows: Sequence[Row]) -> None:
            if asked == self._asked:
                self._comparison.show_rows(rows, _("Headline, summary and text are the same."))

        def failed(error: CopydeskError) -> None:
            if asked == self._asked:
                self._comparison.show_sentence(error.sentence)

        self._jobs.read(lambda: rows(_earlier(record, present), present), show, failed)


def _earlier(record: Record, present: Fields) -> Fields:
    """What a reader sees of an earlier article. All else differs between any two, and says nothing."""
    values = {**present.values, "headline": record.headline, "summary": record.summary}
    return replace(present, values=values, body=record.body)


def _what(finding: Finding) -> str:
    """What both have in common, in so few words that it stands in a row with the day."""
    exact = finding.seen.likeness == 1
    words = {
        Kind.ADDRESS: _("Same address") if exact else _("Same address without number"),
        Kind.TEXT: _("Same text") if exact else _("Similar text"),
        Kind.HEADLINE: _("Same headline") if exact else _("Similar headline"),
        Kind.INCIDENT: _("Same incident"),
    }
    return words[finding.seen.kind]


def _day(record: Record) -> str:
    day = QDate.fromString(record.published[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(day, _("d MMM yyyy")) if day.isValid() else ""
