"""Two people changed the same file: what goes together by itself is shown, what collides is decided side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.app.jobs import Jobs
from editor.core import lens
from editor.core.article import Article, Value
from editor.core.changes import Change, Row, changes, rows
from editor.core.diff import Piece, compare
from editor.core.encoding import decode
from editor.core.fields import FIELDS, label
from editor.core.language import _, ngettext
from editor.core.merge import Conflict, Merged, merge, resolve
from editor.core.profile import Profile
from editor.gui.dialogs.comparing import Card, Comparison, Words, marked, marked_text, spoken
from editor.gui.dialogs.filling import Filling
from editor.gui.dialogs.frame import Frame, plain_label, quiet_button
from editor.gui.form.extra_model import described
from editor.gui.theme import Look

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. ``conflicts`` are the places in the merge that it decides.

    ``texts`` are those of the common base, mine and theirs, as they are shown.
    """

    label: str
    texts: tuple[str, ...]
    conflicts: tuple[int, ...]
    can_keep_both: bool = False


def questions(
    merged: Merged, base: Article, mine: Article, theirs: Article, profile: Profile | None
) -> tuple[Question, ...]:
    """What a person has to decide: a field once, however many keys of the file it stands in; a paragraph each."""
    states = tuple(lens.read(article, profile) for article in (base, mine, theirs))
    seen = {change.where for change in changes(states[1], states[2])}
    owners = {key: spec.id for spec in FIELDS for key in lens.keys_of(spec, profile or lens.NO_PROFILE)}
    groups: dict[str, list[int]] = {}
    for at, conflict in enumerate(merged.conflicts):
        name = _field(conflict, owners, seen) or f"{conflict.where} {conflict.paragraph}"
        groups.setdefault(name, []).append(at)
    return tuple(
        Question(label(name), tuple(state[name] for state in states), tuple(places))
        if name in seen
        else _by_itself(merged.conflicts[places[0]], tuple(places))
        for name, places in groups.items()
    )


def _field(conflict: Conflict, owners: Mapping[str, str], seen: set[str]) -> str:
    """The field that a person would see collide; "" where it is none."""
    name = owners.get(conflict.where, "") if conflict.path else ""
    if name == "title" and name not in seen:
        name = "headline"  # it only followed it
    return name if name in seen else ""


def _by_itself(conflict: Conflict, places: tuple[int, ...]) -> Question:
    values = (conflict.base, conflict.mine, conflict.theirs)
    if conflict.path:
        return Question(conflict.where, tuple(_text(value, decoded=True) for value in values), places)
    texts = tuple(_text(value, decoded=False) for value in values)
    return Question(_place(conflict), texts, places, can_keep_both=bool(conflict.mine and conflict.theirs))


def _place(conflict: Conflict) -> str:
    """Which paragraphs of the merged text it is about, where mine stand."""
    first = conflict.paragraph
    last = first + (conflict.mine.count("\n\n") if isinstance(conflict.mine, str) else 0)
    one, several = _("Paragraph {number}"), _("Paragraphs {first} to {last}")
    return one.format(number=first) if first == last else several.format(first=first, last=last)


