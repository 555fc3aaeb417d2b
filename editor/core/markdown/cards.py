"""How an article looks elsewhere: a result of a search engine, and the card that a social network makes of a link.

No engine says exactly how it cuts. The widths are what the large ones are seen to do: a title is cut where it would be
wider than 580 pixels of 20-pixel Arial, a description behind about 160 characters, both behind a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import unquote, urlsplit

from editor.core import dates
from editor.core.language import _
from editor.core.markdown.cleaning import not_loaded, remote_host
from editor.core.markdown.page import Page, PreviewDocument
from editor.core.textual import first_paragraph

TITLE_PIXELS = 580
DESCRIPTION_CHARACTERS = 160
_FONT_PIXELS = 20
_CRUMB_CHARACTERS = 24
_CRUMBS = 3

# Arial's advance widths in thousandths of the font's size; what is not listed is as wide as most letters.
_WIDTHS: Mapping[int, str] = {
    191: "'’‘", 222: "ijl|", 278: " !.,:;/\\[]fIt\N{NO-BREAK SPACE}", 333: "()-r`“”", 389: "*", 500: "cJksvxyz",
    584: "+=<>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "wCDHNRU", 778: "GOQ", 833: "mM", 889: "%", 944: "W",
    1000: "—…", 1015: "@",
}  # fmt: skip
_WIDTH_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
_USUAL_WIDTH = 556


def title_pixels(text: str) -> float:
    """How wide a search engine's title is."""
    return sum(_WIDTH_OF.get(character, _USUAL_WIDTH) for character in text) * _FONT_PIXELS / 1000


def cut_title(text: str) -> str:
    """A page title as a search engine shows it: whole, or cut behind a word with an ellipsis."""
    text = " ".join(text.split())
    if title_pixels(text) <= TITLE_PIXELS:
        return text
    end, room = 0, TITLE_PIXELS - title_pixels("… ")
    while title_pixels(text[: end + 1]) <= room:
        end += 1
    return _behind_a_word(text, end)


def cut_description(text: str) -> str:
    """A description as a search engine shows it: whole, or cut behind a word with an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= DESCRIPTION_CHARACTERS else _behind_a_word(text, DESCRIPTION_CHARACTERS - 2)


def _behind_a_word(text: str, end: int) -> str:
    kept = text[:end] if text[end : end + 1] == " " else text[:end].rpartition(" ")[0] or text[:end]
    return f"{kept.rstrip(' ,;:–—|-')} …"


def search_page(document: PreviewDocument) -> Page:
    """The article among the results of a search engine."""
    title = cut_title(document.title or document.headline) or _("No headline yet")
    description = cut_description(_description(document)) or _("No summary yet")
    date = _short_date(document.published)
    when = f'<span class="when">{escape(date)} — </span>' if date else ""
    head = f"""<section class="card result" aria-label="{escape(_("Search result"))}">
<p class="site"><b>{escape(site_of(document))}</b><span>{escape(_crumbs(document.address))}</span></p>
<p class="title">{escape(title)}</p>
<p class="description">{when}{escape(description)}</p>
</section>
{_note(_("As a search engine would show it. The engines choose and cut as they like, and change it often."))}"""
    return _page(document, "search", head, f"{title}. {description}")


def social_page(document: PreviewDocument) -> Page:
    """The article as a link in a social network."""
    title = document.headline or document.title or _("No headline yet")
    description = " ".join(_description(document).split())
    words = f'<p class="description">{escape(description)}</p>' if description else ""
    head = f"""<section class="card social" aria-label="{escape(_("Social card"))}">
<div class="picture">{_picture(document)}</div>
<div class="words">
<p class="site">{escape(site_of(document))}</p>
<p class="title">{escape(title)}</p>
{words}
<p class="domain">{escape(_domain(document.address))}</p>
</div>
</section>
{_note(_social_note())}"""
    return _page(document, "social", head, f"{title}. {description}")


def _page(document: PreviewDocument, view: str, head: str, text: str) -> Page:
    return Page(f"{document.key}#{view}", head, (), document.language, text, remote_pictures=document.remote_pictures)


def _note(sentence: str) -> str:
    return f'<p class="card-note">{escape(sentence)}</p>'


def _social_note() -> str:
    return _(
        "As a social network would show it. A picture of another shape is cut to 1.91 : 1 around its middle: "
        "Format, “Crop for the social card” chooses the part."
    )


def _description(document: PreviewDocument) -> str:
    return document.summary or first_paragraph(document.body)


def site_of(document: PreviewDocument) -> str:
    """The name that networks and search engines give a site."""
    return document.site_name or document.organisation or _domain(document.address)


def _domain(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _crumbs(address: str) -> str:
    """An address as a search engine writes it: the host, then its first folders."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    folders = [_short(unquote(name)) for name in parts.path.split("/") if name]
    shown = folders if len(folders) <= _CRUMBS else [*folders[: _CRUMBS - 1], "…"]
    return " › ".join([f"{parts.scheme}://{parts.netloc}" if parts.netloc else "", *shown]).removeprefix(" › ")


def _short(name: str) -> str:
    return name if len(name) <= _CRUMB_CHARACTERS else f"{name[: _CRUMB_CHARACTERS - 1]}…"


def _short_date(published: str) -> str:
    stamp = dates.uk_stamp(published)
    return dates.written(stamp, "{d} {Mon} {yyyy}") if stamp else ""


def _picture(document: PreviewDocument) -> str:
    if not document.image:
        return f'<span class="not-loaded"><b>{escape(_("No picture"))}</b></span>'
    if (host := remote_host(document.image)) is not None:
        return not_loaded(host, document.image_description, document.image)
    return f'<img src="{escape(document.image)}" alt="{escape(document.image_description)}">'
