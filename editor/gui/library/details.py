"""The article that has the cursor in the results: what it says, what belongs to it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from editor.core.language import _
from editor.core.library import Record
from editor.core.library.stages import label
from editor.core.library.stories import Story
from editor.core.textual import date_for_readers, plain
from editor.gui.library.acts import RESULT_ACTS
from editor.gui.library.model import day_of, title_of

_EXCERPT = 1_200
"""Characters of the text that are shown: enough to know an article again."""
_PARAGRAPHS = 6


class Details(QWidget):
    """Shows a ``Record``. ``followed`` carries the path of an article whose link was followed."""

    followed = Signal(str)

    def __init__(self, acts: Mapping[str, QAction], colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Record | None = None
        self._story: Story | None = None
        self._colours = colours
        self._text = QTextBrowser(self)
        self._text.setAccessibleName(_("Preview of the chosen article"))
        self._text.setOpenLinks(False)
        self._text.setProperty("frame", "none")
        self._text.document().setDocumentMargin(10)
        self._text.anchorClicked.connect(lambda url: self.followed.emit(unquote(url.toString())))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 4, 8, 6)
        buttons.setSpacing(2)
        for act in RESULT_ACTS:
            if act.button:
                buttons.addWidget(_button(acts[act.id], words=act.id == "open"))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(buttons)
        column.addWidget(self._text, 1)

    def show_record(self, record: Record | None) -> None:
        """Show an article; None for none."""
        self._record, self._story = record, None
        self._show()

    def show_story(self, story: Story) -> None:
        """Show what belongs to the article above its text."""
        self._story = story
        self._show()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """The theme's colours, ``#rrggbb`` by role."""
        self._colours = colours
        self._show()

    def _show(self) -> None:
        record, quiet = self._record, self._colours["muted"]
        html = "" if record is None else _html(record, quiet, _chain(self._story, record, quiet))
        self._text.document().setDefaultStyleSheet(
            f"a {{ color: {self._colours['link']}; text-decoration: underline }}"
        )
        self._text.setHtml(html)


def _button(action: QAction, *, words: bool) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(action.text().replace("&", ""))
    if words:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _chain(story: Story | None, shown: Record, quiet: str) -> str:
    """The articles of one story, the oldest first, each with its stage; "" for an article alone."""
    if story is None or not story.is_chain:
        return ""
    steps = []
    for step in story.steps:
        record = step.record
        title = escape(title_of(record))
        link = f'<a href="{escape(quote(record.path))}" title="{escape(step.reason)}">{title}</a>'
        when = escape(" · ".join(part for part in (day_of(record), label(step.stage)) if part))
        here = record.path == shown.path
        steps.append(f'<p><span style="color: {quiet}">{when}</span><br>{f"<b>{title}</b>" if here else link}</p>')
    return f"<h4>{escape(_('The story'))}</h4>{''.join(steps)}<hr>"


def _html(record: Record, quiet: str, chain: str) -> str:
    facts = (record.area, record.section, date_for_readers(record.published), record.incident)
    told = escape(" · ".join(fact for fact in facts if fact))
    parts = [f"<h3>{escape(title_of(record))}</h3>", f'<p style="color: {quiet}">{told}</p>']
    parts.append(chain)
    if record.problem:
        parts.append(f"<p><b>{escape(record.problem)}</b></p>")
    paragraphs = _excerpt(record.body)
    # Most texts begin with their summary.
    if record.summary and not " ".join(paragraphs).startswith(record.summary.rstrip("… .")):
        parts.append(f"<p><i>{escape(record.summary)}</i></p>")
    parts += [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs]
    return "".join(parts)


def _excerpt(body: str) -> list[str]:
    paragraphs = (plain(block.lstrip("#> ")) for block in body[:_EXCERPT].split("\n\n"))
    shown = [paragraph for paragraph in paragraphs if paragraph][:_PARAGRAPHS]
    if shown and len(body) > _EXCERPT:
        shown[-1] += " …"
    return shown
