"""Earlier versions of an article's file, compared with the text as it is now: taken back whole or thing by thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from editor.app.jobs import Jobs
from editor.app.session import Session
from editor.core import lens
from editor.core.changes import BODY, Change, Row, rows, take
from editor.core.codec import Outcome, parse
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.core.language import _, ngettext
from editor.core.profile import Profile
from editor.core.stats import stats
from editor.gui.dialogs.comparing import Comparison, Words, day_and_time
from editor.gui.dialogs.frame import Frame, beside, list_of_rows, plain_label, quiet_button
from editor.gui.dialogs.rows import KEY, row
from editor.gui.theme import Look
from editor.services.files import NoVersions, save
from editor.services.versions import Version, Versions

if TYPE_CHECKING:
    from editor.services.clone import Entry

T = TypeVar("T")
# Bytes. To count the words of longer versions would take too long for what it tells.
_COUNTED = 200_000
_ICONS = {"saved": "history", "opened": "folder-open"}


Shared = Callable[[Path, Callable[[Sequence["Entry"]], None]], None]
"""Gives the states of a file that a team has."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An earlier state in the list: when it was, what happened, and how its bytes are read."""

    when: datetime
    happened: str
    icon: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A version beside the text of the window at that moment.

    ``data`` are its bytes, ``text`` is what a person would copy. Without ``fields`` it does not fit into the window.
    """

    data: bytes
    text: str
    present: Fields
    fields: Fields | None = None
    rows: tuple[Row, ...] = ()


class VersionsDialog(Frame):
    """A list of the versions at the left, the latest first, and what differs from the text now at the right.

    Whatever is taken back becomes an unsaved edit of the session, which can be undone there.
    """

    def __init__(
        self,
        session: Session,
        versions: Versions,
        jobs: Jobs,
        look: Look,
        *,
        shared: Shared | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Earlier versions"), parent)
        self._session, self._versions, self._jobs, self._look = session, versions, jobs, look
        self._shared = shared
        self._found: list[_Listed] = []
        self._asked = 0
        self._is_over = False
        self._compared: _Compared | None = None
        self._list = list_of_rows(_("Earlier versions, the latest first"))
        self._told = plain_label()
        self._told.setProperty("role", "hint")
        take_this = "" if session.read_only else _("Take this")
        words = Words(_("only in the earlier version"), _("only in your text now"), take_this)
        self._comparison = Comparison(look, words, _("What differs from your text now"))
        self._copy = quiet_button(_("Copy text"), self._copy_text)
        self._copy_to = quiet_button(_("Save copy as …"), self._save_copy)
        self._restore = quiet_button(_("Restore whole"), self._restore_whole)
        self._restore.setProperty("primary", True)
        close = quiet_button(_("Close"), self.reject)
        halves = beside(self._list, [self._comparison, self._told], grows=self._comparison)
        self.lay_out([halves], [self._copy, self._copy_to], [close, self._restore], grows=halves)
        self._connect()
        self._begin()

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._choose)
        self._comparison.taken.connect(self._take)
        self._session.edited.connect(self._compare)
        self._session.destroyed.connect(self.reject)
        self.finished.connect(self._end)

    # -- off the GUI thread

    def _begin(self) -> None:
        path = self._session.path
        self._show_compared(None, _("Looking for earlier versions …"))
        self._ask(lambda: _listed(self._versions, path), self._show_versions)

    def _look_at_shared(self) -> None:
        path = self._session.path
        if self._shared is not None and path is not None:
            self._shared(path, self._show_shared)

    def _show_shared(self, entries: Sequence[Entry]) -> None:
        """Put what the team has among what this computer kept, by time."""
        if entries and not self._is_over:
            item = self._list.currentItem()
            chosen = item.data(KEY) if item is not None else None
            self._list_all([*self._found, *map(_of_team, entries)], chosen)

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have something done; only the latest answer counts, and none once the dialog is closed."""
        self._asked += 1
        asked = self._asked

        def told(value: T) -> None:
            if asked == self._asked:
                done(value)

        def failed(error: CopydeskError) -> None:
            if asked == self._asked:
                self._show_compared(None, error.sentence)

        self._jobs.read(work, told, failed)

    def _end(self) -> None:
        self._is_over = True
        self._asked += 1

    def _choose(self) -> None:
        self._comparison.begin()
        self._told.clear()
        self._enable(None)
        self._compare()

    def _compare(self) -> None:
        item = self._list.currentItem()
        if item is None or self._is_over:
            return
        session, chosen, present = self._session, item.data(KEY), self._present()
        profile, is_raw = session.profile, session.raw is not None
        self._ask(lambda: _compared(chosen.read(), present, profile, is_raw), self._show_compared)

    def _present(self) -> Fields:
        return replace(self._session.fields, body=self._session.text_of_body())

    # -- what is shown

    def _show_versions(self, found: Sequence[_Listed]) -> None:
        self._list_all(found, None)
        if not found:
            self._show_compared(
                None,
                _(
                    "There is no earlier version of this article yet. Whenever it is saved, what the file held "
                    "before is kept here: for 30 days at least, on this computer."
                ),
            )
        self._look_at_shared()

    def _list_all(self, found: Sequence[_Listed], chosen: _Listed | None) -> None:
        self._found = sorted(found, key=lambda one: one.when, reverse=True)
        self._list.clear()
        for one in self._found:
            when = day_and_time(one.when)
            name = _("{when}. {happened}").format(when=when, happened=one.happened)
            icon = self._look.icons.icon(one.icon)
            self._list.addItem(row(one, when, hint=one.happened, right="", icon=icon, name=name))
        self._list.setVisible(bool(found))
        if found:
            self._list.setCurrentRow(self._found.index(chosen) if chosen in self._found else 0)
            self._list.setFocus()

    def _show_compared(self, compared: _Compared | None, sentence: str = "") -> None:
        self._enable(compared)
        if compared is None:
            self._comparison.show_sentence(sentence)
        elif compared.fields is None:
            self._comparison.show_sentence(
                _(
                    "The fields of this version are not understood, so it cannot be compared or restored here. "
                    "Its text can be copied, and a copy of the file can be saved."
                )
            )
        else:
            self._comparison.show_rows(compared.rows, _("Your text is the same as this version."))

    def _enable(self, compared: _Compared | None) -> None:
        self._compared = compared
        for button in (self._copy, self._copy_to):
            button.setEnabled(compared is not None)
        can_restore = compared is not None and compared.fields is not None and not self._session.read_only
        self._restore.setEnabled(can_restore)

    # -- what is done with a version

    def _take(self, change: Change) -> None:
        """Take one thing back: as if it had been typed, so that what follows a field follows it here too."""
        session, compared, present = self._session, self._compared, self._present()
        if compared is None or compared.fields is None or compared.present != present:
            return  # a comparison with what is there now is on its way
        if not any(row is change for row in compared.rows):
            return  # the button was of the comparison before, and was pressed in the moment in which it went
        earlier = compared.fields
        session.history.end_step()
        try:
            if change.where == BODY:
                session.put_body(take(earlier, present, [change]).body)
            else:
                session.change({change.where: _value(earlier, change.where)})
        except CopydeskError as error:
            self._told.setText(error.sentence)
        else:
            self._told.setText(_("Taken: {thing}. Undo in the article brings yours back.").format(thing=change.label))
        session.history.end_step()

    def _restore_whole(self) -> None:
        compared, session = self._compared, self._session
        if compared is None or compared.fields is None:
            return
        fields = compared.fields
        locked = session.slug_locked if session.released else not lens.slug_follows(fields, session.profile)
        session.restore(fields.values, fields.extra, fields.body, slug_locked=locked)
        self.accept()

    def _copy_text(self) -> None:
        if self._compared is not None:
            QGuiApplication.clipboard().setText(self._compared.text)
            self._told.setText(_("The text of this version is on the clipboard."))

    def _save_copy(self) -> None:
        item, compared = self._list.currentItem(), self._compared
        if item is None or compared is None or self._session.path is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        when = item.data(KEY).when.strftime("%Y-%m-%d %H.%M")
        start = Path(folder) / f"{self._session.path.stem} {when}.md"
        # A copy is never saved over another file, so there is nothing to confirm.
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save a copy of this version"),
            str(start),
            _("Articles (*.md);;All files (*)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._write(Path(name), compared.data)

    def _write(self, path: Path, data: bytes) -> None:
        saved = _("A copy is in “{name}”.").format(name=path.name)
        told = self._told
        self._jobs.save(
            lambda: save(path, data, None, versions=NoVersions()),
            lambda _saved: told.setText(saved) if isValid(told) else None,
            lambda error: told.setText(error.sentence) if isValid(told) else None,
        )


def _listed(versions: Versions, path: Path | None) -> list[_Listed]:
    """What this computer kept of a file."""
    return [_of_this_computer(versions, version) for version in (versions.of(path) if path else ())]


def _of_this_computer(versions: Versions, version: Version) -> _Listed:
    happened = _happened(version, _words(versions, version))
    return _Listed(version.when, happened, _ICONS[version.why], lambda: versions.read(version.id))


def _of_team(entry: Entry) -> _Listed:
    what = (entry.message.strip().splitlines() or [""])[0]
    happened = _("Shared by {who}: {what}").format(who=entry.who, what=what)
    return _Listed(entry.when, happened, "users", entry.read)


def _words(versions: Versions, version: Version) -> int | None:
    """How long a version is; None where it is not counted."""
    if version.size > _COUNTED:
        return None
    try:
        reading = parse(versions.read(version.id))
    except CopydeskError:
        return None  # it is told when somebody wants to see it
    return None if reading.outcome is Outcome.OPEN_RAW else stats(reading.article.body).words


def _happened(version: Version, words: int | None) -> str:
    """What a version is, and how long."""
    saved = version.why == "saved"
    if words is None:
        size = QLocale().formattedDataSize(version.size)
        return (_("Before a save, {size}") if saved else _("As it was opened, {size}")).format(size=size)
    sentence = (
        ngettext("Before a save, {count} word", "Before a save, {count} words", words)
        if saved
        else ngettext("As it was opened, {count} word", "As it was opened, {count} words", words)
    )
    return sentence.format(count=words)


def _compared(data: bytes, present: Fields, profile: Profile | None, is_raw: bool) -> _Compared:
    """Compare a version with the text in the window. Raises CopydeskError where it cannot be read."""
    reading = parse(data)
    if is_raw:
        fields = replace(present, body=reading.text)
        return _Compared(data, reading.text, present, fields, rows(fields, present))
    if reading.outcome is Outcome.OPEN_RAW:
        return _Compared(data, reading.text, present)
    fields = lens.read(reading.article, profile)
    return _Compared(data, fields.body, present, fields, rows(fields, present))


def _value(fields: Fields, where: str) -> str:
    """The text of a field, or of everything else by dotted key."""
    if where in fields.values:
        return fields[where]
    return fields.extra.get(where.removeprefix("extra."), "")
