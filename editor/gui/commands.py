"""What each action of the window does: one table from the ids of ``actions`` to functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from editor.app.saving import Then
from editor.app.session import Session
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.textual import date_for_readers
from editor.gui.check_acts import CheckActs
from editor.gui.dialog_acts import Dialogs
from editor.gui.dialogs.welcome import Recent, WelcomeState
from editor.gui.kit import Kit
from editor.gui.library_acts import LibraryActs
from editor.gui.page_acts import PageActs
from editor.gui.passage_acts import PassageActs
from editor.gui.seen_acts import SeenActs
from editor.gui.team_acts import TeamActs

if TYPE_CHECKING:
    from editor.gui.main_window import MainWindow

# Acts of the text that its pane carries out itself, by the pane's own names.
_IN_BODY = {
    **{name: name for name in ("bold", "italic", "bullets", "numbers", "quote", "link", "image", "table")},
    **{name: name for name in ("footnote", "rule", "code", "find", "replace", "find_next", "find_previous")},
    "heading": "cycle_heading",
}
# Acts that belong to whichever input has the focus, by Qt's names.
_IN_FOCUS = {"cut": "cut", "copy": "copy", "paste": "paste", "paste_plain": "paste", "select_all": "selectAll"}


class Commands(QObject):
    """The acts of the action table, and what the window has to know to show their results."""

    told = Signal(str)
    field_wanted = Signal(str)
    settings_changed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._dialogs = Dialogs(kit)
        self.pages = PageActs(kit, self)
        self.pages.told.connect(self.told)
        self.library = LibraryActs(kit, self)
        self.library.told.connect(self.told)
        self.checks = CheckActs(kit, self)
        self.checks.told.connect(self.told)
        self.team = TeamActs(kit, self)
        self.team.told.connect(self.told)
        self.seen = SeenActs(kit, self)
        self.seen.told.connect(self.told)
        self.passages = PassageActs(kit, self)
        self.passages.told.connect(self.told)
        self._leaving = False
        kit.saver.told.connect(self.told)
        kit.saver.field_wanted.connect(self.field_wanted)
        for changed in (kit.desk.current_changed, kit.desk.recent_added, kit.desk.closed):
            changed.connect(self._note_open)
        kit.desk.recent_added.connect(lambda session: kit.recents.add(session.path, session.fields["headline"]))

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        desk, saver = self._kit.desk, self._kit.saver
        saver.merge_wanted.connect(lambda session: self._dialogs.merge(window, session))
        self.checks.rule_wanted.connect(lambda rule: self._dialogs.preferences(window, self._apply_setting, rule))
        own: dict[str, Callable[[], None]] = {
            "new": lambda: self.new(self._usual_area()),
            "open": lambda: self.open(window),
            "reopen": lambda: self._dialogs.reopen(window),
            "archive": lambda: self.choose_archive(window),
            "save": lambda: self._with(saver.save),
            "save_as": lambda: self._with(saver.save_as),
            "release": lambda: self._with(saver.release),
            "close": lambda: self._with(desk.close),
            "preferences": lambda: self._dialogs.preferences(window, self._apply_setting),
            "rules": lambda: self._dialogs.preferences(window, self._apply_setting, ""),
            "quit": lambda: _close(window),
            "undo": lambda: window.view.travel(back=True) if window.view else None,
            "redo": lambda: window.view.travel(back=False) if window.view else None,
            "tidy": lambda: window.view.tidy() if window.view else None,
            "versions": lambda: self._with(lambda session: self._dialogs.versions(window, session, self.team.history)),
            "palette": lambda: self._dialogs.do_anything(window),
            "preview": lambda: self._toggle(window, "preview", lambda _shown: window.room.ask("preview")),
            "form": lambda: self._toggle(window, "form", window.set_form_shown),
            "in_step": lambda: self._toggle(window, "in_step", window.in_step.set_on),
            "focus": lambda: window.set_focus_mode(window.action("focus").isChecked()),
            "next_pane": lambda: _next_pane(window),
            "next_article": lambda: window.tabs.step(1),
            "previous_article": lambda: window.tabs.step(-1),
            "theme": self._other_theme,
            "guide": lambda: self._dialogs.guide(window),
            "about": lambda: self._dialogs.about(window),
        }
        own |= {act: partial(_in_body, window, name) for act, name in _IN_BODY.items()}
        own |= {act: partial(_in_focus, window, name) for act, name in _IN_FOCUS.items()}
        for acts in (self.pages, self.library, self.team, self.checks, self.seen, self.passages):
            own |= acts.acts(window)
        own |= {f"heading{level}": partial(_heading, window, level) for level in range(1, 6)}
        return own

    def _with(self, act: Callable[[Session], None]) -> None:
        if self._kit.desk.current is not None:
            act(self._kit.desk.current)

    def _toggle(self, window: MainWindow, name: str, show: Callable[[bool], None]) -> None:
        shown = window.action(name).isChecked()
        self._kit.state.put(name, shown)
        show(shown)

    # -- files

    def new(self, area: str) -> None:
        """Begin a release of an organisation, which is the usual one from now on."""
        self._kit.state.put("area", area)
        self._kit.desk.new(area)

    def areas(self, session: Session) -> list[tuple[str, str]]:
        """The organisations that an article may be of."""
        return [(name.area, name.name) for name in self._kit.desk.areas(session)]

    def open(self, window: MainWindow) -> None:
        """Choose files and open them."""
        session = self._kit.desk.current
        start = session.path.parent if session and session.path else self._kit.archive() or Path.home()
        self._kit.desk.open(self._kit.prompts.files_to_open(start))

    def choose_archive(self, window: MainWindow) -> None:
        """Choose the folder that articles are kept in."""
        folder = self._kit.prompts.archive_folder(self._kit.archive() or Path.home())
        if folder:
            self._kit.set_archive(folder)
            self.told.emit(_("Articles are kept in {folder} from now on.").format(folder=folder))
            self.refresh_welcome(window)
            self.library.use_archive(window, folder)
            self.team.use(folder)

    def forget(self, window: MainWindow, path: Path) -> None:
        """Take a file off the list of recent ones."""
        self._kit.recents.forget(path)
        self.refresh_welcome(window)

    def _note_open(self) -> None:
        """Note which articles are open, for the next start, however this run ends."""
        desk, state = self._kit.desk, self._kit.state
        if self._leaving:
            return
        state.put("open", [str(session.path) for session in desk.sessions if session.path])
        state.put("current", str(desk.current.path) if desk.current and desk.current.path else "")
        state.store()

    def leave(self, window: MainWindow, then: Then) -> None:
        """Remember what is open, then close it all."""
        window.remember()
        self._note_open()
        self._leaving = True

        def left(done: bool) -> None:
            self._leaving = done
            then(done)

        self._kit.desk.close_all(left)

    # -- what the window shows

    def refresh_welcome(self, window: MainWindow) -> None:
        """Show the welcome page what is known now."""
        articles = self._kit.recents.all()
        recent = [Recent(one.path, one.title, _when(one.when), missing=not one.path.exists()) for one in articles]
        window.welcome.show_state(
            WelcomeState(self._kit.desk.areas(None), self._usual_area(), self._kit.archive(), tuple(recent))
        )

    def _usual_area(self) -> str:
        session = self._kit.desk.current
        if session and session.fields["area"]:
            return session.fields["area"]
        settings, name = self._kit.settings, "archive.organisation"
        last: str = "" if settings.is_locked(name) else self._kit.state.get("area", "")
        last = last or settings.get(name)
        # A setting is written by hand: "surrey" means Surrey.
        known = {name.area.casefold(): name.area for name in self._kit.desk.areas(None)}
        return known.get(last.casefold(), last)

    def _apply_setting(self, setting_id: str) -> None:
        if setting_id == "appearance.theme":
            self._kit.look.choose(self._kit.settings.get(setting_id))
        elif setting_id == "appearance.contrast":
            self._kit.look.choose_contrast(self._kit.settings.get(setting_id))
        self.settings_changed.emit(setting_id)

    def _other_theme(self) -> None:
        other = "light" if self._kit.look.is_dark else "dark"
        if not self._kit.settings.is_locked("appearance.theme"):
            try:
                self._kit.settings.set("appearance.theme", other)
            except CopydeskError as error:  # It is so until the window is closed.
                self.told.emit(error.sentence)
        self._kit.look.choose("light" if other == "light" else "dark")


def _in_body(window: MainWindow, name: str) -> None:
    if window.view is not None:
        getattr(window.view.body, name)()


def _heading(window: MainWindow, level: int) -> None:
    if window.view is not None:
        window.view.body.heading(level)


def _in_focus(window: MainWindow, name: str) -> None:
    widget = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()  # it has the focus for its line
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        getattr(widget, name)()
    elif window.view is not None and not (widget and window.view.form.isAncestorOf(widget)):
        getattr(window.view.body, name)()


def _next_pane(window: MainWindow) -> None:
    view, focus = window.view, QApplication.focusWidget()
    panes: list[tuple[QWidget, Callable[[], None]]] = window.place.panes()
    if view is None:
        panes.append((window.welcome, window.welcome.setFocus))
    else:
        panes += [
            (view.form, partial(view.form.focus_field, "headline")),
            (view.body, view.body.setFocus),
            (window.views, window.views.setFocus),
            *window.ready_place.panes(),
        ]
    shown = [pane for pane in panes if pane[0].isVisible()]
    here = (at for at, (pane, _go) in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus)))
    shown[(next(here, -1) + 1) % len(shown)][1]()


def _close(window: MainWindow) -> None:
    window.close()


def _when(then: datetime) -> str:
    """A minute of the past as one says it: the time for today, the day without the year for this year."""
    now = datetime.now()
    if then.date() == now.date():
        return _("today {time}").format(time=then.strftime("%H:%M"))
    return date_for_readers(then.strftime("%Y-%m-%d")).removesuffix(f" {now.year}")
