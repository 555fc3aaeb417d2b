"""One article in the window: its fields above, its text below, what is particular about it on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from editor.app.session import Session
from editor.core.codec import canonical_body
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.markdown import PreviewDocument
from editor.core.stats import Stats
from editor.core.textual import date_for_readers, first_paragraph
from editor.gui.banners import Banners
from editor.gui.body.body_pane import BodyPane
from editor.gui.body.editor import MarkdownEditor
from editor.gui.divided import Divided
from editor.gui.form import FormPane, FormState
from editor.gui.notices import OutsideActs, banners_of
from editor.gui.theme import Look, Theme
from editor.gui.wiring import application, connect
from editor.services.settings import Settings

_SUGGESTION_MS = 300
_ABOUT_PICTURE = ("og.image.alt", "twitter.image.alt")
_LONGEST_WORD = 50_000
"""Characters without a blank that are still wrapped: Qt's time for it grows with the square (a million: minutes)."""


class ArticleView(QWidget):
    """The panes of one session. ``preview_wanted`` carries a ``PreviewDocument`` a moment after a change."""

    preview_wanted = Signal(object)
    stats_changed = Signal(object)
    files_dropped = Signal(list)
    area_wanted = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        session: Session,
        areas: Sequence[tuple[str, str]],
        look: Look,
        settings: Settings,
        acts: OutsideActs,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.stats = Stats()
        self._areas = tuple(areas)
        self._lay_out(look)
        # What was written goes to the screen first, and the page follows at once.
        self._preview = QTimer(self, singleShot=True, interval=0)
        self._suggest = QTimer(self, singleShot=True, interval=_SUGGESTION_MS)
        self._suggestion = ""
        self._shown = False
        apply_settings(self.body.editor, settings)
        self.body.set_colours(look.theme.colours)
        self._load(session.body)
        session.text_of_body = self.body.editor.text
        session.put_body = self._put_body
        session.cursor = lambda: self.body.editor.textCursor().position()
        self._connect(look, acts)
        self._refresh_suggestion()
        self._show_mode()
        self._show_fields()
        self.banners.show_banners(banners_of(session, acts))
        self._preview.start()

    def _lay_out(self, look: Look) -> None:
        self.banners = Banners(look.icons, self)
        self.form = FormPane(look.icons, taken_mnemonics="feiovh", parent=self)
        self.body = BodyPane(self)
        self.body.editor.setProperty("frame", "none")
        self.raw_notice = QLabel(_("This file is shown as plain text."), self)
        self.raw_notice.setProperty("role", "hint")
        self.splitter = Divided(self.form, self.body, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.raw_notice)
        column.addWidget(self.splitter, 1)

    def _connect(self, look: Look, acts: OutsideActs) -> None:
        session, body, form = self.session, self.body, self.form
        connect(
            (
                (body.edited, self._body_edited),
                # Qt tells a change before it counts the text as changed, and undo can make it unchanged again.
                (body.editor.document().modificationChanged, session.body_changed),
                (body.files_dropped, self.files_dropped.emit),
                (body.stats_changed, self._count),
                (form.changed, self._change),
                (form.slug_lock_toggled, session.lock_slug),
                (form.use_suggestion, self._use_suggestion),
                (look.changed, self._show_theme),
                (application().focusChanged, self._on_focus),
                (self._preview.timeout, self.send_preview),
                (self._suggest.timeout, self._refresh_suggestion),
                (session.body_replaced, self._replace_body),
                (session.edited, self._preview.start),
                (session.fields_changed, self._show_fields),
                (session.notices_changed, lambda: self.banners.show_banners(banners_of(session, acts))),
                (session.state_changed, self._show_state),
            )
        )

    # -- from the panes

    def _body_edited(self) -> None:
        self.session.body_changed(self.body.editor.document().isModified())
        if not self.session.fields["summary"]:
            self._suggest.start()

    def _count(self, stats: Stats) -> None:
        self.stats = stats
        self.stats_changed.emit(stats)

    def _change(self, changes: Mapping[str, str]) -> None:
        if "area" in changes:
            self.area_wanted.emit(changes["area"])
            return
        try:
            self.session.change(changes)
        except CopydeskError as error:
            self.trouble.emit(error.sentence)
            self._show_fields()

    def _on_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        # Another field, or the same one again: another step to undo.
        self.session.history.end_step()

    def _show_theme(self, theme: Theme) -> None:
        self.body.set_colours(theme.colours)

    def _use_suggestion(self) -> None:
        self._refresh_suggestion()
        if self._suggestion:
            self.session.history.end_step()
            self._change({"summary": self._suggestion})

    # -- from the session

    def _show_fields(self) -> None:
        self.form.show_fields(
            FormState(
                fields=self.session.fields,
                profile=self.session.profile,
                areas=self._areas,
                released=self.session.released,
                slug_follows=self.session.slug_follows,
                read_only=self.session.read_only,
                suggestion=self._suggestion,
                key=self.session.key,
            )
        )

    def _show_state(self) -> None:
        if not self.session.is_dirty:
            self.body.editor.document().setModified(False)
        self._show_mode()
        self._show_fields()

    def _show_mode(self) -> None:
        raw = self.session.raw is not None
        self.raw_notice.setVisible(raw)
        self.form.setEnabled(not raw)
        if raw:
            self.form.hide()
        self.body.editor.set_read_only(self.session.read_only)

    def _replace_body(self, text: str) -> None:
        self._load(text)
        self.form.show()
        self._show_mode()

    def _load(self, text: str) -> None:
        wraps = not any(len(line) > _LONGEST_WORD and _has_endless_word(line) for line in text.split("\n"))
        modes = QPlainTextEdit.LineWrapMode
        self.body.editor.setLineWrapMode(modes.WidgetWidth if wraps else modes.NoWrap)
        self.body.editor.load(text)

    def _refresh_suggestion(self) -> None:
        suggestion = "" if self.session.raw is not None else first_paragraph(self.session.text_of_body())
        if suggestion != self._suggestion:
            self._suggestion = suggestion
            self._show_fields()

    # -- for the window

    def tidy(self) -> None:
        """Bring the white space of the text into the archive's form, as one step that can be undone."""
        text = self.body.editor.text()
        tidied = canonical_body(text)
        if tidied == text:
            self.trouble.emit(_("There is nothing to tidy."))
        else:
            self._put_body(tidied)
            self.trouble.emit(_("Stray white space was removed; Undo brings it back."))

    def _put_body(self, text: str) -> None:
        self.body.editor.replace_text(text)
        self._body_edited()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top: the text was loaded before the view had a size."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self, lambda: self.body.editor.verticalScrollBar().setValue(0))

    def send_preview(self) -> None:
        """Send the preview this article as it stands."""
        self.preview_wanted.emit(document_of(self.session))

    def travel(self, *, back: bool) -> None:
        """Undo or redo where the eye is: in the fields, or in the text."""
        focus = self.focusWidget()
        place = self.session if focus is not None and self.form.isAncestorOf(focus) else self.body
        place.undo() if back else place.redo()


