"""What a check found, in the window: the pane, the count in the tool bar, and what the person does about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from editor.app.session import Session
from editor.core.checks.values import BODY, Fix, Level, Problem
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext
from editor.gui.article_view import ArticleView
from editor.gui.icons import Icons
from editor.gui.kit import Kit
from editor.gui.levels import FINE, LOOKS, counted, gravest, gravest_first
from editor.gui.mending import Mending
from editor.gui.spelling_acts import SpellingActs
from editor.gui.wiring import Wires, connect

if TYPE_CHECKING:
    from editor.gui.checks import ReadyPane
    from editor.gui.main_window import MainWindow

_SHOWN, _DIVIDED = "checks", "checks_height"  # in what is remembered
_MOST_FAULTS = 2
_MANY = 8
"""So many to fix make a wide text of the button in the tool bar."""


class CheckActs(QObject):
    """Shows what was found of every article, and does what is chosen. ``rule_wanted`` asks how a rule is told."""

    told = Signal(str)
    rule_wanted = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._mending = Mending(self)
        self._spelling = SpellingActs(kit, self)
        for one in (self._mending, self._spelling, kit.checking):
            one.told.connect(self.told)
        kit.desk.closed.connect(self._mending.forget)
        kit.ruling.told.connect(self.told)
        kit.ruling.files_changed.connect(self._spelling.forget)
        kit.saver.errors_of = self._mending.errors_of

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        return {
            "ready": lambda: self.toggle(window),
            "next_problem": lambda: self.step(window, 1),
            "previous_problem": lambda: self.step(window, -1),
        }

    def wires(self, window: MainWindow) -> Wires:
        """What of the window leads here."""
        return (
            (self._kit.checking.problems, partial(self._take, window)),
            (self._kit.saver.problems_wanted, lambda _session: self.show(window)),
            (window.tabs.menu_wanted, self._show_menu),
        )

    # -- the pane

    @property
    def is_wanted(self) -> bool:
        """Whether the pane is shown when nothing else is the matter."""
        return bool(self._kit.state.get(_SHOWN, False))

    def restore(self, window: MainWindow) -> None:
        """Leave the room that the pane had at the end of the last run."""
        # As wide as it may become: the buttons beside it must not move while somebody writes.
        window.tool_bar.reserve("ready", _short(_MANY, 0))
        window.ready_place.put_back(self._kit.state.get(_DIVIDED, ""))
        self.set_shown(window, self.is_wanted)

    def remember(self, window: MainWindow) -> None:
        """Note its height for the next start."""
        self._kit.state.put(_DIVIDED, window.ready_place.to_remember())

    def toggle(self, window: MainWindow) -> None:
        """Show the pane and go there; or hide it."""
        shown = window.action("ready").isChecked()
        self._kit.state.put(_SHOWN, shown)
        self.set_shown(window, shown)
        if window.ready_place.pane is not None and shown:
            window.ready_place.pane.enter()
        elif window.view is not None:
            window.view.body.setFocus()

    def show(self, window: MainWindow) -> None:
        """Show the pane, and go there."""
        window.action("ready").setChecked(True)
        self.toggle(window)

    def set_shown(self, window: MainWindow, shown: bool) -> None:
        """Show or hide the pane; a hidden one is not filled."""
        place = window.ready_place
        window.action("ready").setChecked(shown)
        if shown and place.pane is None:
            place.take(self._pane(window))
        place.set_shown(shown)
        self.follow(window)

    def _pane(self, window: MainWindow) -> ReadyPane:
        from editor.gui.checks import ReadyPane  # noqa: PLC0415 - a pane that is hidden is not loaded

        def add_word(session: Session, problem: Problem) -> None:
            self._spelling.add(session, problem.quote)

        silence = partial(_silence, self._kit, self.told.emit)
        pane, checking = ReadyPane(self._kit.look.icons, window), self._kit.checking
        connect(
            (
                (pane.jump_wanted, partial(self._jump, window)),
                (pane.fix_wanted, partial(self._fix, window)),
                (pane.ignore_wanted, partial(self._then_back, window, checking.ignore)),
                (pane.back_wanted, partial(self._then_back, window, checking.unignore)),
                (pane.word_wanted, partial(self._then_back, window, add_word)),
                (pane.silence_wanted, partial(self._then_back, window, silence)),
                (pane.rule_wanted, lambda item: self.rule_wanted.emit(item.rule)),
                (pane.selected, partial(self._choose, window)),
                (pane.left, lambda: window.view.body.setFocus() if window.view else None),
                (pane.close_wanted, window.action("ready").trigger),
                (self._kit.look.changed, lambda _theme: pane.show_theme()),
            )
        )
        return pane

    # -- showing what was found

    def _take(self, window: MainWindow, session: Session, problems: Sequence[Problem]) -> None:
        view = window.tabs.view_of(session)
        if view is not None:
            self._mending.take(view, problems)
            self._spelling.load(session)
            if session is self._kit.desk.current:
                self.follow(window)

    def follow(self, window: MainWindow) -> None:
        """Show what was found of the article in front: in the tool bar, the status line, and the pane if shown."""
        session = self._kit.desk.current
        window.status.show_reading_age(self._kit.checking.reading_age(session) if session else None)
        found = self._mending.of(session)
        _show_count(window, self._kit.look.icons, found.problems if found else None)
        pane = window.ready_place.pane
        if pane is None or not window.action("ready").isChecked():
            return
        if session is None or found is None:
            pane.show_waiting()
        else:
            checking = self._kit.checking
            pane.show_problems(found.problems, checking.ignored(session), note=_noted(checking.faults(session)))

    # -- going there

    def step(self, window: MainWindow, by: int) -> None:
        """Go to the next problem, or the one before, from the gravest on."""
        found = self._mending.of(self._kit.desk.current)
        if found is None or not found.problems:
            self.told.emit(_("Nothing stands in the way."))
            return
        problems = gravest_first(found.problems)
        here = next((at for at, problem in enumerate(problems) if problem is found.chosen), -1 if by > 0 else 0)
        at = (here + by) % len(problems)
        found.chosen = problems[at]
        if window.ready_place.pane is not None:
            window.ready_place.pane.choose(problems[at])
        self._jump(window, problems[at])
        self.told.emit(
            _("{number} of {count}: {sentence}").format(
                number=at + 1, count=len(problems), sentence=problems[at].sentence
            )
        )

    def _choose(self, window: MainWindow, item: object) -> None:
        session, pane = self._kit.desk.current, window.ready_place.pane
        found = self._mending.of(session)
        if found is None or session is None or pane is None or not isinstance(item, Problem):
            return
        found.chosen = item
        self._spelling.suggest(session, item, lambda fixes: _offer(pane, item, fixes))

    def _jump(self, window: MainWindow, problem: Problem) -> None:
        if window.view is not None:
            if problem.field != BODY:
                window.set_form_shown(True)
            self._mending.jump(window.view, problem)

    # -- doing something about it

    def _fix(self, window: MainWindow, problem: Problem, fix: Fix) -> None:
        """Carry out a fix, and leave the keys where they are."""
        focus, pane = QApplication.focusWidget(), window.ready_place.pane
        if window.view is not None:
            self._mend(window.view, problem, fix)
        if pane is not None and focus is not None and pane.isAncestorOf(focus):
            pane.enter()

    def _mend(self, view: ArticleView, problem: Problem, fix: Fix) -> None:
        """Carry out a fix, and see at once what is left."""
        if self._mending.fix(view, problem, fix):
            self._kit.checking.hurry(view.session)

    def _then_back(self, window: MainWindow, act: Callable[..., None], *what: object) -> None:
        """Do something about what is chosen in the pane, and go on there."""
        session, pane = self._kit.desk.current, window.ready_place.pane
        if session is not None and pane is not None:
            act(session, *what)
            pane.enter()

    def _show_menu(self, view: ArticleView, menu: QMenu, position: int, point: QPoint) -> None:
        """The menu of the text, with what can be done about the problems under the mouse on top."""
        problems = self._mending.at(view, position)
        fix = partial(self._mend, view)
        self._spelling.show_menu(view.session, menu, point, problems, fix)


def _silence(kit: Kit, tell: Callable[[str], None], session: Session, problem: Problem) -> None:
    """Look for no problems of this kind any more, in no article."""
    try:
        kit.ruling.choose(problem.rule, Level.OFF)
    except CopydeskError as error:
        tell(error.sentence)
        return
    kit.checking.hurry(session)
    tell(_("This kind is not looked for any more. “Checks …” in the File menu brings it back."))


def _offer(pane: ReadyPane, problem: Problem, fixes: Sequence[Fix]) -> None:
    """Suggestions have come; somebody may have gone on meanwhile."""
    if pane.item is problem:
        pane.details.show_fixes(fixes)


def _noted(faults: Sequence[str]) -> str:
    """What was not checked; of many mistakes in a file the first are enough to find it."""
    more = len(faults) - _MOST_FAULTS
    rest = (
        [ngettext("There is {count} more like these.", "There are {count} more like these.", more).format(count=more)]
        if more > 0
        else []
    )
    return "\n".join((*faults[:_MOST_FAULTS], *rest))


def _show_count(window: MainWindow, icons: Icons, problems: Sequence[Problem] | None) -> None:
    """Show in the tool bar how many there are; None is an article that was not checked yet, or no article."""
    action, level = window.action("ready"), gravest(problems or ())
    look = LOOKS[level] if level else FINE
    action.setIcon(icons.icon(look.icon, "muted" if problems is None else look.role))
    hints = sum(problem.level is Level.HINT for problem in problems or ())
    action.setIconText(_short(len(problems or ()) - hints, hints))
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    said = [] if problems is None else counted(problems) or [_("Nothing stands in the way")]
    action.setToolTip("\n".join((_("Ready to publish ({keys})").format(keys=keys), *said)))
    window.tool_bar.button("ready").setAccessibleDescription(", ".join(said))


def _short(to_fix: int, hints: int) -> str:
    """What the button in the tool bar says."""
    if to_fix:
        return ngettext("{count} to fix", "{count} to fix", to_fix).format(count=to_fix)
    return ngettext("{count} hint", "{count} hints", hints).format(count=hints) if hints else _("Ready")
