"""Lists of "write this, not that" as data, made ready to be looked for in a text.

A row has ``not`` (what is found), ``write`` (what should stand there; "" for nothing in particular) and ``why``.
Several forms of a word stand with ``|`` between them, in both: ``not: utilise | utilised``, ``write: use | used``.
``whole: no`` finds it inside words too, ``case: yes`` only with the same capitals, and ``use: no`` takes a row of a
weaker list back. Of two rows for the same phrase the later counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from editor.core.checks.values import BODY, Fix
from editor.core.language import _

Row = Mapping[str, str]

_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")
_FIRST_WORD = re.compile(r"\w+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a list at its place in a text, with what should stand there."""

    start: int
    end: int
    text: str
    write: str
    row: Row

    @property
    def why(self) -> str:
        """Why, in a few words."""
        return self.row.get("why", "") or _("it is house style")

    def words(self) -> dict[str, str]:
        """What a rule's sentence may name."""
        return {"word": self.text, "write": self.write, "why": self.why}

    def fixes(self) -> tuple[Fix, ...]:
        """The change, where the list says what to write."""
        if not self.write:
            return ()
        return (Fix(_("Change to “{word}”").format(word=self.write), BODY, self.start, self.end, self.write),)


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    write: str
    row: Row


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a list: whole ones by their first word, so that a long list costs no more than a short one."""

    by_word: Mapping[str, Sequence[_Phrase]] = field(default_factory=dict)
    inside: Sequence[_Phrase] = ()

    def find(self, text: str) -> Iterator[Hit]:
        """What of the list stands in a text; of phrases that begin at one place the longest."""
        done = 0
        for word in _FIRST_WORD.finditer(text) if self.by_word else ():
            if word.start() < done:
                continue
            for phrase in self.by_word.get(word[0].lower(), ()):
                if found := phrase.pattern.match(text, word.start()):
                    yield _hit(found, phrase)
                    done = found.end()
                    break
        for phrase in self.inside:
            yield from (_hit(found, phrase) for found in phrase.pattern.finditer(text))


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """Rows that equal only themselves: comparing them would cost more than looking for them."""

    rows: Sequence[Row]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.rows is other.rows

    def __hash__(self) -> int:
        return id(self.rows)


def phrases(rows: Sequence[Row]) -> Phrases:
    """A list made ready; asked again for the same list, the same answer at once."""
    return _ready(_Same(rows))


@lru_cache(maxsize=16)
def _ready(same: _Same) -> Phrases:
    known: dict[str, tuple[str, Row]] = {}
    for row in same.rows:
        forms = [form.strip() for form in row.get("not", "").split("|")]
        instead = [form.strip() for form in row.get("write", "").split("|")]
        for number, form in enumerate(forms):
            write = instead[number] if number < len(instead) else instead[0]
            known.pop(form.lower(), None)
            if _FIRST_WORD.search(form) and len(form) <= _LONGEST and row.get("use", "") not in _NO:
                known[form.lower()] = write, {**row, "not": form}
    by_word: dict[str, list[_Phrase]] = {}
    inside: list[_Phrase] = []
    for write, row in known.values():
        phrase = _Phrase(_pattern(row), write, row)
        first = _FIRST_WORD.match(row["not"])
        if row.get("whole", "") in _NO or first is None:
            inside.append(phrase)
        else:
            by_word.setdefault(first[0].lower(), []).append(phrase)
    for several in by_word.values():
        several.sort(key=lambda phrase: -len(phrase.row["not"]))
    return Phrases(by_word, inside)


def _pattern(row: Row) -> re.Pattern[str]:
    """White space may be of any kind, an apostrophe straight or curly."""
    source = r"\s{1,3}".join(re.escape(word.replace("’", "'")).replace("'", "['’]") for word in row["not"].split())
    if row.get("whole", "") not in _NO:
        source = rf"(?<![\w-]){source}(?![\w-]|['’][a-rt-z])"
    return re.compile(source, 0 if row.get("case", "") in _YES else re.IGNORECASE)


def _hit(found: re.Match[str], phrase: _Phrase) -> Hit:
    write = phrase.write
    if found[0][:1].isupper() and not phrase.row["not"][:1].isupper():
        write = write[:1].upper() + write[1:]
    return Hit(found.start(), found.end(), found[0], write, phrase.row)
