"""What the window is built from: the objects that the composition root made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.app.checking import Checking
from editor.app.comparing import FileModel
from editor.app.desk import Desk
from editor.app.indexing import Indexing
from editor.app.jobs import Jobs
from editor.app.library import Library
from editor.app.pictures import Pictures
from editor.app.preview import PreviewModel
from editor.app.recents import Recents
from editor.app.rechecking import Rechecking
from editor.app.ruling import Ruling
from editor.app.saving import Saver
from editor.app.seeing import Seeing
from editor.gui.preview import Look as PageLook
from editor.gui.prompts import QtPrompts
from editor.gui.theme import Look
from editor.services.settings import Settings, State
from editor.services.spelling import Spelling
from editor.services.versions import Versions

if TYPE_CHECKING:
    from editor.services.passages import Passages


@dataclass(frozen=True, slots=True)
class Kit:
    """The behaviour, the look, and what is remembered. ``archive`` is the folder in use, ``set_archive`` changes it.

    ``spelling_of`` gives the dictionary and word lists for a file, ``passages_of`` the ready-made passages for it, both
    off the GUI thread.
    ``forget_profiles``: they are read anew when they are next needed.
    """

    desk: Desk
    saver: Saver
    prompts: QtPrompts
    preview: PreviewModel
    file: FileModel
    pictures: Pictures
    library: Library
    indexing: Indexing
    rechecking: Rechecking
    seeing: Seeing
    checking: Checking
    ruling: Ruling
    spelling_of: Callable[[Path | None], Spelling]
    passages_of: Callable[[Path | None], Passages]
    jobs: Jobs
    look: Look
    page_look: PageLook
    settings: Settings
    state: State
    recents: Recents
    versions: Versions
    archive: Callable[[], Path | None]
    set_archive: Callable[[Path], None]
    forget_profiles: Callable[[], None]
    resources: Path
