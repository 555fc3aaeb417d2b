"""Whether the article in front was there before: looked up quietly while somebody writes, and the newest text wins.

Nothing of it is done on the GUI thread but taking what was noted: the rules run where the index is read. They stop at
the next key, because while they run in Python, every key is slower.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.desk import Desk
from editor.app.library import Library
from editor.app.session import Session
from editor.core import lens
from editor.core.article import Article
from editor.core.fields import Fields
from editor.core.free_address import free_number, numbered_address
from editor.core.language import _
from editor.core.library import Query, Record
from editor.core.markdown import PreviewDocument
from editor.core.profile import Profile
from editor.services.archive import Archive

if TYPE_CHECKING:
    from editor.core.library.lookup import Lookup
    from editor.core.library.seen import Seen

PAUSE_MS = 1_000
"""After the last key, before the archive is asked."""

Taken = Callable[[str], bool]
"""Whether an article of this address is published already."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An earlier article and what it has in common with the draft.

    ``at_release`` says what becomes of an address that both have, and is empty otherwise; ``warns`` where the address
    will not stay as it is.
    """

    seen: Seen
    at_release: str = ""
    warns: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others, whatever else of the draft has changed."""
        return self.seen.kind.value, self.seen.record.path

    @property
    def text(self) -> str:
        """All there is to say of it."""
        return "\n".join(filter(None, (self.seen.sentence, self.at_release)))


@dataclass(frozen=True, slots=True)
class Question:
    """A draft as it is looked up in an archive. ``draft.path`` is absolute, or empty where there is no file yet."""

    root: Path
    draft: Record
    released: bool
    base: Article = field(compare=False)
    fields: Fields = field(compare=False)
    profile: Profile | None = field(compare=False)


def question_of(session: Session, body: str, root: Path) -> Question:
    """What is looked up of an article as it stands."""
    fields = session.fields
    draft = Record(
        path=str(session.path or ""),
        area=fields["area"],
        headline=fields["headline"],
        url=fields["url"],
        incident=_incident(fields),
        body=body,
        published=fields["published"],
    )
    return Question(root, draft, session.released, session.base, fields, session.profile)


def _incident(fields: Fields) -> str:
    """The reference as a text quotes it: the number of a day's log only means something with its day."""
    reference, day, month = (fields[f"incident_{part}"] for part in ("reference", "day", "month"))
    if not (reference and day and month):
        return reference
    return f"{reference} of {day} {month} {fields['incident_year']}".strip()


class _GivenUp(Exception):
    """Nobody waits for the answer any more."""


class _Brief:
    """A lookup that gives up with the next question once ``is_wanted`` says that nobody waits for the answer."""

    def __init__(self, lookup: Lookup, is_wanted: Callable[[], bool]) -> None:
        self._lookup, self._is_wanted = lookup, is_wanted

    def of_url(self, url: str) -> Sequence[Record]:
        return self._wanted().of_url(url)

    def of_incident(self, written: str) -> Sequence[Record]:
        return self._wanted().of_incident(written)

    def asked(self, query: Query, limit: int) -> Sequence[Record]:
        return self._wanted().asked(query, limit)

    def _wanted(self) -> Lookup:
        if not self._is_wanted():
            raise _GivenUp
        return self._lookup


def answer(question: Question, is_wanted: Callable[[], bool], lookup: Lookup) -> tuple[Finding, ...] | None:
    """What was there before; None where it was not wanted any more before it was known. Reads the disk."""
    from editor.core.library.seen import Kind, seen  # noqa: PLC0415 - on the thread: the window must not wait for it

    draft = replace(question.draft, path=_within(question.root, question.draft.path))

    def told(one: Seen) -> Finding:
        same_address = one.kind is Kind.ADDRESS and one.likeness == 1
        return Finding(one, *_at_release(question)) if same_address and not question.released else Finding(one)

    try:
        return tuple(map(told, seen(draft, _Brief(lookup, is_wanted))))
    except _GivenUp:
        return None


