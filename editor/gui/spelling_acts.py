"""The words that the dictionary does not know: suggestions, word lists, and the menu at a problem in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from editor.app.session import Session
from editor.core.checks.values import Fix, Problem
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.gui.kit import Kit
from editor.services.spelling import Scope, Spelling, WordList

_PATIENCE_MS = 150
"""A menu comes after so long, with suggestions or without."""
_FAMILY = "spelling."

Fixing = Callable[[Problem, Fix], object]


class SpellingActs(QObject):
    """Asks the dictionary, off the GUI thread: a suggestion takes up to a tenth of a second."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._spellings: dict[Session, Spelling] = {}
        self._suggested: dict[str, Sequence[str]] = {}
        kit.desk.closed.connect(lambda session: self._spellings.pop(session, None))

    def load(self, session: Session) -> None:
        """Find the word lists of an article, once it was checked with them."""
        path = session.path

        def loaded(spelling: Spelling) -> None:
            if session in self._kit.desk.sessions:
                self._spellings[session] = spelling

        if session not in self._spellings:
            self._kit.jobs.read(lambda: self._kit.spelling_of(path), loaded, self._tell)

    def forget(self) -> None:
        """Word lists were changed in another program: find them again after the next check."""
        self._spellings.clear()

    def suggest(self, session: Session, problem: Problem, then: Callable[[Sequence[Fix]], None]) -> None:
        """Tell what may have been meant, as fixes; at once where it was asked before. Not for other problems."""
        word, spelling = problem.quote, self._spellings.get(session)
        if not is_spelling(problem) or spelling is None:
            return

        def suggested(words: Sequence[str]) -> None:
            self._suggested[word] = words
            then([*problem.fixes, *_as_fixes(problem, words)])

        if word in self._suggested:
            suggested(self._suggested[word])
        else:
            self._kit.jobs.read(lambda: spelling.suggestions(word), suggested, self._tell)

    def add(self, session: Session, word: str, scope: Scope = Scope.PERSON) -> None:
        """Keep a word as right from now on: for this person, or for all who use the archive."""
        spelling = self._spellings.get(session)
        words = _list_of(spelling, scope) if spelling else None
        if spelling is None or words is None:
            return

        def added(_nothing: None) -> None:
            self._kit.checking.look_again()
            self.told.emit(_("“{word}” counts as right from now on.").format(word=word))

        self._kit.jobs.save(lambda: spelling.add(word, words), added, self._tell)

    def pass_over(self, session: Session, word: str) -> None:
        """Let a word pass until the program ends."""
        if session in self._spellings:
            self._spellings[session].ignore(word)
            self._kit.checking.look_again()

    # -- the menu of the text

    def show_menu(self, session: Session, menu: QMenu, point: QPoint, problems: Sequence[Problem], fix: Fixing) -> None:
        """Show a menu with what can be done about problems on top; suggestions are waited for, but not for long."""
        first = menu.actions()[0] if menu.actions() else None
        misspelt = next((problem for problem in problems if is_spelling(problem)), None)

        def show(fixes: Sequence[Fix] = ()) -> None:
            if isValid(menu) and not menu.isVisible():
                for problem in problems:
                    self._fill(menu, first, problem, fixes if problem is misspelt else problem.fixes, fix)
                    if problem is misspelt and session in self._spellings:
                        self._fill_words(session, menu, first, problem.quote)
                menu.popup(point)

        if misspelt is None or session not in self._spellings:
            show(misspelt.fixes if misspelt else ())
        else:
            patience = QTimer(menu, singleShot=True, interval=_PATIENCE_MS)  # it ends with the menu
            patience.timeout.connect(lambda: show(misspelt.fixes))
            patience.start()
            self.suggest(session, misspelt, show)

    def _fill(self, menu: QMenu, before: QAction | None, problem: Problem, fixes: Sequence[Fix], fix: Fixing) -> None:
        said = QAction(problem.sentence.replace("&", "&&"), menu)
        said.setEnabled(False)
        _put(menu, before, said)
        for one in fixes:
            action = QAction(one.label.replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, chosen=one: fix(problem, chosen))
            _put(menu, before, action)
        _put(menu, before, None)

    def _fill_words(self, session: Session, menu: QMenu, before: QAction | None, word: str) -> None:
        acts = [
            (_("Add “{word}” to my words"), lambda: self.add(session, word)),
            (_("Let “{word}” pass until Copydesk is closed"), lambda: self.pass_over(session, word)),
        ]
        if _list_of(self._spellings[session], Scope.ARCHIVE) is not None:
            label = _("Add “{word}” to the archive’s words, for everybody")
            acts.insert(1, (label, lambda: self.add(session, word, Scope.ARCHIVE)))
        for label, act in acts:
            action = QAction(label.format(word=word).replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, chosen=act: chosen())
            _put(menu, before, action)
        _put(menu, before, None)

    def _tell(self, error: CopydeskError) -> None:
        self.told.emit(error.sentence)


def is_spelling(problem: Problem) -> bool:
    """Whether it is about a word that the dictionary does not know."""
    return problem.rule.startswith(_FAMILY)


def _as_fixes(problem: Problem, words: Sequence[str]) -> list[Fix]:
    """Suggestions as fixes; the possessive that the quote leaves out stays."""
    label = _("Change to “{word}”")
    known = {fix.text for fix in problem.fixes}
    return [
        Fix(label.format(word=word), problem.field, problem.start, problem.end, word)
        for word in words
        if word not in known
    ]


def _list_of(spelling: Spelling, scope: Scope) -> WordList | None:
    return next((words for words in spelling.lists if words.scope is scope), None)


def _put(menu: QMenu, before: QAction | None, action: QAction | None) -> None:
    """An entry above the usual ones; None is a line."""
    if before is None:
        menu.addAction(action) if action else menu.addSeparator()
    else:
        menu.insertAction(before, action) if action else menu.insertSeparator(before)
