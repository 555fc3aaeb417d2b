"""The next article: of the same story, or of the same kind. What carries over from an earlier one, and what must not.

Both give changes for ``lens.edit`` on what a new article of the organisation begins with: by field id, and ``body``.
What is not among them begins afresh: the date, the address, the page title, and whatever else stood in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.core.fields import BY_ID, Fields, Group
from editor.core.language import _
from editor.core.library.likeness import standing_paragraphs
from editor.core.library.records import Record
from editor.core.library.references import of_article
from editor.core.library.seen import same_address
from editor.core.library.stages import Stage
from editor.core.textops import Link, put_link
from editor.core.textual import date_for_readers

# After these there is nothing to appeal for any more, and much that must not be said before a court has decided.
_APPEAL_IS_OVER = frozenset(
    (Stage.FOUND, Stage.CHARGED, Stage.COURT, Stage.CONVICTED, Stage.SENTENCED, Stage.CONCLUDED)
)
_TELLS_OF_UPDATE = frozenset((Stage.UPDATE, Stage.FOUND))
_INCIDENT = tuple(spec.id for spec in BY_ID.values() if spec.group is Group.INCIDENT)
_LABEL = re.compile(r"^\s*(?:u+pdated?|appeal|found|missing|wanted|renewed appeal)\s*[:–|-]\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s)>\]\"”’]+")


def follow_up(last: Fields, story: Sequence[Record], stage: Stage = Stage.UPDATE) -> dict[str, str]:
    """What the next article of a story starts with.

    ``last`` is its newest article as fields, ``story`` are all its articles, the oldest first. Organisation, section
    and incident carry over; the text begins with links to the earlier articles, then comes how to call and what to
    quote, unless the appeal is over at this ``stage``. A headline is suggested where it is usual ("Update: ..."). The
    picture stays behind: who was missing may not want to be seen once found.
    """
    carried = _carried(last, ("area", "section", *_INCIDENT))
    if stage in _TELLS_OF_UPDATE and last["headline"]:
        carried["headline"] = _("Update: {headline}").format(headline=_LABEL.sub("", last["headline"]))
    parts = [_links(story)]
    if stage not in _APPEAL_IS_OVER:
        parts += (part for part in standing_paragraphs(last.body) if not _leads_to(part, story))
    carried["body"] = "\n\n".join(filter(None, parts))
    return carried


def start_from(article: Fields) -> dict[str, str]:
    """What a new article of the same kind starts with: headline, summary, section and text.

    The incident's own parts are left out: its fields, the picture where there is an incident, and in the text its
    reference, in whose place stands a mark to fill in.
    """
    quoted = of_article(article["incident_reference"], article.body, article["published"])
    kept = ("area", "section", "headline", "summary") if quoted else ("area", "section", "headline", "summary", "image")
    body = article.body
    for reference in quoted:
        body = body.replace(reference.written, _("[reference]"))
    return _carried(article, kept) | {"body": body}


def _carried(fields: Fields, names: Sequence[str]) -> dict[str, str]:
    return {name: fields[name] for name in names if fields[name]}


def _links(story: Sequence[Record]) -> str:
    """A paragraph, or a list, that leads to the earlier articles that have an address."""
    released = [record for record in story if record.url and record.headline and not record.draft]
    if not released:
        return ""
    if len(released) == 1:
        return _single(released[0])
    return _("Earlier articles:") + "\n\n" + "\n".join(_items(released))


def _single(record: Record) -> str:
    if not record.published:
        return _("This follows {article}.").format(article=_link(record))
    return _("This follows {article} of {date}.").format(article=_link(record), date=_day(record))


def _items(story: Sequence[Record]) -> Iterator[str]:
    for record in story:
        item = _("{article}, {date}").format(article=_link(record), date=_day(record))
        yield f" * {item if record.published else _link(record)}"


def _link(record: Record) -> str:
    return put_link(Link(0, 0, record.headline, record.url)).replacement


def _day(record: Record) -> str:
    return date_for_readers(record.published[:10])


def _leads_to(paragraph: str, story: Sequence[Record]) -> bool:
    """Whether a paragraph is one of our own that only leads back: the new article has a newer one."""
    found = _ADDRESS.findall(paragraph)
    return any(same_address(url, record.url) for url in found for record in story)
