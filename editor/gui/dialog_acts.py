"""Opening the dialogs, and carrying out what is chosen in them.

A dialog is imported when it is first opened: the window must not wait for what nobody may ask for.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from editor.app.session import Session
from editor.core import lens
from editor.core.codec import Outcome
from editor.core.language import _
from editor.core.library import Hit, Record
from editor.core.textual import date_for_readers
from editor.gui.kit import Kit

if TYPE_CHECKING:
    from editor.gui.dialogs.guide import GuideWindow
    from editor.gui.dialogs.palette import Entry, Palette
    from editor.gui.dialogs.versions import Shared
    from editor.gui.main_window import MainWindow


class Dialogs:
    """The dialogs of a window. The guide stays open beside the work; the others are answered and go."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._guide: GuideWindow | None = None
        self._palette: Palette | None = None
        kit.library.suggested.connect(self._offer)

    def preferences(self, window: MainWindow, changed: Callable[[str], None], rule: str | None = None) -> None:
        """Change settings; ``changed`` hears the id of each at once. With ``rule`` on the page of the checks, at it."""
        from editor.gui.dialogs.preferences import PreferencesDialog

        kit = self._kit
        current = kit.desk.current
        dialog = PreferencesDialog(
            kit.settings,
            kit.desk.areas(None),
            kit.prompts,
            kit.look.icons,
            ruling=kit.ruling,
            article=current.path if current else None,
            parent=window,
        )
        dialog.changed.connect(changed)
        if rule is not None:
            dialog.show_checks(rule)
        _run(dialog)

    def about(self, window: MainWindow) -> None:
        """Versions and licences."""
        from editor.gui.dialogs.about import AboutDialog

        _run(AboutDialog(self._kit.look.icons, self._kit.resources, self._kit.jobs, window))

    def guide(self, window: MainWindow) -> None:
        """The user guide, where it was left."""
        from editor.gui.dialogs.guide import GuideWindow

        if self._guide is None:
            look = self._kit.look
            guide = GuideWindow(self._kit.resources / "help", look.icons, look.theme.colours, window)
            look.changed.connect(lambda theme: guide.set_colours(theme.colours))
            guide.show_page("index")
            self._guide = guide
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def versions(self, window: MainWindow, session: Session, shared: Shared) -> None:
        """Earlier states of an article's file, compared with the present one."""
        from editor.gui.dialogs.versions import VersionsDialog

        kit = self._kit
        VersionsDialog(session, kit.versions, kit.jobs, kit.look, shared=shared, parent=window).show()

    def merge(self, window: MainWindow, session: Session) -> None:
        """Put together what the person and somebody else made of the same file."""
        from editor.gui.dialogs.merging import MergeDialog

        outside = session.outside
        if outside is None or outside.opened is None or outside.reading is None:
            return
        opened, reading = outside.opened, outside.reading
        if session.raw is not None or reading.outcome is Outcome.OPEN_RAW:
            self._kit.prompts.tell(
                _("Plain text cannot be merged"),
                _("This file is shown as plain text. Take theirs or keep yours; the other one stays available."),
            )
            return
        mine = lens.write(session.base, replace(session.fields, body=session.text_of_body()), session.profile)
        who = _("“{name}” was changed by you and by somebody else since you opened it.").format(name=opened.path.name)
        dialog = MergeDialog(
            session.base,
            mine,
            reading.article,
            who_text=who,
            profile=session.profile,
            look=self._kit.look,
            jobs=self._kit.jobs,
            parent=window,
        )

        def merged() -> None:
            result = dialog.result_article()
            if result is not None and session in self._kit.desk.sessions:
                session.rebase(opened, reading, lens.read(result, session.profile), result.body)

        dialog.accepted.connect(merged)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def do_anything(self, window: MainWindow) -> None:
        """Every act that can be done now, and every recent article, found by typing."""
        from editor.gui.dialogs.palette import act_entries

        acts = [replace(entry, id=f"do:{entry.id}") for entry in act_entries(window.acts)]
        self._palette = self._choose(window, [*acts, *self._recent()], _("Do anything, open anything"))
        self._palette.typed.connect(self._kit.library.suggest)
        self._palette.finished.connect(self._forget_palette)

    def _offer(self, typed: str, hits: Sequence[Hit]) -> None:
        """What the archive has for what is typed in the palette, if that is still open."""
        root = self._kit.archive()
        if self._palette is not None and root is not None:
            self._palette.offer(typed, [_entry(root, hit.record) for hit in hits])

    def _forget_palette(self) -> None:
        self._palette = None

    def reopen(self, window: MainWindow) -> None:
        """A recent article, found by typing."""
        self._choose(window, self._recent(), _("Open a recent article"))

    def _recent(self) -> list[Entry]:
        from editor.gui.dialogs.palette import Entry

        return [Entry(f"open:{one.path}", one.title, str(one.path), "file-text") for one in self._kit.recents.all()]

    def _choose(self, window: MainWindow, entries: Sequence[Entry], placeholder: str) -> Palette:
        from editor.gui.dialogs.palette import Palette

        palette = Palette(window, self._kit.look.icons, entries, placeholder)
        palette.chosen.connect(lambda chosen: self._chosen(window, chosen))
        palette.show()
        return palette

    def _chosen(self, window: MainWindow, chosen: str) -> None:
        kind, _colon, value = chosen.partition(":")
        if kind == "do":
            window.action(value).trigger()
        else:
            self._kit.desk.open([Path(value)])


def _entry(root: Path, record: Record) -> Entry:
    """An article of the archive as an entry of the palette."""
    from editor.gui.dialogs.palette import Entry

    path = root / record.path
    hint = " · ".join(part for part in (record.area, date_for_readers(record.published[:10])) if part)
    return Entry(f"open:{path}", record.headline or path.name, hint, "library")


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
