"""One open article: what the file holds, what the person made of it, and whether the two differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.history import History, changed_since
from editor.core import lens
from editor.core.article import Article, with_value
from editor.core.codec import Departure, Outcome, Reading, dump
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.core.profile import Profile
from editor.core.rehome import rehomed
from editor.services.files import Fingerprint, Notice, Opened, Saved
from editor.services.presence import Presence


@dataclass(frozen=True, slots=True)
class Outside:
    """What became of a session's file while there were unsaved changes: its new state, or None where it is gone.

    ``renamed`` is what a file that is gone is called now, where that is known.
    """

    opened: Opened | None = None
    reading: Reading | None = None
    renamed: Path | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is to be saved: made at one moment on the GUI thread, written on another."""

    data: bytes
    article: Article
    fields: Fields
    revision: int


class Session(QObject):
    """An article in the window. All changes of its fields go through ``change``, those of its text through the body.

    The body's text lives in its editor; ``text_of_body`` asks for it, ``put_body`` changes it as one step that can be
    undone, ``body_changed`` says that it is another.
    """

    fields_changed = Signal()
    edited = Signal()
    state_changed = Signal()
    notices_changed = Signal()
    body_replaced = Signal(str)

    def __init__(self, base: Article, profile: Profile | None, *, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.profile = profile
        self.path: Path | None = None
        self.fingerprint: Fingerprint | None = None
        self.released = False
        self.raw: str | None = None
        self.newline = "\n"
        # Only to be looked at: bytes that are no valid text.
        self.read_only = False
        # Its file may not be changed; the text may, to be saved elsewhere.
        self.is_protected = False
        self.reading: Reading | None = None
        self.file_notices: tuple[Notice, ...] = ()
        self.slug_locked = False
        # The person allowed its pictures to be loaded from other computers.
        self.remote_pictures = False
        self.layout_accepted = False
        self.text_of_body: Callable[[], str] = lambda: self.base.body
        self.put_body: Callable[[str], None] = lambda text: None
        self.cursor: Callable[[], int] = lambda: 0
        # What somebody else did to the file since it was opened.
        self.outside: Outside | None = None
        # Who else has unsaved changes of it, as far as a lock beside the file says.
        self.colleague: Presence | None = None
        self.base = base
        self._fields = lens.read(base, profile)
        self._saved_fields = self._fields
        self._body_modified = False
        # What was saved last is not what the editor takes for saved: its undo cannot lead back to it.
        self._body_ahead = False
        self._base_changed = False
        self._revision = 0
        self.history = History()

    @classmethod
    def from_file(cls, opened: Opened, reading: Reading, profile: Profile | None, *, draft: bool, key: str) -> Session:
        """A session on a file that was read."""
        session = cls(reading.article, profile, key=key)
        session.path, session.fingerprint = opened.path, opened.fingerprint
        session.reading, session.file_notices = reading, opened.notices
        session.released = not draft
        session.slug_locked = draft and not lens.slug_follows(session.fields, profile)
        if reading.outcome is Outcome.OPEN_RAW:
            session.raw, session.newline = reading.text, reading.newline
        session.read_only = not reading.exact
        session.is_protected = any(notice.code == "read-only" for notice in opened.notices)
        return session

    # -- what it is

    @property
    def fields(self) -> Fields:
        """The fields as they stand; their ``body`` is the one that was opened (``text_of_body`` has the newest)."""
        return self._fields

    @property
    def body(self) -> str:
        """The text that was opened, or last saved: what an editor is filled with."""
        return self.raw if self.raw is not None else self.base.body

    @property
    def is_dirty(self) -> bool:
        """Whether there is something to save."""
        fields = (self._fields.values, self._fields.extra) != (self._saved_fields.values, self._saved_fields.extra)
        return self._body_modified or self._base_changed or fields

    @property
    def departures(self) -> tuple[Departure, ...]:
        """How the file departs from the canonical form, where a save would change that."""
        found = self.reading.departures if self.reading else ()
        return tuple(departure for departure in found if not (departure.kept or departure.in_text))

    @property
    def slug_follows(self) -> bool:
        """Whether the last part of the address follows the headline."""
        return not self.released and not self.slug_locked and self.raw is None

    # -- editing

    def change(self, changes: Mapping[str, str]) -> None:
        """Change fields, and what follows them. Raises ``CopydeskError`` where a value cannot be stored."""
        if "slug" not in changes and self.slug_locked:
            changes = {**changes, "slug": self._fields["slug"]}
        elif changes.get("slug", self._fields["slug"]) != self._fields["slug"] and not self.released:
            self.slug_locked = True
        new = lens.edit(self.base, self._fields, changes, self.profile, released=self.released)
        self.history.remember(",".join(changes), self._fields)
        self._set_fields(new)

    def begin(self, changes: Mapping[str, str]) -> None:
        """Fill in what a new article starts with: nothing that would have to be saved or undone."""
        self._fields = self._saved_fields = lens.edit(self.base, self._fields, changes, self.profile)

    def restore(self, values: Mapping[str, str], extra: Mapping[str, str], body: str, *, slug_locked: bool) -> None:
        """Bring back an earlier state of the work, as an edit that is not saved and can be undone."""
        self.history.end_step()
        self.history.remember("restore", self._fields)
        self.history.end_step()
        self.slug_locked = slug_locked
        if self.raw is None:
            self._set_fields(replace(self._fields, values={**self._fields.values, **values}, extra=dict(extra)))
        if body != self.text_of_body():
            self.put_body(body)
        self.state_changed.emit()

    def rebase(self, opened: Opened, reading: Reading, fields: Fields, body: str) -> None:
        """Take the file as it is now for what was opened, and this for what the person made of it: one undo step."""
        self.fingerprint, self.reading, self.file_notices = opened.fingerprint, reading, opened.notices
        self.outside = None
        self.base = reading.article
        if self.raw is not None:
            self.raw = reading.text
        self._saved_fields = lens.read(self.base, self.profile)
        self._base_changed = False
        self.restore(fields.values, fields.extra, body, slug_locked=self.slug_locked)
        self._fields = replace(self._fields, kept=self._saved_fields.kept, body=self.base.body)
        # Where the text is the file's, the editor takes it for saved now, and its undo leads back to it.
        self._body_modified = self._body_ahead = body != self.body
        self.notices_changed.emit()
        self.state_changed.emit()

    def lock_slug(self, locked: bool) -> None:
        """Keep the last part of the address as it is, or let it follow the headline again."""
        self.history.end_step()
        self.slug_locked = locked
        slug = lens.slug_of(self._fields, self.profile)
        if not locked and slug != self._fields["slug"]:
            new = lens.edit(self.base, self._fields, {"slug": slug}, self.profile, released=self.released)
            self.history.remember("slug", self._fields)
            self._set_fields(new)
        self.state_changed.emit()

    def rehome(self, profile: Profile | None, area: str) -> None:
        """Make an unreleased article one of another organisation: what was typed stays, its constants change."""
        self.history.end_step()
        slug = self._fields["slug"] if self.slug_locked else ""
        base, fields = rehomed(self.base, self._fields, self.profile, profile, area=area, slug=slug)
        self.profile, self.base, self._base_changed = profile, base, self.path is not None
        self.history.clear()
        self._set_fields(fields)

    def resolve(self, index: int, value: str) -> None:
        """Choose the value of a key that stands twice."""
        if self.reading is None:
            return
        twice = self.reading.twice
        before, fields = lens.read(self.base, self.profile), self._fields
        self.base = Article(with_value(self.base.front, twice[index].path, value), self.base.body)
        left = twice[:index] + twice[index + 1 :]
        told = tuple(d for d in self.reading.departures if d.code != "twice" or d.line not in twice[index].lines)
        self.reading = replace(self.reading, twice=left, departures=told)
        self._base_changed = True
        self.history.clear()
        self._set_fields(lens.read(self.base, self.profile).having(changed_since(before, fields)))
        self.notices_changed.emit()
        self.state_changed.emit()

    def body_changed(self, modified: bool) -> None:
        """The text in the editor is another now; ``modified`` tells whether it differs from the saved one."""
        self._revision += 1
        was, self._body_modified = self._body_modified, modified or self._body_ahead
        if was != self._body_modified:
            self.state_changed.emit()
        self.edited.emit()

    def _set_fields(self, fields: Fields) -> None:
        if fields == self._fields:
            return
        self._fields = fields
        self._revision += 1
        self.fields_changed.emit()
        self.edited.emit()
        self.state_changed.emit()

    def undo(self) -> None:
        """Take back the last step in the form."""
        if (before := self.history.undo(self._fields)) is not None:
            self._set_fields(before)

    def redo(self) -> None:
        """Do the step again that was undone."""
        if (after := self.history.redo(self._fields)) is not None:
            self._set_fields(after)

    # -- saving

    def snapshot(self) -> Snapshot:
        """What a save writes now. Raises ``CopydeskError`` where it cannot be written."""
        body = self.text_of_body()
        if self.raw is not None:
            try:
                data = body.replace("\n", self.newline).encode("utf-8")
            except UnicodeEncodeError as error:
                raise CopydeskError(str(error), code="not-text") from error
            return Snapshot(data, self.base, self._fields, self._revision)
        article = lens.write(self.base, replace(self._fields, body=body), self.profile)
        return Snapshot(dump(article), article, self._fields, self._revision)

    def saved(self, saved: Saved, snapshot: Snapshot, reading: Reading, *, released: bool) -> None:
        """Note that a snapshot is on the disk, and how it reads; what was typed since stays unsaved."""
        if released and not self.released:
            self.history.clear()  # a step back must not lead to another address
        self.path, self.fingerprint, self.released = saved.path, saved.fingerprint, released
        self.is_protected = False
        self.reading, self.file_notices, self.outside = reading, (), None
        self.base, self._saved_fields, self._base_changed = snapshot.article, snapshot.fields, False
        self._fields = replace(self._fields, body=self.base.body)
        self._body_ahead = snapshot.revision != self._revision
        self._body_modified = self._body_ahead
        if self.raw is not None:
            self.raw = reading.text
            if reading.outcome is not Outcome.OPEN_RAW and not self._body_ahead:
                # A text that was mended by hand is an article again.
                self.raw = None
                self.base = reading.article
                self._fields = self._saved_fields = lens.read(self.base, self.profile)
                self.slug_locked = not self.released and not lens.slug_follows(self._fields, self.profile)
                self.body_replaced.emit(self.base.body)
                self.fields_changed.emit()
        self.notices_changed.emit()
        self.state_changed.emit()
