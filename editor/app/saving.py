"""Saving and releasing: ask, write off the GUI thread, say what happened; the text stays in hand whatever fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app import questions
from editor.app.jobs import Jobs
from editor.app.ports import Prompts
from editor.app.session import Outside, Session, Snapshot
from editor.core import lens
from editor.core.codec import BLANK, Outcome, Reading, Refusal, canonical_body, parse
from editor.core.errors import CopydeskError
from editor.core.fields import label
from editor.core.free_address import free_number
from editor.core.language import _
from editor.core.slugs import numbered
from editor.services.archive import Archive
from editor.services.files import (
    THIS_DISK,
    Conflict,
    Disk,
    Fingerprint,
    NoVersions,
    Opened,
    Saved,
    VersionStore,
    open_file,
    publish,
    save,
)
from editor.services.profiles import ProfileStore

Then = Callable[[bool], None]
"""Hears whether an act was done; it may have been given up or have failed."""


@dataclass(frozen=True, slots=True)
class Home:
    """An archive and the organisations known in it."""

    archive: Archive | None
    profiles: ProfileStore


HomeOf = Callable[[Path | None], Home]
"""The home of a file; of new articles for None."""


def nothing(done: bool) -> None:
    """The ``Then`` of an act that nothing follows."""


_GONE = ("gone", "folder-gone")


class Saver(QObject):
    """What a person does to bring an article to the disk. An article is saved once at a time; who asks again waits."""

    saved = Signal(object)
    told = Signal(str)
    field_wanted = Signal(str)
    reload_wanted = Signal(object)
    merge_wanted = Signal(object)
    archive_chosen = Signal(object)
    problems_wanted = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        prompts: Prompts,
        home_of: HomeOf,
        now: Callable[[], datetime],
        *,
        versions: VersionStore | None = None,
        disk: Disk = THIS_DISK,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._prompts = prompts
        self._home_of = home_of
        self._now = now
        self._versions = versions or NoVersions()
        self._disk = disk
        # What has to be put right in an article before it is published, in sentences.
        self.errors_of: Callable[[Session], Sequence[str]] = lambda session: ()
        # Whether it was said that earlier states cannot be kept.
        self._unkept = False
        # Articles of which a save is under way, with what has to wait for its end.
        self._under_way: dict[Session, list[Then]] = {}

    def keep_original(self, opened: Opened) -> None:
        """Keep the state that a file had when it was opened."""
        self._jobs.save(
            lambda: self._versions.keep_original(opened.path, opened.data),
            lambda _nothing: None,
            self._tell_unkept,
        )

    def _tell_unkept(self, error: CopydeskError) -> None:
        """Say that earlier states cannot be kept: once, for it is so with every file."""
        if not self._unkept:
            self.told.emit(error.sentence)
        self._unkept = True

    def is_busy_with(self, session: Session) -> bool:
        """Whether this article is being saved or released just now."""
        return session in self._under_way

    def when_free(self, session: Session, act: Then) -> None:
        """Do this now, or at the end of the save that is under way; it hears whether that save succeeded."""
        if session in self._under_way:
            self._under_way[session].append(act)
        else:
            act(True)

    def save(self, session: Session, then: Then = nothing) -> None:
        """Save an article where it is; a new one among the drafts. ``then`` hears whether it is saved."""
        if session in self._under_way:
            self.when_free(session, lambda saved: self.save(session, then) if saved else then(False))
        elif session.path is not None and not session.is_dirty and not _is_gone(session):
            self.told.emit(_("There is nothing to save: the file holds exactly this."))
            then(True)
        elif not self._may_save(session):
            then(False)
        elif session.path is None:
            self._save_draft(session, then)
        else:
            path, expected = session.path, None if _is_gone(session) else session.fingerprint
            self._write(session, self._over(path, expected), session.released, then)

    def _over(self, path: Path, expected: Fingerprint | None) -> Callable[[bytes], Saved]:
        if expected is None:
            return lambda data: publish(None, None, path, data, versions=self._versions, disk=self._disk)
        return lambda data: save(path, data, expected, versions=self._versions, disk=self._disk)

    def _may_save(self, session: Session) -> bool:
        """Ask what has to be asked before a file is changed."""
        if session.reading and session.reading.twice:
            self._prompts.tell(
                _("Choose one value first"),
                _("Two values have the same name in this file. Choose one of them above the text, then save."),
            )
            return False
        if session.read_only or session.is_protected:
            self._prompts.tell(
                _("This file cannot be changed"),
                _("It may only be read. Use “Save as” to keep your changes in another file."),
            )
            return False
        if session.departures and session.raw is None and not session.layout_accepted:
            if self._prompts.ask(questions.canonical_form(session.departures)) != "save":
                return False
            session.layout_accepted = True
        return True

    def _save_draft(self, session: Session, then: Then) -> None:
        area = session.fields["area"]
        archive = self._archive()
        if archive is None or not self._has(session, "area"):
            then(False)
            return
        stem = session.fields["slug"] or lens.slug_of(session.fields, session.profile) or "untitled"

        def work(data: bytes) -> Saved:
            target = archive.draft_path(area, stem)
            return publish(None, None, target, data, versions=self._versions, disk=self._disk)

        self._write(session, work, False, then)

    def save_as(self, session: Session, then: Then = nothing) -> None:
        """Save an article under a name that the person chooses."""
        if session in self._under_way:
            self.when_free(session, lambda _saved: self.save_as(session, then))
            return
        start = session.path or (self._home_of(None).archive or Archive(Path.home())).root / "release.md"
        path = self._prompts.file_to_save(start)
        if path is None:
            then(False)
            return

        def work(data: bytes) -> Saved:
            # The file chooser asked whether to replace a file that is there.
            expected = open_file(path).fingerprint if path.exists() else None
            return save(path, data, expected, versions=self._versions, disk=self._disk)

        self._write(session, work, session.released, then)

    def _write(self, session: Session, work: Callable[[bytes], Saved], released: bool, then: Then) -> None:
        try:
            snapshot = session.snapshot()
        except CopydeskError as error:
            self._prompts.tell(_("The article was not saved"), error.sentence)
            then(False)
            return

        def done(result: tuple[Saved, Reading]) -> None:
            waiting = self._under_way.pop(session)
            self._saved(session, snapshot, *result, released=released)
            for heard in (then, *waiting):
                heard(True)

        def failed(error: CopydeskError) -> None:
            waiting = self._under_way.pop(session)

            def all_of_them(saved: bool) -> None:
                for heard in (then, *waiting):
                    heard(saved)

            self._not_saved(session, error, lambda: self._write(session, work, released, all_of_them), all_of_them)

        self._under_way[session] = []
        raw = session.raw is not None

        def write() -> tuple[Saved, Reading]:
            reading = _read_back(snapshot, raw=raw)
            saved = work(snapshot.data)
            # It only helps to know the file again if somebody renames it.
            with suppress(CopydeskError):
                self._versions.note(saved.path, saved.fingerprint.sha256)
            return saved, reading

        self._jobs.save(write, done, failed)

    def _saved(self, session: Session, snapshot: Snapshot, saved: Saved, reading: Reading, *, released: bool) -> None:
        newly = released and not session.released
        if session.raw is not None and reading.outcome is not Outcome.OPEN_RAW:
            # Nobody could tell before whose article this is.
            session.profile = self._home_of(saved.path).profiles.get(lens.read(reading.article)["area"])
        session.saved(saved, snapshot, reading, released=released)
        self.saved.emit(session)
        time = self._now().strftime("%H:%M")
        if saved.draft_left:
            sentence = _("Released at {time}; the draft is still there too, because it could not be removed.")
        elif not saved.durable:
            sentence = _("Saved at {time}; the disk has not confirmed it yet.")
        elif not saved.version_kept and not self._unkept:
            sentence = _("Saved at {time}; what the file held before could not be kept as an earlier version.")
        else:
            sentence = _("Released at {time}") if newly else _("Saved at {time}")
        self._unkept = self._unkept or not saved.version_kept
        self.told.emit(sentence.format(time=time))

    def _not_saved(self, session: Session, error: CopydeskError, again: Callable[[], None], then: Then) -> None:
        if error.code in _GONE:
            session.outside = Outside()
            session.notices_changed.emit()
        answer = self._prompts.ask(questions.not_saved(error))
        if answer == "retry":
            self.save(session, then) if error.code in _GONE else again()
        elif answer == "merge" and isinstance(error, Conflict):
            opened = Opened(error.path, error.data, error.fingerprint, ())
            session.outside = Outside(opened, parse(error.data))
            session.notices_changed.emit()
            self.merge_wanted.emit(session)
            then(False)
        elif answer == "save-as":
            self.save_as(session, then)
        elif answer == "theirs" and isinstance(error, Conflict):
            self.reload_wanted.emit(session)
            then(False)
        else:
            if answer == "copy":
                self._prompts.copy_text(session.text_of_body())
            then(False)

    def _archive(self) -> Archive | None:
        archive = self._home_of(None).archive
        if archive is None:
            folder = self._prompts.archive_folder(Path.home())
            archive = Archive(folder) if folder else None
            if folder:
                self.archive_chosen.emit(folder)
        return archive

    def _has(self, session: Session, field_id: str) -> bool:
        if session.fields[field_id]:
            return True
        self.field_wanted.emit(field_id)
        self.told.emit(_("“{field}” is still empty.").format(field=label(field_id)))
        return False

    def release(self, session: Session, then: Then = nothing) -> None:
        """Publish an article at its canonical place in the archive and lock its address."""
        if session.released or session.raw is not None:
            self.told.emit(_("This article is released already; its address does not change any more."))
            then(False)
            return
        if session in self._under_way:
            self.when_free(session, lambda saved: self.release(session, then) if saved else then(False))
            return
        archive = self._archive() if all(self._has(session, name) for name in ("area", "headline", "url")) else None
        if archive is None or not self._may_save(session):
            then(False)
            return
        fields = session.fields
        find_free = partial(free_number, session.base, fields, session.profile, archive.taken)

        def checked(then_go_on: Callable[[], None]) -> None:
            waiting = self._under_way.pop(session)
            then_go_on()
            for heard in waiting:
                heard(True)

        self._under_way[session] = []
        self._jobs.read(
            find_free,
            lambda number: checked(lambda: self._release_as(session, archive, fields["url"], number, then)),
            lambda error: checked(lambda: self._refused(error, then)),
        )

    def _refused(self, error: CopydeskError, then: Then) -> None:
        self._prompts.tell(_("The article was not released"), error.sentence)
        then(False)

    def _release_as(self, session: Session, archive: Archive, wanted: str, number: int, then: Then) -> None:
        if not number:
            self._prompts.tell(
                _("This web address is taken"),
                _("An article with this web address is in the archive already. Give this one another address."),
            )
            self.field_wanted.emit("url")
            then(False)
            return
        given = {"slug": numbered(session.fields["slug"], number)} if number > 1 else {}
        url = lens.edit(session.base, session.fields, given, session.profile)["url"]
        body = session.text_of_body()
        untidy = canonical_body(body) != body.strip(BLANK)
        answer = self._prompts.ask(questions.release(url, wanted, untidy=untidy, errors=self.errors_of(session)))
        if answer in ("cancel", "problems"):
            if answer == "problems":
                self.problems_wanted.emit(session)
            then(False)
            return
        if answer == "tidy":
            session.put_body(canonical_body(body))
        if given:
            session.change(given)
        target = archive.news_path(session.fields["area"], url)
        draft, expected = session.path, session.fingerprint

        def work(data: bytes) -> Saved:
            saved = publish(draft, expected, target, data, versions=self._versions, disk=self._disk)
            if draft is not None:
                # A release whose earlier states stay behind is a release all the same.
                with suppress(CopydeskError):
                    self._versions.moved(draft, target)
            return saved

        self._write(session, work, True, then)


def _is_gone(session: Session) -> bool:
    return session.outside is not None and session.outside.opened is None


def _read_back(snapshot: Snapshot, *, raw: bool) -> Reading:
    """How the file will read. What could not be opened again is not written; a plain text may be anything."""
    try:
        reading = parse(snapshot.data)
    except Refusal as error:
        if raw:
            return Reading(Outcome.OPEN_RAW, snapshot.article, snapshot.data.decode("utf-8", "replace"))
        raise _not_readable(error.sentence) from error
    if reading.outcome is Outcome.OPEN_RAW and not raw:
        raise _not_readable(reading.departures[-1].sentence)
    return reading


def _not_readable(reason: str) -> CopydeskError:
    return CopydeskError(
        _("The article was not saved, because it could not be opened again: {reason}").format(reason=reason),
        code="not-readable",
    )
