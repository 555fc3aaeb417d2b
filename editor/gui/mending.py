"""Where the problems of each article are by now, going there, and mending them: each as one step of undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from editor.app.session import Session
from editor.core.checks.values import BODY, Fix, Level, Problem
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.core.language import _
from editor.core.textops import Edit
from editor.gui.article_view import ArticleView
from editor.gui.body.problem_marks import Mark
from editor.gui.form.labels import Sign
from editor.gui.levels import LOOKS, gravest_first

_SHOWN_AT = {"slug": "url"}
"""A field that has no name of its own in the form, and the one in which it is shown."""


@dataclass(slots=True)
class Found:
    """What was found last in an article, and where its marks are.

    ``marks`` are the numbers of the problems' marks in the text, by identity: two may be equal. ``fields`` are those
    that were checked. ``chosen`` is where the person is in the list.
    """

    problems: Sequence[Problem] = ()
    marks: Mapping[int, int] = field(default_factory=dict)
    fields: Fields | None = None
    chosen: Problem | None = None


class Mending(QObject):
    """Knows the places of what was found, though the text has gone on since."""

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: dict[Session, Found] = {}

    def of(self, session: Session | None) -> Found | None:
        """What was found of an article; None before it was checked."""
        return self._found.get(session) if session is not None else None

    def forget(self, session: Session) -> None:
        """An article was closed."""
        self._found.pop(session, None)

    def take(self, view: ArticleView, problems: Sequence[Problem]) -> None:
        """Something else was found: mark it in the text and beside the fields."""
        found = self._found.setdefault(view.session, Found())
        if found.fields is None or any(id(problem) not in found.marks for problem in problems):
            # Not where one was just ignored: the fields may be ahead of what was checked.
            found.fields = view.session.fields
        text = view.session.text_of_body()
        marked = [(problem, mark) for problem in problems if (mark := _mark_of(problem, text)) is not None]
        found.problems = problems
        found.marks = dict.fromkeys(map(id, problems), -1) | {id(one[0]): at for at, one in enumerate(marked)}
        view.body.marks.show([mark for _problem, mark in marked], text)
        view.form.labels.show_signs(_signs(problems))

    def errors_of(self, session: Session) -> Sequence[str]:
        """What has to be put right before an article is published, in sentences."""
        found = self._found.get(session)
        return [one.sentence for one in found.problems if one.level is Level.ERROR] if found else []

    def at(self, view: ArticleView, position: int) -> Sequence[Problem]:
        """The problems at a position of the text's document."""
        found = self._found.get(view.session)
        numbers = view.body.marks.at(position) if found else ()
        by_number = {found.marks[id(problem)]: problem for problem in found.problems} if found else {}
        return [by_number[number] for number in numbers if number in by_number]

    def jump(self, view: ArticleView, problem: Problem) -> None:
        """Go to a problem, and select its passage."""
        if problem.field != BODY:
            view.form.show()
            view.form.focus_field(problem.field, (problem.start, problem.end))
            return
        by = self._moved(view, problem, view.body.editor.text())
        if by is None:
            self.told.emit(_("This passage was changed. It is being checked again."))
        else:
            view.body.select(problem.start + by, problem.end + by)

    def fix(self, view: ArticleView, problem: Problem, fix: Fix) -> bool:
        """Carry out a fix, unless its place was changed since it was checked; whether it was carried out."""
        if view.session.read_only:
            self.told.emit(_("This file can only be read."))
            return False
        mended = self._in_text(view, problem, fix) if fix.field == BODY else self._in_form(view, fix)
        if mended:
            self.told.emit(_("Done: {change}. Undo takes it back.").format(change=fix.label))
        else:
            self.told.emit(_("Nothing was changed, because this passage is another now. It is being checked again."))
        return mended

    def _moved(self, view: ArticleView, problem: Problem, text: str) -> int | None:
        """By how much a problem's place in the text has moved; None where the text was changed there."""
        found = self._found.get(view.session)
        number = found.marks.get(id(problem), -1) if found else -1
        if number >= 0:
            return view.body.marks.moved(number, text)
        return 0 if problem.start == problem.end and not _in_body(problem) else None

    def _in_text(self, view: ArticleView, problem: Problem, fix: Fix) -> bool:
        by = self._moved(view, problem, view.body.editor.text())
        if by is None:
            return False
        start = fix.start + by
        view.body.editor.replace_by_user(Edit(start, fix.end + by, fix.text, (start, start + len(fix.text))))
        view.body.setFocus()  # so that Undo is of the text
        return True

    def _in_form(self, view: ArticleView, fix: Fix) -> bool:
        session, found = view.session, self._found.get(view.session)
        before = _text_of(session.fields, fix.field)
        if found is None or found.fields is None or before != _text_of(found.fields, fix.field):
            return False
        view.form.focus_field(fix.field)  # so that Undo is of the form
        session.history.end_step()
        try:
            session.change({fix.field: before[: fix.start] + fix.text + before[fix.end :]})
        except CopydeskError as error:
            self.told.emit(error.sentence)
            return False
        session.history.end_step()
        return True


def _in_body(problem: Problem) -> Iterator[tuple[int, int]]:
    """The passages of the text that a problem, or a fix of it, speaks of."""
    if problem.field == BODY and problem.start < problem.end:
        yield problem.start, problem.end
    yield from ((fix.start, fix.end) for fix in problem.fixes if fix.field == BODY)


def _mark_of(problem: Problem, text: str) -> Mark | None:
    """The mark of a problem in the text; None where it has none, or where the text went on since it was checked."""
    passages = list(_in_body(problem))
    inside = problem.field == BODY
    if not passages or (inside and not text.startswith(problem.quote, problem.start)):
        return None
    first, last = min(start for start, _end in passages), max(end for _start, end in passages)
    if last > len(text):
        return None
    start, end = (problem.start, problem.end) if inside else (first, first)
    return Mark(start, end, first, last, LOOKS[problem.level], problem.sentence)


def _signs(problems: Iterable[Problem]) -> Mapping[str, Sign]:
    """A sign for each field that has problems: of the gravest, with what is said of all."""
    by_field: dict[str, list[Problem]] = {}
    for problem in gravest_first(problems):
        by_field.setdefault(_SHOWN_AT.get(problem.field, problem.field), []).append(problem)
    return {
        name: Sign(LOOKS[there[0].level], "\n".join(problem.sentence for problem in there))
        for name, there in by_field.items()
    }


def _text_of(fields: Fields, name: str) -> str:
    if name.startswith("extra."):
        return fields.extra.get(name.removeprefix("extra."), "")
    return fields.values.get(name, "")
