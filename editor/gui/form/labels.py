"""The names of the fields, each with a key of its own, and the count of characters beside a text."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtWidgets import QLabel, QWidget

from editor.core.fields import label
from editor.gui.form.inputs import mark


class Labels:
    """Makes labels whose mnemonics differ from each other, in any language. ``taken`` are letters of the menus."""

    def __init__(self, taken: str = "") -> None:
        self._taken = set(taken.casefold())
        self.width = 0
        """That of the widest so far, in pixels."""

    def of(self, field_id: str, buddy: QWidget, text: str = "") -> QLabel:
        """The label of a field; its mnemonic goes to ``buddy``, and its text names what takes the keys there."""
        text = text or label(field_id)
        made = QLabel(self._with_mnemonic(text))
        made.setProperty("role", "label")
        target = buddy.focusProxy() or buddy
        made.setBuddy(target)
        target.setAccessibleName(text)
        made.ensurePolished()
        self.width = max(self.width, made.sizeHint().width())
        return made

    def _with_mnemonic(self, text: str) -> str:
        """Initials first, then any letter that is free."""
        places = sorted(range(len(text)), key=lambda place: (place > 0 and text[place - 1] != " ", place))
        for place in places:
            letter = text[place].casefold()
            if letter.isalpha() and letter not in self._taken:
                self._taken.add(letter)
                return text[:place].replace("&", "&&") + "&" + text[place:].replace("&", "&&")
        return text.replace("&", "&&")


class Count(QLabel):
    """How many characters a text has, of those that search engines and networks show before they cut."""

    def __init__(self, good: int) -> None:
        super().__init__()
        self._good = good
        self._length = -1
        self.setProperty("role", "hint")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("888 / 888"))
        self.show_length(0)

    def show_length(self, length: int) -> None:
        """Show a length; over the good one in the colour of a warning, and in words for who points at it."""
        if length == self._length:
            return
        self._length = length
        self.setText(_("{length} / {good}").format(length=length, good=self._good) if length else "")
        too_long = length > self._good
        mark(self, "role", "warning" if too_long else "hint")
        self.setToolTip(
            _("{length} characters: search results will probably cut it after {good}.").format(
                length=length, good=self._good
            )
            if too_long
            else _("{length} characters. Search results show about {good}.").format(length=length, good=self._good)
        )
