"""From a file to what the index keeps of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath

from editor.core import dates
from editor.core.article import Article, text_at
from editor.core.codec import Outcome, skim
from editor.core.encoding import decode
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.lens import Glance
from editor.core.library import Record
from editor.core.profile import Profile
from editor.services.archive import DRAFTS, NEWS

_UK_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", re.ASCII).fullmatch
_MOST = 500_000  # characters of a text that are kept; no article has as many

_FIELDS = ("headline", "summary", "published", "section", "url", "incident_reference")

ProfileOf = Callable[[str], Profile | None]


class Reader:
    """Reads the files of one archive."""

    def __init__(self, profile_of: ProfileOf) -> None:
        self._profile_of = profile_of
        self._glances: dict[str, Glance] = {}

    def record_of(self, path: str, data: bytes) -> Record:
        """What is known of an article, or of a file that cannot be read as one."""
        try:
            read = skim(data)
        except CopydeskError as error:
            return broken(path, error.sentence)
        if isinstance(read, Article):
            return self._record(path, read, "")
        if read.outcome is Outcome.OPEN_RAW:
            return broken(path, read.departures[-1].sentence, read.text[:_MOST])
        if read.article.front:
            return self._record(path, read.article, "")
        empty = _("The file is empty.")
        return self._record(path, read.article, _("The file holds only text.") if read.article.body else empty)

    def _record(self, path: str, article: Article, problem: str) -> Record:
        area, draft = _place(path)
        area = decode(text_at(article.front, ("area",)) or "") or area
        fields = self._glance(area).of(article.front)
        return Record(
            path,
            area,
            draft,
            fields["headline"] or (PurePosixPath(path).stem if problem else ""),
            fields["summary"],
            fields["section"],
            _minutes(fields["published"]),
            fields["url"],
            fields["incident_reference"],
            problem,
            article.body[:_MOST],
        )

    def _glance(self, area: str) -> Glance:
        if area not in self._glances:
            self._glances[area] = Glance(_FIELDS, self._profile_of(area))
        return self._glances[area]


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def broken(path: str, sentence: str, text: str = "") -> Record:
    """A file that cannot be read as an article; ``text`` where it is one at least."""
    area, draft = _place(path)
    return Record(path, area, draft, PurePosixPath(path).stem, problem=sentence, body=text)


def _place(path: str) -> tuple[str, bool]:
    """The organisation by the folder, and whether it is a draft."""
    parts = path.split("/")
    area = parts[1] if len(parts) > 2 and parts[0] in (NEWS, DRAFTS) else parts[-2] if len(parts) > 1 else ""
    return area, parts[0] == DRAFTS


def _minutes(published: str) -> str:
    """A date on the clock of the United Kingdom, to the minute; empty for what is none."""
    if _UK_TIME(published):
        return published if _is_date(published) else ""
    stamp = dates.uk_stamp(published)
    if stamp is None:
        return ""
    return stamp.moment.isoformat(timespec="minutes") if stamp.precision else stamp.day
