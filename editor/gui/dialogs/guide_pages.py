"""The pages of the user guide as HTML, with their sections for contents and search."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from PySide6.QtGui import QImageReader, QKeySequence

from editor.core.language import _
from editor.gui.actions import ACTIONS, MENUS, SUBMENUS, label_of

PAGES = (
    "index", "writing", "checks", "preview", "library", "saving", "team", "organisations",
    "keyboard", "command-line", "installing", "administration", "desktops", "trouble",
)  # fmt: skip
PICTURE_WIDTH = 620
"""Pixels: a picture of a window is shown no wider than the text."""

_SHORTCUTS = "{shortcuts}"
_PICTURE = re.compile(r'<p><img alt="(?P<alt>[^"]*)" src="(?P<file>[\w/.-]+)"\s*/?></p>')
_MARKS = re.compile(r"!\[.*?\]\(.*?\)|\]\(.*?\)|[*_`|#>\[]")
_HEADING = re.compile(r"(#{1,2}) +(.+)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page, or of a part of one: its anchor, and its words in small letters, for searching."""

    title: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page: its name (the file's without its ending), its HTML, and its sections, the first of which is its title."""

    name: str
    html: str
    sections: tuple[Section, ...]


def load_page(folder: Path, name: str) -> GuidePage:
    """A page of the guide. Raises OSError where the file cannot be read, KeyError for a name that is no page."""
    if name not in PAGES:
        raise KeyError(name)
    text = (folder / f"{name}.md").read_text("utf-8").replace(_SHORTCUTS, _shortcuts())
    markdown = Markdown(extensions=["tables", "fenced_code", "toc", "sane_lists", "smarty"])
    body = markdown.convert(text)
    anchors = iter(_anchors(markdown.toc_tokens))  # type: ignore[attr-defined]  # made by the toc extension
    sections = tuple(Section(title, next(anchors), words) for title, words in _sections(text))
    return GuidePage(name, _with_pictures(body, folder), sections)


def _anchors(tokens: list[dict[str, object]]) -> Iterator[str]:
    for token in tokens:
        if token["level"] in (1, 2):
            yield str(token["id"])
        children = token["children"]
        if isinstance(children, list):
            yield from _anchors(children)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Title and words of each heading with what is below it. A comment in an example is no heading."""
    found: list[tuple[str, list[str]]] = []
    in_example = False
    for line in text.splitlines():
        if line.startswith("```"):
            in_example = not in_example
        heading = None if in_example else _HEADING.fullmatch(line)
        if heading:
            found.append((heading[2], []))
        if found:
            found[-1][1].append(_MARKS.sub("", line))
    for title, lines in found:
        yield title, " ".join(lines).casefold()


def _with_pictures(body: str, folder: Path) -> str:
    """Pictures no wider than the text; one that is not there is left out with its paragraph."""

    def picture(found: re.Match[str]) -> str:
        size = QImageReader(str(folder / found["file"])).size()
        if not size.isValid():
            return ""
        width = min(size.width(), PICTURE_WIDTH)
        return f'<p class="picture"><img alt="{found["alt"]}" src="{found["file"]}" width="{width}"></p>'

    return _PICTURE.sub(picture, body)


def _shortcuts() -> str:
    """Every act by menu, as the window has them: a table in HTML for each menu."""
    return "\n\n".join(_menu_table(menu, title) for menu, title in MENUS.items() if menu not in SUBMENUS)


def _menu_table(menu: str, title: str) -> str:
    inner = [name for name, (outer, _before) in SUBMENUS.items() if outer == menu]
    rows = []
    for spec in ACTIONS:
        if spec.menu == menu or spec.menu in inner:
            keys = " · ".join(_native(key) for key in spec.keys) or "–"
            name = label_of(spec).replace("&", "")
            rows.append(f"<tr><td>{html.escape(name)}</td><td>{html.escape(keys)}</td></tr>")
    head = f"<tr><th>{html.escape(_('What it does'))}</th><th>{html.escape(_('Keys'))}</th></tr>"
    heading = _(title).replace("&", "")
    return f"## {heading}\n\n<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
