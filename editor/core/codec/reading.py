"""Bytes to article, with what a person should know about the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.core.article import Article, FrontMatter
from editor.core.codec.contents import unusual_text, unusual_values
from editor.core.codec.decoding import Decoded, decode
from editor.core.codec.departures import Departure, Outcome, Refusal, Twice
from editor.core.codec.fences import BLANK, Block, not_ours, take_apart
from editor.core.codec.front import FrontReader
from editor.core.codec.plain import plain_fields
from editor.core.codec.scalars import FrontError
from editor.core.codec.telling import Notes
from editor.core.codec.writing import dump_front, stands_alone
from editor.core.language import _

__all__ = ["Departure", "Outcome", "Reading", "Refusal", "Twice", "parse"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds and how it opens.

    ``text`` is the whole file as text (LF line ends): what a raw view shows. ``exact`` is False for bytes that are no
    valid text and can only be looked at. ``twice`` holds keys of which one value has to be chosen before a save.
    """

    outcome: Outcome
    article: Article
    text: str
    newline: str = "\n"
    exact: bool = True
    departures: tuple[Departure, ...] = ()
    twice: tuple[Twice, ...] = field(default=())

    @property
    def notices(self) -> tuple[Departure, ...]:
        """The departures that are shown when the file opens."""
        return tuple(departure for departure in self.departures if departure.loud)


def parse(data: bytes) -> Reading:
    """Read a file. Raises ``Refusal`` for what is not opened at all."""
    decoded = decode(data)
    text = decoded.text
    if not text.strip(BLANK):
        return _empty(decoded)
    reason = not_ours(text)
    if reason:
        return _raw(decoded, reason)
    try:
        block = take_apart(text)
    except EOFError:
        return _raw(decoded, _("the lines at the top have no end (a line of three backticks is missing)"), 1)
    if block is None:
        return _without_fields(decoded)
    try:
        front, notes = _fields(block)
    except FrontError as error:
        return _raw(decoded, error.sentence, error.line)
    body, layout = _body(block.rest, block.ended)
    article = Article(front, body)
    departures = (
        *decoded.departures,
        *_spelling(block),
        *notes.departures,
        *_needless_block(article, block.line - 1),
        *layout,
        *unusual_values(front),
        *unusual_text(body, block.rest_line + block.rest.startswith("\n")),
    )
    return _reading(decoded, article, departures, tuple(notes.twice))


def _reading(
    decoded: Decoded, article: Article, departures: tuple[Departure, ...], twice: tuple[Twice, ...] = ()
) -> Reading:
    loud = any(departure.loud for departure in departures)
    outcome = Outcome.OPEN_WARN if loud else Outcome.OPEN
    return Reading(outcome, article, decoded.text, decoded.newline, decoded.exact, departures, twice)


def _raw(decoded: Decoded, reason: str, line: int = 0) -> Reading:
    sentence = (
        _("Line {line}: {reason}. The whole file is shown as text; it is saved exactly as shown.")
        if line
        else _("The fields of this file are not understood: {reason}. It is shown, and saved, as plain text.")
    ).format(line=line, reason=reason)
    departures = (*decoded.departures, Departure("not-understood", sentence, line, loud=True))
    return Reading(Outcome.OPEN_RAW, Article(), decoded.text, decoded.newline, decoded.exact, departures)


def _empty(decoded: Decoded) -> Reading:
    told = Departure(
        "empty",
        _("The file is empty. If it should not be, it may have been damaged: look for a backup before you save."),
        loud=True,
    )
    return _reading(decoded, Article(), (*decoded.departures, told))


def _without_fields(decoded: Decoded) -> Reading:
    body, layout = _body("\n" + decoded.text)
    told = Departure(
        "no-fields",
        _("The file holds only text. Fields that you fill are added at its top when you save."),
        line=1,
        loud=True,
    )
    return _reading(decoded, Article({}, body), (*decoded.departures, told, *layout, *unusual_text(body, 1)))


def _spelling(block: Block) -> Iterator[Departure]:
    if block.spelling:
        yield Departure(
            "fence",
            _("The lines around the fields are not spelt ```yaml and ```. They are when an edit is saved."),
            block.line - 1,
            loud=True,
        )


def _fields(block: Block) -> tuple[FrontMatter, Notes]:
    plain = plain_fields(block.front.encode("utf-8"))
    if plain is not None:
        return plain, Notes(block.front, block.line)
    reader = FrontReader(block.front, block.line)
    front, notes = reader.read(), reader.notes
    if all(departure.kept for departure in notes.departures) and dump_front(front) != block.front:
        notes.layout()
    return front, notes


def _needless_block(article: Article, line: int) -> Iterator[Departure]:
    if not article.front and stands_alone(article.body.strip(BLANK)):
        yield Departure(
            "empty-block",
            _("There are no fields between the first lines. They go when an edit is saved."),
            line,
        )


def _body(rest: str, ended: bool = True) -> tuple[str, tuple[Departure, ...]]:
    """The body after the closing fence, and how the white space around it departs."""
    body = rest.removeprefix("\n").removesuffix("\n")
    canonical = rest == "\n" + body + "\n" and body == body.strip(BLANK) if body else ended and not rest
    if canonical:
        return body, ()
    told = Departure("around-body", _("The empty lines around the text are not the archive's."))
    return body, (told,)
