"""What HTML may reach the page: tags, attributes and addresses from explicit lists; everything else goes.

The text is not trusted: it may come from a web page, a mail, or a file of another organisation. Nothing in it may run,
load, submit, or look like a part of the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

import nh3

from editor.core.language import _

ID_PREFIX = "text-"
"""Every id in the text begins with this on the page, so that none is the page's own."""

LINK_SCHEMES = frozenset({"http", "https", "mailto"})

# fmt: off
_TAGS = frozenset({
    "a", "abbr", "address", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u",
    "ul", "var", "wbr",
})
# fmt: on
_DROPPED_WITH_THEIR_CONTENT = frozenset({"script", "style", "template", "title", "noscript", "textarea", "select"})
_CELL = frozenset({"align", "colspan", "rowspan"})
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"id", "class", "lang", "dir", "title"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "td": _CELL,
    "th": _CELL | {"scope"},
    "details": frozenset({"open"}),
    "time": frozenset({"datetime"}),
}
_CLASSES = frozenset({"footnote", "footnote-ref", "footnote-backref", "toc"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED_BY_BROWSERS = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_REMOTE = re.compile(r"(?:https?:[/\\]*|[/\\]{2,})(?:[^/\\?#@]*@)?([^/\\?#:]*)", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"-?[0-9]{1,4}")
_SPAN = re.compile(r"[1-9][0-9]?")

WITHHELD = 'data-picture="'
"""Begins the address of a picture that the person may still allow."""

_ELSEWHERE = "remote-picture:"
_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def clean(html: str) -> str:
    """The same page with nothing in it that runs, loads from elsewhere, or leaves the text's place."""
    return _PICTURE.sub(_picture, _CLEANER.clean(html))


def scheme_of(address: str) -> str:
    """The scheme of a web address as a browser reads it, in lower case; empty for a relative one."""
    found = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", address))
    return found[1].lower() if found else ""


def remote_host(address: str) -> str | None:
    """The host from which a browser would load a picture; None if the address is not remote."""
    found = _REMOTE.match(_IGNORED_BY_BROWSERS.sub("", address))
    return (found[1] or "?")[:80] if found else None


def not_loaded(host: str, description: str = "", address: str = "") -> str:
    """What stands in the place of a picture that another computer would have to send.

    It keeps an https address: the page puts the picture in when the person allows it. Nothing else can bear that mark,
    because no ``data-`` attribute of a text is let through.
    """
    sentence = _("Picture from {host}: remote picture not loaded").format(host=host)
    caption = f" <span>{escape(description)}</span>" if description else ""
    kept = f' {WITHHELD}{escape(address)}"' if scheme_of(address) == "https" else ""
    return f'<span class="not-loaded"{kept}><b>{escape(sentence)}</b>{caption}</span>'


def _link(value: str) -> str | None:
    if value.startswith("#"):
        return f"#{ID_PREFIX}{value[1:]}"
    scheme = scheme_of(value)
    if not scheme:  # //host takes the scheme of the page: in a saved file that is a file share
        return None if remote_host(value) is not None else value
    return value if scheme in LINK_SCHEMES else None


def _source(value: str) -> str | None:
    if remote_host(value) is not None:
        return _ELSEWHERE + value
    if scheme_of(value):
        return value if _EMBEDDED.match(value) else None
    return value


def _classes(value: str) -> str | None:
    return " ".join(name for name in value.split() if name in _CLASSES) or None


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if pattern.fullmatch(value) else None


_VALUES: Mapping[str, Callable[[str], str | None]] = {
    "id": lambda value: ID_PREFIX + value,
    "class": _classes,
    "href": _link,
    "src": _source,
    "align": _matching(re.compile("left|right|center")),
    "dir": _matching(re.compile("ltr|rtl|auto")),
    "type": _matching(re.compile("[1aAiI]")),
    "width": _matching(_SMALL_NUMBER),
    "height": _matching(_SMALL_NUMBER),
    "start": _matching(_SMALL_NUMBER),
    "value": _matching(_SMALL_NUMBER),
    "colspan": _matching(_SPAN),
    "rowspan": _matching(_SPAN),
}


def _value(tag: str, attribute: str, value: str) -> str | None:
    rule = _VALUES.get(attribute)
    return rule(value) if rule else value


def _picture(found: re.Match[str]) -> str:
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
    source = attributes.get("src", "")
    if not source.startswith(_ELSEWHERE):
        return found[0]
    address = _IGNORED_BY_BROWSERS.sub("", source.removeprefix(_ELSEWHERE))
    return not_loaded(remote_host(address) or "?", attributes.get("alt", ""), address)


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_DROPPED_WITH_THEIR_CONTENT),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_value,
    url_schemes={*LINK_SCHEMES, "data"},
    link_rel=None,
)
