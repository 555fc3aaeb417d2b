"""Builds the window's objects and runs it: the part of the composition root that needs Qt's widgets."""

from __future__ import annotations

import linecache
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.app.checking import Checking
from editor.app.comparing import FileModel
from editor.app.desk import Desk
from editor.app.hook import Hook
from editor.app.indexing import Indexing
from editor.app.jobs import Jobs
from editor.app.keeping import Keeper
from editor.app.library import Library
from editor.app.pictures import Pictures
from editor.app.presence import PresenceKeeper
from editor.app.preview import PreviewModel
from editor.app.recents import Recents
from editor.app.rechecking import Rechecking
from editor.app.ruling import Ruling
from editor.app.saving import Home, Saver
from editor.app.seeing import Seeing
from editor.app.signals import EndSignals
from editor.app.watcher import Watcher
from editor.core.checks.values import Toolbox
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.gui import preview
from editor.gui.commands import Commands
from editor.gui.indexes import Indexes
from editor.gui.kit import Kit
from editor.gui.main_window import MainWindow
from editor.gui.prompts import QtPrompts
from editor.gui.single import FirstWindow, hand_over
from editor.gui.theme import Look
from editor.gui.wiring import connect
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.ignoring import Ignoring
from editor.services.journal import Journal, Journals, Leftover
from editor.services.levels import SECTION
from editor.services.presence import Presences, user_name
from editor.services.profiles import ProfileStore, profile_folders
from editor.services.render_worker import RenderWorker
from editor.services.resources import resources_dir
from editor.services.settings import Places, Settings, State
from editor.services.spare import Spare
from editor.services.versions import Versions

if TYPE_CHECKING:
    from editor.services.passages import Passages

_LOADED_MS = 3000
"""After the first paint, until all parts are loaded. PySide looks into the source of each module that is imported, and
leaves it in ``linecache``: 10 MB that nobody needs."""

_SWITCH = 0.001
"""Seconds after which a thread at work lets a key through: a fifth of what Python itself would wait."""

_PAGE = (("shell.html",), ("page.css", "cards.css"), ("patch.js", "dress.js"))


class Homes:
    """The archive in use, and the organisations known in each archive."""

    def __init__(self, places: Places, resources: Path, settings: Settings) -> None:
        self._places, self._resources = places, resources
        self._settings = settings
        self._stores: dict[Path | None, ProfileStore] = {}

    def archive(self) -> Path | None:
        """The folder that new articles are kept in, if it was chosen."""
        folder = self._settings.get("archive.folder")
        return Path(folder) if folder else None

    def choose(self, folder: Path) -> None:
        """Keep articles in this folder from now on."""
        if not self._settings.is_locked("archive.folder"):
            self._settings.set("archive.folder", str(folder))

    def forget(self) -> None:
        """An organisation was added: read them all anew when they are next needed."""
        self._stores.clear()

    def __call__(self, path: Path | None) -> Home:
        """The home of a file, or of new articles."""
        chosen = self.archive()
        archive = Archive.find_root(path) if path else None
        if archive is None and chosen is not None:
            archive = Archive(chosen)
        root = archive.root if archive else None
        if root not in self._stores:
            self._stores[root] = ProfileStore(profile_folders(self._resources, self._places, archive))
        return Home(archive, self._stores[root])


