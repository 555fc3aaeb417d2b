"""The page around the body: what a reader sees of the article, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from html import escape

from editor.core.markdown.cleaning import not_loaded, remote_host
from editor.core.markdown.renderer import Block, Html

_DOCUMENT = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<header id="head">
{head}
</header>
<main id="body">
{body}
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class PreviewDocument:
    """An article as the preview wants it: everything is decoded text, as a person typed it.

    ``key`` names the article among those that are open; ``date_text`` is the date as readers see it.
    """

    key: str
    body: str
    organisation: str = ""
    headline: str = ""
    date_text: str = ""
    summary: str = ""
    image: str = ""
    image_description: str = ""
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to show. ``text`` is what a screen reader is told where it cannot reach the page itself."""

    key: str
    head: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    text: str = ""


def page_of(document: PreviewDocument, html: Html) -> Page:
    """The page of an article whose body is laid out."""
    return Page(document.key, _head(document, html.problem), html.blocks, document.language, _told(document))


def standalone(page: Page, css: str, title: str = "") -> str:
    """The page as a document of its own, for a file or a printer."""
    body = "\n".join(block.html for block in page.blocks)
    return _DOCUMENT.format(language=escape(page.language), title=escape(title), css=css, head=page.head, body=body)


def _head(document: PreviewDocument, problem: str) -> str:
    parts = [
        f'<p class="organisation">{escape(document.organisation)}</p>' if document.organisation else "",
        _headline(document.headline),
        f'<p class="date">{escape(document.date_text)}</p>' if document.date_text else "",
        f'<p class="standfirst">{escape(document.summary)}</p>' if document.summary else "",
        _lead_image(document),
        f'<p class="problem" role="note">{escape(problem)}</p>' if problem else "",
    ]
    return "\n".join(part for part in parts if part)


def _headline(headline: str) -> str:
    if headline:
        return f"<h1>{escape(headline)}</h1>"
    return f'<h1 class="missing">{escape(_("No headline yet"))}</h1>'


def _lead_image(document: PreviewDocument) -> str:
    if not document.image:
        return ""
    host = remote_host(document.image)
    if host is not None:
        picture = not_loaded(host, document.image_description)
    else:
        picture = f'<span class="not-loaded"><b>{escape(document.image)}</b></span>'
    return f'<figure class="lead">{picture}</figure>'


def _told(document: PreviewDocument) -> str:
    headline = document.headline or _("No headline yet")
    return _("Preview of “{headline}”: the headline, date, summary and body as a page.").format(headline=headline)
