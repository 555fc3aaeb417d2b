"""Unsaved work of a run that ended badly, beside the file as it is now: bring it back, put it away, or decide later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from editor.app.jobs import Jobs
from editor.app.keeping import Keeper
from editor.core import lens
from editor.core.changes import Row, rows
from editor.core.codec import parse
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.core.language import _
from editor.core.profile import Profile
from editor.gui.dialogs.comparing import Comparison, Words, day_and_time
from editor.gui.dialogs.frame import Frame, beside, list_of_rows, plain_label, quiet_button
from editor.gui.dialogs.rows import row
from editor.gui.theme import Look
from editor.services.files import open_file
from editor.services.journal import Entry, Leftover

T = TypeVar("T")
ProfileOf = Callable[[Path | None, str], Profile | None]
"""The organisation of an area, for an article at a path."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """Unsaved work beside its file: what is to be said of the file, and what differs."""

    sentence: str
    rows: tuple[Row, ...]


class RecoveryDialog(Frame):
    """One row an article. What is neither brought back nor put away is offered again at the next start.

    The journal holds two states of an article: the newest is shown, and the one before it where the person wants it.
    The files are read by ``jobs``, or at once without; the fields are compared where ``profile_of`` tells how the
    organisation writes them, else only the text is.
    """

    def __init__(
        self,
        leftovers: Sequence[Leftover],
        keeper: Keeper,
        look: Look,
        parent: QWidget | None = None,
        *,
        jobs: Jobs | None = None,
        profile_of: ProfileOf | None = None,
    ) -> None:
        super().__init__(_("Unsaved work was found"), parent)
        self._left = list(leftovers)
        self._keeper, self._look, self._jobs, self._profile_of = keeper, look, jobs, profile_of
        self._asked = 0
        self._list = list_of_rows(_("Articles with unsaved work"))
        self._told = plain_label()
        self._before = QCheckBox()
        words = Words(_("only in the file"), _("only in the unsaved work"))
        self._comparison = Comparison(look, words, _("The unsaved work, compared with the file"))
        heading = QLabel(_("Copydesk did not end properly last time. This was not saved:"), wordWrap=True)
        heading.setProperty("role", "heading")
        halves = beside(self._list, [self._told, self._before, self._comparison], grows=self._comparison)
        self.lay_out([heading, halves], *self._buttons(), grows=halves)
        self._fill()
        self._before.toggled.connect(self._compare)
        self.finished.connect(self._end)

    def _buttons(self) -> tuple[list[QPushButton], list[QPushButton]]:
        """Those at the left, and those at the right."""
        away = quiet_button(_("Put away"), lambda: self._decide(self._keeper.discard))
        away.setToolTip(_("It is kept for 30 days and not offered again"))
        away.setAccessibleDescription(away.toolTip())
        back = quiet_button(_("Bring back"), lambda: self._decide(self._keeper.restore))
        back.setProperty("primary", True)
        back.setDefault(True)
        copy = quiet_button(_("Copy text"), self._copy)
        return [away, copy], [quiet_button(_("Decide later"), self.reject), back]

    def _fill(self) -> None:
        icon = self._look.icons.icon("file-text")
        for leftover in self._left:
            entry = leftover.entry
            title, when = _title(entry), day_and_time(entry.time)
            name = _("{title}. {when}").format(title=title, when=when)
            self._list.addItem(row(None, title, hint=when, right="", icon=icon, name=name))
        self._list.currentRowChanged.connect(self._show)
        self._list.setCurrentRow(0)
        self._list.setFocus()

    # -- what is shown

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self._left):
            return
        older = self._left[at].older
        self._before.blockSignals(True)
        self._before.setChecked(False)
        self._before.blockSignals(False)
        self._before.setVisible(older is not None and not _same(older, self._left[at].entry))
        if older is not None:
            time = older.time.strftime("%H:%M:%S")
            self._before.setText(_("The state that was kept just before, at {time}").format(time=time))
        self._comparison.begin()
        self._compare()

    def _chosen(self) -> Leftover | None:
        """The work of the current row, in the state that is shown."""
        at = self._list.currentRow()
        if not 0 <= at < len(self._left):
            return None
        leftover = self._left[at]
        if self._before.isChecked() and leftover.older is not None:
            return replace(leftover, entry=leftover.older, older=leftover.entry)
        return leftover

    def _compare(self) -> None:
        chosen, profile_of = self._chosen(), self._profile_of
        if chosen is None:
            return
        self._asked += 1
        asked = self._asked

        def show(beside_it: _Beside) -> None:
            if asked == self._asked:
                self._told.setText(beside_it.sentence)
                self._comparison.show_rows(beside_it.rows, _("The file holds the same: nothing is lost."))

        self._told.clear()
        self._comparison.show_sentence(_("Looking at the file …"))
        self._read(lambda: _beside(chosen.entry, profile_of), show)

    def _read(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        if self._jobs is None:
            done(work())
        else:
            self._jobs.read(work, done, lambda error: self._told.setText(error.sentence))

    def _end(self) -> None:
        self._asked += 1

    # -- what is done

    def _decide(self, act: Callable[[Leftover], None]) -> None:
        chosen, at = self._chosen(), self._list.currentRow()
        if chosen is None:
            return
        del self._left[at]
        act(chosen)
        # The list moves on to the next row by itself, but tells it before the row is gone.
        self._list.blockSignals(True)
        self._list.takeItem(at)
        self._list.blockSignals(False)
        if self._left:
            self._show(self._list.currentRow())
        else:
            self.accept()

    def _copy(self) -> None:
        if (chosen := self._chosen()) is not None:
            QGuiApplication.clipboard().setText(chosen.entry.body)
            self._told.setText(_("The unsaved text is on the clipboard."))


def _same(one: Entry, other: Entry) -> bool:
    """Whether two states differ in nothing that a person could bring back."""
    return (one.body, one.values, one.extra) == (other.body, other.values, other.extra)


def _title(entry: Entry) -> str:
    return entry.values.get("headline") or (entry.path.name if entry.path else _("New release"))


def _beside(entry: Entry, profile_of: ProfileOf | None) -> _Beside:
    """Compare unsaved work with its file as it is now."""
    unsaved = Fields({**Fields().values, **entry.values}, extra=entry.extra, body=entry.body)
    if entry.path is None:
        return _Beside(_("It has never been saved to a file."), rows(Fields(), unsaved))
    name = str(entry.path)
    try:
        opened = open_file(entry.path)
        reading = parse(opened.data)
    except CopydeskError as error:
        sentence = _("Its file {name} cannot be compared. {reason}").format(name=name, reason=error.sentence)
        return _Beside(sentence, rows(Fields(), unsaved))
    if entry.raw or profile_of is None:
        there = replace(unsaved, body=reading.text if entry.raw else reading.article.body)
    else:
        there = lens.read(reading.article, profile_of(entry.path, entry.area))
        unsaved = replace(unsaved, kept=there.kept)
    if opened.fingerprint.sha256 == entry.base:
        sentence = _("Its file is {name}. This had been changed and not saved:")
    else:
        sentence = _("Its file {name} has been changed since. This differs from it now:")
    return _Beside(sentence.format(name=name), rows(there, unsaved))


def show_recovery(
    leftovers: Sequence[Leftover],
    keeper: Keeper,
    look: Look,
    parent: QWidget,
    *,
    jobs: Jobs | None = None,
    profile_of: ProfileOf | None = None,
) -> None:
    """Offer unsaved work, in front of the window."""
    RecoveryDialog(leftovers, keeper, look, parent, jobs=jobs, profile_of=profile_of).show()
