"""The web address: where it comes from, its last part to be edited, and a lock that says whether it follows."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from editor.core.dates import expand, tokens_of
from editor.core.fields import label
from editor.core.language import _
from editor.core.place import last_segment
from editor.core.profile import SLUG_TOKENS, Profile
from editor.gui.form.inputs import LineInput
from editor.gui.form.state import FormState
from editor.gui.icons import Icons

_BUTTON = 28


class Quiet(QLabel):
    """A text that may be selected, with dots in its middle where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setProperty("role", "hint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_text(self, text: str) -> None:
        """Show a text, as much of it as there is room for."""
        if text != self._text:
            self._text = text
            self.setToolTip(f"<span>{html.escape(text)}</span>")
            self.setAccessibleDescription(text)
            self.updateGeometry()
            self._elide()
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._text) + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for its two ends."""
        return QSize(min(60, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of it."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width()))


def typed_slug(text: str) -> str:
    """What may stand in the last part of an address: a space becomes a dash, what would end the part goes."""
    return "".join("-" if character.isspace() else character for character in text if character not in "/?#\\")


def can_be_built(profile: Profile | None) -> bool:
    """Whether an address can be made of its parts: not without a profile, nor where the web site hands out a number."""
    if profile is None:
        return False
    tokens = tokens_of(profile.path)
    return "id" not in tokens and any(token in tokens for token in SLUG_TOKENS)


def around_slug(url: str, slug: str, profile: Profile | None) -> tuple[str, str]:
    """What stands before and after the last part; dots where it is not known yet."""
    if url:
        slug = slug or last_segment(url)
        start = url.rfind(slug)
        return (url[:start], url[start + len(slug) :]) if slug and start >= 0 else (url, "")
    if profile is None:
        return "", ""
    gap = "\x00"
    pattern = expand(profile.path, lambda token: gap if token in SLUG_TOKENS else "…")
    before, _gap, after = pattern.partition(gap)
    return profile.base + before, after


class AddressInput(QWidget):
    """The address in one line. ``edited`` sends the field that a person changed (``slug`` or ``url``) and its text."""

    edited = Signal(str, object)
    lock_toggled = Signal(bool)
    unlocked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._state = FormState()
        self._opened = False
        self._before, self._after = Quiet(), Quiet()
        self.slug = LineInput(typed_slug, may_be_empty=False)
        self.slug.setPlaceholderText(_("made from the headline"))
        self.whole = LineInput()
        self.whole.setPlaceholderText(_("https://…"))
        self.slug.setAccessibleName(label("slug"))
        self.lock = self._button()
        self.copy = self._button()
        self.copy.setIcon(icons.icon("copy", "muted"))
        self.copy.setToolTip(_("Copy address"))
        self.copy.setAccessibleName(_("Copy address"))
        self._lay_out()
        self.slug.edited.connect(lambda text: self.edited.emit("slug", text))
        self.whole.edited.connect(lambda text: self.edited.emit("url", text))
        self.lock.clicked.connect(self._turn_lock)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._state.fields["url"]))

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as addresses are read in any language
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._before, 2)
        row.addWidget(self.slug, 3)
        row.addWidget(self._after)
        row.addWidget(self.whole, 1)

    @property
    def is_locked(self) -> bool:
        """Whether an address that is out in the world waits for a click on the lock before it is edited."""
        return self._state.released and not self._opened

    @property
    def is_whole(self) -> bool:
        """Whether the whole address is one line to edit."""
        return not can_be_built(self._state.profile)

    @property
    def line(self) -> LineInput:
        """Where this address is edited: its last part, or the whole."""
        return self.whole if self.is_whole else self.slug

    def show_state(self, state: FormState) -> None:
        """Show the address of an article."""
        if state.key != self._state.key or not state.released:
            self._opened = False
        self._state = state
        url, slug = state.fields["url"], state.fields["slug"]
        self.whole.show_value(url)
        self.slug.show_value(slug)
        before, after = around_slug(url, slug, state.profile)
        self._before.show_text("" if self.is_whole else before.removeprefix("https://").removeprefix("www."))
        self._after.show_text("" if self.is_whole else after)
        self.slug.setVisible(not self.is_whole)
        self.whole.setVisible(self.is_whole)
        self._show_lock()

    def restore(self) -> None:
        """Forget what is half typed."""
        self.slug.show_value("")
        self.whole.show_value("")

    def focus_first(self) -> None:
        """Put the cursor where this address is edited."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_lock(self) -> None:
        if self._state.released:
            self._opened = not self._opened
            self._show_lock()
            self.unlocked.emit()
            if self._opened:
                self.focus_first()
        else:
            self.lock_toggled.emit(self._state.slug_follows)

    def _show_lock(self) -> None:
        read_only = self._state.read_only or self.is_locked
        self.slug.setReadOnly(read_only)
        self.whole.setReadOnly(read_only)
        self.copy.setEnabled(bool(self._state.fields["url"]))
        self.lock.setVisible(self._state.released or not self.is_whole)
        self.lock.setEnabled(not self._state.read_only)
        closed, sentence = self._lock_says()
        self.lock.setIcon(self._icons.icon("lock" if closed else "lock-open", "muted"))
        self.lock.setToolTip(sentence)
        self.lock.setAccessibleName(sentence)

    def _lock_says(self) -> tuple[bool, str]:
        """Whether the lock is closed, and what that means in words."""
        if self.is_locked:
            return True, _("The article is released and its address stays. Click to change the address all the same.")
        if self._state.released:
            return False, _("The address of a released article can be changed. Click to lock it again.")
        if self._state.slug_follows:
            return False, _("The address follows the headline until the release. Click to keep it as it is now.")
        return True, _("The last part of the address stays as it is. Click to let it follow the headline again.")