@dataclass(frozen=True, slots=True)
class Program:
    """What ``build`` made: the window, what it is built from, and the work off the GUI thread."""

    window: MainWindow
    commands: Commands
    kit: Kit
    jobs: Jobs
    keeper: Keeper
    watcher: Watcher
    presence: PresenceKeeper

    def begin(self, files: Sequence[str]) -> None:
        """What waits until the window was painted: the page, the articles, the work of a run that ended badly."""
        QTimer.singleShot(0, self.window, self.window.preview.start)
        QTimer.singleShot(_LOADED_MS, self.window, linecache.clearcache)
        self.open_first(files)
        self.commands.library.begin(self.window)
        self.commands.team.use(self.kit.archive())
        self.keeper.look()
        self.kit.jobs.read(self.kit.versions.prune, _nothing, _nothing)
        for fault in self.kit.settings.faults:
            self.window.status.tell(fault)

    def open_first(self, files: Sequence[str]) -> None:
        """Open what was asked for, or else what was open last time."""
        kit = self.kit
        paths = [Path(name) for name in files]
        reopened = [Path(name) for name in kit.state.get("open", []) if isinstance(name, str) and Path(name).exists()]
        if not paths and kit.settings.get("start.reopen"):
            current = Path(kit.state.get("current", ""))
            paths = [path for path in reopened if path != current] + [path for path in reopened if path == current]
        kit.desk.open(paths)

    def open_beside(self, paths: Sequence[Path]) -> None:
        """Open what a second start brought, and come to the front."""
        self.kit.desk.open(paths)
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """End what runs beside the window. For after the window was closed."""
        self.watcher.close()
        self.presence.close()
        self.commands.team.close()
        self.kit.ruling.close()
        self.kit.checking.close()
        self.kit.library.close()
        self.kit.rechecking.close()
        self.kit.indexing.close()
        self.kit.preview.close()
        self.window.preview.shutdown()
        self.window.paper.close()
        self.jobs.close()
        self.keeper.close()


def run(files: Sequence[str]) -> int:
    """Open the window with these files; returns when it is closed."""
    sys.setswitchinterval(_SWITCH)
    places = Places.of_this_user()
    settings = Settings.of(places)
    _log_to(places.state / "copydesk.log")
    if settings.get("preview.graphics") == "software":
        preview.prepare()
    app = QApplication([sys.argv[0], *preview.ARGUMENTS])
    preview.prepared()
    app.setApplicationName("copydesk")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("copydesk")
    if hand_over(places.state, files):
        return 0
    first = FirstWindow(places.state)
    program = build(app, places, settings)
    linecache.clearcache()
    first.asked.connect(program.open_beside)
    hook = Hook(program.kit.prompts, program.keeper.flush)
    program.jobs.unexpected.connect(hook.report)
    hook.install()
    signals = EndSignals(lambda: _end(app, program))
    # A logout asks every program; the answer must not take long, and the journal has all that is unsaved.
    app.commitDataRequest.connect(lambda _manager: program.keeper.flush())
    program.window.ready.connect(lambda: program.begin(files))
    program.window.show()
    code = app.exec()
    first.close()
    signals.remove()
    hook.remove()
    program.close()
    return code


def _end(app: QApplication, program: Program) -> None:
    """End at once, with everything unsaved in the journal: it is offered at the next start."""
    program.window.remember()
    program.kit.state.store()
    program.keeper.flush()
    app.exit()


def build(app: QApplication, places: Places, settings: Settings, now: Callable[[], datetime] = datetime.now) -> Program:
    """Make the window and all that it stands on; it is not shown yet. ``now`` is the clock."""
    jobs = Jobs()
    kit = _kit(app, places, settings, jobs, now=now)
    _join(kit)
    keeper = Keeper(Journals(Journal(places.data / "journal"), Spare()), kit.desk, now)
    watcher = Watcher(kit.desk, kit.saver, jobs)
    presence = PresenceKeeper(Presences(user_name()), kit.desk, jobs)
    commands = Commands(kit)
    window = MainWindow(kit, commands)
    kit.prompts.parent = window
    app.setWindowIcon(kit.look.icons.icon("copydesk"))
    commands.team.files_changed.connect(watcher.look)
    keeper.told.connect(window.status.tell)
    keeper.found.connect(lambda leftovers: _show_recovery(leftovers, keeper, kit, window))
    watcher.told.connect(window.status.tell)
    presence.told.connect(window.status.tell)
    for look in (watcher.look, kit.indexing.look, kit.ruling.look):
        app.applicationStateChanged.connect(partial(_when_entered, look))
    return Program(window, commands, kit, jobs, keeper, watcher, presence)


