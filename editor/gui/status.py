"""The line at the bottom: what happened last, and what is true of the article in front."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from editor.app.session import Session
from editor.core.stats import Stats

_TOLD_MS = 8000


class StatusLine(QStatusBar):
    """Sentences come and go at the left; facts stay at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._facts = {name: QLabel(self) for name in ("state", "words", "organisation")}
        names = {"state": _("State of the file"), "words": _("Length"), "organisation": _("Organisation")}
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