def _text(value: Value | None, *, decoded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return decode(value) if decoded else value
    return described(value)


def answer(conflict: Conflict, choice: str) -> Value | None:
    """The value that a choice stands for."""
    if choice == BOTH and isinstance(conflict.mine, str) and isinstance(conflict.theirs, str):
        return f"{conflict.mine}\n\n{conflict.theirs}"
    return conflict.theirs if choice == THEIRS else conflict.mine


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what each side made of the common base."""

    question: Question
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """All that the dialog shows. ``together`` are mine beside the merged text."""

    merged: Merged
    asked: tuple[_Asked, ...]
    together: tuple[Row, ...]


def _prepared(base: Article, mine: Article, theirs: Article, profile: Profile | None) -> _Prepared:
    merged = merge(base, mine, theirs)
    asked = []
    for question in questions(merged, base, mine, theirs, profile):
        before, *sides = question.texts
        asked.append(_Asked(question, *(compare(before, side) for side in sides)))
    return _Prepared(merged, tuple(asked), rows(lens.read(mine, profile), lens.read(merged.article, profile)))


class MergeDialog(Frame):
    """``who_text`` says in a sentence who changed the file, and when. Nothing is decided for the person beforehand.

    The texts are put together by ``jobs``, or at once without.
    """

    def __init__(
        self,
        base: Article,
        mine: Article,
        theirs: Article,
        *,
        who_text: str,
        profile: Profile | None,
        look: Look,
        jobs: Jobs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Put two versions together"), parent)
        self._look = look
        self._prepared: _Prepared | None = None
        self._choices: list[str] = []
        self._cards: list[_Card] = []
        self._result: Article | None = None
        self._filling = Filling(self)
        self._progress = QLabel(_("Putting the two texts together …"))
        self._progress.setProperty("role", "subheading")
        self._use = QPushButton(_("Use this text"))
        self._use.setProperty("primary", True)
        self._use.setEnabled(False)
        self._use.clicked.connect(self._accept)
        self._everywhere = [
            quiet_button(_("Keep mine everywhere"), lambda: self._choose(MINE)),
            quiet_button(_("Take theirs everywhere"), lambda: self._choose(THEIRS)),
        ]
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        later = quiet_button(_("Decide later"), self.reject)
        texts = [plain_label(who_text), self._progress, self._parts]
        self.lay_out(texts, self._everywhere, [later, self._use], grows=self._parts)
        for button in self._everywhere:
            button.hide()
        self._prepare(lambda: _prepared(base, mine, theirs, profile), jobs)

    def _prepare(self, work: Callable[[], _Prepared], jobs: Jobs | None) -> None:
        if jobs is None:
            self._show(work())
        else:
            jobs.read(work, lambda made: self._show(made) if isValid(self) else None, lambda _error: None)

    def _show(self, prepared: _Prepared) -> None:
        self._prepared = prepared
        self._choices = [""] * len(prepared.asked)
        for button in self._everywhere:
            button.setVisible(bool(prepared.asked))
        if prepared.asked:
            self._parts.addWidget(self._decisions(prepared.asked))
            self._cards[0].setFocus()
        if any(isinstance(row, Change) for row in prepared.together):
            words = Words(_("only in your text before"), _("comes in from the file"))
            comparison = Comparison(self._look, words, _("What was put together by itself"))
            comparison.show_rows(prepared.together)
            self._parts.addWidget(_headed(_("Put together by itself"), comparison))
            self._parts.setSizes([600, 300])  # parts of the room there is: most for what has to be decided
        self._count()

    def result_article(self) -> Article | None:
        """The text that was put together; None where the person has not decided."""
        return self._result

    def _decisions(self, asked: Sequence[_Asked]) -> QWidget:
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls to the choice that has the focus
        area.setWidget(inner)
        self._filling.fill(area, column, [partial(self._card, at, one) for at, one in enumerate(asked)])
        return area

    def _card(self, at: int, asked: _Asked) -> QWidget:
        card = _Card(asked, self._look)
        if self._choices[at]:
            card.choose(self._choices[at])
        card.decided.connect(lambda choice: self._decide(at, choice))
        self._cards.append(card)
        return card

    def _decide(self, at: int, choice: str) -> None:
        self._choices[at] = choice
        self._count()

    def _choose(self, choice: str) -> None:
        self._choices = [choice] * len(self._choices)
        for card in self._cards:
            card.choose(choice)
        self._count()

    def _count(self) -> None:
        left = self._choices.count("")
        told = ngettext("{count} thing to decide", "{count} things to decide", left).format(count=left)
        nothing = _("Everything is decided") if self._choices else _("Nothing collides")
        self._progress.setText(told if left else nothing)
        self._use.setEnabled(not left)
        self._use.setDefault(not left)

    def _accept(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        conflicts = prepared.merged.conflicts
        values: list[Value | None] = [conflict.mine for conflict in conflicts]
        for asked, choice in zip(prepared.asked, self._choices, strict=True):
            for place in asked.question.conflicts:
                values[place] = answer(conflicts[place], choice)
        self._result = resolve(prepared.merged, values)
        self.accept()


class _Card(Card):
    """A thing that both changed: mine at the left, theirs at the right, and the choice below."""

    decided = Signal(str)

    def __init__(self, asked: _Asked, look: Look) -> None:
        super().__init__(asked.question.label)
        self._question = asked.question
        self._look = look
        self._sides: list[tuple[QLabel, Sequence[Piece]]] = []
        sides = QHBoxLayout()
        sides.setSpacing(20)
        for heading, pieces in ((_("Your text"), asked.mine), (_("The text in the file"), asked.theirs)):
            sides.addLayout(self._side(heading, pieces), 1)
        self.column.addLayout(sides)
        self.column.addSpacing(4)
        self.column.addLayout(self._choices())
        look.changed.connect(self._repaint)

    def _side(self, heading: str, pieces: Sequence[Piece]) -> QVBoxLayout:
        head = QLabel(heading)
        head.setProperty("role", "hint")
        text = marked_text(pieces, self._look.theme.colours)
        self._sides.append((text, pieces))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(head)
        column.addWidget(text)
        column.addStretch(1)
        return column

    def _choices(self) -> QHBoxLayout:
        offered = [(MINE, _("Keep mine")), (THEIRS, _("Take theirs"))]
        if self._question.can_keep_both:
            offered.append((BOTH, _("Keep both")))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        line = QHBoxLayout()
        line.setSpacing(16)
        for choice, words in offered:
            button = QRadioButton(words)
            button.setAccessibleName(_("{button}: {thing}").format(button=words, thing=self._question.label))
            button.setAccessibleDescription(self._said(choice))
            button.toggled.connect(lambda on, choice=choice: self.decided.emit(choice) if on else None)
            self._group.addButton(button)
            self._buttons[choice] = button
            line.addWidget(button)
        self.setFocusProxy(self._buttons[MINE])
        line.addStretch(1)
        return line

    def _said(self, choice: str) -> str:
        mine, theirs = (spoken(pieces) for _label, pieces in self._sides)
        if choice == BOTH:
            return _("Your paragraph, and below it the one in the file.")
        return mine if choice == MINE else theirs

    def choose(self, choice: str) -> None:
        """Choose for the person, who asked for it."""
        self._buttons[choice].setChecked(True)

    def _repaint(self) -> None:
        for text, pieces in self._sides:
            text.setText(marked(pieces, self._look.theme.colours))


def _headed(words: str, below: QWidget) -> QWidget:
    heading = QLabel(words)
    heading.setProperty("role", "subheading")
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(8)
    column.addWidget(heading)
    column.addWidget(below, 1)
    return whole
