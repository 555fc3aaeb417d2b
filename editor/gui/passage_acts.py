"""Ready-made passages: asked for, filled in for the article in front, and put in at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.app.session import Session
from editor.core.checks.values import Draft
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext
from editor.gui.kit import Kit

if TYPE_CHECKING:
    from editor.core.checks.boilerplate import Filled
    from editor.gui.dialogs.passages import PassageChooser
    from editor.gui.main_window import MainWindow
    from editor.services.passages import Passages


class PassageActs(QObject):
    """Asks for a passage, and puts it in. ``told`` carries sentences."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._chooser: PassageChooser | None = None

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        return {"passage": lambda: self.choose(window)}

    def choose(self, window: MainWindow) -> None:
        """Ask which passage is meant: at once, so that what is typed is heard; the passages come a moment later."""
        from editor.gui.dialogs.passages import PassageChooser  # noqa: PLC0415 - the window must not wait for it

        session = self._kit.desk.current
        if session is None:
            return
        if session.read_only:
            self.told.emit(_("This file can only be read."))
            return
        chooser = PassageChooser(window, self._kit.look)
        chooser.wanted.connect(partial(self._put, window, session))
        chooser.finished.connect(partial(self._forget, chooser))
        self._chooser = chooser
        chooser.show()
        self._fill(chooser, session)

    def _fill(self, chooser: PassageChooser, session: Session) -> None:
        fields, path = session.fields, session.path
        draft = Draft(fields.values, "", fields.extra, session.profile, session.released)

        def work() -> tuple[Sequence[Filled], str]:
            passages = self._kit.passages_of(path)
            return passages.filled(draft), _none(passages)

        def offer(passages: Sequence[Filled], none: str) -> None:
            if self._chooser is chooser:  # it may be closed by now
                chooser.offer_passages(passages, none)

        def failed(error: CopydeskError) -> None:
            offer((), error.sentence)

        self._kit.jobs.read(work, lambda found: offer(*found), failed)

    def _forget(self, chooser: PassageChooser, _result: int) -> None:
        if self._chooser is chooser:
            self._chooser = None

    def _put(self, window: MainWindow, session: Session, passage: Filled) -> None:
        view = window.tabs.view_of(session)
        if view is None:
            return
        view.body.setFocus()
        if view.body.insert_paragraphs(passage.text, passage.blanks[0] if passage.blanks else None):
            self.told.emit(_said(passage))
            self._kit.checking.hurry(session)


def _none(passages: Passages) -> str:
    """What is said where there is nothing to choose from."""
    return _(
        "There are no ready-made passages. You can write your own, in a file in the folder {folder}. "
        "The guide (F1) shows how, on its page “Organisations”, under “Ready-made passages”."
    ).format(folder=passages.folder)


def _said(passage: Filled) -> str:
    count = len(passage.blanks)
    if not count:
        return _("“{name}” is in the text now. Undo takes it out.").format(name=passage.name)
    return ngettext(
        "“{name}” is in the text now; {count} blank is left to fill in.",
        "“{name}” is in the text now; {count} blanks are left to fill in.",
        count,
    ).format(name=passage.name, count=count)