def _within(root: Path, path: str) -> str:
    """The name of a file in an archive; empty for one that lies elsewhere, or nowhere."""
    place = Path(path)
    try:
        return (place.parent.resolve() / place.name).relative_to(root.resolve()).as_posix() if path else ""
    except ValueError:
        return ""


def _at_release(question: Question) -> tuple[str, bool]:
    """What a release does about the address, and whether the address changes by it."""
    base, fields, profile = question.base, question.fields, question.profile
    try:
        number = free_number(base, fields, profile, Archive(question.root).taken)
    except OSError:  # The share went away: what the index knows is told all the same.
        return "", False
    if number == 1:
        return _("At release yours keeps its address: no released article has quite the same."), False
    if number == 0:
        return _("No number can be added to yours: you have to give it another address before its release."), True
    address = numbered_address(base, fields, profile, number)
    return _("At release a number is added to yours: {address}").format(address=address), True


@dataclass(slots=True)
class _State:
    """What is known of one open article. ``asked``: somebody wants to know although it is released."""

    asked: bool = False
    question: Question | None = None
    answered: Question | None = None
    found: tuple[Finding, ...] = ()
    put_away: set[tuple[str, str]] = field(default_factory=set)


class Seeing(QObject):
    """Looks the article in front up in the archive, a moment after its last change. ``changed``: look at ``of`` again.

    A released article is looked up when its headline or text was edited since, or when somebody asks.
    """

    changed = Signal()

    def __init__(
        self,
        library: Library,
        desk: Desk,
        archive: Callable[[], Path | None],
        pause_ms: int = PAUSE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._desk, self._archive = library, desk, archive
        self._document: PreviewDocument | None = None
        self._notes = 0
        self._states: dict[Session, _State] = {}
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._look)
        desk.current_changed.connect(self._follow)
        desk.closed.connect(self._forget)

    def note(self, document: PreviewDocument) -> None:
        """The article in front as it stands: it is made for every key anyway, and a large text takes a millisecond."""
        self._document = document
        self._notes += 1
        self._pause.start()

    def again(self) -> None:
        """The index may answer otherwise than before."""
        for state in self._states.values():
            state.question = None
        if self._desk.current is not None:
            self._pause.start()

    def ask(self) -> None:
        """Look the article in front up at once, a released one too."""
        if self._desk.current is not None:
            self._states.setdefault(self._desk.current, _State()).asked = True
            self._look()

    def of(self, session: Session) -> tuple[Finding, ...] | None:
        """What was found of an article, without what was put away; None where nobody has looked yet."""
        state = self._states.get(session)
        if state is None or state.answered is None or state.answered.released != session.released:
            return None
        return tuple(one for one in state.found if one.key not in state.put_away)

    def put_away(self, session: Session, finding: Finding) -> None:
        """Tell of this no more, until the article is closed."""
        self._states.setdefault(session, _State()).put_away.add(finding.key)
        self.changed.emit()

    def _follow(self, session: Session | None) -> None:
        if session is None:
            self._pause.stop()
        self.changed.emit()

    def _forget(self, session: Session) -> None:
        self._states.pop(session, None)
        if self._document is not None and self._document.key == session.key:
            self._document = None

    def _look(self) -> None:
        self._pause.stop()
        session, document, root = self._desk.current, self._document, self._archive()
        if session is None or document is None or document.key != session.key or session.raw is not None:
            return
        if root is None or not self._library.is_used:
            return
        state = self._states.setdefault(session, _State())
        question = question_of(session, document.body, root)
        if question == state.question or not (state.asked or not session.released or _is_edited(session, question)):
            return
        state.question, notes = question, self._notes

        def found(findings: tuple[Finding, ...] | None) -> None:
            if state.question is not question:
                return
            if findings is None:
                state.question = None  # to be looked up again, if it is still the same after the last key
                return
            state.answered, state.found = question, findings
            self.changed.emit()

        self._library.look_up(partial(answer, question, lambda: notes == self._notes), found)


def _is_edited(session: Session, question: Question) -> bool:
    """Whether the headline or the text is another than in the file."""
    saved = lens.read(session.base, session.profile)
    return (question.draft.headline, question.draft.body) != (saved["headline"], saved.body)
