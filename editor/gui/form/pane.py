"""The form of the window: the fields of one article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.core.dates import ZONE, tokens_of
from editor.core.fields import BY_ID, FIELDS, Group, label
from editor.core.language import _
from editor.core.lens import NO_PROFILE
from editor.core.profile import Profile
from editor.gui.form.address import AddressInput
from editor.gui.form.choices import AreaInput, SectionInput
from editor.gui.form.extra import ExtraPane
from editor.gui.form.folds import Fold, Folds
from editor.gui.form.inputs import LineInput, TextInput, WindowKeys
from editor.gui.form.labels import SIGN_ROOM, Count, FieldLabel, Labels
from editor.gui.form.state import FormState
from editor.gui.form.summary import SummaryInput
from editor.gui.form.texts import utf16_length
from editor.gui.form.when import WhenInput
from editor.gui.icons import Icons
from editor.gui.scroll import CalmScrollArea

_HEADLINE_PIXELS = 3
"""How much larger than the rest the headline is set."""
_SIDE = 18
"""Pixels at the left of the names."""
_FOLDS = {Group.ADDRESS: "address", Group.IMAGE: "picture", Group.INCIDENT: "incident"}

_TOP = Qt.AlignmentFlag.AlignTop


def _uk_now() -> datetime:
    return datetime.now(ZONE)


class _Page(QWidget):
    """What scrolls; says when it wants another height."""

    layout_asked = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.layout_asked.emit()
        return super().event(event)


class FormPane(QWidget):
    """The fields of one article. The form keeps nothing: it shows a ``FormState``, and tells what a person changed.

    ``changed`` sends texts by field id, as ``lens.edit`` takes them. ``slug_lock_toggled`` sends True to keep the last
    part of the address as it is, False to let it follow the headline again. ``taken_mnemonics`` are letters that the
    window's menus use.
    """

    changed = Signal(object)
    slug_lock_toggled = Signal(bool)
    use_suggestion = Signal()
    picture_wanted = Signal()

    def __init__(
        self,
        icons: Icons,
        *,
        now: Callable[[], datetime] = _uk_now,
        taken_mnemonics: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = FormState()
        self._keys = WindowKeys(self)
        self.labels = Labels(icons, taken_mnemonics)
        self._area, self._section = AreaInput(), SectionInput()
        self._summary = SummaryInput()
        self._when = WhenInput(icons, now)
        self._address = AddressInput(icons)
        self._extra = ExtraPane(icons)
        self._lines: dict[str, LineInput] = {}
        self._choose = QPushButton(_("Choose …"))
        self._choose.setAccessibleName(_("Choose the picture from a file"))
        self._choose.setToolTip(_("Choose a picture from a file; it is put into the archive"))
        self._choose.clicked.connect(lambda _checked: self.picture_wanted.emit())
        self._counts: dict[str, Count] = {}
        self._folds = Folds()
        self._page = _Page()
        self._hint = QLabel()
        self._lay_out(icons)
        self._connect()
        self._listen_to_keys()
        self.show_fields(self._state)

    # -- making

    def _lay_out(self, icons: Icons) -> None:
        self._scroll = CalmScrollArea(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._page.setProperty("pane", True)
        self._page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(_SIDE - SIGN_ROOM, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._main_grid())
        column.addWidget(self._folds)
        column.addStretch(1)
        self._add_folds(icons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _main_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.labels.of("area", self._area), 0, 0)
        self._section_label = self.labels.of("section", self._section)
        grid.addLayout(_row(10, (self._area, 3), (self._section_label, 0), (self._section, 2)), 0, 1, 1, 2)
        row = 1
        for spec in FIELDS:
            if spec.group is Group.MAIN and spec.id not in ("area", "section"):
                name = self.labels.of(spec.id, self._input(spec.id))
                _lower(name, self._input(spec.id))
                grid.addWidget(name, row, 0, _TOP)
                grid.addWidget(self._input(spec.id), row, 1, 1, 1 if spec.good_length else 2)
                if spec.good_length:
                    self._counts[spec.id] = Count(spec.good_length)
                    _lower(self._counts[spec.id], self._input(spec.id))
                    grid.addWidget(self._counts[spec.id], row, 2, _TOP)
                row += 1
        self._address_label = self.labels.of("url", self._address.whole)
        grid.addWidget(self._address_label, row, 0)
        grid.addWidget(self._address, row, 1)
        grid.addLayout(_row(2, (self._address.lock, 0), (self._address.copy, 0), (None, 1)), row, 2)
        self._hint.setProperty("role", "hint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        grid.addWidget(self._hint, row + 1, 1)
        return grid

    def _input(self, field_id: str) -> QWidget:
        """The input of a field of the table, made when it is first asked for where it is a plain line."""
        own: Mapping[str, QWidget] = {
            "area": self._area, "section": self._section, "summary": self._summary, "published": self._when,
        }  # fmt: skip
        if field_id in own:
            return own[field_id]
        if field_id not in self._lines:
            self._lines[field_id] = LineInput()
            if field_id == "headline":
                _make_prominent(self._lines[field_id])
        return self._lines[field_id]

    def _add_folds(self, icons: Icons) -> None:
        titles = {
            Group.ADDRESS: _("Address and title"),
            Group.IMAGE: _("Picture"),
            Group.INCIDENT: _("Incident"),
        }
        for group, title in titles.items():
            fields = [spec.id for spec in FIELDS if spec.group is group and spec.id != "slug"]
            self._folds.add(_FOLDS[group], Fold(icons, title, self._fold_grid(fields)))
        self._folds.add("extra", Fold(icons, label("extra"), self._extra))

    def _fold_grid(self, fields: Sequence[str]) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        columns = 2 if len(fields) > 2 else 1
        if columns == 1:
            grid.setColumnMinimumWidth(0, self.labels.width)
        for number, field_id in enumerate(fields):
            row, column = divmod(number, columns)
            text = _("Full address") if field_id == "url" else ""
            name = self.labels.of(field_id, self._input(field_id), text)
            grid.addWidget(name, row, 2 * column)
            grid.addWidget(self._input(field_id), row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
            if field_id == "url":
                self._url_label = name
            elif field_id == "image":
                grid.addWidget(self._choose, row, 2 * column + 2)
        return content

    def _connect(self) -> None:
        for field_id, line in self._lines.items():
            line.edited.connect(lambda text, name=field_id: self._send(name, text))
        self._area.edited.connect(lambda text: self._send("area", text))
        self._section.edited.connect(lambda text: self._send("section", text))
        self._summary.edited.connect(lambda text: self._send("summary", text))
        self._when.edited.connect(lambda text: self._send("published", text))
        self._address.edited.connect(self._send)
        self._address.lock_toggled.connect(self.slug_lock_toggled)
        self._address.unlocked.connect(self._show_locked)
        self._summary.suggestion_taken.connect(self.use_suggestion)
        self._extra.edited.connect(
            lambda texts: self.changed.emit({f"extra.{key}": text for key, text in texts.items()})
        )
        self._page.layout_asked.connect(self.updateGeometry)

    def _listen_to_keys(self) -> None:
        inputs = (QLineEdit, QTextEdit, QComboBox)
        for child in self._page.findChildren(QWidget):
            if isinstance(child, inputs):
                child.installEventFilter(self._keys)

    # -- telling

    def _send(self, field_id: str, text: str) -> None:
        if field_id in self._counts:
            self._counts[field_id].show_length(len(text))
        self.changed.emit({field_id: text})

    # -- showing

    def show_fields(self, state: FormState) -> None:
        """Show an article, and send nothing. What is shown already stays, with cursor and selection."""
        if state.key != self._state.key:
            self._forget()
        self._state = state
        fields = state.fields
        self._area.show_choices(state.areas)
        self._area.show_value(fields["area"])
        has_section = self._section.show_fields(fields, state.profile)
        self._section.setVisible(has_section)
        self._section_label.setVisible(has_section)
        self._summary.show_value(fields["summary"])
        self._summary.show_suggestion(state.suggestion)
        self._when.show_value(fields["published"], with_clock=_has_clock(state.profile))
        for field_id, line in self._lines.items():
            line.show_value(fields[field_id])
        for field_id, count in self._counts.items():
            count.show_length(len(fields[field_id]))
        self._address.show_state(state)
        self._address_label.setBuddy(self._address.line)
        self._extra.show_values(fields.extra, fields.kept)
        self._show_hint()
        self._show_locked()

    def _forget(self) -> None:
        """What was about another article: half a word, a lock that was opened, the groups of its tree."""
        self._area.restore()
        self._address.restore()
        self._extra.tree.forget()

    def _show_hint(self) -> None:
        unknown = self._state.profile is None and bool(self._state.fields["area"])
        sentence = self._state.place_hint or (
            _("Copydesk has no profile of this organisation: write the whole address yourself.") if unknown else ""
        )
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def _show_locked(self) -> None:
        """What may be edited now."""
        read_only, locked = self._state.read_only, self._address.is_locked
        self._area.set_read_only(read_only)
        self._section.setEnabled(not read_only and not locked and not self._section.is_apart)
        self._summary.setReadOnly(read_only)
        self._when.set_read_only(read_only)
        for field_id, line in self._lines.items():
            line.setReadOnly(read_only or (field_id == "url" and locked))
        for widget in (self._lines["url"], self._url_label):
            widget.setVisible(not self._address.is_whole)
        self._extra.set_read_only(read_only)
        self._choose.setEnabled(not read_only)

    # -- going about

    def sizeHint(self) -> QSize:
        """As high as the open parts are."""
        return QSize(560, self._page.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Two fields; the rest scrolls."""
        return QSize(self._page.minimumSizeHint().width(), 120)

    def fold_states(self) -> dict[str, bool]:
        """Which parts are open: ``address``, ``picture``, ``incident``, ``extra``."""
        return self._folds.states()

    def set_fold_states(self, states: Mapping[str, bool]) -> None:
        """Open and close parts as they were."""
        self._folds.set_states(states)

    def focus_field(self, field_id: str, passage: tuple[int, int] = (0, 0)) -> None:
        """Put the cursor into a field, and open the part where it stands. ``extra.og.type`` names one of the rest.

        ``passage`` is to be selected there, in characters of the field's text.
        """
        spec = BY_ID.get(field_id)
        if field_id.startswith("extra"):
            self._folds["extra"].set_open(True)
            target = self._extra.reveal(field_id.removeprefix("extra").removeprefix("."))
        elif field_id in ("slug", "url") and (field_id == "slug" or self._address.is_whole):
            self._address.focus_first()
            target = self._address
        elif spec:
            if spec.group in _FOLDS:
                self._folds[_FOLDS[spec.group]].set_open(True)
            target = self._input(field_id)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            _select(target, self._state.fields[field_id], passage)
        else:
            return
        self._scroll.bring(target)

    def field_with_focus(self) -> str:
        """The field where the cursor is; '' where it is in none. A row of the rest is ``extra.`` and its name."""
        here = self._page.focusWidget()
        if here is None or not here.hasFocus():
            return ""
        if self._address.isAncestorOf(here):
            return "url" if self._address.is_whole else "slug"
        if self._extra.isAncestorOf(here):
            return f"extra.{self._extra.current_key()}".removesuffix(".")
        inputs = {spec.id: self._input(spec.id) for spec in FIELDS if spec.id != "slug"}
        return next((name for name, one in inputs.items() if one is here or one.isAncestorOf(here)), "")


