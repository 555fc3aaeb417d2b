"""Publication date and time: typed, stepped, or chosen from a calendar; empty, or as the file has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from editor.core.language import _
from editor.gui.form.inputs import Line, mark
from editor.gui.form.moments import clock_text, day_text, joined, split, typed_clock, typed_day
from editor.gui.form.texts import shown
from editor.gui.icons import Icons
from editor.gui.theme import quiet_calendar


class _Steps(Line):
    """A line that Up and Down step."""

    stepped = Signal(int)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F4 or (step and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.opened.emit()
        elif step and not self.isReadOnly():
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class _Calendar(QFrame):
    """A calendar that pops up."""

    chosen = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self._calendar = QCalendarWidget()
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setAccessibleName(_("Calendar"))
        quiet_calendar(self._calendar)
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)
        # Its size hint knows nothing of the room that the style sheet gives its cells.
        letter = self._calendar.fontMetrics().lineSpacing()
        self._calendar.setMinimumSize(18 * letter, 15 * letter)
        column.addWidget(self._calendar)

    def open_at(self, day: date, below: QWidget) -> None:
        """Show the month of a day under a widget, or above it where the screen ends."""
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = below.mapToGlobal(below.rect().bottomLeft())
        screen = below.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(place.y() - self.height() - below.height())
        self.move(min(place.x(), screen.right() - self.width()), max(place.y(), screen.top()))
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day)


class WhenInput(QWidget):
    """A publication date: ISO 8601 in and out, no more and no less precise than it was.

    A text that is no date stays, and is shown, until the person gives one. ``now`` is the clock.
    """

    edited = Signal(object)

    def __init__(self, icons: Icons, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.value = ""
        self._now = now
        self._touched = False
        self._calendar: _Calendar | None = None
        self.day = _Steps()
        self.day.setPlaceholderText(_("dd/mm/yyyy"))
        self.day.setToolTip(_("The day, as 21/11/2019. Up and Down step it; Alt+Down opens the calendar."))
        self.clock = _Steps()
        self.clock.setPlaceholderText(_("hh:mm"))
        self.clock.setAccessibleName(_("Time of publication"))
        self.clock.setToolTip(_("The time in the United Kingdom, as 12:08. Up and Down step it."))
        self.now = QPushButton(_("Now"))
        self.now.setProperty("link", True)
        self.now.setToolTip(_("Publish at this minute"))
        self._open = QAction(icons.icon("calendar", "muted"), _("Choose from the calendar"), self)
        self.day.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._hint = QLabel()
        self._hint.setProperty("role", "warning")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.clock.setFixedWidth(self.clock.fontMetrics().horizontalAdvance("00:00") + 34)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day)
        row.addWidget(self.clock)
        row.addWidget(self.now)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._hint)
        self.setFocusProxy(self.day)
        self._fit()

    def _connect(self) -> None:
        self._open.triggered.connect(self.open_calendar)
        self.day.opened.connect(self.open_calendar)
        self.day.stepped.connect(self._step_day)
        self.clock.stepped.connect(self._step_clock)
        self.day.textEdited.connect(lambda: self._typed(finished=False))
        self.clock.textEdited.connect(lambda: self._typed(finished=False))
        self.day.editingFinished.connect(lambda: self._typed(finished=True))
        self.clock.editingFinished.connect(lambda: self._typed(finished=True))
        self.now.clicked.connect(self._take_now)

    def show_value(self, value: str, *, with_clock: bool = True) -> None:
        """Show a date; ``with_clock`` says whether this organisation's dates have a time."""
        parts = split(value)
        self.clock.setVisible(bool(parts and parts[1]) or with_clock)
        if value == self.value:
            return
        self.value, self._touched = value, False
        if parts is None:
            self._set(self.day, shown(value))
            self._set(self.clock, "")
        else:
            # Half a date that a person is typing is left alone where it means the same.
            if not (self.day.hasFocus() and typed_day(self.day.text()) == (parts[0], None)):
                self._set(self.day, day_text(parts[0]))
            if not (self.clock.hasFocus() and typed_clock(self.clock.text()) == parts[1]):
                self._set(self.clock, clock_text(parts[1]) if parts[1] else "")
        self._explain()

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.day.setReadOnly(read_only)
        self.clock.setReadOnly(read_only)
        self._open.setEnabled(not read_only)
        self.now.setVisible(not read_only)

    def open_calendar(self) -> None:
        """Let the person choose a day."""
        if self.day.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.chosen.connect(self._choose)
        self._calendar.open_at(self._day() or self._now().date(), self.day)

    def _set(self, line: QLineEdit, text: str) -> None:
        if text != line.text():
            cursor = line.cursorPosition() if line.hasFocus() else 0
            line.setText(text)
            line.setCursorPosition(cursor)

    def _day(self) -> date | None:
        typed = typed_day(self.day.text())
        return typed[0] if typed else None

    def _choose(self, chosen: QDate) -> None:
        self._put(date(chosen.year(), chosen.month(), chosen.day()), typed_clock(self.clock.text()))
        self.day.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take_now(self) -> None:
        now = self._now()
        self._put(now.date(), time(now.hour, now.minute) if self.clock.isVisibleTo(self) else None)

    def _step_day(self, days: int) -> None:
        day = self._day()
        if day is None:
            self._put(self._now().date(), typed_clock(self.clock.text()))
        elif date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal():
            self._put(day + timedelta(days=days), typed_clock(self.clock.text()))

    def _step_clock(self, minutes: int) -> None:
        clock, day = typed_clock(self.clock.text()), self._day()
        if clock and day:
            stepped = datetime.combine(date(2000, 1, 2), clock) + timedelta(minutes=minutes)
            self._put(day, stepped.time())

    def _put(self, day: date, clock: time | None) -> None:
        self._set(self.day, day_text(day))
        self._set(self.clock, clock_text(clock) if clock else "")
        self._send(joined(self.value, day, clock))
        self._explain()

    def _typed(self, *, finished: bool) -> None:
        if finished and not self._touched:
            return
        self._touched = True
        text, parts = self.day.text().strip(), split(self.value)
        day = typed_day(text, finished=finished)
        if day:
            known, clock = self._typed_clock(finished=finished)
            if known or finished:
                clock = day[1] or (clock if known else parts and parts[1])
                self._send(joined(self.value, day[0], clock))
            if finished:
                self._set(self.day, day_text(day[0]))
            if finished and known:
                self._set(self.clock, clock_text(clock) if clock else "")
        elif finished and not text and self.value:
            self._set(self.clock, "")
            self._send("")
        self._explain(finished=finished)

    def _typed_clock(self, *, finished: bool) -> tuple[bool, time | None]:
        """Whether the time can be told (yet), and which it is; None is a day without a time."""
        text, parts = self.clock.text(), split(self.value)
        if text.strip():
            clock = typed_clock(text, finished=finished)
            return clock is not None, clock
        # A time that was wiped out may be the first half of typing another.
        return True, None if finished or not parts else parts[1]

    def _send(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.edited.emit(value)

    def _explain(self, *, finished: bool = True) -> None:
        day, clock = self.day.text().strip(), self.clock.text().strip()
        kept = bool(day) and self.day.text() == shown(self.value) and split(self.value) is None
        known = not day or not finished or kept or typed_day(day) is not None
        if kept:
            text = _("Copydesk cannot read this date. It stays as it is until you give another.")
        elif not known:
            text = _("This is not a date. Write it as 21/11/2019.")
        elif clock and finished and typed_clock(clock) is None:
            text = _("This is not a time. Write it as 12:08.")
        elif clock and finished and not day:
            text = _("Which day?")
        else:
            text = ""
        mark(self.day, "problem", not known)
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        """Room for a day, or for whatever else stands there."""
        metrics = self.day.fontMetrics()
        room = max(
            metrics.horizontalAdvance(self.day.placeholderText()), metrics.horizontalAdvance(self.day.text()[:60])
        )
        self.day.setMinimumWidth(min(room, 200) + 54)
        self.day.setMaximumWidth(room + 54)
