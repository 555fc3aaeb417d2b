"""The Markdown editor: a plain text edit that keeps every character, and helps with lists and marks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from editor.core.language import _
from editor.core.textops import is_list_item, nest, new_line, unnest
from editor.gui.body.exact import LIST_REACH, ExactTextEdit
from editor.gui.body.highlighter import Highlighter
from editor.gui.body.layout import line_of
from editor.gui.body.look import Look
from editor.gui.body.picture_bar import pictures_in

_CLEAR_LINES = 3
"""Lines that stay free below the cursor."""
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
).value
"""As bits: with these a key may be something else than its letter. PySide makes its flags at each asking, slowly."""


class MarkdownEditor(ExactTextEdit):
    """The body's text: in and out exactly, one step of undo per deliberate act."""

    files_dropped = Signal(list)
    """Files were dropped on the editor (list of Path): the window opens them, nothing is pasted."""
    pictures_given = Signal(list)
    """Pictures were pasted or dropped (Paths, or one QImage); they are asked about before they are put in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Text of the article"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCenterOnScroll(True)
        self._line = (-1, 0)  # of the cursor, where there was last looked for room below it
        self._highlighter = Highlighter(self.document())
        self.look = Look(self, self._highlighter)
        self.cursor_moved.connect(self._on_cursor)
        # Qt tells no new position where a selection ends at its own end.
        self.selectionChanged.connect(self.look.mark_line)
        self.verticalScrollBar().valueChanged.connect(self._colour_view)

    def load(self, text: str) -> None:
        """Another article; a long one is coloured bit by bit."""
        self._highlighter.loading()
        super().load(text)
        self._highlighter.loaded()
        self._colour_view()

    def view_range(self) -> tuple[int, int]:
        """The positions in the document between which the text is in view."""
        corner = self.viewport().rect().bottomRight()
        return self.firstVisibleBlock().position(), self.cursorForPosition(corner).position()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role (see ``highlighter.ROLES``)."""
        self._highlighter.set_colours(colours)
        self.look.set_colours(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lists go on at Enter and nest at Tab; elsewhere Tab leaves the text. A new word is a new step of undo."""
        typed = event.text()
        plain = not event.keyCombination().toCombined() & _COMMANDING
        if plain and typed and typed.isprintable():
            if self._begins_step(typed):
                self._telling.after(partial(self._type_in_a_new_step, event))
            else:
                self._telling.after(partial(super().keyPressEvent, event))
        elif not plain or self.isReadOnly() or not self._handled(event):
            self._new_step = self._new_step or not typed.isprintable() or event.key() == Qt.Key.Key_Backspace
            super().keyPressEvent(event)

    def _type_in_a_new_step(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        super().keyPressEvent(event)
        cursor.endEditBlock()
        self._new_step = False

    def _handled(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift or not self._continues_list():
                # Not left to Qt, whose Shift+Enter writes U+2028.
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            self._new_step = True
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            inwards = key == Qt.Key.Key_Tab and not shift
            in_list = is_list_item(self._buffer.line(self.textCursor().blockNumber()))
            if not in_list:
                return QWidget.focusNextPrevChild(self, inwards)
            self.run(nest if inwards else unnest, LIST_REACH)
            return True
        return False

    def _continues_list(self) -> bool:
        if self._highlighter.in_fence(self.textCursor().block()):
            return False
        line = self._buffer.line(self.textCursor().blockNumber())
        if len(line) > 10_000:
            return False
        return self.run(new_line, LIST_REACH if is_list_item(line) else 0)

    def _begins_step(self, typed: str) -> bool:
        if self._new_step or typed.isspace():
            return self._new_step
        return self.document().characterAt(self.textCursor().selectionStart() - 1).isspace()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome; so is text, as ever."""
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """No insertion mark for files: they will not be put into the text."""
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Files are handed to the window; text is put in."""
        files, pictures = _files(event.mimeData()), pictures_in(event.mimeData())
        if files or pictures:
            event.acceptProposedAction()
            _give(self, files, pictures)
        else:
            super().dropEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A picture can be put in as well as text."""
        return bool(pictures_in(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A picture that is pasted or dropped is told; text is put in."""
        pictures = pictures_in(source)
        if pictures:
            _give(self, [], pictures)
        else:
            super().insertFromMimeData(source)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size of the text."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.look.zoom_by(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The font is the one that was chosen, whatever the window around it does."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "look"):
            self.look.keep_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More lines may be in view."""
        super().resizeEvent(event)
        self._colour_view()

    def _on_cursor(self) -> None:
        self.look.mark_line()
        here = line_of(self.textCursor())
        if here == self._line or not self.hasFocus():
            return
        self._line = here
        cursor = self.cursorRect()
        room, line = self.viewport().height() - cursor.bottom(), max(1, cursor.height())
        if 0 <= room < _CLEAR_LINES * line:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + _CLEAR_LINES - room // line)

    def _colour_view(self) -> None:
        lines = self.viewport().height() // max(1, self.fontMetrics().lineSpacing()) + 2
        self._highlighter.ensure(self.firstVisibleBlock(), lines)


def _give(editor: MarkdownEditor, files: list[Path], pictures: list[Path] | list[QImage]) -> None:
    """Tell of what was dropped or pasted, where it can be used."""
    if not pictures:
        editor.files_dropped.emit(files)
    elif not editor.isReadOnly():
        editor.pictures_given.emit(pictures)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