def _row(spacing: int, *parts: tuple[QWidget | None, int]) -> QHBoxLayout:
    """Widgets side by side, each with its share of the room; None is room for nothing."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget, share in parts:
        if widget:
            row.addWidget(widget, share)
        else:
            row.addStretch(share)
    return row


def _lower(text: QLabel, field: QWidget) -> None:
    """Set a text level with the first line of the field beside it, however high that grows."""
    line = field if isinstance(field, LineInput) else LineInput()
    line.ensurePolished()
    text.ensurePolished()
    by = max(0, (line.sizeHint().height() - text.sizeHint().height()) // 2)
    if isinstance(text, FieldLabel):
        text.set_lower(by)
    else:
        text.setContentsMargins(0, by, 0, 0)


def _select(field: QWidget, text: str, passage: tuple[int, int]) -> None:
    """Select a passage of a field that is a text; a choice or a date is one thing."""
    before, inside = utf16_length(text[: passage[0]]), utf16_length(text[slice(*passage)])
    if not inside:
        return
    if isinstance(field, LineInput):
        field.setSelection(before, inside)
    elif isinstance(field, TextInput):
        cursor = field.textCursor()
        cursor.setPosition(before)
        cursor.setPosition(before + inside, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)


def _make_prominent(line: LineInput) -> None:
    font = line.font()
    font.setPixelSize(max(font.pixelSize(), 13) + _HEADLINE_PIXELS)
    font.setWeight(font.Weight.DemiBold)
    line.setFont(font)


def _has_clock(profile: Profile | None) -> bool:
    """Whether this organisation's dates have a time."""
    return any("HH" in tokens_of(form) for form in (profile or NO_PROFILE).date_keys.values())
