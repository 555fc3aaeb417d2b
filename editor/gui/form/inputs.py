"""The inputs of the form: one line, and a paragraph that grows.

Each has ``value``, ``show_value`` (which sends nothing, and leaves alone what is shown already) and the signal
``edited``, sent for every change a person makes.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QTextEdit, QWidget

from editor.gui.form.texts import change, one_line, shown, utf16_length

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Not everywhere a standard key for it, but in every press officer's fingers.
_REDO_TOO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class WindowKeys(QObject):
    """Leaves undo and redo to the window, whose history is the whole form's, and the wheel to what scrolls.

    Install it on every input: a wheel that scrolls the form must not change an organisation on its way.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignored here, an event goes on to the window."""
        if isinstance(event, QKeyEvent) and event.type() in _KEYS and _is_undo(event):
            event.ignore()
            return True
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _is_undo(event: QKeyEvent) -> bool:
    standard = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    return standard or QKeySequence(event.keyCombination()) in _REDO_TOO


def show_menu(menu: QMenu, event: QContextMenuEvent) -> None:
    """Show an input's own menu without its undo and redo, which would go behind the window's back."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in menu.actions()[:3]:
        if action.objectName() in ("edit-undo", "edit-redo") or action.isSeparator():
            menu.removeAction(action)
    menu.popup(event.globalPos())


class Line(QLineEdit):
    """A line edit that leaves undo to the window. Enter goes on to the next field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.returnPressed.connect(self.focusNextChild)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, without undo."""
        show_menu(self.createStandardContextMenu(), event)


class LineInput(Line):
    """A value on one line. Line breaks that the value has already stay; pasted ones become spaces."""

    edited = Signal(object)  # a text; as a str it would lose characters on its way through Qt

    def __init__(self, clean: Callable[[str], str] = one_line, *, may_be_empty: bool = True) -> None:
        super().__init__()
        self.value = ""
        self._clean = clean
        self._may_be_empty = may_be_empty
        self._shown = ""
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._restore)

    def show_value(self, value: str) -> None:
        """Show a value, with the cursor where it was."""
        if value != self.value:
            self.value = value
            self._show(shown(value), self.cursorPosition() if self.hasFocus() else 0)

    def _show(self, text: str, cursor: int) -> None:
        self._shown = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(cursor)

    def _typed(self, text: str) -> None:
        made = change(self._shown, text, self._clean)
        self._show(made.applied(self._shown), utf16_length(self._shown[: made.start] + made.added))
        value = made.applied(self.value)
        if value != self.value and (value or self._may_be_empty):
            self.value = value
            self.edited.emit(value)

    def _restore(self) -> None:
        """An empty line that must not be empty was the first half of typing something else, or a mistake."""
        if not self._shown and self.value:
            self._show(shown(self.value), 0)


class LongInput(QTextEdit):
    """A text of many lines."""

    edited = Signal(object)  # a text; as a str it would lose characters on its way through Qt

    def __init__(self) -> None:
        super().__init__()
        self.value = ""
        self._shown = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._typed)

    def show_value(self, value: str) -> None:
        """Show a value, with the cursor where it was."""
        if value == self.value:
            return
        self.value, self._shown = value, shown(value)
        if self._shown == self._text():
            return
        position = self.textCursor().position() if self.hasFocus() else 0
        with QSignalBlocker(self):
            self.setPlainText(self._shown)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop as plain text."""
        if source.hasText() and not self.isReadOnly():
            self.textCursor().insertText(shown(self._pasted(source.text())))
            self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is there: Qt's own copy makes plain spaces of no-break spaces."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def _fit(self) -> None:
        """Nothing to fit: it scrolls."""

    def _pasted(self, text: str) -> str:
        return text.replace("\r\n", "\n")

    def _text(self) -> str:
        block, lines = self.document().begin(), []
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def _typed(self) -> None:
        text = self._text()
        if text == self._shown:
            return
        made = change(self._shown, text, str)
        self._shown, self.value = text, made.applied(self.value)
        self._fit()
        self.edited.emit(self.value)


class TextInput(LongInput):
    """A paragraph, two to three lines high and then scrolled. Enter goes on; the value's own line breaks stay."""

    LEAST, MOST = 2, 3
    _height = _width = 0

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if self.width() != self._width:
            self._width = self.width()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or theme, another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as its lines, within bounds."""
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        """No lower than it likes to be."""
        return QSize(80, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: a summary is one paragraph."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, without undo."""
        show_menu(self.createStandardContextMenu(), event)

    def _pasted(self, text: str) -> str:
        return one_line(text)

    def _fit(self) -> None:
        """Find the height for this width and text. A scroll bar that came and went by itself would change both."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        margins = self.contentsMargins()
        room = 2 * int(self.document().documentMargin()) + margins.top() + margins.bottom()
        line = self.fontMetrics().lineSpacing()
        wanted = int(self.document().size().height()) + margins.top() + margins.bottom()
        most = self.MOST * line + room
        if wanted > most:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        height = max(self.LEAST * line + room, min(wanted, most))
        if height != self._height:
            self._height = height
            self.updateGeometry()
