"""The chosen problem in full: what and why, its fixes, and what else can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.core.checks.values import Fix, Problem
from editor.core.language import _
from editor.gui.checks.model import Item, sentence_of
from editor.gui.checks.wording import ignored_by
from editor.gui.levels import name_of
from editor.services.ignoring import Ignored

_SHOWN = 3
"""So many fixes are buttons; more are in a menu."""
_LONGEST_LABEL = 40


class _Reason(QLineEdit):
    """One line for a reason. Esc gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is this line's: it must not hide the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Details(QWidget):
    """Shows one item of the list. What is done about it is somebody else's."""

    jump_wanted = Signal()
    fix_wanted = Signal(object)
    ignore_wanted = Signal(str)
    back_wanted = Signal()
    word_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Item | None = None
        self._fixes: Sequence[Fix] = ()
        self.sentence, self.about = QLabel(self), QLabel(self)
        self.about.setProperty("role", "hint")
        self._fix_row = QHBoxLayout()
        self.go = QPushButton(_("&Go there"), self)
        self.ignore = QPushButton(_("&Ignore …"), self)
        self.word = QPushButton(_("Add to &my words"), self)
        self.back = QPushButton(_("&Bring back"), self)
        self.reason = _Reason(self)
        self.keep = QPushButton(_("&Ignore"), self)
        self.leave = QPushButton(_("Cancel"), self)
        self._lay_out()
        self._connect()
        self.show_item(None)

    def _lay_out(self) -> None:
        for text in (self.sentence, self.about):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason.setAccessibleName(_("Why it is right as it is"))
        self.reason.setPlaceholderText(_("Why is it right as it is?"))
        self.word.setToolTip(_("From now on this word counts as right in every article"))
        said = QWidget()
        said.setProperty("plain", True)
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(3)
        words.addWidget(self.sentence)
        words.addWidget(self.about)
        words.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(said)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fix_row.setSpacing(6)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        for button in (self.go, self.word, self.ignore, self.back):
            acts.addWidget(button)
        acts.addWidget(self.reason, 1)
        acts.addWidget(self.keep)
        acts.addWidget(self.leave)
        acts.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 2, 2, 0)
        column.setSpacing(6)
        column.addWidget(scroll, 1)
        column.addLayout(self._fix_row)
        column.addLayout(acts)

    def _connect(self) -> None:
        self.go.clicked.connect(lambda _checked: self.jump_wanted.emit())
        self.ignore.clicked.connect(lambda _checked: self.ask_reason())
        self.word.clicked.connect(lambda _checked: self.word_wanted.emit())
        self.back.clicked.connect(lambda _checked: self.back_wanted.emit())
        self.reason.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._ignore)
        self.reason.given_up.connect(self._give_up)
        self.keep.clicked.connect(lambda _checked: self._ignore())
        self.leave.clicked.connect(lambda _checked: self._give_up())

    # -- showing

    def show_item(self, item: Item | None) -> None:
        """Show an item, or nothing. What is said of it already stays, and so does a reason half written."""
        if item == self._item and item is not None:
            return
        same = _same(item, self._item)
        self._item = item
        problem = item if isinstance(item, Problem) else None
        self.sentence.setText(sentence_of(item) if item else "")
        self.about.setText(_about(item))
        self.about.setVisible(bool(self.about.text()))
        if not same or (problem and problem.fixes != self._fixes):
            self.show_fixes(problem.fixes if problem else ())
        if not same:
            self._show_acts(asking=False)

    def show_fixes(self, fixes: Sequence[Fix]) -> None:
        """A button for each fix, the likeliest first; what is too many is in a menu."""
        self._fixes = fixes
        while taken := self._fix_row.takeAt(0):
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        shown = fixes if len(fixes) <= _SHOWN + 1 else fixes[:_SHOWN]
        for fix in shown:
            button = QPushButton(_short(fix.label).replace("&", "&&"), self)
            button.setToolTip(fix.label)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, chosen=fix: self.fix_wanted.emit(chosen))
            self._fix_row.addWidget(button)
        if len(shown) < len(fixes):
            self._fix_row.addWidget(self._more(fixes[len(shown) :]))
        self._fix_row.addStretch(1)
        self._put_in_order()

    def _more(self, fixes: Sequence[Fix]) -> QPushButton:
        more = QPushButton(_("More"), self)
        menu = QMenu(more)
        for fix in fixes:
            menu.addAction(fix.label.replace("&", "&&")).triggered.connect(
                lambda _checked=False, chosen=fix: self.fix_wanted.emit(chosen)
            )
        more.setMenu(menu)
        return more

    def _put_in_order(self) -> None:
        """Tab comes by the fixes before the rest."""
        before: QWidget = self
        for at in range(self._fix_row.count()):
            entry = self._fix_row.itemAt(at)
            if entry and (widget := entry.widget()):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.go)

    def _show_acts(self, *, asking: bool) -> None:
        problem = self._item if isinstance(self._item, Problem) else None
        shown = {
            self.go: problem and not asking,
            self.ignore: problem and not asking,
            self.word: problem and not asking and problem.rule == "spelling.word",
            self.back: isinstance(self._item, Ignored),
            self.reason: asking,
            self.keep: asking,
            self.leave: asking,
        }
        for widget, wanted in shown.items():
            widget.setVisible(bool(wanted))
        self.keep.setEnabled(bool(self.reason.text().strip()))

    # -- ignoring

    def ask_reason(self) -> None:
        """Ask why it is right, in place."""
        if isinstance(self._item, Problem):
            self.reason.clear()
            self._show_acts(asking=True)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ignore(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self._show_acts(asking=False)
            self.ignore_wanted.emit(reason)

    def _give_up(self) -> None:
        self._show_acts(asking=False)
        self.ignore.setFocus(Qt.FocusReason.OtherFocusReason)


def _about(item: Item | None) -> str:
    if isinstance(item, Problem):
        return "\n".join(part for part in (item.why, _("{level}.").format(level=name_of(item.level))) if part)
    return ignored_by(item) if item else ""


def _same(one: Item | None, other: Item | None) -> bool:
    """Whether it is one problem, which may have moved."""
    if one is None or other is None or type(one) is not type(other):
        return False
    return (one.rule, one.field, one.quote) == (other.rule, other.field, other.quote)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 2].rstrip()} …"
