"""What an article is called in tabs, titles and lists."""

from __future__ import annotations

from editor.app.session import Session
from editor.core.language import _


def title_of(session: Session) -> str:
    """The short name of an article: its headline, else its file."""
    return session.fields["headline"] or (session.path.name if session.path else _("New release"))


def window_title(session: Session) -> str:
    """The window's title for an article; Qt puts the sign for unsaved changes at the ``[*]``."""
    title = title_of(session)
    if session.path and session.path.name != title:
        return _("{title}[*] ({file}) – Copydesk").format(title=title, file=session.path.name)
    return _("{title}[*] – Copydesk").format(title=title)
