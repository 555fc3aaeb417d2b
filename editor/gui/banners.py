"""The strips above a text that say what is particular about it, with a button where something can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.core.language import _
from editor.gui.icons import Icons

_ICONS = {"info": "info", "warning": "triangle-alert", "error": "circle-alert"}


@dataclass(frozen=True, slots=True)
class Banner:
    """One strip: its kind (info, warning, error), what it says, its buttons; ``closable`` ones can be put away."""

    kind: str
    sentence: str
    buttons: tuple[tuple[str, Callable[[], None]], ...] = ()
    closable: bool = True


class Banners(QWidget):
    """Shows strips one below the other. What a person put away stays away until it is another sentence."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._away: set[str] = set()
        self._shown: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 6, 8, 0)
        self._layout.setSpacing(4)
        self.hide()

    def show_banners(self, banners: Sequence[Banner]) -> None:
        """Show these and no others."""
        wanted = [banner for banner in banners if banner.sentence not in self._away]
        sentences = tuple(banner.sentence for banner in wanted)
        if sentences == self._shown:
            return
        self._shown = sentences
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for banner in wanted:
            self._layout.addWidget(self._strip(banner))
        self.setVisible(bool(wanted))

    def _strip(self, banner: Banner) -> QFrame:
        strip = QFrame(self)
        strip.setProperty("banner", banner.kind)
        strip.setAccessibleName(banner.sentence)
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(8)
        sign = QLabel(strip)
        role = {"info": "accent"}.get(banner.kind, banner.kind)
        sign.setPixmap(self._icons.icon(_ICONS[banner.kind], role).pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        text = QLabel(banner.sentence, strip)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(text)
        if banner.buttons:
            column.addLayout(_buttons(banner, strip))
        row.addLayout(column, 1)
        if banner.closable:
            close = QToolButton(strip)
            close.setIcon(self._icons.icon("x"))
            close.setAutoRaise(True)
            close.setToolTip(_("Put this notice away"))
            close.setAccessibleName(_("Put this notice away"))
            close.clicked.connect(lambda: self._put_away(strip, banner.sentence))
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return strip

    def _put_away(self, strip: QFrame, sentence: str) -> None:
        self._away.add(sentence)
        self._shown = tuple(shown for shown in self._shown if shown != sentence)
        strip.hide()
        strip.deleteLater()
        self.setVisible(bool(self._shown))


def _buttons(banner: Banner, strip: QFrame) -> QHBoxLayout:
    """Below the sentence: beside it they would leave it no room."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for label, act in banner.buttons:
        button = QPushButton(label, strip)
        button.clicked.connect(_without_arguments(act))
        row.addWidget(button)
    row.addStretch(1)
    return row


def _without_arguments(act: Callable[[], None]) -> Callable[[bool], None]:
    def clicked(_checked: bool = False) -> None:
        act()

    return clicked
