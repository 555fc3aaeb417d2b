"""A link or an image, asked for in a row below the text: its words and its address."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from editor.core.language import _
from editor.core.textops import Link, Passage, link_at, put_link
from editor.gui.body.asking_bar import AskingBar
from editor.gui.body.editor import MarkdownEditor


class LinkBar(AskingBar):
    """Asks for a link or an image and puts it in, or changes the one at the cursor. Enter inserts, Esc leaves."""

    def __init__(self, editor: MarkdownEditor, parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._editor = editor
        self._image = False
        self._text, self._address = QLineEdit(), QLineEdit()
        self._text_label, self._address_label = QLabel(), QLabel(_("A&ddress"))
        self._text_label.setBuddy(self._text)
        self._address_label.setBuddy(self._address)
        self._address.setAccessibleName(_("Address"))
        self._address.setPlaceholderText("https://")
        self._address.textChanged.connect(self._address_changed)
        self.accepted.connect(self._accept)
        self.left.connect(self.close_bar)
        self.lay_out([(self._text_label, 0), (self._text, 2), (self._address_label, 0), (self._address, 3)])

    def open(self, *, image: bool = False) -> None:
        """Ask for a link (or an image) at the cursor, beginning with what is there."""
        self._image = image
        cursor = self._editor.textCursor()
        found = link_at(self._editor.buffer.passage(cursor), image=image)
        self._text_label.setText(_("Des&cription") if image else _("&Text"))
        self._text.setAccessibleName(_("Description of the image") if image else _("Text of the link"))
        self.setAccessibleName(_("Image") if image else _("Link"))
        self._text.setText(found.text)
        self._address.setText(found.address)
        self._address_changed(found.address)
        first = self._address if found.text and not found.address else self._text
        self.ask(first)
        first.selectAll()

    def close_bar(self) -> None:
        """Leave the text as it is and go back to it."""
        self.go()

    def _address_changed(self, address: str) -> None:
        self.insert.setEnabled(bool(address.strip()))

    def _accept(self) -> None:
        if not self._address.text().strip():
            self._address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        text, address = self._text.text(), self._address.text()

        def put(passage: Passage) -> Link:
            return replace(link_at(passage, image=self._image), text=text, address=address)

        self._editor.run(lambda passage: put_link(put(passage)))
        self.close_bar()
