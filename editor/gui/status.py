"""The line at the bottom: what happened last, and what is true of the article in front."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from editor.app.session import Session
from editor.core.language import _, ngettext
from editor.core.stats import Stats
from editor.gui.icons import Icons

_TOLD_MS = 8000


class StatusLine(QStatusBar):
    """Sentences come and go at the left; facts stay at the right.

    ``seen_wanted`` tells that somebody wants to see what was there before.
    """

    seen_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setSizeGripEnabled(False)
        # At the left of the facts, so that they stay where they are when it comes and goes.
        self._seen = QToolButton(self)
        self._seen.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._seen.clicked.connect(self.seen_wanted)
        self.addPermanentWidget(self._seen)
        self._seen.hide()
        self._facts = {name: QLabel(self) for name in ("state", "words", "age", "organisation")}
        names = {
            "state": _("State of the file"),
            "words": _("Length"),
            "age": _("Reading age"),
            "organisation": _("Organisation"),
        }
        for name, label in self._facts.items():
            label.setAccessibleName(names[name])
            self.addPermanentWidget(label)

    def tell(self, sentence: str) -> None:
        """Say something for a while; an empty sentence takes the last one back."""
        self.showMessage(sentence, _TOLD_MS)

    def show_article(self, session: Session | None, stats: Stats | None) -> None:
        """Show the facts of an article, or none."""
        self._facts["state"].setText(_state(session) if session else "")
        self._facts["words"].setText(_length(stats) if stats else "")
        profile = session.profile if session else None
        self._facts["organisation"].setText(profile.name if profile else "")

    def show_reading_age(self, age: int | None) -> None:
        """Show how old one has to be to read the text with ease, in years; None hides it."""
        label = self._facts["age"]
        label.setVisible(age is not None)
        if age is None:
            label.clear()
            return
        # Not before there is one: the rules of language take long to load.
        from editor.gui.reading_age import explained, told  # noqa: PLC0415

        label.setText(told(age))
        label.setToolTip(explained(age))
        label.setAccessibleDescription(explained(age))

    def show_seen(self, count: int, first: str = "", *, warns: bool = False) -> None:
        """Show how many earlier articles are like the one in front, and what there is to say of the first; 0 hides it.

        ``warns`` where something has to be known before the release.
        """
        self._seen.setVisible(count > 0)
        self._seen.setIcon(self._icons.icon("triangle-alert", "warning") if warns else self._icons.icon("history"))
        text = _("Seen before: {count}").format(count=count)
        self._seen.setText(text)
        self._seen.setAccessibleName(text)
        self._seen.setAccessibleDescription(first)
        self._seen.setToolTip(first)


def _state(session: Session) -> str:
    if session.read_only:
        return _("For reading only")
    if session.path is None:
        return _("Not saved yet")
    if session.is_dirty:
        return _("Changed")
    if session.raw is not None:
        return _("Saved as plain text")
    return _("Saved draft") if not session.released else _("Released")


def _length(stats: Stats) -> str:
    words = ngettext("{count} word", "{count} words", stats.words).format(count=stats.words)
    minutes = ngettext("{count} min to read", "{count} min to read", stats.minutes).format(count=stats.minutes)
    return _("{words}, {minutes}").format(words=words, minutes=minutes)
