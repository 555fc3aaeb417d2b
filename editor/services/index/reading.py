"""From a file to what the index keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from pathlib import PurePosixPath

from editor.core import dates, lens
from editor.core.article import text_at
from editor.core.codec import Outcome, parse
from editor.core.encoding import decode
from editor.core.errors import CopydeskError
from editor.core.library import Record
from editor.core.profile import Profile
from editor.services.archive import DRAFTS, NEWS

_MOST = 500_000  # characters of a text that are kept; no article has as many

ProfileOf = Callable[[str], Profile | None]


def record_of(path: str, data: bytes, profile_of: ProfileOf) -> Record:
    """What is known of an article, or of a file that cannot be read as one."""
    area, draft = _place(path)
    try:
        reading = parse(data)
    except CopydeskError as error:
        return broken(path, error.sentence)
    if reading.outcome is Outcome.OPEN_RAW:
        sentence = reading.departures[-1].sentence
        return Record(path, area, draft, PurePosixPath(path).stem, problem=sentence, body=reading.text[:_MOST])
    article = reading.article
    area = decode(text_at(article.front, ("area",)) or "") or area
    fields = lens.read(article, profile_of(area))
    problem = (
        ""
        if article.front
        else _("The file holds no fields, only a text.")
        if article.body
        else _("The file is empty.")
    )
    return Record(
        path,
        area,
        draft,
        fields["headline"] or ("" if not problem else PurePosixPath(path).stem),
        fields["summary"],
        fields["section"],
        _minutes(fields["published"]),
        fields["url"],
        fields["incident_reference"],
        problem,
        article.body[:_MOST],
    )


def broken(path: str, sentence: str) -> Record:
    """A file that cannot be read."""
    area, draft = _place(path)
    return Record(path, area, draft, PurePosixPath(path).stem, problem=sentence)


def _place(path: str) -> tuple[str, bool]:
    """The organisation by the folder, and whether it is a draft."""
    parts = path.split("/")
    area = parts[1] if len(parts) > 2 and parts[0] in (NEWS, DRAFTS) else parts[-2] if len(parts) > 1 else ""
    return area, parts[0] == DRAFTS


def _minutes(published: str) -> str:
    """A date on the clock of the United Kingdom, to the minute; empty for what is none."""
    if not published:
        return ""
    stamp = dates.uk_stamp(published)
    if stamp is None:
        return ""
    return stamp.moment.isoformat(timespec="minutes") if stamp.precision else stamp.day
