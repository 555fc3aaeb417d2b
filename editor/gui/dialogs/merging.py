"""Two people changed the same file: what goes together by itself is shown, what collides is decided side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

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

from editor.core import lens
from editor.core.article import Article, Value
from editor.core.changes import Change, changes, rows
from editor.core.diff import Piece, compare
from editor.core.encoding import decode
from editor.core.fields import FIELDS, label
from editor.core.merge import Conflict, Merged, merge, resolve
from editor.core.profile import Profile
from editor.gui.dialogs.comparing import Card, Comparison, Words, marked, marked_text, spoken
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


class MergeDialog(Frame):
    """``who_text`` says in a sentence who changed the file, and when. Nothing is decided for the person beforehand."""

    def __init__(
        self,
        base: Article,
        mine: Article,
        theirs: Article,
        *,
        who_text: str,
        profile: Profile | None,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Put two versions together"), parent)
        self._merged = merge(base, mine, theirs)
        self._result: Article | None = None
        asked = questions(self._merged, base, mine, theirs, profile)
        self._cards = [_Question(question, look) for question in asked]
        together = rows(lens.read(mine, profile), lens.read(self._merged.article, profile))
        self._progress = QLabel()
        self._progress.setProperty("role", "subheading")
        self._use = QPushButton(_("Use this text"))
        self._use.setProperty("primary", True)
        self._use.clicked.connect(self._accept)
        parts = QSplitter(Qt.Orientation.Vertical)
        if asked:
            parts.addWidget(self._decisions())
        if any(isinstance(row, Change) for row in together):
            words = Words(_("only in your text before"), _("comes in from the file"))
            comparison = Comparison(look, words, _("What was put together by itself"))
            comparison.show_rows(together)
            parts.addWidget(_headed(_("Put together by itself"), comparison))
        parts.setChildrenCollapsible(False)
        self._lay_out(who_text, parts)
        for card in self._cards:
            card.decided.connect(self._count)
        self._count()

    def result_article(self) -> Article | None:
        """The text that was put together; None where the person has not decided."""
        return self._result

    def _lay_out(self, who_text: str, parts: QWidget) -> None:
        everywhere = [
            quiet_button(_("Keep mine everywhere"), lambda: self._choose(MINE)),
            quiet_button(_("Take theirs everywhere"), lambda: self._choose(THEIRS)),
        ]
        later = quiet_button(_("Decide later"), self.reject)
        left = everywhere if self._cards else []
        self.lay_out([plain_label(who_text), parts], left, [later, self._use], grows=parts)

    def _decisions(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls to the choice that has the focus
        area.setWidget(inner)
        return _headed(self._progress, area)

    def _choose(self, choice: str) -> None:
        for card in self._cards:
            card.choose(choice)

    def _count(self) -> None:
        left = sum(1 for card in self._cards if not card.choice)
        told = ngettext("{count} thing to decide", "{count} things to decide", left).format(count=left)
        self._progress.setText(told if left else _("Everything is decided"))
        self._use.setEnabled(not left)
        self._use.setDefault(not left)

    def _accept(self) -> None:
        choices: list[Value | None] = [conflict.mine for conflict in self._merged.conflicts]
        for card in self._cards:
            for place in card.question.conflicts:
                choices[place] = answer(self._merged.conflicts[place], card.choice)
        self._result = resolve(self._merged, choices)
        self.accept()


class _Question(Card):
    """A thing that both changed: mine at the left, theirs at the right, and the choice below."""

    decided = Signal()

    def __init__(self, question: Question, look: Look) -> None:
        super().__init__(question.label)
        self.question = question
        self.choice = ""
        self._look = look
        self._sides: list[tuple[QLabel, Sequence[Piece]]] = []
        sides = QHBoxLayout()
        sides.setSpacing(20)
        base, mine, theirs = question.texts
        for heading, text in ((_("Your text"), mine), (_("The text in the file"), theirs)):
            sides.addLayout(self._side(heading, compare(base, text)), 1)
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
        if self.question.can_keep_both:
            offered.append((BOTH, _("Keep both")))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        line = QHBoxLayout()
        line.setSpacing(16)
        for choice, words in offered:
            button = QRadioButton(words)
            button.setAccessibleName(_("{button}: {thing}").format(button=words, thing=self.question.label))
            button.setAccessibleDescription(self._said(choice))
            button.toggled.connect(lambda on, choice=choice: self._chosen(choice) if on else None)
            self._group.addButton(button)
            self._buttons[choice] = button
            line.addWidget(button)
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

    def _chosen(self, choice: str) -> None:
        self.choice = choice
        self.decided.emit()

    def _repaint(self) -> None:
        for text, pieces in self._sides:
            text.setText(marked(pieces, self._look.theme.colours))


def _headed(heading: str | QLabel, below: QWidget) -> QWidget:
    if isinstance(heading, str):
        heading = QLabel(heading)
        heading.setProperty("role", "subheading")
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(8)
    column.addWidget(heading)
    column.addWidget(below, 1)
    return whole
