"""What is particular about an open article, as banners: the one place that words and colours them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from editor.app.presence import sentence_about
from editor.app.session import Session
from editor.app.watcher import follow, keep_mine, take_theirs
from editor.core.article import Path, dotted
from editor.core.fields import FIELDS, label
from editor.core.language import _
from editor.gui.banners import Banner


@dataclass(frozen=True, slots=True)
class OutsideActs:
    """What a person may do about a file that somebody else changed, beyond taking one side."""

    save: Callable[[Session], None]
    merge: Callable[[Session], None]


_GRAVE = ("not-understood", "not-utf-8", "empty")
_LONGEST = 30  # characters of a value on a button


def banners_of(session: Session, acts: OutsideActs) -> list[Banner]:
    """The notices of a session's file: a choice that has to be made comes first, and stays until it is made."""
    banners = list(_outside(session, acts))
    told = session.file_notices
    if session.colleague is not None:
        banners.append(Banner("info", sentence_about(session.colleague)))
        told = tuple(notice for notice in told if notice.code != "lock-file")  # it says the same of the same person
    banners += [Banner("warning", notice.sentence) for notice in told]
    reading = session.reading
    if reading is None:
        return banners
    departures = [departure for departure in reading.notices if departure.code != "twice"]
    banners += [Banner("error" if one.code in _GRAVE else "warning", one.sentence) for one in departures]
    for index, twice in enumerate(reading.twice):
        buttons = tuple(
            (_("Keep “{value}”").format(value=_short(value)), _choice(session, index, value)) for value in twice.values
        )
        sentence = _(
            "“{name}” stands twice in this file (lines {first} and {second}). Choose one; nothing is saved until then."
        ).format(name=name_of(twice.path), first=twice.lines[0], second=twice.lines[-1])
        banners.append(Banner("error", sentence, buttons, closable=False))
    return banners


def _outside(session: Session, acts: OutsideActs) -> Iterator[Banner]:
    """What somebody else did to the file while there were unsaved changes."""
    outside = session.outside
    if outside is None:
        return
    if outside.opened is None or outside.reading is None:
        again = (_("Save it there again"), lambda: acts.save(session))
        renamed = outside.renamed
        if renamed is not None:
            sentence = _("Somebody else renamed this file; it is “{name}” now.").format(name=renamed.name)
            on = (_("Go on there"), lambda: follow(session, renamed))
            yield Banner("error", sentence, (on, again), closable=False)
            return
        sentence = _("The file was moved, renamed or deleted by somebody else. Your text is still here.")
        yield Banner("error", sentence, (again,), closable=False)
        return
    opened, reading = outside.opened, outside.reading
    sentence = _(
        "Somebody else changed this file while you were working on it. Nothing of yours or theirs is lost yet."
    )
    buttons = (
        (_("Compare and merge …"), lambda: acts.merge(session)),
        (_("Take theirs"), lambda: take_theirs(session, opened, reading)),
        (_("Keep mine"), lambda: keep_mine(session, opened, reading)),
    )
    yield Banner("error", sentence, buttons, closable=False)


def name_of(path: Path) -> str:
    """What a person calls the value at a path of keys: its field's name, where a field shows it."""
    key = dotted(path)
    return next((label(spec.id) for spec in FIELDS if key in spec.keys), key)


def _choice(session: Session, index: int, value: str) -> Callable[[], None]:
    return lambda: session.resolve(index, value)


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
