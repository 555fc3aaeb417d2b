"""The names of the fields, each with a key of its own, and the count of characters beside a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from editor.core.fields import label
from editor.core.language import _
from editor.gui.form.inputs import mark
from editor.gui.icons import Icons
from editor.gui.levels import LevelLook

SIGN = 14
"""Pixels: the size of the sign beside a name."""
SIGN_ROOM = SIGN + 3
"""Pixels at the left of every name, free for its sign: nothing moves where one comes or goes."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What was found in a field: how grave it is, and what is said of it."""

    look: LevelLook
    sentence: str


class FieldLabel(QLabel):
    """The name of a field, with a sign before it where a check found something."""

    def __init__(self, text: str, icons: Icons) -> None:
        super().__init__(text)
        self._icons = icons
        self.sign: Sign | None = None
        self.set_lower(0)

    def set_lower(self, by: int) -> None:
        """Set the text lower by so many pixels."""
        self.setContentsMargins(SIGN_ROOM, by, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign, in the middle of the text's height."""
        super().paintEvent(event)
        if self.sign is not None:
            top = self.contentsMargins().top()
            place = QRect(0, top + (self.height() - top - SIGN) // 2, SIGN, SIGN)
            painter = QPainter(self)
            self._icons.icon(self.sign.look.icon, self.sign.look.role).paint(painter, place)
            painter.end()


class Labels:
    """Makes labels whose mnemonics differ from each other, in any language. ``taken`` are letters of the menus."""

    def __init__(self, icons: Icons, taken: str = "") -> None:
        self._icons = icons
        self._taken = set(taken.casefold())
        self._made: dict[str, list[tuple[FieldLabel, QWidget]]] = {}
        self.width = 0
        """That of the widest so far, in pixels."""

    def show_signs(self, signs: Mapping[str, Sign]) -> None:
        """Show signs at these fields, by id, and at no others; a screen reader hears them with the field."""
        for field_id, made in self._made.items():
            sign = signs.get(field_id)
            for name, target in made:
                if name.sign != sign:
                    name.sign = sign
                    name.setToolTip(sign.sentence if sign else "")
                    target.setAccessibleDescription(sign.sentence if sign else "")
                    name.update()

    def of(self, field_id: str, buddy: QWidget, text: str = "") -> FieldLabel:
        """The label of a field; its mnemonic goes to ``buddy``, and its text names what takes the keys there."""
        text = text or label(field_id)
        made = FieldLabel(self._with_mnemonic(text), self._icons)
        made.setProperty("role", "label")
        target = buddy.focusProxy() or buddy
        made.setBuddy(target)
        target.setAccessibleName(text)
        self._made.setdefault(field_id, []).append((made, target))
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