def _has_endless_word(line: str) -> bool:
    return max(map(len, line.split()), default=0) > _LONGEST_WORD


def document_of(session: Session, body: str = "") -> PreviewDocument:
    """The article as its readers see it; with another ``body`` where one is given."""
    fields, profile = session.fields, session.profile
    return PreviewDocument(
        key=session.key,
        body=body or session.text_of_body(),
        organisation=profile.name if profile else fields["area"],
        headline=fields["headline"],
        date_text=date_for_readers(fields["published"]),
        summary=fields["summary"],
        image=fields["image"],
        image_description=next((fields.extra[key] for key in _ABOUT_PICTURE if key in fields.extra), ""),
        title=fields["title"],
        address=fields["url"],
        site_name=fields.extra.get("og.site.name", ""),
        published=fields["published"],
        style=profile.style_sheet if profile else "",
        remote_pictures=session.remote_pictures,
    )


def apply_settings(editor: MarkdownEditor, settings: Settings) -> None:
    """Give an editor the writing settings as they are now."""
    look = editor.look
    font = QFont(editor.window().font())
    if settings.get("editor.font"):
        font.setFamilies([settings.get("editor.font"), *font.families()])
    font.setPointSize(settings.get("editor.font_size"))
    look.set_font(font)
    look.set_columns(settings.get("editor.line_width"))
    look.mark_current_line(settings.get("editor.highlight_line"))
    look.show_hidden_characters(settings.get("editor.hidden_characters"))


def take_focus(view: ArticleView) -> None:
    """Be ready to be typed into: a new article in its first empty field, another one in its text."""
    fields = view.session.fields
    empty = next((name for name in ("area", "headline") if not fields[name]), "")
    if view.session.path is None and empty and view.form.isVisible():
        view.form.focus_field(empty)
    else:
        view.body.setFocus()
