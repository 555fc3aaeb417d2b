"""The page around the body: what a reader sees of the article, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from editor.core.language import _
from editor.core.markdown.cleaning import WITHHELD, not_loaded, remote_host, scheme_of
from editor.core.markdown.renderer import Block, Html
from editor.core.markdown.styles import safe_css

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

    ``key`` names the article among those that are open (it holds no "#"); ``date_text`` is the date as readers see it,
    ``published`` the same as ISO 8601. ``style`` is the organisation's style sheet; ``remote_pictures`` says that the
    person allowed this article's pictures to be loaded from other computers.
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
    title: str = ""
    address: str = ""
    site_name: str = ""
    published: str = ""
    style: str = ""
    remote_pictures: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to show.

    ``text`` is what a screen reader is told where it cannot reach the page itself; ``lines`` is how many the body has.
    ``style`` is CSS on top of the page's own, already safe. ``document`` is what the page was made of.
    """

    key: str
    head: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    text: str = ""
    lines: int = 1
    style: str = ""
    remote_pictures: bool = False
    document: PreviewDocument | None = None

    @property
    def article(self) -> str:
        """The key of the article, which has a page for each view."""
        return self.key.partition("#")[0]

    @property
    def has_withheld_pictures(self) -> bool:
        """Whether pictures are not loaded that the person could allow."""
        if self.remote_pictures:
            return False
        return WITHHELD in self.head or any(WITHHELD in block.html for block in self.blocks)


def page_of(document: PreviewDocument, html: Html) -> Page:
    """The page of an article whose body is laid out."""
    lines = document.body.count("\n") + 1
    return Page(
        key=document.key,
        head=_head(document, html.problem),
        blocks=html.blocks,
        language=document.language,
        text=_told(document),
        lines=lines,
        style=safe_css(document.style) if document.style else "",
        remote_pictures=document.remote_pictures,
        document=document,
    )


def standalone(page: Page, css: str, title: str = "") -> str:
    """The page as a document of its own, for a file or a printer."""
    body = "\n".join(block.html for block in page.blocks)
    css = f"{css}\n{page.style}\n" if page.style else css
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
        picture = not_loaded(host, document.image_description, document.image)
    elif scheme_of(document.image):
        picture = f'<span class="not-loaded"><b>{escape(document.image)}</b></span>'
    else:
        picture = f'<img src="{escape(document.image)}" alt="{escape(document.image_description)}">'
    caption = f"<figcaption>{escape(document.image_description)}</figcaption>" if document.image_description else ""
    return f'<figure class="lead">{picture}{caption}</figure>'


def _told(document: PreviewDocument) -> str:
    headline = document.headline or _("No headline yet")
    return _("Preview of “{headline}”: the headline, date, summary and body as a page.").format(headline=headline)
