"""Markdown to safe HTML, block by block.

A body is split where a new block must begin, each chunk is laid out by python-markdown, cleaned by nh3 against an
explicit list, and remembered by its text and by what it depends on. Chunked HTML equals whole HTML byte for byte.
"""

from editor.core.markdown.page import Page, PreviewDocument, page_of, standalone
from editor.core.markdown.places import Place, line_of, lines_of, offset_of, place_of
from editor.core.markdown.renderer import Block, Html, Renderer, render

__all__ = [
    "Block",
    "Html",
    "Page",
    "Place",
    "PreviewDocument",
    "Renderer",
    "line_of",
    "lines_of",
    "offset_of",
    "page_of",
    "place_of",
    "render",
    "standalone",
]
