"""Links and images: finding one at the cursor, and writing one that every Markdown reader understands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.core.textops.values import Edit, Passage

_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:\\.|[^\\\[\]\n])*)\]\((?:<(?P<in>[^<>\n]*)>|(?P<bare>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))\)"
)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:|tel:|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_UNSAFE = re.compile(r"[\s\\<>`\"*\[\]\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a passage, or the place for one (where ``start`` to ``end`` will be replaced)."""

    start: int
    end: int
    text: str
    address: str
    image: bool = False


def link_at(passage: Passage, *, image: bool = False) -> Link:
    """The link around the cursor; else what a new one would be made of: a selected address becomes its target."""
    for found in _LINK.finditer(passage.text):
        if found.start() <= passage.start and passage.end <= found.end() and bool(found["image"]) == image:
            address = found["in"] if found["in"] is not None else found["bare"]
            return Link(found.start(), found.end(), _unescaped(found["text"]), address, image)
    chosen = passage.text[passage.start : passage.end]
    start = passage.start + len(chosen) - len(chosen.lstrip())
    chosen = chosen.strip()
    if _ADDRESS.fullmatch(chosen) or _EMAIL.fullmatch(chosen):
        return Link(start, start + len(chosen), "", chosen, image)
    return Link(start, start + len(chosen), chosen, "", image)


def put_link(link: Link) -> Edit:
    """Write the link; the cursor goes behind it. A link without a text shows its address."""
    address = link.address.strip()
    text = link.text or ("" if link.image else address)
    written = f"{'!' if link.image else ''}[{_escaped(text)}]({safe_address(address, complete=not link.image)})"
    cursor = link.start + len(written)
    return Edit(link.start, link.end, written, (cursor, cursor))


def safe_address(address: str, *, complete: bool = True) -> str:
    """The address as it can stand between round brackets; ``www.`` and e-mail addresses get what they need to work.

    What would end or change it is percent-encoded, which every browser reads as the same address; round brackets
    only where they don't pair.
    """
    if complete and address.lower().startswith("www."):
        address = "https://" + address
    if complete and _EMAIL.fullmatch(address):
        address = "mailto:" + address
    address = _UNSAFE.sub(_percent, address)
    return address if _paired(address) else address.replace("(", "%28").replace(")", "%29")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _paired(address: str) -> bool:
    """Round brackets pair, and none stands within another: readers differ about deeper ones."""
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth not in (0, 1):
            return False
    return depth == 0


def _escaped(text: str) -> str:
    text = re.sub(r"\s*\n\s*", " ", text)
    text = re.sub(r"(?<!\\)((?:\\\\)*)([\[\]])", r"\1\\\2", text)
    trailing = len(text) - len(text.rstrip("\\"))
    return text + "\\" if trailing % 2 else text


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\[\]])", r"\1", text)
