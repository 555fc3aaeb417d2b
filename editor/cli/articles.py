"""What the commands do alike: open an article, take a text, make the bytes of a file, save."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor.cli.desk import Desk
from editor.core.article import Article, text_at
from editor.core.codec import Outcome, Reading, dump, parse
from editor.core.encoding import decode
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.profile import Profile
from editor.services.archive import Archive
from editor.services.files import LIMIT, Opened, Saved, SaveFailed, open_file, visible

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """An article as it was opened. ``draft``: it lies among an archive's drafts."""

    file: Opened
    reading: Reading
    profile: Profile | None
    draft: bool

    @property
    def article(self) -> Article:
        """What the file holds."""
        return self.reading.article

    @property
    def outcome(self) -> Outcome:
        """How it opens, with what is unusual about the file counted in."""
        if self.reading.outcome is Outcome.OPEN and self.file.notices:
            return Outcome.OPEN_WARN
        return self.reading.outcome


def open_article(path: Path, desk: Desk) -> OpenedArticle:
    """Open and read a file, with the profile of its organisation. Raises CopydeskError where it is refused."""
    opened = open_file(path)
    reading = parse(opened.data)
    archive = Archive.find_root(path)
    area = text_at(reading.article.front, ("area",))
    profile = desk.profiles(archive).get(decode(area)) if area else None
    return OpenedArticle(opened, reading, profile, draft=archive is not None and archive.is_draft(path))


def text_from(source: str, desk: Desk) -> str:
    """The text of a UTF-8 file, or of standard input for ``-``, with line ends as saved. Raises CopydeskError."""
    data = desk.console.typed(LIMIT + 1) if source == STANDARD_INPUT else open_file(Path(source)).data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CopydeskError(
            _("The text in “{source}” is not UTF-8, from byte {byte} on. Save it as UTF-8 and try again.").format(
                source=visible(source), byte=error.start + 1
            ),
            code="not-utf-8",
            where=source,
        ) from error
    return with_line_feeds(text)


def with_line_feeds(text: str) -> str:
    """A text with the archive's line ends."""
    return re.sub(r"\r\n?", "\n", text)


def to_bytes(article: Article) -> bytes:
    """The canonical file of an article. Raises CopydeskError for one that could not be opened again as it is."""
    data = dump(article)
    reading = parse(data)
    if reading.outcome is Outcome.OPEN_RAW or reading.article.front != article.front:
        raise CopydeskError(
            _("The article was not saved: its fields could not be read again as they are. Look for odd characters."),
            code="not-readable",
        )
    return data


def saving(save: Callable[[], Saved]) -> Saved:
    """Save, with errors that speak of the file only, for there is no window in which the text still is."""
    try:
        return save()
    except SaveFailed as failed:
        raise CopydeskError(failed.reason, code=failed.code, where=failed.where) from failed
