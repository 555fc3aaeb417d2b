"""An article as rich text for other programs: a mail, a document, a content management system."""

from __future__ import annotations

import re
from html import escape, unescape

from editor.core.markdown.cleaning import clean

_PICTURE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>|<img\b[^>]*>()')
_WITHHELD = re.compile(r'<span class="not-loaded"[^>]*><b>.*?</b>(?: <span>(.*?)</span>)?</span>')


def rich_html(headline: str, html: str) -> str:
    """Headline and laid-out body as HTML. Pictures are left out, with their descriptions in their place.

    Whoever opens the mail that this is pasted into must not fetch anything from anywhere because of it.
    """
    body = _PICTURE.sub(_described, _WITHHELD.sub(_described, html))
    # Cleaned again, because an odd text may have made the replacing begin in the middle of something.
    heading = f"<h1>{escape(headline)}</h1>\n" if headline else ""
    return f'<meta charset="utf-8">\n{heading}{clean(body)}'


def rich_plain(headline: str, markdown: str) -> str:
    """The same for programs that take only plain text: as it was typed."""
    return f"{headline}\n\n{markdown}" if headline else markdown


def _described(found: re.Match[str]) -> str:
    words = unescape(found[1] or "").strip()
    return f"[{escape(words)}]" if words else ""
