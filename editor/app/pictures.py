"""The pictures of the open articles: found for the page, and taken into the archive. All of it off the GUI thread."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.app.saving import HomeOf
from editor.app.session import Session
from editor.core.errors import CopydeskError
from editor.core.framing import Frame
from editor.core.language import _
from editor.services.archive import DRAFTS
from editor.services.pictures import Picture, find_picture, read_picture

if TYPE_CHECKING:  # with Pillow: not before it is needed
    from editor.services.cropping import Uncropped

Found = Callable[[Picture | None], None]
Kept = Callable[[str], None]
Failed = Callable[[CopydeskError], None]


class Pictures:
    """Knows which folders the pictures of an article may be in."""

    def __init__(self, jobs: Jobs, desk: Desk, home_of: HomeOf, now: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._desk = desk
        self._home_of = home_of
        self._now = now

    def fetch(self, key: str, address: str, found: Found) -> None:
        """Find the picture at an address of the article with this key; None where there is none or it is closed."""
        session = next((session for session in self._desk.sessions if session.key == key), None)
        if session is None:
            found(None)
            return
        folders = self._folders(session)
        self._jobs.read(lambda: find_picture(address, folders), found, lambda _error: found(None))

    def look_at(self, path: Path, opened: Callable[[Uncropped], None], failed: Failed) -> None:
        """Open a picture that a person chose, so that a card can be cut from it."""

        def work() -> Uncropped:
            found: Uncropped = import_module("editor.services.cropping").uncropped(read_picture(path))
            return found

        self._jobs.read(work, opened, failed)

    def look_at_lead(self, session: Session, opened: Callable[[Uncropped], None], failed: Failed) -> None:
        """Open the picture that goes with an article, whole where the article shows a card that was cut from it."""
        address, folders = session.fields["image"], self._folders(session)

        def work() -> Uncropped:
            found: Uncropped = import_module("editor.services.cropping").open_whole(address, folders)
            return found

        self._jobs.read(work, opened, failed)

    def crop_lead(self, whole: Uncropped, frame: Frame, kept: Kept, failed: Failed) -> None:
        """Keep a part of an article's own picture beside it; ``kept`` hears its address."""

        def work() -> str:
            cropping = import_module("editor.services.cropping")
            path = cropping.keep_card(whole.data, frame, whole.path)
            return str(PurePosixPath(whole.address).with_name(path.name))

        self._jobs.save(work, kept, failed)

    def keep(
        self,
        session: Session,
        data: Callable[[], bytes],
        name: str,
        kept: Kept,
        failed: Failed,
        *,
        frame: Frame | None = None,
    ) -> None:
        """Keep a picture beside the archive's; ``kept`` hears its address, relative to the article's file.

        ``data`` is asked for on another thread. An article without an archive keeps its pictures beside itself. With a
        ``frame`` the part inside it is kept too, and the address is that part's.
        """
        root = self._root(session) or self._folder(session)
        if root is None:
            sentence = _("There is no folder for the picture yet. Save the article, or choose the archive folder.")
            failed(CopydeskError(sentence, code="no-archive"))
            return
        start = self._start(session, root) or root
        year = self._now().year

        def work() -> str:
            found = data()
            path = import_module("editor.services.taking").keep_picture(found, root, year, name)
            if frame is not None:
                path = import_module("editor.services.cropping").keep_card(found, frame, path)
            return _address(path, start)

        self._jobs.save(work, kept, failed)

    def _folders(self, session: Session) -> list[Path]:
        root = self._root(session)
        return [folder for folder in (self._start(session, root), root) if folder is not None]

    def _root(self, session: Session) -> Path | None:
        archive = self._home_of(session.path).archive
        if archive is None or (session.path and not _inside(session.path, archive.root)):
            return None
        return archive.root

    def _start(self, session: Session, root: Path | None) -> Path | None:
        """The folder from which an article's addresses lead; of a new one that of its draft to come.

        A draft and a published article both lie two folders deep: an address stays right when it is released.
        """
        return self._folder(session) or (root / DRAFTS / "area" if root else None)

    def _folder(self, session: Session) -> Path | None:
        return session.path.parent if session.path else None


def _inside(path: Path, root: Path) -> bool:
    return Path(os.path.normpath(path)).is_relative_to(os.path.normpath(root.absolute()))


def _address(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path, start)).as_posix()