def _when_entered(look: Callable[[], None], state: Qt.ApplicationState) -> None:
    if state == Qt.ApplicationState.ApplicationActive:
        look()


def _kit(app: QApplication, places: Places, settings: Settings, jobs: Jobs, *, now: Callable[[], datetime]) -> Kit:
    resources = resources_dir()
    state = State(places.state / "state.json", lambda write: jobs.save(write, _nothing, _nothing))
    look = Look(app, resources, settings.get("appearance.theme"), settings.get("appearance.contrast"))
    homes = Homes(places, resources, settings)
    prompts = QtPrompts()
    versions = Versions(places.data / "versions", now=now)
    saver = Saver(jobs, prompts, homes, now, versions=versions)
    desk = Desk(jobs, prompts, saver, homes, now)
    tools = CheckTools(resources, places, lambda: settings.parts(SECTION))
    library, ignoring = Library(), Ignoring(places.data, user_name(), now)
    indexes = Indexes(homes, tools, ignoring)
    indexing = Indexing(indexes.refresh, indexes.open, saver)
    return Kit(
        desk=desk,
        saver=saver,
        prompts=prompts,
        preview=PreviewModel(RenderWorker()),
        file=FileModel(jobs),
        pictures=Pictures(jobs, desk, homes, now),
        library=library,
        indexing=indexing,
        rechecking=Rechecking(indexing, indexes.check, indexes.open),
        seeing=Seeing(library, desk, homes.archive),
        checking=Checking(jobs, desk, partial(_toolbox, tools, homes), ignoring, now),
        ruling=Ruling(jobs, settings, tools, lambda path: homes(path).archive, places=places, resources=resources),
        spelling_of=lambda path: tools.spelling(homes(path).archive),
        passages_of=lambda path: _passages(tools, places, homes(path).archive),
        jobs=jobs,
        look=look,
        page_look=_page_look(resources),
        settings=settings,
        state=state,
        recents=Recents(state, now),
        versions=versions,
        archive=homes.archive,
        set_archive=partial(_choose_archive, homes, prompts),
        forget_profiles=homes.forget,
        resources=resources,
    )


def _join(kit: Kit) -> None:
    """What one part of the kit tells another."""
    connect(
        (
            (kit.saver.archive_chosen, kit.set_archive),
            (kit.ruling.changed, kit.checking.look_again),
            (kit.checking.kept, kit.indexing.read_again),
            (kit.checking.renewed, kit.rechecking.again),
        )
    )


def _choose_archive(homes: Homes, prompts: QtPrompts, folder: Path) -> None:
    try:
        homes.choose(folder)
    except CopydeskError as error:
        prompts.tell(_("This folder will not be remembered"), error.sentence)


def _toolbox(tools: CheckTools, homes: Homes, path: Path | None) -> Toolbox:
    return tools.toolbox(homes(path).archive, path)


def _passages(tools: CheckTools, places: Places, archive: Archive | None) -> Passages:
    from editor.services.passages import passages  # noqa: PLC0415 - not before somebody asks for them

    return passages(tools, places, archive)


def _show_recovery(leftovers: Sequence[Leftover], keeper: Keeper, kit: Kit, window: MainWindow) -> None:
    # Imported when it is needed, which it seldom is: the window must not wait for it.
    from editor.gui.dialogs.recovery import show_recovery  # noqa: PLC0415

    show_recovery(leftovers, keeper, kit.look, window, jobs=kit.jobs, profile_of=kit.desk.profile)


def _nothing(_result: object) -> None:
    """Nobody waits for this."""


def _page_look(resources: Path) -> preview.Look:
    folder = resources / "preview"
    shell, css, script = ("\n".join((folder / name).read_text("utf-8") for name in names) for names in _PAGE)
    return preview.Look(shell, css, script)


def _log_to(path: Path) -> None:
    # A log that cannot be written must not keep anybody from writing.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
