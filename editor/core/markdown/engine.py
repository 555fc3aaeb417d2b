"""python-markdown as Copydesk uses it, with what one chunk has to know of the others made explicit.

Three things cross the border between chunks: link definitions and abbreviations (from anywhere in the body), and the
ids of headings (from above). Everything else in python-markdown happens within one block.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify, unique
from markdown.treeprocessors import Treeprocessor

_BEFORE_EVERY_OTHER_TREEPROCESSOR = 1000


class Definitions(NamedTuple):
    """Link definitions (name, address, title) and abbreviations (short form, meaning), in order."""

    links: tuple[tuple[str, str, str], ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()


def together(definitions: Iterable[Definitions]) -> Definitions:
    """The definitions of a whole body from those of its chunks: of two with one name, the later counts."""
    links: dict[str, tuple[str, str]] = {}
    abbreviations: dict[str, str] = {}
    for some in definitions:
        links.update((name, (address, title)) for name, address, title in some.links)
        abbreviations.update(some.abbreviations)
    return Definitions(tuple((name, *link) for name, link in links.items()), tuple(abbreviations.items()))


class Engine:
    """One configured python-markdown, used again and again."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._given: list[str] = []
        self._abbreviations = _Abbreviations()
        self._markdown = Markdown(
            extensions=[
                TableExtension(use_align_attribute=True),
                FootnoteExtension(),
                AttrListExtension(),
                SaneListExtension(),
                SmartyExtension(),
                TocExtension(slugify=self._heading_id),
                self._abbreviations,
            ]
        )
        self._shared = _SharedDefinitions(self._markdown, self._abbreviations)
        self._markdown.treeprocessors.register(self._shared, "shared", _BEFORE_EVERY_OTHER_TREEPROCESSOR)

    def html(self, text: str, definitions: Definitions | None, taken: set[str]) -> tuple[str, tuple[str, ...]]:
        """The HTML of a text, not yet safe, and the ids that its headings got.

        ``definitions`` are those of the whole body; None when the text is the whole body. ``taken`` are the ids of
        the headings above it.
        """
        self._markdown.reset()
        self._shared.definitions = definitions
        self._taken, self._given = set(taken), []
        html = self._markdown.convert(text)
        return html, tuple(self._given)

    def definitions(self, text: str) -> Definitions:
        """What a text defines, found by python-markdown's own block parser."""
        markdown = self._markdown
        markdown.reset()
        lines = text.split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        markdown.parser.parseDocument(lines)
        return Definitions(
            tuple((name, address, title or "") for name, (address, title) in markdown.references.items()),
            tuple(self._abbreviations.abbrs.items()),
        )

    def _heading_id(self, heading: str, separator: str) -> str:
        given = unique(slugify(heading, separator), self._taken)
        self._given.append(given)
        return given


class _Abbreviations(AbbrExtension):
    abbrs: dict[str, str]


class _SharedDefinitions(Treeprocessor):
    """Shows a chunk the definitions of the whole body, between its block phase and its inline phase."""

    def __init__(self, markdown: Markdown, abbreviations: _Abbreviations) -> None:
        super().__init__(markdown)
        self.definitions: Definitions | None = None
        self._markdown = markdown
        self._abbreviations = abbreviations

    def run(self, root: Element) -> None:
        if self.definitions is None:
            return
        links = self._markdown.references
        links.clear()
        links.update((name, (address, title)) for name, address, title in self.definitions.links)
        abbreviations = self._abbreviations.abbrs
        abbreviations.clear()
        abbreviations.update(self.definitions.abbreviations)
