"""The body's pane: the editor with its find bar and its link bar, and an act for every command of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.core import textops
from editor.core.language import _
from editor.core.stats import Stats
from editor.gui.body.buffer import Positions
from editor.gui.body.counter import Counter
from editor.gui.body.editor import MarkdownEditor
from editor.gui.body.exact import LIST_REACH, Operation
from editor.gui.body.find_bar import FindBar
from editor.gui.body.link_bar import LinkBar
from editor.gui.body.picture_bar import PictureBar
from editor.gui.body.problem_marks import ProblemMarks


def _writes(operation: Operation, reach: int = 0) -> Callable[[BodyPane], None]:
    """A command of the pane that carries out an editing command; ``reach`` as in ``MarkdownEditor.run``."""

    def command(pane: BodyPane) -> None:
        pane.editor.run(operation, reach)

    return command


class BodyPane(QWidget):
    """The body of one article. Its commands without arguments are called by name from the table of actions."""

    edited = Signal()
    """A person changed the text."""
    stats_changed = Signal(Stats)
    """The text's measures, a moment after a change."""
    files_dropped = Signal(list)
    """Files (list of Path) were dropped on the text: the window opens them."""
    picture_wanted = Signal(object, str)
    """A picture (a Path or a QImage) and its description are to be kept, and then put in by ``insert_picture``."""

    bold = _writes(textops.toggle_bold)
    italic = _writes(textops.toggle_emphasis)
    code = _writes(textops.toggle_code)
    bullets = _writes(textops.toggle_bullets, 1)
    numbers = _writes(textops.toggle_numbers, 1)
    quote = _writes(textops.toggle_quote, 1)
    cycle_heading = _writes(textops.cycle_heading)
    rule = _writes(textops.rule, 1)
    table = _writes(textops.table)
    nest = _writes(textops.nest, LIST_REACH)
    unnest = _writes(textops.unnest, LIST_REACH)
    indent = _writes(textops.indent)
    outdent = _writes(textops.outdent)
    move_lines_up = _writes(textops.move_lines_up, 1)
    move_lines_down = _writes(textops.move_lines_down, 1)
    duplicate_lines = _writes(textops.duplicate_lines)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Text"))
        self.editor = MarkdownEditor(self)
        self.find_bar = FindBar(self.editor, self)
        self.link_bar = LinkBar(self.editor, self)
        self.picture_bar = PictureBar(self.editor, self)
        self.marks = ProblemMarks(self.editor)
        self._counter = Counter(self.editor.buffer, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.editor, self.link_bar, self.picture_bar, self.find_bar):
            column.addWidget(widget)
        self.setFocusProxy(self.editor)
        self._name_commands()
        self.editor.edited.connect(self.edited)
        self.editor.files_dropped.connect(self.files_dropped)
        self.editor.pictures_given.connect(self.offer_pictures)
        self.picture_bar.wanted.connect(self.picture_wanted)
        self._counter.changed.connect(self.stats_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text stays in the middle, in lines of a readable length.

        Not in the editor's ``resizeEvent``, which is its viewport's: Qt forgets a change of its margins made there
        before it is shown. Nor in its ``event``, which every key would have to pass.
        """
        super().resizeEvent(event)
        self.editor.look.centre()

    def _name_commands(self) -> None:
        """Commands that are another widget's, under the names the table of actions knows."""
        editor, look, finder = self.editor, self.editor.look, self.find_bar
        self.cut, self.copy, self.select_all = editor.cut, editor.copy, editor.selectAll
        self.paste = self.paste_plain = editor.paste
        self.find_next, self.find_previous = finder.find_next, finder.find_previous
        self.zoom_in, self.zoom_out = partial(look.zoom_by, 1), partial(look.zoom_by, -1)
        self.zoom_reset = partial(look.set_zoom, 100)
        self.image = partial(self.link, image=True)

    def undo(self) -> None:
        """Take the last step back."""
        self.editor.end_step()
        self.editor.undo()

    def redo(self) -> None:
        """Do the step that was taken back again."""
        self.editor.end_step()
        self.editor.redo()

    def heading(self, level: int) -> None:
        """Make the selected lines headings of a level from 1 to 5; text again with 0 or where they already are."""
        self.editor.run(partial(textops.set_heading, level=level))

    def footnote(self) -> None:
        """A footnote at the cursor; its note is written below the paragraph."""
        number = textops.next_footnote(self.editor.text())
        self.editor.run_on_paragraph(partial(textops.footnote, number=number))

    def link(self, *, image: bool = False) -> None:
        """Ask for a link at the cursor, or for an image."""
        if not self.editor.isReadOnly():
            self.find_bar.hide()
            self.link_bar.open(image=image)

    def offer_pictures(self, pictures: Sequence[Path | QImage]) -> None:
        """Ask what pictures show, and then for them to be kept."""
        if not self.editor.isReadOnly():
            self.find_bar.hide()
            self.link_bar.hide()
            self.picture_bar.open(pictures)

    def insert_picture(self, description: str, address: str) -> None:
        """Put a picture in at the cursor."""
        self.editor.run(
            lambda passage: textops.put_link(textops.Link(passage.end, passage.end, description, address, image=True))
        )

    def insert_paragraphs(self, text: str, select: tuple[int, int] | None) -> bool:
        """Put in a text as paragraphs of its own at the cursor, and select a part of it; whether it could be done."""
        return self.editor.run_on_paragraph(partial(textops.put_paragraphs, block=text, select=select))

    def select(self, start: int, end: int) -> None:
        """Select a passage, in characters of the text, and go there."""
        units, cursor = Positions(self.editor.text()).units, self.editor.textCursor()
        cursor.setPosition(units(start))
        cursor.setPosition(units(end), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.ensureCursorVisible()
        self.setFocus()

    def find(self) -> None:  # type: ignore[override]  # the window's name for it; QWidget.find looks up ids
        """Open the find bar."""
        self._open_find(replacing=False)

    def replace(self) -> None:
        """Open the find bar with its second row."""
        self._open_find(replacing=True)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self.editor.set_colours(colours)
        self.find_bar.set_colours(colours)
        self.marks.set_colours(colours)

    def _open_find(self, *, replacing: bool) -> None:
        self.link_bar.hide()
        self.find_bar.open(replacing=replacing)
