"""Texts as the archive stores them: HTML-encoded, each organisation in its own manner.

A form shows the text, a file keeps the code. Whatever the encoder, reading back what was written
gives the text that was typed: ``decode(encode(text, encoder)) == text``.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from types import MappingProxyType

_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_LATIN_1 = {chr(code): f"&#{code};" for code in range(0xA0, 0x100)}


def decode(stored: str) -> str:
    """The text that a stored value stands for; the same for every organisation."""
    return html.unescape(stored)


def encode(text: str, encoder: str) -> str:
    """The stored value of a text. Raises KeyError for an encoder that is not one of ``ENCODERS``."""
    return ENCODERS[encoder](text)


def _as_typed(text: str) -> str:
    """The text itself. An ampersand that would be read back as a code is escaped, and nothing else."""
    # A character reference never reaches beyond the next ampersand, so each part can be judged alone.
    first, *rest = text.split("&")
    return first + "".join(_ampersand(part) + part for part in rest)


def _ampersand(part: str) -> str:
    return "&" if decode(f"&{part}") == f"&{part}" else "&amp;"


def _replacing(codes: Mapping[str, str]) -> Callable[[str], str]:
    table = str.maketrans(dict(codes))
    return lambda text: text.translate(table)


# Which organisation uses which was told from its archive (the article format, section 4).
ENCODERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "none": _as_typed,
        "aspnet": _replacing({**_MARKUP, "'": "&#39;", **_LATIN_1}),
        "attribute": _replacing({**_MARKUP, "'": "&#039;"}),
        "attribute39": _replacing({**_MARKUP, "'": "&#39;"}),
    }
)
