"""Two journals: a person's own, and a spare one that takes what the own folder does not (a home read-only or full)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import visible
from editor.services.journal.entry import Entry
from editor.services.journal.journal import Journal, Leftover, NoJournal, reason_of
from editor.services.spare import Spare

_NAME = "journal"


class Journals:
    """The unsaved work of one running program, wherever it can be kept. To be used as a ``Journal`` is.

    Each state goes to the own journal if that takes it, else to the spare one. Once, until the own one is well again,
    a CopydeskError says so: ``spare-journal`` where the spare one has it, ``no-journal`` where none has.
    """

    def __init__(self, own: Journal, spare: Spare, journal_in: Callable[[Path], Journal] = Journal) -> None:
        self._own, self._spare, self._journal_in = own, spare, journal_in
        self._second: Journal | None = None
        self._lost = False
        # Earlier states of left-over work, from when the other journal had to take the later ones.
        self._earlier: dict[str, Leftover] = {}

    def write(self, entry: Entry) -> bool:
        """Keep a state of unsaved work, and forget what the spare journal had of it where the own one takes it."""
        kept, fault = _try(self._own, entry)
        if kept:
            self._lost = False
            other = self._other()
            return other is None or other.drop(entry.key)
        try:
            kept, second_fault = _try(self._made(), entry)
        except OSError as error:
            second_fault = None if self._lost else NoJournal(self._own.folder, reason_of(error))
        self._lost = not kept
        if kept and fault is not None and self._second is not None:
            raise _kept_aside(fault, self._second.folder) from fault
        if told := fault or second_fault:
            raise told
        return kept

    def drop(self, key: str) -> bool:
        """Forget an article's unsaved work: it is saved, and nothing was typed since."""
        return self._each(lambda journal: journal.drop(key))

    def discard(self, which: str | Leftover) -> bool:
        """Put away unsaved work that the person does not want, own or left over."""
        if not isinstance(which, Leftover):
            return self._each(lambda journal: journal.discard(which))
        return self._of(which).discard(which) and self._discard_earlier(which)

    def leftovers(self) -> list[Leftover]:
        """What programs left that do not run any more, the latest first; of each article the latest. Never raises."""
        every = [leftover for journal in self._all() for leftover in journal.leftovers()]
        latest: dict[str, Leftover] = {}
        for leftover in sorted(every, key=lambda one: one.entry.time.timestamp()):
            if before := latest.pop(leftover.entry.key, None):
                self._earlier[leftover.entry.key] = before
            latest[leftover.entry.key] = leftover
        return list(reversed(latest.values()))

    def take_over(self, leftover: Leftover) -> bool:
        """Make left-over work one's own, when it was brought back into the window, under the same key."""
        return self._of(leftover).take_over(leftover) and self._discard_earlier(leftover)

    def prune(self) -> None:
        """Remove what nobody can use any more. Never raises."""
        for journal in self._all():
            journal.prune()

    def refresh(self) -> None:
        """Say that this program still runs, every minute. Never raises."""
        for journal in self._all():
            journal.refresh()

    def close(self) -> None:
        """Let go at the end of the program. Never raises."""
        for journal in self._all():
            journal.close()

    def _made(self) -> Journal:
        """The spare journal, in its folder, which is looked at each time: others can make one. Raises OSError."""
        folder = self._spare.made()
        if self._second is None:
            self._second = self._journal_in(folder / _NAME)
        return self._second

    def _other(self) -> Journal | None:
        """The spare journal, if this program uses it or another one has left it."""
        if self._second is None and (folder := self._spare.found()) is not None:
            self._second = self._journal_in(folder / _NAME)
        return self._second

    def _all(self) -> list[Journal]:
        other = self._other()
        return [self._own] if other is None else [self._own, other]

    def _of(self, leftover: Leftover) -> Journal:
        other = self._second
        return other if other is not None and leftover.folder.is_relative_to(other.folder) else self._own

    def _each(self, act: Callable[[Journal], bool]) -> bool:
        """Do this in each journal, whatever the others say; raises what the first of them said."""
        done, faults = True, []
        for journal in self._all():
            try:
                done = act(journal) and done
            except NoJournal as error:
                faults.append(error)
        if faults:
            raise faults[0]
        return done

    def _discard_earlier(self, leftover: Leftover) -> bool:
        before = self._earlier.pop(leftover.entry.key, None)
        return before is None or self._of(before).discard(before)


def _try(journal: Journal, entry: Entry) -> tuple[bool, NoJournal | None]:
    """Whether a journal took this, and what it said."""
    try:
        return journal.write(entry), None
    except NoJournal as error:
        return False, error


def _kept_aside(fault: NoJournal, folder: Path) -> CopydeskError:
    return CopydeskError(
        _(
            "Your home folder cannot be written to ({reason}), so Copydesk keeps what you type in “{folder}” until "
            "this computer is restarted. Earlier versions of files and changed settings are not kept. Save often, and "
            "tell those who look after your computers."
        ).format(reason=fault.reason, folder=visible(str(folder))),
        code="spare-journal",
        where=str(folder),
    )
