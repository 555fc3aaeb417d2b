"""The field table: what a person edits, its plain name, and the keys of the file that it feeds.

One table makes the form, the command line's ``--set``, the JSON of ``show``, the checks and the help.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from itertools import islice
from types import MappingProxyType

from editor.core.article import Value
from editor.core.errors import CopydeskError
from editor.core.language import _


class Kind(StrEnum):
    """How a field is edited."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    ADDRESS = "address"


class Group(Enum):
    """Where a field stands in the form."""

    MAIN = "main"
    ADDRESS = "address"
    IMAGE = "image"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One row of the table. ``keys`` are dotted; the first that a file has is the one that is read.

    ``good_length`` is how many characters search engines and networks show before they cut (0: no limit).
    """

    id: str
    kind: Kind
    group: Group
    keys: tuple[str, ...] = ()
    good_length: int = 0


FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("area", Kind.CHOICE, Group.MAIN, ("area",)),
    FieldSpec("headline", Kind.LINE, Group.MAIN, ("og.title", "twitter.title"), good_length=65),
    FieldSpec("summary", Kind.TEXT, Group.MAIN, ("og.description", "twitter.description"), good_length=160),
    FieldSpec("published", Kind.DATE, Group.MAIN, ("publish.date", "article.published.time")),
    FieldSpec("section", Kind.CHOICE, Group.MAIN),
    FieldSpec("slug", Kind.LINE, Group.ADDRESS),
    FieldSpec("url", Kind.ADDRESS, Group.ADDRESS, ("url", "og.url", "twitter.url")),
    FieldSpec("title", Kind.LINE, Group.ADDRESS, ("title",)),
    FieldSpec("image", Kind.ADDRESS, Group.IMAGE, ("og.image", "og.image.url", "twitter.image")),
    FieldSpec("incident_reference", Kind.LINE, Group.INCIDENT, ("incident.reference",)),
    FieldSpec("incident_day", Kind.LINE, Group.INCIDENT, ("incident.day",)),
    FieldSpec("incident_month", Kind.LINE, Group.INCIDENT, ("incident.month",)),
    FieldSpec("incident_year", Kind.LINE, Group.INCIDENT, ("incident.year",)),
)
BY_ID: Mapping[str, FieldSpec] = MappingProxyType({spec.id: spec for spec in FIELDS})
# Of a file's own names, this many are compared with one that is not known: comparing takes its time.
_MOST_COMPARED = 500
# Read from the web address, and written by changing it.
FROM_ADDRESS = ("section", "slug")


def label(field_id: str) -> str:
    """The plain name of a field, as window, messages and guide use it."""
    return {
        "area": _("Organisation"),
        "headline": _("Headline"),
        "summary": _("Summary"),
        "published": _("Published"),
        "section": _("Section"),
        "slug": _("Last part of the address"),
        "url": _("Web address"),
        "title": _("Page title"),
        "image": _("Picture"),
        "incident_reference": _("Incident reference"),
        "incident_day": _("Incident day"),
        "incident_month": _("Incident month"),
        "incident_year": _("Incident year"),
        "body": _("Text"),
        "extra": _("Everything else"),
    }.get(field_id, field_id)


@dataclass(frozen=True)
class Fields:
    """An article as a person sees it: decoded texts by field id, and the body.

    ``extra`` is everything else by dotted key; ``kept`` are values that are no texts, shown but not edited.
    """

    values: Mapping[str, str] = field(default_factory=lambda: {spec.id: "" for spec in FIELDS})
    extra: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Value] = field(default_factory=dict)
    body: str = ""

    def __getitem__(self, field_id: str) -> str:
        return self.values[field_id]

    def having(self, changes: Mapping[str, str]) -> Fields:
        """The same fields with some changed: by field id, ``body``, or ``extra.`` and a dotted key ('' removes it)."""
        values = dict(self.values)
        extra = dict(self.extra)
        for name, text in changes.items():
            if name in values:
                values[name] = text
            elif name.startswith("extra."):
                key = name.removeprefix("extra.")
                extra.pop(key, None)
                if text:
                    extra[key] = text
            elif name != "body":
                raise unknown_field(name, self)
        return replace(self, values=values, extra=extra, body=changes.get("body", self.body))


def unknown_field(name: str, fields: Fields) -> CopydeskError:
    """The error for a name that is no field, with the nearest one that is."""
    extra = islice(fields.extra, _MOST_COMPARED)
    known: Iterable[str] = (*BY_ID, "body", *(f"extra.{key}" for key in extra))
    near = difflib.get_close_matches(name, known, 1)
    return CopydeskError(
        _("There is no field “{name}”. Did you mean “{near}”?").format(name=name, near=near[0])
        if near
        else _("There is no field “{name}”. The fields are: {known}; any other as extra.NAME.").format(
            name=name, known=", ".join(BY_ID)
        ),
        code="unknown-field",
        where=name,
    )
