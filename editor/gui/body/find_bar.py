"""Find and replace, below the text: every hit is marked while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from editor.core.errors import CopydeskError
from editor.core.finding import Query
from editor.core.language import _, ngettext
from editor.gui.body.editor import MarkdownEditor
from editor.gui.body.highlighter import ROLES
from editor.gui.body.search import Search

_PAUSE = 150
"""Milliseconds after the last key before a long text, or one with a pattern, is searched."""
_SHORT = 200_000
"""Characters that are searched at every key, without a pause."""
_LAYER = "find"


class FindBar(QWidget):
    """Finds and replaces in an editor. Enter goes on, Shift+Enter back, Esc returns to the text."""

    def __init__(self, editor: MarkdownEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Find and replace"))
        self._editor = editor
        self._search = Search(editor)
        self._scope: QTextCursor | None = None
        self._colour = QColor(ROLES["found"])
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._connect()
        self.hide()

    def open(self, *, replacing: bool = False) -> None:
        """Show the bar for what is selected; with the second row for replacing."""
        cursor = self._editor.textCursor()
        chosen = self._editor.buffer.selected(cursor) if cursor.hasSelection() else ""
        if chosen and "\n" not in chosen:
            self._find.setText(chosen)
            self._pattern.setChecked(False)
        self._scope = QTextCursor(cursor) if "\n" in chosen else None
        self._inside.setChecked(self._scope is not None)
        for widget in self._replacing:
            widget.setVisible(replacing and not self._editor.isReadOnly())
        self.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self._look()

    def close_bar(self) -> None:
        """Hide the bar and its marks, and go back to the text."""
        self.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self._colour = QColor(colours["found"])
        self._mark()

    def find_next(self) -> None:
        """Select the next hit; after the last one, the first."""
        self._step(forward=True)

    def find_previous(self) -> None:
        """Select the hit before; before the first one, the last."""
        self._step(forward=False)

    def replace(self) -> None:
        """Replace the selected hit and go to the next; select one first if none is."""
        self._look()
        if not self._editor.isReadOnly() and self._search.replace():
            self._look()
        self._step(forward=True)

    def replace_all(self) -> None:
        """Replace every hit as one step of undo."""
        if self._editor.isReadOnly() or not self._look():
            return
        count = self._search.replace_all()
        self._look()
        self._told.setText(ngettext("{count} replaced", "{count} replaced", count).format(count=count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the bar, from any of its controls."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif enter and isinstance(focus, QAbstractButton):
            focus.click()
        elif enter and focus is self._replacement and not back:
            self.replace()
        elif enter or event.key() == Qt.Key.Key_F3:
            self._step(forward=not back)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The marks go with the bar."""
        self._pause.stop()
        self._editor.set_marks(_LAYER, [])
        super().hideEvent(event)

    def _typed(self) -> None:
        if self._pattern.isChecked() or self._editor.document().characterCount() > _SHORT:
            self._pause.start()
        else:
            self._follow()

    def _follow(self) -> None:
        """Search, and show the first hit from the cursor on while the words to find are being typed."""
        if self._look() and self._find.hasFocus() and not self._search.number():
            self._search.follow()
            self._tell()
        self._mark()

    def _text_changed(self, _at: int, removed: int, added: int) -> None:
        if self.isVisible() and (removed or added):
            self._pause.start()

    def _scope_toggled(self, inside: bool) -> None:
        cursor = self._editor.textCursor()
        self._scope = QTextCursor(cursor) if inside and cursor.hasSelection() else None
        self._inside.setChecked(self._scope is not None)
        self._look()

    def _look(self) -> bool:
        """Find every hit; whether there is one."""
        self._pause.stop()
        query = Query(self._find.text(), self._case.isChecked(), self._words.isChecked(), self._pattern.isChecked())
        try:
            self._search.run(query, self._replacement.text(), self._scope)
            self._tell()
        except CopydeskError as error:
            self._told.setText(error.sentence)
        self._mark()
        return len(self._search) > 0

    def _step(self, *, forward: bool) -> None:
        if not self._look():
            return
        wrapped = self._search.step(forward=forward)
        self._tell()
        self._mark()
        if wrapped:
            sentence = _("{number} of {count}, from the top again")
            if not forward:
                sentence = _("{number} of {count}, from the end again")
            self._told.setText(sentence.format(number=self._search.number(), count=len(self._search)))

    def _tell(self) -> None:
        number, count = self._search.number(), len(self._search)
        if not self._find.text():
            self._told.setText("")
        elif not count:
            self._told.setText(_("Nothing found"))
        elif number:
            self._told.setText(_("{number} of {count}").format(number=number, count=count))
        else:
            self._told.setText(ngettext("{count} found", "{count} found", count).format(count=count))

    def _mark(self) -> None:
        """Mark the hits in view: marking thousands would be paid for at every painting."""
        if not self.isVisible():
            return
        style = QTextCharFormat()
        style.setBackground(self._colour)
        marks = []
        for cursor in self._search.between(*self._editor.view_range()):
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, style
            marks.append(mark)
        self._editor.set_marks(_LAYER, marks)

    def _build(self) -> None:
        self._find = _field(_("Find"), _("The words to find"))
        self._replacement = _field(_("Replace with"), _("What to put in their place"))
        self._told = QLabel()
        self._told.setAccessibleName(_("Result of the search"))
        self._told.setMinimumWidth(self._told.fontMetrics().averageCharWidth() * 16)
        self._case = _switch("Aa", _("Match case"))
        self._words = _switch(_("Words"), _("Whole words only"))
        self._pattern = _switch(".*", _("Regular expression"))
        self._inside = _switch(_("In selection"), _("Find in the selected text only"))
        self._back = _button(_("Previous"), _("Previous (Shift+F3)"), self.find_previous)
        self._on = _button(_("Next"), _("Next (F3)"), self.find_next)
        self._close = _button("\u00d7", _("Close (Esc)"), self.close_bar)
        self._close.setFlat(True)
        one = _button(_("Replace"), _("Replace this one and go to the next"), self.replace)
        every = _button(_("Replace all"), _("Replace every one found, as one step of undo"), self.replace_all)
        find_label, replace_label = QLabel(_("Fi&nd")), QLabel(_("Replace &with"))
        find_label.setBuddy(self._find)
        replace_label.setBuddy(self._replacement)
        self._replacing = (replace_label, self._replacement, one, every)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        switches = (self._case, self._words, self._pattern, self._inside)
        grid.addWidget(find_label, 0, 0)
        grid.addWidget(self._find, 0, 1)
        grid.addLayout(_row(*switches, self._back, self._on, self._told), 0, 2)
        grid.addWidget(self._close, 0, 3)
        grid.addWidget(replace_label, 1, 0)
        grid.addWidget(self._replacement, 1, 1)
        grid.addLayout(_row(one, every), 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._find.textChanged.connect(self._typed)
        self._replacement.textChanged.connect(self._pause.start)
        for switch in (self._case, self._words, self._pattern):
            switch.toggled.connect(self._typed)
        self._inside.clicked.connect(self._scope_toggled)
        self._pause.timeout.connect(self._follow)
        self._editor.changed.connect(self._text_changed)
        self._editor.verticalScrollBar().valueChanged.connect(self._mark)


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setToolTip(hint)
    field.setMinimumWidth(160)
    return field


def _switch(text: str, name: str) -> QToolButton:
    switch = QToolButton()
    switch.setText(text)
    switch.setCheckable(True)
    switch.setAccessibleName(name)
    switch.setToolTip(name)
    switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return switch


def _button(text: str, name: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return row
